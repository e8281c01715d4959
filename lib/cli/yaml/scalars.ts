/** What a plain scalar may stand for. */
export type Scalar = string | number | boolean | null;

const WORDS = new Map<string, Scalar>([
  ...['true', 'True', 'TRUE', 'y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map((word): [string, Scalar] => [word, true]),
  ...['false', 'False', 'FALSE', 'n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map((word): [string, Scalar] => [word, false]),
  ...['', '~', 'null', 'Null', 'NULL'].map((word): [string, Scalar] => [word, null]),
  ...['.nan', '.NaN', '.NAN'].map((word): [string, Scalar] => [word, NaN]),
  ...['.inf', '.Inf', '.INF'].flatMap((word): [string, Scalar][] => [[word, Infinity], [`+${word}`, Infinity], [`-${word}`, -Infinity]]),
]);
const INTEGER = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9][0-9]*)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const SIGN_AFTER_BASE = /^0b[-+][01]{1,63}$/;

const INT64_MAX = 2n ** 63n - 1n;
const UINT64_MAX = 2n ** 64n - 1n;
/** The greatest number of JavaScript below 2^63: 2^63 itself would be out of the range of an int64. */
const BELOW_2_63 = 9223372036854774784;

/** Characters that something other than a text starts with. */
const HINTS = new Uint8Array(128);
for (const c of 'yYnNtTfFoO~.+-0123456789') HINTS[c.charCodeAt(0)] = 1;
const NINE = 0x39, TILDE = 0x7e, LONGEST_WORD = 5;

/**
 * A plain scalar as kubectl reads it: YAML 1.1 the way go-yaml v2 has it. So
 * `yes` is a truth value and `0777` octal, but `12:30:00` and dates are texts.
 */
export function plainScalar(text: string): Scalar {
  const first = text === '' ? TILDE : text.charCodeAt(0);
  if (first >= 128 || HINTS[first] === 0 || (first > NINE && text.length > LONGEST_WORD)) return text;
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  return first > NINE ? text : number(text) ?? text;
}

function number(text: string): number | undefined {
  if (text.startsWith('.')) {
    const digits = text.replace(/(?<=\d)_(?=\d)/g, '');
    return FLOAT.test(digits) ? finite(digits) : undefined;
  }
  const plain = text.includes('_') ? text.replace(/_/g, '') : text;
  if (INTEGER.test(plain)) {
    const int = integer(plain);
    if (int !== undefined) return int;
  }
  if (FLOAT.test(plain)) return finite(plain);
  if (SIGN_AFTER_BASE.test(plain)) return parseInt(plain.slice(2), 2) + 0;
  return undefined;
}

function finite(text: string): number | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? value + 0 : undefined; // + 0: no negative zero
}

/** Undefined where neither an int64 nor, without a sign, an uint64 holds it. */
function integer(text: string): number | undefined {
  const signed = text.startsWith('-') || text.startsWith('+');
  const digits = signed ? text.slice(1) : text;
  const octal = /^0[0-7]/.test(digits);
  if (!octal && digits.length <= 12) return text.startsWith('-') ? 0 - Number(digits) : Number(digits);
  const size = BigInt(octal ? `0o${digits}` : digits.replace(/^0[XBO]/, base => base.toLowerCase()));
  if (text.startsWith('-')) return size > INT64_MAX + 1n ? undefined : 0 - Number(size);
  if (size > (signed ? INT64_MAX : UINT64_MAX)) return undefined;
  return rounded(size);
}

/** The nearest number of JavaScript that is in the range of an int64 if the integer is. */
function rounded(int: bigint): number {
  return int <= INT64_MAX ? Math.min(Number(int), BELOW_2_63) : Number(int);
}

/**
 * A scalar with a tag of its own, e.g. `!!int "5"`; undefined where the text is
 * none of that type. A tag that go-yaml does not know makes a text.
 */
export function taggedScalar(tag: string, text: string): Scalar | undefined {
  const type = tag.startsWith('tag:yaml.org,2002:') ? tag.slice('tag:yaml.org,2002:'.length) : '';
  switch (type) {
    case 'bool': return only(text, value => typeof value === 'boolean');
    case 'null': return only(text, value => value === null);
    case 'float': return only(text, value => typeof value === 'number');
    case 'int': return only(text, value => Number.isInteger(value) && !/[.eE]/.test(text.replace(/^[-+]?0[xX].*/, '')));
    case 'binary': return binary(text);
    default: return text;
  }
}

function only(text: string, isOfType: (value: Scalar) => boolean): Scalar | undefined {
  const value = plainScalar(text);
  return isOfType(value) ? value : undefined;
}

function binary(text: string): string | undefined {
  const base64 = text.replace(/[\r\n]/g, '');
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64) ? Buffer.from(base64, 'base64').toString('utf8') : undefined;
}
