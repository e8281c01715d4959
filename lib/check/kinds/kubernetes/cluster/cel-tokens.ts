/** A word, literal or sign of a CEL expression. */
export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'sign';
  readonly text: string;
}

const TOKEN = new RegExp([
  '(?<blank>\\s+|//[^\\n]*)',
  '(?<text>[rRbB]{0,2}(?:"""[^]*?"""|\'\'\'[^]*?\'\'\'|"(?:[^"\\\\\\n]|\\\\.)*"|\'(?:[^\'\\\\\\n]|\\\\.)*\'))',
  '(?<number>0[xX][0-9a-fA-F]+[uU]?|(?:\\d+\\.\\d+|\\d+|\\.\\d+)(?:[eE][+-]?\\d+)?[uU]?)',
  '(?<name>[A-Za-z_]\\w*|`[\\w./ -]+`)',
  '(?<sign>&&|\\|\\||[=!<>]=|[-+*/%<>!?:.,()[\\]{}])',
].join('|'), 'y');

/** The tokens of an expression, or what cannot be one. */
export function tokensOf(source: string): Token[] | string {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const start = TOKEN.lastIndex;
    const groups = TOKEN.exec(source)?.groups;
    if (!groups) return source[start] === '"' || source[start] === "'" ? 'a quote is not closed' : `'${source[start]}' means nothing in CEL`;
    for (const kind of ['text', 'number', 'name', 'sign'] as const) if (groups[kind] !== undefined) tokens.push({ kind, text: groups[kind] });
  }
  return tokens;
}
