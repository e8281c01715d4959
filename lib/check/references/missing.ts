import { howToSay } from '../external';
import { nearest } from '../nearest';
import type { Problem } from '../problem';
import type { AppRule } from '../rule';
import { referencesOfKinds } from './of-kinds';
import { referencesOfPods } from './of-pods';
import type { Reference } from './reference';
import { Existing } from './reference';

/** Suggestions compare with every name: an input with thousands of gaps gets some. */
const MAX_SUGGESTIONS = 200;

/** Objects that others need and the input does not hold, nor anyone says to exist. */
export const missingObjects: AppRule = (subjects, around) => {
  const existing = new Existing(subjects.map(({ manifest }) => manifest), around.external ?? []);
  for (const { kind, namespace, name } of around.outside) existing.add(`/${kind}`, namespace, name);
  const problems: Problem[] = [];
  let suggestions = 0;
  const near = ({ kind, namespace, name }: Reference) => (suggestions++ < MAX_SUGGESTIONS ? nearest(name, existing.namesOf(kind, namespace)) : undefined);
  for (const { where, manifest } of subjects) {
    const told = new Set<string>();
    for (const reference of [...referencesOfPods(manifest), ...referencesOfKinds(manifest)]) {
      const id = `${reference.kind}/${reference.name}`;
      if (existing.has(reference) || told.has(id)) continue;
      told.add(id);
      problems.push({ where, code: 'REFERENCE_MISSING', field: reference.field ?? reference.path, path: reference.path, got: reference.name, ...verdict(reference, existing, near(reference), around.partial === true) });
    }
  }
  return problems;
};

/** A name close to one that is there is a slip; any other may exist in the cluster already. */
function verdict(reference: Reference, existing: Existing, near: string | undefined, partial: boolean): Pick<Problem, 'level' | 'fix' | 'near'> {
  const kind = reference.kind.slice(reference.kind.indexOf('/') + 1);
  const elsewhere = existing.elsewhere(reference);
  const say = howToSay(reference.kind, reference.name);
  if (elsewhere !== undefined && reference.namespace !== undefined) {
    return { level: 'warning', fix: `the ${kind} of this name is in namespace '${elsewhere}', not in '${reference.namespace}': an object reads those of its own alone` };
  }
  if (near !== undefined) return { level: 'warning', near, fix: `no ${kind} of this name here; did you mean '${near}'? If it exists in the cluster, ${say}` };
  return { level: partial ? 'info' : 'warning', fix: `no ${kind} of this name here; add it, or if it exists in the cluster, ${say}` };
}
