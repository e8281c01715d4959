import { codes } from './code';

/** References from one object to another. */
export const REFERENCE_CODES = codes({
});
