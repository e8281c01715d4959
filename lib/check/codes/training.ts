import { codes } from './code';

/** Training operators, Trainer, JobSet, Ray, MPI. */
export const TRAINING_CODES = codes({
});
