import type { ChildProcess } from 'child_process';
import { spawn } from 'child_process';
import { join } from 'path';
import type { Interface } from 'readline';
import { createInterface } from 'readline';
import type { Assignment } from './katib';
import type { Trial } from './verdict';
import type { Manifest } from '../../support/synth';

/** Asks the library of an experiment's algorithm, in a process of its own. */
export class Suggestions {
  private readonly service: ChildProcess;
  private readonly answers: AsyncIterableIterator<string>;
  private readonly lines: Interface;
  private errors = '';

  constructor(python: string, private readonly experiment: Manifest) {
    this.service = spawn(python, [join(__dirname, 'programs', 'suggestions.py')], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.service.stderr!.setEncoding('utf8').on('data', text => (this.errors += text));
    // A process that has ended takes no more questions; what it said before is the answer.
    this.service.stdin!.on('error', () => undefined);
    this.lines = createInterface({ input: this.service.stdout! });
    this.answers = this.lines[Symbol.asyncIterator]();
    this.write(experiment);
  }

  /** Values for some trials, given those that have succeeded since the last. */
  public async next(succeeded: readonly Trial[], count: number): Promise<Assignment[][]> {
    const { objectiveMetricName } = this.experiment.spec.objective;
    this.write({ trials: succeeded.map(({ name, assignments, metrics }) => ({ name, assignments, metric: metrics[objectiveMetricName] })), count });
    const { value, done } = await this.answers.next();
    if (done) throw new Error(`no suggestions:\n${this.errors}`);
    const { assignments, error } = JSON.parse(value);
    if (error) throw new Error(`${this.experiment.spec.algorithm.algorithmName}: ${error}`);
    return assignments;
  }

  public end(): void {
    this.lines.close();
    this.service.kill();
  }

  private write(message: object): void {
    this.service.stdin!.write(`${JSON.stringify(message)}\n`);
  }
}
