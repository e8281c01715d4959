import { codes } from './code';

/** Katib. */
export const TUNING_CODES = codes({
});
