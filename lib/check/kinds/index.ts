/* eslint-disable @typescript-eslint/no-require-imports */
import type { KindRule } from '../rule';

/** Rules that are loaded together, when the first object comes that they may be about. */
export interface RuleTable {
  /** `group/Kind`, or `group/*`. */
  readonly of: readonly string[];
  readonly load: () => readonly KindRule[];
}

export const TABLES: readonly RuleTable[] = [
  {
    of: [
      '/*', 'admissionregistration.k8s.io/*', 'apiextensions.k8s.io/*', 'apiregistration.k8s.io/*', 'apps/*', 'autoscaling/*', 'batch/*', 'coordination.k8s.io/*', 'discovery.k8s.io/*',
      'networking.k8s.io/*', 'node.k8s.io/*', 'policy/*', 'rbac.authorization.k8s.io/*', 'resource.k8s.io/*', 'scheduling.k8s.io/*', 'storage.k8s.io/*',
    ],
    load: () => (require('./kubernetes') as typeof import('./kubernetes')).KUBERNETES_RULES,
  },
  {
    of: ['gateway.networking.k8s.io/*', 'networking.istio.io/*', 'security.istio.io/*'],
    load: () => (require('./network') as typeof import('./network')).NETWORK_RULES,
  },
  {
    of: [
      'autoscaling/HorizontalPodAutoscaler', 'bitnami.com/*', 'cert-manager.io/*', 'external-secrets.io/*', 'keda.sh/*', 'metacontroller.k8s.io/*', 'monitoring.coreos.com/*',
    ],
    load: () => (require('./operators') as typeof import('./operators')).OPERATORS_RULES,
  },
  {
    of: ['argoproj.io/*', 'kubeflow.org/ScheduledWorkflow', 'kubeflow.org/Viewer', 'pipelines.kubeflow.org/*'],
    load: () => (require('./pipelines') as typeof import('./pipelines')).PIPELINES_RULES,
  },
  {
    of: [...['Notebook', 'PVCViewer', 'PodDefault', 'Profile', 'Workspace', 'WorkspaceKind'].map(kind => `kubeflow.org/${kind}`), 'tensorboard.kubeflow.org/*'],
    load: () => (require('./platform') as typeof import('./platform')).PLATFORM_RULES,
  },
  {
    of: [
      '/Pod', 'apps/*', 'argoproj.io/CronWorkflow', 'argoproj.io/Workflow', 'batch.volcano.sh/*', 'batch/*', 'jobset.x-k8s.io/*',
      ...['Experiment', 'JAXJob', 'MPIJob', 'MXJob', 'PaddleJob', 'PyTorchJob', 'TFJob', 'XGBoostJob'].map(kind => `kubeflow.org/${kind}`),
      'kueue.x-k8s.io/*', 'leaderworkerset.x-k8s.io/*', 'ray.io/*', 'scheduling.volcano.sh/*', 'sparkoperator.k8s.io/*', 'trainer.kubeflow.org/*', 'workload.codeflare.dev/*',
    ],
    load: () => (require('./queueing') as typeof import('./queueing')).QUEUEING_RULES,
  },
  {
    of: ['resources.yatai.ai/*', 'serving.yatai.ai/*'],
    load: () => (require('./serving/bento') as typeof import('./serving/bento')).BENTO_RULES,
  },
  {
    of: ['serving.knative.dev/*'],
    load: () => (require('./serving/knative') as typeof import('./serving/knative')).KNATIVE_RULES,
  },
  {
    of: ['serving.kserve.io/*'],
    load: () => (require('./serving/kserve') as typeof import('./serving/kserve')).KSERVE_RULES,
  },
  {
    of: ['/ConfigMap', '/ServiceAccount', 'autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject'],
    load: () => (require('./serving/kserve/surroundings') as typeof import('./serving/kserve/surroundings')).KSERVE_SURROUNDINGS_RULES,
  },
  {
    of: ['machinelearning.seldon.io/*', 'mlops.seldon.io/*'],
    load: () => (require('./serving/seldon') as typeof import('./serving/seldon')).SELDON_RULES,
  },
  {
    of: ['sparkoperator.k8s.io/*'],
    load: () => (require('./spark') as typeof import('./spark')).SPARK_RULES,
  },
  {
    of: ['jobset.x-k8s.io/*', ...['JAXJob', 'MPIJob', 'MXJob', 'PaddleJob', 'PyTorchJob', 'TFJob', 'XGBoostJob'].map(kind => `kubeflow.org/${kind}`), 'ray.io/*', 'trainer.kubeflow.org/*'],
    load: () => (require('./training') as typeof import('./training')).TRAINING_RULES,
  },
  {
    of: ['kubeflow.org/Experiment', 'kubeflow.org/Suggestion', 'kubeflow.org/Trial'],
    load: () => (require('./tuning') as typeof import('./tuning')).TUNING_RULES,
  },
  {
    of: ['/ConfigMap'],
    load: () => (require('./tuning/katib-config') as typeof import('./tuning/katib-config')).KATIB_CONFIG_RULES,
  },
];

const RULES = new Map<string, readonly KindRule[]>();

/** The rules of a kind, `group/Kind`. */
export function rulesOf(kind: string): readonly KindRule[] {
  let rules = RULES.get(kind);
  if (!rules) RULES.set(kind, rules = find(kind));
  return rules;
}

function find(kind: string): readonly KindRule[] {
  const any = `${kind.slice(0, kind.indexOf('/'))}/*`;
  return TABLES.filter(({ of }) => of.includes(kind) || of.includes(any)).flatMap(({ load }) => load()).filter(({ kinds }) => kinds.includes(kind));
}
