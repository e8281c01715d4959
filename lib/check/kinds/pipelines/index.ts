import { cronWorkflow } from './cron-workflow';
import { workflow } from './workflows';
import type { KindRule } from '../../rule';

export const PIPELINES_RULES: readonly KindRule[] = [workflow, cronWorkflow];
