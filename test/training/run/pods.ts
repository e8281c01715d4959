import type { Pod } from './kubelet';
import { indexedPods, jobSetPods } from './kubernetes';
import { jaxEnvironment, pytorchEnvironment, replicaPods, xgboostEnvironment } from './training-operator';
import type { Manifest } from '../../support/synth';

/** How a controller makes pods of one object. */
export type Controller = (job: Manifest) => Pod[];

const CONTROLLERS: Readonly<Record<string, Controller>> = {
  'batch/v1 Job': job => indexedPods(job),
  'jobset.x-k8s.io/v1alpha2 JobSet': jobSetPods,
  'kubeflow.org/v1 PyTorchJob': replicaPods({ field: 'pytorchReplicaSpecs', container: 'pytorch', port: ['pytorchjob-port', 23456], environment: pytorchEnvironment }),
  'kubeflow.org/v1 XGBoostJob': replicaPods({ field: 'xgbReplicaSpecs', container: 'xgboost', port: ['xgboostjob-port', 9999], environment: xgboostEnvironment }),
  'kubeflow.org/v1 JAXJob': replicaPods({ field: 'jaxReplicaSpecs', container: 'jax', port: ['jaxjob-port', 6666], environment: jaxEnvironment }),
};

/** The pods of a job, with the environment that its controller adds. */
export function podsOf(job: Manifest): Pod[] {
  const controller = CONTROLLERS[`${job.apiVersion} ${job.kind}`];
  if (!controller) throw new Error(`nothing here makes pods of a ${job.kind} of ${job.apiVersion}`);
  return controller(job);
}

/** The object among manifests that podsOf knows. */
export function jobAmong(manifests: Manifest[]): Manifest {
  const found = manifests.filter(({ apiVersion, kind }) => `${apiVersion} ${kind}` in CONTROLLERS);
  if (found.length !== 1) throw new Error(`${found.length} jobs among ${manifests.map(m => m.kind).join(', ')}`);
  return found[0];
}

/** How many of its pods run at a time. */
export const atOnce = (job: Manifest): number => (job.kind === 'Job' ? job.spec.parallelism ?? 1 : Infinity);
