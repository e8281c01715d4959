import { codes } from './code';

/** Istio, Gateway API. */
export const NETWORK_CODES = codes({
});
