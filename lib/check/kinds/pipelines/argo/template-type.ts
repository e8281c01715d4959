import { has } from './tree';
import { list, record } from '../../../manifest';

/** What a template can be, in the order in which Argo looks. */
export const TYPES = ['container', 'containerSet', 'steps', 'dag', 'script', 'resource', 'data', 'suspend', 'http', 'plugin'] as const;

export type TemplateType = typeof TYPES[number];

export function typesOf(template: Record<string, any>): TemplateType[] {
  return TYPES.filter(type => has(template[type]));
}

const PODS: ReadonlySet<TemplateType | undefined> = new Set(['container', 'containerSet', 'script', 'resource', 'data'] as const);

export const isPod = (template: Record<string, any>) => PODS.has(typesOf(template)[0]);

/** Whether a template does something itself; a suspend does not. */
export function isLeaf(template: Record<string, any>): boolean {
  const [type] = typesOf(template);
  return PODS.has(type) || type === 'http' || type === 'plugin';
}

/** Whether a step of this template has a result and an exit code. */
export function hasResult(template: Record<string, any>): boolean {
  return ['container', 'script', 'data', 'http', 'plugin'].some(type => has(template[type])) || hasMain(template);
}

/** Whether a containerSet has a container named main, which inputs and outputs belong to. */
export function hasMain(template: Record<string, any>): boolean {
  return list(record(template.containerSet).containers).some(container => record(container).name === 'main');
}
