import type { Subject } from './manifest';
import { readable } from './manifest';
import type { Problem } from './problem';
import type { AppRule, ObjectRule, Surroundings } from './rule';
import { containerRules } from './rules/containers';
import { duplicateObjects } from './rules/duplicate-objects';
import { labelRules } from './rules/labels';
import { nameRules } from './rules/names';
import { plainSecrets } from './rules/plain-secret';
import { missingKeys } from './rules/references';
import { selectorOverlap } from './rules/selectors';
import { sharedVolumes } from './rules/shared-volumes';

const OBJECT_RULES: readonly ObjectRule[] = [nameRules, labelRules, containerRules, plainSecrets];
const APP_RULES: readonly AppRule[] = [duplicateObjects, missingKeys, selectorOverlap, sharedVolumes];

/** Judges manifests of any origin; knows nothing of constructs. */
export function check(subjects: readonly Subject[], around: Surroundings = { outside: [] }): Problem[] {
  const problems: Problem[] = [];
  const read = subjects.map(({ where, manifest }) => ({ where, manifest: readable(manifest) }));
  for (const subject of read) {
    for (const rule of OBJECT_RULES) problems.push(...rule(subject));
  }
  for (const rule of APP_RULES) problems.push(...rule(read, around));
  return problems;
}
