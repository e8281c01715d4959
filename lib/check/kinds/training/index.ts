import type { KindRule } from '../../rule';

export const TRAINING_RULES: readonly KindRule[] = [];
