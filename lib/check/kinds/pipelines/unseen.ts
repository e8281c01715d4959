import { howToSay } from '../../external';
import { nearest } from '../../nearest';
import type { Scene } from '../../rule';

/** An object that another one names. */
export interface Named {
  /** `group/Kind`. */
  readonly kind: string;
  /** Left out where the kind has none. */
  readonly namespace?: string;
  readonly name: string;
}

/** How to tell of an object that is not in the input; undefined where it is said to be in the cluster. */
export function unseen({ objects, external, partial }: Scene, { kind, namespace, name }: Named, isNear = name.length <= 200): { readonly tell: 'warn' | 'note'; readonly fix: string } | undefined {
  if (external.has(kind, namespace, name)) return undefined;
  const word = kind.slice(kind.indexOf('/') + 1);
  const known = objects.all(kind).map(({ metadata }) => metadata.name ?? '');
  const where = namespace === undefined ? '' : ' of this namespace';
  const near = isNear && known.length <= 2000 ? nearest(name, known) : undefined;
  const hint = known.includes(name) ? 'another namespace has one' : near === undefined ? `if it exists in the cluster, ${howToSay(kind, name)}` : `did you mean '${near}'?`;
  // A part of a larger whole may well leave it to the other parts.
  const tell = partial && near === undefined && !known.includes(name) ? 'note' : 'warn';
  return { tell, fix: `no ${word}${where} in this input has that name; ${hint}` };
}
