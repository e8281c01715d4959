import type { Piece, ValuesOf } from './shell-text';
import { misreadBare, misreadValue, shellText } from './shell-text';

/** A word of a command that a shell reads in another way than it was meant. */
export interface Misread {
  /** Its place among the words of command and args. */
  readonly at: number;
  readonly fix: string;
}

const SHELL = /^(?:.*\/)?(?:sh|bash|ash|dash|zsh)$/;
const SCRIPT = /^-[a-z]*c$/;
const OWN_SCRIPT = "put it in quotes within the word, or write a script: ['sh', '-c', '...']";
const NONE: ValuesOf = () => [];

/**
 * What becomes of a command when Katib starts it: to collect its output it
 * joins the words with blanks, without quotes, and adds to them. Of `sh -c` and
 * `bash -c` it takes the script as it is.
 * @param words of command and args, with placeholders in them
 * @param values that come in the place of a placeholder
 * @param printed whether what the command prints is read, and not files alone
 */
export function misread(words: readonly string[], values: ValuesOf = NONE, printed = true): Misread | undefined {
  const [shell = '', option = ''] = words;
  if (SHELL.test(shell) && SCRIPT.test(option)) {
    if ((shell !== 'sh' && shell !== 'bash') || option !== '-c') {
      const [at, meant] = option === '-c' ? [0, /bash$/.test(shell) ? "'bash'" : "'sh'"] : [1, '\'-c\', and options of the shell in the script, as \'set -e\''];
      return { at, fix: `Katib knows scripts of sh -c and bash -c alone, and would run this one word by word: write ${meant}` };
    }
    return inScript(words, values, printed);
  }
  if (words.length === 1 && (shell === 'sh' || shell === 'bash')) return { at: 0, fix: "Katib looks for -c behind it, and fails without a further word: write a script: ['sh', '-c', '...']" };
  for (const [at, word] of words.entries()) {
    const why = misreadBare(word);
    if (why) return { at, fix: `Katib runs the command through a shell, ${why}: ${OWN_SCRIPT}` };
    const found = valueIn(shellText(word).pieces, values);
    if (found) return { at, fix: `Katib runs the command through a shell, ${found.meant} (of '${found.value}'): ${OWN_SCRIPT}` };
  }
  return undefined;
}

/** The script itself, to whose end Katib adds where its output goes, and a mark that it has ended. */
function inScript(words: readonly string[], values: ValuesOf, printed: boolean): Misread | undefined {
  const at = 2;
  const added = 'what Katib adds at the end, where output goes and that it has ended,';
  if (words.length < 3) return { at: words.length - 1, fix: 'there is no script after it' };
  if (words.length > 3) return { at: 3, fix: 'Katib joins it to the script, which does not see it as an argument: write it within the script' };
  const script = words[at];
  const trimmed = script.trimEnd();
  const last = trimmed.slice(trimmed.lastIndexOf('\n') + 1);
  if (heredocs(script).includes(last)) return { at, fix: `${added} would stand behind the end of the here-document: begin another line with the program` };
  if (script.slice(trimmed.length).includes('\n')) return { at, fix: `with a line break at its end ${added} is a line of its own, and no metric is read: remove the line break` };
  const { pieces } = shellText(script, true);
  if (commentAtEnd(trimmed)) return { at, fix: `${added} would be part of the comment: remove it` };
  const command = lastCommand(trimmed, pieces);
  if (/^\s*exec\s/.test(command)) return { at, fix: `after exec there is no shell for ${added.replace(/,$/, '')}: leave out exec` };
  if (command.trim() === '') return { at, fix: `behind the ${trimmed.slice(-1)} ${added} is a command of its own, and no metric is read: remove it` };
  // A program's output is not that of what comes after it; echo may print what a variable holds.
  if (printed && (/^\s*(?:true|:|exit|wait)(?:\s|$)/.test(command) || (command !== trimmed && /^\s*(?:echo|printf)\s[^$`]*$/.test(command)))) {
    return { at, fix: `Katib reads the output of the last command alone, which is '${command.trim()}': let the program be the last` };
  }
  // Quotes of here-documents are no quotes.
  const found = heredocs(script).length > 0 ? undefined : valueIn(pieces, values);
  return found && { at, fix: `the shell reads '${found.value}' for \${trialParameters.${found.placeholder}}, ${found.meant}: choose other values, or, in a script of your own, quotes that keep it` };
}

const heredocs = (script: string) => [...script.matchAll(/<<-?\s*(["']?)(\w+)\1/g)].map(([, , end]) => end);

/** Whether a comment runs on to the end, which leaves out what comes there. */
const commentAtEnd = (script: string) => !shellText(`${script} x`, true).pieces.some(({ at }) => at === script.length + 1);

/** What comes after the last operator of a script; what stands in parentheses is one command. */
function lastCommand(script: string, pieces: readonly Piece[]): string {
  let depth = 0;
  const operators = pieces.filter(({ at, quote, character, asItIs }) => {
    if (quote !== '' || asItIs) return false;
    // Patterns of `case` close what nothing has opened.
    depth = Math.max(0, depth + (character === '(' ? 1 : character === ')' ? -1 : 0));
    return depth === 0 && /[;&|\n]/.test(character) && at < script.length;
  });
  // As in 2>&1.
  const last = operators.filter(({ at }) => !/[<>]/.test(script[at - 1] ?? '') && script[at + 1] !== '>').pop();
  return last ? script.slice(last.at + 1) : script;
}

function valueIn(pieces: readonly Piece[], values: ValuesOf) {
  for (const piece of pieces) {
    const found = misreadValue(piece, values);
    if (found) return { ...found, placeholder: piece.placeholder };
  }
  return undefined;
}
