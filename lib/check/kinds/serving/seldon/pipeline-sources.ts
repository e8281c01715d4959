import { nearOf } from './words';

const isSide = (word: string | undefined) => word === 'inputs' || word === 'outputs';

/** What is wrong with a source of a step, or of the output: `step`, `step.outputs`, `step.outputs.tensor`, and `pipeline.inputs`. */
export function sourceMistake(source: string, own: string, steps: ReadonlySet<string>, isInput: boolean): string | undefined {
  const parts = source.split('.');
  const [step, side] = parts;
  if (step.trim() === '') return 'name a step';
  if (parts.length > 3 || (parts.length > 1 && !isSide(side))) return 'write step, step.inputs or step.outputs, and a tensor behind it as in step.outputs.name';
  if (steps.has(step) || (isInput && step === own)) return undefined;
  const near = nearOf(step, [...steps]);
  return `no step of this pipeline${near ? `; did you mean '${near}'?` : ''}`;
}

/** What is wrong with a source in another pipeline: `pipeline.outputs`, `pipeline.step.name.outputs`, and a tensor behind it. */
export function externalMistake(source: string): string | undefined {
  const parts = source.split('.');
  const [pipeline, side, , end] = parts;
  const isWhole = parts.length <= 3 && isSide(side);
  const isStep = (parts.length === 4 || parts.length === 5) && side === 'step' && isSide(end);
  if (pipeline.trim() !== '' && (isWhole || isStep)) return undefined;
  return 'write pipeline.inputs, pipeline.outputs or pipeline.step.name.outputs, and a tensor behind it';
}
