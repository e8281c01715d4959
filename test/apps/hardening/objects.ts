import type { Manifest, Row } from './manifest';
import { autoscalerOf, beside, containersOf, CONTROLLERS, mainContainer, matches, podOf, selected, SERVERS, template } from './manifest';
import { SENSITIVE } from './pods';

const HOSTNAME = 'kubernetes.io/hostname';
const probed = (object: Manifest): any[] => podOf(object).containers.flatMap(c => [c.readinessProbe, c.livenessProbe, c.startupProbe].filter(probe => probe));
const listed = (object: Manifest) => containersOf(object).flatMap(c => c.ports ?? []);

/** What is asked of what serves, of its replicas and of its updates. */
const servers: Row[] = [
  {
    says: 'has a readiness and a liveness probe',
    of: SERVERS,
    asked: ['kube-score pod-probes', 'polaris readinessProbeMissing', 'polaris livenessProbeMissing', 'checkov CKV_K8S_8', 'checkov CKV_K8S_9'],
    holds: o => podOf(o).containers.every(c => c.readinessProbe && c.livenessProbe),
    breaks: o => delete mainContainer(o).livenessProbe,
  },
  {
    says: 'asks another question for liveness than for readiness',
    of: SERVERS,
    asked: ['kube-score pod-probes-identical'],
    holds: o => podOf(o).containers.every(c => {
      const question = (probe: any) => JSON.stringify([probe?.httpGet?.path, probe?.httpGet?.port, probe?.tcpSocket, probe?.exec]);
      return question(c.readinessProbe) !== question(c.livenessProbe);
    }),
    breaks: o => (mainContainer(o).livenessProbe.httpGet.path = mainContainer(o).readinessProbe.httpGet.path),
  },
  {
    says: 'probes only ports it lists, and none of them is for SSH',
    of: SERVERS,
    asked: ['kube-linter liveness-port', 'kube-linter readiness-port', 'kube-linter startup-port', 'kube-linter ssh-port'],
    holds: o => listed(o).every(p => p.containerPort !== 22)
      && probed(o).every(({ httpGet }) => !httpGet || listed(o).some(p => p.name === httpGet.port || p.containerPort === httpGet.port)),
    breaks: o => (mainContainer(o).ports[0].name = 'web'),
  },
  {
    says: 'keeps its pods on different nodes if it can',
    of: SERVERS,
    asked: ['kube-linter no-anti-affinity', 'kube-score deployment-has-host-podantiaffinity'],
    holds: o => {
      const { preferredDuringSchedulingIgnoredDuringExecution: preferred = [], requiredDuringSchedulingIgnoredDuringExecution: required = [] }
        = podOf(o).affinity?.podAntiAffinity ?? {};
      return [...preferred.map(term => term.podAffinityTerm), ...required]
        .some(term => term.topologyKey === HOSTNAME && matches(term.labelSelector?.matchLabels, template(o).metadata.labels));
    },
    breaks: o => (podOf(o).affinity!.podAntiAffinity!.preferredDuringSchedulingIgnoredDuringExecution![0].podAffinityTerm.topologyKey = 'topology.kubernetes.io/zone'),
  },
  {
    says: 'spreads its own pods',
    of: SERVERS,
    asked: ['kube-score pod-topology-spread-constraints', 'polaris topologySpreadConstraint'],
    holds: o => Boolean(podOf(o).topologySpreadConstraints?.length) && podOf(o).topologySpreadConstraints!.every(spread => (
      spread.maxSkew >= 1 && spread.topologyKey && spread.whenUnsatisfiable && matches(spread.labelSelector?.matchLabels, template(o).metadata.labels)
    )),
    breaks: o => delete (podOf(o).topologySpreadConstraints![0] as any).labelSelector,
  },
  {
    says: 'rolls to a new version, rather than stopping first',
    of: ['Deployment'],
    asked: ['kube-score deployment-strategy'],
    holds: o => o.spec.strategy?.type === 'RollingUpdate',
    breaks: o => (o.spec.strategy = { type: 'Recreate' }),
  },
  {
    says: 'has two pods or more, or an autoscaler',
    of: ['Deployment'],
    asked: ['kube-score deployment-replicas'],
    holds: (o, render) => o.spec.replicas >= 2 || autoscalerOf(o, render) !== undefined,
    breaks: (o, render) => {
      render.filter(r => r.kind === 'HorizontalPodAutoscaler').forEach(r => (r.spec.scaleTargetRef.name = 'another'));
      o.spec.replicas = 1;
    },
  },
  {
    says: 'says that it has two pods or more',
    of: ['Deployment'],
    asked: ['polaris deploymentMissingReplicas'],
    holds: o => o.spec.replicas >= 2,
    breaks: o => delete o.spec.replicas,
  },
  {
    says: 'leaves the number of pods to its autoscaler',
    of: SERVERS,
    asked: ['kube-score deployment-targeted-by-hpa-does-not-have-replicas-configured'],
    holds: (o, render) => !autoscalerOf(o, render) || o.spec.replicas === undefined,
    breaks: o => (o.spec.replicas = 2),
  },
  {
    says: 'loses at most one pod to a drain, and lets a broken one go',
    of: SERVERS,
    asked: ['kube-score deployment-has-poddisruptionbudget', 'polaris missingPodDisruptionBudget', 'kube-linter pdb-unhealthy-pod-eviction-policy'],
    holds: (o, render) => {
      const budgets = beside(o, render, 'PodDisruptionBudget').filter(b => matches(b.spec.selector?.matchLabels, template(o).metadata.labels));
      return budgets.length === 1 && budgets[0].spec.maxUnavailable === 1 && budgets[0].spec.minAvailable === undefined
        && budgets[0].spec.unhealthyPodEvictionPolicy !== undefined;
    },
    breaks: (_, render) => render.filter(r => r.kind === 'PodDisruptionBudget').forEach(r => delete r.spec.unhealthyPodEvictionPolicy),
  },
  {
    says: 'selects its own pods',
    of: SERVERS,
    asked: ['kube-linter mismatching-selector', 'kube-score deployment-pod-selector-labels-match-template-metadata-labels'],
    holds: o => matches(o.spec.selector?.matchLabels, template(o).metadata.labels),
    breaks: o => (o.spec.selector.matchLabels = { app: 'another' }),
  },
  {
    says: 'has a headless Service',
    of: ['StatefulSet'],
    asked: ['kube-score statefulset-has-servicename'],
    holds: (o, render) => beside(o, render, 'Service').some(s => (
      s.metadata.name === o.spec.serviceName && s.spec.clusterIP === 'None' && matches(s.spec.selector, template(o).metadata.labels)
    )),
    breaks: o => delete o.spec.serviceName,
  },
];

const jobs: Row[] = [
  {
    says: 'goes away some time after its end',
    of: ['Job'],
    asked: ['kube-linter job-ttl-seconds-after-finished'],
    holds: o => o.spec.ttlSecondsAfterFinished >= 0,
    breaks: o => delete o.spec.ttlSecondsAfterFinished,
  },
  {
    says: 'is not started long after its time',
    of: ['CronJob'],
    asked: ['kube-score cronjob-has-deadline'],
    holds: o => o.spec.startingDeadlineSeconds > 0,
    breaks: o => delete o.spec.startingDeadlineSeconds,
  },
  {
    says: 'leaves finished Jobs to its history limits',
    of: ['CronJob'],
    asked: ['kube-linter job-ttl-seconds-after-finished'],
    holds: o => o.spec.jobTemplate.spec.ttlSecondsAfterFinished === undefined,
    breaks: o => (o.spec.jobTemplate.spec.ttlSecondsAfterFinished = 60),
  },
  {
    says: 'does not restart its pods for ever',
    of: ['Job', 'CronJob'],
    asked: ['kube-score cronjob-restartpolicy'],
    holds: o => ['Never', 'OnFailure'].includes(podOf(o).restartPolicy!),
    breaks: o => (podOf(o).restartPolicy = 'Always'),
  },
];

const around: Row[] = [
  {
    says: 'lives in a namespace that is not default',
    of: [...CONTROLLERS, 'Service', 'Ingress', 'ConfigMap', 'ServiceAccount', 'PersistentVolumeClaim', 'NetworkPolicy', 'PodDisruptionBudget', 'HorizontalPodAutoscaler', 'ServiceMonitor'],
    asked: ['checkov CKV_K8S_21'],
    holds: o => Boolean(o.metadata.namespace) && o.metadata.namespace !== 'default',
    breaks: o => delete o.metadata.namespace,
  },
  {
    says: 'lets in only pods without privileges',
    of: ['Namespace'],
    asked: [],
    holds: o => o.metadata.labels?.['pod-security.kubernetes.io/enforce'] === 'restricted',
    breaks: o => (o.metadata.labels['pod-security.kubernetes.io/enforce'] = 'baseline'),
  },
  {
    says: 'has no key that reads like a credential',
    of: ['ConfigMap'],
    asked: ['polaris sensitiveConfigmapContent'],
    holds: o => Object.keys(o.data ?? {}).every(key => !SENSITIVE.test(key)),
    breaks: o => (o.data.HF_TOKEN = 'hf_123'),
  },
  {
    says: 'opens no port on nodes',
    of: ['Service'],
    asked: ['kube-score service-type'],
    holds: o => o.spec.type !== 'NodePort',
    breaks: o => (o.spec.type = 'NodePort'),
  },
  {
    says: 'leads to a port that pods of this render list',
    of: ['Service'],
    asked: ['kube-linter dangling-service', 'kube-linter invalid-target-ports', 'kube-score service-targets-pod'],
    holds: (o, render) => {
      const pods = selected(o, render, o.spec.selector);
      return pods.length > 0 && o.spec.ports.every((port: any) => pods.some(pod => listed(pod).some(p => [p.name, p.containerPort].includes(port.targetPort))));
    },
    breaks: o => (o.spec.selector = { app: 'another' }),
  },
  {
    says: 'encrypts what it carries, for each of its hosts',
    of: ['Ingress'],
    asked: ['polaris tlsSettingsMissing'],
    holds: o => o.spec.rules.every((rule: any) => o.spec.tls?.some((tls: any) => tls.secretName && tls.hosts.includes(rule.host))),
    breaks: o => delete o.spec.tls,
  },
  {
    says: 'leads to a port of a Service of this render',
    of: ['Ingress'],
    asked: ['kube-score ingress-targets-service'],
    holds: (o, render) => o.spec.rules.flatMap((rule: any) => rule.http.paths).every(({ backend: { service } }: any) => beside(o, render, 'Service').some(s => (
      s.metadata.name === service.name && s.spec.ports.some((p: any) => p.name === service.port.name || p.port === service.port.number)
    ))),
    breaks: o => (o.spec.rules[0].http.paths[0].backend.service.name = 'another'),
  },
  {
    says: 'keeps two pods or more, and has room for more',
    of: ['HorizontalPodAutoscaler'],
    asked: ['kube-score horizontalpodautoscaler-replicas', 'polaris hpaMinAvailability', 'polaris hpaMaxAvailability'],
    holds: o => o.spec.minReplicas >= 2 && o.spec.maxReplicas > o.spec.minReplicas,
    breaks: o => (o.spec.maxReplicas = o.spec.minReplicas),
  },
  {
    says: 'scales something of this render',
    of: ['HorizontalPodAutoscaler'],
    asked: ['kube-score horizontalpodautoscaler-has-target'],
    holds: (o, render) => beside(o, render, o.spec.scaleTargetRef.kind).some(r => r.metadata.name === o.spec.scaleTargetRef.name),
    breaks: o => (o.spec.scaleTargetRef.name = 'another'),
  },
  {
    says: 'meets pods of this render',
    of: ['NetworkPolicy'],
    asked: ['kube-score networkpolicy-targets-pod'],
    holds: (o, render) => selected(o, render, o.spec.podSelector.matchLabels).length > 0,
    breaks: o => (o.spec.podSelector.matchLabels = { app: 'another' }),
  },
];

/** What is asked of everything but the inside of pods. */
export const objectRows: Row[] = [...servers, ...jobs, ...around];
