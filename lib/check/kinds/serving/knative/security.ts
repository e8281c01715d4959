import type { Features } from './features';
import { isSet, refuseNever, refuseOff, words } from './features';
import { record } from '../../../manifest';
import type { Report } from '../../../report';

const NEVER = words('appArmorProfile procMount seLinuxOptions windowsOptions');

/** The securityContext of a container. */
export function judgeSecurity(written: unknown, path: string, features: Features, report: Report): void {
  const context = record(written);
  refuseNever(context, NEVER, path, 'a securityContext', report);
  if (context.privileged === true) report.refuse('KNATIVE_FIELD_FORBIDDEN', `${path}.privileged`, true, 'remove it: Knative runs no privileged containers');
  const capabilities = record(context.capabilities);
  const { add } = capabilities;
  const lowPorts = features.has('secure-pod-defaults') && Array.isArray(add) && add.length === 1 && add[0] === 'NET_BIND_SERVICE';
  if (isSet(add) && !features.has('containerspec-addcapabilities') && !lowPorts) refuseOff(report, 'containerspec-addcapabilities', `${path}.capabilities.add`, add);
  judgeUserIds(context, ['runAsUser', 'runAsGroup'], path, report);
}

/** Users and groups by number. */
export function judgeUserIds(context: Record<string, any>, names: readonly string[], path: string, report: Report): void {
  for (const name of names) {
    const id = context[name];
    if (typeof id === 'number' && (id < 0 || id > 2147483647)) {
      report.refuse('KNATIVE_BOUNDS', /^\d+$/.test(name) ? `${path}[${name}]` : `${path}.${name}`, id, 'from 0 to 2147483647');
    }
  }
}
