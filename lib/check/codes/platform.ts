import { codes } from './code';

/** Notebooks, profiles and the other parts of a Kubeflow platform; Spark. */
export const KUBEFLOW_CODES = codes({
});
