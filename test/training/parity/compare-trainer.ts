import { parseQuantity } from '../../../lib/check';
import type { Manifest } from '../../support/synth';

const OWN_LABELS = /^app\.kubernetes\.io\//;
const RESOURCES = new Set(['requests', 'limits']);

/**
 * A manifest as others would write it: without our labels, the namespace, what
 * is empty, and references to the kind that is meant anyway; quantities as numbers.
 */
export function plain({ apiVersion, kind, metadata, spec }: Manifest): Manifest {
  const { namespace: _namespace, ...named } = metadata;
  return { apiVersion, kind, metadata: tidy(named), spec: tidy(spec) } as Manifest;
}

function tidy(value: any, key = ''): any {
  if (Array.isArray(value)) return value.map(item => tidy(item));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries<any>(value).flatMap(([name, field]): Array<[string, any]> => {
    if (key === 'labels' && OWN_LABELS.test(name)) return [];
    if (key === 'runtimeRef' && (name === 'apiGroup' || field === 'ClusterTrainingRuntime')) return [];
    const tidied = RESOURCES.has(key) ? parseQuantity(field) : tidy(field, name);
    return isEmpty(tidied, name) ? [] : [[name, tidied]];
  });
  return Object.fromEntries(entries);
}

/** Policies are chosen by an empty map, and a template may be nothing else. */
const MEANT = new Set(['torch', 'jax', 'xgboost', 'flux', 'mpi', 'volcano', 'coscheduling', 'trainer']);

const isEmpty = (value: any, name: string) => value === undefined || !MEANT.has(name) && typeof value === 'object' && Object.keys(value).length === 0;
