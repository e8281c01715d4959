import { isAbsent, isMap } from '../../../manifest';
import type { Teller } from '../values';
import type { Groups } from './containers';

const LINUX_OF_POD = [
  'appArmorProfile', 'seLinuxOptions', 'seccompProfile', 'fsGroup', 'fsGroupChangePolicy', 'runAsUser', 'runAsGroup', 'supplementalGroups', 'supplementalGroupsPolicy', 'seLinuxChangePolicy',
];
const LINUX_OF_CONTAINERS = [
  'appArmorProfile', 'seLinuxOptions', 'seccompProfile', 'capabilities', 'readOnlyRootFilesystem', 'privileged', 'allowPrivilegeEscalation', 'procMount', 'runAsUser', 'runAsGroup',
];

/** The operating system that a pod says it is for, and fields that the other one has. */
export function judgeOs(report: Teller, spec: Record<string, any>, groups: Groups, at: string): void {
  const name = spec.os?.name;
  if (typeof name === 'string' && name !== '' && name !== 'linux' && name !== 'windows') report.refuse('VALUE_UNKNOWN', `${at}.os.name`, name, 'linux or windows');
  if (name === 'linux') {
    forEachContext(spec, groups, at, (context, field) => refuseGiven(report, context, ['windowsOptions'], field, 'not for a pod with os linux'));
  }
  if (name === 'windows') judgeWindowsPod(report, spec, groups, at);
  judgeHostProcess(report, spec, groups, at);
}

function judgeWindowsPod(report: Teller, spec: Record<string, any>, groups: Groups, at: string): void {
  const why = 'not for a pod with os windows';
  forEachContext(spec, groups, at, (context, field, isPod) => refuseGiven(report, context, isPod ? LINUX_OF_POD : LINUX_OF_CONTAINERS, field, why));
  refuseGiven(report, spec, ['hostUsers', 'shareProcessNamespace', 'resources'], at, why);
  for (const key of ['hostPID', 'hostIPC']) if (spec[key] === true) report.refuse('FIELD_NOT_ALLOWED', `${at}.${key}`, true, why);
  if (Array.isArray(spec.securityContext?.sysctls) && spec.securityContext.sysctls.length > 0) report.refuse('FIELD_NOT_ALLOWED', `${at}.securityContext.sysctls`, undefined, why);
}

function refuseGiven(report: Teller, fields: Record<string, any>, keys: readonly string[], at: string, why: string): void {
  for (const key of keys) if (!isAbsent(fields[key])) report.refuse('FIELD_NOT_ALLOWED', `${at}.${key}`, undefined, why);
}

type ContextJudge = (context: Record<string, any>, field: string, isPod: boolean) => void;

function forEachContext(spec: Record<string, any>, groups: Groups, at: string, judge: ContextJudge): void {
  if (isMap(spec.securityContext)) judge(spec.securityContext, `${at}.securityContext`, true);
  for (const [field, containers] of groups) {
    containers.forEach((container, i) => {
      if (isMap(container?.securityContext)) judge(container.securityContext, `${field(i)}.securityContext`, false);
    });
  }
}

/** Windows containers that run on the node: all of a pod, or none. */
function judgeHostProcess(report: Teller, spec: Record<string, any>, groups: Groups, at: string): void {
  const ofPod = spec.securityContext?.windowsOptions?.hostProcess;
  let all = 0;
  let hosted = 0;
  for (const [field, containers] of groups) {
    containers.forEach((container, i) => {
      const own = container?.securityContext?.windowsOptions?.hostProcess;
      all++;
      if ((own ?? ofPod) === true) hosted++;
      if (typeof ofPod === 'boolean' && typeof own === 'boolean' && own !== ofPod) {
        report.refuse('FIELDS_CONFLICT', `${field(i)}.securityContext.windowsOptions.hostProcess`, own, `the pod says ${String(ofPod)}`);
      }
    });
  }
  if (hosted === 0) return;
  if (hosted !== all) report.refuse('FIELDS_CONFLICT', at, undefined, 'hostProcess is for all containers of a pod or for none');
  if (spec.hostNetwork !== true) report.refuse('FIELDS_CONFLICT', `${at}.hostNetwork`, spec.hostNetwork ?? undefined, 'hostProcess containers want hostNetwork: true');
}
