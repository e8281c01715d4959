import { nearest } from '../../../nearest';

/** Of more known words, the first are enough. */
const MANY = 200;
const TOLD = 20;

/** What is expected of a word, with the nearest known one. */
export function oneOf(known: readonly string[], got: unknown, what = 'one of'): string {
  const near = typeof got === 'string' ? nearOf(got, known) : undefined;
  return `${near ? `did you mean '${near}'? ` : ''}${what} ${known.slice(0, TOLD).join(', ')}${known.length > TOLD ? ', ...' : ''}`;
}

/** The known word closest to a misspelt one. */
export const nearOf = (word: string, known: readonly string[]): string | undefined => nearest(word, known.slice(0, MANY));

export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The items of a list, each with its index; nothing where there is no list. */
export const items = (list: unknown): unknown[] => (Array.isArray(list) ? list : []);
