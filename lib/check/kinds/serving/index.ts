import type { KindRule } from '../../rule';

export const SERVING_RULES: readonly KindRule[] = [];
