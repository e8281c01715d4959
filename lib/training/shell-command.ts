/** What a shell takes as it is. */
const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;
const VARIABLE = /\$\(([A-Za-z_]\w*)\)/g;
const PLACEHOLDER = /\$\{trialParameters\.([^{}]*)\}/g;

type Test = (name: string) => boolean;

/**
 * Words as a shell reads them back: those with blanks, quotes, $ and the like in single quotes.
 * @param later whether what comes in the place of a placeholder may have such, single quotes too
 * @param known whether the shell has a variable, whose value may be any text: it puts that in, rather than Kubernetes before it
 */
export function shellJoin(words: readonly string[], later: Test = () => true, known: Test = () => false): string {
  return words.map(word => quoted(word, later, known)).join(' ');
}

function quoted(word: string, later: Test, known: Test): string {
  const ofShell = word.replace(VARIABLE, (written, name) => (known(name) ? `\${${name}}` : written));
  if (ofShell !== word || [...word.matchAll(PLACEHOLDER)].some(([, name]) => later(name))) {
    const parts = word.split(/(\$\([A-Za-z_]\w*\)|\$\{trialParameters\.[^{}]*\})/);
    return `"${parts.map((part, i) => (i % 2 === 1 ? part.replace(VARIABLE, (written, name) => (known(name) ? `\${${name}}` : written)) : part.replace(/["\\$`]/g, '\\$&'))).join('')}"`;
  }
  return PLAIN.test(word.replace(PLACEHOLDER, 'x')) ? word : `'${word.replace(/'/g, '\'\\\'\'')}'`;
}
