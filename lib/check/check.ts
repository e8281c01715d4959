import { DEFAULT_CLUSTER } from './cluster';
import { rulesOf } from './kinds';
import type { Subject } from './manifest';
import { groupOf, readable } from './manifest';
import { Objects } from './objects';
import type { Problem } from './problem';
import { Report } from './report';
import type { AppRule, ObjectRule, Scene, Surroundings } from './rule';
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
  const scene: Scene = { cluster: around.cluster ?? DEFAULT_CLUSTER, objects: new Objects(read) };
  for (const subject of read) {
    for (const rule of OBJECT_RULES) problems.push(...rule(subject));
    const rules = rulesOf(`${groupOf(subject.manifest)}/${subject.manifest.kind}`);
    if (rules.length === 0) continue;
    const report = new Report(subject.where, problems);
    for (const rule of rules) rule.judge(subject.manifest, report, scene);
  }
  for (const rule of APP_RULES) problems.push(...rule(read, around));
  return problems;
}
