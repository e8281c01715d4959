/** Argo puts this where a value is known at run time only, and goes by it later on. */
const PLACEHOLDER = '__argo__internal__placeholder-';

/** What stands for a value that is known at run time only; a fitting name wherever names are asked for. */
export const placeholder = (name: string) => `${PLACEHOLDER}${name.replace(/[^-\w]/g, '-')}`;

/** A text for people: what Argo puts for unknown values is left out. */
export const legible = (value: string) => value.split(PLACEHOLDER).join('');

export const isPlaceholder = (value: unknown) => typeof value === 'string' && value.startsWith(PLACEHOLDER);

/** Whether an expression tag is a part of the text, so that nobody knows it before the run. */
export const isUnforeseeable = (value: unknown) => typeof value === 'string' && value.includes('{{=');

/** Gives the value of a variable, undefined where it is not known yet. */
export type Lookup = (name: string) => string | undefined;

export interface Tags {
  /** What stands between `{{` and `}}`, blanks included; expression tags (`{{=...}}`) are left out. */
  readonly simple: readonly string[];
  /** What follows a `{{` that nothing closes. */
  readonly open?: string;
}

const NONE: Tags = { simple: [] };

/** The template tags of a text, as Argo finds them: the first `{{`, then the next `}}`. */
export function tagsOf(text: string): Tags {
  let start = text.indexOf('{{');
  if (start < 0) return NONE;
  const simple: string[] = [];
  while (start >= 0) {
    const end = text.indexOf('}}', start + 2);
    if (end < 0) return { simple, open: text.slice(start + 2) };
    const tag = text.slice(start + 2, end);
    if (!tag.startsWith('=')) simple.push(tag);
    start = text.indexOf('{{', end + 2);
  }
  return { simple };
}

/** Replaces the tags that are known; expression tags stay. */
export function substitute(text: string, lookup: Lookup): string {
  return replaceTags(text, tag => valueOf(tag, lookup));
}

/** A text with its expression tags replaced, and all others as they are. */
export function withExpressions(text: string, by: string): string {
  return replaceTags(text, tag => (trimTag(tag).startsWith('=') ? by : `{{${tag}}}`));
}

function replaceTags(text: string, replace: (tag: string) => string): string {
  let start = text.indexOf('{{');
  if (start < 0) return text;
  let result = '';
  let from = 0;
  while (start >= 0) {
    const end = text.indexOf('}}', start + 2);
    if (end < 0) break;
    const tag = text.slice(start + 2, end);
    result += text.slice(from, start) + replace(tag);
    from = end + 2;
    start = text.indexOf('{{', from);
  }
  return result + text.slice(from);
}

function valueOf(tag: string, lookup: Lookup): string {
  if (tag.startsWith('=')) return `{{${tag}}}`;
  const value = lookup(trimTag(tag));
  if (value !== undefined) return value;
  // A tag within a tag: `{{inputs.parameters.{{item}}}}`.
  const nested = tag.lastIndexOf('{{');
  if (nested > 0) {
    const inner = lookup(tag.slice(nested + 2));
    if (inner !== undefined) return `{{${tag.slice(0, nested)}${inner}`;
  }
  return `{{${tag}}}`;
}

/** Argo reads tags in JSON, where line ends and tabs are no blanks any more. */
const BLANKS = new Set(' \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000');

/** The name within a tag. */
export function trimTag(tag: string): string {
  let start = 0;
  let end = tag.length;
  while (start < end && BLANKS.has(tag[start])) start++;
  while (end > start && BLANKS.has(tag[end - 1])) end--;
  return tag.slice(start, end);
}

const PARAMETER = /\{\{[-a-zA-Z0-9]+(?:\.[-a-zA-Z0-9_]+)*\}\}/;

/** Whether a text holds a plain variable, which Argo then leaves to the run. */
export const holdsVariable = (text: string) => PARAMETER.test(text);
