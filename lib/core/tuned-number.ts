/** A whole number that a tuner chooses: what stands for it until then, and its bounds. */
export interface TunedNumber {
  readonly placeholder: string;
  readonly min: number;
  readonly max: number;
}

/** Far above every count and size that a manifest holds, and far from each other: what is worked out from one is no other. */
const FIRST = 2 ** 51;
const APART = 2 ** 32;

const TUNED: TunedNumber[] = [];

/**
 * A number that stands for one that is chosen later. A field takes it as it
 * takes any number; it is known again in what is rendered.
 * @internal
 */
export function standIn(tuned: TunedNumber): number {
  return FIRST + APART * TUNED.push(tuned);
}

/** @internal */
export function tunedNumber(value: unknown): TunedNumber | undefined {
  if (typeof value !== 'number' || value <= FIRST) return undefined;
  const at = (value - FIRST) / APART;
  return Number.isInteger(at) ? TUNED[at - 1] : undefined;
}

/** How far sums may be off, so that they still belong to one of them. */
const NEAR = 1e6;
/** By how much they may be multiplied or divided. */
const MOST = 1000;

/**
 * The one that a number was worked out of, by a sum, a product or a quotient,
 * which no text can do; undefined where it was not.
 * @internal
 */
export function workedOutOf(value: number): TunedNumber | undefined {
  if (!(Math.abs(value) > FIRST / (2 * MOST))) return undefined;
  return TUNED.find((_, i) => {
    const whole = FIRST + APART * (i + 1);
    const isMultiple = (large: number, small: number) => {
      const times = Math.round(large / small);
      return times >= 1 && times <= MOST && Math.abs(large - times * small) <= NEAR;
    };
    return Math.abs(value) !== whole && (isMultiple(Math.abs(value), whole) || isMultiple(whole, Math.abs(value)));
  });
}

/**
 * The number itself, or the largest that may be chosen.
 * @internal
 */
export const mostOf = <T extends number | undefined>(value: T): T | number => tunedNumber(value)?.max ?? value;
