const UNITS: Record<string, number> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9, m: 60e9, h: 3600e9 };
const PART = /^([0-9]*)(?:\.([0-9]*))?([^0-9.]+)/;
const LARGEST = 2 ** 63;

/** A duration as Go writes it, such as `1h30m`, in nanoseconds; undefined where it is none. */
export function nanoseconds(text: string): number | undefined {
  const sign = /^[-+]/.test(text) ? text[0] : '';
  let rest = text.slice(sign.length);
  if (rest === '0') return 0;
  if (rest === '' || rest.length > 200) return undefined;
  let sum = 0;
  while (rest !== '') {
    const [part, whole = '', fraction = '', unit] = PART.exec(rest) ?? [];
    if (part === undefined || whole + fraction === '' || !Object.hasOwn(UNITS, unit)) return undefined;
    sum += Number(`${whole || '0'}.${fraction || '0'}`) * UNITS[unit];
    if (sum >= LARGEST) return undefined;
    rest = rest.slice(part.length);
  }
  return sign === '-' ? -sum : sum;
}

/** A duration, or a number that counts as seconds. */
export const isDurationOrSeconds = (text: string) => /^[-+]?[0-9]{1,18}$/.test(text) || nanoseconds(text) !== undefined;
