import { jaxJob } from './jaxjob';
import { JOBSET_RULES } from './jobset';
import { mpiJob } from './mpijob';
import { mxJob } from './mxjob';
import { paddleJob } from './paddlejob';
import { pytorchJob } from './pytorchjob';
import { RAY_RULES } from './ray';
import { tfJob } from './tfjob';
import { trainingRuntime } from './training-runtime';
import { trainJob } from './trainjob';
import { xgboostJob } from './xgboostjob';
import type { KindRule } from '../../rule';

export const TRAINING_RULES: readonly KindRule[] = [
  jaxJob, mpiJob, mxJob, paddleJob, pytorchJob, tfJob, trainJob, trainingRuntime, xgboostJob, ...JOBSET_RULES, ...RAY_RULES,
];
