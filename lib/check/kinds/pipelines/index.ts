import type { KindRule } from '../../rule';

export const PIPELINES_RULES: readonly KindRule[] = [];
