import type { Home } from './home';
import type { Run } from './run';
import { text } from '../../../manifest';

const TOKEN = /\s+|&&|\|\||[!()]|[A-Za-z0-9][-A-Za-z0-9]*(?:\.[A-Za-z]+)?|[^]/g;
const WORD = /^[A-Za-z0-9]/;

/** Warns of a `depends` that Argo cannot work out when the task's turn comes. */
export function judgeLogic(run: Run, home: Home, depends: unknown, field: string): void {
  const mistake = mistakeIn(text(depends));
  if (mistake) run.warn(home, 'ARGO_DEPENDS_LOGIC', field, depends, `${mistake}; write tasks such as a.Succeeded with &&, ||, ! and parentheses`);
}

function mistakeIn(depends: string): string | undefined {
  if (depends.trim() === '') return undefined;
  let open = 0;
  let wantsTask = true;
  for (const [token] of depends.matchAll(TOKEN)) {
    if (token.trim() === '') continue;
    const isTask = WORD.test(token);
    if (wantsTask ? !(isTask || token === '!' || token === '(') : !(token === '&&' || token === '||' || token === ')')) {
      return wantsTask ? `a task is missing in front of '${token}'` : `&& or || is missing in front of '${token}'`;
    }
    if (token === '(') open++;
    else if (token === ')' && --open < 0) return 'a parenthesis is closed and never opened';
    if (isTask) wantsTask = false;
    else if (token === '&&' || token === '||') wantsTask = true;
  }
  if (wantsTask) return 'a task is missing at the end';
  return open > 0 ? 'a parenthesis is not closed' : undefined;
}
