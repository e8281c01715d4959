import { judgeContainers } from './containers';
import type { Features } from './features';
import { isSet, refuseNever, refuseOff, scalar, words } from './features';
import { judgeUserIds } from './security';
import { judgeVolumes } from './volumes';
import { record } from '../../../manifest';
import type { Report } from '../../../report';
import { SUBDOMAIN } from '../../../rules/names';

const NEVER = words(
  'activeDeadlineSeconds ephemeralContainers hostUsers hostname hostnameOverride nodeName os overhead preemptionPolicy priority readinessGates resourceClaims resources ' +
  'restartPolicy schedulingGates serviceAccount setHostnameAsFQDN subdomain terminationGracePeriodSeconds',
);
/** Fields of a pod that a flag allows. */
const FLAGS: Readonly<Record<string, string>> = {
  affinity: 'podspec-affinity', topologySpreadConstraints: 'podspec-topologyspreadconstraints', hostAliases: 'podspec-hostaliases', nodeSelector: 'podspec-nodeselector',
  runtimeClassName: 'podspec-runtimeclassname', tolerations: 'podspec-tolerations', securityContext: 'podspec-securitycontext',
  shareProcessNamespace: 'podspec-shareprocessnamespace', priorityClassName: 'podspec-priorityclassname', schedulerName: 'podspec-schedulername',
  initContainers: 'podspec-init-containers', dnsPolicy: 'podspec-dnspolicy', dnsConfig: 'podspec-dnsconfig',
  hostIPC: 'podspec-hostipc', hostPID: 'podspec-hostpid', hostNetwork: 'podspec-hostnetwork',
};
/** Pointers: Go sees them even when they are false. */
const POINTERS = new Set(['shareProcessNamespace', 'runtimeClassName']);

/** The pod of a revision: fewer fields than a pod has, and some bounds of its own. */
export function judgePod(spec: Record<string, any>, path: string, features: Features, report: Report): void {
  refuseNever(spec, NEVER, path, 'a pod', report);
  for (const [name, flag] of Object.entries(FLAGS)) {
    const value = spec[name];
    const there = POINTERS.has(name) ? value !== undefined && value !== null : isSet(value);
    const secure = name === 'securityContext' && features.has('secure-pod-defaults');
    if (there && !features.has(flag) && !secure) refuseOff(report, flag, `${path}.${name}`, value);
  }
  if (spec.automountServiceAccountToken === true) {
    report.refuse('KNATIVE_FIELD_FORBIDDEN', `${path}.automountServiceAccountToken`, true, 'remove it: Knative takes only false here, and mounts the token anyway');
  }
  if (features.has('podspec-securitycontext')) judgePodSecurity(record(spec.securityContext), `${path}.securityContext`, report);
  const { serviceAccountName } = spec;
  if (typeof serviceAccountName === 'string' && serviceAccountName !== '' && (serviceAccountName.length > 253 || !SUBDOMAIN.test(serviceAccountName))) {
    report.refuse('KNATIVE_NAME', `${path}.serviceAccountName`, serviceAccountName, 'lower-case letters, digits, - and .: the name of a ServiceAccount is a DNS subdomain');
  }
  const volumes = judgeVolumes(spec, path, features, report);
  judgeContainers(spec, path, volumes, features, report);
  judgeBounds(spec, path, report);
}

function judgePodSecurity(context: Record<string, any>, path: string, report: Report): void {
  refuseNever(context, words('appArmorProfile fsGroupChangePolicy seLinuxChangePolicy seLinuxOptions supplementalGroupsPolicy sysctls windowsOptions'), path, 'the securityContext of a pod', report);
  judgeUserIds(context, ['runAsUser', 'runAsGroup', 'fsGroup'], path, report);
  if (!Array.isArray(context.supplementalGroups)) return;
  context.supplementalGroups.forEach((group: unknown, i: number) => judgeUserIds({ [i]: group }, [String(i)], `${path}.supplementalGroups`, report));
}

function judgeBounds({ timeoutSeconds, containerConcurrency }: Record<string, any>, path: string, report: Report): void {
  if (typeof timeoutSeconds === 'number' && (timeoutSeconds < 0 || timeoutSeconds > 600)) {
    report.refuse('KNATIVE_BOUNDS', `${path}.timeoutSeconds`, timeoutSeconds, 'from 0 to 600, the max-revision-timeout-seconds of config-defaults');
  }
  if (typeof containerConcurrency === 'number' && (containerConcurrency < 0 || containerConcurrency > 1000)) {
    report.refuse('KNATIVE_BOUNDS', `${path}.containerConcurrency`, scalar(containerConcurrency), 'from 0, which is no limit, to 1000');
  }
}
