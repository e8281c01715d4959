import { MOVED_FIELDS } from '../../../../lib/check/kinds/serving/moved-fields';
import { foundIn } from '../../manifests';

const VERSIONS: Record<string, string> = { InferenceService: 'v1beta1', LLMInferenceService: 'v1alpha2' };
/** What `*` stands for in these tests: a step that is there. */
const STEPS: Record<string, string> = { 'spec.*': 'predictor', 'spec.predictor.*': 'sklearn', 'spec.nodes.*': 'root' };

const rows = Object.entries(MOVED_FIELDS).flatMap(([kind, fields]) => Object.keys(fields).map(pattern => [kind, pattern] as const));

test.each(rows)('%s knows no field %s', (groupKind, pattern) => {
  const [group, kind] = groupKind.split('/');
  const at = pattern.indexOf('*');
  const step = at < 0 ? '' : STEPS[pattern.slice(0, at + 1)];
  const path = pattern.replace('*', step ?? 'missing');
  const spec = path.split('.').slice(1).reduceRight<unknown>((inner, name) => ({ [name]: inner }), 'x');
  const lines = foundIn([{ apiVersion: `${group}/${VERSIONS[kind] ?? 'v1alpha1'}`, kind, metadata: { name: 'a', namespace: 'team' }, spec }]);
  expect(lines.some(line => line.startsWith(`error SCHEMA_UNKNOWN_FIELD ${path}: unknown field`))).toBe(true);
});

test('hints are short, and begin small', () => {
  for (const hint of Object.values(MOVED_FIELDS).flatMap(fields => Object.values(fields))) expect(hint).toMatch(/^[a-z].{0,150}[^.]$/);
});
