import type { Manifest } from '../../../../lib/check';
import { foundIn } from '../../manifests';

export type Row = [what: string, spec: object, lines: string[]];
export type ManyRow = [what: string, manifests: readonly Manifest[], lines: string[]];

const API = 'argoproj.io/v1alpha1';

export const workflow = (spec: object, metadata: object = {}): Manifest => ({ apiVersion: API, kind: 'Workflow', metadata: { name: 'w', namespace: 'team', ...metadata }, spec });

export const template = (spec: object, metadata: object = {}): Manifest => ({ ...workflow(spec), kind: 'WorkflowTemplate', metadata: { name: 'base', namespace: 'team', ...metadata } });

export const clusterTemplate = (spec: object): Manifest => ({ ...workflow(spec), kind: 'ClusterWorkflowTemplate', metadata: { name: 'base' } });

export const cron = (spec: object, workflowSpec: object = MAIN, name = 'nightly'): Manifest =>
  ({ ...workflow({ schedules: ['0 3 * * *'], ...spec, workflowSpec }), kind: 'CronWorkflow', metadata: { name, namespace: 'team' } });

/** A container that does nothing in particular. */
export const SAY = { name: 'say', container: { image: 'busybox:1.37' } };
export const MAIN = { entrypoint: 'say', templates: [SAY] };

/** Errors and warnings. */
export const found = (...manifests: readonly Manifest[]): string[] => foundIn(manifests).filter(line => !line.startsWith('info '));
