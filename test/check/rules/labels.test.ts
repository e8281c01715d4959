import type { Manifest } from '../../../lib/check';
import { foundIn } from '../manifests';

const map = (metadata: object, kind = 'ConfigMap', apiVersion = 'v1') => ({ apiVersion, kind, metadata: { name: 'a', namespace: 'team', ...metadata } } as Manifest);
const told = (manifest: Manifest) => foundIn([manifest]).filter(line => !line.startsWith('info'));
const owner = (fields: object = {}) => ({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'a', uid: '1', ...fields });

test.each<[string, object, string]>([
  ['an annotation key with a blank', { annotations: { 'a b': 'c' } },
    "error LABEL_INVALID metadata.annotations['a b']: an annotation key is [prefix/]name with a name of at most 63 letters, digits, -, _ and ."],
  ['a finalizer with a blank', { finalizers: ['a b'] },
    "error FINALIZER_INVALID metadata.finalizers[0]: got 'a b'; a domain and a name, such as example.com/cleanup"],
  ['a finalizer without a domain', { finalizers: ['cleanup'] },
    "error FINALIZER_INVALID metadata.finalizers[0]: got 'cleanup'; a domain in front, such as example.com/cleanup"],
  ['a gap in its finalizers', { finalizers: [null] },
    'error VALUE_MISSING metadata.finalizers[0]: an item without a value: fill it in, or take it out'],
  ['both ways to delete what it owns', { finalizers: ['orphan', 'foregroundDeletion'] },
    'error FIELDS_CONFLICT metadata.finalizers: got ["orphan","foregroundDeletion"]; orphan and foregroundDeletion exclude each other'],
  ['an owner of a version in three parts', { ownerReferences: [owner({ apiVersion: 'a/b/c' })] },
    "error OWNER_INVALID metadata.ownerReferences[0].apiVersion: got 'a/b/c'; group/version, such as apps/v1"],
  ['an Event as owner', { ownerReferences: [owner({ apiVersion: 'v1', kind: 'Event' })] },
    "error OWNER_INVALID metadata.ownerReferences[0].kind: got 'Event'; an Event owns nothing"],
  ['two controllers', { ownerReferences: [owner({ controller: true }), owner({ controller: true, uid: '2' })] },
    'error OWNER_INVALID metadata.ownerReferences[1].controller: got true; one owner at most is the controller'],
  ['managed fields of no operation', { managedFields: [{ manager: 'a', operation: 'Patch' }] },
    "error VALUE_UNKNOWN metadata.managedFields[0].operation: got 'Patch'; leave managedFields out: the API server writes them"],
  ['managed fields of no known type', { managedFields: [{ manager: 'a', operation: 'Apply', fieldsType: 'FieldsV2' }] },
    "error VALUE_UNKNOWN metadata.managedFields[0].fieldsType: got 'FieldsV2'; leave managedFields out: the API server writes them"],
  ['a generation below zero', { generation: -1 },
    'error VALUE_OUT_OF_RANGE metadata.generation: got -1; leave it out: the API server counts'],
  ['annotations of more than 256 KiB', { annotations: { a: 'x'.repeat(200000), b: 'x'.repeat(70000) } },
    'error ANNOTATIONS_TOO_LARGE metadata.annotations: got 270002; at most 262144 bytes in all annotations together; put the content into a ConfigMap'],
  ['annotations of as much, beyond ASCII', { annotations: { a: 'ä'.repeat(131072) } },
    'error ANNOTATIONS_TOO_LARGE metadata.annotations: got 262145; at most 262144 bytes in all annotations together; put the content into a ConfigMap'],
])('an object with %s', (_, metadata, line) => {
  expect(told(map(metadata))).toEqual([line]);
});

test.each<[string, object]>([
  ['annotations', { annotations: { 'a.B/c': 'any text: {"a": 1}', 'Example.com/x': '' } }],
  ['annotations of 256 KiB', { annotations: { a: 'x'.repeat(262143) } }],
  ['finalizers', { finalizers: ['example.com/cleanup', 'kubernetes', 'orphan'] }],
  ['owners', { ownerReferences: [owner({ controller: true, blockOwnerDeletion: true }), owner({ uid: '2' }), owner({ controller: true, blockOwnerDeletion: true })] }],
  ['what the server wrote', { generation: 3, uid: 'a', resourceVersion: '1', managedFields: [{ manager: 'a', operation: 'Update', apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1: {} }] }],
])('an object with %s is fine', (_, metadata) => {
  expect(told(map(metadata))).toEqual([]);
});

test('custom kinds may have finalizers without a domain', () => {
  expect(told(map({ finalizers: ['cleanup'] }, 'Run', 'ml.example.com/v1'))).toEqual([]);
});
