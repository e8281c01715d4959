const QUANTITY = /^([+-]?)(\d*)(?:\.(\d*))?(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d{1,3}))?$/;
const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const NANO = 10n ** 9n;

/** A quantity as Kubernetes writes it back: `2Gi` for `2048Mi`; undefined if it is none. */
export function canonicalQuantity(quantity: string): string | undefined {
  const match = quantity.length < 100 ? QUANTITY.exec(quantity) : null;
  if (!match || (!match[2] && !match[3])) return undefined;
  const [, sign, whole, fraction = '', suffix = '', exponent] = match;
  const power = exponent !== undefined ? Number(exponent) : suffix.endsWith('i') ? 0 : 3 * (DECIMAL.indexOf(suffix) - 3);
  const scale = 9 + power - fraction.length;
  const unit = suffix.endsWith('i') ? 1024n ** BigInt(BINARY.indexOf(suffix)) : 1n;
  let nano = BigInt(whole + fraction) * unit * 10n ** BigInt(Math.max(scale, 0));
  // What is finer is rounded away from zero.
  if (scale < 0) nano = (nano + 10n ** BigInt(-scale) - 1n) / 10n ** BigInt(-scale);
  if (nano === 0n) return '0';
  const text = suffix.endsWith('i') && nano >= 1024n * NANO && nano % NANO === 0n ? binary(nano / NANO) : decimal(nano, exponent !== undefined);
  return sign === '-' ? `-${text}` : text;
}

function binary(value: bigint): string {
  let step = 0;
  for (; value % 1024n === 0n && step < BINARY.length - 1; step++) value /= 1024n;
  return `${value}${BINARY[step]}`;
}

function decimal(nano: bigint, asExponent: boolean): string {
  let step = 0;
  for (; nano % 1000n === 0n && step < DECIMAL.length - 1; step++) nano /= 1000n;
  const power = 3 * step - 9;
  return `${nano}${!asExponent ? DECIMAL[step] : power === 0 ? '' : `e${power}`}`;
}
