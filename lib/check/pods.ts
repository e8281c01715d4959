import type { EmbeddedPod, Manifest } from './manifest';
import { embeddedPod, kindOf, podsOf, record, records } from './manifest';

/** Where kinds of other projects keep pods: `template` with metadata and spec, `spec` where the fields of a pod stand inline. */
interface Places {
  readonly template?: readonly string[];
  readonly spec?: readonly string[];
}

const RAY_GROUPS = (cluster: string) => [`${cluster}.headGroupSpec.template`, `${cluster}.workerGroupSpecs.[].template`];
const REVISION: Places = { template: ['spec.template'] };
const RUNTIME: Places = { template: ['spec.template.spec.replicatedJobs.[].template.spec.template'] };
const LLM: Places = { spec: ['spec.template', 'spec.worker', 'spec.prefill.template', 'spec.prefill.worker', 'spec.router.scheduler.template'] };

/** `*` is every value of a map, `[]` every item of a list. */
const PLACES: Record<string, Places> = {
  '/PodTemplate': { template: ['template'] },
  '/ReplicationController': { template: ['spec.template'] },
  'batch.volcano.sh/Job': { template: ['spec.tasks.[].template'] },
  'jobset.x-k8s.io/JobSet': { template: ['spec.replicatedJobs.[].template.spec.template'] },
  'keda.sh/ScaledJob': { template: ['spec.jobTargetRef.template'] },
  'kubeflow.org/JAXJob': { template: ['spec.jaxReplicaSpecs.*.template'] },
  'kubeflow.org/MPIJob': { template: ['spec.mpiReplicaSpecs.*.template'] },
  'kubeflow.org/MXJob': { template: ['spec.mxReplicaSpecs.*.template'] },
  'kubeflow.org/Notebook': { template: ['spec.template'] },
  'kubeflow.org/PaddleJob': { template: ['spec.paddleReplicaSpecs.*.template'] },
  'kubeflow.org/PVCViewer': { spec: ['spec.podSpec'] },
  'kubeflow.org/PyTorchJob': { template: ['spec.pytorchReplicaSpecs.*.template'] },
  'kubeflow.org/TFJob': { template: ['spec.tfReplicaSpecs.*.template'] },
  'kubeflow.org/XGBoostJob': { template: ['spec.xgbReplicaSpecs.*.template'] },
  'kueue.x-k8s.io/Workload': { template: ['spec.podSets.[].template'] },
  'leaderworkerset.x-k8s.io/LeaderWorkerSet': { template: ['spec.leaderWorkerTemplate.leaderTemplate', 'spec.leaderWorkerTemplate.workerTemplate'] },
  'machinelearning.seldon.io/SeldonDeployment': { template: ['spec.predictors.[].componentSpecs.[]'] },
  'mlops.seldon.io/SeldonConfig': { spec: ['spec.components.[].podSpec'] },
  'mlops.seldon.io/Server': { spec: ['spec.podSpec'] },
  'mlops.seldon.io/ServerConfig': { spec: ['spec.podSpec'] },
  'ray.io/RayCluster': { template: RAY_GROUPS('spec') },
  'ray.io/RayJob': { template: [...RAY_GROUPS('spec.rayClusterSpec'), 'spec.submitterPodTemplate'] },
  'ray.io/RayService': { template: RAY_GROUPS('spec.rayClusterConfig') },
  'serving.knative.dev/Configuration': REVISION,
  'serving.knative.dev/Revision': { spec: ['spec'] },
  'serving.knative.dev/Service': REVISION,
  'serving.kserve.io/ClusterServingRuntime': { spec: ['spec', 'spec.workerSpec'] },
  'serving.kserve.io/InferenceService': {
    spec: ['spec.predictor', 'spec.predictor.workerSpec', 'spec.transformer', 'spec.explainer', 'spec.canary.[].predictor', 'spec.canary.[].predictor.workerSpec'],
  },
  'serving.kserve.io/LLMInferenceService': LLM,
  'serving.kserve.io/LLMInferenceServiceConfig': LLM,
  'serving.kserve.io/ServingRuntime': { spec: ['spec', 'spec.workerSpec'] },
  'serving.yatai.ai/BentoDeployment': { spec: ['spec.extraPodSpec', 'spec.runners.[].extraPodSpec'] },
  'sparkoperator.k8s.io/ScheduledSparkApplication': { template: ['spec.template.driver.template', 'spec.template.executor.template'] },
  'sparkoperator.k8s.io/SparkApplication': { template: ['spec.driver.template', 'spec.executor.template'] },
  'sparkoperator.k8s.io/SparkConnect': { template: ['spec.server.template', 'spec.executor.template'] },
  'trainer.kubeflow.org/ClusterTrainingRuntime': RUNTIME,
  'trainer.kubeflow.org/TrainingRuntime': RUNTIME,
};

/** Where the templates of workflows stand; a pod is made for each that runs containers. */
const WORKFLOWS: Record<string, string> = {
  'argoproj.io/ClusterWorkflowTemplate': 'spec.templates.[]',
  'argoproj.io/CronWorkflow': 'spec.workflowSpec.templates.[]',
  'argoproj.io/Workflow': 'spec.templates.[]',
  'argoproj.io/WorkflowTemplate': 'spec.templates.[]',
};

const STORAGE = 'serving.kserve.io/ClusterStorageContainer';

const FOUND = new WeakMap<Manifest, readonly EmbeddedPod[]>();

/** Every pod inside a manifest, wherever its kind keeps it; those of other projects' kinds are marked `custom`. */
export function allPodsOf(manifest: Manifest): readonly EmbeddedPod[] {
  const kind = kindOf(manifest);
  const places = PLACES[kind];
  if (!places && !WORKFLOWS[kind] && kind !== 'kubeflow.org/Experiment' && kind !== STORAGE) return podsOf(manifest);
  let pods = FOUND.get(manifest);
  if (!pods) FOUND.set(manifest, pods = customPods(manifest, kind, places ?? {}));
  return pods;
}

function customPods(manifest: Manifest, kind: string, { template = [], spec = [] }: Places): EmbeddedPod[] {
  const pods: EmbeddedPod[] = [];
  for (const place of template) {
    at(manifest, place, (value, path) => {
      if (record(value).spec !== undefined) pods.push({ ...embeddedPod(path, value), specPath: `${path}.spec`, custom: true });
    });
  }
  for (const place of spec) {
    at(manifest, place, (value, path) => {
      const { labels, annotations } = record(value);
      if (Object.keys(record(value)).length === 0) return;
      pods.push({ ...embeddedPod(path, { metadata: { labels, annotations }, spec: value }), specPath: path, custom: true });
    });
  }
  if (WORKFLOWS[kind]) at(manifest, WORKFLOWS[kind], (value, path) => pods.push(...workflowPod(value, path)));
  if (kind === 'kubeflow.org/Experiment') pods.push(...trialPods(manifest));
  if (kind === STORAGE) pods.push(...storagePod(manifest));
  return pods;
}

/** A step's containers stand under four names; its pod has them all. */
function workflowPod(value: unknown, path: string): EmbeddedPod[] {
  const { container, script, containerSet, metadata, ...pod } = record(value);
  const main = [container, script].filter(one => one !== undefined);
  const containers = [...main, ...records(record(containerSet).containers)];
  if (containers.length === 0) return [];
  const paths = [
    ...container === undefined ? [] : [`${path}.container`],
    ...script === undefined ? [] : [`${path}.script`],
    ...records(record(containerSet).containers).map((_, i) => `${path}.containerSet.containers[${i}]`),
    ...records(pod.sidecars).map((_, i) => `${path}.sidecars[${i}]`),
  ];
  const found = embeddedPod(path, { metadata, spec: { ...pod, containers: [...containers, ...records(pod.sidecars)] } });
  return [{ ...found, specPath: path, containerPaths: paths, custom: true }];
}

/** The one container that KServe puts into pods of others, and into Jobs. */
function storagePod({ spec }: Manifest): EmbeddedPod[] {
  const { container } = record(spec);
  if (Object.keys(record(container)).length === 0) return [];
  return [{ ...embeddedPod('spec', { spec: { containers: [container] } }), specPath: 'spec', containerPaths: ['spec.container'], custom: true }];
}

/** The pods of the job that each trial of an experiment runs. */
function trialPods({ spec }: Manifest): EmbeddedPod[] {
  const job = 'spec.trialTemplate.trialSpec';
  const trial = record(record(spec.trialTemplate).trialSpec);
  if (typeof trial.apiVersion !== 'string' || typeof trial.kind !== 'string' || trial.kind === 'Experiment') return [];
  const manifest = { ...trial, metadata: {}, spec: record(trial.spec) } as unknown as Manifest;
  return allPodsOf(manifest).map(pod => ({
    ...pod,
    path: `${job}.${pod.path}`,
    specPath: `${job}.${pod.specPath ?? `${pod.path}.spec`}`,
    containerPaths: pod.containerPaths?.map(path => `${job}.${path}`),
    custom: true,
  }));
}

/** Calls back for everything that a place stands for, with its JSON path. */
function at(root: unknown, place: string, found: (value: unknown, path: string) => void): void {
  const walk = (value: unknown, steps: readonly string[], path: string): void => {
    if (value === undefined || value === null) return;
    const [step, ...rest] = steps;
    if (step === undefined) found(value, path);
    else if (step === '[]') {
      if (Array.isArray(value)) value.forEach((item, i) => walk(item, rest, `${path}[${i}]`));
    } else if (step === '*') {
      for (const [key, item] of Object.entries(record(value))) walk(item, rest, `${path}${/^[A-Za-z][\w-]*$/.test(key) ? `.${key}` : `['${key}']`}`);
    } else if (Object.hasOwn(record(value), step)) walk(record(value)[step], rest, path === '' ? step : `${path}.${step}`);
  };
  walk(root, place.split('.'), '');
}
