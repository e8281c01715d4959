import { readFileSync } from 'fs';
import { readYaml } from '../check';
import { SynthesisError } from '../core';

/** Values of parameters, and the one that the algorithm set itself, whatever its bounds. */
export interface BestValues {
  readonly values: Record<string, string>;
  readonly handedOut?: string;
}

/** The values of parameters in a file: of the best trial of an experiment, or a map. */
export function bestValues(file: string): BestValues {
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
  const values = Object.fromEntries(found.map(([name, value]) => {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') throw refuse(`'${name}' is no text or number`);
    return [name, String(value)];
  }));
  return { values, handedOut: read.kind === 'Experiment' ? handedOut(read.spec?.algorithm) : undefined };
}

/** Hyperband gives trials its resource through a parameter. */
function handedOut(algorithm: unknown): string | undefined {
  const { algorithmName, algorithmSettings } = isMap(algorithm) ? algorithm : {};
  if (algorithmName !== 'hyperband' || !Array.isArray(algorithmSettings)) return undefined;
  return algorithmSettings.find(setting => setting?.name === 'resource_name')?.value;
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
