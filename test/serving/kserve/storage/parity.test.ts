import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { LocalModelCacheProps, LocalModelNodeGroupProps, Stack } from '../../../../lib';
import {
  CacheCredentials, CacheReclaimPolicy, ClusterStorageContainer, Defaults, LocalModelCache, LocalModelNamespaceCache, LocalModelNodeGroup, Placement,
  StorageWorkload, UriFormat,
} from '../../../../lib';
import { parseQuantity } from '../../../../lib/check';
import { find, synth, testStack } from '../../../support/synth';

/*
 * What KServe ships, and what its documentation shows, of storage containers and of models kept on nodes, said
 * with typed props; any problem fails. Names and values are theirs.
 */

/** Quantities as numbers, and defaults of Kubernetes left out. */
function canonical(value: any, key = ''): any {
  if (Array.isArray(value)) return value.map(item => canonical(item));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).filter(([name, item]) => !(name === 'volumeMode' && item === 'Filesystem') && !(name === 'optional' && item === false))
      .map(([name, item]) => [name, canonical(item, name)]));
  }
  return /^(storage|storageLimit|modelSize|cpu|memory)$/.test(key) ? parseQuantity(value) : value;
}

const written = (kind: string, make: (stack: Stack) => void) => {
  const stack = testStack();
  make(stack);
  const { apiVersion, metadata: { name, namespace }, spec } = find(synth(stack), kind);
  expect(apiVersion).toBe('serving.kserve.io/v1alpha1');
  return canonical({ name, ...namespace !== undefined && { namespace }, spec });
};

const workers = (stack: Stack) => LocalModelNodeGroup.fromNodeGroupName(stack, 'workers', 'workers');
const COMPUTE = {
  cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.units(1) }, memory: { request: Size.mebibytes(100), limit: Size.gibibytes(1) },
};
const RESOURCES = { requests: { cpu: '100m', memory: '100Mi' }, limits: { cpu: '1', memory: '1Gi' } };

test('the storage container that KServe ships', () => {
  expect(written('ClusterStorageContainer', stack => new ClusterStorageContainer(stack, 'default', {
    image: 'kserve/storage-initializer:v0.20.0', imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT, resources: COMPUTE, defaults: Defaults.UPSTREAM,
    supportedUriFormats: [
      ...['gs://', 's3://', 'hdfs://', 'hf://', 'webhdfs://'].map(prefix => UriFormat.prefix(prefix)),
      ...['https://(.+?).blob.core.windows.net/(.+)', 'https://(.+?).file.core.windows.net/(.+)', 'https?://(.+)/(.+)'].map(regex => UriFormat.regex(regex)),
    ],
    workloadType: StorageWorkload.INIT_CONTAINER, supportsMultiModelDownload: true,
  }))).toEqual(canonical({
    name: 'default',
    spec: {
      container: { name: 'storage-initializer', image: 'kserve/storage-initializer:v0.20.0', imagePullPolicy: 'IfNotPresent', resources: RESOURCES },
      supportedUriFormats: [
        { prefix: 'gs://' }, { prefix: 's3://' }, { prefix: 'hdfs://' }, { prefix: 'hf://' }, { prefix: 'webhdfs://' },
        { regex: 'https://(.+?).blob.core.windows.net/(.+)' }, { regex: 'https://(.+?).file.core.windows.net/(.+)' }, { regex: 'https?://(.+)/(.+)' },
      ],
      workloadType: 'initContainer', supportsMultiModelDownload: true,
    },
  }));
});

test('hf-hub, which downloads for caches with a token', () => {
  expect(written('ClusterStorageContainer', stack => new ClusterStorageContainer(stack, 'hf-hub', {
    image: 'kserve/storage-initializer:latest', resources: COMPUTE, defaults: Defaults.UPSTREAM, supportedUriFormats: [UriFormat.prefix('hf://')],
    env: { HF_TOKEN: kplus.Secret.fromSecretName(stack, 'secret', 'hf-secret').envValue('HF_TOKEN') }, workloadType: StorageWorkload.LOCAL_MODEL_DOWNLOAD_JOB,
  }))).toEqual(canonical({
    name: 'hf-hub',
    spec: {
      container: {
        name: 'storage-initializer', image: 'kserve/storage-initializer:latest', resources: RESOURCES,
        env: [{ name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: 'hf-secret', key: 'HF_TOKEN', optional: false } } }],
      },
      supportedUriFormats: [{ prefix: 'hf://' }], workloadType: 'localModelDownloadJob',
    },
  }));
});

test.each<[string, (stack: Stack) => Partial<LocalModelCacheProps>, object]>([
  [
    'meta-llama3-8b-instruct', () => ({ sourceModelUri: 'hf://meta-llama/meta-llama-3-8b-instruct' }),
    { sourceModelUri: 'hf://meta-llama/meta-llama-3-8b-instruct' },
  ],
  [
    'llama3-8b', stack => ({ credentials: CacheCredentials.serviceAccount(kplus.ServiceAccount.fromServiceAccountName(stack, 'account', 'hf-downloader')) }),
    { serviceAccountName: 'hf-downloader' },
  ],
  ['llama3-8b', () => ({ credentials: CacheCredentials.storageKey('hf-credentials') }), { storage: { key: 'hf-credentials' } }],
  [
    's3-model', () => ({ sourceModelUri: 's3://mybucket/mymodel', modelSize: Size.gibibytes(5), credentials: CacheCredentials.storageKey('my-s3-key', { type: 's3', region: 'us-west-2' }) }),
    { sourceModelUri: 's3://mybucket/mymodel', modelSize: '5Gi', storage: { key: 'my-s3-key', parameters: { type: 's3', region: 'us-west-2' } } },
  ],
])('%s on the nodes of workers', (name, props, spec) => {
  const sourceModelUri = 'hf://meta-llama/Meta-Llama-3-8B';
  expect(written('LocalModelCache', stack => new LocalModelCache(stack, name, { sourceModelUri, modelSize: Size.gibibytes(10), nodeGroups: [workers(stack)], ...props(stack) })))
    .toEqual(canonical({ name, spec: { sourceModelUri, modelSize: '10Gi', nodeGroups: ['workers'], ...spec } }));
});

test('opt-125m, for one namespace', () => {
  expect(written('LocalModelNamespaceCache', stack => new LocalModelNamespaceCache(stack, 'opt-125m', {
    sourceModelUri: 'hf://facebook/opt-125m', modelSize: Size.gibibytes(2), nodeGroups: [workers(stack)],
  }))).toEqual(canonical({ name: 'opt-125m', namespace: 'mlops', spec: { sourceModelUri: 'hf://facebook/opt-125m', modelSize: '2Gi', nodeGroups: ['workers'] } }));
});

/** The volumes of a node group as the samples have them; KServe itself names the volume of a claim. */
const volumes = (storageLimit: string, storage: string, path: string, expression: object, more: object = {}) => ({
  storageLimit,
  persistentVolumeClaimSpec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } }, storageClassName: 'local-storage', volumeMode: 'Filesystem' },
  persistentVolumeSpec: {
    accessModes: ['ReadWriteOnce'], volumeMode: 'Filesystem', capacity: { storage }, local: { path }, storageClassName: 'local-storage',
    nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [expression] }] } },
    ...more,
  },
});

test.each<[string, LocalModelNodeGroupProps, object]>([
  [
    'A100s with 1.7 TB', { storageLimit: Size.kibibytes(1.7e12 / 1024), path: '/mnt/models', nodes: [Placement.nodes('nvidia.com/gpu-product', 'NVIDIA-A100-SXM4-80GB')] },
    volumes('1.7T', '1700G', '/mnt/models', { key: 'nvidia.com/gpu-product', operator: 'In', values: ['NVIDIA-A100-SXM4-80GB'] }),
  ],
  [
    'a node of kind', { storageLimit: Size.gibibytes(10), path: '/models', nodes: [Placement.nodes('kubernetes.io/hostname', 'kind-worker')], reclaimPolicy: CacheReclaimPolicy.DELETE },
    volumes('10Gi', '10Gi', '/models', { key: 'kubernetes.io/hostname', operator: 'In', values: ['kind-worker'] }, { persistentVolumeReclaimPolicy: 'Delete' }),
  ],
])('workers: %s', (_, props, spec) => {
  expect(written('LocalModelNodeGroup', stack => new LocalModelNodeGroup(stack, 'workers', props))).toEqual(canonical({ name: 'workers', spec }));
});
