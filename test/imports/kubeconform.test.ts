import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { widgets } from './fixture';
import { expandSchema, type JsonSchema } from '../../imports/generate/expand';
import { writeKubeconformSchemas } from '../../imports/generate/kubeconform';
import { buildPack, findKind, loadPack } from '../../imports/generate/pack';

const pack = loadPack();
const expand = (apiVersion: string, kind: string) => expandSchema(pack, findKind(pack, apiVersion, kind)!);

function follow(root: JsonSchema, ...path: string[]): JsonSchema {
  return path.reduce((schema, name) => {
    const next = name === '[]' ? schema.items : schema.properties[name];
    return next.$ref ? root.definitions[next.$ref.slice('#/definitions/'.length)] : next;
  }, root);
}

test('a schema takes the fields it declares and no others', () => {
  const schema = expand('serving.kserve.io/v1beta1', 'InferenceService');
  expect(schema.properties.apiVersion.enum).toEqual(['serving.kserve.io/v1beta1']);
  expect(follow(schema, 'spec', 'predictor')).toMatchObject({ type: 'object', additionalProperties: false });
});

test('what keeps unknown fields stays open', () => {
  expect(expand('kubeflow.org/v1beta1', 'Experiment')).not.toHaveProperty('additionalProperties');
});

test('a field with a default is never required, for it is never missing', () => {
  const { kinds, nodes } = buildPack([widgets()]);
  const schema = expandSchema({ kinds, nodes }, kinds[0]);
  expect(follow(schema, 'spec').required).toEqual(['count']);
  expect(follow(schema, 'spec', 'count').type).toEqual(['integer', 'string']);
});

test('a schema that holds itself is a definition that points to itself', () => {
  const crd = expand('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
  const schema = follow(crd, 'spec', 'versions', '[]', 'schema', 'openAPIV3Schema');
  expect(follow(crd, 'spec', 'versions', '[]', 'schema', 'openAPIV3Schema', 'not')).toBe(schema);
  expect(JSON.stringify(crd).length).toBeLessThan(50_000);
});

test('every $ref of every schema is defined', () => {
  const undefinedRefs = pack.kinds.flatMap(kind => {
    const schema = expandSchema(pack, kind);
    const refs = [...JSON.stringify(schema).matchAll(/"\$ref":"#\/definitions\/(\w+)"/g)].map(([, name]) => name);
    return refs.filter(name => !schema.definitions[name]);
  });
  expect(undefinedRefs).toEqual([]);
});

test('files are named as kubeconform asks for them', () => {
  const dir = mkdtempSync(join(tmpdir(), 'kubeconform-'));
  try {
    writeKubeconformSchemas(dir);
    expect(readdirSync(dir)).toEqual(expect.arrayContaining([
      'pod-v1.json', 'job-batch-v1.json', 'networkpolicy-networking-v1.json', 'mpijob-kubeflow-v2beta1.json',
      'inferenceservice-serving-v1beta1.json', 'service-v1.json', 'service-serving-v1.json',
    ]));
    expect(JSON.parse(readFileSync(join(dir, 'pod-v1.json'), 'utf8')).properties.kind.enum).toEqual(['Pod']);
  } finally {
    rmSync(dir, { recursive: true });
  }
});
