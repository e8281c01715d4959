import type { Obj } from './corpus';
import type { Refusals } from './oracle';
import type { Specimen } from './sample';
import type { Manifest, Problem } from '../../lib/check';
import { check, describeProblem } from '../../lib/check';
import { POLICY_CODES } from '../../lib/check/codes/policy';

/**
 * `missed`: the cluster refuses it, check does not. `false`: check refuses it,
 * the cluster does not. `corpus`: the case is not what its author says.
 * `unjudged`: no oracle at hand could tell. The others are agreement.
 */
export type Outcome = 'refused' | 'accepted' | 'missed' | 'false' | 'corpus' | 'unjudged';

export interface Verdict {
  readonly specimen: Specimen;
  readonly outcome: Outcome;
  /** What the oracles say. */
  readonly refusals: Refusals;
  /** What check says, in whole. */
  readonly problems: readonly Problem[];
  /** What is wrong with it, where that is not plain from the outcome. */
  readonly remark?: string;
}

/** What the oracles say together; `certain` where all that could refuse it were asked. */
export interface Answer {
  readonly refusals: Refusals;
  readonly certain: boolean;
}

/** What check refuses: not what a cluster would take and a team should not. */
export function errorsOf(problems: readonly Problem[]): Problem[] {
  return problems.filter(({ level, code }) => (level ?? 'error') === 'error' && !Object.hasOwn(POLICY_CODES, code));
}

export function problemsOf(objects: readonly Obj[]): Problem[] {
  return check(objects.map(object => {
    const manifest = object as unknown as Manifest;
    return { where: `${String(manifest.kind)}/${String(manifest.metadata?.name)}`, manifest };
  }));
}

/** `error CODE field: got X; fix` */
export function lineOf(problem: Problem): string {
  return `${problem.level ?? 'error'} ${problem.code} ${describeProblem(problem)}`;
}

export function verdictOf(specimen: Specimen, answer: Answer): Verdict {
  let problems: Problem[];
  try {
    problems = problemsOf(specimen.objects);
  } catch (e) {
    return { specimen, outcome: 'corpus', refusals: answer.refusals, problems: [], remark: `check throws: ${(e as Error).stack?.split('\n').slice(0, 3).join(' ')}` };
  }
  return { specimen, refusals: answer.refusals, problems, ...judged(specimen.claim, answer, problems) };
}

function judged(claim: Specimen['claim'], { refusals, certain }: Answer, problems: readonly Problem[]): { outcome: Outcome; remark?: string } {
  const refused = refusals.length > 0;
  const found = errorsOf(problems).length > 0;
  switch (claim) {
    case 'good':
      if (refused) return { outcome: 'corpus', remark: 'called good, and the cluster refuses it' };
      return { outcome: found ? 'false' : 'accepted' };
    case 'bad':
      if (!refused && certain) return { outcome: 'corpus', remark: 'called bad, and the cluster accepts it: good, ignored or bad (facts)?' };
      return { outcome: found ? 'refused' : refused ? 'missed' : 'unjudged' };
    case 'facts':
      return found ? { outcome: 'refused' } : { outcome: 'missed', remark: 'bad by the facts, and check accepts it' };
    case 'ignored':
      if (refused) return { outcome: 'corpus', remark: 'called ignored, and the cluster refuses it' };
      if (found) return { outcome: 'false' };
      return problems.some(({ level }) => level === 'warning') ? { outcome: 'accepted' } : { outcome: 'missed', remark: 'ignored by the cluster, and check does not warn' };
    case 'generated':
    case 'mutation':
      if (refused) return { outcome: found ? 'refused' : 'missed' };
      return { outcome: !certain ? 'unjudged' : found ? 'false' : 'accepted' };
  }
}
