const QUANTITY = /^([+-]?)(\d*)(?:\.(\d*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;
const SCALE: Record<string, number> = {
  n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9, T: 1e12, P: 1e15, E: 1e18,
  Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40, Pi: 2 ** 50, Ei: 2 ** 60,
};

/** The value of a quantity, as the API server reads it: blanks around it do not count, and `+` or `Gi` alone is zero. */
export function quantityOf(quantity: unknown): number | undefined {
  if (typeof quantity === 'number') return Number.isFinite(quantity) ? quantity : undefined;
  if (typeof quantity !== 'string' || quantity.length > 256) return undefined;
  const text = quantity.trim();
  const match = text === '' ? null : QUANTITY.exec(text);
  if (!match) return undefined;
  const [, sign, digits, decimals, suffix, exponent] = match;
  const value = Number(`${digits || 0}.${decimals || 0}`) * (exponent === undefined ? SCALE[suffix] ?? 1 : 10 ** Number(exponent));
  return sign === '-' ? -value : value;
}

// Values are floating: what differs by less than that is equal.
const NEAR = 1e-12;

export const exceeds = (a: number, b: number) => a - b > NEAR * Math.max(Math.abs(a), Math.abs(b));
export const differs = (a: number, b: number) => exceeds(a, b) || exceeds(b, a);

/** Whether it is a whole number once the server has rounded it up to thousandths. */
export const isWhole = (value: number) => Number.isInteger(value) || Math.ceil(value * 1000 - NEAR * Math.abs(value)) % 1000 === 0;
