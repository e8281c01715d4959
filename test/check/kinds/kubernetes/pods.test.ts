import { pod, template, told } from './told';
import type { Manifest } from '../../../../lib/check';

test.each<[string, object, ...string[]]>([
  ['a hostname in upper case', { hostname: 'Main' },
    "error NAME_INVALID spec.hostname: got 'Main'; use at most 63 lower-case letters, digits and -"],
  ['a subdomain with a dot', { subdomain: 'a.b' },
    "error NAME_INVALID spec.subdomain: got 'a.b'; use at most 63 lower-case letters, digits and -"],
  ['a host alias of no address', { hostAliases: [{ ip: 'a', hostnames: ['b'] }] },
    "error ADDRESS_INVALID spec.hostAliases[0].ip: got 'a'; an IP address such as 10.9.8.7 or 2001:db8::1"],
  ['a host alias with a blank', { hostAliases: [{ ip: '10.0.0.1', hostnames: ['a b'] }] },
    "error NAME_INVALID spec.hostAliases[0].hostnames[0]: got 'a b'; a host name: lower-case letters, digits, - and ."],
  ['a host alias with a gap', { hostAliases: [{ ip: '10.0.0.1', hostnames: [null] }] },
    'error VALUE_MISSING spec.hostAliases[0].hostnames[0]: an item without a value: fill it in, or take it out'],
  ['no nameservers where it needs them', { dnsPolicy: 'None' },
    'error VALUE_MISSING spec.dnsConfig.nameservers: dnsPolicy None wants one nameserver at least'],
  ['four nameservers', { dnsConfig: { nameservers: ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4'] } },
    'error VALUE_OUT_OF_RANGE spec.dnsConfig.nameservers: got 4; at most 3 nameservers'],
  ['a nameserver by name', { dnsConfig: { nameservers: ['dns'] } },
    "error ADDRESS_INVALID spec.dnsConfig.nameservers[0]: got 'dns'; an IP address such as 10.0.0.10"],
  ['a search path with a blank', { dnsConfig: { searches: ['a b'] } },
    "error NAME_INVALID spec.dnsConfig.searches[0]: got 'a b'; a domain: lower-case letters, digits, -, _ and ."],
  ['33 search paths', { dnsConfig: { searches: Array.from({ length: 33 }, (_, i) => `s${i}`) } },
    'error VALUE_OUT_OF_RANGE spec.dnsConfig.searches: got 33; at most 32 search paths of 2048 characters together'],
  ['an option without a name', { dnsConfig: { options: [{ value: '2' }] } },
    'error VALUE_MISSING spec.dnsConfig.options[0].name: an option has a name, such as ndots'],
  ['a shared process namespace of the node', { shareProcessNamespace: true, hostPID: true },
    'error FIELDS_CONFLICT spec.shareProcessNamespace: got true; hostPID shares the processes of the whole node: keep one of the two'],
  ['users of its own on the network of the node', { hostUsers: false, hostNetwork: true },
    'error FIELDS_CONFLICT spec.hostNetwork: got true; not with hostUsers: false'],
  ['users of its own and block devices', {
    hostUsers: false,
    containers: [{ name: 'main', image: 'main:1', volumeDevices: [{ name: 'd', devicePath: '/dev/d' }] }],
    volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'd' } }],
  },
  'error FIELDS_CONFLICT spec.containers[0].volumeDevices: not with hostUsers: false'],
  ['a port of the node beside hostNetwork', { hostNetwork: true, containers: [{ name: 'main', image: 'main:1', ports: [{ containerPort: 80, hostPort: 8080 }] }] },
    'error FIELDS_CONFLICT spec.containers[0].ports[0].hostPort: got 8080; with hostNetwork it is the containerPort: write the same, or leave it out'],
  ['one port of the node in two containers', {
    containers: [
      { name: 'main', image: 'main:1', ports: [{ containerPort: 80, hostPort: 80 }] },
      { name: 'b', image: 'main:1', ports: [{ containerPort: 81, hostPort: 80 }] },
    ],
  },
  'error PORT_DUPLICATE spec.containers[1].ports[0].hostPort: got 80; the port of the node is taken by another one of this pod'],
  ['a ServiceAccount in upper case', { serviceAccountName: 'Main' },
    "error NAME_INVALID spec.serviceAccountName: got 'Main'; it names an object: use lower-case letters, digits, - and ."],
  ['an old ServiceAccount field in upper case', { serviceAccount: 'Main' },
    "error NAME_INVALID spec.serviceAccount: got 'Main'; it names an object: use lower-case letters, digits, - and ."],
  ['a node in upper case by name', { nodeName: 'Node' },
    "error NAME_INVALID spec.nodeName: got 'Node'; it names an object: use lower-case letters, digits, - and ."],
  ['a class of priority in upper case', { priorityClassName: 'High' },
    "error NAME_INVALID spec.priorityClassName: got 'High'; it names an object: use lower-case letters, digits, - and ."],
  ['a RuntimeClass without a name', { runtimeClassName: '' },
    "error NAME_INVALID spec.runtimeClassName: got ''; it names an object: use lower-case letters, digits, - and ."],
  ['a Secret for images that cannot be', { imagePullSecrets: [{ name: 'A' }] },
    "warning NAME_INVALID spec.imagePullSecrets[0].name: got 'A'; no Secret can have this name: use lower-case letters, digits, - and ."],
  ['a Secret for images without a name', { imagePullSecrets: [{}] },
    'warning NAME_INVALID spec.imagePullSecrets[0].name: no Secret can have this name: use lower-case letters, digits, - and .'],
  ['two claims of one name', { resourceClaims: [{ name: 'a', resourceClaimName: 'a' }, { name: 'a', resourceClaimName: 'b' }] },
    "error NAME_DUPLICATE spec.resourceClaims[1].name: got 'a'; another claim of this pod has the name"],
  ['a claim with a dot', { resourceClaims: [{ name: 'a.b', resourceClaimName: 'a' }] },
    "error NAME_INVALID spec.resourceClaims[0].name: got 'a.b'; use at most 63 lower-case letters, digits and -"],
  ['a claim of nothing', { resourceClaims: [{ name: 'a' }] },
    'error NOT_EXACTLY_ONE spec.resourceClaims[0]: give one of resourceClaimName, resourceClaimTemplateName'],
  ['a claim of an object in upper case', { resourceClaims: [{ name: 'a', resourceClaimTemplateName: 'A' }] },
    "error NAME_INVALID spec.resourceClaims[0].resourceClaimTemplateName: got 'A'; it names an object: use lower-case letters, digits, - and ."],
  ['a negative time to end', { terminationGracePeriodSeconds: -1 },
    'warning VALUE_OUT_OF_RANGE spec.terminationGracePeriodSeconds: got -1; at least 0: less counts as 1'],
  ['no time to run', { activeDeadlineSeconds: 0 },
    'error VALUE_OUT_OF_RANGE spec.activeDeadlineSeconds: got 0; at least 1'],
  ['another name for the host', { hostnameOverride: 'a' },
    "warning FEATURE_OFF spec.hostnameOverride: got 'a'; its feature gate is off by default, and the field is dropped; use hostname"],
  ['a priority of its own', { priority: 10 },
    'warning FIELD_NOT_ALLOWED spec.priority: got 10; refused unless a PriorityClass gives it: name one in priorityClassName'],
  ['a preemption of its own', { preemptionPolicy: 'Never' },
    "warning FIELD_NOT_ALLOWED spec.preemptionPolicy: got 'Never'; refused unless a PriorityClass gives it: name one in priorityClassName"],
  ['a user below zero', { securityContext: { runAsUser: -1 } },
    'error VALUE_OUT_OF_RANGE spec.securityContext.runAsUser: got -1; at least 0'],
  ['a group below zero', { securityContext: { supplementalGroups: [-1] } },
    'error VALUE_OUT_OF_RANGE spec.securityContext.supplementalGroups[0]: got -1; 0 to 2147483647'],
  ['a policy of SELinux that is none', { securityContext: { seLinuxChangePolicy: 'Always' } },
    "error VALUE_UNKNOWN spec.securityContext.seLinuxChangePolicy: got 'Always'; one of MountOption, Recursive"],
  ['a kernel parameter that is none', { securityContext: { sysctls: [{ name: 'a b', value: '1' }] } },
    "error NAME_INVALID spec.securityContext.sysctls[0].name: got 'a b'; the name of a kernel parameter, such as net.core.somaxconn"],
  ['a kernel parameter twice', { securityContext: { sysctls: [{ name: 'kernel.shm_rmid_forced', value: '1' }, { name: 'kernel.shm_rmid_forced', value: '0' }] } },
    "error NAME_DUPLICATE spec.securityContext.sysctls[1].name: got 'kernel.shm_rmid_forced'; the parameter is set already"],
  ['a parameter of the network of the node', { hostNetwork: true, securityContext: { sysctls: [{ name: 'net.core.somaxconn', value: '1' }] } },
    "error FIELD_NOT_ALLOWED spec.securityContext.sysctls[0].name: got 'net.core.somaxconn'; not with hostNetwork: it would change the node"],
  ['a parameter of the network of the node, with slashes', { hostNetwork: true, securityContext: { sysctls: [{ name: 'net/core/somaxconn', value: '1' }] } },
    "error FIELD_NOT_ALLOWED spec.securityContext.sysctls[0].name: got 'net/core/somaxconn'; not with hostNetwork: it would change the node"],
  ['a parameter of the messages of the node', { hostIPC: true, securityContext: { sysctls: [{ name: 'kernel.msgmax', value: '1' }] } },
    "error FIELD_NOT_ALLOWED spec.securityContext.sysctls[0].name: got 'kernel.msgmax'; not with hostIPC: it would change the node"],
  ['a cost that no RuntimeClass tells', { overhead: { cpu: '100m' } },
    'error FIELD_NOT_ALLOWED spec.overhead: the RuntimeClass says what it costs: leave it out'],
  ['claims of the whole pod', { resources: { claims: [{ name: 'a' }] } },
    'error FIELD_NOT_ALLOWED spec.resources.claims: claims are given to containers'],
  ['a device of the whole pod', { resources: { limits: { 'nvidia.com/gpu': 1 } } },
    "error RESOURCE_NAME_UNKNOWN spec.resources.limits['nvidia.com/gpu']: a pod as a whole has cpu, memory and hugepages-<size>"],
  ['containers that request more than the pod', { resources: { requests: { cpu: 1 } }, containers: [{ name: 'main', image: 'main:1', resources: { requests: { cpu: 2 } } }] },
    'error REQUEST_ABOVE_LIMIT spec.resources.requests.cpu: got 1; its containers request more together'],
  ['a sidecar that requests more than the pod', {
    resources: { requests: { cpu: 1 } },
    initContainers: [{ name: 'side', image: 'main:1', restartPolicy: 'Always', resources: { requests: { cpu: '600m' } } }],
    containers: [{ name: 'main', image: 'main:1', resources: { requests: { cpu: '600m' } } }],
  },
  'error REQUEST_ABOVE_LIMIT spec.resources.requests.cpu: got 1; its containers request more together'],
  ['a container that may use more than the pod', { resources: { limits: { cpu: 1 } }, containers: [{ name: 'main', image: 'main:1', resources: { limits: { cpu: 2 } } }] },
    'error REQUEST_ABOVE_LIMIT spec.containers[0].resources.limits.cpu: got 2; the pod as a whole has 1'],
  ['an operating system that is none', { os: { name: 'macos' } },
    "error VALUE_UNKNOWN spec.os.name: got 'macos'; linux or windows"],
  ['Windows options on Linux', { os: { name: 'linux' }, securityContext: { windowsOptions: { runAsUserName: 'a' } } },
    'error FIELD_NOT_ALLOWED spec.securityContext.windowsOptions: not for a pod with os linux'],
  ['a user of Linux on Windows', { os: { name: 'windows' }, securityContext: { runAsUser: 1 } },
    'error FIELD_NOT_ALLOWED spec.securityContext.runAsUser: not for a pod with os windows'],
  ['capabilities on Windows', { os: { name: 'windows' }, containers: [{ name: 'main', image: 'main:1', securityContext: { capabilities: {} } }] },
    'error FIELD_NOT_ALLOWED spec.containers[0].securityContext.capabilities: not for a pod with os windows'],
  ['the processes of the node on Windows', { os: { name: 'windows' }, hostPID: true },
    'error FIELD_NOT_ALLOWED spec.hostPID: got true; not for a pod with os windows'],
  ['kernel parameters on Windows', { os: { name: 'windows' }, securityContext: { sysctls: [{ name: 'a', value: '1' }] } },
    'error FIELD_NOT_ALLOWED spec.securityContext.sysctls: not for a pod with os windows'],
  ['containers on the node and off it', {
    hostNetwork: true,
    containers: [{ name: 'main', image: 'main:1', securityContext: { windowsOptions: { hostProcess: true } } }, { name: 'b', image: 'main:1' }],
  },
  'error FIELDS_CONFLICT spec: hostProcess is for all containers of a pod or for none'],
  ['containers on the node, though the pod is not', {
    hostNetwork: true,
    securityContext: { windowsOptions: { hostProcess: false } },
    containers: [{ name: 'main', image: 'main:1', securityContext: { windowsOptions: { hostProcess: true } } }],
  },
  'error FIELDS_CONFLICT spec.containers[0].securityContext.windowsOptions.hostProcess: got true; the pod says false'],
  ['containers on the node without its network', { securityContext: { windowsOptions: { hostProcess: true } } },
    'error FIELDS_CONFLICT spec.hostNetwork: hostProcess containers want hostNetwork: true'],
])('a pod with %s', (_, given, ...lines) => {
  expect(told(pod(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['names and addresses', {
    hostname: 'main',
    subdomain: 'pods',
    hostAliases: [{ ip: '2001:db8::1', hostnames: ['a.b', 'c'] }],
    dnsPolicy: 'None',
    dnsConfig: { nameservers: ['10.0.0.10'], searches: ['_tcp.example.com.', '.'], options: [{ name: 'ndots', value: '2' }] },
  }],
  ['ports of the node', {
    hostNetwork: true,
    containers: [{ name: 'main', image: 'main:1', ports: [{ containerPort: 80, hostPort: 80 }, { containerPort: 80, hostPort: 80, protocol: 'UDP' }] }],
  }],
  ['kernel parameters', { securityContext: { sysctls: [{ name: 'net.ipv4.ip_local_port_range', value: '1024 65535' }, { name: 'kernel.shm_rmid_forced', value: '1' }] } }],
  ['gates', { schedulingGates: [{ name: 'kueue.x-k8s.io/admission' }], readinessGates: [{ conditionType: 'a.b/c' }] }],
  ['resources of its own', {
    resources: { requests: { cpu: 2, memory: '1Gi' }, limits: { cpu: 4 } },
    initContainers: [{ name: 'init', image: 'main:1', resources: { requests: { cpu: 2 } } }],
    containers: [
      { name: 'main', image: 'main:1', resources: { requests: { cpu: '500m' } } },
      { name: 'b', image: 'main:1', resources: { requests: { cpu: '1500m' } } },
    ],
  }],
  ['claims of devices', {
    resourceClaims: [{ name: 'gpu', resourceClaimTemplateName: 'one-gpu' }],
    containers: [{ name: 'main', image: 'main:1', resources: { claims: [{ name: 'gpu', request: 'a' }, { name: 'gpu', request: 'b' }] } }],
  }],
  ['Windows', {
    os: { name: 'windows' },
    securityContext: { windowsOptions: { hostProcess: true, runAsUserName: 'a' } },
    hostNetwork: true,
    nodeSelector: { 'kubernetes.io/os': 'windows' },
  }],
])('a pod with %s is fine', (_, given) => {
  expect(told(pod(given))).toEqual([]);
});

const labelled = (labels: object, annotations: object, spec: object = {}) => ({ ...pod(spec), metadata: { name: 'a', namespace: 'team', labels, annotations } } as Manifest);
const matched = { topologyKey: 'zone', labelSelector: { matchLabels: { app: 'a' } }, matchLabelKeys: ['app'] };
const spread = { topologySpreadConstraints: [{ maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule', ...matched }] };

test.each([
  ['the cost of its deletion in words', { 'controller.kubernetes.io/pod-deletion-cost': 'high' },
    "error ANNOTATION_VALUE metadata.annotations['controller.kubernetes.io/pod-deletion-cost']: got 'high'; a whole number of 32 bits, without a sign or zeros in front"],
  ['a mark of the kubelet', { 'kubernetes.io/config.mirror': 'a' },
    "error ANNOTATION_VALUE metadata.annotations['kubernetes.io/config.mirror']: got 'a'; only the kubelet makes mirror pods"],
  ['AppArmor for a container that is not there', { 'container.apparmor.security.beta.kubernetes.io/b': 'unconfined' },
    "error ANNOTATION_VALUE metadata.annotations['container.apparmor.security.beta.kubernetes.io/b']: got 'unconfined'; the pod has no container of this name"],
  ['AppArmor of no known kind', { 'container.apparmor.security.beta.kubernetes.io/main': 'on' },
    "error ANNOTATION_VALUE metadata.annotations['container.apparmor.security.beta.kubernetes.io/main']: got 'on'; runtime/default, unconfined or localhost/<profile>"],
  ['seccomp of no known kind', { 'seccomp.security.alpha.kubernetes.io/pod': 'on' },
    "error ANNOTATION_VALUE metadata.annotations['seccomp.security.alpha.kubernetes.io/pod']: got 'on'; no profile; use the field seccompProfile"],
  ['seccomp, which no longer does anything', { 'seccomp.security.alpha.kubernetes.io/pod': 'runtime/default' },
    "warning ANNOTATION_VALUE metadata.annotations['seccomp.security.alpha.kubernetes.io/pod']: got 'runtime/default'; without effect since Kubernetes 1.27; use the field seccompProfile"],
])('a pod annotated with %s', (_, annotations, line) => {
  expect(told(labelled({}, annotations))).toEqual([line]);
});

test('a key that selector and matchLabelKeys both ask for refuses a Pod, and the pods of a template', () => {
  const fix = 'the labelSelector asks for the key already: leave it out of one of the two';
  expect(told(labelled({ app: 'a' }, {}, spread))).toEqual([
    `error FIELDS_CONFLICT spec.topologySpreadConstraints[0].matchLabelKeys[0]: got 'app'; ${fix}`,
  ]);
  expect(told(template(spread))).toEqual([
    `warning FIELDS_CONFLICT spec.template.spec.topologySpreadConstraints[0].matchLabelKeys[0]: got 'app'; ${fix}, or no pod can be made`,
  ]);
});

test('the cost of a template refuses its pods only', () => {
  expect(told(template({ overhead: { cpu: '100m' } }))).toEqual([
    'warning FIELD_NOT_ALLOWED spec.template.spec.overhead: the RuntimeClass says what it costs: leave it out, or its pods are refused',
  ]);
});
