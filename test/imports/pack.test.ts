import { existsSync } from 'fs';
import { object, widgets } from './fixture';
import { buildPack, findKind, loadPack, type PackNode } from '../../imports/generate/pack';
import { pinnedFiles } from '../../imports/generate/source';

const pack = loadPack();
const crds = pack.kinds.filter(kind => !kind.builtIn);
const node = (index: number) => pack.nodes[index];
const rootOf = (apiVersion: string, kind: string) => node(findKind(pack, apiVersion, kind)!.schema);

function at(from: PackNode, ...path: string[]): PackNode {
  return path.reduce((current, name) => node(name === '[]' ? current.items! : current.properties![name]), from);
}

test('every pinned CRD is in the pack, and nothing else is', () => {
  const pinned = new Set(pinnedFiles().map(({ name }) => name));
  expect(new Set(crds.map(({ plural, group }) => `${plural}.${group}`))).toEqual(pinned);
  expect(pinnedFiles()).toHaveLength(122);
});

test('the pack counts 166 kind-versions of CRDs and 69 built-in ones', () => {
  expect(crds).toHaveLength(166);
  expect(pack.kinds).toHaveLength(166 + 69);
});

test.each([
  ['kubeflow.org', 22], ['serving.kserve.io', 14], ['argoproj.io', 8], ['trainer.kubeflow.org', 3], ['kueue.x-k8s.io', 10],
])('%s counts %d kind-versions', (group, count) => {
  expect(crds.filter(kind => kind.group === group)).toHaveLength(count);
});

test('both MPIJobs are in the pack, though a cluster holds one of them', () => {
  expect(at(rootOf('kubeflow.org/v1', 'MPIJob'), 'spec').properties).toHaveProperty('mainContainer');
  expect(at(rootOf('kubeflow.org/v2beta1', 'MPIJob'), 'spec').properties).toHaveProperty('sshAuthMountPath');
});

test('scope, plural and the state of a version are told', () => {
  expect(findKind(pack, 'kubeflow.org/v1', 'Profile')).toMatchObject({ scope: 'Cluster', plural: 'profiles', storage: true });
  expect(findKind(pack, 'external-secrets.io/v1beta1', 'SecretStore')).toMatchObject({ served: false, deprecated: true, storage: false });
  expect(findKind(pack, 'v1', 'Namespace')).toMatchObject({ scope: 'Cluster', plural: 'namespaces', builtIn: true });
  expect(findKind(pack, 'networking.k8s.io/v1', 'NetworkPolicy')).toMatchObject({ scope: 'Namespaced', plural: 'networkpolicies' });
});

test('no prose of upstream is in the pack', () => {
  const prose = pack.nodes.filter(n => ['description', 'title', 'example', 'externalDocs'].some(keyword => keyword in n));
  expect(prose).toEqual([]);
});

test('CEL rules are kept, with their messages', () => {
  const rules = pack.nodes.flatMap(n => n['x-kubernetes-validations'] ?? []);
  expect(new Set(rules.map(({ rule }) => rule)).size).toBe(198);
  const trainJob = rootOf('trainer.kubeflow.org/v1alpha1', 'TrainJob');
  expect(trainJob['x-kubernetes-validations']).toHaveLength(2);
  expect(at(trainJob, 'spec', 'managedBy')['x-kubernetes-validations']).toContainEqual(expect.objectContaining({
    rule: expect.stringContaining('self == oldSelf'), message: expect.any(String),
  }));
});

test('an InferenceService predictor embeds a pod spec', () => {
  const predictor = at(rootOf('serving.kserve.io/v1beta1', 'InferenceService'), 'spec', 'predictor').properties;
  expect(Object.keys(predictor!)).toEqual(expect.arrayContaining(['containers', 'tolerations', 'volumes', 'model', 'minReplicas']));
});

test('quantities are int-or-string in CRDs, numbers or strings in built-in kinds', () => {
  const memory = at(rootOf('serving.kserve.io/v1alpha1', 'TrainedModel'), 'spec', 'model', 'memory');
  expect(memory['x-kubernetes-int-or-string']).toBe(true);
  const limits = at(rootOf('v1', 'Pod'), 'spec', 'containers', '[]', 'resources', 'limits').additionalProperties as number;
  expect(node(limits).anyOf!.map(branch => node(branch).type)).toEqual(['number', 'string']);
});

test('equal nodes are stored once', () => {
  const texts = pack.nodes.map(n => JSON.stringify(n));
  expect(new Set(texts).size).toBe(texts.length);
});

test('the CRDs take at most 550 KB', () => {
  const last = Math.max(...crds.map(({ schema }) => schema)); // children come before their parents
  expect(JSON.stringify(crds).length + JSON.stringify(pack.nodes.slice(0, last + 1)).length).toBeLessThan(550_000);
});

test('a schema that holds itself is one node that points back', () => {
  const index = at(rootOf('apiextensions.k8s.io/v1', 'CustomResourceDefinition'), 'spec', 'versions', '[]', 'schema').properties!.openAPIV3Schema;
  expect(node(index).properties!.not).toBe(index);
});

test('a property called description is kept, its description is not', () => {
  const { nodes, kinds } = buildPack([widgets()]);
  const spec = nodes[nodes[kinds[0].schema].properties!.spec];
  expect(spec.properties).toHaveProperty('description');
  expect(nodes[spec.properties!.description]).toEqual({ type: 'string' });
});

test('a keyword the generator does not know is an error, not a rule that is never checked', () => {
  expect(() => buildPack([widgets({ odd: object({}, { 'x-kubernetes-novel': 1 }) })])).toThrow('x-kubernetes-novel is not known');
});

test('a CRD pinned twice is an error', () => {
  expect(() => buildPack([widgets(), widgets()])).toThrow('example.org/v1 Widget is pinned twice');
});

test('the pinned list is beside the generator and names a file of each address once', () => {
  expect(existsSync('imports/generate/crds.json')).toBe(true);
  const files = pinnedFiles().map(({ file }) => file);
  expect(new Set(files).size).toBe(files.length);
});
