import type { RayClusterOptions } from './ray-options';
import type { RoleProps } from './role-props';

/** The parts of a Ray cluster by the props that describe them. */
export function rayRoles({ head, worker, groups = {} }: RayClusterOptions): Record<string, RoleProps | undefined> {
  return { head, worker, ...Object.fromEntries(Object.entries(groups).map(([name, group]) => [`groups.${name}`, group])) };
}
