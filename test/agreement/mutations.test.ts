import type { Case, Obj } from './corpus';
import { readCases } from './corpus';
import { apply, nodesOf, pathText } from './edits';
import { editsOf, OPERATION_NAMES, typosOf, wordsOf } from './mutations';
import { mutationsOf } from './sample';

const POD: Obj = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', labels: { 'a.b/c': 'web' } },
  spec: { restartPolicy: 'Never', hostNetwork: true, priority: 3, tolerations: [], containers: [{ name: 'web', resources: { limits: { memory: '16Gi' } } }] },
};
const says = (operation: string) => editsOf(POD, operation, wordsOf([POD])).map(edit => `${pathText(edit.path)}: ${edit.says}`);

describe('a mutation', () => {
  test.each(OPERATION_NAMES)('%s leaves its origin as it was, and differs from it', operation => {
    const before = JSON.stringify(POD);
    const edits = editsOf(POD, operation, wordsOf([POD]));
    expect(edits.length).toBeGreaterThan(0);
    for (const edit of edits) {
      const changed = JSON.stringify(apply(POD, edit));
      // Numbers may give themselves: 0 times 1000. The sample leaves those out.
      if (operation !== 'range') expect(changed).not.toBe(before);
      expect(changed.length).toBeGreaterThan(2);
    }
    expect(JSON.stringify(POD)).toBe(before);
  });

  test.each([
    ['drop', 'spec.priority: without (was 3)'],
    ['drop', "metadata.labels['a.b/c']: without (was \"web\")"],
    ['rename', "spec: key 'priority' as 'priorrity'"],
    ['retype', 'spec.priority: 3 -> "3"'],
    ['retype', 'spec.hostNetwork: true -> null'],
    ['retype', 'spec.containers[0]: {"name":"web","resources":{"limits":{"memory":"16Gi"}}} -> ["web",{"limits":{"memory":"16Gi"}}]'],
    ['range', 'spec.priority: 3 -> -1'],
    ['range', 'spec.containers[0].resources.limits.memory: "16Gi" -> "-16Gi"'],
    ['range', 'spec.containers: [{"name":"web","resources":{"limits":{"memory":"16Gi"}}}] -> []'],
    ['duplicate', 'spec.containers: item 0 twice'],
    ['reference', 'spec.containers[0].name: "web" -> "web-x"'],
    ['enum', 'spec.restartPolicy: "Never" -> "never"'],
    ['remove', 'spec.containers[0]: without item (was {"name":"web","resources":{"limits":{"memory":"16Gi"}}})'],
    ['unknown', 'spec: with enabled: true'],
  ])('%s: %s', (operation, line) => {
    expect(says(operation)).toContain(line);
  });

  test('reference only touches what occurs twice', () => {
    expect(says('reference').filter(line => line.includes('Never'))).toEqual([]);
  });

  test('a typo is another word', () => {
    for (const word of ['a', 'ab', 'aa', 'aaa', 'name', 'replicas']) {
      for (const typo of typosOf(word)) expect(typo).not.toBe(word);
      expect(typosOf(word).length).toBeGreaterThan(0);
    }
  });

  test('knows the path of every value', () => {
    expect(nodesOf(POD).map(({ path }) => pathText(path))).toContain('spec.containers[0].resources.limits.memory');
  });
});

describe('the sample', () => {
  const names = ['a', 'b', 'c'];
  const cases: Case[] = [
    ...names.flatMap(name => readCases('k/pod.yaml', `# good: ${name}\n${JSON.stringify({ ...POD, metadata: { name, namespace: 'team', labels: { app: 'web' }, finalizers: ['a/x', 'a/y', 'a/z'] } })}`)),
    ...readCases('k/secret.yaml', '# good: s\n{apiVersion: v1, kind: Secret, metadata: {name: s}, type: Opaque, stringData: {password: x, user: y, realm: z}}'),
  ];
  const sample = (share: number, seed = '1') => mutationsOf(cases, share, seed);

  test('is the same for the same seed, and another for another', () => {
    expect(sample(50)).toEqual(sample(50));
    expect(sample(50).map(({ id }) => id)).not.toEqual(sample(50, '2').map(({ id }) => id));
  });

  test('holds no mutation twice, and no origin', () => {
    const texts = sample(500).map(({ objects }) => JSON.stringify(objects));
    expect(new Set(texts).size).toBe(texts.length);
    for (const { objects } of cases) expect(texts).not.toContain(JSON.stringify(objects));
  });

  test('gives each kind its share', () => {
    const kinds = sample(400).map(({ kind }) => kind);
    expect(kinds.filter(kind => kind === 'v1 Pod')).toHaveLength(400);
    expect(kinds.filter(kind => kind === 'v1 Secret').length).toBeGreaterThan(100);
  });

  test('uses every operation about as often', () => {
    const operations = sample(300).filter(({ kind }) => kind === 'v1 Pod').map(({ operation }) => operation);
    const counts = OPERATION_NAMES.map(operation => [operation, operations.filter(one => one === operation).length] as const);
    expect(counts.filter(([, many]) => many < 5 || many > 90)).toEqual([]);
  });

  test('of a larger share holds that of a smaller one', () => {
    const larger = sample(400).map(({ id }) => id);
    for (const { id } of sample(300)) expect(larger).toContain(id);
  });
});
