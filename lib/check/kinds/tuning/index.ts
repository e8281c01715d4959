import { experiment } from './experiment';
import { structure } from './structure';
import { suggestion } from './suggestion';
import { trial } from './trial';
import type { KindRule } from '../../rule';

/** Katib, whose CRDs have no schema. */
export const TUNING_RULES: readonly KindRule[] = [structure, experiment, suggestion, trial];
