import { knativeSays, pods, service } from './knative-services';
import type { Manifest } from '../../../../lib/check';

const of = (kind: string, spec: object, metadata: object = {}) =>
  ({ apiVersion: 'serving.knative.dev/v1', kind, metadata: { name: 'api', namespace: 'team', ...metadata }, spec }) as Manifest;
const mounted = (volume: object, mount: object = {}) =>
  service({ volumeMounts: [{ name: 'v', mountPath: '/v', ...mount }] }, { volumes: [{ name: 'v', ...volume }] });
const projected = (...sources: object[]) => mounted({ projected: { sources } });
const two = (first: object, second: object = {}) =>
  pods({ containers: [{ name: 'a', image: 'team/a:1', ...first }, { name: 'b', image: 'team/b:1', ...second }] });
const probe = (readinessProbe: object, container: object = {}) => service({ readinessProbe, ...container });

test.each<[string, Manifest, string[]]>([
  ['no template', of('Service', {}), [
    'error KNATIVE_CONTAINER spec.template: a revision has a template with at least one container',
  ]],
  ['no pod', of('Service', { template: {} }), [
    'error KNATIVE_CONTAINER spec.template.spec: a revision has a template with at least one container',
  ]],
  ['no containers', pods({ containers: [] }), [
    'error KNATIVE_CONTAINER spec.template.spec.containers: got []; a revision has at least one container',
  ]],
  ['fields with a flag', service({}, { nodeSelector: { a: 'b' }, tolerations: [{ operator: 'Exists' }], shareProcessNamespace: false, priorityClassName: 'p', hostNetwork: true, affinity: {}, initContainers: [{ name: 'i' }] }), [
    'error KNATIVE_FEATURE_OFF spec.template.spec.affinity: Knative refuses it until kubernetes.podspec-affinity is enabled in the ConfigMap config-features',
    'error KNATIVE_FEATURE_OFF spec.template.spec.nodeSelector: Knative refuses it until kubernetes.podspec-nodeselector is enabled in the ConfigMap config-features',
    'error KNATIVE_FEATURE_OFF spec.template.spec.tolerations: Knative refuses it until kubernetes.podspec-tolerations is enabled in the ConfigMap config-features',
    'error KNATIVE_FEATURE_OFF spec.template.spec.shareProcessNamespace: got false; Knative refuses it until kubernetes.podspec-shareprocessnamespace is enabled in the ConfigMap config-features',
    "error KNATIVE_FEATURE_OFF spec.template.spec.priorityClassName: got 'p'; Knative refuses it until kubernetes.podspec-priorityclassname is enabled in the ConfigMap config-features",
    'error KNATIVE_FEATURE_OFF spec.template.spec.initContainers: Knative refuses it until kubernetes.podspec-init-containers is enabled in the ConfigMap config-features',
    'error KNATIVE_FEATURE_OFF spec.template.spec.hostNetwork: got true; Knative refuses it until kubernetes.podspec-hostnetwork is enabled in the ConfigMap config-features',
  ]],
  ['fields with a flag, and empty', service({}, { priorityClassName: '', hostNetwork: false, dnsPolicy: '' }), []],
  ['fields that it never has', service({ lifecycle: {}, tty: true }, { restartPolicy: 'Always', terminationGracePeriodSeconds: 5 }), [
    "error KNATIVE_FIELD_FORBIDDEN spec.template.spec.restartPolicy: got 'Always'; remove it: Knative takes no such field of a pod",
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.terminationGracePeriodSeconds: got 5; remove it: Knative takes no such field of a pod',
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.containers[0].lifecycle: remove it: Knative takes no such field of a container',
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.containers[0].tty: got true; remove it: Knative takes no such field of a container',
  ]],
  ['a misspelt field', service({ imag: 'x' }, { nodeSelectors: {} }), [
    "error SCHEMA_UNKNOWN_FIELD spec.template.spec.nodeSelectors: unknown field; did you mean 'nodeSelector'?",
    "error SCHEMA_UNKNOWN_FIELD spec.template.spec.containers[0].imag: unknown field; did you mean 'image'?",
  ]],
  ['a misspelt field of what the CRD leaves open', service({}, {}, { lables: {} }), [
    "error SCHEMA_UNKNOWN_FIELD spec.template.metadata.lables: unknown field; did you mean 'labels'?",
  ]],
  ['a number for a label', service({}, {}, { labels: { a: 1 } }), [
    'error SCHEMA_TYPE spec.template.metadata.labels.a: got 1; expected text, not a whole number: put it in quotes',
  ]],
  ['the token', service({}, { automountServiceAccountToken: true }), [
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.automountServiceAccountToken: got true; remove it: Knative takes only false here, and mounts the token anyway',
  ]],
  ['a long timeout', service({}, { timeoutSeconds: 601 }), [
    'error KNATIVE_BOUNDS spec.template.spec.timeoutSeconds: got 601; from 0 to 600, the max-revision-timeout-seconds of config-defaults',
  ]],
  ['much concurrency', service({}, { containerConcurrency: 1001 }), [
    'error KNATIVE_BOUNDS spec.template.spec.containerConcurrency: got 1001; from 0, which is no limit, to 1000',
  ]],
])('the pod: %s', (_, manifest, lines) => {
  expect(knativeSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['no image', service({ image: undefined }), [
    'error KNATIVE_IMAGE spec.template.spec.containers[0].image: a container has an image',
  ]],
  ['an image without a name', service({ image: 'x' }), [
    "error KNATIVE_IMAGE spec.template.spec.containers[0].image: got 'x'; the name 'x' has 2 to 255 lower-case letters, digits, _, -, . and /",
  ]],
  ['an image with a bad tag', service({ image: 'team/x:a b' }), [
    "error KNATIVE_IMAGE spec.template.spec.containers[0].image: got 'team/x:a b'; a tag has at most 128 letters, digits, _, . and -",
  ]],
  ['an image with a bad digest', service({ image: 'team/x@sha256:abc' }), [
    "error KNATIVE_IMAGE spec.template.spec.containers[0].image: got 'team/x@sha256:abc'; the digest is sha256: and 64 hexadecimal digits",
  ]],
  ['an image with two', service({ image: 'team/x@a@b' }), [
    "error KNATIVE_IMAGE spec.template.spec.containers[0].image: got 'team/x@a@b'; one @ at most, before the digest",
  ]],
  ['an image with a bad registry', service({ image: 'reg:port/x1' }), [
    "error KNATIVE_IMAGE spec.template.spec.containers[0].image: got 'reg:port/x1'; 'reg:port' is no host with a port",
  ]],
  ['an image with a port, a tag and a digest', service({ image: 'reg.io:5000/x1:2@sha256:' + 'a'.repeat(64) }), []],
  ['a name of Knative', service({ name: 'queue-proxy' }), [
    "error KNATIVE_CONTAINER spec.template.spec.containers[0].name: got 'queue-proxy'; Knative adds a container of this name; use another one",
  ]],
  ['a message', service({ terminationMessagePolicy: 'file' }), [
    "error KNATIVE_CONTAINER spec.template.spec.containers[0].terminationMessagePolicy: got 'file'; File or FallbackToLogsOnError",
  ]],
  ['variables of Knative', service({ env: [{ name: 'PORT', value: '1' }, { name: 'K_SERVICE', value: 'x' }] }), [
    "error KNATIVE_ENV spec.template.spec.containers[0].env[0].name: got 'PORT'; Knative sets this variable itself; use another name",
    "error KNATIVE_ENV spec.template.spec.containers[0].env[1].name: got 'K_SERVICE'; Knative sets this variable itself; use another name",
  ]],
  ['a variable without a name', service({ env: [{ name: '', value: '1' }] }), [
    "error KNATIVE_ENV spec.template.spec.containers[0].env[0].name: got ''; a variable has a name",
  ]],
  ['a field of the pod in a variable', service({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }), [
    'error KNATIVE_FEATURE_OFF spec.template.spec.containers[0].env[0].valueFrom.fieldRef: Knative refuses it until kubernetes.podspec-fieldref is enabled in the ConfigMap config-features',
  ]],
  ['envFrom of nothing and of two', service({ envFrom: [{}, { secretRef: { name: 'a' }, configMapRef: { name: 'b' } }] }), [
    'error KNATIVE_ENV spec.template.spec.containers[0].envFrom[0]: needs one of configMapRef or secretRef',
    'error KNATIVE_ENV spec.template.spec.containers[0].envFrom[1]: has both configMapRef and secretRef; keep one',
  ]],
  ['two ports', service({ ports: [{ containerPort: 1 }, { containerPort: 2 }] }), [
    'error KNATIVE_PORT spec.template.spec.containers[0].ports[1]: remove it: a revision has one port, over all containers',
  ]],
  ['a port of the queue-proxy', service({ ports: [{ containerPort: 8012 }] }), [
    'error KNATIVE_PORT spec.template.spec.containers[0].ports[0].containerPort: got 8012; the queue-proxy beside the container has this port; use another one',
  ]],
  ['a port out of range', service({ ports: [{ containerPort: 65536 }] }), [
    'error KNATIVE_PORT spec.template.spec.containers[0].ports[0].containerPort: got 65536; from 0 to 65535',
  ]],
  ['a port of UDP', service({ ports: [{ containerPort: 1, protocol: 'UDP' }] }), [
    "error KNATIVE_PORT spec.template.spec.containers[0].ports[0].protocol: got 'UDP'; TCP: Knative serves HTTP and gRPC alone",
  ]],
  ['a port with a name', service({ ports: [{ containerPort: 1, name: 'web' }] }), [
    "error KNATIVE_PORT spec.template.spec.containers[0].ports[0].name: got 'web'; h2c for HTTP/2 and gRPC, http1, or none: Knative reads the protocol from it",
  ]],
  ['a port of the node', service({ ports: [{ containerPort: 1, hostPort: 1 }] }), [
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.containers[0].ports[0].hostPort: got 1; remove it: Knative takes no such field of a port',
  ]],
  ['two without a port', two({}), [
    'error KNATIVE_PORT spec.template.spec.containers[0].ports: give one of the containers a port: among several, it is the one that serves',
  ]],
  ['two with ports', two({ ports: [{ containerPort: 1 }] }, { ports: [{ containerPort: 2 }] }), [
    'error KNATIVE_PORT spec.template.spec.containers[1].ports[0]: remove it: a revision has one port, over all containers',
  ]],
  ['two of one name', two({ ports: [{ containerPort: 1 }] }, { name: 'a' }), [
    "error KNATIVE_CONTAINER spec.template.spec.containers[1].name: got 'a'; another container has this name; rename one of the two",
  ]],
  ['root and more', service({ securityContext: { privileged: true, runAsUser: -1, runAsGroup: 2147483648, procMount: 'Default', capabilities: { add: ['X'] } } }), [
    "error KNATIVE_FIELD_FORBIDDEN spec.template.spec.containers[0].securityContext.procMount: got 'Default'; remove it: Knative takes no such field of a securityContext",
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.containers[0].securityContext.privileged: got true; remove it: Knative runs no privileged containers',
    'error KNATIVE_FEATURE_OFF spec.template.spec.containers[0].securityContext.capabilities.add: Knative refuses it until kubernetes.containerspec-addcapabilities is enabled in the ConfigMap config-features',
    'error KNATIVE_BOUNDS spec.template.spec.containers[0].securityContext.runAsUser: got -1; from 0 to 2147483647',
    'error KNATIVE_BOUNDS spec.template.spec.containers[0].securityContext.runAsGroup: got 2147483648; from 0 to 2147483647',
  ]],
])('containers: %s', (_, manifest, lines) => {
  expect(knativeSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['of nothing', service({ livenessProbe: {}, readinessProbe: {} }), [
    'error KNATIVE_PROBE spec.template.spec.containers[0].livenessProbe: needs one of httpGet, tcpSocket, exec, grpc',
  ]],
  ['of two', probe({ httpGet: {}, exec: { command: ['a'] } }), [
    'error KNATIVE_PROBE spec.template.spec.containers[0].readinessProbe.exec: httpGet is there already; keep one of the two',
  ]],
  ['of a port of too many bits', probe({ tcpSocket: { port: 2147483648 } }), [
    'error SCHEMA_RANGE spec.template.spec.containers[0].readinessProbe.tcpSocket.port: got 2147483648; a whole number of 32 bits',
  ]],
  ['of another port', probe({ httpGet: { port: '8080' } }), [
    "error KNATIVE_PROBE spec.template.spec.containers[0].readinessProbe.httpGet.port: got '8080'; the number of the container's port, its name 'http', or nothing",
  ]],
  ['of the port by its name', probe({ httpGet: { port: 'h2c' } }, { ports: [{ name: 'h2c', containerPort: 1 }] }), []],
  ['of the port without a name', probe({ tcpSocket: { port: 'http' } }), []],
  ['numbers below zero', probe({ tcpSocket: {}, periodSeconds: -1, initialDelaySeconds: -1, successThreshold: -1, timeoutSeconds: -1 }), [
    'error KNATIVE_PROBE spec.template.spec.containers[0].readinessProbe.periodSeconds: got -1; at least 0',
    'error KNATIVE_PROBE spec.template.spec.containers[0].readinessProbe.initialDelaySeconds: got -1; at least 0',
    'error KNATIVE_PROBE spec.template.spec.containers[0].readinessProbe.successThreshold: got -1; at least 1',
    'error KNATIVE_PROBE spec.template.spec.containers[0].readinessProbe.timeoutSeconds: got -1; at least 1',
  ]],
  ['numbers without a period', probe({ tcpSocket: {}, failureThreshold: 3, timeoutSeconds: 1 }), [
    'error KNATIVE_PROBE spec.template.spec.containers[0].readinessProbe.failureThreshold: got 3; write periodSeconds, too, or leave this out: without a period Knative probes as often as it sees fit',
    'error KNATIVE_PROBE spec.template.spec.containers[0].readinessProbe.timeoutSeconds: got 1; write periodSeconds, too, or leave this out: without a period Knative probes as often as it sees fit',
  ]],
  ['numbers with a period', probe({ tcpSocket: {}, failureThreshold: 3, timeoutSeconds: 1, periodSeconds: 1 }), []],
  ['of a sidecar', two({ ports: [{ containerPort: 1 }] }, { livenessProbe: { tcpSocket: { port: 1 } }, readinessProbe: {}, startupProbe: {} }), [
    'error KNATIVE_FEATURE_OFF spec.template.spec.containers[1].livenessProbe: Knative refuses it until multi-container-probing is enabled in the ConfigMap config-features',
    'error KNATIVE_FEATURE_OFF spec.template.spec.containers[1].readinessProbe: Knative refuses it until multi-container-probing is enabled in the ConfigMap config-features',
  ]],
])('probes: %s', (_, manifest, lines) => {
  expect(knativeSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['not mounted', service({}, { volumes: [{ name: 'v', emptyDir: {} }] }), [
    "error KNATIVE_VOLUME spec.template.spec.volumes[0].name: got 'v'; mount it or remove it: Knative refuses a volume that no container mounts",
  ]],
  ['with a bad name', service({ volumeMounts: [{ name: 'V', mountPath: '/v' }] }, { volumes: [{ name: 'V', emptyDir: {} }] }), [
    "error KNATIVE_VOLUME spec.template.spec.volumes[0].name: got 'V'; the name of a volume has at most 63 lower-case letters, digits and -",
  ]],
  ['of nothing', mounted({}), [
    'error KNATIVE_VOLUME spec.template.spec.volumes[0]: needs one of secret, configMap, projected, emptyDir',
  ]],
  ['of two', mounted({ emptyDir: {}, secret: { secretName: 's' } }), [
    'error KNATIVE_VOLUME spec.template.spec.volumes[0].emptyDir: secret is there already; a volume has one source',
  ]],
  ['of kinds with a flag', mounted({ hostPath: { path: '/x' } }), [
    'error KNATIVE_FEATURE_OFF spec.template.spec.volumes[0].hostPath: Knative refuses it until kubernetes.podspec-volumes-hostpath is enabled in the ConfigMap config-features',
  ]],
  ['a claim to write to', mounted({ persistentVolumeClaim: { claimName: 'c' } }), [
    'error KNATIVE_FEATURE_OFF spec.template.spec.volumes[0].persistentVolumeClaim: Knative refuses it until kubernetes.podspec-persistent-volume-claim is enabled in the ConfigMap config-features',
    'error KNATIVE_FEATURE_OFF spec.template.spec.volumes[0].persistentVolumeClaim.readOnly: write true: pods write to claims once kubernetes.podspec-persistent-volume-write is enabled in the ConfigMap config-features',
  ]],
  ['of kinds that it never has', mounted({ emptyDir: {}, nfs: { server: 's', path: '/' } }), [
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.volumes[0].nfs: remove it: Knative takes no such field of a volume',
  ]],
  ['an emptyDir of another medium', mounted({ emptyDir: { medium: 'Disk', sizeLimit: '-1Gi' } }), [
    "error KNATIVE_VOLUME spec.template.spec.volumes[0].emptyDir.medium: got 'Disk'; Memory, or nothing",
    "error KNATIVE_VOLUME spec.template.spec.volumes[0].emptyDir.sizeLimit: got '-1Gi'; a quantity of at least 0, such as 1Gi",
  ]],
  ['an emptyDir of a size that is none', mounted({ emptyDir: { sizeLimit: 'big' } }), [
    "error KNATIVE_VOLUME spec.template.spec.volumes[0].emptyDir.sizeLimit: got 'big'; a quantity of at least 0, such as 1Gi",
  ]],
  ['an emptyDir with a misspelt field', mounted({ emptyDir: { size: '1Gi' } }), [
    'error SCHEMA_UNKNOWN_FIELD spec.template.spec.volumes[0].emptyDir.size: unknown field; known here: medium, sizeLimit',
  ]],
  ['items without a key', mounted({ secret: { secretName: 's', items: [{ key: '', path: 'p' }] } }), [
    "error KNATIVE_VOLUME spec.template.spec.volumes[0].secret.items[0].key: got ''; an item has a key and a path",
  ]],
  ['projected of nothing, of two, of no name', projected({}, { secret: { name: 's' }, configMap: { name: 'c' } }, { secret: {} }, { serviceAccountToken: { path: '' } }), [
    'error KNATIVE_VOLUME spec.template.spec.volumes[0].projected.sources[0]: needs one of secret, configMap, serviceAccountToken, downwardAPI',
    'error KNATIVE_VOLUME spec.template.spec.volumes[0].projected.sources[1].configMap: secret is there already; each source has one',
    'error KNATIVE_VOLUME spec.template.spec.volumes[0].projected.sources[2].secret.name: name the Secret',
    "error KNATIVE_VOLUME spec.template.spec.volumes[0].projected.sources[3].serviceAccountToken.path: got ''; say where the token is written",
  ]],
  ['the downward API of nothing, of two, without a path', projected({ downwardAPI: { items: [{ path: 'a' }, { path: 'b', fieldRef: { fieldPath: 'x' }, resourceFieldRef: { resource: 'x' } }, { path: '', fieldRef: { fieldPath: 'x' } }] } }), [
    'error KNATIVE_VOLUME spec.template.spec.volumes[0].projected.sources[0].downwardAPI.items[0]: needs fieldRef or resourceFieldRef',
    'error KNATIVE_VOLUME spec.template.spec.volumes[0].projected.sources[0].downwardAPI.items[1]: fieldRef and resourceFieldRef exclude each other; keep one',
    "error KNATIVE_VOLUME spec.template.spec.volumes[0].projected.sources[0].downwardAPI.items[2].path: got ''; say where it is written",
  ]],
  ['mounts of nothing', service({ volumeMounts: [{ name: 'v', mountPath: '/v' }] }), [
    "error KNATIVE_MOUNT spec.template.spec.containers[0].volumeMounts[0].name: got 'v'; no volume of this name in the pod",
  ]],
  ['mounts at bad paths', mounted({ emptyDir: {} }, { mountPath: 'v' }), [
    "error KNATIVE_MOUNT spec.template.spec.containers[0].volumeMounts[0].mountPath: got 'v'; an absolute path, beginning with /",
  ]],
  ['mounts at the root', mounted({ emptyDir: {} }, { mountPath: '/x/..' }), [
    "error KNATIVE_MOUNT spec.template.spec.containers[0].volumeMounts[0].mountPath: got '/x/..'; Knative mounts nothing at /, /dev and /dev/log; use another path",
  ]],
  ['mounts at no path', mounted({ emptyDir: {} }, { mountPath: '' }), [
    "error KNATIVE_MOUNT spec.template.spec.containers[0].volumeMounts[0].mountPath: got ''; say where the volume is mounted",
  ]],
  ['mounts of two at one path', service({ volumeMounts: [{ name: 'v', mountPath: '/v' }, { name: 'v', mountPath: '/v/' }] }, { volumes: [{ name: 'v', emptyDir: {} }] }), [
    "error KNATIVE_MOUNT spec.template.spec.containers[0].volumeMounts[1].mountPath: got '/v/'; another volume is mounted here; use another path",
  ]],
  ['mounts that spread', mounted({ emptyDir: {} }, { mountPropagation: 'None' }), [
    "error KNATIVE_FEATURE_OFF spec.template.spec.containers[0].volumeMounts[0].mountPropagation: got 'None'; Knative refuses it until kubernetes.podspec-volumes-mount-propagation is enabled in the ConfigMap config-features",
  ]],
  ['mounts with an expression', mounted({ emptyDir: {} }, { subPathExpr: 'x' }), [
    "error KNATIVE_FIELD_FORBIDDEN spec.template.spec.containers[0].volumeMounts[0].subPathExpr: got 'x'; remove it: Knative takes no such field of a volumeMount",
  ]],
])('volumes: %s', (_, manifest, lines) => {
  expect(knativeSays(manifest)).toEqual(lines);
});
