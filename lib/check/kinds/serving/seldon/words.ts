import { nearest } from '../../../nearest';

/** What is expected of a word, with the nearest known one. */
export function oneOf(known: readonly string[], got: unknown): string {
  const near = typeof got === 'string' ? nearest(got, known) : undefined;
  return `${near ? `did you mean '${near}'? ` : ''}one of ${known.join(', ')}`;
}

export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The items of a list, each with its index; nothing where there is no list. */
export const items = (list: unknown): unknown[] => (Array.isArray(list) ? list : []);
