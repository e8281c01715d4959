import type { Manifest } from '../../../../lib/check';
import { foundIn } from '../../manifests';

export type Row = [what: string, spec: object, lines: string[]];
export type ManyRow = [what: string, manifests: readonly Manifest[], lines: string[]];

const API = 'argoproj.io/v1alpha1';

export const workflow = (spec: object, metadata: object = {}): Manifest => ({ apiVersion: API, kind: 'Workflow', metadata: { name: 'w', namespace: 'team', ...metadata }, spec });

/** A WorkflowTemplate named base. */
export const template = (spec: object, metadata: object = {}): Manifest => ({ ...workflow(spec), kind: 'WorkflowTemplate', metadata: { name: 'base', namespace: 'team', ...metadata } });

export const clusterTemplate = (spec: object): Manifest => ({ ...workflow(spec), kind: 'ClusterWorkflowTemplate', metadata: { name: 'base' } });

/** All errors, and the warnings of these kinds: those about pods are tested elsewhere. */
export const found = (...manifests: readonly Manifest[]): string[] => foundIn(manifests).filter(line => /^(?:error|warning (?:ARGO|KFP|SCHEMA))/.test(line));

export const C = { image: 'busybox:1.37' };
export const SAY = { name: 'say', container: C };
export const MAIN = { entrypoint: 'say', templates: [SAY] };
/** Makes a result. */
export const MAKE = { name: 'make', script: { image: 'python:3.12', source: 'print(1)' } };
/** Takes a text. */
export const TAKE = { name: 'take', inputs: { parameters: [{ name: 'text' }] }, container: { ...C, args: ['{{inputs.parameters.text}}'] } };
/** Reads an artifact. */
export const READ = { name: 'read', inputs: { artifacts: [{ name: 'file', path: '/file' }] }, container: C };

/** A workflow of one template, and what that calls. */
export const main = (one: object, ...more: object[]) => ({ entrypoint: 'main', templates: [{ name: 'main', ...one }, ...more] });
/** A container with arguments. */
export const args = (...texts: string[]) => ({ container: { ...C, args: texts } });
export const inputs = (...names: string[]) => ({ inputs: { parameters: names.map(name => ({ name })) } });
/** Groups of steps; a list is one group. */
export const steps = (...groups: object[]) => ({ steps: groups.map(group => (Array.isArray(group) ? group : [group])) });
export const dag = (...tasks: object[]) => ({ dag: { tasks } });
/** A step or task that calls a template. */
export const call = (name: string, to: string, rest: object = {}) => ({ name, template: to, ...rest });
export const pass = (name: string, value: string) => ({ arguments: { parameters: [{ name, value }] } });
export const text = (value: string) => pass('text', value);
