import { codes } from './code';

/** Prometheus operator, External Secrets, KEDA, cert-manager, Metacontroller. */
export const OPERATOR_CODES = codes({
});
