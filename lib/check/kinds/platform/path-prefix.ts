import { nearest } from '../../nearest';
import type { Report } from '../../report';

const FUNCTION = 'httpPathPrefix';
const WORDS = [
  FUNCTION, 'and', 'or', 'not', 'len', 'index', 'slice', 'print', 'printf', 'println', 'html', 'js', 'urlquery', 'call', 'eq', 'ne', 'lt', 'le', 'gt', 'ge',
  'if', 'else', 'end', 'range', 'with', 'define', 'block', 'template', 'break', 'continue', 'nil', 'true', 'false',
];
const EXAMPLE = `{{ ${FUNCTION} "<port id>" }}`;
/** Texts in quotes, as Go writes them. */
const TEXTS = /"(?:[^"\\\n]|\\.)*"|`[^`]*`/g;

/** A text that is a template of Go, in which the path of a port may be filled in; only what is surely wrong is told. */
export function judgeText(text: unknown, field: string, ports: readonly string[] | undefined, report: Report): void {
  if (typeof text !== 'string' || !text.includes('{{') || text.length > 100000) return;
  const refuse = (fix: string) => report.refuse('WORKSPACE_KIND_TEMPLATE', field, text, fix);
  for (let start = text.indexOf('{{'); start >= 0;) {
    const action = actionAt(text, start + 2);
    if (action === undefined) return refuse(`{{ is not closed; write ${EXAMPLE}`);
    const mistake = mistakeIn(action.replace(/^-\s/, '').replace(/\s-$/, '').trim());
    if (mistake !== undefined) return refuse(mistake);
    judgePort(action, text, field, ports, report);
    start = text.indexOf('{{', start + 4 + action.length);
  }
}

/** What stands between {{ and }}; quotes may hold braces. */
function actionAt(text: string, from: number): string | undefined {
  if (/^(-\s+)?\/\*/.test(text.slice(from, from + 20))) {
    const end = text.indexOf('*/', from);
    const close = end < 0 ? -1 : text.indexOf('}}', end);
    return close < 0 ? undefined : text.slice(from, close);
  }
  for (let i = from; i < text.length; i++) {
    if (text.startsWith('}}', i)) return text.slice(from, i);
    const quote = text[i];
    if (quote !== '"' && quote !== '`') continue;
    let end = i + 1;
    while (end < text.length && text[end] !== quote) end += quote === '"' && text[end] === '\\' ? 2 : 1;
    if (end >= text.length) return undefined;
    i = end;
  }
  return undefined;
}

function mistakeIn(action: string): string | undefined {
  // Nobody writes one by hand that is so long.
  if (action.startsWith('/*') || action.length > 1000) return undefined;
  if (action === '') return `an empty {{ }}; write ${EXAMPLE}`;
  const bare = action.replace(TEXTS, '""');
  // Single quotes are for one character.
  if (/httpPathPrefix\s+'/.test(bare) || /'[^'\\\n]{2,}'/u.test(bare.replace(/'[^'\\\n]'/gu, '0'))) return `a text stands in double quotes; write ${EXAMPLE}`;
  if (bare === FUNCTION || /^httpPathPrefix(\s+""){2,}$/.test(bare)) return `it takes one port; write ${EXAMPLE}`;
  // Names of functions: not fields, variables, characters or parts of numbers.
  for (const [, before, word] of bare.replace(/'(?:[^'\\\n]|\\.)*'/g, '0').matchAll(/(^|[\s(|,=])([A-Za-z_]\w*)/g)) {
    if (before === undefined || WORDS.includes(word)) continue;
    const near = nearest(word, [FUNCTION]);
    return near ? `no function '${word}'; did you mean '${near}'?` : `no function '${word}': the name of a port stands in double quotes, as in ${EXAMPLE}`;
  }
  return undefined;
}

function judgePort(action: string, text: string, field: string, ports: readonly string[] | undefined, report: Report): void {
  const id = /^[-\s]*httpPathPrefix\s+["`]([^"`\\]*)["`][-\s]*$/.exec(action.slice(0, 1000))?.[1];
  if (id === undefined) {
    if (/^\s*\.[A-Za-z]/.test(action)) report.warn('WORKSPACE_KIND_TEMPLATE', field, text, `there are no fields, and '<no value>' is filled in; write ${EXAMPLE}`);
    return;
  }
  if (!ports || ports.includes(id)) return;
  const near = nearest(id, ports);
  report.warn('WORKSPACE_KIND_TEMPLATE', field, text, near ? `no port '${id}', and nothing is filled in; did you mean '${near}'?` : `no port '${id}' in spec.podTemplate.ports, and nothing is filled in`);
}
