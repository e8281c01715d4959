import { CONSTRUCT_CODES } from './constructs';
import { KUBERNETES_CODES } from './kubernetes';
import { NETWORK_CODES } from './network';
import { OPERATOR_CODES } from './operators';
import { PIPELINE_CODES } from './pipelines';
import { KUBEFLOW_CODES } from './platform';
import { POLICY_CODES } from './policy';
import { QUEUEING_CODES } from './queueing';
import { REFERENCE_CODES } from './references';
import { SCHEMA_CODES } from './schema';
import { SERVING_CODES } from './serving';
import { SPARK_CODES } from './spark';
import { TRAINING_CODES } from './training';
import { TUNING_CODES } from './tuning';

export type { CodeInfo } from './code';

/**
 * Every problem code, with what it means. Codes are stable: people search for
 * them and pipelines match them. `docs/errors.md` is written from this table.
 */
export const CODES = {
  ...CONSTRUCT_CODES, ...KUBERNETES_CODES, ...NETWORK_CODES, ...OPERATOR_CODES, ...PIPELINE_CODES, ...KUBEFLOW_CODES,
  ...POLICY_CODES, ...QUEUEING_CODES, ...REFERENCE_CODES, ...SCHEMA_CODES, ...SERVING_CODES, ...SPARK_CODES, ...TRAINING_CODES, ...TUNING_CODES,
};

export type ProblemCode = keyof typeof CODES;
