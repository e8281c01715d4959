import type { KindRule } from '../../rule';

export const QUEUEING_RULES: readonly KindRule[] = [];
