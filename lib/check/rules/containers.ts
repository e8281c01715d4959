import type { Container, ResourceRequirements } from 'kubernetes-types/core/v1';
import { containersOf, podsOf, record } from '../manifest';
import type { Problem } from '../problem';
import { parseQuantity } from '../quantity';
import type { ObjectRule } from '../rule';

/** What the API server, or the kubelet later, makes of containers and volume sizes. */
export const containerRules: ObjectRule = ({ where, manifest }) => {
  const problems: Problem[] = [];
  const add = (p: Omit<Problem, 'where'>) => problems.push({ where, ...p });
  for (const pod of podsOf(manifest)) {
    for (const { path, container } of containersOf(pod)) {
      for (const problem of envNames(path, container)) add(problem);
      for (const problem of mountPaths(path, container)) add(problem);
      for (const problem of resources(`${path}.resources`, container.resources)) add(problem);
    }
  }
  if (manifest.kind === 'PersistentVolumeClaim') {
    const size = record(record(manifest.spec.resources).requests).storage;
    if (!positive(size)) {
      add({ code: 'QUANTITY_INVALID', field: 'spec.resources.requests.storage', got: size ?? null, fix: 'a positive quantity such as 10Gi' });
    }
  }
  return problems;
};

function envNames(path: string, { env = [] }: Container): Omit<Problem, 'where'>[] {
  const seen = new Set<string>();
  const problems: Omit<Problem, 'where'>[] = [];
  for (const { name } of env) {
    if (seen.has(name)) {
      problems.push({ code: 'ENV_DUPLICATE', field: `${path}.env`, got: name, fix: 'the variable is set twice; remove one of the two' });
    }
    seen.add(name);
    if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name)) {
      problems.push({ code: 'ENV_NAME_INVALID', field: `${path}.env`, got: name, fix: 'use letters, digits, _, - and ., not starting with a digit' });
    }
  }
  return problems;
}

function mountPaths(path: string, { volumeMounts = [] }: Container): Omit<Problem, 'where'>[] {
  const seen = new Set<string>();
  const problems: Omit<Problem, 'where'>[] = [];
  for (const { mountPath } of volumeMounts) {
    if (seen.has(mountPath)) {
      problems.push({ code: 'MOUNT_DUPLICATE', field: `${path}.volumeMounts`, got: mountPath, fix: 'two volumes at one path; mount one of them elsewhere' });
    }
    seen.add(mountPath);
  }
  return problems;
}

function resources(path: string, r: ResourceRequirements = {}): Omit<Problem, 'where'>[] {
  const problems: Omit<Problem, 'where'>[] = [];
  for (const side of ['requests', 'limits'] as const) {
    for (const [name, quantity] of Object.entries(record(r[side]))) {
      const value = parseQuantity(quantity);
      if (value === undefined || value < 0) {
        problems.push({ code: 'QUANTITY_INVALID', field: `${path}.${side}['${name}']`, got: quantity, fix: 'a quantity such as 500m, 2Gi or 1' });
      } else if (value === 0 && side === 'limits') {
        problems.push({ code: 'QUANTITY_INVALID', field: `${path}.${side}['${name}']`, got: quantity, fix: 'a limit of zero is no limit; give one above zero, or leave it out' });
      }
    }
  }
  for (const [name, request] of Object.entries(record(r.requests))) {
    const limit = record(r.limits)[name];
    const [low, high] = [parseQuantity(request), parseQuantity(limit)];
    if (low !== undefined && high !== undefined && low > high) {
      problems.push({ code: 'REQUEST_ABOVE_LIMIT', field: `${path}.requests['${name}']`, got: request, fix: `above the limit of ${limit}; lower the request or raise the limit` });
    }
  }
  return problems;
}

function positive(quantity: unknown): boolean {
  return (parseQuantity(quantity) ?? 0) > 0;
}
