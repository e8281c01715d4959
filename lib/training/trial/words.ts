import type { Manifest } from '../../check';
import { misread, startedByShell } from '../../check';
import { shellJoin } from '../shell-command';

const SHELL = /(?:^|\/)(?:ba|da|a|z)?sh$/;
const INSERTED = /\$\([A-Za-z_][A-Za-z0-9_.-]*\)/;
const PLACEHOLDER = /\$\{trialParameters\.([^{}]*)\}/g;

/**
 * Katib joins the words of a command with blanks, and a shell reads the result:
 * where it would read anything in another way, it gets them in quotes, so that
 * the program gets the same words in a trial as in a job of its own.
 */
export function keepWords(trial: Manifest, container: string, quoted: (placeholder: string) => boolean): void {
  for (const { container: started } of startedByShell(trial, container)) {
    const { command = [], args = [] } = started;
    const words: string[] = [...command, ...args];
    if (command.length === 0 || !isMisread(words, quoted)) continue;
    const variables = new Set((started.env ?? []).map(({ name }: { name: string }) => name));
    started.command = ['sh', '-c', shellJoin(words, quoted, variable => variables.has(variable))];
    delete started.args;
  }
}

function isMisread(words: readonly string[], quoted: (placeholder: string) => boolean): boolean {
  const isOdd = (word: string) => [...word.matchAll(PLACEHOLDER)].some(([, name]) => quoted(name));
  const isScript = SHELL.test(words[0]) && /^-[a-z]*c$/.test(words[1] ?? '');
  // What a script makes of such values its author has to see to.
  if (isScript && words.some(isOdd)) return false;
  if (misread(words)) return true;
  return !isScript && words.some(word => INSERTED.test(word) || /["'*?[]/.test(word) || isOdd(word));
}

/** Where a word of a command has quotes around a value alone: a shell's, in a place where none takes them away. */
export const quotesAround = (words: readonly string[] = []) => words.findIndex(word => /^[^"'${}]*(["'])\$\{trialParameters\.[^{}]*\}\1$/.test(word));
