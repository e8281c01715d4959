/** What a shell takes as it is. */
const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** Words as a shell reads them back: those with blanks, quotes, $ and the like in single quotes. */
export const shellJoin = (words: readonly string[]) => words.map(word => (PLAIN.test(word) ? word : `'${word.replace(/'/g, '\'\\\'\'')}'`)).join(' ');
