/** What Go's regexp package makes of an expression: its capture groups, or why it refuses it. */
export type GoRegexp = { readonly groups: number } | { readonly error: string };

const MAX_DEPTH = 1000;
const MAX_REPEAT = 1000;
const CATEGORY = /^(Any|C[cfos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;
const POSIX = new Set(['alnum', 'alpha', 'ascii', 'blank', 'cntrl', 'digit', 'graph', 'lower', 'print', 'punct', 'space', 'upper', 'word', 'xdigit']);
const LOOKAROUND = 'lookahead and lookbehind are not in Go regular expressions (RE2)';

class Refused extends Error {}

/** Reads an expression once, from left to right, as RE2 does. */
export function readGoRegexp(expression: string): GoRegexp {
  try {
    return { groups: new Reader([...expression]).read() };
  } catch (e) {
    if (e instanceof Refused) return { error: e.message };
    throw e;
  }
}

/** What stands before a repetition: nothing, something, or a repetition; and how often it repeats at most. */
interface Level {
  last: 'nothing' | 'item' | 'repetition';
  /** The greatest product of counted repetitions inside. */
  product: number;
  /** That of the last item. */
  item: number;
}
const level = (): Level => ({ last: 'nothing', product: 1, item: 1 });

class Reader {
  private at = 0;
  private groups = 0;
  private readonly levels: Level[] = [level()];

  constructor(private readonly text: readonly string[]) {}

  public read(): number {
    while (this.at < this.text.length) this.token(this.text[this.at]);
    if (this.levels.length > 1) throw new Refused('a ( without )');
    return this.groups;
  }

  private get top(): Level {
    return this.levels[this.levels.length - 1];
  }

  private token(c: string): void {
    switch (c) {
      case '(': return this.open();
      case ')': return this.close();
      case '|':
        this.at++;
        this.top.last = 'nothing';
        return undefined;
      case '*': case '+': case '?':
        this.at++;
        return this.repeat(c, 1);
      case '{': return this.counted();
      case '[':
        this.at++;
        this.characterClass();
        return this.item();
      case '\\':
        if (this.text[this.at + 1] === 'Q') return this.quoted();
        this.escape(false);
        return this.item();
      default:
        this.at++;
        return this.item();
    }
  }

  private item(product = 1): void {
    this.top.last = 'item';
    this.top.item = product;
  }

  private open(): void {
    this.at++;
    if (this.text[this.at] !== '?') this.groups++;
    else if (!this.flags()) return this.neutral();
    if (this.levels.length > MAX_DEPTH) throw new Refused('nested too deep');
    this.levels.push(level());
  }

  /** What matches nothing ends a repetition, and no more. */
  private neutral(): void {
    if (this.top.last === 'repetition') this.top.last = 'item';
  }

  /** What follows `(?`; false where it opens no group. */
  private flags(): boolean {
    this.at++;
    const rest = this.text.slice(this.at, this.at + 3).join('');
    if (/^<?[=!]/.test(rest)) throw new Refused(LOOKAROUND);
    if (/^P?</.test(rest)) return this.name();
    let [negated, some] = [false, false];
    for (;;) {
      const c = this.text[this.at++];
      if (c !== undefined && 'imsU'.includes(c)) some = true;
      else if (c === '-' && !negated) [negated, some] = [true, false];
      else if ((c === ':' || c === ')') && (!negated || some)) return c === ':';
      else throw new Refused(`(?${rest.charAt(0)} is not in Go regular expressions (RE2)`);
    }
  }

  private name(): boolean {
    const start = this.text.indexOf('<', this.at) + 1;
    const end = this.text.indexOf('>', start);
    if (end < 0 || !/^\w+$/.test(this.text.slice(start, end).join(''))) throw new Refused('the name of a group is letters, digits and _');
    this.at = end + 1;
    this.groups++;
    return true;
  }

  private close(): void {
    if (this.levels.length === 1) throw new Refused('a ) without (');
    this.at++;
    const { product } = this.levels.pop()!;
    this.item(product);
  }

  private repeat(written: string, count: number): void {
    const { top } = this;
    if (top.last === 'nothing') throw new Refused(`nothing before ${written} to repeat`);
    if (this.text[this.at] === '?') this.at++;
    if (top.last === 'repetition') throw new Refused(`${written} repeats a repetition: put ( ) around it`);
    top.item *= count;
    if (top.item > MAX_REPEAT) throw new Refused(`repeats more than ${MAX_REPEAT} times`);
    top.product = Math.max(top.product, top.item);
    top.last = 'repetition';
  }

  private counted(): void {
    const end = this.text.indexOf('}', this.at);
    const written = end < 0 ? '' : this.text.slice(this.at, Math.min(end + 1, this.at + 40)).join('');
    const match = /^\{(0|[1-9]\d*)(,(0|[1-9]\d*)?)?\}$/.exec(written);
    if (!match) {
      this.at++;
      return this.item();
    }
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === undefined ? -1 : Number(match[3]);
    if (min > MAX_REPEAT || max > MAX_REPEAT || (max >= 0 && min > max)) throw new Refused(`${written} is no count from 0 to ${MAX_REPEAT}`);
    this.at = end + 1;
    return this.repeat(written, max < 0 ? Math.max(min, 1) : max);
  }

  private quoted(): void {
    let end = this.at + 2;
    while (end < this.text.length && !(this.text[end] === '\\' && this.text[end + 1] === 'E')) end++;
    if (end > this.at + 2) this.item();
    else this.neutral();
    this.at = Math.min(end + 2, this.text.length);
  }

  /** One escape; inside a class it has to be one character, unless it is a class itself. Its code, where it is one character. */
  private escape(inClass: boolean, wholeClass = true): number {
    const c = this.text[this.at + 1];
    if (c === undefined) throw new Refused('a \\ at the end');
    this.at += 2;
    if (wholeClass && 'dDsSwW'.includes(c)) return -1;
    if (wholeClass && (c === 'p' || c === 'P')) return this.unicodeClass();
    if (!inClass && 'AbBz'.includes(c)) return -1;
    if (/[0-7]/.test(c)) return this.octal(c);
    if (c === 'x') return this.hex();
    const control = 'afnrtv'.indexOf(c);
    if (control >= 0) return [7, 12, 10, 13, 9, 11][control];
    if (/[0-9A-Za-z]/.test(c) || c.codePointAt(0)! > 127) throw new Refused(`\\${c} is not in Go regular expressions (RE2)`);
    return c.codePointAt(0)!;
  }

  private octal(first: string): number {
    let digits = first;
    if (first !== '0' && !/[0-7]/.test(this.text[this.at] ?? '')) throw new Refused(`\\${first}: Go regular expressions (RE2) have no backreferences`);
    while (digits.length < 3 && /[0-7]/.test(this.text[this.at] ?? '')) digits += this.text[this.at++];
    return parseInt(digits, 8);
  }

  private hex(): number {
    const braced = this.text[this.at] === '{';
    const end = braced ? this.text.indexOf('}', this.at) : this.at + 2;
    const digits = end < 0 ? '' : this.text.slice(this.at + (braced ? 1 : 0), end).join('');
    const code = parseInt(digits, 16);
    if (!/^[0-9A-Fa-f]+$/.test(digits) || (!braced && digits.length !== 2) || code > 0x10ffff) throw new Refused('\\x wants two hexadecimal digits, or more in { }');
    this.at = end + (braced ? 1 : 0);
    return code;
  }

  private unicodeClass(): number {
    const braced = this.text[this.at] === '{';
    const end = braced ? this.text.indexOf('}', this.at) : this.at + 1;
    const name = end < 0 ? '' : this.text.slice(this.at + (braced ? 1 : 0), end).join('').replace(/^\^/, '');
    if (!CATEGORY.test(name) && !isScript(name)) throw new Refused(`no Unicode class ${name.slice(0, 40)}`);
    this.at = end + (braced ? 1 : 0);
    return -1;
  }

  private characterClass(): void {
    if (this.text[this.at] === '^') this.at++;
    for (let first = true; first || this.text[this.at] !== ']'; first = false) {
      if (this.text[this.at] === '[' && this.text[this.at + 1] === ':' && this.posixClass()) continue;
      const low = this.classCharacter(true);
      if (low < 0 || this.text[this.at] !== '-' || this.text[this.at + 1] === undefined || this.text[this.at + 1] === ']') continue;
      this.at++;
      if (this.classCharacter(false) < low) throw new Refused('a range in [ ] runs backwards');
    }
    this.at++;
  }

  private posixClass(): boolean {
    let end = this.at + 2;
    while (end < this.text.length && !(this.text[end] === ':' && this.text[end + 1] === ']')) end++;
    if (end >= this.text.length) return false;
    const name = this.text.slice(this.at + 2, end).join('').replace(/^\^/, '');
    if (!POSIX.has(name)) throw new Refused(`no class [:${name.slice(0, 40)}:]`);
    this.at = end + 2;
    return true;
  }

  private classCharacter(wholeClass: boolean): number {
    const c = this.text[this.at];
    if (c === undefined) throw new Refused('a [ without ]');
    if (c === '\\') return this.escape(true, wholeClass);
    this.at++;
    return c.codePointAt(0)!;
  }
}

function isScript(name: string): boolean {
  if (!/^[A-Z][A-Za-z_]*$/.test(name)) return false;
  try {
    return new RegExp(`^\\p{Script=${name}}`, 'u') !== undefined;
  } catch {
    return false;
  }
}
