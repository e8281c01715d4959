import { KNATIVE, MODEL, found, service } from './services';
import { DEFAULT_CLUSTER, type Manifest } from '../../../../../lib/check';

const predictor = (fields: object) => service({ predictor: { model: MODEL, ...fields } }, KNATIVE);
const containers = (...all: object[]) => service({ predictor: { containers: all } }, KNATIVE);
const main = (fields: object) => containers({ name: 'kserve-container', ...fields });
const volume = (source: object) => service({ predictor: { containers: [{ name: 'a', volumeMounts: [{ name: 'v', mountPath: '/v' }] }], volumes: [{ name: 'v', ...source }] } }, KNATIVE);
const port = (containerPort: number, rest: object = {}) => ({ ports: [{ containerPort, ...rest }] });

/** `[what Knative does not take, the InferenceService, the lines]` */
const WARNED: Array<[string, Manifest, string[]]> = [
  ['where it runs', predictor({ nodeSelector: { a: 'b' }, tolerations: [{ key: 'a' }], affinity: { nodeAffinity: {} }, topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'a', whenUnsatisfiable: 'DoNotSchedule' }] }), [
    'warning KSERVE_KNATIVE_POD spec.predictor.affinity: Knative refuses it until kubernetes.podspec-affinity is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
    'warning KSERVE_KNATIVE_POD spec.predictor.topologySpreadConstraints: Knative refuses it until kubernetes.podspec-topologyspreadconstraints is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
    'warning KSERVE_KNATIVE_POD spec.predictor.nodeSelector: Knative refuses it until kubernetes.podspec-nodeselector is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
    'warning KSERVE_KNATIVE_POD spec.predictor.tolerations: Knative refuses it until kubernetes.podspec-tolerations is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
  ['how it runs', predictor({ securityContext: { runAsUser: 1 }, runtimeClassName: 'a', priorityClassName: 'a', schedulerName: 'a', shareProcessNamespace: true, initContainers: [{ name: 'a' }] }), [
    "warning KSERVE_KNATIVE_POD spec.predictor.runtimeClassName: got 'a'; Knative refuses it until kubernetes.podspec-runtimeclassname is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard",
    'warning KSERVE_KNATIVE_POD spec.predictor.securityContext: Knative refuses it until kubernetes.podspec-securitycontext is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
    'warning KSERVE_KNATIVE_POD spec.predictor.shareProcessNamespace: got true; Knative refuses it until kubernetes.podspec-shareprocessnamespace is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
    "warning KSERVE_KNATIVE_POD spec.predictor.priorityClassName: got 'a'; Knative refuses it until kubernetes.podspec-priorityclassname is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard",
    "warning KSERVE_KNATIVE_POD spec.predictor.schedulerName: got 'a'; Knative refuses it until kubernetes.podspec-schedulername is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard",
    'warning KSERVE_KNATIVE_POD spec.predictor.initContainers: Knative refuses it until kubernetes.podspec-init-containers is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
  ['its network', predictor({ hostAliases: [{ ip: '1.1.1.1' }], dnsPolicy: 'Default', dnsConfig: { nameservers: ['1.1.1.1'] }, hostNetwork: true, hostIPC: true, hostPID: true }), [
    'warning KSERVE_KNATIVE_POD spec.predictor.hostAliases: Knative refuses it until kubernetes.podspec-hostaliases is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
    "warning KSERVE_KNATIVE_POD spec.predictor.dnsPolicy: got 'Default'; Knative refuses it until kubernetes.podspec-dnspolicy is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard",
    'warning KSERVE_KNATIVE_POD spec.predictor.dnsConfig: Knative refuses it until kubernetes.podspec-dnsconfig is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
    'warning KSERVE_KNATIVE_POD spec.predictor.hostIPC: got true; Knative refuses it until kubernetes.podspec-hostipc is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
    'warning KSERVE_KNATIVE_POD spec.predictor.hostPID: got true; Knative refuses it until kubernetes.podspec-hostpid is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
    'warning KSERVE_KNATIVE_POD spec.predictor.hostNetwork: got true; Knative refuses it until kubernetes.podspec-hostnetwork is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
  ['fields that no flag allows', predictor({ terminationGracePeriodSeconds: 0, restartPolicy: 'Always', serviceAccount: 'a' }), [
    "warning KSERVE_KNATIVE_POD spec.predictor.restartPolicy: got 'Always'; remove it: Knative takes no such field; or annotate serving.kserve.io/deploymentMode: Standard",
    "warning KSERVE_KNATIVE_POD spec.predictor.serviceAccount: got 'a'; remove it: Knative takes no such field; or annotate serving.kserve.io/deploymentMode: Standard",
    'warning KSERVE_KNATIVE_POD spec.predictor.terminationGracePeriodSeconds: got 0; remove it: Knative takes no such field; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
  ['a token that is asked for', predictor({ automountServiceAccountToken: true }), [
    'warning KSERVE_KNATIVE_POD spec.predictor.automountServiceAccountToken: got true; remove it: Knative takes only false here, and mounts the token anyway; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
  ['resources of the whole pod', predictor({ resources: { limits: { cpu: '1' } } }), [
    'warning KSERVE_KNATIVE_POD spec.predictor.resources: move it into model or the container: here it is that of the whole pod, which Knative does not take; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
  ['a claim', volume({ persistentVolumeClaim: { claimName: 'a' } }), [
    'warning KSERVE_KNATIVE_POD spec.predictor.volumes[0].persistentVolumeClaim: Knative refuses it until kubernetes.podspec-persistent-volume-claim is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
  ['a volume of a kind that no flag allows', volume({ nfs: { server: 'a', path: '/' } }), [
    'warning KSERVE_KNATIVE_POD spec.predictor.volumes[0].nfs: remove it: Knative takes no such volume; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
  ['a volume that is not mounted', service({ predictor: { containers: [{ name: 'a' }], volumes: [{ name: 'v', emptyDir: {} }] } }, KNATIVE), [
    "warning KSERVE_KNATIVE_POD spec.predictor.volumes[0].name: got 'v'; mount it or remove it: Knative refuses a volume that no container mounts; or annotate serving.kserve.io/deploymentMode: Standard",
  ]],
  ['downloads of several places', service({ predictor: { model: { modelFormat: { name: 'huggingface' } }, storageUris: [{ uri: 's3://a/b' }] } }, KNATIVE), [
    'warning KSERVE_KNATIVE_POD spec.predictor.storageUris: Knative refuses it until kubernetes.podspec-init-containers is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
  ['several claims', service({ predictor: { model: { modelFormat: { name: 'huggingface' } }, storageUris: [{ uri: 'pvc://a' }] } }, KNATIVE), [
    'warning KSERVE_KNATIVE_POD spec.predictor.storageUris: Knative refuses it until kubernetes.podspec-persistent-volume-claim is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
  ['a shell', main({ lifecycle: { preStop: { sleep: { seconds: 5 } } }, tty: true }), [
    'warning KSERVE_KNATIVE_POD spec.predictor.containers[0].lifecycle: remove it: Knative takes no such field of a container; or annotate serving.kserve.io/deploymentMode: Standard',
    'warning KSERVE_KNATIVE_POD spec.predictor.containers[0].tty: got true; remove it: Knative takes no such field of a container; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
  ['the name of its proxy', containers({ name: 'kserve-container', ...port(8080) }, { name: 'queue-proxy' }), [
    "warning KSERVE_KNATIVE_POD spec.predictor.containers[1].name: got 'queue-proxy'; another name: Knative adds a container of this one; or annotate serving.kserve.io/deploymentMode: Standard",
  ]],
  ['variables that it sets', main({ env: [{ name: 'PORT', value: '1' }, { name: 'K_SERVICE', value: 'a' }] }), [
    "warning KSERVE_KNATIVE_POD spec.predictor.containers[0].env[0].name: got 'PORT'; another name: Knative sets this variable itself; or annotate serving.kserve.io/deploymentMode: Standard",
    "warning KSERVE_KNATIVE_POD spec.predictor.containers[0].env[1].name: got 'K_SERVICE'; another name: Knative sets this variable itself; or annotate serving.kserve.io/deploymentMode: Standard",
  ]],
  ['fields of the pod as variables', predictor({ model: { ...MODEL, env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] } }), [
    'warning KSERVE_KNATIVE_POD spec.predictor.model.env[0].valueFrom.fieldRef: Knative refuses it until kubernetes.podspec-fieldref is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
  ['capabilities', main({ securityContext: { capabilities: { add: ['NET_ADMIN'] } } }), [
    'warning KSERVE_KNATIVE_POD spec.predictor.containers[0].securityContext.capabilities.add: Knative refuses it until kubernetes.containerspec-addcapabilities is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
  ['two ports of one container', main({ ports: [{ containerPort: 8080 }, { containerPort: 8081 }] }), [
    'warning KSERVE_KNATIVE_POD spec.predictor.containers[0].ports[1]: remove it: Knative takes one port over all containers, which is spec.predictor.containers[0].ports[0]; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
  ['ports of two containers', containers({ name: 'kserve-container', ...port(8080) }, { name: 'b', ...port(8081) }), [
    'warning KSERVE_KNATIVE_POD spec.predictor.containers[1].ports[0]: remove it: Knative takes one port over all containers, which is spec.predictor.containers[0].ports[0]; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
  ['the name of a port', main(port(8080, { name: 'http', hostPort: 80 })), [
    "warning KSERVE_KNATIVE_POD spec.predictor.containers[0].ports[0].name: got 'http'; h2c for gRPC, http1, or none: Knative reads the protocol from it; or annotate serving.kserve.io/deploymentMode: Standard",
    'warning KSERVE_KNATIVE_POD spec.predictor.containers[0].ports[0].hostPort: got 80; remove it: Knative takes no port of a node; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
  ['two containers without a port', containers({ name: 'kserve-container' }, { name: 'b' }), [
    'warning KSERVE_KNATIVE_POD spec.predictor.containers[0].ports: give one container a port: among several Knative asks which one serves; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
  ['probes of a sidecar', containers({ name: 'kserve-container', ...port(8080) }, { name: 'b', livenessProbe: { tcpSocket: { port: 1 } } }), [
    'warning KSERVE_KNATIVE_POD spec.predictor.containers[1].livenessProbe: Knative probes only the container with the port until multi-container-probing is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
  ['a transformer, too', service({ predictor: { model: MODEL }, transformer: { nodeSelector: { a: 'b' }, containers: [{ name: 'a' }] } }, KNATIVE), [
    'warning KSERVE_KNATIVE_POD spec.transformer.nodeSelector: Knative refuses it until kubernetes.podspec-nodeselector is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
  ]],
];

test.each(WARNED)('warns of %s', (_, manifest, lines) => {
  expect(found([manifest])).toEqual(lines);
});

test('flags that are on allow it, with and without their prefix', () => {
  const features = ['podspec-nodeselector', 'kubernetes.podspec-persistent-volume-claim', 'podspec-fieldref', 'containerspec-addcapabilities', 'multi-container-probing', 'podspec-init-containers'];
  const around = { outside: [], cluster: { ...DEFAULT_CLUSTER, knative: { features } } };
  expect(found([predictor({ nodeSelector: { a: 'b' }, initContainers: [{ name: 'a' }] })], around)).toEqual([]);
  expect(found([volume({ persistentVolumeClaim: { claimName: 'a', readOnly: true } })], around)).toEqual([]);
  expect(found([volume({ persistentVolumeClaim: { claimName: 'a' } })], around)).toEqual([
    'warning KSERVE_KNATIVE_POD spec.predictor.volumes[0].persistentVolumeClaim.readOnly: true: Knative lets pods write to a claim once kubernetes.podspec-persistent-volume-write is enabled; or annotate serving.kserve.io/deploymentMode: Standard',
  ]);
  expect(found([main({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'a' } } }], securityContext: { capabilities: { add: ['A'] } } })], around)).toEqual([]);
  expect(found([containers({ name: 'kserve-container', ...port(8080) }, { name: 'b', livenessProbe: { tcpSocket: { port: 1 } } })], around)).toEqual([]);
});

test('takes what Knative takes', () => {
  expect(found([service({
    predictor: {
      serviceAccountName: 'a', imagePullSecrets: [{ name: 'a' }], automountServiceAccountToken: false, enableServiceLinks: false, hostNetwork: false,
      containers: [{ name: 'kserve-container', ...port(8080, { name: 'h2c' }), volumeMounts: [{ name: 'v', mountPath: '/v' }], securityContext: { capabilities: { drop: ['ALL'] } } }, { name: 'b' }],
      volumes: [{ name: 'v', emptyDir: {} }],
    },
  }, KNATIVE)])).toEqual([]);
  expect(found([predictor({ model: { ...MODEL, storageUri: 'pvc://claim/a' } })])).toEqual([]);
});
