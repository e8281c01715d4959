import type { Manifest } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';

/** A name that is not in the input, where one close to it is. */
export function warnOfNear(name: unknown, field: string, objects: readonly Manifest[], namespace: string | undefined, report: Report): void {
  if (typeof name !== 'string') return;
  const names = objects.flatMap(({ metadata }) => (metadata.namespace === namespace ? metadata.name ?? [] : []));
  if (names.includes(name)) return;
  const near = nearest(name, names);
  if (near) report.warn('QUEUE_OBJECT_UNKNOWN', field, name, `did you mean '${near}'? No ${objects[0].kind} of this name is in the input`);
}
