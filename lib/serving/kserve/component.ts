import type { Container, PodSpec, PodTemplateSpec, Probe } from 'kubernetes-types/core/v1';
import type { InferenceComponentProps, InferencePodProps, RequestBatcher, RequestLogger } from './component-props';
import { LogMode } from './component-props';
import type { ContainerModel, PodBuilder } from '../../core';
import { KServeMode, seconds, Storage } from '../../core';

/** As KServe finds the container that serves. */
export const MAIN = 'kserve-container';

/** What is around a component. */
export interface ComponentView {
  readonly mode: KServeMode;
  readonly builder: PodBuilder;
  readonly pods: InferencePodProps;
}

/** A component as KServe takes it: fields of a pod beside each other, with its labels and annotations. */
export interface RenderedComponent {
  readonly main: Container;
  /** The pod without its main container. */
  readonly pod: Omit<PodSpec, 'containers'>;
  readonly sidecars: Container[];
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
}

/** Renders the pods of a component; `anyUser` where the image knows its user best. */
export function renderComponent({ mode, builder, pods }: ComponentView, own: Partial<ContainerModel>, anyUser: boolean): RenderedComponent {
  const { sharedMemory, gracePeriod, command, args } = pods;
  const { metadata, spec }: PodTemplateSpec = builder.template({
    gracePeriodSeconds: gracePeriod && seconds(gracePeriod),
    containers: [builder.container({
      name: MAIN, image: '', command, args, ...own,
      mounts: sharedMemory ? [Storage.scratch(sharedMemory, { inMemory: true }).at('/dev/shm')] : [],
    })],
  });
  const { containers: [first, ...found], securityContext = {}, ...pod } = spec!;
  const main = asSaid(first, pods, anyUser);
  const { runAsUser, runAsGroup, ...context } = securityContext;
  const [anyones, anyGroup] = [anyUser && pods.user === undefined, anyUser && pods.group === undefined];
  const user = { ...!anyones && runAsUser !== undefined && { runAsUser }, ...!anyGroup && runAsGroup !== undefined && { runAsGroup } };
  // The runtime's image knows its user; those of other containers may be root's.
  const others = { ...anyones && runAsUser !== undefined && { runAsUser }, ...anyGroup && runAsGroup !== undefined && { runAsGroup } };
  const beside = (container: Container): Container =>
    (Object.keys(others).length === 0 ? container : { ...container, securityContext: { ...others, ...container.securityContext } });
  const sidecars = found.map(beside);
  if (pod.initContainers) pod.initContainers = pod.initContainers.map(beside);
  const labels = metadata?.labels;
  const annotations = metadata?.annotations;
  const said = (secure: object) => (Object.values(secure).some(value => value !== undefined) ? { securityContext: secure } : {});
  if (mode !== KServeMode.KNATIVE) return { main, pod: { ...said({ ...context, ...user }), ...pod }, sidecars, labels, annotations };
  // As shipped, Knative takes the securityContext of a container, and none of the pod.
  const { fsGroup, fsGroupChangePolicy: _never, ...ofContainers } = { ...context, ...user };
  const secured = (container: Container): Container => ({ ...container, ...said({ ...ofContainers, ...container.securityContext }) });
  const initContainers = pod.initContainers?.map(secured);
  const ofPod = { ...pod, ...pods.fsGroup !== undefined && { securityContext: { fsGroup } }, ...initContainers && { initContainers } };
  return { main: secured(main), sidecars: sidecars.map(secured), labels, annotations, pod: ofPod };
}

/** A runtime has its image, and may write where it likes. */
function asSaid({ image, imagePullPolicy, securityContext, ...container }: Container, pods: InferencePodProps, ofRuntime: boolean): Container {
  const { readOnlyRootFilesystem: readOnly = undefined, ...context } = securityContext ?? {};
  const policy = image === '' ? pods.imagePullPolicy : imagePullPolicy;
  const kept = { ...context, ...!(ofRuntime && pods.readOnlyRootFilesystem === undefined) && readOnly !== undefined && { readOnlyRootFilesystem: readOnly } };
  return {
    ...container,
    ...image !== '' && { image },
    ...policy !== undefined && { imagePullPolicy: policy },
    ...Object.keys(kept).length > 0 && { securityContext: kept },
  };
}

/** Fields that every component takes. */
export const messagesOf = ({ logger, batcher }: Pick<InferenceComponentProps, 'logger' | 'batcher'>): Record<string, unknown> => ({
  logger: logger && loggerOf(logger), batcher: batcher && batcherOf(batcher),
});

const loggerOf = ({ mode = LogMode.ALL, url, metadataHeaders, metadataAnnotations }: RequestLogger) => ({ mode, url, metadataHeaders, metadataAnnotations });

const batcherOf = ({ maxBatchSize, maxLatency, timeout }: RequestBatcher) => ({
  maxBatchSize, maxLatency: maxLatency && maxLatency.toMilliseconds(), timeout: timeout && seconds(timeout),
});

/** Until the server answers, it is neither ready nor dead. */
export function startupProbe(port: number, wait: number): Probe {
  const periodSeconds = 10;
  return { tcpSocket: { port }, periodSeconds, failureThreshold: Math.max(1, Math.ceil(wait / periodSeconds)) };
}
