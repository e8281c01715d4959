import { cronWorkflow } from './cron-workflow';
import { pipelineVersion } from './pipeline-version';
import { scheduledWorkflow } from './scheduled-workflow';
import { viewer } from './viewer';
import { workflowEventBinding } from './workflow-event-binding';
import { workflow } from './workflows';
import type { KindRule } from '../../rule';

export const PIPELINES_RULES: readonly KindRule[] = [cronWorkflow, pipelineVersion, scheduledWorkflow, viewer, workflow, workflowEventBinding];
