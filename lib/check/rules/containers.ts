import { judgePod } from '../kinds/kubernetes';
import { kindOf, list, record } from '../manifest';
import { allPodsOf } from '../pods';
import type { Problem } from '../problem';
import { Report } from '../report';
import type { ObjectRule } from '../rule';

const NONE: Problem[] = [];

/** Kinds of other projects whose pods stand there whole; those of the rest are filled in by their controller. */
const WHOLE = new Set([
  'batch.volcano.sh/Job', 'jobset.x-k8s.io/JobSet', 'keda.sh/ScaledJob', 'kubeflow.org/JAXJob', 'kubeflow.org/MPIJob', 'kubeflow.org/MXJob', 'kubeflow.org/Notebook',
  'kubeflow.org/PaddleJob', 'kubeflow.org/PVCViewer', 'kubeflow.org/PyTorchJob', 'kubeflow.org/TFJob', 'kubeflow.org/XGBoostJob',
  'leaderworkerset.x-k8s.io/LeaderWorkerSet', 'ray.io/RayCluster', 'ray.io/RayJob',
]);

/** Pods inside kinds of other projects: nobody looks at them before the controller makes them, and then it is too late. */
export const containerRules: ObjectRule = ({ where, manifest }) => {
  // Groups of other projects are domains.
  if (!manifest.apiVersion.includes('.')) return NONE;
  const kind = kindOf(manifest);
  // The object that a trial runs is judged whole.
  if (kind === 'kubeflow.org/Experiment') return NONE;
  const pods = allPodsOf(manifest);
  if (pods.length === 0 || !pods[0].custom) return NONE;
  const problems: Problem[] = [];
  const report = new Report(where, problems);
  const { volumeClaimTemplates } = record(manifest.spec.leaderWorkerTemplate);
  const isPartial = !WHOLE.has(kind) || volumeClaimTemplates !== undefined;
  // JobSet adds the volumes of its claims to the pods that mount them.
  const claimed = kind === 'jobset.x-k8s.io/JobSet' ? list(manifest.spec.volumeClaimPolicies).flatMap(policy => list(record(policy).templates)).map(template => record(record(template).metadata).name) : [];
  const options = { level: 'warning', isPartial, isUntyped: kind === 'sparkoperator.k8s.io/SparkApplication', claimed } as const;
  for (const pod of pods) judgePod(pod, report, options);
  // Of a volume that has the name of a claim the webhook of JobSet speaks.
  if (claimed.length > 0) return problems.filter(({ code }) => code !== 'VOLUME_REPLACED');
  // The controller's own probe may say how.
  return isPartial ? problems.filter(({ code, field }) => code !== 'NOT_EXACTLY_ONE' || !field.endsWith('Probe')) : problems;
};
