import { contentStart, Unreadable } from './flaw';
import { MAX_DEPTH, TOO_DEEP } from './load';
import type { Step } from './positions';
import { Positions } from './positions';

/** Refuses what YAML can say and JSON cannot, so that kubectl refuses it: endless numbers, keys that are maps, lists or null. */
export function refuseOddities(value: unknown, text: string): void {
  const walk = new Walk();
  walk.visit(value, []);
  if (walk.tooDeep) throw new Unreadable(TOO_DEEP, contentStart(text));
  if (walk.endless) {
    throw new Unreadable('a number that JSON has not (.nan, .inf): kubectl refuses it', offsetOfLine(text, new Positions(text).lineOf(walk.endless) ?? 0));
  }
  if (!walk.hasOddKeys && !MAY_HAVE_LISTS_AS_KEYS.test(text)) return;
  const [strange] = new Positions(text).strangeKeys;
  if (!strange) return;
  throw new Unreadable(`${strange.what} where a key is expected: put it in quotes`, offsetOfLine(text, strange.line));
}

/** A list of one item reads as that item: the text alone shows it. */
const MAY_HAVE_LISTS_AS_KEYS = /\][ \t]*:|^[ \t-]*\?[ \t\r\n]/m;

class Walk {
  public endless?: readonly Step[];
  public tooDeep = false;
  public hasOddKeys = false;

  public visit(value: unknown, path: Step[]): void {
    if (typeof value === 'number' && !Number.isFinite(value)) this.endless ??= [...path];
    if (typeof value !== 'object' || value === null || this.tooDeep) return;
    if (path.length >= MAX_DEPTH) this.tooDeep = true;
    else if (Array.isArray(value)) value.forEach((item, i) => this.enter(item, i, path));
    else {
      for (const key of Object.keys(value)) {
        if (key === '[object Object]' || key === 'null' || key.includes(',')) this.hasOddKeys = true;
        this.enter((value as Record<string, unknown>)[key], key, path);
      }
    }
  }

  private enter(value: unknown, step: Step, path: Step[]): void {
    if (typeof value !== 'object' && typeof value !== 'number') return;
    path.push(step);
    this.visit(value, path);
    path.pop();
  }
}

/** The offset of what is first in a line, counted from 0. */
function offsetOfLine(text: string, line: number): number {
  let start = 0;
  for (let i = 0; i < line; i++) start = text.indexOf('\n', start) + 1;
  return start + /^[ \t]*/.exec(text.slice(start, start + 1000))![0].length;
}
