/**
 * Which URIs of models a storage container downloads.
 *
 * @example
 * UriFormat.prefix('s3://');
 * UriFormat.regex('https?://(.+)/(.+)');
 */
export class UriFormat {
  /** URIs that start like this. */
  public static prefix(prefix: string): UriFormat {
    return new UriFormat('prefix', prefix);
  }

  /**
   * URIs in which this regular expression is found: Go's, without lookaround and
   * backreferences.
   * @see https://github.com/google/re2/wiki/Syntax
   */
  public static regex(regex: string): UriFormat {
    return new UriFormat('regex', regex);
  }

  private constructor(private readonly field: string, private readonly value: string) {}

  /** @internal */
  public get _manifest(): Record<string, string> {
    return { [this.field]: this.value };
  }
}
