import { Size } from 'cdk8s';
import type { TrainingJobProps } from '../../../lib';
import { AccessMode, Checkpoints, Framework, Processes, Storage, TrainingJob, TrainingOperator } from '../../../lib';
import type { Manifest } from '../../support/synth';
import { synth, testStack } from '../../support/synth';

/** A job to run, and what must come of it. */
export interface Lesson {
  readonly name: string;
  /** Python modules it needs. */
  readonly needs: readonly string[];
  /** Processes that must report, of all pods together. */
  readonly processes: number;
  readonly job: Omit<TrainingJobProps, 'image'>;
  /** Whether each process has a model of its own, instead of one they all agree on. */
  readonly apart?: boolean;
  /** Whether all ranks may run anew, as elastic ones do when one joins late. */
  readonly anew?: boolean;
  /** For programs that look for their own address among those of the machine. */
  readonly oneAddress?: boolean;
}

const shared = (path: string) => Storage.claim(Size.gibibytes(1), { accessMode: AccessMode.READ_WRITE_MANY }).at(path);

export const LESSONS: readonly Lesson[] = [
  {
    name: 'torch-python',
    needs: ['torch'],
    processes: 2,
    job: { framework: Framework.pytorch(), workers: 2, command: ['python', 'torch_regression.py'] },
  },
  {
    name: 'torch-torchrun',
    needs: ['torch'],
    processes: 4,
    job: { framework: Framework.pytorch({ processesPerWorker: Processes.of(2) }), workers: 2, command: ['torchrun', 'torch_regression.py'] },
  },
  {
    name: 'torch-elastic',
    needs: ['torch'],
    processes: 2,
    anew: true,
    job: {
      framework: Framework.pytorch({ elastic: { minReplicas: 1, maxReplicas: 2, maxRestarts: 3, rdzvConf: { join_timeout: '60' } } }), workers: 2,
      command: ['torchrun', 'torch_regression.py'], checkpoints: Checkpoints.volume(shared('/checkpoints')),
    },
  },
  {
    name: 'xgboost',
    needs: ['xgboost'],
    processes: 3,
    job: { framework: Framework.xgboost(), workers: 3, command: ['python', 'xgboost_trees.py'] },
  },
  {
    name: 'lightgbm',
    needs: ['lightgbm'],
    processes: 2,
    oneAddress: true,
    job: {
      framework: Framework.lightgbm({ master: { ports: { 'xgboostjob-port': 9991 } }, worker: { ports: { 'xgboostjob-port': 9992 } } }), workers: 2,
      command: ['python', 'lightgbm_trees.py'],
    },
  },
  {
    name: 'jax',
    needs: ['jax', 'jaxlib'],
    processes: 2,
    job: { framework: Framework.jax(), workers: 2, command: ['python', 'jax_regression.py'] },
  },
  {
    name: 'jobset-torchrun',
    needs: ['torch'],
    processes: 2,
    job: { framework: Framework.pytorch(), operator: TrainingOperator.JOBSET, workers: 2, command: ['torchrun', 'torch_regression.py'], rerunOnChange: true },
  },
  {
    name: 'jobset-jax',
    needs: ['jax', 'jaxlib'],
    processes: 2,
    job: { framework: Framework.jax(), operator: TrainingOperator.JOBSET, workers: 2, command: ['python', 'jax_regression.py'], rerunOnChange: true },
  },
  {
    name: 'sklearn',
    needs: ['sklearn'],
    processes: 4,
    apart: true,
    job: {
      framework: Framework.scikitLearn(), operator: TrainingOperator.KUBERNETES, workers: 2, completions: 4,
      command: ['python', 'sklearn_shard.py'], args: ['--pieces=4', '--out=/models'], volumes: [shared('/models')],
    },
  },
];

/** The manifests of a lesson. */
export function manifestsOf({ name, job }: Lesson): Manifest[] {
  const stack = testStack();
  new TrainingJob(stack, name, { image: 'acme/lesson:1.0', ...job });
  return synth(stack);
}
