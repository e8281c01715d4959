import { BENTO_RULES } from './bento';
import { KNATIVE_RULES } from './knative';
import { KSERVE_RULES } from './kserve';
import { SELDON_RULES } from './seldon';
import type { KindRule } from '../../rule';

export const SERVING_RULES: readonly KindRule[] = [
  ...BENTO_RULES,
  ...KNATIVE_RULES,
  ...KSERVE_RULES,
  ...SELDON_RULES,
];
