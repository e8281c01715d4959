import { KnownDisagreements, parseKnown } from './known';
import type { Verdict } from './verdicts';
import { verdictOf } from './verdicts';
import type { Problem } from '../../lib/check';

const specimen = { id: 'tuning/experiment.yaml:1 a search | drop', domain: 'tuning', kind: 'kubeflow.org/v1beta1 Experiment', claim: 'mutation', objects: [], path: 'spec.a[0]' } as const;
const problem = (code: string, field: string) => ({ where: 'x', code, field, fix: 'x' }) as Problem;
const alarm = (...problems: Problem[]): Verdict => ({ specimen, outcome: 'false', refusals: [], problems });
const missed = (...refusals: string[]): Verdict => ({ specimen, outcome: 'missed', refusals, problems: [] });
const explained = (yaml: string, verdict: Verdict) => new KnownDisagreements(parseKnown(yaml)).explain(verdict);

describe('known.yaml', () => {
  test.each([
    ['{says: false, kind: a, code: A, reason: r}', 'entry 1: says is a text'],
    ["{says: 'no', kind: a, code: A, reason: r}", 'entry 1: says is missed or false'],
    ["{says: 'false', code: A, reason: r}", 'entry 1: kind is missing'],
    ["{says: 'false', kind: a, code: A}", 'entry 1: reason is missing'],
    ["{says: 'false', kind: a, reason: r}", 'entry 1: what is false is known by its code'],
    ['{says: missed, kind: a, reason: r}', 'entry 1: what is missed is known by its message'],
    ['{says: missed, kind: a, message: m, code: A, reason: r}', 'entry 1: what is missed has no code'],
    ['{says: missed, kind: a, message: m, reason: r, why: w}', 'entry 1: no field why'],
  ])('refuses %s', (entry, message) => {
    expect(() => parseKnown(`[${entry}]`)).toThrow(message);
  });

  const katib = "[{says: 'false', kind: 'kubeflow.org/* Experiment', code: 'KATIB_*', path: 'spec.*', reason: r}]";

  test('explains a false alarm when it explains each of its errors', () => {
    expect(explained(katib, alarm(problem('KATIB_X', 'spec.a')))).toBe(true);
    expect(explained(katib, alarm(problem('KATIB_X', 'spec.a'), problem('SCHEMA_X', 'spec.a')))).toBe(false);
    expect(explained(katib, alarm(problem('KATIB_X', 'metadata.a')))).toBe(false);
    expect(explained(katib, missed('KATIB_X'))).toBe(false);
  });

  test('takes one of several codes', () => {
    expect(explained(katib.replace('KATIB_*', 'A|KATIB_*|B'), alarm(problem('KATIB_X', 'spec.a'), problem('B', 'spec.a')))).toBe(true);
    expect(explained(katib.replace('KATIB_*', 'A|B'), alarm(problem('AB', 'spec.a')))).toBe(false);
  });

  test('explains what is missed by a part of one refusal, and by the changed path', () => {
    const entry = (path: string) => `[{says: missed, kind: '*', message: 'no more than * characters', path: '${path}', reason: r}]`;
    expect(explained(entry('spec.a[0]'), missed('x', 'must be no more than 63 characters long'))).toBe(true);
    expect(explained(entry('spec.a'), missed('must be no more than 63 characters long'))).toBe(false);
    expect(explained(entry('*'), missed('must be less'))).toBe(false);
  });

  test('tells the entries that were of no use', () => {
    const known = new KnownDisagreements(parseKnown(`[${katib.slice(1, -1)}, {says: missed, kind: '*', message: m, reason: unused}]`));
    known.explain(alarm(problem('KATIB_X', 'spec.a')));
    expect(known.unused.map(({ reason }) => reason)).toEqual(['unused']);
  });
});

describe('a verdict', () => {
  const bad = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'Not_A_Name' } };
  const fine = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'team' }, spec: { ports: [{ port: 80 }] } };
  const accepts = { refusals: [], certain: true };
  const refuses = { refusals: ['no'], certain: true };
  const unsure = { refusals: [], certain: false };

  test.each([
    ['good', fine, accepts, 'accepted'], ['good', fine, refuses, 'corpus'], ['good', bad, accepts, 'false'], ['good', fine, unsure, 'accepted'],
    ['bad', bad, refuses, 'refused'], ['bad', fine, refuses, 'missed'], ['bad', bad, accepts, 'corpus'], ['bad', fine, unsure, 'unjudged'], ['bad', bad, unsure, 'refused'],
    ['facts', bad, accepts, 'refused'], ['facts', fine, accepts, 'missed'],
    ['ignored', fine, accepts, 'missed'], ['ignored', bad, accepts, 'false'], ['ignored', fine, refuses, 'corpus'],
    ['mutation', bad, refuses, 'refused'], ['mutation', fine, accepts, 'accepted'], ['mutation', fine, refuses, 'missed'], ['mutation', bad, accepts, 'false'],
    ['mutation', bad, unsure, 'unjudged'], ['mutation', fine, unsure, 'unjudged'],
  ] as const)('of %s, %#: %j and %j is %s', (claim, object, answer, outcome) => {
    expect(verdictOf({ ...specimen, claim, objects: [object] } as never, answer).outcome).toBe(outcome);
  });
});
