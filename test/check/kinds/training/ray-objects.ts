import type { Manifest } from '../../../../lib/check';

/** A pod template around one container. */
export const pod = (rest: object = {}, main: object = {}) => ({ spec: { containers: [{ name: 'ray', image: 'rayproject/ray:2.52.0', ...main }], ...rest } });
/** The part of a cluster with its head group. */
export const head = (group: object = {}, spec: object = {}, main: object = {}) => ({ headGroupSpec: { template: pod(spec, main), ...group } });
/** A head with one variable. */
export const env = (name: string, value = '1') => head({}, {}, { env: [{ name, value }] });
/** A group of one worker. */
export const worker = (rest: object = {}) => ({ groupName: 'cpu', replicas: 1, template: pod(), ...rest });
/** A head and groups of workers. */
export const workers = (...groups: object[]) => ({ ...head(), workerGroupSpecs: groups });
/** A RayCluster. */
export const cluster = (spec: object = head(), metadata: object = {}): Manifest =>
  ({ apiVersion: 'ray.io/v1', kind: 'RayCluster', metadata: { name: 'research', namespace: 'team', ...metadata }, spec });
/** A RayJob with a cluster of its own. */
export const job = (spec: object = {}, metadata: object = {}, rayClusterSpec: object | undefined = head()): Manifest =>
  ({ apiVersion: 'ray.io/v1', kind: 'RayJob', metadata: { name: 'train', namespace: 'team', ...metadata }, spec: { entrypoint: 'python a.py', rayClusterSpec, ...spec } });
/** A RayJob on a cluster that exists. */
export const selecting = (spec: object = {}, clusterSelector: object = { 'ray.io/cluster': 'research' }): Manifest =>
  ({ apiVersion: 'ray.io/v1', kind: 'RayJob', metadata: { name: 'train', namespace: 'team' }, spec: { entrypoint: 'python a.py', clusterSelector, ...spec } });
/** A RayService. */
export const service = (spec: object = {}, metadata: object = {}): Manifest =>
  ({ apiVersion: 'ray.io/v1', kind: 'RayService', metadata: { name: 'serve', namespace: 'team', ...metadata }, spec: { rayClusterConfig: head(), ...spec } });
/** A RayJob with rules of deletion. */
export const rules = (deletionRules: object[], spec: object = {}) => job({ deletionStrategy: { deletionRules }, ...spec });
/** One rule: what goes, how long after what. */
export const rule = (policy: string, ttlSeconds?: number, condition: object = { jobStatus: 'FAILED' }) => ({ policy, condition: { ...condition, ttlSeconds } });
