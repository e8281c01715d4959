import type { KindRule } from '../../rule';

export const OPERATORS_RULES: readonly KindRule[] = [];
