import { atLeast } from '../values';
import { judgeRunsForever, judgeTemplate } from './templates';
import { minorOf } from '../../../cluster';
import { isAbsent, record } from '../../../manifest';
import type { KindRule } from '../../../rule';

/** A ReplicationController: its selector is a plain map, and defaults to the labels of the template. */
export const replicationController: KindRule = {
  kinds: ['/ReplicationController'],
  judge({ spec }, report, { cluster }) {
    for (const key of ['replicas', 'minReadySeconds']) atLeast(report, spec, key, 0, 'spec');
    if (isAbsent(spec.template)) {
      report.refuse('VALUE_MISSING', 'spec.template', undefined, 'the pod to make');
      return;
    }
    const labels = record(record(record(spec.template).metadata).labels);
    const selector = record(spec.selector);
    const [missing] = Object.entries(selector).find(([key, value]) => labels[key] !== value) ?? [];
    if (Object.keys(selector).length === 0 && Object.keys(labels).length === 0) {
      report.refuse('SELECTOR_EMPTY', 'spec.selector', undefined, 'it selects nothing: give the template a label and select by it');
    } else if (missing !== undefined) report.refuse('SELECTOR_MISMATCH', 'spec.template.metadata.labels', undefined, `the selector asks for ${missing}=${selector[missing]}: give the template the label`);
    judgeTemplate(report, spec.template, { minor: minorOf(cluster) }, 'spec.template');
    judgeRunsForever(report, spec.template, 'ReplicationController', 'spec.template');
  },
};

/** A template that stands alone. */
export const podTemplate: KindRule = {
  kinds: ['/PodTemplate'],
  judge({ template }, report, { cluster }) {
    judgeTemplate(report, template, { minor: minorOf(cluster) }, 'template');
  },
};

