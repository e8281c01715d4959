/** What a shell takes as it is. */
const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;
const PLACEHOLDER = /\$\{trialParameters\.([^{}]*)\}/g;

/**
 * Words as a shell reads them back: those with blanks, quotes, $ and the like in single quotes.
 * @param later whether what comes in the place of a placeholder may have such, single quotes too
 */
export const shellJoin = (words: readonly string[], later: (placeholder: string) => boolean = () => true) => words.map(word => quoted(word, later)).join(' ');

function quoted(word: string, later: (placeholder: string) => boolean): string {
  const placeholders = [...word.matchAll(PLACEHOLDER)];
  if (placeholders.some(([, name]) => later(name))) {
    return `"${word.split(/(\$\([A-Za-z_][A-Za-z0-9_.-]*\)|\$\{trialParameters\.[^{}]*\})/).map((part, i) => (i % 2 === 1 ? part : part.replace(/["\\$`]/g, '\\$&'))).join('')}"`;
  }
  return PLAIN.test(word.replace(PLACEHOLDER, 'x')) ? word : `'${word.replace(/'/g, '\'\\\'\'')}'`;
}
