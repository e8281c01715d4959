import { codes } from './code';

/** Kueue and Volcano. */
export const QUEUEING_CODES = codes({
});
