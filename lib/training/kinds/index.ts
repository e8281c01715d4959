import { JOB_SET } from './jobset/job-set';
import type { TrainingKind } from './kind';
import type { Framework, FrameworkName } from '../framework';
import { TrainingOperator } from '../operator';
import { JAX_JOB, PADDLE_JOB, XGBOOST_JOB } from './kubeflow/master-jobs';
import { MPI_JOB_V1 } from './kubeflow/mpi-job';
import { MX_JOB, MX_TUNE_JOB } from './kubeflow/mx-job';
import { PYTORCH_JOB } from './kubeflow/pytorch-job';
import { TF_JOB } from './kubeflow/tf-job';
import { KUBERNETES_JOB } from './kubernetes/job';
import { MPI_JOB } from './mpi-operator/mpi-job';
import { RAY_JOB } from './ray/ray-job';
import { hasStockRuntime } from './trainer/roles';
import { TRAIN_JOB } from './trainer/train-job';
import { VOLCANO_JOB, VOLCANO_MPI, VOLCANO_PYTORCH, VOLCANO_TENSORFLOW } from './volcano/volcano-job';
import type { Platform } from '../../core';
import { MpiOperator, TrainerVersion } from '../../core';

const { KUBERNETES, TRAINING_OPERATOR, TRAINER, MPI_OPERATOR, JOBSET, KUBERAY, VOLCANO } = TrainingOperator;

/** Which operator runs which framework, as what. */
export const KINDS: Record<FrameworkName, Partial<Record<TrainingOperator, TrainingKind>>> = {
  'script': { [KUBERNETES]: KUBERNETES_JOB, [TRAINER]: TRAIN_JOB, [JOBSET]: JOB_SET, [VOLCANO]: VOLCANO_JOB },
  'scikit-learn': { [KUBERNETES]: KUBERNETES_JOB, [JOBSET]: JOB_SET, [VOLCANO]: VOLCANO_JOB },
  'pytorch': { [TRAINING_OPERATOR]: PYTORCH_JOB, [TRAINER]: TRAIN_JOB, [JOBSET]: JOB_SET, [VOLCANO]: VOLCANO_PYTORCH },
  'tensorflow': { [TRAINING_OPERATOR]: TF_JOB, [VOLCANO]: VOLCANO_TENSORFLOW },
  'xgboost': { [TRAINING_OPERATOR]: XGBOOST_JOB, [TRAINER]: TRAIN_JOB, [JOBSET]: JOB_SET },
  'lightgbm': { [TRAINING_OPERATOR]: XGBOOST_JOB },
  'paddle': { [TRAINING_OPERATOR]: PADDLE_JOB },
  'jax': { [TRAINING_OPERATOR]: JAX_JOB, [TRAINER]: TRAIN_JOB, [JOBSET]: JOB_SET },
  'mxnet': { [TRAINING_OPERATOR]: MX_JOB },
  'mxnet-tune': { [TRAINING_OPERATOR]: MX_TUNE_JOB },
  'mpi': { [TRAINING_OPERATOR]: MPI_JOB_V1, [MPI_OPERATOR]: MPI_JOB, [TRAINER]: TRAIN_JOB, [VOLCANO]: VOLCANO_MPI },
  'deepspeed': { [TRAINING_OPERATOR]: MPI_JOB_V1, [MPI_OPERATOR]: MPI_JOB, [TRAINER]: TRAIN_JOB, [VOLCANO]: VOLCANO_MPI },
  'ray': { [KUBERAY]: RAY_JOB },
  'roles': { [JOBSET]: JOB_SET, [VOLCANO]: VOLCANO_JOB },
};

/** The operator that runs a framework on a platform, unless the author says otherwise; a runtime is Trainer's. */
export function operatorFor({ name }: Framework, platform: Platform, runtime = false): TrainingOperator {
  const runs = KINDS[name as FrameworkName];
  if (runtime && runs[TRAINER]) return TRAINER;
  if (runs[KUBERNETES] === KUBERNETES_JOB) return KUBERNETES;
  if (runs[KUBERAY]) return KUBERAY;
  if (name === 'roles') return JOBSET;
  if (platform.trainer === TrainerVersion.V2 && runs[TRAINER] && hasStockRuntime(name)) return TRAINER;
  if (runs[MPI_OPERATOR] && platform.mpiOperator === MpiOperator.V2BETA1) return MPI_OPERATOR;
  return TRAINING_OPERATOR;
}

/** The kind by which an operator runs a framework; undefined where it does not. */
export const kindFor = ({ name }: Framework, operator: TrainingOperator): TrainingKind | undefined => KINDS[name as FrameworkName][operator];

/** Operators that run a framework. */
export const operatorsOf = ({ name }: Framework): TrainingOperator[] => Object.keys(KINDS[name as FrameworkName]) as TrainingOperator[];

/** Why an operator of the platform cannot run what it could run elsewhere; undefined if it can. */
export function missingOperator(framework: Framework, operator: TrainingOperator, platform: Platform): string | undefined {
  const { trainer, mpiOperator } = platform;
  if (operator === TRAINER && trainer !== TrainerVersion.V2) return 'a TrainJob needs Trainer 2; declare Platform trainer: TrainerVersion.V2';
  if (operator === MPI_OPERATOR && mpiOperator !== MpiOperator.V2BETA1) return 'the platform has MPIJob v1; declare Platform mpiOperator: MpiOperator.V2BETA1';
  if (operator === VOLCANO && !platform.volcano) return 'a Volcano Job needs the Volcano scheduler; declare Platform volcano: true';
  if (operator !== TRAINING_OPERATOR) return undefined;
  if (trainer === TrainerVersion.V2) return `Trainer 2 has no kind for ${framework.name}; declare Platform trainer: TrainerVersion.V1 if training-operator runs beside it`;
  if (framework.name.startsWith('mxnet') && trainer !== TrainerVersion.V1_8) return 'MXJob ended with training-operator 1.8; declare Platform trainer: TrainerVersion.V1_8 if the cluster has it';
  if (framework.name === 'jax' && trainer === TrainerVersion.V1_8) return 'JAXJob came with training-operator 1.9; declare Platform trainer: TrainerVersion.V1';
  if ((framework.name === 'mpi' || framework.name === 'deepspeed') && mpiOperator !== MpiOperator.V1) return 'the platform has MPIJob v2beta1; declare Platform mpiOperator: MpiOperator.V1';
  return undefined;
}
