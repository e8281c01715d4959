import type { Manifest } from '../../../../lib/check';
import { SPARK_CODES } from '../../../../lib/check/codes/spark';
import { foundIn } from '../../manifests';

const OURS = new Set(Object.keys(SPARK_CODES));

/** What the rules of Spark say, and every error of other rules; notes only where they are asked for. */
export const found = (manifest: Manifest, notes = false) => foundIn([manifest], { outside: [], partial: true })
  .filter(line => line.startsWith('error ') || OURS.has(line.split(' ')[1]) && (notes || !line.startsWith('info ')));

/** A program in Python; `spec` is laid over it. */
export const application = (spec: object = {}) => ({
  type: 'Python', sparkVersion: '4.0.1', image: 'spark-features:1.4', mainApplicationFile: 'local:///opt/app/features.py', driver: { serviceAccount: 'spark' }, executor: { instances: 2 }, ...spec,
});
/** A SparkApplication. */
export const app = (spec: object = {}, metadata: object = {}): Manifest =>
  ({ apiVersion: 'sparkoperator.k8s.io/v1beta2', kind: 'SparkApplication', metadata: { name: 'features', namespace: 'team', ...metadata }, spec: application(spec) });
/** One with other fields of the driver, or of the executors. */
export const driver = (fields: object, spec: object = {}) => app({ driver: { serviceAccount: 'spark', ...fields }, ...spec });
export const executor = (fields: object, spec: object = {}) => app({ executor: { instances: 2, ...fields }, ...spec });
/** A ScheduledSparkApplication. */
export const scheduled = (spec: object = {}, template: object = {}, metadata: object = {}): Manifest => ({
  apiVersion: 'sparkoperator.k8s.io/v1beta2',
  kind: 'ScheduledSparkApplication',
  metadata: { name: 'nightly', namespace: 'team', ...metadata },
  spec: { schedule: '30 2 * * *', concurrencyPolicy: 'Forbid', template: application(template), ...spec },
});
/** A SparkConnect. */
export const connect = (spec: object = {}, metadata: object = {}): Manifest => ({
  apiVersion: 'sparkoperator.k8s.io/v1alpha1',
  kind: 'SparkConnect',
  metadata: { name: 'notebooks', namespace: 'team', ...metadata },
  spec: { sparkVersion: '4.0.1', image: 'apache/spark:4.0.1', server: { cores: 1, memory: '1g' }, executor: { instances: 2, memory: '2g' }, ...spec },
});
/** A pod template of some containers. */
export const template = (...containers: object[]) => ({ spec: { containers } });
