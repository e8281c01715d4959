import { sparkApplication } from './application';
import { sparkConnect } from './connect';
import { scheduledSparkApplication } from './scheduled';
import type { KindRule } from '../../rule';

/** The Spark operator. */
export const SPARK_RULES: readonly KindRule[] = [scheduledSparkApplication, sparkApplication, sparkConnect];
