import type { Replica } from './replicas';
import { countOf } from './replicas';
import { isAbsent } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';

const BACKENDS = ['c10d', 'etcd', 'etcd-v2'];

/** How the workers of an elastic PyTorchJob find each other. */
export function judgeRendezvous(policy: Record<string, any>, worker: Replica, report: Report): void {
  const at = 'spec.elasticPolicy';
  const { rdzvBackend, rdzvConf, rdzvPort, rdzvHost, standalone } = policy;
  if (Array.isArray(rdzvConf) && rdzvConf.length === 0) {
    report.warn('PYTORCHJOB_RENDEZVOUS', `${at}.rdzvConf`, [], 'leave it out: the operator panics at an empty list, and starts no pod');
  }
  if (typeof rdzvBackend === 'string' && !BACKENDS.includes(rdzvBackend)) {
    const near = nearest(rdzvBackend, BACKENDS);
    report.warn(
      'PYTORCHJOB_RENDEZVOUS', `${at}.rdzvBackend`, rdzvBackend,
      `one of ${BACKENDS.join(', ')}${near ? `; did you mean '${near}'?` : ''}: nobody checks it, and torchrun stops at a backend it does not have`,
    );
  }
  if (typeof rdzvPort === 'number' && (rdzvPort < 1 || rdzvPort > 65535)) {
    report.warn('PYTORCHJOB_RENDEZVOUS', `${at}.rdzvPort`, rdzvPort, 'a port is 1 to 65535');
  }
  if (typeof rdzvBackend === 'string' && rdzvBackend.startsWith('etcd') && isAbsent(rdzvHost)) {
    report.warn('PYTORCHJOB_RENDEZVOUS', `${at}.rdzvHost`, undefined, 'write the host of etcd: without it the workers look for etcd at worker 0');
  }
  if (standalone === true && countOf(worker) > 1) {
    report.warn('PYTORCHJOB_RENDEZVOUS', `${at}.standalone`, true, `leave it out: each of the ${countOf(worker)} workers would train on its own`);
  }
}
