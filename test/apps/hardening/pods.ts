import type * as k8s from 'kubernetes-types/core/v1';
import type { Manifest, Row } from './manifest';
import { CONTROLLERS, containersOf, everyContainer, podOf, someContainer, template } from './manifest';

const LATEST = /(^|\/)[^/:@]+(:latest)?(@|$)/;
/** What Polaris and kube-linter take for a credential. */
export const SENSITIVE = /password|passwd|token|bearer|secret|^GOOGLE_APPLICATION_CREDENTIALS$|^AZURE_.*KEY$/i;
const RESTRICTED_VOLUMES = ['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret'];

const of = CONTROLLERS;
const userOf = (container: k8s.Container, pod: k8s.PodSpec): k8s.SecurityContext => ({ ...pod.securityContext, ...container.securityContext });
const resources = (name: string, asked: string[]): Row => ({
  says: `requests and limits ${name} of every container`,
  of,
  asked,
  holds: everyContainer(c => Boolean(c.resources?.requests?.[name] && c.resources.limits?.[name])),
  breaks: o => delete someContainer(o).resources.requests[name],
});

/** What is asked of every pod, by each container of it and by the pod itself. */
export const podRows: Row[] = [
  {
    says: 'runs every container as a user and group from 10000 on',
    of,
    asked: ['kube-score container-security-context-user-group-id', 'checkov CKV_K8S_40'],
    holds: everyContainer((c, pod) => userOf(c, pod).runAsUser! >= 10000 && userOf(c, pod).runAsGroup! >= 10000),
    breaks: o => (someContainer(o).securityContext.runAsUser = 1000),
  },
  {
    says: 'is not root, by its own word',
    of,
    asked: ['kube-linter run-as-non-root', 'polaris runAsRootAllowed', 'checkov CKV_K8S_23'],
    holds: o => podOf(o).securityContext?.runAsNonRoot === true && containersOf(o).every(c => c.securityContext?.runAsNonRoot ?? true),
    breaks: o => delete podOf(o).securityContext!.runAsNonRoot,
  },
  {
    says: 'forbids every container to gain privileges',
    of,
    asked: ['kube-linter privilege-escalation-container', 'polaris privilegeEscalationAllowed', 'checkov CKV_K8S_20'],
    holds: everyContainer(c => c.securityContext?.allowPrivilegeEscalation === false && !c.securityContext.privileged),
    breaks: o => delete someContainer(o).securityContext.allowPrivilegeEscalation,
  },
  {
    says: 'gives every container a read-only root file system',
    of,
    asked: [
      'kube-linter no-read-only-root-fs', 'kube-score container-security-context-readonlyrootfilesystem', 'polaris notReadOnlyRootFilesystem', 'checkov CKV_K8S_22',
    ],
    holds: everyContainer(c => c.securityContext?.readOnlyRootFilesystem === true),
    breaks: o => (someContainer(o).securityContext.readOnlyRootFilesystem = false),
  },
  {
    says: 'drops all capabilities of every container',
    of,
    asked: ['kube-linter drop-net-raw-capability', 'polaris insecureCapabilities', 'checkov CKV_K8S_28', 'checkov CKV_K8S_37'],
    holds: everyContainer(c => c.securityContext?.capabilities?.drop?.includes('ALL') === true && !c.securityContext.capabilities.add?.length),
    breaks: o => (someContainer(o).securityContext.capabilities.drop = ['NET_RAW']),
  },
  {
    says: "keeps to the runtime's system calls",
    of,
    asked: ['polaris linuxHardening', 'checkov CKV_K8S_31'],
    holds: o => podOf(o).securityContext?.seccompProfile?.type === 'RuntimeDefault' && containersOf(o).every(c => !c.securityContext?.seccompProfile),
    breaks: o => delete podOf(o).securityContext!.seccompProfile,
  },
  {
    says: 'shares nothing of the node: no namespace, no port',
    of,
    asked: ['kube-linter host-network', 'polaris hostNetworkSet', 'polaris hostPortSet', 'checkov CKV_K8S_19', 'checkov CKV_K8S_26'],
    holds: o => !podOf(o).hostNetwork && !podOf(o).hostPID && !podOf(o).hostIPC && containersOf(o).every(c => !c.ports?.some(port => port.hostPort)),
    breaks: o => (someContainer(o).ports = [{ containerPort: 8000, hostPort: 8000 }]),
  },
  {
    says: 'mounts only kinds of volumes that Pod Security lets through',
    of,
    asked: [],
    holds: o => podOf(o).volumes?.every(({ name, ...source }) => Object.keys(source).every(kind => RESTRICTED_VOLUMES.includes(kind))) ?? true,
    breaks: o => podOf(o).volumes!.push({ name: 'node', hostPath: { path: '/tmp/mlruns' } }),
  },
  {
    says: 'mounts no token of its ServiceAccount',
    of,
    asked: ['polaris automountServiceAccountToken', 'checkov CKV_K8S_38'],
    holds: o => podOf(o).automountServiceAccountToken === false,
    breaks: o => delete podOf(o).automountServiceAccountToken,
  },
  {
    says: 'names a ServiceAccount that is rendered with it',
    of,
    asked: ['kube-linter non-existent-service-account'],
    holds: (o, render) => !podOf(o).serviceAccount && render.some(account => (
      account.kind === 'ServiceAccount' && account.metadata.name === podOf(o).serviceAccountName && account.metadata.namespace === o.metadata.namespace
    )),
    breaks: o => (podOf(o).serviceAccountName = 'default'),
  },
  {
    says: 'runs no latest image',
    of,
    asked: ['kube-linter latest-tag', 'kube-score container-image-tag', 'polaris tagNotSpecified', 'checkov CKV_K8S_14'],
    holds: everyContainer(c => !LATEST.test(c.image!)),
    breaks: o => (someContainer(o).image = 'registry:5000/acme/train'),
  },
  {
    says: 'names images by digest',
    of,
    asked: ['checkov CKV_K8S_43'],
    holds: everyContainer(c => c.image!.includes('@sha256:')),
    mends: o => containersOf(o).forEach((c: any) => (c.image = `acme/train:1.0@sha256:${'0'.repeat(64)}`)),
    breaks: o => (someContainer(o).image = 'acme/train:1.0'),
  },
  {
    says: 'asks the registry for every image, so that nobody uses what another pulled',
    of,
    asked: ['kube-score container-image-pull-policy', 'polaris pullPolicyNotAlways', 'checkov CKV_K8S_15'],
    holds: everyContainer(c => c.imagePullPolicy === 'Always'),
    breaks: o => (someContainer(o).imagePullPolicy = 'IfNotPresent'),
  },
  resources('cpu', [
    'kube-linter unset-cpu-requirements', 'kube-score container-resources', 'polaris cpuRequestsMissing', 'polaris cpuLimitsMissing', 'checkov CKV_K8S_10', 'checkov CKV_K8S_11',
  ]),
  resources('memory', [
    'kube-linter unset-memory-requirements', 'kube-score container-resources', 'polaris memoryRequestsMissing', 'polaris memoryLimitsMissing', 'checkov CKV_K8S_12', 'checkov CKV_K8S_13',
  ]),
  resources('ephemeral-storage', ['kube-score container-ephemeral-storage-request-and-limit']),
  {
    says: 'reads no Secret through its environment',
    of,
    asked: ['checkov CKV_K8S_35'],
    holds: everyContainer(c => !c.env?.some(e => e.valueFrom?.secretKeyRef) && !c.envFrom?.some(e => e.secretRef)),
    breaks: o => (someContainer(o).envFrom = [{ secretRef: { name: 'keys' } }]),
  },
  {
    says: 'writes no credential into its environment',
    of,
    asked: ['kube-linter env-var-secret', 'polaris sensitiveContainerEnvVar'],
    holds: everyContainer(c => !c.env?.some(e => e.value !== undefined && SENSITIVE.test(e.name))),
    breaks: o => someContainer(o).env.push({ name: 'HF_TOKEN', value: 'hf_123' }),
  },
  {
    says: 'sets no variable twice',
    of,
    asked: ['kube-linter duplicate-env-var', 'kube-score environment-variable-key-duplication'],
    holds: everyContainer(c => new Set(c.env?.map(e => e.name)).size === (c.env?.length ?? 0)),
    breaks: o => someContainer(o).env.push(someContainer(o).env[0]),
  },
  {
    says: 'carries its own name as instance label',
    of,
    asked: ['polaris metadataAndInstanceMismatched'],
    holds: o => o.metadata.labels?.['app.kubernetes.io/instance'] === o.metadata.name,
    breaks: o => (o.metadata.name = 'another'),
  },
  {
    says: 'has a priority class',
    of,
    asked: ['polaris priorityClassNotSet'],
    holds: o => Boolean(podOf(o).priorityClassName),
    mends: o => (podOf(o).priorityClassName = 'serving'),
    breaks: o => delete podOf(o).priorityClassName,
  },
  {
    says: 'is met by NetworkPolicies with rules for both directions, each by exactly one label',
    of,
    asked: ['kube-score pod-networkpolicy', 'polaris missingNetworkPolicy', 'checkov CKV2_K8S_6'],
    holds: (o, render) => {
      const labels = template(o).metadata.labels;
      const policies = render.filter(p => p.kind === 'NetworkPolicy' && p.metadata.namespace === o.metadata.namespace
        && Object.entries(p.spec.podSelector.matchLabels ?? {}).every(([key, value]) => labels[key] === value));
      return policies.length > 0 && policies.every(({ spec }) => (
        spec.podSelector.matchLabels && Object.keys(spec.podSelector.matchLabels).length === 1 && !spec.podSelector.matchExpressions
        && spec.policyTypes.length === 2 && spec.ingress?.length > 0 && spec.egress?.length > 0
      ));
    },
    breaks: (_, render) => render.filter(p => p.kind === 'NetworkPolicy').forEach((p: Manifest) => (p.spec.podSelector.matchLabels['app.kubernetes.io/managed-by'] = 'cdk8s-mlops')),
  },
];
