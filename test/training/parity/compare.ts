import type { PlatformProps, TrainingJobProps } from '../../../lib';
import { Defaults, PodSecurity, TrainingJob } from '../../../lib';
import { parseQuantity } from '../../../lib/check';
import type { Manifest } from '../../support/synth';
import { find, synth, testStack } from '../../support/synth';

const QUANTITIES = new Set(['requests', 'limits', 'minResources']);

/** A manifest without labels of ours, with quantities in one unit and without what is empty beside the object's own fields. */
export function sample(manifest: Manifest): Manifest {
  const { metadata, ...rest } = JSON.parse(JSON.stringify(manifest));
  const { namespace: _namespace, ...named } = metadata;
  return normal({ ...rest, metadata: named }) as Manifest;
}

function normal(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map(item => normal(item));
  if (typeof value !== 'object' || value === null) return key === 'sizeLimit' || key === 'storage' ? parseQuantity(value as string) : value;
  if (QUANTITIES.has(key)) return Object.fromEntries(Object.entries(value).map(([name, amount]) => [name, parseQuantity(amount)]));
  const kept = Object.entries(value).filter(([name]) => !(key === 'labels' && name.startsWith('app.kubernetes.io/')));
  const fields = kept.map(([name, field]) => [name, normal(field, name)] as const);
  return Object.fromEntries(fields.filter(([name, field]) => !((name === 'labels' || name === 'metadata') && Object.keys(field as object).length === 0)));
}

/** What a job is rendered as with nothing that was not asked for. */
export function upstream(kind: string, name: string, props: Partial<TrainingJobProps>, platform: PlatformProps = {}): Manifest {
  const stack = testStack({ volcano: true, kueue: true, ...platform }, { podSecurity: PodSecurity.PRIVILEGED });
  new TrainingJob(stack, name, { image: 'busybox', defaults: Defaults.UPSTREAM, ...props });
  return sample(find(synth(stack), kind));
}
