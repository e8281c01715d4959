import type { JobRole, JobView, TrainingKind } from './kinds/kind';

/** Props behind what rules of every kind report. */
const FIELDS: Readonly<Record<string, string>> = {
  'replicas': 'workers', 'spec.elasticPolicy': 'framework elastic', 'spec.sshAuthMountPath': 'framework sshAuthMountPath',
  'spec.template.spec.containers[0].name': 'containerName', 'spec.priorityClassName': 'priorityClass',
  "metadata.labels['kueue.x-k8s.io/queue-name']": 'queue', "metadata.labels['kueue.x-k8s.io/priority-class']": 'queuePriority',
};

/** The prop behind a path of any kind of job: its own, one of its pods', or one of a role's. */
export function fieldOfJob(path: string, kind: TrainingKind, job: JobView, fieldOfPod: (path: string) => string): string {
  // What a CronJob makes has the labels that other jobs have themselves.
  const field = path.replace(/^spec\.jobTemplate\.(?=metadata\.)/, '');
  const own = FIELDS[field] ?? kind.fieldOf?.(path, job);
  if (own !== undefined) return own;
  const inPod = field.replace(/^spec\.(?:[^\s]*\btemplate|submitterPodTemplate)\.(spec|metadata)\./, 'spec.template.$1.');
  const prop = FIELDS[inPod] ?? fieldOfPod(inPod);
  const role = inPod === field ? undefined : roleAt(path, kind.roles(job));
  return role && says(role.props, prop) ? `framework ${role.field}.${prop}` : prop;
}

/** The part of the job that a pod of its manifest is of. */
function roleAt(path: string, roles: readonly JobRole[]): JobRole | undefined {
  const type = /ReplicaSpecs\.(\w+)\./.exec(path)?.[1];
  if (type !== undefined) return roles.find(role => role.type === type);
  if (path.includes('headGroupSpec.')) return roles.find(({ field }) => field === 'head');
  const [, list, index] = /(replicatedJobs|tasks|workerGroupSpecs)\[(\d+)\]/.exec(path) ?? [];
  const those = list === 'workerGroupSpecs' ? roles.filter(({ field }) => field !== 'head' && field !== 'submitter') : roles;
  return index === undefined ? undefined : those[Number(index)];
}

/** Whether a prop such as `podLabels['a b']` or `sidecars[0].name` is of the role rather than of the job. */
function says(props: object | undefined, prop: string): boolean {
  const [, name, key] = /^(\w+)(?:\.([^.]+)|\['(.*?)'\])?/.exec(prop)?.filter(part => part !== undefined) ?? [];
  const said = (props as Record<string, unknown> | undefined)?.[name];
  if (said === undefined) return false;
  return key === undefined || Array.isArray(said) || typeof said !== 'object' || key in said!;
}
