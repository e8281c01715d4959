import { endedBefore } from './at-once';
import type { Lookup, PodSet } from './pod-set';
import { podSet, whole } from './pod-set';
import { podsIn, readRuntime } from '../kinds/training/runtime';
import type { Runtime, RuntimeJob } from '../kinds/training/runtime';
import { STOCK_RUNTIMES } from '../kinds/training/stock-runtimes';
import type { Manifest } from '../manifest';
import { isMap, list, record } from '../manifest';

const GROUP = 'trainer.kubeflow.org';

/** The spec of the runtime that a TrainJob names: one of the input, or one that Trainer ships. */
export function runtimeSpecOf({ spec, metadata }: Manifest, lookup: Lookup | undefined): Record<string, any> | undefined {
  const { name, kind = 'ClusterTrainingRuntime' } = record(record(spec).runtimeRef);
  if (typeof name !== 'string') return undefined;
  const isCluster = kind === 'ClusterTrainingRuntime';
  const found = lookup?.find(`${GROUP}/${kind}`, isCluster ? undefined : metadata.namespace, name);
  if (found) return record(found.spec);
  return isCluster && Object.hasOwn(STOCK_RUNTIMES, name) ? STOCK_RUNTIMES[name] : undefined;
}

const isInitializer = ({ step }: RuntimeJob) => String(step).endsWith('-initializer');

/** The pods of a TrainJob; undefined where its runtime is unknown. */
export function trainJobPods(manifest: Manifest, lookup: Lookup | undefined): PodSet[] | undefined {
  const spec = runtimeSpecOf(manifest, lookup);
  if (!spec) return undefined;
  const runtime = readRuntime(spec);
  const trainer = record(record(manifest.spec).trainer);
  const ended = endedBefore(record(record(spec.template).spec).replicatedJobs);
  const first = runtime.jobs.filter(isInitializer).map(({ name }) => name);
  return runtime.jobs.map(job => {
    const replicas = job.step === 'trainer' ? 1 : whole(job.replicas, 1);
    const after = new Set([...ended.get(job.name) ?? [], ...isInitializer(job) ? [] : first]);
    return podSet(withTrainer(job, runtime, trainer), `${job.path}.template.spec.template`, podsIn(job, runtime, trainer.numNodes) * replicas, { name: job.name, after });
  });
}

/** What a TrainJob says itself, of a runtime that nobody knows. */
export function trainJobAlone({ spec }: Manifest): PodSet[] {
  const { numNodes, resourcesPerNode } = record(record(spec).trainer);
  return [podSet({ spec: { containers: [{ name: 'node', resources: resourcesPerNode }] } }, 'spec.trainer', whole(numNodes, 1))];
}

/** The resources of a TrainJob's trainer go to the container `node` of each of its nodes. */
function withTrainer({ name, step, podTemplate }: RuntimeJob, { policy, options }: Runtime, { resourcesPerNode }: Record<string, any>): Record<string, any> {
  const isNode = step === 'trainer' || policy === 'mpi' && options.runLauncherAsNode === true && name === 'node';
  if (!isNode || !isMap(resourcesPerNode)) return podTemplate;
  const spec = record(podTemplate.spec);
  const containers = list(spec.containers).map(container => (record(container).name === 'node' ? { ...container, resources: merged(container.resources, resourcesPerNode) } : container));
  return { ...podTemplate, spec: { ...spec, containers } };
}

function merged(own: unknown, given: Record<string, any>): object {
  const { requests, limits } = record(own);
  return { requests: { ...record(requests), ...record(given.requests) }, limits: { ...record(limits), ...record(given.limits) } };
}
