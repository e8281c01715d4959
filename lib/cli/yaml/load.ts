import type { EventType, State } from 'js-yaml';
import { Unreadable } from './flaw';

/** Deeper than any manifest, and shallow enough for whoever walks it by recursion. */
export const MAX_DEPTH = 500;

/** What a plain `<<` is read as. Each is another one: kubectl takes several in one map. */
export const MERGE = '\u0000<<';

/** What js-yaml says of frequent mistakes, and what to do about them. */
const EXPLAINED: Record<string, string> = {
  'end of the stream or a document separator is expected':
    'the document ends here, and kubectl ignores what follows: indent it like the lines above, or put --- before it',
  'directives end mark is expected': 'kubectl takes no directives: remove the lines that start with %',
  'bad indentation of a mapping entry': 'bad indentation, or a text that needs quotes: one with ": " or " #" in it, or that starts with @, `, % or the like',
  'bad indentation of a sequence entry': 'bad indentation of an item: each - of a list stands in the same column',
  'can not read a block mapping entry; a multiline key may not be an implicit key': 'neither a key with a colon nor the rest of a value: mend the indentation, or add the colon',
  'can not read an implicit mapping pair; a colon is missed': 'a key without a colon: write key: value',
  'a whitespace character is expected after the key-value separator within a block mapping': 'a blank is missing after the colon',
  'tab characters must not be used in indentation': 'a tab in the indentation: use blanks',
  'unexpected end of the stream within a flow collection': 'a [ or { that is never closed',
  'unexpected end of the stream within a double quoted scalar': 'a " that is never closed',
  'unexpected end of the stream within a single quoted scalar': "a ' that is never closed",
  'missed comma between flow collection entries': 'a comma is missing between the entries of [ ] or { }',
  'null byte is not allowed in input': 'a NUL byte: this is no text',
  'the stream contains non-printable characters': 'a control character: write it as an escape in double quotes, e.g. "\\u0007"',
};

/**
 * Reads one document with js-yaml, scalars as kubectl has them. Of a key that
 * is written twice the last value holds, unless `strict` refuses it.
 */
export function load(text: string, options: { strict?: boolean; listener?: (event: EventType, state: State) => void } = {}): unknown {
  // Loaded when a document needs it: most do not.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { loadAll, SCHEMA, YAMLException } = require('./schema') as typeof import('./schema');
  try {
    const [document, ...more] = loadAll(text, undefined, {
      schema: SCHEMA,
      json: options.strict !== true,
      // js-yaml counts a scalar, and what may turn out to be a key, as levels.
      ...{ maxDepth: MAX_DEPTH + 4, maxTotalMergeKeys: -1 },
      ...options.listener && { listener: options.listener },
    });
    if (more.some(other => other !== null)) throw new Unreadable('kubectl ignores what follows a line of ...: put --- before it', text.indexOf('\n...') + 1);
    return document;
  } catch (error) {
    if (error instanceof YAMLException) throw new Unreadable(explained(error.reason), error.mark?.position ?? 0);
    throw error;
  }
}

/** Said by js-yaml where `strict` refuses a key. */
export const TWICE = 'duplicated mapping key';

function explained(reason: string): string {
  if (reason.startsWith('nesting exceeded')) return TOO_DEEP;
  if (reason.startsWith('unidentified alias')) return `${reason.replace('unidentified alias', 'no anchor')} comes before this alias; a text that starts with * needs quotes`;
  return EXPLAINED[reason] ?? reason;
}

export const TOO_DEEP = `more than ${MAX_DEPTH} levels deep: no manifest is`;
