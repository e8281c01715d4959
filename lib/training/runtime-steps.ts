import type { PodTemplateSpec, Probe } from 'kubernetes-types/core/v1';
import { computeFor, COORDINATOR, podsOf, sharedMemory } from './job-pods';
import type { MlPolicy } from './ml-policy';
import { RuntimePolicy } from './runtime';
import type { TrainingJobProps } from './training-job-props';
import type { RuntimeInitializer, RuntimePodProps, TrainingRuntimeProps } from './training-runtime-props';
import type { ComputeDefaults, JobPodProps, Mount, Platform, PodBuilder } from '../core';
import { literal, seconds } from '../core';

/** A runtime, as those see it that render it. */
export interface RuntimeView {
  readonly props: TrainingRuntimeProps;
  readonly policy: MlPolicy;
  readonly safe: boolean;
  readonly platform: Platform;
  /** Mounts of the pods that train. */
  readonly mounts: readonly Mount[];
  builder(pods: JobPodProps, mounts: readonly Mount[], compute: ComputeDefaults): PodBuilder;
}

/** A replicated job: pods that are all alike. */
export interface RuntimeStep {
  readonly name: string;
  /** What Trainer looks for in it; none in the nodes of MPI, which wait for the launcher. */
  readonly ancestor?: string;
  readonly container: string;
  readonly dependsOn: ReadonlyArray<{ name: string; status: 'Ready' | 'Complete' }>;
  /** The prop that describes it; undefined for the runtime itself. */
  readonly field?: string;
  readonly builder: PodBuilder;
  pod(): PodTemplateSpec;
}

/** What the images of MPI runtimes are built with, for a user who is not root. */
const MPI_USER = 1000;
const SSHD = { command: ['/usr/sbin/sshd'], args: ['-De', '-f', '/home/mpiuser/.sshd_config'] };
const IMAGES: Readonly<Record<string, string>> = {
  dataset: 'ghcr.io/kubeflow/trainer/dataset-initializer:v2.3.0', model: 'ghcr.io/kubeflow/trainer/model-initializer:v2.3.0',
};

/** The steps in the order in which they start. */
export function stepsOf(view: RuntimeView): RuntimeStep[] {
  const { props, policy } = view;
  const fetches = (['dataset', 'model'] as const).flatMap(kind => {
    const of = props[`${kind}Initializer`];
    return of ? [initializer(view, kind, of)] : [];
  });
  const fetched = fetches.map(({ name }) => ({ name, status: 'Complete' as const }));
  if (policy.policy !== RuntimePolicy.MPI) return [...fetches, node(view, 'trainer', fetched)];
  return [...fetches, node(view, undefined, fetched), launcher(view)];
}

/** Whether the nodes do nothing until the launcher of MPI comes. */
export const waitsForSsh = ({ props, policy, safe }: RuntimeView) =>
  safe && policy.policy === RuntimePolicy.MPI && props.command === undefined && props.args === undefined;

function node(view: RuntimeView, ancestor: string | undefined, dependsOn: RuntimeStep['dependsOn']): RuntimeStep {
  const { props } = view;
  const waits = ancestor === undefined && waitsForSsh(view);
  const builder = view.builder(userOf(view, props), [...workspaceOf(view), ...view.mounts], computeFor(props.accelerator));
  const { image, command, args } = { image: props.image, command: props.command, args: props.args, ...waits && SSHD };
  const ready: RuntimePodProps = waits && props.readinessPort === undefined ? { ...props, readinessPort: 2222 } : props;
  return step(view, builder, { name: 'node', ancestor, dependsOn, container: 'node' }, { image, command, args, probe: probeOf(ready, waits ? 5 : undefined) }, true);
}

function launcher(view: RuntimeView): RuntimeStep {
  const { props, policy, safe } = view;
  const trains = policy._launcherIsNode(safe);
  const own = props.launcher ?? {};
  const { command: _command, args: _args, readinessPort: _port, readinessDelay: _delay, ...shared } = props;
  const pods = podsOf(userOf(view, shared) as unknown as TrainingJobProps, own, trains);
  const builder = view.builder(pods, [...workspaceOf(view), ...view.mounts, ...own.volumes ?? []], trains ? computeFor(pods.accelerator) : COORDINATOR);
  const { image = props.image, command, args } = own;
  return step(
    view, builder, { name: 'launcher', ancestor: 'trainer', dependsOn: [{ name: 'node', status: 'Ready' }], container: 'node', field: 'launcher' },
    { image, command, args, probe: probeOf(own) }, trains,
  );
}

/** It shares with those that train who it is, not what they need. */
function initializer(view: RuntimeView, kind: 'dataset' | 'model', of: RuntimeInitializer): RuntimeStep {
  const { props: { user, group, imagePullPolicy, imagePullSecrets, podLabels, podAnnotations, priorityClass, schedulerName, runtimeClass } } = view;
  const { storageUri, image = IMAGES[kind], command, args, ...own } = of;
  const shared = { user, group, imagePullPolicy, imagePullSecrets, podLabels, podAnnotations, priorityClass, schedulerName, runtimeClass };
  const pods = Object.assign({ ...shared }, Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)));
  const builder = view.builder(userOf(view, pods), [...workspaceOf(view), ...of.volumes ?? []], COORDINATOR);
  const name = `${kind}-initializer`;
  const env = storageUri === undefined ? [] : [literal('STORAGE_URI', storageUri)];
  return step(view, builder, { name, ancestor: name, dependsOn: [], container: name, field: `${kind}Initializer` }, { image, command, args, env, probe: probeOf(of) }, false);
}

interface Runs {
  readonly image?: string;
  readonly command?: string[];
  readonly args?: string[];
  readonly env?: ReturnType<typeof literal>[];
  readonly probe?: Probe;
}

function step(view: RuntimeView, builder: PodBuilder, of: Omit<RuntimeStep, 'builder' | 'pod'>, runs: Runs, trains: boolean): RuntimeStep {
  const { props, safe } = view;
  const pod = () => {
    const template = builder.template({
      gracePeriodSeconds: props.gracePeriod ? seconds(props.gracePeriod) : safe ? 120 : undefined,
      restartPolicy: props.restartPolicy,
      containers: [builder.container({
        name: of.container, image: runs.image ?? '', command: runs.command, args: runs.args,
        defaultEnv: safe ? [literal('HOME', '/tmp')] : [],
        env: runs.env ?? [],
        mounts: trains ? sharedMemory(props.sharedMemory, builder, safe && props.accelerator !== undefined) : [],
        ...runs.probe && { probes: { readinessProbe: runs.probe } },
      })],
      ...view.platform.istio && { labels: { 'sidecar.istio.io/inject': 'false' } },
    });
    return withoutPerJob(template);
  };
  return { ...of, builder, pod };
}

function probeOf({ readinessPort, readinessDelay }: RuntimePodProps, delay?: number): Probe | undefined {
  if (readinessPort === undefined) return undefined;
  const initialDelaySeconds = readinessDelay ? seconds(readinessDelay) : delay;
  return { tcpSocket: { port: readinessPort }, ...initialDelaySeconds !== undefined && { initialDelaySeconds } };
}

/** Files on shared volumes and the ssh keys are read by one user. */
function userOf<T extends JobPodProps>({ policy, safe }: RuntimeView, pods: T): T {
  if (!safe || policy.policy !== RuntimePolicy.MPI || pods.user !== undefined) return pods;
  return { ...pods, user: MPI_USER, group: pods.group ?? MPI_USER };
}

/** Trainer looks for a volume of this name. */
export function workspaceOf({ props: { workspace } }: RuntimeView): Mount[] {
  return workspace ? [workspace._named('initializer').at('/workspace')] : [];
}

/** Mounts of all steps. */
export function allMounts(view: RuntimeView): Mount[] {
  const { props } = view;
  return [...workspaceOf(view), ...view.mounts, ...[props.launcher, props.datasetInitializer, props.modelInitializer].flatMap(pods => pods?.volumes ?? [])];
}

/** The volumes of claims that JobSet makes, it adds itself. */
function withoutPerJob(template: PodTemplateSpec): PodTemplateSpec {
  const { volumes = [], ...spec } = template.spec!;
  const kept = volumes.filter(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName !== '');
  return { ...template, spec: { ...spec, ...kept.length > 0 && { volumes: kept } } };
}
