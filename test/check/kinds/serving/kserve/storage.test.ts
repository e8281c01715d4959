import { MODEL, STANDARD, custom, found, service, standard } from './services';
import type { Manifest } from '../../../../../lib/check';

const from = (storageUri: string) => standard({ model: { ...MODEL, storageUri } });
const uris = (...all: Array<[uri: string, mountPath?: string]>) => ({ storageUris: all.map(([uri, mountPath]) => ({ uri, mountPath })) });
const several = (...all: Array<[uri: string, mountPath?: string]>) => standard({ model: { modelFormat: { name: 'huggingface' } }, ...uris(...all) });
const confidential = (model: object) => standard({ model: { modelFormat: { name: 'sklearn' }, confidential: { enabled: true }, ...model } });
const art = (fields: object) => service({ predictor: { model: MODEL }, explainer: { art: { type: 'SquareAttack', ...fields } } }, STANDARD);
const stored = (storage: object, model: object = {}) => standard({ model: { modelFormat: { name: 'sklearn' }, storage, ...model } });

/** `[what is wrong, the InferenceService, the lines]` */
const REFUSED: Array<[string, Manifest, string[]]> = [
  ['one URI and several', standard(uris(['s3://a/b'])), [
    'error KSERVE_STORAGE_TWICE spec.predictor.storageUris: keep spec.predictor.model.storageUri or this, not both',
  ]],
  ['STORAGE_URI and several', service({ predictor: { containers: [{ name: 'kserve-container', env: [{ name: 'STORAGE_URI', value: 's3://a/b' }] }], ...uris(['s3://a/b']) } }, STANDARD), [
    'error KSERVE_STORAGE_TWICE spec.predictor.storageUris: keep spec.predictor.containers[0].env[0].value or this, not both',
  ]],
  ['STORAGE_URI of a transformer and several', service({ predictor: { model: MODEL }, transformer: { containers: [{ name: 'x', env: [{ name: 'STORAGE_URI', value: 's3://a/b' }] }], ...uris(['s3://a/b']) } }, STANDARD), [
    'error KSERVE_STORAGE_TWICE spec.transformer.storageUris: keep spec.transformer.containers[0].env[0].value or this, not both',
  ]],
  ['a mount at the root', several(['s3://a/b', '/']), [
    "error KSERVE_MOUNT_PATH spec.predictor.storageUris[0].mountPath: got '/'; an absolute path below / and without ..",
  ]],
  ['a mount that climbs', several(['s3://a/b', '/mnt/../etc']), [
    "error KSERVE_MOUNT_PATH spec.predictor.storageUris[0].mountPath: got '/mnt/../etc'; an absolute path below / and without ..",
  ]],
  ['downloads without a common directory', several(['s3://a/b', '/mnt/a'], ['s3://a/c', '/srv/b']), [
    "error KSERVE_MOUNT_PATH spec.predictor.storageUris: got '/mnt/a, /srv/b'; give all downloads one parent directory below /, such as /mnt/models: they share a volume",
  ]],
  ['downloads at nowhere', several(['s3://a/b', '//'], ['s3://a/c', '//']), [
    "error KSERVE_MOUNT_PATH spec.predictor.storageUris: got '//, //'; give all downloads one parent directory below /, such as /mnt/models: they share a volume",
  ]],
  ['two claims at one path beside two downloads', several(['s3://a/b', '/mnt/a'], ['s3://a/c', '/mnt/b'], ['pvc://a', '/data'], ['pvc://b', '/data']), [
    "error KSERVE_MOUNT_PATH spec.predictor.storageUris[3].mountPath: got '/data'; another path: each volume claim is mounted at a path of its own",
  ]],
  ['a confidential model of nowhere', confidential({}), [
    'error KSERVE_CONFIDENTIAL spec.predictor.model.storageUri: add it: with confidential.enabled the model is downloaded and decrypted',
  ]],
  ['a confidential model of several places', standard({ model: { modelFormat: { name: 'sklearn' }, confidential: { enabled: true } }, ...uris(['s3://a/b']) }), [
    'error KSERVE_CONFIDENTIAL spec.predictor.model.storageUri: add it: with confidential.enabled the model is downloaded and decrypted, and storageUris is not looked at',
  ]],
  ['a resource of another form', confidential({ storageUri: 's3://a/b', confidential: { enabled: true, resourceId: 'kbs:///a/b' } }), [
    "error KSERVE_CONFIDENTIAL spec.predictor.model.confidential.resourceId: got 'kbs:///a/b'; kbs:///<repository>/<type>/<tag>, three parts of letters, digits, _, . and -",
  ]],
  ['an explainer with a storage of another type', art({ storage: { parameters: { type: 'gs' } } }), [
    "error KSERVE_STORAGE_TYPE spec.explainer.art.storage.parameters.type: got 'gs'; one of s3, hdfs, webhdfs",
  ]],
  ['an explainer with a storage and a URI of another type', art({ storage: {}, storageUri: 'gs://a/b' }), [
    "error KSERVE_STORAGE_TYPE spec.explainer.art.storageUri: got 'gs://a/b'; beside storage one of s3://, hdfs://, webhdfs://; else drop storage",
  ]],
];

test.each(REFUSED)('refuses %s', (_, manifest, lines) => {
  expect(found([manifest])).toEqual(lines);
});

/** `[what is not downloaded, the InferenceService, the lines]` */
const WARNED: Array<[string, Manifest, string[]]> = [
  ['a model of MLflow', from('models:/iris/3'), [
    "warning KSERVE_STORAGE_URI spec.predictor.model.storageUri: got 'models:/iris/3'; the place that the artifacts are in, such as s3://<bucket>/<path>: KServe asks no MLflow server; the artifact URI of the run tells it",
  ]],
  ['a place without a scheme', from('models/iris'), [
    "warning KSERVE_STORAGE_URI spec.predictor.model.storageUri: got 'models/iris'; put a scheme in front, one of gs://, s3://, pvc://, file://, https://, http://, hdfs://, webhdfs://, oci://, oci+native://, hf://: without one it is a path inside the storage initializer",
  ]],
  ['FTP', from('ftp://host/iris'), [
    "warning KSERVE_STORAGE_URI spec.predictor.model.storageUri: got 'ftp://host/iris'; write http:// or https://, or copy the model into a bucket",
  ]],
  ['a scheme in capitals', from('S3://models/iris'), [
    "warning KSERVE_STORAGE_URI spec.predictor.model.storageUri: got 'S3://models/iris'; write s3://, in small letters",
  ]],
  ['Azure by another scheme', from('abfss://models@account.dfs.core.windows.net/iris'), [
    "warning KSERVE_STORAGE_URI spec.predictor.model.storageUri: got 'abfss://***@account.dfs.core.windows.net/iris'; write https://<account>.blob.core.windows.net/<container>/<path>",
  ]],
  ['a file system of Databricks', from('dbfs:/models/iris'), [
    "warning KSERVE_STORAGE_URI spec.predictor.model.storageUri: got 'dbfs:/models/iris'; write the place that Databricks keeps its files in, such as s3:// or https://<account>.blob.core.windows.net",
  ]],
  ['one slash too few', from('s3:/models/iris'), [
    "warning KSERVE_STORAGE_URI spec.predictor.model.storageUri: got 's3:/models/iris'; write s3://, with two slashes",
  ]],
  ['a scheme nearly right', from('webhdf://models/iris'), [
    "warning KSERVE_STORAGE_URI spec.predictor.model.storageUri: got 'webhdf://models/iris'; did you mean 'webhdfs://'?",
  ]],
  ['a scheme of nobody', from('ipfs-cluster://models/iris'), [
    "warning KSERVE_STORAGE_URI spec.predictor.model.storageUri: got 'ipfs-cluster://models/iris'; one of gs://, s3://, pvc://, file://, https://, http://, hdfs://, webhdfs://, oci://, oci+native://, hf://, or a ClusterStorageContainer for it: no other scheme is downloaded",
  ]],
  ['a scheme that comes with the next version', from('oci+fetch://registry/iris'), [
    "warning KSERVE_STORAGE_URI spec.predictor.model.storageUri: got 'oci+fetch://registry/iris'; write oci:// or oci+native://: KServe 0.20 does not know this one yet",
  ]],
  ['a Hub without an owner', from('hf://gpt2'), [
    "warning KSERVE_STORAGE_URI spec.predictor.model.storageUri: got 'hf://gpt2'; hf://<owner>/<model>, with :<revision> behind it if you like: the downloader takes no other form",
  ]],
  ['a Hub with a file', from('hf://org/model/file.bin'), [
    "warning KSERVE_STORAGE_URI spec.predictor.model.storageUri: got 'hf://org/model/file.bin'; hf://<owner>/<model>, with :<revision> behind it if you like: the downloader takes no other form",
  ]],
  ['a host without a path', from('https://models.example.com'), [
    "warning KSERVE_STORAGE_URI spec.predictor.model.storageUri: got 'https://models.example.com'; https://<host>/<path of the model>: there is nothing to download without a path",
  ]],
  ['no claim', from('pvc:///iris'), [
    "warning KSERVE_STORAGE_URI spec.predictor.model.storageUri: got 'pvc:///iris'; name the claim after pvc://",
  ]],
  ['no bucket', from('s3:///iris'), [
    "warning KSERVE_STORAGE_URI spec.predictor.model.storageUri: got 's3:///iris'; name the bucket after s3://",
  ]],
  ['no image', from('oci://'), [
    "warning KSERVE_STORAGE_URI spec.predictor.model.storageUri: got 'oci://'; name the image after oci://",
  ]],
  ['no path', from('hdfs://'), [
    "warning KSERVE_STORAGE_URI spec.predictor.model.storageUri: got 'hdfs://'; name the path after hdfs://",
  ]],
  ['one of several', several(['ftp://host/a']), [
    "warning KSERVE_STORAGE_URI spec.predictor.storageUris[0].uri: got 'ftp://host/a'; write http:// or https://, or copy the model into a bucket",
  ]],
  ['STORAGE_URI', custom({ name: 'kserve-container', env: [{ name: 'STORAGE_URI', value: 'ftp://host/a' }] }), [
    "warning KSERVE_STORAGE_URI spec.predictor.containers[0].env[0].value: got 'ftp://host/a'; write http:// or https://, or copy the model into a bucket",
  ]],
  ['two claims at one path', several(['pvc://a', '/data'], ['pvc://b', '/data']), [
    "warning KSERVE_MOUNT_PATH spec.predictor.storageUris[1].mountPath: got '/data'; another path: each volume claim is mounted at a path of its own; the later one is not mounted",
  ]],
  ['a confidential image', confidential({ storageUri: 'oci://registry/iris' }), [
    'warning KSERVE_CONFIDENTIAL spec.predictor.model.confidential.enabled: got true; remove it: nothing is decrypted from oci://, where the storage initializer is left out; a runtimeClassName decrypts images',
  ]],
  ['a confidential claim', confidential({ storageUri: 'pvc://iris' }), [
    'warning KSERVE_CONFIDENTIAL spec.predictor.model.confidential.enabled: got true; remove it: nothing is decrypted from pvc://, where the storage initializer is left out',
  ]],
  ['a storage without a path', stored({ key: 'a', parameters: { type: 'hdfs' } }), [
    'warning KSERVE_STORAGE_SPEC spec.predictor.model.storage.path: add the path of the model in its store: nothing is downloaded without',
  ]],
  ['a storage beside a URI', stored({ path: 'a' }, { storageUri: 's3://a/b' }), [
    "warning KSERVE_STORAGE_SPEC spec.predictor.model.storageUri: got 's3://a/b'; keep this or spec.predictor.model.storage: the controller stops at both",
  ]],
  ['a bucket that is not read', stored({ path: 'a', parameters: { type: 's3' } }), [
    'warning KSERVE_STORAGE_SPEC spec.predictor.model.storage.parameters.bucket: add it: where the type is a parameter, the bucket in the Secret is not read, and no pod starts',
  ]],
];

test.each(WARNED)('warns of %s', (_, manifest, lines) => {
  expect(found([manifest])).toEqual(lines);
});

const secret = (entries: Record<string, string>, rest: object = {}): Manifest => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'storage-config', namespace: 'team' }, stringData: entries, ...rest });

/** `[what is wrong with the Secret, its entries, the storage, the lines]` */
const SECRETS: Array<[string, Record<string, string>, object, string[]]> = [
  ['no such key', { minio: '{"type": "s3", "bucket": "a"}' }, { path: 'a', key: 'minoi' }, [
    "warning KSERVE_STORAGE_SPEC spec.predictor.model.storage.key: got 'minoi'; did you mean 'minio'? Secret 'storage-config' has 'minio', and no pod starts",
  ]],
  ['no default', { minio: '{}' }, { path: 'a' }, [
    "warning KSERVE_STORAGE_SPEC spec.predictor.model.storage.key: a key of Secret 'storage-config', or parameters.type: without them its key 'default' is read, which is not there",
  ]],
  ['no JSON', { minio: 'access_key_id=AKIA' }, { path: 'a', key: 'minio' }, [
    'warning KSERVE_STORAGE_SPEC spec.predictor.model.storage.key: got \'minio\'; a JSON map of texts, as in {"type": "s3", "bucket": ...}: key \'minio\' of Secret \'storage-config\'',
  ]],
  ['no texts', { default: '{"type": "s3", "bucket": "a", "port": 1}' }, { path: 'a' }, [
    'warning KSERVE_STORAGE_SPEC spec.predictor.model.storage: got \'default\'; a JSON map of texts, as in {"type": "s3", "bucket": ...}: key \'default\' of Secret \'storage-config\'',
  ]],
  ['no type', { minio: '{"bucket": "a"}' }, { path: 'a', key: 'minio' }, [
    'warning KSERVE_STORAGE_SPEC spec.predictor.model.storage.key: got \'minio\'; add "type", one of s3, hdfs, webhdfs: key \'minio\' of Secret \'storage-config\'',
  ]],
  ['a type that is none', { minio: '{"type": "gs"}' }, { path: 'a', key: 'minio' }, [
    'warning KSERVE_STORAGE_SPEC spec.predictor.model.storage.key: got \'minio\'; "type" is one of s3, hdfs, webhdfs: key \'minio\' of Secret \'storage-config\'',
  ]],
  ['no bucket', { minio: '{"type": "s3"}' }, { path: 'a', key: 'minio' }, [
    'warning KSERVE_STORAGE_SPEC spec.predictor.model.storage.key: got \'minio\'; add "bucket", or parameters.bucket: key \'minio\' of Secret \'storage-config\'',
  ]],
];

test.each(SECRETS)('warns of a Secret with %s', (_, entries, storage, lines) => {
  expect(found([secret(entries), stored(storage)])).toEqual(lines);
});

test('a Secret whose entry says everything is fine, encoded or not, and under another name', () => {
  const entry = '{"type": "s3", "access_key_id": "x", "secret_access_key": "y", "bucket": "a"}';
  const encoded = secret({}, { stringData: undefined, data: { minio: Buffer.from(entry).toString('base64') } });
  expect(found([encoded, stored({ path: 'a', key: 'minio' })])).toEqual([]);
  expect(found([secret({ default: entry }), stored({ path: 'a' })])).toEqual([]);
  expect(found([secret({ other: '' }), stored({ path: 'a', parameters: { type: 'hdfs' } })])).toEqual([]);
  const named = standard({ model: { modelFormat: { name: 'sklearn' }, storage: { path: 'a', key: 'minio' } } }, { 'serving.kserve.io/storageSecretName': 'elsewhere' });
  expect(found([secret({ other: '' }), named])).toEqual([]);
});

/** Places that models come from. */
const GOOD = [
  'gs://models/iris', 's3://models/iris', 'pvc://claim', 'pvc://claim/iris', 'file:///mnt/models', '/mnt/models', 'hf://org/model', 'hf://org/model:main',
  'https://account.blob.core.windows.net/models/iris', 'http://host/iris.tar.gz', 'hdfs:///iris', 'webhdfs://iris', 'oci://registry:5000/iris:1', 'oci+native://registry/iris:1',
];

test.each(GOOD)('takes %s', uri => {
  expect(found([from(uri)])).toEqual([]);
});

test('takes what a ClusterStorageContainer of the input takes, and leaves regular expressions to the cluster', () => {
  const container = (format: object, rest: object = {}): Manifest => ({
    apiVersion: 'serving.kserve.io/v1alpha1', kind: 'ClusterStorageContainer', metadata: { name: 'own' }, ...rest,
    spec: { container: { name: 'storage-initializer', image: 'own:1' }, supportedUriFormats: [format] },
  });
  expect(found([container({ prefix: 'model-registry://' }), from('model-registry://iris')])).toEqual([]);
  expect(found([container({ regex: 'm.+' }), from('model-registry://iris')])).toEqual([]);
  expect(found([container({ prefix: 'other://' }), from('model-registry://iris')])).toHaveLength(1);
  expect(found([container({ prefix: 'model-registry://' }, { disabled: true }), from('model-registry://iris')])).toHaveLength(1);
});

test('takes several places that share a directory, and a claim beside them', () => {
  expect(found([several(['s3://a/b', '/mnt/models/a'], ['hf://a/b', '/mnt/models/b'], ['pvc://a', '/data'])])).toEqual([]);
  expect(found([several(['s3://a/b'], ['hf://a/b'])])).toEqual([]);
  expect(found([several(['s3://a/b', '//'])])).toEqual([]);
});

test('takes an explainer with a storage, and a confidential model', () => {
  expect(found([art({ storage: { parameters: { type: 's3' } } }), art({ storage: {}, storageUri: '' }), art({ storage: {}, storageUri: 'hdfs://a' })])
    .filter(line => line.includes('KSERVE_'))).toEqual([]);
  expect(found([confidential({ storageUri: 's3://a/b', confidential: { enabled: true, resourceId: 'kbs:///a_1/b-c/d.e' } })])).toEqual([]);
  expect(found([confidential({ confidential: { enabled: false, resourceId: 'x' } })])).toEqual([]);
});
