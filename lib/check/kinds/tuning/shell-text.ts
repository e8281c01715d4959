/** Values that may come in the place of a placeholder, by its name. */
export type ValuesOf = (placeholder: string) => readonly string[];

/** A part of a text as a shell reads it: a character, or what somebody puts in before there is a shell. */
export interface Piece {
  readonly at: number;
  /** The quote around it, if there is one. */
  readonly quote: string;
  readonly character: string;
  /** The name of a placeholder of Katib. */
  readonly placeholder?: string;
  /** Whether a shell takes it as it is: a variable that Kubernetes fills in, or what stands behind a backslash. */
  readonly asItIs?: boolean;
}

/** What Kubernetes and Katib put in before there is a shell. */
const INSERTED = /\$\([A-Za-z_][A-Za-z0-9_.-]*\)|\$\{trial(?:Parameters|Spec)\.([^{}]*)\}?/y;
/** What means something to a shell outside of quotes. */
const SPECIAL = /[\s;&|<>()`\\]/;
/** What bash, which is the `sh` of some images, makes several words of. */
const isList = (braces: string) => /,|\.\./.test(braces.slice(0, Math.max(0, braces.lastIndexOf('}'))));
const EXPANDED = /[A-Za-z0-9_{(@*#?!$-]/;

/** A text without the quotes that a shell takes away, or a script without its comments; what is left open at its end. */
export function shellText(text: string, isScript = false): { pieces: Piece[]; open: string } {
  const pieces: Piece[] = [];
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    INSERTED.lastIndex = at;
    const inserted = INSERTED.exec(text);
    const character = text[at];
    if (inserted) {
      pieces.push({ at, quote, character: '', placeholder: inserted[1], asItIs: inserted[1] === undefined });
      at += inserted[0].length - 1;
    } else if (quote === '' ? character === '"' || character === "'" : character === quote) quote = quote === '' ? character : '';
    else if (isScript && quote === '' && character === '#' && /^\s?$/.test(text[at - 1] ?? '')) at += /[^\n]*/.exec(text.slice(at))![0].length - 1;
    else if (character === '\\' && (quote === '"' || (isScript && quote === ''))) pieces.push({ at, quote, character: text[++at] ?? '', asItIs: true });
    else pieces.push({ at, quote, character });
  }
  return { pieces, open: quote };
}

/** What a shell does with a piece that is not in single quotes, if it does not take it as it is. */
export function meant(text: string, { at, quote, character, placeholder, asItIs }: Piece): string | undefined {
  if (placeholder !== undefined || asItIs || quote === "'") return undefined;
  if (character === '$' && EXPANDED.test(text[at + 1] ?? '')) return 'which reads the $ in it';
  if (character === '`') return 'which reads the ` in it';
  if (quote !== '') return undefined;
  if (SPECIAL.test(character)) return character === '\n' ? 'which ends a command at a line break' : /\s/.test(character) ? 'which parts words at blanks' : `which reads the ${character} in it`;
  if (character === '{' && isList(text.slice(at))) return 'which, where it is bash, makes several words of the braces';
  if (character === '#' && at === 0) return 'which reads the # as the beginning of a comment';
  if (character === '~' && at === 0) return 'which reads the ~ as a home directory';
  return /[*?]/.test(character) && !text.startsWith('-') ? `which looks for files that match the ${character}` : undefined;
}

/** Of the values that come in the place of a placeholder, one that a shell does not take as it is. */
export function misreadValue({ quote, placeholder }: Piece, values: ValuesOf): { value: string; meant: string } | undefined {
  if (placeholder === undefined) return undefined;
  for (const value of values(placeholder)) {
    const why = quote === '' ? misreadBare(value) : value.includes(quote) ? `which ends at the quote ${quote} in it` : quote === '"' ? expanded(value) : undefined;
    if (why) return { value, meant: why };
  }
  return undefined;
}

const expanded = (value: string) => (/[`\\]|\$[A-Za-z0-9_{(@*#?!$-]/.test(value) ? `which reads the ${/[`\\$]/.exec(value)![0]} in it` : undefined);

/** What a shell does with a text outside of quotes, if it does not take it as it is. */
export function misreadBare(text: string): string | undefined {
  if (text === '') return 'which passes over an empty word';
  const { pieces, open } = shellText(text);
  for (const piece of pieces) {
    const why = meant(text, piece);
    if (why) return why;
  }
  if (open !== '') return `which looks for the end of the quote ${open}`;
  // Quotes are there for a shell where they keep something from it.
  const idle = /(["'])([A-Za-z0-9_@%+=:,./-]+)\1/.exec(text);
  return idle && shellText(text).pieces.some(({ at, quote }) => at === idle.index + 1 && quote === idle[1]) ? `which takes the quotes ${idle[1]} away` : undefined;
}
