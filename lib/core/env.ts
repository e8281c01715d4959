import type * as kplus from 'cdk8s-plus-28';
import type { EnvFromSource, EnvVar } from 'kubernetes-types/core/v1';

/**
 * An environment variable in the words of cdk8s-plus, as Kubernetes writes it.
 * @internal
 */
export function envVar(name: string, { value, valueFrom }: kplus.EnvValue): EnvVar {
  if (valueFrom === undefined) return { name, value };
  // cdk8s-plus spells out what was left undefined.
  return { name, valueFrom: JSON.parse(JSON.stringify(valueFrom)) };
}

/** @internal */
export const literal = (name: string, value: string): EnvVar => ({ name, value });

/** @internal */
export const fromSecret = (name: string, secret: string, key: string = name): EnvVar =>
  ({ name, valueFrom: { secretKeyRef: { name: secret, key } } });

/** @internal */
export const fromConfig = (name: string, configMap: string, key: string = name): EnvVar =>
  ({ name, valueFrom: { configMapKeyRef: { name: configMap, key } } });

/**
 * Variables taken as a whole.
 * @internal
 */
export const envFrom = (sources: kplus.EnvFrom[] = []): EnvFromSource[] => sources.map(source => JSON.parse(JSON.stringify((source as any)._toKube())));
