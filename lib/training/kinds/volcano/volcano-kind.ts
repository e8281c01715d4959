import type { EnvVar, PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { Problems } from '../../../core';
import type { VolcanoOptions, VolcanoTaskOptions } from '../../volcano-options';
import type { JobRole, JobView, RolePod, TrainingKind } from '../kind';

/** What one framework says of itself as a Volcano Job. */
export interface VolcanoKind {
  /** Props of the framework whose `replicas` count. */
  readonly counted?: TrainingKind['counted'];
  roles(job: JobView): JobRole[];
  /** The role with which the job is complete, though others still run. */
  leads?(job: JobView): string;
  plugins(job: JobView): Record<string, string[]>;
  env?(job: JobView): EnvVar[];
  /** Roles that a role waits for, unless the author says others. */
  dependsOn?(job: JobView, role: JobRole): string[];
  pod?(job: JobView, role: JobRole): Pick<RolePod, 'command' | 'args' | 'pod'>;
  finish?(job: JobView, template: PodTemplateSpec): PodTemplateSpec;
  check?(job: JobView, problems: Problems): void;
}

export const options = (job: JobView): VolcanoOptions => job.props.volcano ?? {};
export const taskOf = (job: JobView, { type }: JobRole): VolcanoTaskOptions => options(job).tasks?.[type] ?? {};
export const dependencies = (job: JobView, of: VolcanoKind, role: JobRole): readonly string[] => taskOf(job, role).dependsOn ?? of.dependsOn?.(job, role) ?? [];

/** Pods with which the job starts: those that wait for others are not there yet. */
export function startsWith(job: JobView, of: VolcanoKind): number {
  const first = of.roles(job).filter(role => dependencies(job, of, role).length === 0);
  return first.reduce((sum, role) => sum + (taskOf(job, role).minAvailable ?? role.replicas), 0);
}

/** Those of the framework, under those of the author. */
export function pluginsOf(job: JobView, of: VolcanoKind): Record<string, string[]> | undefined {
  const plugins = { ...of.plugins(job), ...options(job).plugins };
  return Object.keys(plugins).length > 0 ? plugins : undefined;
}
