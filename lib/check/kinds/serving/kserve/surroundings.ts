import { autoscalerTarget } from './autoscaler-target';
import { configuration } from './configuration';
import { s3Annotations } from './s3-annotations';
import type { KindRule } from '../../../rule';

/** Objects of other kinds that KServe reads, or that scale what it makes. */
export const KSERVE_SURROUNDINGS_RULES: readonly KindRule[] = [autoscalerTarget, s3Annotations, configuration];
