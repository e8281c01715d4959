import type { EmbeddedPod, Manifest } from '../manifest';
import { containersOf, record } from '../manifest';
import type { Report } from '../report';

const LONG_RUNNING = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

/** What reviews and linters ask of every pod beyond Pod Security: told as advice. */
export function judgeHardening(manifest: Manifest, pod: EmbeddedPod, report: Report, tell: 'warn' | 'note'): void {
  const at = pod.specPath ?? (pod.path === '' ? 'spec' : `${pod.path}.spec`);
  const podContext = record(pod.spec.securityContext);
  if (!pod.custom && pod.spec.automountServiceAccountToken !== false && pod.spec.serviceAccountName === undefined) {
    report[tell]('HARDENING_TOKEN', `${at}.automountServiceAccountToken`, pod.spec.automountServiceAccountToken, 'a token that nothing uses: write false');
  }
  for (const { container, path } of containersOf(pod)) {
    const own = record(container.securityContext);
    image(container.image, `${path}.image`, report, tell);
    if (own.readOnlyRootFilesystem !== true) report[tell]('HARDENING_ROOT_FILESYSTEM', `${path}.securityContext.readOnlyRootFilesystem`, own.readOnlyRootFilesystem, 'write true, and mount scratch space where the program writes');
    const user = own.runAsUser ?? podContext.runAsUser;
    if (typeof user === 'number' && user > 0 && user < 10000) report[tell]('HARDENING_USER', `${path}.securityContext.runAsUser`, user, 'ids from 10000 on meet no user of the node');
    const { requests, limits } = record(container.resources);
    for (const name of ['cpu', 'memory']) {
      if (record(requests)[name] === undefined && record(limits)[name] === undefined) report[tell]('HARDENING_RESOURCES', `${path}.resources.requests.${name}`, undefined, 'without a request the scheduler counts nothing');
    }
    if (record(limits).memory === undefined) report[tell]('HARDENING_RESOURCES', `${path}.resources.limits.memory`, undefined, 'without a limit one pod can take the memory of the node');
    if (LONG_RUNNING.has(manifest.kind) && !path.includes('initContainers')) {
      for (const probe of ['readinessProbe', 'livenessProbe'] as const) {
        if (container[probe] === undefined && container.ports !== undefined) report[tell]('HARDENING_PROBES', `${path}.${probe}`, undefined, 'a server without it gets requests before it is ready, or hangs unseen');
      }
    }
  }
}

function image(name: unknown, field: string, report: Report, tell: 'warn' | 'note'): void {
  if (typeof name !== 'string' || name === '' || name.includes('@sha256:') || name.includes('{{') || name.includes('${')) return;
  const tag = /:([^/:]*)$/.exec(name)?.[1];
  if (tag === undefined || tag === 'latest') report[tell]('HARDENING_IMAGE', field, name, 'a tag that moves: what runs tomorrow is another program; use a version or a digest');
}
