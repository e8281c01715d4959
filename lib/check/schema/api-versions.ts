import { edits, nearest } from '../nearest';
import type { SchemaPack } from './pack';

/** API groups, and group-versions, that are gone, and what took their place. */
const GONE = new Map(Object.entries({
  'extensions/v1beta1': 'apps/v1, networking.k8s.io/v1 or policy/v1, by kind (gone since Kubernetes 1.16 and 1.22)',
  'apps/v1beta1': 'apps/v1 (gone since Kubernetes 1.16)',
  'apps/v1beta2': 'apps/v1 (gone since Kubernetes 1.16)',
  'autoscaling/v2beta1': 'autoscaling/v2 (gone since Kubernetes 1.25)',
  'autoscaling/v2beta2': 'autoscaling/v2 (gone since Kubernetes 1.26)',
  'batch/v1beta1': 'batch/v1 (gone since Kubernetes 1.25)',
  'batch/v2alpha1': 'batch/v1 (gone since Kubernetes 1.21)',
  'policy/v1beta1': 'policy/v1 (gone since Kubernetes 1.25)',
  'policy/v1beta1 PodSecurityPolicy': 'labels pod-security.kubernetes.io/enforce on Namespaces (gone since Kubernetes 1.25)',
  'networking.k8s.io/v1beta1': 'networking.k8s.io/v1 (gone since Kubernetes 1.22)',
  'rbac.authorization.k8s.io/v1beta1': 'rbac.authorization.k8s.io/v1 (gone since Kubernetes 1.22)',
  'rbac.authorization.k8s.io/v1alpha1': 'rbac.authorization.k8s.io/v1',
  'storage.k8s.io/v1beta1': 'storage.k8s.io/v1',
  'scheduling.k8s.io/v1beta1': 'scheduling.k8s.io/v1 (gone since Kubernetes 1.22)',
  'apiextensions.k8s.io/v1beta1': 'apiextensions.k8s.io/v1 (gone since Kubernetes 1.22)',
  'admissionregistration.k8s.io/v1beta1': 'admissionregistration.k8s.io/v1',
  'certificates.k8s.io/v1beta1': 'certificates.k8s.io/v1 (gone since Kubernetes 1.22)',
  'coordination.k8s.io/v1beta1': 'coordination.k8s.io/v1',
  'discovery.k8s.io/v1beta1': 'discovery.k8s.io/v1 (gone since Kubernetes 1.25)',
  'events.k8s.io/v1beta1': 'events.k8s.io/v1',
  'node.k8s.io/v1beta1': 'node.k8s.io/v1 (gone since Kubernetes 1.25)',
  'flowcontrol.apiserver.k8s.io/v1beta1': 'flowcontrol.apiserver.k8s.io/v1',
  'flowcontrol.apiserver.k8s.io/v1beta2': 'flowcontrol.apiserver.k8s.io/v1',
  'flowcontrol.apiserver.k8s.io/v1beta3': 'flowcontrol.apiserver.k8s.io/v1 (gone since Kubernetes 1.32)',
  'resource.k8s.io/v1alpha3': 'resource.k8s.io/v1 (Kubernetes 1.34)',
  'resource.k8s.io/v1beta1': 'resource.k8s.io/v1 (Kubernetes 1.34)',
  'resource.k8s.io/v1beta2': 'resource.k8s.io/v1 (Kubernetes 1.34)',
  'serving.kubeflow.org': 'serving.kserve.io: KFServing became KServe',
  'serving.kserve.io/v1alpha2 InferenceService': 'serving.kserve.io/v1beta1, with spec.predictor in the place of spec.default.predictor',
  'kubeflow.org/v1alpha1 TFJob': 'kubeflow.org/v1',
  'kubeflow.org/v1alpha2 TFJob': 'kubeflow.org/v1',
  'kubeflow.org/v1alpha3': 'kubeflow.org/v1beta1 for Experiment, Suggestion and Trial (Katib)',
  'kubeflow.org/v1alpha1 MPIJob': 'kubeflow.org/v2beta1 (mpi-operator) or kubeflow.org/v1 (training-operator)',
  'kubeflow.org/v1alpha2 MPIJob': 'kubeflow.org/v2beta1 (mpi-operator) or kubeflow.org/v1 (training-operator)',
  'kubeflow.org/v2alpha1 TrainJob': 'trainer.kubeflow.org/v1alpha1',
  'kubeflow.org/v2alpha1 TrainingRuntime': 'trainer.kubeflow.org/v1alpha1',
  'kubeflow.org/v2alpha1 ClusterTrainingRuntime': 'trainer.kubeflow.org/v1alpha1',
  'ray.io/v1alpha1': 'ray.io/v1',
  'jobset.x-k8s.io/v1alpha1': 'jobset.x-k8s.io/v1alpha2',
  'kueue.x-k8s.io/v1alpha1': 'kueue.x-k8s.io/v1beta1',
  'kueue.x-k8s.io/v1alpha2': 'kueue.x-k8s.io/v1beta1',
  'scheduling.incubator.k8s.io/v1alpha1': 'scheduling.volcano.sh/v1beta1',
  'scheduling.sigs.k8s.io/v1alpha1': 'scheduling.x-k8s.io/v1alpha1',
  'external-secrets.io/v1alpha1': 'external-secrets.io/v1',
  'external-secrets.io/v1beta1': 'external-secrets.io/v1',
  'kubernetes-client.io/v1': 'external-secrets.io/v1: the project was replaced',
  'cert-manager.io/v1alpha2': 'cert-manager.io/v1',
  'cert-manager.io/v1alpha3': 'cert-manager.io/v1',
  'cert-manager.io/v1beta1': 'cert-manager.io/v1',
  'certmanager.k8s.io/v1alpha1': 'cert-manager.io/v1',
  'keda.k8s.io/v1alpha1': 'keda.sh/v1alpha1',
  'gateway.networking.k8s.io/v1alpha2': 'gateway.networking.k8s.io/v1',
  'networking.x-k8s.io/v1alpha1': 'gateway.networking.k8s.io/v1',
  'inference.networking.x-k8s.io/v1alpha1 InferencePool': 'inference.networking.k8s.io/v1',
  'inference.networking.x-k8s.io/v1alpha2 InferencePool': 'inference.networking.k8s.io/v1',
  'sparkoperator.k8s.io/v1beta1': 'sparkoperator.k8s.io/v1beta2',
  'sparkoperator.k8s.io/v1alpha1 SparkApplication': 'sparkoperator.k8s.io/v1beta2',
  'serving.knative.dev/v1alpha1': 'serving.knative.dev/v1',
  'serving.knative.dev/v1beta1': 'serving.knative.dev/v1',
  'authentication.istio.io/v1alpha1': 'security.istio.io/v1',
  'rbac.istio.io/v1alpha1': 'security.istio.io/v1 AuthorizationPolicy',
  'config.istio.io/v1alpha2': 'telemetry.istio.io/v1 or security.istio.io/v1: Mixer is gone',
  'machinelearning.seldon.io/v1alpha1': 'machinelearning.seldon.io/v1',
  'kfdef.apps.kubeflow.org/v1': 'nothing: kfctl is retired; use the community distribution',
  'yatai.bentoml.org/v1beta1': 'serving.yatai.ai/v2alpha1',
  'pipelines.kubeflow.org/v1alpha1': 'pipelines.kubeflow.org/v2beta1',
}));

/** Groups whose kinds are all in the pack: what is not there, the server does not have. */
const isWhole = (group: string) => group === '' || ['apps', 'autoscaling', 'batch', 'policy', 'extensions'].includes(group);

/** As many letters may be wrong in a slip; more make another word. */
const SLIP = 2;

export interface Verdict {
  readonly refused: boolean;
  readonly fix: string;
}

/** What to say of an apiVersion and kind that no cluster with the pinned releases serves. */
export function judgeUnknownKind(pack: SchemaPack, apiVersion: string, kind: string): Verdict {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  const instead = GONE.get(`${apiVersion} ${kind}`) ?? GONE.get(apiVersion) ?? GONE.get(group);
  const elsewhere = servedAs(pack, kind);
  if (instead) return { refused: true, fix: `no longer served; use ${elsewhere.length > 0 && !GONE.has(`${apiVersion} ${kind}`) && !GONE.has(group) ? elsewhere.join(' or ') : instead}` };
  const siblings = pack.group(group).filter(k => k.served);
  const versions = siblings.filter(k => k.kind === kind).map(k => apiVersionOf(k));
  if (versions.length > 0) return { refused: true, fix: `${kind} is served as ${versions.join(' and ')}` };
  const near = nearest(kind, siblings.map(k => k.kind));
  if (near) return { refused: isWhole(group) || edits(near.toLowerCase(), kind.toLowerCase()) <= SLIP, fix: `${apiVersion} has no kind of this name that is known here; did you mean '${near}'?` };
  if (isWhole(group) || group.endsWith('.k8s.io') && siblings.some(k => k.builtIn)) {
    return { refused: isWhole(group), fix: `no kind of this name in ${apiVersion}${elsewhere.length > 0 ? `; use ${elsewhere.join(' or ')}` : ''}` };
  }
  const nearGroup = elsewhere.length > 0 && nearest(apiVersion, elsewhere);
  if (nearGroup) return { refused: edits(nearGroup, apiVersion) <= SLIP, fix: `not a kind known here; did you mean ${nearGroup}?` };
  return { refused: false, fix: 'not a kind known here: its schema and rules are not judged' };
}

function servedAs(pack: SchemaPack, kind: string): string[] {
  return pack.kinds.filter(k => k.kind === kind && k.served).map(apiVersionOf);
}

const apiVersionOf = ({ group, version }: { group: string; version: string }) => (group ? `${group}/${version}` : version);
