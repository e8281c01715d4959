import type { Manifest } from '../../../lib/check';
import { foundIn, object } from '../manifests';

const SAFE = { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' } };
const namespace = (enforce: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ns', labels: { 'pod-security.kubernetes.io/enforce': enforce } } }) as Manifest;
const pod = (container: object = {}, spec: object = {}) => object('v1', 'Pod', 'p', { spec: { containers: [{ name: 'a', image: 'a:1', securityContext: SAFE, ...container }], ...spec } });
const found = (level: string, ...manifests: Manifest[]) => foundIn([namespace(level), ...manifests]).filter(line => line.includes('POD_SECURITY')).map(line => line.replace(/^(\w+) POD_SECURITY_/, '$1 '));
const context = (change: object) => pod({ securityContext: { ...SAFE, ...change } });

test.each<[string, Manifest, string]>([
  ['a namespace of the host', pod({}, { hostNetwork: true }), 'spec.hostNetwork: got true; Pod Security baseline: namespaces of the host are refused: leave it out'],
  ['a directory of the host', pod({}, { volumes: [{ name: 'v', hostPath: { path: '/' } }] }), "spec.volumes[0].hostPath: got '/'; Pod Security baseline: hostPath is refused: use a PersistentVolumeClaim or emptyDir"],
  ['a port of the host', pod({ ports: [{ containerPort: 80, hostPort: 80 }] }), 'spec.containers[0].ports[0].hostPort: got 80; Pod Security baseline: ports of the host are refused: use a Service'],
  ['a privileged container', context({ privileged: true }), 'spec.containers[0].securityContext.privileged: got true; Pod Security baseline: privileged containers are refused: remove it'],
  ['a strong capability', context({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } }), "spec.containers[0].securityContext.capabilities.add: got 'SYS_ADMIN'; Pod Security baseline: a capability beyond the default set: remove it"],
  ['no seccomp', context({ seccompProfile: { type: 'Unconfined' } }), "spec.containers[0].securityContext.seccompProfile.type: got 'Unconfined'; Pod Security baseline: use RuntimeDefault"],
  ['no AppArmor', context({ appArmorProfile: { type: 'Unconfined' } }), "spec.containers[0].securityContext.appArmorProfile.type: got 'Unconfined'; Pod Security baseline: use RuntimeDefault"],
  ['an SELinux type of its own', context({ seLinuxOptions: { type: 'spc_t' } }),
    "spec.containers[0].securityContext.seLinuxOptions.type: got 'spc_t'; Pod Security baseline: one of container_t, container_init_t, container_kvm_t, container_engine_t"],
  ['an SELinux user', context({ seLinuxOptions: { user: 'u' } }), "spec.containers[0].securityContext.seLinuxOptions.user: got 'u'; Pod Security baseline: may not be set"],
  ['an SELinux role', context({ seLinuxOptions: { role: 'r' } }), "spec.containers[0].securityContext.seLinuxOptions.role: got 'r'; Pod Security baseline: may not be set"],
  ['an unmasked /proc', context({ procMount: 'Unmasked' }), "spec.containers[0].securityContext.procMount: got 'Unmasked'; Pod Security baseline: has to be Default"],
  ['a host process', context({ windowsOptions: { hostProcess: true } }), 'spec.containers[0].securityContext.windowsOptions.hostProcess: got true; Pod Security baseline: host processes are refused'],
  ['an unsafe sysctl', pod({}, { securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } }), "spec.securityContext.sysctls: got 'kernel.msgmax'; Pod Security baseline: a sysctl that is not safe: remove it"],
])('%s goes against baseline', (_, manifest, line) => {
  expect(found('baseline', manifest)).toEqual([`warning BASELINE ${line}`]);
  expect(found('privileged', manifest)).toEqual([]);
});

test.each<[string, Manifest, string]>([
  ['a volume of the network', pod({}, { volumes: [{ name: 'v', nfs: { server: 's', path: '/' } }] }), 'spec.volumes[0].nfs: Pod Security restricted: volumes of kind nfs are refused: use a PersistentVolumeClaim'],
  ['privilege escalation', context({ allowPrivilegeEscalation: undefined }), 'spec.containers[0].securityContext.allowPrivilegeEscalation: Pod Security restricted: has to be false'],
  ['capabilities that are kept', context({ capabilities: {} }), 'spec.containers[0].securityContext.capabilities.drop: Pod Security restricted: has to hold ALL'],
  ['a capability that is added', context({ capabilities: { drop: ['ALL'], add: ['CHOWN'] } }), "spec.containers[0].securityContext.capabilities.add: got 'CHOWN'; Pod Security restricted: only NET_BIND_SERVICE may be added"],
  ['nobody in particular', context({ runAsNonRoot: undefined }), 'spec.securityContext.runAsNonRoot: Pod Security restricted: has to be true, for the pod or each container'],
  ['root, perhaps', context({ runAsNonRoot: false }), 'spec.containers[0].securityContext.runAsNonRoot: got false; Pod Security restricted: has to be true'],
  ['root', context({ runAsUser: 0 }), 'spec.containers[0].securityContext.runAsUser: got 0; Pod Security restricted: root is refused: use an id above 0'],
  ['no word on seccomp', context({ seccompProfile: undefined }), 'spec.securityContext.seccompProfile.type: Pod Security restricted: has to be RuntimeDefault or Localhost, for the pod or each container'],
])('%s goes against restricted', (_, manifest, line) => {
  expect(found('restricted', manifest)).toEqual([`warning RESTRICTED ${line}`]);
  expect(found('baseline', manifest)).toEqual([]);
});

test('a pod that says everything passes restricted', () => {
  expect(found('restricted', pod(), pod({ securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } } },
    { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } }))).toEqual([]);
});

test('the pods inside custom resources are judged, where they stand', () => {
  const trainer = object('kubeflow.org/v1', 'PyTorchJob', 'j', { spec: { pytorchReplicaSpecs: { Master: { replicas: 1, template: { spec: { hostPID: true, containers: [{ name: 'pytorch', image: 'a:1' }] } } } } } });
  expect(found('baseline', trainer)).toEqual(['warning BASELINE spec.pytorchReplicaSpecs.Master.template.spec.hostPID: got true; Pod Security baseline: namespaces of the host are refused: leave it out']);
  const step = object('argoproj.io/v1alpha1', 'Workflow', 'w', { spec: { entrypoint: 'a', templates: [{ name: 'a', container: { image: 'a:1', securityContext: { privileged: true } } }] } });
  expect(found('baseline', step)).toEqual(['warning BASELINE spec.templates[0].container.securityContext.privileged: got true; Pod Security baseline: privileged containers are refused: remove it']);
});

test('where no namespace enforces a level, it is advice', () => {
  expect(foundIn([context({ privileged: true })]).filter(line => line.includes('POD_SECURITY_BASELINE'))).toEqual([expect.stringMatching(/^info /)]);
});
