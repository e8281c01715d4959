import { BENTO_CODES } from './bento';
import { KNATIVE_CODES } from './knative';
import { KSERVE_CODES } from './kserve';
import { KSERVE_SERVICE_CODES } from './kserve-services';
import { SELDON_CODES } from './seldon';

/** KServe, Knative, Seldon, BentoML. */
export const SERVING_CODES = {
  ...BENTO_CODES,
  ...KNATIVE_CODES,
  ...KSERVE_CODES,
  ...KSERVE_SERVICE_CODES,
  ...SELDON_CODES,
};
