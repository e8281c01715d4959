import type { ClusterFacts } from '../../cluster';
import type { Manifest } from '../../manifest';
import { kindOf } from '../../manifest';

/** The integration that manages a kind, as Kueue's configuration names it. */
const FRAMEWORKS: Record<string, string> = {
  '/Pod': 'pod',
  'apps/Deployment': 'deployment',
  'apps/StatefulSet': 'statefulset',
  'batch/Job': 'batch/job',
  'jobset.x-k8s.io/JobSet': 'jobset.x-k8s.io/jobset',
  'kubeflow.org/JAXJob': 'kubeflow.org/jaxjob',
  'kubeflow.org/MPIJob': 'kubeflow.org/mpijob',
  'kubeflow.org/PaddleJob': 'kubeflow.org/paddlejob',
  'kubeflow.org/PyTorchJob': 'kubeflow.org/pytorchjob',
  'kubeflow.org/TFJob': 'kubeflow.org/tfjob',
  'kubeflow.org/XGBoostJob': 'kubeflow.org/xgboostjob',
  'leaderworkerset.x-k8s.io/LeaderWorkerSet': 'leaderworkerset.x-k8s.io/leaderworkerset',
  'ray.io/RayCluster': 'ray.io/raycluster',
  'ray.io/RayJob': 'ray.io/rayjob',
  'ray.io/RayService': 'ray.io/rayservice',
  'sparkoperator.k8s.io/SparkApplication': 'sparkoperator.k8s.io/sparkapplication',
  'trainer.kubeflow.org/TrainJob': 'trainer.kubeflow.org/trainjob',
  'workload.codeflare.dev/AppWrapper': 'workload.codeflare.dev/appwrapper',
};

/** Kinds that no integration manages, and where the queue of what they make belongs. */
const UNMANAGED: Record<string, string> = {
  'apps/DaemonSet': 'label the pods in spec.template.metadata.labels',
  'apps/ReplicaSet': 'use a Deployment',
  'argoproj.io/CronWorkflow': 'label the pods in spec.workflowSpec.podMetadata.labels',
  'argoproj.io/Workflow': 'label the pods in spec.podMetadata.labels',
  'batch.volcano.sh/Job': 'use spec.queue, as Volcano has queues of its own',
  'batch/CronJob': 'label the Jobs in spec.jobTemplate.metadata.labels',
  'kubeflow.org/Experiment': 'label the trials in spec.trialTemplate.trialSpec.metadata.labels',
  'kubeflow.org/MXJob': 'use a kind that Kueue knows',
  'ray.io/RayCronJob': 'use a RayJob',
  'sparkoperator.k8s.io/ScheduledSparkApplication': 'use a SparkApplication',
};

/** Kinds on which a queue is looked for. */
export const QUEUED_KINDS: readonly string[] = [...Object.keys(FRAMEWORKS), ...Object.keys(UNMANAGED)];

/** Kueue knows only the newer of the two MPIJobs. */
function frameworkOf(manifest: Manifest): string | undefined {
  const kind = kindOf(manifest);
  return kind === 'kubeflow.org/MPIJob' && manifest.apiVersion === 'kubeflow.org/v1' ? undefined : FRAMEWORKS[kind];
}

/** Whether Kueue's webhook sees objects of this kind, as far as anyone said. */
export function isWatched(manifest: Manifest, { kueue }: ClusterFacts): boolean {
  const framework = frameworkOf(manifest);
  return kueue.installed !== false && framework !== undefined && kueue.frameworks.includes(framework);
}

/** Why a queue on this object has no effect, and what to do; undefined where it has one. */
export function whyIgnored(manifest: Manifest, { kueue }: ClusterFacts): string | undefined {
  if (kueue.installed === false) return 'remove the label, or install Kueue: nobody reads it';
  const framework = frameworkOf(manifest);
  const [group, version = ''] = manifest.apiVersion.split('/');
  const external = `${manifest.kind}.${version}.${group}`;
  if (kueue.frameworks.includes(external) || framework !== undefined && kueue.frameworks.includes(framework)) return undefined;
  if (framework !== undefined) return `add ${framework} to integrations.frameworks of Kueue's configuration: it is not among them, so that this starts at once`;
  const instead = UNMANAGED[kindOf(manifest)] ?? 'use kubeflow.org/v2beta1';
  return `Kueue does not manage this kind: ${instead}`;
}
