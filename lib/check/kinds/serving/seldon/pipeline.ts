import { judgeCycles } from './pipeline-cycles';
import { externalMistake, sourceMistake } from './pipeline-sources';
import { isText, items, oneOf } from './words';
import { record } from '../../../manifest';
import type { Report } from '../../../report';
import type { KindRule } from '../../../rule';

const JOINS = ['inner', 'outer', 'any'];

/** What Seldon Core 2 wants of a Pipeline; it says so in the status. */
export const pipeline: KindRule = {
  kinds: ['mlops.seldon.io/Pipeline'],
  judge({ spec, metadata }, report) {
    const own = metadata.name ?? '';
    if (own.includes('.')) report.refuse('SELDON_NAME', 'metadata.name', own, 'lower-case letters, digits and - alone: dots part a pipeline from its steps');
    const steps = items(spec.steps);
    if (Array.isArray(spec.steps) && steps.length === 0) report.refuse('SELDON_PIPELINE', 'spec.steps', [], 'there is at least one step');
    const known = new Set(steps.map(step => record(step).name).filter(isText));
    const seen = new Set<unknown>();
    steps.forEach((item, i) => {
      const step = record(item);
      const path = `spec.steps[${i}]`;
      if (typeof step.name === 'string' && seen.has(step.name)) report.refuse('SELDON_PIPELINE', `${path}.name`, step.name, 'another step has this name, which is that of its model');
      else if (isText(step.name) && step.name === own) report.refuse('SELDON_PIPELINE', `${path}.name`, step.name, 'the pipeline has this name; rename one of the two');
      seen.add(step.name);
      judgeSources(step.inputs, `${path}.inputs`, own, known, true, report);
      judgeSources(step.triggers, `${path}.triggers`, own, known, true, report);
      judgeJoin(step, ['inputsJoinType', 'triggersJoinType'], path, report);
    });
    if (Array.isArray(spec.steps)) judgeSources(record(spec.output).steps, 'spec.output.steps', own, known, false, report);
    judgeJoin(record(spec.output), ['stepsJoin'], 'spec.output', report);
    if (spec.input && typeof spec.input === 'object') judgeInput(record(spec.input), report);
    if (spec.allowCycles !== true) judgeCycles(steps, own, report);
  },
};

function judgeSources(list: unknown, path: string, own: string, steps: ReadonlySet<string>, isInput: boolean, report: Report): void {
  items(list).forEach((source, i) => {
    const mistake = typeof source === 'string' ? sourceMistake(source, own, steps, isInput) : undefined;
    if (mistake) report.refuse('SELDON_PIPELINE_SOURCE', `${path}[${i}]`, source, mistake);
  });
}

function judgeJoin(part: Record<string, any>, fields: readonly string[], path: string, report: Report): void {
  for (const field of fields) {
    const join = part[field];
    if (isText(join) && !JOINS.includes(join)) report.warn('SELDON_VALUE', `${path}.${field}`, join, `${oneOf(JOINS, join)}; Seldon takes it for inner`);
  }
}

/** What comes from other pipelines. */
function judgeInput(input: Record<string, any>, report: Report): void {
  const { externalInputs } = input;
  if (items(externalInputs).length === 0 && (externalInputs === undefined || externalInputs === null || Array.isArray(externalInputs))) {
    report.refuse('SELDON_PIPELINE_SOURCE', 'spec.input.externalInputs', externalInputs ?? undefined, 'an input names at least one source');
  }
  for (const field of ['externalInputs', 'externalTriggers']) {
    items(input[field]).forEach((source, i) => {
      const mistake = typeof source === 'string' ? externalMistake(source) : undefined;
      if (!mistake) return;
      if (field === 'externalInputs') report.refuse('SELDON_PIPELINE_SOURCE', `spec.input.${field}[${i}]`, source, mistake);
      else report.warn('SELDON_PIPELINE_SOURCE', `spec.input.${field}[${i}]`, source, mistake);
    });
  }
  judgeJoin(input, ['joinType', 'triggersJoinType'], 'spec.input', report);
}
