import { KUBERNETES_RULES } from './kubernetes';
import { NETWORK_RULES } from './network';
import { OPERATORS_RULES } from './operators';
import { PIPELINES_RULES } from './pipelines';
import { PLATFORM_RULES } from './platform';
import { QUEUEING_RULES } from './queueing';
import { SERVING_RULES } from './serving';
import { SPARK_RULES } from './spark';
import { TRAINING_RULES } from './training';
import { TUNING_RULES } from './tuning';
import type { KindRule } from '../rule';

const RULES = new Map<string, KindRule[]>();
const TABLES = [
  KUBERNETES_RULES, NETWORK_RULES, OPERATORS_RULES, PIPELINES_RULES, PLATFORM_RULES, QUEUEING_RULES, SERVING_RULES, SPARK_RULES, TRAINING_RULES, TUNING_RULES,
];
for (const rule of TABLES.flat()) {
  for (const kind of rule.kinds) RULES.set(kind, [...RULES.get(kind) ?? [], rule]);
}

/** The rules of a kind, `group/Kind`. */
export function rulesOf(kind: string): readonly KindRule[] {
  return RULES.get(kind) ?? [];
}
