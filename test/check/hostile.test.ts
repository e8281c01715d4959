import { join } from 'path';
import * as fc from 'fast-check';
import type { Manifest } from '../../lib/check';
import { check, describeProblem } from '../../lib/check';
import { CODES } from '../../lib/check/codes';
import type { Json, Obj } from '../agreement/corpus';
import { readCorpus } from '../agreement/corpus';
import { apply, nodesOf } from '../agreement/edits';

const OBJECTS: readonly Obj[] = readCorpus(join(__dirname, '../agreement/corpus')).cases.flatMap(({ objects }) => [...objects]);
/** More of them: FC_RUNS=100000 FC_SEED=2 npx jest test/check/hostile */
const RUNS = Number(process.env.FC_RUNS ?? 3000);

/** Values that a rule may take for something else, or stumble over. */
const strange = fc.oneof(
  {
    weight: 6, arbitrary: fc.constantFrom<Json>(
      null, true, false, 0, -0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, NaN, Infinity, '', ' ', '\n', '0', '-1', '1e400', 'true', 'null', '{{', '{{=', '}}', '${', '${trialParameters.', '$(', '..', '/', '://', ':', '%', '*',
      '__proto__', 'constructor', 'toString', 'hasOwnProperty', '\ud800', '\u0000', 'é', '😀', 'a'.repeat(300), '0'.repeat(70), [], {}, [[]], [null], [{}], [[{}]], { '': '' }, { a: null }, { __proto__x: 1 }, [1, 'a', null, {}],
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json> },
  { weight: 2, arbitrary: fc.tuple(fc.nat(), fc.nat()).map(([object, node]) => nodeOf(OBJECTS[object % OBJECTS.length], node)) },
);
const nodeOf = (object: Obj, index: number): Json => {
  const nodes = nodesOf(object);
  return nodes[index % nodes.length].value;
};

/** An object of the corpus with some of its nodes replaced; its kind stays, so that its rules meet it. */
const mangled = fc.tuple(fc.nat(), fc.array(fc.tuple(fc.nat(), strange), { minLength: 1, maxLength: 4 })).map(([index, changes]) =>
  changes.reduce((object: Obj, [at, value]) => {
    const nodes = nodesOf(object).filter(({ path }) => path.length > 0 && path[0] !== 'kind' && path[0] !== 'apiVersion');
    return nodes.length === 0 ? object : apply(object, { path: nodes[at % nodes.length].path, value });
  }, OBJECTS[index % OBJECTS.length]));

test('no manifest makes a rule throw, and each problem has a code, a level, a field and a fix', () => {
  fc.assert(fc.property(fc.array(mangled, { minLength: 1, maxLength: 3 }), objects => {
    const subjects = objects.map((object, i) => ({ where: String(i), manifest: object as unknown as Manifest }));
    for (const problem of check(subjects)) {
      expect(Object.keys(CODES)).toContain(problem.code);
      expect([undefined, 'error', 'warning', 'info']).toContain(problem.level);
      expect(typeof problem.field).toBe('string');
      expect(problem.fix).not.toMatch(/undefined|\[object Object|^$/);
      // eslint-disable-next-line no-control-regex
      expect(describeProblem(problem)).not.toMatch(/[\u0000-\u001f\p{Cs}]/u);
    }
  }), { numRuns: RUNS });
}, Math.max(60_000, RUNS * 20));

test('a manifest is judged alike each time, and left as it was', () => {
  fc.assert(fc.property(mangled, object => {
    const before = structuredClone(object);
    const judged = () => check([{ where: 'a', manifest: object as unknown as Manifest }]);
    expect(judged()).toEqual(judged());
    expect(object).toEqual(before);
  }), { numRuns: RUNS / 10 });
}, Math.max(60_000, RUNS * 20));

test('what no stack can follow is told, and the other objects are judged', () => {
  const circle: Record<string, unknown> = {};
  circle.spec = circle;
  let deep: unknown = 'x';
  for (let i = 0; i < 100_000; i++) deep = { deep };
  const around = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
  const bad = { ...around, data: { n: 1 } };
  const objects: object[] = [{ ...around, spec: deep }, { ...around, metadata: deep }, { ...around, kind: deep }, circle, bad];
  const told = check(objects.map((manifest, i) => ({ where: String(i), manifest: manifest as Manifest })));
  expect(told.map(problem => `${problem.where} ${problem.code} ${describeProblem(problem)}`)).toEqual([
    ...[0, 1, 2, 3].map(i => `${i} SCHEMA_LENGTH more than 500 levels deep, or it holds itself: no manifest is`),
    '4 SCHEMA_TYPE data.n: got 1; expected text, not a whole number: put it in quotes',
  ]);
});

// Patterns that backtrack would take minutes, or years, for each of these.
const SLOW: [what: string, text: string][] = [
  ['words and dots', 'a.'.repeat(500_000)],
  ['words and dashes', 'a-'.repeat(500_000)],
  ['line breaks', '\n'.repeat(500_000)],
  ['blanks', ' '.repeat(1_000_000)],
  ['a setting that goes on', `a:${' '.repeat(500_000)}b`],
  ['digits', `${'1'.repeat(500_000)}x`],
  ['slashes', 'a://'.repeat(250_000)],
  ['colons', `a://${'b:'.repeat(500_000)}`],
  ['tokens', 'eyJ-'.repeat(250_000)],
  ['keys', '-----BEGIN '.repeat(100_000)],
  ['brackets', '[['.repeat(500_000)],
  ['macros', '[[a.'.repeat(250_000)],
  ['expressions', "{{='a'".repeat(150_000)],
  ['expressions that end', "{{='a''b'".repeat(100_000) + '}}'],
  ['placeholders', '${trialSpec.'.repeat(80_000)],
  ['variables', '$('.repeat(500_000)],
  ['comments', '# '.repeat(500_000)],
  ['quotes', '"\\'.repeat(500_000)],
];


test.each(SLOW)('%s without end are judged in linear time in a ConfigMap, a Secret and a Pod', (_, text) => {
  const pod = { containers: [{ name: text, image: text, args: [text], command: [`--a=${text}`], env: [{ name: text, value: text }], resources: { limits: { cpu: text } } }], hostname: text };
  const metadata = { name: text, namespace: text, labels: { [text]: text }, annotations: { [text]: text } };
  const judged = (manifest: object) => check([{ where: 'a', manifest: manifest as Manifest }]).length;
  expect(judged({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { [text]: text, a: text } })).toBeGreaterThan(0);
  expect(judged({ apiVersion: 'v1', kind: 'Secret', metadata, stringData: { a: text, [text]: text } })).toBeGreaterThan(0);
  expect(judged({ apiVersion: 'v1', kind: 'Pod', metadata, spec: pod })).toBeGreaterThan(0);
});

const OF_EACH_KIND = [...new Map(OBJECTS.map(object => [`${object.apiVersion} ${object.kind}`, object])).values()];

test.each(SLOW.filter(([what]) => ['words and dots', 'digits', 'expressions', 'brackets'].includes(what)))('%s without end are judged in linear time in each text of each kind', (_, text) => {
  const hasProblems = (object: Obj) => nodesOf(object).filter(({ path, value }) => typeof value === 'string' && path[0] !== 'kind' && path[0] !== 'apiVersion')
    .some(({ path }) => check([{ where: 'a', manifest: apply(object, { path, value: text.slice(0, 30_000) }) as unknown as Manifest }]).length > 0);
  expect(OF_EACH_KIND.filter(hasProblems).length).toBeGreaterThan(100);
}, 60_000);
