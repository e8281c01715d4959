import type { KindRule } from '../../rule';

export const PLATFORM_RULES: readonly KindRule[] = [];
