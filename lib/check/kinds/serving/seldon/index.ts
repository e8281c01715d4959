import { deployment } from './deployment';
import { experiment } from './experiment';
import { model } from './model';
import { pipeline } from './pipeline';
import { runtime } from './runtime';
import { server } from './server';
import type { KindRule } from '../../../rule';

/** Seldon Core 1 and 2. */
export const SELDON_RULES: readonly KindRule[] = [deployment, model, server, pipeline, experiment, runtime];
