import { configuration, revision, route, service } from './service';
import type { KindRule } from '../../../rule';

/** Knative Serving. */
export const KNATIVE_RULES: readonly KindRule[] = [service, configuration, route, revision];
