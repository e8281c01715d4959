import { readFileSync } from 'fs';
import { join } from 'path';
import * as kplus from 'cdk8s-plus-28';
import type { KatibExperimentProps, Parameter, PlatformProps, SearchSpace, TrainingJobProps } from '../../../lib';
import {
  Algorithm, Code, Distribution, KatibExperiment, MetricsCollector, MetricStrategy, Objective, Platform, SearchSpace as Space, Stack, TrainingJob,
  TrainingOperator,
} from '../../../lib';
import type { Manifest } from '../../support/synth';
import { synth, testApp } from '../../support/synth';

/** An experiment to run. */
export interface Case {
  readonly name: string;
  /** Python modules it needs, beside scikit-learn. */
  readonly needs: string;
  readonly experiment: Omit<KatibExperimentProps, 'space' | 'trial'>;
  /** What is tuned: the definition of a job, and of the job of the best values. */
  readonly job: (space: SearchSpace) => Omit<TrainingJobProps, 'image'>;
  readonly platform?: PlatformProps;
  /** Whether the job of the best values runs, too; its metrics are read from what it prints. */
  readonly best?: boolean;
}

const PROGRAMS = join(__dirname, 'programs');
const program = readFileSync(join(PROGRAMS, 'iris.py'), 'utf8');
const code = Code.file(join(PROGRAMS, 'iris.py')).at('/code');
const python = ['python', '/code/iris.py'];

const env = (parameter: Parameter) => kplus.EnvValue.fromValue(`${parameter}`);
const accuracy = Objective.maximize('accuracy');
const rate = (space: SearchSpace): Parameter => space.double('lr', 0.0001, 0.5, { distribution: Distribution.LOG_UNIFORM });

export const CASES: readonly Case[] = [
  {
    name: 'random',
    best: true,
    needs: 'hyperopt',
    experiment: {
      objective: Objective.minimize('loss', { additionalMetrics: ['accuracy'], strategies: { loss: MetricStrategy.LATEST, accuracy: MetricStrategy.MAX } }),
      algorithm: Algorithm.random({ randomState: 7 }), maxTrials: 5, parallelTrials: 2,
    },
    job: space => ({ code, command: python, args: [`--lr=${space.double('lr', 0.001, 0.1)}`, `--epochs=${space.int('epochs', 2, 6)}`] }),
  },
  {
    name: 'tpe',
    best: true,
    needs: 'hyperopt',
    experiment: {
      objective: accuracy, algorithm: Algorithm.tpe({ gamma: 0.3, priorWeight: 1.5, eiCandidates: 12, randomState: 7 }), maxTrials: 5, parallelTrials: 2,
      metricsCollector: MetricsCollector.stdOut({ filters: ['the ([\\w|-]+) is ([+-]?\\d+(\\.\\d+)?)'] }),
    },
    job: space => ({
      code, command: ['sh', '-c', `python /code/iris.py --form=prose --lr=${rate(space)} --batch=${space.discrete('batch', [8, 16, 32])} --penalty=${space.categorical('penalty', ['l1', 'l2'])}`],
    }),
  },
  {
    name: 'grid',
    best: true,
    needs: 'optuna',
    experiment: {
      objective: accuracy, algorithm: Algorithm.grid({ randomState: 7 }), maxTrials: 6, parallelTrials: 2,
    },
    job: space => ({
      code,
      env: { LR: env(space.double('lr', 0.1, 0.3, { step: 0.1 })), EPOCHS: env(space.int('epochs', 2, 4, { step: 2 })) },
      command: python, args: ['--lr=$(LR)', '--epochs=$(EPOCHS)'],
    }),
  },
  {
    name: 'bayesianoptimization',
    needs: 'skopt',
    experiment: {
      objective: accuracy, algorithm: Algorithm.bayesianOptimization({ initialPoints: 2, randomState: 7 }), maxTrials: 5, parallelTrials: 1,
      metricsCollector: MetricsCollector.file('/metrics/run.json', { json: true }),
    },
    job: space => ({
      code,
      command: python,
      args: [
        `--lr=${space.double('learning-rate', 0.001, 0.5, { placeholder: 'lr' })}`, `--alpha=${space.double('alpha', 1e-6, 0.01)}`, `--epochs=${space.int('epochs', 1, 5)}`,
        `--batch=${space.discrete('batch', [8, 16])}`, '--form=json', '--to=/metrics/run.json',
      ],
    }),
  },
  {
    name: 'multivariate-tpe',
    needs: 'optuna',
    experiment: {
      objective: accuracy, algorithm: Algorithm.multivariateTpe({ startupTrials: 2, eiCandidates: 12, randomState: 7 }), maxTrials: 5, parallelTrials: 2,
      metricsCollector: MetricsCollector.file(),
    },
    job: space => ({
      code: Code.inline({ 'iris.py': program, 'values.json': `{"lr": ${rate(space)}, "batch": ${space.int('batch', 8, 32, { step: 8 })}}` }).at('/code'),
      command: python, args: ['--config=values.json', '--to=/var/log/katib/metrics.log'],
    }),
  },
  {
    name: 'workers',
    best: true,
    needs: 'hyperopt',
    experiment: { objective: accuracy, algorithm: Algorithm.random({ randomState: 7 }), maxTrials: 2, parallelTrials: 1 },
    job: space => ({ code, operator: TrainingOperator.JOBSET, workers: space.int('workers', 1, 2).asNumber, command: python, args: [`--lr=${rate(space)}`] }),
    platform: { katib: { trialResources: ['JobSet.v1alpha2.jobset.x-k8s.io'] } },
  },
];

const IMAGE = 'acme/iris:1.0';

const stackOf = ({ platform = {} }: Case): Stack => {
  const app = testApp();
  Platform.declare(app, platform);
  return new Stack(app, 'mlops');
};

/** The manifests of its experiment. */
export function experimentOf(one: Case): Manifest[] {
  const stack = stackOf(one);
  const space = new Space();
  const trial = TrainingJob.trial({ image: IMAGE, ...one.job(space) });
  new KatibExperiment(stack, one.name, { ...one.experiment, space, trial });
  return synth(stack);
}

/** The manifests of the job with the best values, which `kubectl get experiment -o json` wrote to a file. */
export function bestOf(one: Case, file: string): Manifest[] {
  const stack = stackOf(one);
  new TrainingJob(stack, `${one.name}-best`, { image: IMAGE, ...one.job(Space.best(file)) });
  return synth(stack);
}
