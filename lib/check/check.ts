import { DEFAULT_CLUSTER } from './cluster';
import { rulesOf } from './kinds';
import type { Subject } from './manifest';
import { groupOf, readable, record } from './manifest';
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
import { judgeSchema } from './schema/object';

const OBJECT_RULES: readonly ObjectRule[] = [nameRules, labelRules, containerRules, plainSecrets];
const APP_RULES: readonly AppRule[] = [duplicateObjects, missingKeys, selectorOverlap, sharedVolumes];

/** Judges manifests of any origin; knows nothing of constructs. */
export function check(subjects: readonly Subject[], around: Surroundings = { outside: [] }): Problem[] {
  const problems: Problem[] = [];
  const read = subjects.map(({ where, manifest }) => ({ where, manifest: readable(manifest) }));
  const scene: Scene = { cluster: around.cluster ?? DEFAULT_CLUSTER, objects: new Objects(read) };
  const own = new Set(scene.objects.all('apiextensions.k8s.io/CustomResourceDefinition').map(({ spec }) => `${spec.group}/${record(spec.names).kind}`));
  const told = new Set<string>();
  read.forEach((subject, i) => {
    const { where, manifest } = subject;
    const report = new Report(where, problems);
    judgeSchema(subjects[i].manifest, report, own, told);
    for (const rule of OBJECT_RULES) problems.push(...rule(subject));
    for (const rule of rulesOf(`${groupOf(manifest)}/${manifest.kind}`)) rule.judge(manifest, report, scene);
  });
  for (const rule of APP_RULES) problems.push(...rule(read, around));
  return problems;
}
