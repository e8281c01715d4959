import { acknowledged, acknowledgementRules } from './acknowledge';
import { DEFAULT_CLUSTER } from './cluster';
import { discreet } from './credentials';
import { demandRules } from './demand/rules';
import { External } from './external';
import { rulesOf } from './kinds';
import type { Manifest, Subject } from './manifest';
import { isDeeper, kindOf, readable, record } from './manifest';
import { Objects } from './objects';
import { judgePolicy } from './policy';
import type { Problem } from './problem';
import { missingKeys } from './references/keys';
import { missingObjects } from './references/missing';
import { selectedPods } from './references/selected';
import { Report } from './report';
import type { AppRule, ObjectRule, Scene, Surroundings } from './rule';
import { containerRules } from './rules/containers';
import { duplicateObjects } from './rules/duplicate-objects';
import { labelRules } from './rules/labels';
import { nameRules } from './rules/names';
import { plainSecrets } from './rules/plain-secret';
import { selectorOverlap } from './rules/selectors';
import { sharedVolumes } from './rules/shared-volumes';
import { judgeSchema } from './schema/object';

/** Judges and printers follow an object down by calling themselves. */
const MAX_DEPTH = 500;

const OBJECT_RULES: readonly ObjectRule[] = [nameRules, labelRules, containerRules, plainSecrets, acknowledgementRules];
const APP_RULES: readonly AppRule[] = [duplicateObjects, missingKeys, missingObjects, selectedPods, selectorOverlap, sharedVolumes, demandRules];

/** Judges manifests of any origin; knows nothing of constructs. */
export function check(subjects: readonly Subject[], around: Surroundings = { outside: [] }): Problem[] {
  const deep = subjects.filter(({ manifest }) => isDeeper(manifest, MAX_DEPTH));
  if (deep.length > 0) return deep.map(tooDeep).concat(check(subjects.filter(subject => !deep.includes(subject)), around));
  const read = subjects.map((subject): Subject => {
    const manifest = readable(subject.manifest);
    return manifest === subject.manifest ? subject : { ...subject, manifest };
  });
  const objects = new Objects(read);
  const external = new External(around.external ?? []);
  const own = new Set(objects.all('apiextensions.k8s.io/CustomResourceDefinition').map(({ spec }) => `${spec.group}/${record(spec.names).kind}`));
  const told = new Set<string>();
  const problems: Problem[] = [];
  read.forEach((subject, i) => {
    const { where, manifest, cluster = around.cluster ?? DEFAULT_CLUSTER } = subject;
    const found: Problem[] = [];
    const report = new Report(where, found);
    judgeSchema(subjects[i].manifest, report, own, told);
    const bySchema = found.length;
    for (const rule of OBJECT_RULES) for (const problem of rule(subject)) found.push(problem);
    const rules = rulesOf(kindOf(manifest));
    const alone = (one: Manifest) => check([{ where, manifest: one }], { outside: [], cluster, partial: true });
    const scene: Scene = { cluster, objects, external, partial: around.partial === true, alone };
    for (const rule of rules) rule.judge(manifest, report, scene);
    judgePolicy(manifest, report, objects, cluster);
    if (found.length === 0) return;
    for (const problem of withoutEchoes(found, bySchema)) problems.push(acknowledged(subject, discreet(problem, manifest)));
  });
  const between = APP_RULES.flatMap(rule => rule(read, around)).filter(problem => !isGarbled(problem));
  if (between.length === 0) return problems;
  const byPlace = new Map<string, Subject[]>();
  for (const subject of read) byPlace.get(subject.where)?.push(subject) ?? byPlace.set(subject.where, [subject]);
  return problems.concat(between.map(problem => acknowledgedBy(byPlace.get(problem.where) ?? [], problem)));
}

/** A construct may have made several objects: what one of them says is meant is meant. */
function acknowledgedBy(subjects: readonly Subject[], problem: Problem): Problem {
  for (const subject of subjects) {
    const told = acknowledged(subject, problem);
    if (told !== problem) return told;
  }
  return problem;
}

/** What took a map for a text; the schema says that it is none. */
const isGarbled = ({ field, fix }: Problem) => `${field} ${fix}`.includes('[object Object]');

const tooDeep = ({ where }: Subject): Problem => ({ where, code: 'SCHEMA_LENGTH', field: '', fix: `more than ${MAX_DEPTH} levels deep, or it holds itself: no manifest is` });

/** Where a rule has spoken of a field, its words are better than those of the schema; not so where it took a map for a text. */
function withoutEchoes(found: readonly Problem[], bySchema: number): Problem[] {
  const spoken = new Set(bySchema > 0 ? found.slice(bySchema).filter(p => (p.level ?? 'error') === 'error').map(p => p.field) : []);
  return found.filter((p, i) => (i < bySchema ? !spoken.has(p.field) : !isGarbled(p)));
}
