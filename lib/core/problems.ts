import { isIP } from 'net';
import type { Duration } from 'cdk8s';
import { tunedNumber } from './tuned-number';
import type { Problem, ProblemCode } from '../check';

/** Collects what is wrong with one construct; handed to its `_check`. */
export class Problems {
  /** @internal */
  public readonly _found: Problem[];

  constructor(private readonly where: string, private readonly prefix = '', found: Problem[] = []) {
    this._found = found;
  }

  /**
   * The same list, for fields inside another one.
   * @internal
   */
  public _under(field: string): Problems {
    return new Problems(this.where, `${this.prefix}${field}.`, this._found);
  }

  /** Adds a problem: the field as its author wrote it, the value got, the fix. */
  public add(code: ProblemCode, field: string, got: unknown, fix: string): void {
    this._found.push({ where: this.where, code, field: `${this.prefix}${field}`, got, fix });
  }

  /** A whole number within bounds. */
  public wholeNumber(code: ProblemCode, field: string, got: number | undefined, min: number, max: number, why: string): void {
    if (got === undefined) return;
    const tuned = tunedNumber(got);
    if (tuned) {
      for (const bound of [tuned.min, tuned.max]) this.wholeNumber(code, `${field} ${tuned.placeholder}`, bound, min, max, why);
    } else if (!Number.isInteger(got) || got < min || got > max) this.add(code, field, got, why);
  }

  /** A port of a container or Service. */
  public port(field: string, got: number | undefined): void {
    this.wholeNumber('PORT_RANGE', field, got, 1, 65535, 'use a whole number from 1 to 65535');
  }

  /** A DNS host name, or one with a wildcard as its first label. */
  public host(field: string, got: string | undefined): void {
    if (got === undefined) return;
    const mend = (fix: string) => this.add('HOST_INVALID', field, got, fix);
    const scheme = /^[a-z][a-z0-9+.-]*:\/\//i.exec(got);
    const bare = got.slice(scheme?.[0].length ?? 0).replace(/\/.*$/, '').replace(/^.*@/, '').replace(/:.*$/, '');
    if (isIP(got)) mend('an IP address is no host name: use a DNS name');
    else if (scheme) mend(`a host has no scheme: use '${bare}'`);
    else if (got.includes('@')) mend(`a host has no login: use '${bare}'`);
    else if (/[/:]/.test(got)) mend(`a host has no port or path: use '${bare}'`);
    else if (got.length > 253 || !got.replace(/^\*\./, '').split('.').every(label => label.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(label))) {
      mend('use lower-case letters, digits, - and dots, at most 63 characters between dots');
    }
  }

  /** An absolute path inside a container. */
  public absolutePath(field: string, got: string | undefined): void {
    if (got === undefined) return;
    if (!got.startsWith('/')) this.add('PATH_INVALID', field, got, `use an absolute path: '/${got}'`);
    else if (got.includes(':') || got.split('/').includes('..')) this.add('PATH_INVALID', field, got, "a path has no ':' and no '..'");
  }

  /** A path of a URL. */
  public urlPath(field: string, got: string | undefined): void {
    if (got === undefined) return;
    if (!got.startsWith('/')) this.add('PATH_INVALID', field, got, `a path starts with '/': '/${got}'`);
    else if (/[\s#]/.test(got)) this.add('PATH_INVALID', field, got, "a path has no blanks and no '#'");
  }

  /** A time within bounds, in whole seconds. */
  public duration(field: string, got: Duration | undefined, min: number, max: number, why: string): void {
    const value = got?.toSeconds({ integral: false });
    if (value === undefined) return;
    if (!Number.isInteger(value)) this.add('DURATION_RANGE', field, `${value}s`, 'use whole seconds');
    else if (value < min || value > max) this.add('DURATION_RANGE', field, `${value}s`, why);
  }

  /** A range of addresses: `10.0.0.0/8`. */
  public cidr(field: string, got: string): void {
    const [address, bits, ...more] = got.split('/');
    const version = isIP(address);
    const valid = more.length === 0 && version !== 0 && /^\d+$/.test(bits ?? '') && Number(bits) <= (version === 4 ? 32 : 128);
    if (!valid) this.add('HOST_INVALID', field, got, "use a range such as '10.0.0.0/8'");
  }

  /** A container image reference. */
  public image(field: string, given: string): void {
    const got = String(given ?? '');
    const tag = /:([^:/@]*)(?:@|$)/.exec(got)?.[1] ?? '';
    const digest = /@[^:]*:(.*)$/.exec(got)?.[1];
    if (!IMAGE.test(got) || tag.length > 128 || (digest !== undefined && digest.length < 32)) {
      const fix = got === '' ? 'an image is needed' : /^[a-z]+:\/\//.test(got) ? 'an image has no scheme' : 'use [registry/]repository[:tag][@sha256:digest] in lower case, without spaces';
      this.add('IMAGE_INVALID', field, got, fix);
    }
  }
}

// No counted repetitions: they take milliseconds to compile.
const IMAGE = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::\d+)?\/)?[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]*)?(?:@[a-z0-9]+:[a-f0-9]+)?$/;
