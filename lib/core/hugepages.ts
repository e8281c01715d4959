import type { Problems } from './problems';
import { parseQuantity } from '../check';

/**
 * Huge pages of a container: a resource with a limit, and a volume if programs want files in them.
 * @internal
 */
export interface Hugepages {
  /** Name of the resource. */
  readonly resource: string;
  /** Amount, as a quantity. */
  readonly size: string;
  /** Medium of an emptyDir in them. */
  readonly medium: string;
  /** Where programs look for that emptyDir. */
  readonly path: string;
}

/** Of 2 MiB: the size that drivers of accelerators and networks take. */
export const HUGEPAGES = { resource: 'hugepages-2Mi', medium: 'HugePages-2Mi', path: '/hugepages' };

export function checkHugepages(problems: Problems, field: string, size: string | undefined): void {
  if (size === undefined) return;
  const bytes = parseQuantity(size)!;
  if (!(bytes > 0) || bytes % 2 ** 21 !== 0) problems.add('QUANTITY_INVALID', field, size, 'a multiple of 2 MiB, above zero');
}
