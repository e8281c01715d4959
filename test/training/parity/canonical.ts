import { experimentSpec } from './canonical-experiment';
import { parseQuantity } from '../../../lib/check';

/**
 * A manifest as the cluster would see it: two that are written differently and
 * mean the same are equal. Kubernetes' own defaults are filled in, names that
 * nobody outside the pod sees are left out, labels of this library are dropped.
 */
export function canonical(manifest: any): any {
  const { metadata = {}, status: _status, ...written } = JSON.parse(JSON.stringify(manifest));
  const rest = written.kind === 'Experiment' ? { ...written, spec: experimentSpec(written.spec) } : written;
  return prune({ ...walk(rest), name: metadata.name, labels: foreign(metadata.labels), annotations: metadata.annotations });
}

const OURS = /^app\.kubernetes\.io\/(name|instance|component|managed-by)$/;
const foreign = (labels: Record<string, string> = {}) => Object.fromEntries(Object.entries(labels).filter(([key]) => !OURS.test(key)));

function walk(value: any, key = ''): any {
  if (Array.isArray(value)) return value.map(item => walk(key === 'replicatedJobs' ? { replicas: 1, ...item } : item));
  if (value === null || typeof value !== 'object') return QUANTITY.has(key) ? parseQuantity(value) : value;
  if (AMOUNTS.has(key)) return amounts(value);
  if (key === 'trialSpec') return canonical(value);
  if (key === 'customCollector') return container(value, [], [], {});
  if (key === 'runtimeRef') return { apiGroup: 'trainer.kubeflow.org', kind: 'ClusterTrainingRuntime', ...value };
  const { metadata, ...rest } = value;
  const isPod = Array.isArray(rest.containers) && typeof rest.containers[0]?.image === 'string';
  const fields = isPod ? pod(rest) : Object.fromEntries(Object.entries(rest).map(([name, field]) => [name, walk(field, name)]));
  return metadata === undefined ? fields : { ...fields, metadata: { ...metadata, labels: foreign(metadata.labels), namespace: undefined } };
}

/** Fields that are a quantity, and maps of them. */
const QUANTITY = new Set(['nominalQuota', 'borrowingLimit', 'lendingLimit', 'sizeLimit', 'storage', 'size', 'weight']);
const AMOUNTS = new Set(['requests', 'limits', 'minResources', 'capability', 'deserved', 'resourcesPerNode']);
function amounts(map: Record<string, any>): object {
  return Object.fromEntries(Object.entries(map).map(([name, amount]) => [name, parseQuantity(amount) ?? walk(amount, name)]));
}

function pod(spec: any): any {
  const { volumes = [], resourceClaims = [], securityContext = {}, serviceAccountName, affinity, ...rest } = spec;
  const { runAsUser, runAsGroup, runAsNonRoot, ...shared } = securityContext;
  const user = { runAsUser, runAsGroup, runAsNonRoot };
  const containers = (list: any[] = []) => list.map(one => container(one, volumes, resourceClaims, user));
  return {
    ...rest,
    ...serviceAccountName !== 'default' && { serviceAccountName },
    securityContext: shared,
    affinity: affinity && JSON.parse(JSON.stringify(affinity), selector),
    containers: containers(spec.containers),
    initContainers: containers(spec.initContainers),
  };
}

/** One value of a label, written either way. */
function selector(_key: string, value: any): any {
  if (!Array.isArray(value?.matchExpressions)) return value;
  const single = value.matchExpressions.every(({ operator, values }: any) => operator === 'In' && values.length === 1);
  return single ? {
    ...value, matchExpressions: undefined, matchLabels: Object.fromEntries(value.matchExpressions.map(({ key, values }: any) => [key,
      values[0]])),
  } : value;
}

function container(one: any, volumes: any[], claims: any[], user: object): any {
  const { volumeMounts = [], env = [], ports = [], resources = {}, securityContext, imagePullPolicy, ...rest } = one;
  const latest = !/:[^/]+$/.test(rest.image) || rest.image.endsWith(':latest');
  return {
    ...rest,
    imagePullPolicy: imagePullPolicy ?? (latest ? 'Always' : 'IfNotPresent'),
    env: env.map(({ name, value, valueFrom }: any) => ({ name, ...valueFrom ? { valueFrom } : { value: value ?? '' } })),
    ports: ports.map((port: any) => ({ ...port, protocol: port.protocol ?? 'TCP' })).sort((a: any, b: any) => a.containerPort - b.containerPort),
    resources: { ...requested(resources), claims: resources.claims?.map((of: any) => ({ ...claims.find(({ name }) => name === of.name), name: undefined })) },
    securityContext: { ...user, ...securityContext },
    mounts: volumeMounts
      .map((mount: any) => mounted(mount, volumes.find(({ name }) => name === mount.name)))
      .sort((a: any, b: any) => (a.mountPath < b.mountPath ? -1 : 1)),
  };
}

/** Files of ConfigMaps, Secrets and of the pod itself nobody can write anyway. */
function mounted({ name, readOnly, ...mount }: any, volume: any): any {
  const never = ['configMap', 'secret', 'downwardAPI'].some(source => volume?.[source]);
  return { ...mount, readOnly: !never && readOnly || undefined, from: volumeOf(volume, name) };
}

/** What is mounted; by its name alone, where the controller adds the volume. */
function volumeOf(volume: any, claimed: string): any {
  const { name: _, ...source } = volume ?? { claimed };
  return walk(source);
}

/** A limit alone is a request too. */
function requested({ requests = {}, limits = {} }: any): any {
  return { requests: amounts({ ...limits, ...requests }), limits: amounts(limits) };
}

/**
 * Without what Kubernetes reads as left out when it is empty. Elsewhere an
 * empty map says something: the `torch` of a policy, a selector of everything.
 */
function prune(value: any): any {
  if (Array.isArray(value)) return value.map(prune);
  if (value === null || typeof value !== 'object') return value;
  const kept = Object.entries(value).map(([key, field]) => [key, prune(field)] as const)
    .filter(([key, field]) => field !== undefined && field !== null && !(SAYS_NOTHING.has(key) && Object.keys(field).length === 0));
  return Object.fromEntries(kept);
}

const SAYS_NOTHING = new Set([
  'metadata', 'labels', 'annotations', 'env', 'envFrom', 'ports', 'resources', 'requests', 'limits', 'securityContext', 'mounts', 'containers', 'initContainers',
  'nodeSelector', 'tolerations', 'affinity', 'imagePullSecrets', 'command', 'args', 'volumeMounts', 'volumes',
]);
