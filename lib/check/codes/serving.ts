import { codes } from './code';

/** KServe, Knative, Seldon, BentoML. */
export const SERVING_CODES = codes({
});
