import { readFileSync } from 'fs';
import { readYaml } from '../check';
import { SynthesisError } from '../core';

/** The values of parameters in a file: of the best trial of an experiment, or a map. */
export function bestValues(file: string): Record<string, string> {
  const refuse = (fix: string) => new SynthesisError(`SearchSpace.best: got '${file}'; ${fix}`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw refuse(`there is no such file below ${process.cwd()}: write it with kubectl get experiment NAME -o json`);
  }
  const read = parsed(text);
  if (!isMap(read)) throw refuse('it is no YAML or JSON of a map');
  const found = read.kind === 'Experiment' ? ofExperiment(read, refuse) : Object.entries(read);
  return Object.fromEntries(found.map(([name, value]) => {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') throw refuse(`'${name}' is no text or number`);
    return [name, String(value)];
  }));
}

function ofExperiment({ status }: Record<string, any>, refuse: (fix: string) => Error): Array<[string, unknown]> {
  const assignments = status?.currentOptimalTrial?.parameterAssignments;
  if (!Array.isArray(assignments) || assignments.length === 0) throw refuse('the experiment has no best trial yet: wait for one that succeeds');
  return assignments.map(assignment => [String(assignment?.name), assignment?.value]);
}

function parsed(text: string): unknown {
  try {
    return readYaml(text);
  } catch {
    return undefined;
  }
}

const isMap = (value: unknown): value is Record<string, any> => typeof value === 'object' && value !== null && !Array.isArray(value);
