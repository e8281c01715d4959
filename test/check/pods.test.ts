import pack from '../../imports/schema.json';
import type { Manifest } from '../../lib/check';
import { allPodsOf } from '../../lib/check/pods';
import type { SchemaPack } from '../../lib/check/schema/pack';

const { kinds, nodes } = pack as unknown as SchemaPack;
/** Defaults of templates, and tasks that Argo makes of them, are judged in the templates. */
const NO_POD_OF_ITS_OWN = /\.templateDefaults\.|^WorkflowTaskSet /;

type Path = readonly string[];

/** Where a schema has containers: `[]` is any item of a list, `*` any value of a map. */
function placesIn(index: number, path: Path = [], open: readonly number[] = []): Path[] {
  if (open.includes(index) || path.length > 14) return [];
  const { properties = {}, items, additionalProperties } = nodes[index];
  const list = properties.containers === undefined ? undefined : nodes[properties.containers].items;
  const below = [
    ...Object.entries(properties).filter(([name]) => name !== 'status'),
    ...items === undefined ? [] : [['[]', items] as const],
    ...typeof additionalProperties === 'number' ? [['*', additionalProperties] as const] : [],
  ].flatMap(([step, child]) => placesIn(child as number, [...path, step as string], [...open, index]));
  return list !== undefined && nodes[list].properties?.image !== undefined ? [path, ...below] : below;
}

const PLACES = kinds.flatMap(({ group, version, kind, schema }) => placesIn(schema).map((path): [string, Path, Manifest] => {
  const spec = [...path].reverse().reduce((inner: unknown, step) => (step === '[]' ? [inner] : { [step === '*' ? 'x' : step]: inner }), { containers: [{ name: 'a', image: 'b' }] });
  return [`${kind} ${path.join('.')}`, path, { apiVersion: group ? `${group}/${version}` : version, kind, metadata: { name: 'a' }, ...spec as object } as Manifest];
})).filter(([what]) => !NO_POD_OF_ITS_OWN.test(what));

test('the schemas have pods in many kinds', () => {
  expect(PLACES.length).toBeGreaterThan(60);
});

test.each(PLACES)('the pod in %s is found', (_, __, manifest) => {
  expect(allPodsOf(manifest).filter(({ spec }) => spec.containers?.length === 1)).toHaveLength(1);
});

test('the container that KServe puts into pods is found as one of a pod', () => {
  const manifest = { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'ClusterStorageContainer', metadata: { name: 'a' }, spec: { container: { name: 'a', image: 'b' } } };
  expect(allPodsOf(manifest)).toMatchObject([{ spec: { containers: [{ image: 'b' }] }, containerPaths: ['spec.container'], custom: true }]);
  expect(allPodsOf({ ...manifest, spec: { container: {} } })).toEqual([]);
});
