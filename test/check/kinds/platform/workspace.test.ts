import type { ManyRow, Row } from './platform';
import { found, image, options, size, workspace, workspaceKind } from './platform';
import type { Manifest } from '../../../../lib/check';

const DATA = [{ pvcName: 'features', mountPath: '/data/features' }];
const SECRETS = [{ secretName: 'bucket', mountPath: '/secrets/bucket' }];
const KIND = workspaceKind({ options: options([image('scipy'), image('pytorch'), image('old', { redirect: { to: 'scipy' } })], [size('tiny')]) });

test.each<ManyRow>([
  ['a workspace', [workspace({})], []],
  ['volumes', [workspace({ volumes: { home: 'fraud-home', data: DATA, secrets: SECRETS } }), KIND], []],
  ['data at the home directory, without a home', [workspace({ volumes: { data: [{ pvcName: 'a', mountPath: '/home/jovyan' }] } }), KIND], []],
  ['labels', [workspace({ podMetadata: { labels: { 'access-ml-pipeline': 'true' }, annotations: { a: 'b' } } })], []],
  ['options of its kind', [workspace({ options: { imageConfig: 'pytorch', podConfig: 'tiny' } }), KIND], []],
  ['options of a kind that is elsewhere', [workspace({ options: { imageConfig: 'x', podConfig: 'y' } })], []],
])('%s is fine', (_, manifests, lines) => {
  expect(found(...manifests)).toEqual(lines);
});

test.each<Row>([
  ['an image that is misspelt', { imageConfig: 'scpy', podConfig: 'tiny' }, [
    "error WORKSPACE_OPTION spec.podTemplate.options.imageConfig: got 'scpy'; did you mean 'scipy'?",
  ]],
  ['a size that is not there', { imageConfig: 'scipy', podConfig: 'enormous' }, [
    "error WORKSPACE_OPTION spec.podTemplate.options.podConfig: got 'enormous'; WorkspaceKind 'lab' has tiny",
  ]],
  ['an image that leads on', { imageConfig: 'old', podConfig: 'tiny' }, [
    "info WORKSPACE_OPTION spec.podTemplate.options.imageConfig: got 'old'; WorkspaceKind 'lab' leads on to 'scipy': choose that one",
  ]],
])('%s is told', (_, chosen, lines) => {
  expect(found(workspace({ options: chosen }), KIND)).toEqual(lines);
});

test.each<Row>([
  ['a label that is none', { podMetadata: { labels: { team: 'ML team' } } }, [
    "error LABEL_INVALID spec.podTemplate.podMetadata.labels.team: got 'ML team'; a label value is at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit",
  ]],
  ['an annotation that is none', { podMetadata: { annotations: { 'a b': 'c' } } }, [
    "error LABEL_INVALID spec.podTemplate.podMetadata.annotations['a b']: an annotation key is [prefix/]name with a name of at most 63 letters, digits, -, _ and .",
  ]],
  ['labels of the controller', { podMetadata: { labels: { statefulset: 'x' } } }, [
    "warning WORKSPACE_LABEL spec.podTemplate.podMetadata.labels.statefulset: got 'x'; remove it: the controller overwrites it with the name of the workspace",
  ]],
  ['data at the home directory', { volumes: { home: 'a', data: [{ pvcName: 'b', mountPath: '/home/jovyan' }] } }, [
    "warning WORKSPACE_MOUNT spec.podTemplate.volumes.data[0].mountPath: got '/home/jovyan'; the home volume is mounted there, and this one is left out: take another path",
  ]],
  ['a secret where data is', { volumes: { data: DATA, secrets: [{ secretName: 'a', mountPath: '/data/features' }] } }, [
    "warning WORKSPACE_MOUNT spec.podTemplate.volumes.secrets[0].mountPath: got '/data/features'; a data volume is mounted there, and this one is left out: take another path",
  ]],
])('%s is told', (_, podTemplate, lines) => {
  expect(found(workspace(podTemplate), KIND)).toEqual(lines);
});

const LONG = 'w'.repeat(64);
test.each([
  [LONG, '64 characters, at most 63: everything that the controller makes is labelled with the name'],
  ['fraud.v2', 'the controller makes a Service of this name: use lower-case letters, digits and -'],
])('the name %s is told', (name, fix) => {
  expect(found(workspace({}, { name }))).toEqual([`warning WORKSPACE_NAME metadata.name: got '${name}'; ${fix}`]);
});

test('the ServiceAccount of a workspace is made by the controller', () => {
  const account: Manifest = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'ws-fraud', namespace: 'team' } };
  expect(found(workspace({}), account)).toEqual([
    "warning PLATFORM_NAME_TAKEN metadata.name: got 'fraud'; ServiceAccount 'ws-fraud' of this input is in the way: the controller makes one of that name, and takes no other; remove it",
  ]);
});

test('what is of the wrong type is left to the schema', () => {
  for (const podTemplate of [{ volumes: [] }, { volumes: { home: 1, data: [null, { mountPath: 2 }], secrets: 'x' } }, { options: 'x' }, { options: { imageConfig: 1 } }, { podMetadata: [] }]) {
    expect(() => found(workspace(podTemplate), KIND)).not.toThrow();
  }
  expect(() => found(workspace({}), { ...KIND, spec: { podTemplate: { options: { imageConfig: { values: [null, 1] } }, volumeMounts: 'x' } } })).not.toThrow();
});
