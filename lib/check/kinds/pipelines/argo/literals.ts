import type { Home, Located } from './home';
import { isLoop } from './loops';
import type { Run } from './run';
import { tagsOf, trimTag } from './tags';
import { holdersOf } from './templates';
import { below, eachText, has } from './tree';

/** The first words of Argo's variables, and what may follow. */
const ROOTS: Record<string, RegExp> = {
  inputs: /^\.(?:parameters|artifacts)\b/,
  outputs: /^\.(?:parameters|artifacts|result)\b/,
  steps: /^\.[-\w]+\.(?:outputs|status|id|ip|exitCode|startedAt|finishedAt)\b/,
  tasks: /^\.[-\w]+\.(?:outputs|status|id|ip|exitCode|startedAt|finishedAt)\b/,
  workflow: /^\.(?:name|namespace|uid|parameters|status|labels|annotations|outputs|creationTimestamp)\b/,
  item: /^$/,
  lastRetry: /^\.(?:exitCode|status|duration|message)$/,
};

/** Warns of variables that Argo does not take for its own: they stay in the text as they are. */
export function judgeLiterals(run: Run, located: Located): void {
  const { template, path, home } = located;
  const holders = holdersOf(located);
  if (holders.length > 0) {
    for (const { holder, path: at } of holders) judgeNames(run, home, { ...holder, inline: undefined }, at, isLoop(holder) ? '' : LOOPS, '');
  } else if (!has(template.steps) && !has(template.dag)) {
    judgeNames(run, home, template, path, INPUTS, has(template.retryStrategy) ? '' : RETRIES);
  }
}

const LOOPS = 'there is no loop here; add withItems, withParam or withSequence';
const INPUTS = 'items are known to the step or task alone; pass the item as an argument and use {{inputs.parameters.<name>}}';
const RETRIES = 'only a template with retryStrategy counts its retries';

function judgeNames(run: Run, home: Home, tree: unknown, path: string, noItem: string, noRetries: string): void {
  eachText(tree, (text, steps) => {
    for (const tag of tagsOf(text).simple) {
      const name = trimTag(tag);
      const why = name === 'item' ? noItem : name === 'retries' || ROOTS.lastRetry.test(name.slice(9)) && name.startsWith('lastRetry') ? noRetries : misspelt(run, name);
      if (why) run.warn(home, 'ARGO_VARIABLE_LITERAL', below(path, ...steps), `{{${name}}}`, `${why}; as it is, the text stays {{${name}}}`);
    }
  });
}

function misspelt(run: Run, name: string): string {
  const [root] = /^[A-Za-z]+/.exec(name) ?? [''];
  if (root === '' || Object.hasOwn(ROOTS, root) || root.length === name.length) return '';
  const near = run.near(root, Object.keys(ROOTS));
  return near && ROOTS[near].test(name.slice(root.length)) ? `no variable of Argo; did you mean {{${near}${name.slice(root.length)}}}?` : '';
}
