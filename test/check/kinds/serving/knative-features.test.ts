import { knativeSays, pods, service } from './knative-services';
import type { Manifest } from '../../../../lib/check';

const FLAGS = [
  'kubernetes.podspec-affinity', 'podspec-nodeselector', 'podspec-tolerations', 'podspec-securitycontext', 'podspec-init-containers', 'podspec-fieldref',
  'podspec-persistent-volume-claim', 'podspec-volumes-image', 'podspec-volumes-mount-propagation', 'multi-container-probing', 'containerspec-addcapabilities',
];
const withInit = (init: object) => pods({
  initContainers: [{ name: 'i', image: 'team/i:1', ...init }],
  containers: [{ name: 'c', image: 'team/c:1', volumeMounts: [{ name: 's', mountPath: '/s' }] }],
  volumes: [{ name: 's', secret: { secretName: 's' } }],
});
const mounted = (volume: object, mount: object = {}) =>
  service({ volumeMounts: [{ name: 'v', mountPath: '/v', ...mount }] }, { volumes: [{ name: 'v', ...volume }] });
const two = (first: object, second: object = {}) =>
  pods({ containers: [{ name: 'a', image: 'team/a:1', ports: [{ containerPort: 8080 }], ...first }, { name: 'b', image: 'team/b:1', ...second }] });

test.each<[string, Manifest, string[]]>([
  ['fields of the pod', service({ securityContext: { capabilities: { add: ['NET_ADMIN'] } }, env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }, { nodeSelector: { a: 'b' }, tolerations: [{ operator: 'Exists' }], affinity: { nodeAffinity: {} }, securityContext: { runAsUser: 1, fsGroup: 2, supplementalGroups: [3] } }), []],
  ['a field of another flag', service({}, { priorityClassName: 'p', topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }] }), [
    'error KNATIVE_FEATURE_OFF spec.template.spec.topologySpreadConstraints: Knative refuses it until kubernetes.podspec-topologyspreadconstraints is enabled in the ConfigMap config-features',
    "error KNATIVE_FEATURE_OFF spec.template.spec.priorityClassName: got 'p'; Knative refuses it until kubernetes.podspec-priorityclassname is enabled in the ConfigMap config-features",
  ]],
  ['the security of the pod', service({}, { securityContext: { runAsUser: -1, runAsGroup: 2147483648, supplementalGroups: [1, -2], seLinuxOptions: { level: 's0' }, sysctls: [{ name: 'a', value: 'b' }] } }), [
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.securityContext.seLinuxOptions: remove it: Knative takes no such field of the securityContext of a pod',
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.securityContext.sysctls: remove it: Knative takes no such field of the securityContext of a pod',
    'error KNATIVE_BOUNDS spec.template.spec.securityContext.runAsUser: got -1; from 0 to 2147483647',
    'error KNATIVE_BOUNDS spec.template.spec.securityContext.runAsGroup: got 2147483648; from 0 to 2147483647',
    'error KNATIVE_BOUNDS spec.template.spec.securityContext.supplementalGroups[1]: got -2; from 0 to 2147483647',
  ]],
  ['a claim that is read', mounted({ persistentVolumeClaim: { claimName: 'c', readOnly: true } }, { readOnly: true }), []],
  ['a claim that is read, mounted to write', mounted({ persistentVolumeClaim: { claimName: 'c', readOnly: true } }), [
    'error KNATIVE_MOUNT spec.template.spec.containers[0].volumeMounts[0].readOnly: write true: the claim is read-only',
  ]],
  ['a claim to write to', mounted({ persistentVolumeClaim: { claimName: 'c' } }), [
    'error KNATIVE_FEATURE_OFF spec.template.spec.volumes[0].persistentVolumeClaim.readOnly: write true: pods write to claims once kubernetes.podspec-persistent-volume-write is enabled in the ConfigMap config-features',
  ]],
  ['an image as volume', mounted({ image: { reference: 'team/data:1', pullPolicy: 'Always' } }), []],
  ['an image as volume, without one', mounted({ image: { pullPolicy: 'Once' } }), [
    'error KNATIVE_VOLUME spec.template.spec.volumes[0].image.reference: an image volume names an image',
    "error KNATIVE_VOLUME spec.template.spec.volumes[0].image.pullPolicy: got 'Once'; Always, IfNotPresent or Never",
  ]],
  ['mounts that spread', mounted({ emptyDir: {} }, { mountPropagation: 'HostToContainer' }), []],
  ['mounts that spread to the node', mounted({ emptyDir: {} }, { mountPropagation: 'Bidirectional' }), [
    "error KNATIVE_MOUNT spec.template.spec.containers[0].volumeMounts[0].mountPropagation: got 'Bidirectional'; None or HostToContainer",
  ]],
  ['a sidecar with a probe', two({}, { livenessProbe: { tcpSocket: { port: 9999 } } }), []],
  ['a sidecar with probes of no port', two({}, { livenessProbe: { tcpSocket: {} }, readinessProbe: { httpGet: { path: '/' } } }), [
    'error KNATIVE_PROBE spec.template.spec.containers[1].livenessProbe.tcpSocket.port: a container without a port of its own needs the port here',
    'error KNATIVE_PROBE spec.template.spec.containers[1].readinessProbe.httpGet.port: a container without a port of its own needs the port here',
  ]],
])('with flags: %s', (_, manifest, lines) => {
  expect(knativeSays(manifest, FLAGS)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['as they are written', withInit({ volumeMounts: [{ name: 's', mountPath: '/s', readOnly: true }], env: [{ name: 'PORT', value: '1' }] }), []],
  ['a secret to write to', withInit({ volumeMounts: [{ name: 's', mountPath: '/s' }] }), [
    'error KNATIVE_MOUNT spec.template.spec.initContainers[0].volumeMounts[0].readOnly: write true: volumes of this kind are mounted read-only',
  ]],
  ['probes', withInit({ livenessProbe: { tcpSocket: { port: 1 } }, startupProbe: {} }), [
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.initContainers[0].livenessProbe: remove it: an init container takes none',
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.initContainers[0].startupProbe: remove it: an init container takes none',
  ]],
  ['variables of Knative', withInit({ env: [{ name: 'K_REVISION', value: 'x' }] }), [
    "error KNATIVE_ENV spec.template.spec.initContainers[0].env[0].name: got 'K_REVISION'; Knative sets this variable itself; use another name",
  ]],
  ['the name of a container', withInit({ name: 'c' }), [
    "error KNATIVE_CONTAINER spec.template.spec.initContainers[0].name: got 'c'; a container has this name; rename one of the two",
  ]],
  ['no image, a lifecycle', withInit({ image: '', lifecycle: {} }), [
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.initContainers[0].lifecycle: remove it: Knative takes no such field of a container',
    "error KNATIVE_IMAGE spec.template.spec.initContainers[0].image: got ''; a container has an image",
  ]],
])('init containers: %s', (_, manifest, lines) => {
  expect(knativeSays(manifest, FLAGS)).toEqual(lines);
});
