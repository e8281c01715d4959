import type { Finds } from './reference';
import { list, record } from '../manifest';

const VOLCANO_QUEUE = 'scheduling.volcano.sh/Queue';
const PRIORITY_CLASS = 'scheduling.k8s.io/PriorityClass';
const CHECKS = ['ProvisioningRequestConfig', 'MultiKueueConfig'];

/** The objects that queues and what waits in them refer to. A Cohort need not exist: those that are named alike are in one. */
export const OF_QUEUES: Finds = {
  'kueue.x-k8s.io/LocalQueue': ({ spec }, add) => add('kueue.x-k8s.io/ClusterQueue', spec.clusterQueue, 'spec.clusterQueue', null),
  'kueue.x-k8s.io/ClusterQueue': ({ spec }, add) => {
    list(spec.resourceGroups).forEach((group, g) => list(record(group).flavors).forEach((flavor, f) => {
      add('kueue.x-k8s.io/ResourceFlavor', record(flavor).name, `spec.resourceGroups[${g}].flavors[${f}].name`, null);
    }));
    list(spec.admissionChecks).forEach((check, i) => add('kueue.x-k8s.io/AdmissionCheck', check, `spec.admissionChecks[${i}]`, null));
    list(record(spec.admissionChecksStrategy).admissionChecks).forEach((check, i) => {
      add('kueue.x-k8s.io/AdmissionCheck', record(check).name, `spec.admissionChecksStrategy.admissionChecks[${i}].name`, null);
    });
  },
  'kueue.x-k8s.io/ResourceFlavor': ({ spec }, add) => add('kueue.x-k8s.io/Topology', spec.topologyName, 'spec.topologyName', null),
  'kueue.x-k8s.io/AdmissionCheck': ({ spec }, add) => {
    const { kind, name } = record(spec.parameters);
    if (CHECKS.includes(kind)) add(`kueue.x-k8s.io/${kind}`, name, 'spec.parameters.name', null);
  },
  'batch.volcano.sh/Job': ({ spec }, add) => {
    add(VOLCANO_QUEUE, spec.queue, 'spec.queue', null);
    add(PRIORITY_CLASS, spec.priorityClassName, 'spec.priorityClassName', null);
  },
  'scheduling.volcano.sh/PodGroup': ({ spec }, add) => {
    add(VOLCANO_QUEUE, spec.queue, 'spec.queue', null);
    add(PRIORITY_CLASS, spec.priorityClassName, 'spec.priorityClassName', null);
  },
  'scheduling.volcano.sh/Queue': ({ spec }, add) => add(VOLCANO_QUEUE, spec.parent, 'spec.parent', null),
};

const LABELS: ReadonlyArray<readonly [key: string, kind: string, namespace: null | undefined]> = [
  ['kueue.x-k8s.io/queue-name', 'kueue.x-k8s.io/LocalQueue', undefined],
  ['kueue.x-k8s.io/priority-class', 'kueue.x-k8s.io/WorkloadPriorityClass', null],
];

/** What the labels of anything that Kueue takes refer to, and of the Jobs that a CronJob makes. */
export const queueLabels: Finds[string] = ({ kind, metadata, spec }, add) => {
  const made = kind === 'CronJob' ? record(record(spec.jobTemplate).metadata).labels : undefined;
  for (const [labels, at] of [[metadata.labels, 'metadata'], [made, 'spec.jobTemplate.metadata']] as const) {
    for (const [key, target, namespace] of LABELS) add(target, record(labels)[key], `${at}.labels['${key}']`, namespace);
  }
};
