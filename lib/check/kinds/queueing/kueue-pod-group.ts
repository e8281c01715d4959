import { wholeOf } from './kueue-annotations';
import type { Manifest } from '../../manifest';
import { record } from '../../manifest';
import { isSubdomain } from '../kubernetes/forms';
import type { Teller } from '../kubernetes/values';

const GROUP = 'kueue.x-k8s.io/pod-group-name';
const COUNT = 'kueue.x-k8s.io/pod-group-total-count';
const MANAGED = 'kueue.x-k8s.io/managed';
const WORKLOAD = 'kueue.x-k8s.io/prebuilt-workload-name';

/** Pods that start together: each says the group's name and how many there are. */
export function judgePodGroup({ metadata }: Manifest, told: Teller): void {
  const labels = record(metadata.labels);
  const annotations = record(metadata.annotations);
  if (typeof labels[MANAGED] === 'string' && labels[MANAGED] !== 'true') {
    told.refuse('KUEUE_POD_GROUP', `metadata.labels['${MANAGED}']`, labels[MANAGED], "remove it: Kueue writes 'true' here itself");
  }
  const [group, field] = annotations[GROUP] ? [annotations[GROUP], `metadata.annotations['${GROUP}']`] : [labels[GROUP], `metadata.labels['${GROUP}']`];
  const count = annotations[COUNT];
  const countField = `metadata.annotations['${COUNT}']`;
  if (typeof group !== 'string' || group === '') {
    if (typeof count === 'string') told.refuse('KUEUE_POD_GROUP', field, undefined, `name the group, or remove the annotation ${COUNT}`);
    return;
  }
  if (!isSubdomain(group)) told.refuse('KUEUE_POD_GROUP', field, group, 'use lower-case letters, digits, - and .');
  if (count === undefined || count === null) {
    told.refuse('KUEUE_POD_GROUP', countField, undefined, 'write the number of pods in the group: Kueue waits for all of them');
  } else if (typeof count === 'string' && !((wholeOf(count) ?? 0) >= 1)) {
    told.refuse('KUEUE_POD_GROUP', countField, count, "write a whole number in quotes, '1' or more");
  }
  const workload = annotations[WORKLOAD] || labels[WORKLOAD];
  if (typeof workload === 'string' && workload !== '' && workload !== group) {
    const at = annotations[WORKLOAD] ? `metadata.annotations['${WORKLOAD}']` : `metadata.labels['${WORKLOAD}']`;
    told.refuse('KUEUE_POD_GROUP', at, workload, `write ${group}, the name of the group: its Workload has the same`);
  }
}
