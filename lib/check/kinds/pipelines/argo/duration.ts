import { goDuration } from '../../../go-values';

/** A duration, or a number that counts as seconds. */
export const isDurationOrSeconds = (text: string) => /^[-+]?[0-9]{1,18}$/.test(text) || goDuration(text) !== undefined;
