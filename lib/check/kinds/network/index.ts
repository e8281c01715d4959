import type { KindRule } from '../../rule';

export const NETWORK_RULES: readonly KindRule[] = [];
