import type { Token } from './cel-tokens';
import { tokensOf } from './cel-tokens';
import { nearest } from '../../../nearest';
import type { Teller } from '../values';

/** What an expression may speak of, and what has to come out of it. */
export interface CelScope {
  readonly names: readonly string[];
  /** What `variables.` has. */
  readonly variables?: ReadonlySet<string>;
  readonly result?: 'bool' | 'string';
}

const BINARY = new Set(['&&', '||', '==', '!=', '<=', '>=', '<', '>', '+', '-', '*', '/', '%', 'in']);
const CONSTANTS = new Set(['true', 'false', 'null']);
/** Types and namespaces of functions; they are no variables, and always there. */
const LIBRARY = new Set([
  'bool', 'bytes', 'double', 'dyn', 'int', 'list', 'map', 'null_type', 'string', 'type', 'uint', 'optional_type', 'cidr', 'format', 'google', 'ip', 'kubernetes', 'net',
  'optional', 'semver', 'sets', 'strings', 'url',
]);
/** Functions whose first arguments are names of their own. */
const BINDERS = new Set([
  'all', 'exists', 'exists_one', 'existsOne', 'map', 'filter', 'transformList', 'transformMap', 'transformMapEntry', 'bind', 'optMap', 'optFlatMap', 'sortBy',
]);
const FUNCTIONS = [
  'bool', 'bytes', 'cidr', 'double', 'duration', 'dyn', 'has', 'int', 'ip', 'isCIDR', 'isIP', 'isQuantity', 'isSemver', 'isURL', 'matches', 'quantity', 'semver', 'size',
  'string', 'timestamp', 'type', 'uint', 'url',
];
/** Objects of any kind: of their fields nothing is known. */
const UNTYPED = ['object', 'oldObject', 'params'];
/** Deeper than the server follows. */
const DEEPEST = 200;

/** Whether an expression can be read, and speaks of nothing that is not there; its types are the server's to find out. */
export function judgeCel(report: Teller, source: unknown, field: string, scope: CelScope): void {
  if (typeof source !== 'string' || source.trim() === '') return;
  const tokens = tokensOf(source);
  const wrong = typeof tokens === 'string' ? tokens : new Reader(tokens, scope).read();
  if (wrong !== undefined) report.refuse('CEL_INVALID', field, source, wrong);
}

/** The expression is wrong in a way that the message tells; without one, nobody can say. */
class Wrong extends Error {}

class Reader {
  private at = 0;
  private depth = 0;
  private readonly bound: string[] = [];

  constructor(private readonly tokens: readonly Token[], private readonly scope: CelScope) {}

  public read(): string | undefined {
    try {
      this.expression();
      if (this.at < this.tokens.length) throw new Wrong(`an operator is missing before ${this.tokens[this.at].text}`);
      return this.result();
    } catch (e) {
      if (e instanceof Wrong) return e.message || undefined;
      throw e;
    }
  }

  /** A literal that stands alone has a type. */
  private result(): string | undefined {
    const { result } = this.scope;
    if (!result) return undefined;
    const [{ kind, text }] = this.tokens;
    if (UNTYPED.includes(text) && this.tokens.every((token, i) => token.kind === 'name' ? i % 2 === 0 : token.text === '.')) {
      return result === 'bool' ? 'the type of a field is not known here: compare it, as with == true' : 'the type of a field is not known here: use string()';
    }
    if (this.tokens.length !== 1) return undefined;
    const type = kind === 'text' ? 'string' : kind === 'number' ? 'number' : text === 'true' || text === 'false' ? 'bool' : undefined;
    return type !== undefined && type !== result ? `it has to come to a ${result}` : undefined;
  }

  private expression(): void {
    if (++this.depth > DEEPEST) throw new Wrong('');
    this.operands();
    if (this.skip('?')) {
      this.operands();
      this.want(':');
      this.expression();
    }
    this.depth--;
  }

  private operands(): void {
    this.operand();
    while (BINARY.has(this.next())) {
      this.at++;
      this.operand();
    }
  }

  private operand(): void {
    const sign = this.next();
    if (sign === '!' || sign === '-') while (this.next() === sign) this.at++;
    this.primary();
    for (;;) {
      if (this.skip('.')) this.selection();
      else if (this.skip('[')) {
        this.skip('?');
        this.expression();
        this.want(']');
      } else if (this.next() === '{' && this.tokens[this.at - 1].kind === 'name') this.entries(true);
      else return;
    }
  }

  private primary(): void {
    const token = this.tokens[this.at];
    if (!token) throw new Wrong('it ends too early');
    if (token.kind === 'text' || token.kind === 'number') this.at++;
    else if (token.kind === 'name') this.name();
    else if (this.skip('(')) {
      this.expression();
      this.want(')');
    } else if (this.skip('[')) this.items(']');
    else if (token.text === '{') this.entries(false);
    else if (this.skip('.')) this.name();
    else throw new Wrong(`a value is missing before ${token.text}`);
  }

  private name(): void {
    const { kind, text } = this.tokens[this.at++] ?? {};
    if (kind !== 'name' || text === 'in') throw new Wrong('a name is missing');
    if (CONSTANTS.has(text)) return;
    if (this.skip('(')) {
      if (text === 'has' && this.tokens[this.at + 1]?.text === ')') throw new Wrong('has() asks for a field of something');
      if (!FUNCTIONS.includes(text)) throw new Wrong(`there is no function ${text}${near(text, FUNCTIONS)}`);
      this.items(')');
      return;
    }
    const { names, variables } = this.scope;
    if (!this.bound.includes(text) && !names.includes(text) && !LIBRARY.has(text)) throw new Wrong(`there is no ${text} here${near(text, names)}`);
    if (text !== 'variables' || !variables || this.next() !== '.' || this.bound.includes(text)) return;
    const variable = this.tokens[this.at + 1];
    if (variable?.kind === 'name' && !variables.has(variable.text)) throw new Wrong(`no variable ${variable.text} is defined before it${near(variable.text, [...variables])}`);
  }

  /** What follows a dot: a field, or a function with its arguments. */
  private selection(): void {
    this.skip('?');
    const { kind, text } = this.tokens[this.at++] ?? {};
    if (kind !== 'name') throw new Wrong('a field is missing after the dot');
    if (!this.skip('(')) return;
    const before = this.bound.length;
    if (BINDERS.has(text)) {
      // Some take two names.
      while (this.bound.length < before + 2 && this.tokens[this.at]?.kind === 'name' && this.tokens[this.at + 1]?.text === ',') {
        this.bound.push(this.tokens[this.at].text);
        this.at += 2;
      }
    }
    this.items(')');
    this.bound.length = before;
  }

  private items(end: string): void {
    this.skip(',');
    while (!this.skip(end)) {
      this.skip('?');
      this.expression();
      if (!this.skip(',')) {
        this.want(end);
        return;
      }
    }
  }

  /** Of a map, or the fields of a message. */
  private entries(isMessage: boolean): void {
    this.want('{');
    this.skip(',');
    while (!this.skip('}')) {
      this.skip('?');
      if (isMessage) this.at++;
      else this.expression();
      this.want(':');
      this.expression();
      if (!this.skip(',')) {
        this.want('}');
        return;
      }
    }
  }

  private next(): string {
    const token = this.tokens[this.at];
    return token && token.kind !== 'text' ? token.text : '';
  }

  private skip(sign: string): boolean {
    if (this.next() !== sign) return false;
    this.at++;
    return true;
  }

  private want(sign: string): void {
    if (!this.skip(sign)) throw new Wrong(`a ${sign} is missing`);
  }
}

function near(word: string, words: readonly string[]): string {
  const found = nearest(word, words);
  return found ? `: did you mean ${found}?` : '';
}
