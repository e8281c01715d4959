import { JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { LocalModelCacheProps, LocalModelNodeGroupProps } from '../../../../lib';
import { AccessMode, CacheCredentials, CacheReclaimPolicy, LocalModelCache, LocalModelNamespaceCache, LocalModelNodeGroup, Placement } from '../../../../lib';
import { find, problems, synth, testStack } from '../../../support/synth';

const groupIn = (stack: ReturnType<typeof testStack>, props: Partial<LocalModelNodeGroupProps> = {}) =>
  new LocalModelNodeGroup(stack, 'a100', { storageLimit: Size.gibibytes(500), nodes: [Placement.nodes('gpu', 'a100')], path: '/mnt/models', ...props });
const stackWith = (props: Partial<LocalModelCacheProps> = {}, Kind: typeof LocalModelCache | typeof LocalModelNamespaceCache = LocalModelCache) => {
  const stack = testStack();
  const cache = new Kind(stack, 'llama', { sourceModelUri: 'hf://acme/llama', modelSize: Size.gibibytes(16), nodeGroups: [groupIn(stack)], ...props });
  return { stack, cache };
};
const workers = (stack = testStack(), name = 'workers') => LocalModelNodeGroup.fromNodeGroupName(stack, name, name);

describe('a cache', () => {
  test('of the cluster has a model, its size, and nodes', () => {
    const { metadata, ...rest } = find(synth(stackWith().stack), 'LocalModelCache');
    expect(metadata).toEqual({
      name: 'llama',
      labels: {
        'app.kubernetes.io/name': 'model-cache', 'app.kubernetes.io/instance': 'llama', 'app.kubernetes.io/component': 'serving', 'app.kubernetes.io/managed-by': 'cdk8s-mlops',
      },
    });
    expect(rest).toEqual({
      apiVersion: 'serving.kserve.io/v1alpha1', kind: 'LocalModelCache', spec: { sourceModelUri: 'hf://acme/llama', modelSize: '16Gi', nodeGroups: ['a100'] },
    });
  });

  test('of a namespace says the same, and lives there', () => {
    const { metadata, spec } = find(synth(stackWith({}, LocalModelNamespaceCache).stack), 'LocalModelNamespaceCache');
    expect(metadata.namespace).toBe('mlops');
    expect(spec).toEqual({ sourceModelUri: 'hf://acme/llama', modelSize: '16Gi', nodeGroups: ['a100'] });
  });

  test('downloads with a ServiceAccount or a key of storage-config', () => {
    const spec = (credentials: CacheCredentials) => find(synth(stackWith({ credentials }).stack), 'LocalModelCache').spec;
    expect(spec(CacheCredentials.serviceAccount(kplus.ServiceAccount.fromServiceAccountName(testStack(), 'account', 'downloader'))))
      .toMatchObject({ serviceAccountName: 'downloader' });
    expect(spec(CacheCredentials.storageKey('s3')).storage).toEqual({ key: 's3' });
    expect(spec(CacheCredentials.storageKey('s3', { region: 'eu' })).storage).toEqual({ key: 's3', parameters: { region: 'eu' } });
  });

  test('may be on nodes that exist, though their name is close to others', () => {
    const stack = testStack();
    new LocalModelCache(stack, 'llama', { sourceModelUri: 's3://a/b', modelSize: Size.gibibytes(1), nodeGroups: [groupIn(stack), workers(stack, 'a101')] });
    expect(find(synth(stack), 'LocalModelCache').spec.nodeGroups).toEqual(['a100', 'a101']);
  });

  test('keeps a field of tomorrow as a patch', () => {
    const { stack, cache } = stackWith();
    cache.apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', 'x'));
    expect(find(stack.toJson(), 'LocalModelCache').spec.fieldOfTomorrow).toBe('x');
  });

  test('of a model that another one keeps: a problem', () => {
    const { stack } = stackWith();
    new LocalModelCache(stack, 'twin', { sourceModelUri: 'hf://acme/llama', modelSize: Size.gibibytes(16), nodeGroups: [workers(stack)] });
    expect(problems(stack)).toEqual([
      "[mlops/twin] KSERVE_MODEL_CACHE sourceModelUri: got 'hf://acme/llama'; add the node groups to LocalModelCache 'llama' instead: a cluster has one cache of a model",
    ]);
  });

  test.each<[string, Partial<LocalModelCacheProps>, string]>([
    ['of no place', { sourceModelUri: 'ftp://a/b' }, "KSERVE_STORAGE_URI sourceModelUri: got 'ftp://a/b'; write http:// or https://, or copy the model into a bucket"],
    ['larger than its nodes', { modelSize: Size.tebibytes(1) }, "KSERVE_MODEL_CACHE modelSize: got '1Ti'; at most the storageLimit of node group 'a100', which is 500Gi"],
    ['on no nodes', { nodeGroups: [] }, 'SCHEMA_LENGTH nodeGroups: at least 1 item'],
    ['on nodes of nearly this name', { nodeGroups: [{ nodeGroupName: 'a10' }] }, "KSERVE_MODEL_CACHE nodeGroups[0]: got 'a10'; did you mean 'a100'? the input has no LocalModelNodeGroup of this name"],
  ])('%s: a problem', (_, props, line) => {
    const { stack } = stackWith(props);
    expect(problems(stack)).toEqual([`[mlops/llama] ${line}`]);
  });
});

test('a cache with a long name: a problem', () => {
  expect(problems(stackWith({ name: 'a'.repeat(64) }).stack)[0])
    .toBe(`[mlops/llama] KSERVE_MODEL_CACHE name: got '${'a'.repeat(64)}'; at most 63 characters: it is the label of the Jobs that download the model (64)`);
});

describe('a node group', () => {
  const render = (props: Partial<LocalModelNodeGroupProps> = {}) => {
    const stack = testStack();
    groupIn(stack, props);
    return find(synth(stack), 'LocalModelNodeGroup');
  };

  test('has nodes, a directory and room, and claims that find their volumes', () => {
    const { metadata, spec } = render();
    expect(metadata.namespace).toBeUndefined();
    expect(spec).toEqual({
      storageLimit: '500Gi',
      persistentVolumeSpec: {
        accessModes: ['ReadWriteOnce'], capacity: { storage: '500Gi' }, local: { path: '/mnt/models' }, storageClassName: 'local-storage',
        nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'gpu', operator: 'In', values: ['a100'] }] }] } },
      },
      persistentVolumeClaimSpec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '500Gi' } }, storageClassName: 'local-storage' },
    });
  });

  test('says everything that was set', () => {
    const { spec } = render({
      nodes: [Placement.nodes('gpu'), Placement.notNodes('zone', 'a', 'b')], capacity: Size.gibibytes(400), storageClass: 'nvme', accessModes: [AccessMode.READ_WRITE_MANY],
      reclaimPolicy: CacheReclaimPolicy.DELETE,
    });
    expect(spec.persistentVolumeSpec).toEqual({
      accessModes: ['ReadWriteMany'], capacity: { storage: '400Gi' }, local: { path: '/mnt/models' }, storageClassName: 'nvme', persistentVolumeReclaimPolicy: 'Delete',
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'gpu', operator: 'Exists' }, { key: 'zone', operator: 'NotIn', values: ['a', 'b'] }] }] } },
    });
    expect(spec.persistentVolumeClaimSpec).toEqual({ accessModes: ['ReadWriteMany'], resources: { requests: { storage: '400Gi' } }, storageClassName: 'nvme' });
  });

  test.each<[string, Partial<LocalModelNodeGroupProps>, string[]]>([
    ['a relative directory', { path: 'models' }, ["PATH_INVALID path: got 'models'; use an absolute path: '/models'"]],
    ['no nodes', { nodes: [] }, ["PLACEMENT_INVALID nodes: got '[]'; the nodes that have the disk: Placement.nodes('acme.example/disk', 'nvme')"]],
    ['nodes that are only preferred', { nodes: [Placement.nodes('gpu'), Placement.preferNodes('zone', 'a')] }, ["FIELD_IGNORED nodes[1]: got 'zone'; a volume is on nodes for good; use Placement.nodes or Placement.notNodes"]],
    ['nodes by what else is there', { nodes: [Placement.together('zone')] }, ["FIELD_IGNORED nodes[0]: got 'zone'; a volume is on nodes for good; use Placement.nodes or Placement.notNodes"]],
    ['no way to mount', { accessModes: [] }, ["COUNT_RANGE accessModes: got '[]'; at least one; leave it out for the default"]],
    ['a label that is none', { nodes: [Placement.nodes('gp u')] }, ["PLACEMENT_INVALID placement: got 'gp u'; the key of a node label, e.g. 'topology.kubernetes.io/zone'"]],
  ])('with %s: a problem', (_, props, lines) => {
    const stack = testStack();
    groupIn(stack, props);
    expect(problems(stack)).toEqual(lines.map(line => `[mlops/a100] ${line}`));
  });
});
