import type { KindRule } from '../../rule';

export const TUNING_RULES: readonly KindRule[] = [];
