import { isMap, list, record } from '../../../manifest';
import type { KindRule } from '../../../rule';
import { isLabel } from '../forms';
import { judgeLabels } from '../labels';
import { judgeOverhead } from '../pod/resources';
import { judgeTolerations } from '../pod/scheduling';
import { isEmpty } from '../values';

const SYSTEM: Record<string, number> = { 'system-node-critical': 2000001000, 'system-cluster-critical': 2000000000 };

/** A PriorityClass: users have a billion of levels, the system those above. */
export const priorityClass: KindRule = {
  kinds: ['scheduling.k8s.io/PriorityClass'],
  judge({ metadata, value, globalDefault }, report) {
    const name = metadata.name ?? '';
    if (name.startsWith('system-')) {
      if (SYSTEM[name] !== value || globalDefault === true) report.refuse('NAME_INVALID', 'metadata.name', name, 'names with system- in front are reserved');
    } else if (typeof value === 'number' && value > 1000000000) report.refuse('VALUE_OUT_OF_RANGE', 'value', value, 'at most 1000000000: more is for the system');
  },
};

/** A RuntimeClass: how nodes run its pods, and which nodes can. */
export const runtimeClass: KindRule = {
  kinds: ['node.k8s.io/RuntimeClass'],
  judge({ handler, overhead, scheduling }, report) {
    if (typeof handler === 'string' && !isLabel(handler)) report.refuse('NAME_INVALID', 'handler', handler, 'use at most 63 lower-case letters, digits and -');
    const { podFixed } = record(overhead);
    if (isMap(podFixed)) judgeOverhead(report, podFixed, 'overhead.podFixed');
    const { nodeSelector, tolerations } = record(scheduling);
    judgeLabels(report, nodeSelector, 'scheduling.nodeSelector');
    judgeTolerations(report, list(tolerations), 'scheduling.tolerations');
    const seen = new Set<string>();
    list(tolerations).forEach((toleration, i) => {
      const { key, operator, value, effect } = record(toleration);
      const same = JSON.stringify([key, operator, value, effect].map(part => (isEmpty(part) ? '' : part)));
      if (seen.has(same)) report.refuse('NAME_DUPLICATE', `scheduling.tolerations[${i}]`, undefined, 'the toleration is there already');
      seen.add(same);
    });
  },
};
