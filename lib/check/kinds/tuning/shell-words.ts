/** A word of a command that a shell reads in another way than it was meant. */
export interface Misread {
  /** Its place among the words of command and args. */
  readonly at: number;
  readonly fix: string;
}

const SHELL = /^(?:.*\/)?(?:sh|bash|ash|dash|zsh)$/;
const SCRIPT = /^-[a-z]*c$/;
/** What means something to a shell outside of quotes. */
const SPECIAL = /[\s;&|<>()`\\]/;
const OWN_SCRIPT = "put it in quotes within the word, or write a script: ['sh', '-c', '...']";

/**
 * What becomes of a command when Katib starts it: to collect its output it
 * joins the words with blanks, without quotes, and adds to them. Of `sh -c` and
 * `bash -c` it takes the script as it is.
 * @param words of command and args, with values in the place of placeholders
 */
export function misread(words: readonly string[]): Misread | undefined {
  const [shell = '', option = ''] = words;
  if (SHELL.test(shell) && SCRIPT.test(option)) {
    if ((shell !== 'sh' && shell !== 'bash') || option !== '-c') {
      const [at, meant] = option === '-c' ? [0, /bash$/.test(shell) ? "'bash'" : "'sh'"] : [1, '\'-c\', and options of the shell in the script, as \'set -e\''];
      return { at, fix: `Katib knows scripts of sh -c and bash -c alone, and would run this one word by word: write ${meant}` };
    }
    return inScript(words);
  }
  for (const [at, word] of words.entries()) {
    const character = outsideQuotes(word);
    if (character !== undefined) return { at, fix: `Katib runs the command through a shell, ${character}: ${OWN_SCRIPT}` };
  }
  return undefined;
}

/** The script itself, to whose end Katib adds where its output goes, and a mark that it has ended. */
function inScript(words: readonly string[]): Misread | undefined {
  const at = words.length - 1;
  const added = 'what Katib adds at the end, where output goes and that it has ended,';
  if (words.length < 3) return { at, fix: 'there is no script after it' };
  if (words.length > 3) return { at: 3, fix: 'Katib joins it to the script, which does not see it as an argument: write it within the script' };
  const script = words[at];
  const trimmed = script.trimEnd();
  const last = trimmed.slice(trimmed.lastIndexOf('\n') + 1);
  if (script.slice(trimmed.length).includes('\n')) return { at, fix: `with a line break at its end ${added} is a line of its own, and no metric is read: remove the line break` };
  if (/(?:^|\s)#[^'"]*$/.test(last)) return { at, fix: `${added} would be part of the comment: remove it` };
  if (/^\s*exec\s/.test(last)) return { at, fix: `after exec there is no shell for ${added.replace(/,$/, '')}: leave out exec` };
  return undefined;
}

/** The first thing in a word that a shell does not take as it is; balanced quotes it takes away. */
function outsideQuotes(word: string): string | undefined {
  // Kubernetes and Katib put these in before there is a shell.
  const text = word.replace(/\$\([A-Za-z_][A-Za-z0-9_.-]*\)|\$\{trial(?:Parameters|Spec)\.[^{}]*\}?/g, 'x');
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (quote !== '') {
      if (character === quote) quote = '';
      else if (quote === '"' && character === '\\') i++;
    } else if (character === '"' || character === "'") quote = character;
    else if (SPECIAL.test(character)) return character === '\n' ? 'which ends a command at a line break' : /\s/.test(character) ? 'which parts words at blanks' : `which reads the ${character} in it`;
    else if (character === '$' && /[A-Za-z_{(]/.test(text[i + 1] ?? '')) return 'which reads the $ in it';
    else if (character === '#' && i === 0) return 'which reads the # as the beginning of a comment';
  }
  return quote === '' ? undefined : `which looks for the end of the quote ${quote}`;
}
