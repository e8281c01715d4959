import { has } from './argo/tree';
import { judgePipelineGraph } from './pipeline-graph';
import { unseen } from './unseen';
import { record, text } from '../../manifest';
import type { KindRule } from '../../rule';
import { isLabelValue } from '../kubernetes/forms';

const NAME = /^[a-z0-9][a-z0-9-]{0,127}$/;
const SCHEMA_VERSION = '2.1.0';
const PIPELINE = 'pipelines.kubeflow.org/Pipeline';

/** What the webhooks of Kubeflow Pipelines 2.17 want of a PipelineVersion, and what its compiler wants then. */
export const pipelineVersion: KindRule = {
  kinds: ['pipelines.kubeflow.org/PipelineVersion'],
  judge({ spec, metadata }, report, scene) {
    const { pipelineName, pipelineSpec } = record(spec);
    if (text(pipelineName) === '') {
      if (!has(pipelineName) || pipelineName === '') report.refuse('KFP_PIPELINE_UNKNOWN', 'spec.pipelineName', undefined, 'required: the Pipeline that this is a version of');
    } else if (!isLabelValue(text(pipelineName))) {
      report.refuse('KFP_PIPELINE_UNKNOWN', 'spec.pipelineName', pipelineName, 'the webhook makes it a label: at most 63 letters, digits, -, _ and .');
    } else if (!scene.objects.find(PIPELINE, metadata.namespace, text(pipelineName))) {
      const told = unseen(scene, { kind: PIPELINE, namespace: metadata.namespace ?? '', name: text(pipelineName) });
      if (told) report[told.tell]('KFP_PIPELINE_UNSEEN', 'spec.pipelineName', pipelineName, told.fix);
    }
    const tell = (field: string, got: unknown, fix: string) => report.refuse('KFP_PIPELINE_SPEC', field, got, fix);
    const at = 'spec.pipelineSpec';
    if (!has(pipelineSpec)) return;
    if (typeof pipelineSpec !== 'object' || Array.isArray(pipelineSpec)) return tell(at, undefined, 'the compiled pipeline as a map, as kfp writes it');
    const name = get(get(pipelineSpec, 'pipelineInfo'), 'name');
    if (typeof name !== 'string' || !NAME.test(name)) tell(`${at}.pipelineInfo.name`, name, 'required: at most 128 lower-case letters, digits and -, starting with a letter or digit');
    const version = get(pipelineSpec, 'schemaVersion');
    if (version !== SCHEMA_VERSION) tell(`${at}.schemaVersion`, version, `${SCHEMA_VERSION}, as text: compile the pipeline with kfp 2`);
    if (!has(pipelineSpec.root)) tell(`${at}.root`, undefined, 'required: what the pipeline runs');
    else judgePipelineGraph(pipelineSpec, at, report);
  },
};

/** A field of the pipeline, which may be written with underscores as well. */
export function get(value: unknown, field: string): any {
  const fields = record(value);
  return fields[field] ?? fields[field.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)] ?? undefined;
}
