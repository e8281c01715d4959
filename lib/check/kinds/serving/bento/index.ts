import { bento, request } from './bento';
import { deployment } from './deployment';
import type { KindRule } from '../../../rule';

/** BentoML's Yatai. No webhook validates its kinds: what is wrong shows when the controller makes Deployments of them. */
export const BENTO_RULES: readonly KindRule[] = [deployment, bento, request];
