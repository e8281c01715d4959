import { codes } from './code';

/** Argo Workflows and Kubeflow Pipelines. */
export const PIPELINE_CODES = codes({
});
