// Texts as controllers read them, which are written in Go.

const UNITS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, m: 6e10, h: 3.6e12 };
const MOST = 2 ** 63;

/** Nanoseconds of a duration such as `1m30s`; undefined if it is none. */
export function goDuration(text: string): number | undefined {
  const negative = text.startsWith('-');
  let rest = text.replace(/^[+-]/, '');
  if (rest === '0') return 0;
  if (rest === '') return undefined;
  let sum = 0;
  while (rest !== '') {
    const match = /^(\d*)(?:\.(\d*))?(ns|us|µs|μs|ms|s|m|h)/.exec(rest);
    if (!match || (!match[1] && !match[2])) return undefined;
    const unit = UNITS[match[3]];
    sum += Number(match[1] || 0) * unit + Math.floor(Number(`0.${match[2] || 0}`) * unit + 1e-6);
    if (sum >= MOST) return undefined;
    rest = rest.slice(match[0].length);
  }
  return negative ? -sum : sum;
}

/** A number as Go's `strconv.ParseFloat` reads it; undefined if it is none. */
export function goFloat(text: string): number | undefined {
  if (/^[+-]?(?:inf|infinity|nan)$/i.test(text)) return /nan/i.test(text) ? NaN : text.startsWith('-') ? -Infinity : Infinity;
  // A digit stands on both sides of each _.
  if (!/^[+-]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?$/.test(text) || /_(?!\d)|(?<!\d)_/.test(text)) return undefined;
  const number = Number(text.replace(/_/g, ''));
  return Number.isFinite(number) ? number : undefined;
}

/** A whole number as Go's `strconv.ParseInt` reads it, of 32 bits; undefined if it is none. */
export function goInt32(text: string): number | undefined {
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const number = Number(text);
  return number >= -(2 ** 31) && number < 2 ** 31 ? number : undefined;
}
