import { goDuration } from '../go-values';
import { fitsPattern } from './pattern';

/** A compiled CEL expression. */
export type Program = (variables: Record<string, unknown>) => unknown;

interface Environment {
  registerType(name: string, type: unknown): Environment;
  registerFunction(signature: string, handler: (...args: any[]) => unknown): Environment;
  parse(source: string): Program;
}

let environment: CelEnvironment | undefined;

/** The CEL of a Kubernetes API server, as far as CRDs use it; loaded for the first rule. */
export function celEnvironment(): CelEnvironment {
  return environment ?? (environment = new CelEnvironment());
}

const REWRITES: ReadonlyArray<readonly [RegExp, string]> = [
  // Fields that are called like a word of the language are escaped in rules, and are not in values.
  [/__(namespace|package|import|function|const|if|else|for|while|let|loop|var|void|as|break|continue|in|null|true|false|return)__/g, '$1'],
  // Regular expressions are RE2's.
  [/\.matches\(/g, '.fits('],
  // The library's own takes a time cubic in the text.
  [/\bduration\(/g, 'nanoseconds('],
  // The library takes no index in has().
  [/\bhas\(([^()[]*\[[^\]()]*\])\.(\w+)\)/g, "('$2' in $1)"],
];

class CelEnvironment {
  private readonly environment: Environment;

  constructor() {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { Environment } = require('@marcbachmann/cel-js');
    this.environment = (new Environment({ unlistedVariablesAreDyn: true }) as Environment)
      .registerType('Url', Url)
      .registerFunction('url(dyn): Url', text => Url.parse(String(text)))
      .registerFunction('isURL(dyn): bool', text => Url.isUrl(String(text)))
      .registerFunction('Url.getScheme(): string', (url: Url) => url.scheme)
      .registerFunction('Url.getHost(): string', (url: Url) => url.host)
      .registerFunction('nanoseconds(string): int', nanoseconds)
      .registerFunction('string.fits(string): bool', fitsPattern);
  }

  public compile(source: string): Program {
    return this.environment.parse(REWRITES.reduce((text, [pattern, by]) => text.replace(pattern, by), source));
  }
}

function nanoseconds(text: string): bigint {
  const sum = goDuration(text);
  if (sum === undefined) throw new Error(`no duration: ${JSON.stringify(text.slice(0, 60))}`);
  return BigInt(Math.trunc(sum));
}

/** A URL as Go's `url.ParseRequestURI` takes it: with a scheme, or an absolute path. */
class Url {
  public static parse(text: string): Url {
    if (!Url.isUrl(text)) throw new Error(`URL parse error during conversion from string: ${JSON.stringify(text)}`);
    return new Url(text);
  }

  public static isUrl(text: string): boolean {
    // eslint-disable-next-line no-control-regex
    if (/[\u0000-\u001f\u007f]/.test(text) || /%(?![0-9a-fA-F]{2})/.test(text)) return false;
    if (text.startsWith('/')) return true;
    const [, authority] = /^[A-Za-z][A-Za-z0-9+.-]*:(?:\/\/([^/?#]*))?/.exec(text) ?? [undefined, ' '];
    return authority === undefined || /^[^\s<>"]*?(:\d*)?$/.test(authority);
  }

  public readonly scheme: string;
  public readonly host: string;

  private constructor(text: string) {
    this.scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text)?.[1].toLowerCase() ?? '';
    this.host = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#]*)/.exec(text)?.[1] ?? '';
  }
}
