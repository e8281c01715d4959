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

/**
 * Whether a number was worked out from one that is chosen later, which no text can do.
 * @internal
 */
export const isWorkedOut = (value: number) => Math.abs(value) > FIRST / 2 && tunedNumber(value) === undefined;

/**
 * The number itself, or the largest that may be chosen.
 * @internal
 */
export const mostOf = <T extends number | undefined>(value: T): T | number => tunedNumber(value)?.max ?? value;
