import type { Case, Obj } from './corpus';
import { kindOf, subjectOf } from './corpus';
import type { Edit } from './edits';
import { apply, pathText } from './edits';
import { editsOf, OPERATION_NAMES, wordsOf } from './mutations';
import { hashOf, inTurn, randomOf, shuffled } from './random';

/** One case to judge: of the corpus, or a good one with one thing changed. */
export interface Specimen {
  readonly id: string;
  readonly domain: string;
  /** The kind that it counts for: of the changed object, else of the case's subject. */
  readonly kind: string;
  readonly claim: Case['claim'] | 'mutation';
  readonly objects: readonly Obj[];
  readonly operation?: string;
  /** Where it was changed: empty where it was not. */
  readonly path: string;
}

/** Of all kinds together; while there are few kinds, as many as one of them bears. */
export const LEAST_MUTATIONS = 3000;
const MOST_OF_A_KIND = 300;

/** A case as it stands. */
export function asWritten(one: Case): Specimen {
  return { id: one.id, domain: one.domain, kind: kindOf(subjectOf(one)), claim: one.claim, objects: one.objects, path: '' };
}

/**
 * The mutations of cases: as many for each kind (fewer where a kind
 * has no more), at least 3,000 of a corpus of ten kinds or more, the same ones
 * for the same seed. A larger share holds what a smaller one held.
 */
export function mutationsOf(origins: readonly Case[], share: number, seed: string): Specimen[] {
  const byKind = new Map<string, { from: Case; index: number }[]>();
  for (const from of origins) {
    from.objects.forEach((object, index) => {
      const kind = kindOf(object);
      byKind.set(kind, [...byKind.get(kind) ?? [], { from, index }]);
    });
  }
  const many = Math.max(share, Math.min(MOST_OF_A_KIND, Math.ceil(LEAST_MUTATIONS / Math.max(byKind.size, 1))));
  return [...byKind].flatMap(([kind, some]) => drawn(kind, some, many, seed));
}

function drawn(kind: string, origins: readonly { from: Case; index: number }[], many: number, seed: string): Specimen[] {
  const edits = inTurn(origins.map(({ from, index }, turn) => {
    const words = wordsOf(from.objects);
    const random = randomOf(hashOf(seed, from.objects, index));
    // Each origin begins with another operation: of many origins only few edits are taken.
    const first = turn % OPERATION_NAMES.length;
    const operations = [...OPERATION_NAMES.slice(first), ...OPERATION_NAMES.slice(0, first)];
    return inTurn(operations.map(operation => shuffled(editsOf(from.objects[index], operation, words), random))).map(edit => ({ from, index, edit }));
  }));
  const found: Specimen[] = [];
  const seen = new Set(origins.map(({ from }) => hashOf(from.objects)));
  for (const { from, index, edit } of edits) {
    if (found.length === many) break;
    const objects = from.objects.map((object, i) => (i === index ? apply(object, edit) : object));
    const hash = hashOf(objects);
    if (seen.has(hash)) continue;
    seen.add(hash);
    found.push({ id: idOf(from, index, edit), domain: from.domain, kind, claim: 'mutation', objects, operation: edit.operation, path: pathText(edit.path) });
  }
  return found;
}

function idOf(from: Case, index: number, { operation, path, says }: Edit): string {
  const item = from.objects.length > 1 ? `${String(from.objects[index].kind)} ` : '';
  return `${from.id} | ${operation} ${item}${pathText(path) || '(root)'}: ${says}`;
}
