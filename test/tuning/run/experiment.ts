import { execFileSync } from 'child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { collection, isPrimary, metricsFile, observed, trialOf, watchedPod } from './katib';
import type { Assignment } from './katib';
import { Suggestions } from './suggestions';
import type { Trial } from './verdict';
import { bestOfAll, failureOf, outside } from './verdict';
import type { Manifest } from '../../support/synth';
import { find } from '../../support/synth';
import type { Pod } from '../../training/run/kubelet';
import { run } from '../../training/run/node';
import type { Ended } from '../../training/run/node';
import { atOnce, jobAmong, podsOf } from '../../training/run/pods';

/** What stands here for a cluster. */
export interface Machine {
  readonly python: string;
  /** The command that reads metrics. */
  readonly collector: readonly string[];
  readonly image: Readonly<Record<string, string>>;
  readonly volumes: string;
}

/** An experiment that has succeeded. */
export interface Found {
  readonly trials: readonly Trial[];
  readonly best: Trial;
}

const TIMEOUT = 120;

/** Runs all trials, as many at a time as the experiment allows. */
export async function runExperiment(manifests: Manifest[], machine: Machine): Promise<Found> {
  const experiment = find(manifests, 'Experiment');
  const { maxTrialCount, parallelTrialCount } = experiment.spec;
  const suggestions = new Suggestions(machine.python, experiment);
  const trials: Trial[] = [];
  try {
    for (let last: Trial[] = []; trials.length < maxTrialCount; trials.push(...last)) {
      const suggested = await suggestions.next(last, Math.min(parallelTrialCount, maxTrialCount - trials.length));
      last = await Promise.all(suggested.map((assignments, i) => runTrial(manifests, `${experiment.metadata.name}-${String(trials.length + i).padStart(8, 'a')}`, assignments, machine)));
    }
  } finally {
    suggestions.end();
  }
  const failure = failureOf(experiment, trials);
  if (failure) throw new Error(failure);
  return { trials, best: bestOfAll(experiment, trials) };
}

async function runTrial(manifests: Manifest[], name: string, assignments: readonly Assignment[], machine: Machine): Promise<Trial> {
  const experiment = find(manifests, 'Experiment');
  const values = assignments.map(assignment => `${assignment.name}=${assignment.value}`).join(' ');
  const wrong = outside(experiment, assignments);
  if (wrong) throw new Error(wrong);
  const job = trialOf(manifests, name, assignments);
  const pods = podsOf(job).map(pod => (isPrimary(pod, experiment.spec) ? watchedPod(pod, experiment.spec) : pod));
  const watched = pods.filter(pod => isPrimary(pod, experiment.spec));
  if (watched.length !== 1) throw new Error(`the metrics of ${watched.length} pods of ${name} count`);
  const folder = join(machine.volumes, name);
  const ended = await run(pods, atOnce(job), nodeOf(folder, manifests, machine));
  const file = metricsFile(experiment.spec);
  const metricsFolder = join(folder, 'pods', watched[0].name, 'metrics-volume');
  const here = join(metricsFolder, file.slice(dirname(file).length + 1));
  refuseFailed(ended, `${values}\n${read(here)}`);
  const completed = readdirSync(metricsFolder).filter(one => /^\d+\.pid$/.test(one) && read(join(metricsFolder, one)) === 'completed\n');
  if (completed.length !== 1) throw new Error(`${name} does not say that it has completed, only ${readdirSync(metricsFolder).join(', ')}`);
  return { name, assignments, metrics: collect(here, experiment.spec, machine) };
}

/** Writes what kubectl would, and runs the job with the values of the best trial; gives its metric, which is the trial's. */
export async function runBest({ best }: Found, jobOf: (file: string) => Manifest[], manifests: Manifest[], machine: Machine): Promise<string> {
  const experiment = find(manifests, 'Experiment');
  const { objectiveMetricName } = experiment.spec.objective;
  const file = join(machine.volumes, 'experiment.json');
  const observation = { metrics: Object.entries(best.metrics).map(([name, latest]) => ({ name, latest, max: latest, min: latest })) };
  const status = { currentOptimalTrial: { bestTrialName: best.name, parameterAssignments: best.assignments, observation } };
  writeFileSync(file, JSON.stringify({ ...experiment, status }));
  const found = jobOf(file);
  const job = jobAmong(found);
  const pods = podsOf(job);
  const [runs, ran] = [pods, podsOf(trialOf(manifests, best.name, best.assignments))].map(startsOf);
  if (runs !== ran) throw new Error(`the job of the best values runs ${runs}, its trial ran ${ran}`);
  const folder = join(machine.volumes, 'best');
  const ended = await run(pods, atOnce(job), nodeOf(folder, found, machine));
  refuseFailed(ended, file);
  const output = join(folder, 'output');
  writeFileSync(output, ended[0].output);
  const metric = collect(output, experiment.spec, machine)[objectiveMetricName];
  if (metric !== best.metrics[objectiveMetricName]) throw new Error(`the job of the best values has ${objectiveMetricName} ${metric}, its trial had ${best.metrics[objectiveMetricName]}`);
  return metric;
}

/** What reaches the programs of pods: their words, whatever shell is around them, and their variables. */
const startsOf = (pods: readonly Pod[]) => JSON.stringify(pods.map(({ container: { command = [], args = [], env = [] } }) => {
  const variables = Object.fromEntries(env.map(({ name, value = '' }) => [name, value]));
  const [shell, option, script] = command;
  const words = shell === 'sh' && option === '-c' && !script.includes('\n')
    ? execFileSync('sh', ['-c', `printf '%s\\n' ${script}`], { env: variables, encoding: 'utf8' }).trimEnd().split('\n') : [...command, ...args];
  return { words: words.map(word => word.replace(/\$\((\w+)\)/g, (written, name) => variables[name] ?? written)), variables };
}));

function nodeOf(volumes: string, objects: readonly Manifest[], { image }: Machine) {
  mkdirSync(volumes, { recursive: true });
  return { image, workingDir: volumes, volumes, objects, timeout: TIMEOUT };
}

function collect(file: string, spec: Manifest, { collector: [command, ...args] }: Machine): Record<string, string> {
  const { format, names, filters } = collection(spec);
  const output = execFileSync(command, [...args, format, file, JSON.stringify(names), JSON.stringify(filters)], { encoding: 'utf8' });
  return observed(JSON.parse(output), spec);
}

function refuseFailed(ended: readonly Ended[], context: string): void {
  const failed = ended.find(({ code }) => code !== 0);
  if (failed) throw new Error(`${failed.pod} ${failed.code === undefined ? 'had to be killed' : `ended with ${failed.code}`}: ${context}\n${failed.output}`);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
