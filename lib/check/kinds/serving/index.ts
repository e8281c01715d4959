import { KNATIVE_RULES } from './knative';
import { KSERVE_RULES } from './kserve';
import type { KindRule } from '../../rule';

export const SERVING_RULES: readonly KindRule[] = [
  ...KNATIVE_RULES,
  ...KSERVE_RULES,
];
