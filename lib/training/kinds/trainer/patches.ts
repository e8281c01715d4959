import type { Container, PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { TrainJobReplicatedJob, TrainJobRuntimePatch, TrainJobSpecTemplateSpec } from '../../../../imports/trainer.kubeflow.org';
import type { JobView } from '../kind';

/** Fields of a pod that a TrainJob may say over its runtime. */
const POD_FIELDS = [
  'affinity', 'imagePullSecrets', 'nodeSelector', 'schedulingGates', 'securityContext', 'serviceAccountName', 'terminationGracePeriodSeconds', 'tolerations', 'volumes',
] as const;
/** What `spec.trainer` says of the container. */
const TRAINER_FIELDS = ['name', 'image', 'command', 'args', 'env', 'resources'];
const CONTAINER_FIELDS = ['securityContext', 'volumeMounts'];

/** The props behind fields that neither the trainer nor a patch can say. */
const PROPS: Readonly<Record<string, string>> = {
  priorityClassName: 'priorityClass', topologySpreadConstraints: 'placement', schedulerName: 'schedulerName', runtimeClassName: 'runtimeClass',
  hostNetwork: 'hostNetwork', hostIPC: 'hostIpc', hostPID: 'hostPid', shareProcessNamespace: 'shareProcessNamespace', subdomain: 'subdomain',
  readinessProbe: 'readiness', livenessProbe: 'liveness', startupProbe: 'startup', lifecycle: 'preStop', resourceClaims: 'deviceClaims',
  dnsPolicy: 'dnsPolicy', enableServiceLinks: 'serviceLinks', automountServiceAccountToken: 'automountToken',
  initContainers: 'initContainers', sidecars: 'sidecars',
  envFrom: 'envFrom', ports: 'ports', workingDir: 'workingDir', imagePullPolicy: 'imagePullPolicy',
};

/** Of which pods have defaults of ours. */
export const OURS: readonly string[] = ['imagePullPolicy', 'automountToken', 'serviceLinks', 'dnsPolicy'];

/** A pod of a job, divided by who says it. */
export interface Divided {
  /** What `spec.trainer` says. */
  readonly trainer: Container;
  /** What a patch of the runtime says. */
  readonly patch: TrainJobReplicatedJob | undefined;
  /** Props that nobody can say, each with what it is in the pod. */
  readonly unsayable: ReadonlyArray<readonly [prop: string, got: unknown]>;
}

/**
 * Divides a pod into what a TrainJob says of its trainer, what it says over the
 * runtime, and what only a runtime can say. Our own defaults among the last
 * (imagePullPolicy Always, no service links, no token) are left to the runtime.
 */
export function divide(job: string, template: PodTemplateSpec, view: JobView): Divided {
  const { containers: [main, ...sidecars], initContainers = [], ...pod } = template.spec as PodSpec;
  const patchable: TrainJobSpecTemplateSpec = only(pod, POD_FIELDS);
  const container = only(main, CONTAINER_FIELDS);
  const spec = { ...patchable, ...Object.keys(container).length > 0 && { containers: [{ name: main.name, ...container }] } };
  const metadata = template.metadata && (Object.keys(spec).length > 0 || wants(template, view)) ? template.metadata : undefined;
  const said = { ...metadata && { metadata }, ...Object.keys(spec).length > 0 && { spec } };
  const ours = Object.keys(PROPS).filter(field => OURS.includes(PROPS[field]) && !isGiven(PROPS[field], view));
  const rest = {
    ...without(pod, [...POD_FIELDS, ...ours]),
    ...without(main, [...TRAINER_FIELDS, ...CONTAINER_FIELDS, ...ours]),
    ...initContainers.length > 0 && { initContainers: initContainers.map(({ name }) => name) },
    ...sidecars.length > 0 && { sidecars: sidecars.map(({ name }) => name) },
  };
  return {
    trainer: main,
    patch: Object.keys(said).length > 0 ? { name: job, template: { spec: { template: said } } } : undefined,
    unsayable: Object.entries(rest).filter(([field]) => field in PROPS).map(([field, value]) => [propOf(field, view), shown(value)]),
  };
}

/** Labels of ours alone are worth a patch only where something looks for them. */
function wants({ metadata }: PodTemplateSpec, { safe, props }: JobView): boolean {
  const isOthers = (label: string) => !label.startsWith('app.kubernetes.io/');
  return safe || props.networkPolicy === true || metadata?.annotations !== undefined || Object.keys(metadata?.labels ?? {}).some(isOthers);
}

/** Devices are claimed as the accelerator, or beside it. */
const propOf = (field: string, view: JobView) => (field === 'resourceClaims' && !isGiven('deviceClaims', view) ? 'accelerator' : PROPS[field]);

const isGiven = (prop: string, { props, framework }: JobView) =>
  [props, ...Object.values(framework._roles)].some(pods => (pods as Record<string, unknown> | undefined)?.[prop] !== undefined);

const only = (of: object, fields: readonly string[]) =>
  Object.fromEntries(Object.entries(of).filter(([key, value]) => value !== undefined && fields.includes(key)));
const without = (of: object, fields: readonly string[]) => Object.fromEntries(Object.entries(of).filter(([key]) => !fields.includes(key)));

function shown(value: any): unknown {
  if (value?.preStop) return value.preStop.exec?.command.join(' ');
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) return undefined;
  if (!Array.isArray(value)) return value;
  const named = (item: any) => item.name ?? item.topologyKey ?? item.secretRef?.name ?? item.configMapRef?.name ?? '';
  return value.map(item => (typeof item === 'object' ? named(item) : item)).join(', ');
}

/** The patch of a job, with the queue of Volcano that its pods wait in. */
export function runtimePatch(jobs: ReadonlyArray<TrainJobReplicatedJob | undefined>, annotations: Record<string, string>): TrainJobRuntimePatch[] | undefined {
  const replicatedJobs = jobs.filter(job => job !== undefined);
  if (replicatedJobs.length === 0 && Object.keys(annotations).length === 0) return undefined;
  return [{
    manager: 'cdk8s-mlops.dev/training-job',
    trainingRuntimeSpec: {
      template: {
        ...Object.keys(annotations).length > 0 && { metadata: { annotations } },
        ...replicatedJobs.length > 0 && { spec: { replicatedJobs } },
      },
    },
  }];
}
