import type { KindRule } from '../../rule';

export const KUBERNETES_RULES: readonly KindRule[] = [];
