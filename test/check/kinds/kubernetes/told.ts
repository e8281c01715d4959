import type { Manifest } from '../../../../lib/check';
import { foundIn } from '../../manifests';

const ELSEWHERE = /^info |REFERENCE_MISSING|SELECTOR_MATCHES_NOTHING|SELECTOR_OVERLAP|SERVICE_PORT_MISSING|PLAIN_SECRET|VOLUME_NOT_SHARED/;

/** What the rules of Kubernetes' own kinds say of objects, whole as users write them; advice and missing references apart. */
export function told(...manifests: readonly Manifest[]): string[] {
  return foundIn(manifests).filter(line => !ELSEWHERE.test(line));
}

const metadata = { name: 'a', namespace: 'team' };
const main = { name: 'main', image: 'main:1' };
const labels = { app: 'a' };

/** Any object of the team, or of the cluster. */
export const object = (fields: object): Manifest => ({ metadata, ...fields } as Manifest);
export const clusterObject = (fields: object): Manifest => ({ metadata: { name: 'a' }, ...fields } as Manifest);

export const pod = (spec: object): Manifest => object({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [main], ...spec } });

/** A Pod around one container, one init container or one volume. */
export const container = (fields: object): Manifest => pod({
  containers: [{ ...main, ...fields }], volumes: [{ name: 'data', emptyDir: {} }, { name: 'disk', persistentVolumeClaim: { claimName: 'disk' } }],
});
export const init = (fields: object): Manifest => pod({ initContainers: [{ name: 'init', image: 'init:1', ...fields }] });
export const volume = (source: object): Manifest => pod({ volumes: [{ name: 'v', ...source }] });

const workload = (kind: string, spec: object): Manifest => object({
  apiVersion: 'apps/v1', kind, spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [main] } }, ...spec },
});
export const deployment = (spec: object) => workload('Deployment', spec);
export const statefulSet = (spec: object) => workload('StatefulSet', spec);
export const daemonSet = (spec: object) => workload('DaemonSet', spec);
/** A Deployment around the spec of a pod. */
export const template = (spec: object) => deployment({ template: { metadata: { labels }, spec: { containers: [main], ...spec } } });

const jobSpec = (spec: object) => ({ template: { spec: { restartPolicy: 'Never', containers: [main] } }, ...spec });
export const job = (spec: object) => object({ apiVersion: 'batch/v1', kind: 'Job', spec: jobSpec(spec) });
export const cronJob = (spec: object) => object({ apiVersion: 'batch/v1', kind: 'CronJob', spec: { schedule: '0 2 * * *', jobTemplate: { spec: jobSpec({}) }, ...spec } });

export const service = (spec: object) => object({ apiVersion: 'v1', kind: 'Service', spec: { selector: labels, ports: [{ port: 80 }], ...spec } });
export const ingress = (spec: object) => object({ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', spec });
export const policy = (spec: object) => object({ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec: { podSelector: {}, ...spec } });

const size = { storage: '1Gi' };
export const claim = (spec: object) => object({
  apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: { accessModes: ['ReadWriteOnce'], resources: { requests: size }, ...spec },
});
export const persistentVolume = (spec: object) => clusterObject({ apiVersion: 'v1', kind: 'PersistentVolume', spec: { accessModes: ['ReadWriteOnce'], capacity: size, ...spec } });

export const autoscaler = (spec: object) => object({
  apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' }, maxReplicas: 3, ...spec },
});

/** A webhook, or one that is asked about what one rule says. */
const deployments = { apiGroups: ['apps'], apiVersions: ['v1'], operations: ['CREATE'], resources: ['deployments'] };
export const webhook = (fields: object): Manifest => clusterObject({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'MutatingWebhookConfiguration',
  webhooks: [{ name: 'pods.example.com', admissionReviewVersions: ['v1'], sideEffects: 'None', clientConfig: { service: { name: 'a', namespace: 'team' } }, ...fields }],
});
export const hookRule = (fields: object) => webhook({ rules: [{ ...deployments, ...fields }] });

/** A ValidatingAdmissionPolicy, or one of a single expression. */
export const admission = (spec: object): Manifest => clusterObject({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingAdmissionPolicy',
  spec: { matchConstraints: { resourceRules: [deployments] }, validations: [{ expression: 'object.spec.replicas <= 5' }], ...spec },
});
export const expression = (text: string) => admission({ validations: [{ expression: text }] });
export const binding = (spec: object) => clusterObject({
  apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicyBinding', spec: { policyName: 'a', validationActions: ['Deny'], ...spec },
});

/** A ResourceClaim, and a DeviceClass. */
export const devices = (claimed: object) => object({ apiVersion: 'resource.k8s.io/v1', kind: 'ResourceClaim', spec: { devices: claimed } });
export const deviceClass = (spec: object) => clusterObject({ apiVersion: 'resource.k8s.io/v1', kind: 'DeviceClass', spec });

export const apiService = (spec: object): Manifest => ({
  apiVersion: 'apiregistration.k8s.io/v1',
  kind: 'APIService',
  metadata: { name: 'v1.metrics.example.com' },
  spec: { group: 'metrics.example.com', version: 'v1', groupPriorityMinimum: 100, versionPriority: 100, service: { name: 'a', namespace: 'team' }, ...spec },
});

export const definition = (spec: object): Manifest => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'runs.ml.example.com' },
  spec: { group: 'ml.example.com', scope: 'Namespaced', names: { plural: 'runs', kind: 'Run' }, versions: [version({})], ...spec },
});
/** A definition around the root of its schema, or around one field. */
export const schema = (root: object) => definition({ versions: [version(root)] });
export const field = (node: object) => schema({ properties: { spec: { type: 'object', properties: { a: node } } } });
const version = (root: object) => ({ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', ...root } } });
