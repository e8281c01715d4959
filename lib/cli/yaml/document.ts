import { excessOf, merge } from './aliases';
import { chunksOf } from './chunks';
import type { Chunk, Flaw } from './flaw';
import { contentStart, flawAt, Unreadable } from './flaw';
import { isJson, jsonTexts, jsonValue } from './json';
import { load, MERGE, TWICE } from './load';
import { refuseOddities } from './oddities';
import { readPlainBlock } from './plain-block';
import { Positions } from './positions';
import type { Wanted } from './written';

/** A document of a text: the map it holds, and the text itself for whoever asks for lines. */
export interface Document {
  readonly chunk: Chunk;
  readonly value: Record<string, unknown>;
  /** Whether a key is written twice; `positionsOf` says which. */
  readonly hasDuplicates: boolean;
}

/** Reads all documents of a YAML or JSON text. One that cannot be read is a flaw, and the others are read all the same. */
export function readDocuments(text: string): { documents: Document[]; flaws: Flaw[] } {
  const documents: Document[] = [];
  const { chunks, flaws } = chunksOf(text);
  const read = (chunk: Chunk, value: () => Read) => {
    try {
      const document = documentOf(chunk, value());
      if (document) documents.push(document);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      flaws.push(flawAt(chunk, error.offset, `${error.message}${chunk.text.includes('{{') ? TEMPLATE : ''}`));
    }
  };
  for (const chunk of chunks) {
    const json = jsonOf(chunk);
    const several = json || chunk.line > 0 ? undefined : severalIn(chunk);
    if (json) read(chunk, () => sound(json, chunk.text));
    else if (several) several.forEach(one => read(one, () => sound(jsonOf(one) ?? yamlOf(one.text), one.text)));
    else read(chunk, () => plainOf(chunk.text) ?? sound(yamlOf(chunk.text), chunk.text));
  }
  return { documents, flaws: flaws.sort((a, b) => a.line - b.line || a.column - b.column) };
}

/** Where the fields of a document are, those that are wanted; undefined where its JSON is beyond the YAML reader. */
export function positionsOf({ chunk }: Document, wanted?: Wanted): Positions | undefined {
  try {
    return new Positions(chunk.text, wanted);
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

const TEMPLATE = '; of a template check what comes out: helm template chart/ | cdk8s-mlops check -';

interface Read { readonly value: unknown; readonly hasDuplicates: boolean }

const startsAsJson = ({ text }: Chunk) => /^\s*[{[]/.test(text);

function jsonOf(chunk: Chunk): Read | undefined {
  const value = startsAsJson(chunk) ? jsonValue(chunk.text) : undefined;
  return value && { value, hasDuplicates: false };
}

/** JSON texts one after the other: kubectl takes them at the beginning, where the first is JSON indeed. */
function severalIn(chunk: Chunk): Chunk[] | undefined {
  const texts = startsAsJson(chunk) ? jsonTexts(chunk) : undefined;
  return texts && isJson(texts[0].text) ? texts : undefined;
}

/** What is so simple that nothing can be odd in it. */
function plainOf(text: string): Read | undefined {
  const value = readPlainBlock(text);
  return value && { value, hasDuplicates: false };
}

function sound(read: Read, text: string): Read {
  if (typeof read.value === 'object' && read.value !== null) refuseOddities(read.value, text);
  return read;
}

function yamlOf(text: string): Read {
  const read = loadTwice(text);
  // Without an anchor nothing stands in two places.
  const excess = text.includes('&') ? excessOf(read.value) : undefined;
  const wrong = excess ?? (text.includes(MERGE.slice(1)) ? merge(read.value) : undefined);
  if (wrong) throw new Unreadable(wrong, contentStart(text));
  return read;
}

/** Most documents hold no key twice; those that do are read again, as kubectl reads them. */
function loadTwice(text: string): Read {
  try {
    return { value: load(text, { strict: true }), hasDuplicates: false };
  } catch (error) {
    if (!(error instanceof Unreadable) || error.message !== TWICE) throw error;
    return { value: load(text), hasDuplicates: true };
  }
}

function documentOf(chunk: Chunk, { value, hasDuplicates }: Read): Document | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'object' && !Array.isArray(value)) return { chunk, value: value as Record<string, unknown>, hasDuplicates };
  const what = Array.isArray(value) ? 'a list' : `a ${typeof value === 'string' ? 'text' : typeof value}`;
  throw new Unreadable(`${what} where a map of fields is expected`, contentStart(chunk.text));
}
