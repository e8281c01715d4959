const QUANTITY = /^([+-]?)(\d*)(?:\.(\d*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,3}))?$/;
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL = ['', 'k', 'M', 'G', 'T', 'P', 'E'];
const SMALL: Record<string, number> = { n: -9, u: -6, m: -3 };
/** An amount is counted in billionths, as finely as Kubernetes counts: sums are exact. */
const ONE = 1_000_000_000n;
const MILLI = 1_000_000n;
/** Kubernetes has no larger quantity than 2^63 - 1, and no more pods than 2^31 - 1. */
const MOST = (2n ** 63n - 1n) * ONE;
const MOST_PODS = 2 ** 31 - 1;

/** How much of each resource, in billionths. */
export type Amounts = ReadonlyMap<string, bigint>;

/** A quantity such as `500m` or `2Gi`, rounded up to billionths; undefined if it is none, or negative. */
export function amountOf(quantity: unknown): bigint | undefined {
  if (typeof quantity === 'number') return Number.isFinite(quantity) ? amountOf(String(quantity)) : undefined;
  if (typeof quantity !== 'string' || quantity.length > 256) return undefined;
  const text = quantity.trim();
  const match = text === '' ? null : QUANTITY.exec(text);
  if (!match) return undefined;
  const [, sign, whole, decimals = '', suffix = '', exponent] = match;
  const binary = BINARY.indexOf(suffix);
  const power = exponent === undefined ? SMALL[suffix] ?? (suffix.endsWith('i') ? 0 : 3 * DECIMAL.indexOf(suffix)) : Number(exponent);
  const factor = suffix.endsWith('i') ? 1024n ** BigInt(binary) : 1n;
  const digits = BigInt(`${whole}${decimals}` || '0') * factor;
  if (sign === '-' && digits > 0n) return undefined;
  const shift = power + 9 - decimals.length;
  const amount = shift >= 0 ? digits * 10n ** BigInt(shift) : roundedUp(digits, 10n ** BigInt(-shift)) / 10n ** BigInt(-shift);
  return amount > MOST ? MOST : amount;
}

const roundedUp = (amount: bigint, unit: bigint): bigint => (amount + unit - 1n) / unit * unit;

/** As finely as schedulers count: thousandths of a processor, whole bytes and devices. */
export const counted = (resource: string, amount: bigint): bigint => roundedUp(amount, resource === 'cpu' || resource.endsWith('.cpu') ? MILLI : ONE);

/** Cores, bytes or pieces. */
export const numberOf = (amount: bigint): number => (amount % ONE === 0n ? Number(amount / ONE) : Number(amount / MILLI) / 1000);

/** So many pods as an amount. */
export const countOf = (count: number): bigint => BigInt(within(count)) * ONE;

/** A number of pods that there can be. */
export const within = (count: number): number => Math.min(Math.max(Math.trunc(count), 0), MOST_PODS);

/** The sum of two. */
export function plus(one: Amounts, other: Amounts): Amounts {
  if (one.size === 0) return other;
  const sum = new Map(one);
  for (const [resource, amount] of other) sum.set(resource, (sum.get(resource) ?? 0n) + amount);
  return sum;
}

/** The larger of two, resource by resource. */
export function larger(one: Amounts, other: Amounts): Amounts {
  const most = new Map(one);
  for (const [resource, amount] of other) if (amount > (most.get(resource) ?? -1n)) most.set(resource, amount);
  return most;
}

/** So many times as much. */
export function times(amounts: Amounts, count: number): Amounts {
  return new Map([...amounts].map(([resource, amount]) => [resource, amount * BigInt(within(count))]));
}

const BYTES = /^(requests\.|limits\.)?(memory|storage|ephemeral-storage|hugepages-.*)$/;

/** An amount as people write it: 16, 1500m, 1536Gi. */
export function written(resource: string, amount: bigint): string {
  if (amount % ONE !== 0n) return amount % MILLI === 0n ? `${amount / MILLI}m` : `${amount}n`;
  const whole = amount / ONE;
  if (whole === 0n || !BYTES.test(resource)) return String(whole);
  const [binary, decimal] = [shortest(whole, 1024n, BINARY), shortest(whole, 1000n, DECIMAL)];
  return decimal.length < binary.length ? decimal : binary;
}

function shortest(whole: bigint, step: bigint, units: readonly string[]): string {
  let rest = whole;
  let unit = 0;
  while (unit < units.length - 1 && rest % step === 0n) {
    rest /= step;
    unit++;
  }
  return `${rest}${units[unit]}`;
}

/** An amount in words: `16 x nvidia.com/gpu`, `64 cpu`, `1536Gi memory`. */
export const inWords = (resource: string, amount: bigint): string => `${written(resource, amount)}${resource.includes('/') ? ' x' : ''} ${resource}`;
