import { kindOf, readCases, subjectOf } from './corpus';

const TEXT = `# good: one job
apiVersion: batch/v1
kind: Job
metadata: {name: a, namespace: team}
---

# bad: a claim and its Pod
# and more about it
apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: a}}
  - {apiVersion: v1, kind: Pod, metadata: {name: a, creationTimestamp: 2024-01-01}, mode: 0644, on: [yes, 'yes', 1.5, ~], none: }
---
# nothing but a comment
---
# bad (facts): nobody can tell
kind: Job
--- # the last
# ignored: no effect
kind: Job
`;

describe('the corpus', () => {
  const cases = readCases('kubernetes/pod.yaml', TEXT);

  test('has a case for each document, named by its place and its first line', () => {
    expect(cases.map(({ id, claim, domain, topic }) => [id, claim, domain, topic])).toEqual([
      ['kubernetes/pod.yaml:1 one job', 'good', 'kubernetes', 'kubernetes/pod'],
      ['kubernetes/pod.yaml:7 a claim and its Pod', 'bad', 'kubernetes', 'kubernetes/pod'],
      ['kubernetes/pod.yaml:17 nobody can tell', 'facts', 'kubernetes', 'kubernetes/pod'],
      ['kubernetes/pod.yaml:20 no effect', 'ignored', 'kubernetes', 'kubernetes/pod'],
    ]);
  });

  test('takes a List for its items, and is about the one that the file is named after', () => {
    expect(cases[1].objects.map(kindOf)).toEqual(['v1 PersistentVolumeClaim', 'v1 Pod']);
    expect(kindOf(subjectOf(cases[1]))).toBe('v1 Pod');
    expect(kindOf(subjectOf(cases[0]))).toBe('batch/v1 Job');
  });

  test('reads YAML as kubectl does', () => {
    expect(cases[1].objects[1]).toEqual({
      apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', creationTimestamp: '2024-01-01' }, mode: 420, true: [true, 'yes', 1.5, null], none: null,
    });
  });

  test.each([
    ['kind: Job', /^a\/b\.yaml:1: a case starts with a line/],
    ['# good: x\nkind: Job\n---\n# great: x\nkind: Job', /^a\/b\.yaml:4: a case starts/],
    ['# good:\nkind: Job', /^a\/b\.yaml:1: a case starts/],
    ['# good: x\n- kind: Job', /^a\/b\.yaml:1: a case is an object/],
    ['# good: x\napiVersion: v1\nkind: List\nitems: [1]', /^a\/b\.yaml:1: the items of a List/],
    ['# good: x\na: 1\na: 2', /^a\/b\.yaml:1: duplicated mapping key/],
  ])('refuses %j', (text, message) => {
    expect(() => readCases('a/b.yaml', text)).toThrow(message);
  });
});
