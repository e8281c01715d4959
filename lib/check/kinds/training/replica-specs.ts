import type { Framework } from './frameworks';
import type { Replica } from './replicas';
import { countOf, hasNoContainers } from './replicas';
import { isAbsent, isMap } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import { fieldOf } from '../../schema/cursor';
import { isEmpty } from '../kubernetes/values';

/** What the webhooks of training-operator ask of every kind of job: containers with images, one of them with the name it looks for. */
export function judgeReplicaSpecs(framework: Framework, replicas: readonly Replica[], report: Report): void {
  for (const replica of replicas) {
    judgeContainers(replica, report);
    judgeContainerName(framework, replica, report);
  }
}

/** Containers, and an image in each. */
export function judgeContainers(replica: Replica, report: Report): void {
  if (hasNoContainers(replica)) {
    report.refuse('TRAINING_NO_CONTAINERS', `${replica.path}.template.spec.containers`, undefined, 'write the container that trains: every replica type needs one');
  }
  for (const { path, container } of replica.containers) {
    if (isEmpty(container.image)) {
      report.refuse('TRAINING_NO_IMAGE', `${path}.image`, container.image, 'write an image: the operator takes no container without one');
    }
  }
}

function judgeContainerName({ container: wanted, kind }: Framework, { containers, path }: Replica, report: Report): void {
  if (containers.length === 0 || containers.some(({ container }) => container.name === wanted)) return;
  const fix = `name the container that trains '${wanted}': the operator of ${kind}s finds it by this name`;
  if (containers.length === 1) report.refuse('TRAINING_CONTAINER_NAME', `${containers[0].path}.name`, containers[0].container.name, fix);
  else report.refuse('TRAINING_CONTAINER_NAME', `${path}.template.spec.containers`, containers.map(({ container }) => container.name), fix);
}

/** Replica types that a webhook takes: exactly these, upper and lower case count. */
export function judgeReplicaTypes({ types, kind }: Framework, replicas: readonly Replica[], report: Report): void {
  for (const { type, path } of replicas) {
    if (types.includes(type)) continue;
    const near = nearest(type, types);
    report.refuse('TRAINING_REPLICA_TYPE', path, undefined, `${kind}s have ${types.join(' and ')}, spelt so${near ? `; did you mean '${near}'?` : ''}`);
  }
}

/** A Master or Launcher that is missing or not exactly one. */
export function judgeOnlyOne(replica: Replica, report: Report, { optional = false } = {}): void {
  const { replicas } = replica.spec;
  if (replicas === 1 || optional && isAbsent(replicas) || !isAbsent(replicas) && typeof replicas !== 'number') return;
  report.refuse('TRAINING_REPLICAS', `${replica.path}.replicas`, replicas, `write 1: there is exactly one ${replica.type}${isAbsent(replicas) ? ', and it has to be written' : ''}`);
}

/** Replica counts below 1, where no webhook refuses them; the API server does what the scale subresource is about. */
export function judgeCounts(replicas: readonly Replica[], report: Report, scaled?: string): void {
  for (const replica of replicas) {
    const count = countOf(replica);
    if (count >= 1) continue;
    if (count < 0 && replica.type === scaled) {
      report.refuse('TRAINING_REPLICAS', `${replica.path}.replicas`, count, 'at least 1: this is what kubectl scale sets, and the API server takes no negative number');
      continue;
    }
    report.warn(
      'TRAINING_REPLICAS', `${replica.path}.replicas`, replica.spec.replicas,
      `write at least 1 or leave ${replica.type} out: below that the operator makes a pod, deletes it and starts again`,
    );
  }
}

/** Replica specs without any entry, and entries without anything. */
export function judgeNoReplicas({ replicas: key, types, needs }: Framework, replicas: readonly Replica[], spec: Record<string, any>, report: Report): void {
  if (Object.keys(spec).length === 0) {
    report.refuse('TRAINING_NO_REPLICAS', fieldOf(['spec', key]), undefined, `write the replicas: ${someOf(types)}`);
    return;
  }
  const entries = isMap(spec[key]) ? Object.entries(spec[key]) : undefined;
  for (const [type, replica] of entries ?? []) {
    if (replica === null) report.warn('TRAINING_NO_REPLICAS', fieldOf(['spec', key, type]), null, 'write the replicas or leave the entry out: the API server drops it, as there is nothing in it');
  }
  if (needs !== undefined || replicas.length > 0 || !entries?.every(([, replica]) => replica === null)) return;
  report.warn('TRAINING_NO_REPLICAS', fieldOf(['spec', key]), undefined, `write ${someOf(types)}: nothing runs, and the job never ends`);
}

const someOf = (types: readonly string[]) => (types.length === 1 ? types[0] : `at least one of ${types.join(', ')}`);
