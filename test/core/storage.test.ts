import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Mount, StackProps } from '../../lib';
import { AccessMode, PodSecurity, Storage, TrainingJob } from '../../lib';
import { find, problems, synth, testStack } from '../support/synth';

function stackWith(volumes: Mount[], props: StackProps = {}) {
  const stack = testStack({}, props);
  new TrainingJob(stack, 'train', { image: 'acme/train:1', volumes });
  return stack;
}
/** Volumes and mounts of the pod, but for the /tmp that every pod has. */
function rendered(...volumes: Mount[]) {
  const { spec } = find(synth(stackWith(volumes, { podSecurity: PodSecurity.PRIVILEGED })), 'Job').spec.template;
  const mounts = spec.containers[0].volumeMounts.filter((m: any) => m.mountPath !== '/tmp');
  return { volumes: spec.volumes.filter((v: any) => mounts.some((m: any) => m.name === v.name)), mounts };
}
const claims = (...volumes: Mount[]) => synth(stackWith(volumes)).filter(m => m.kind === 'PersistentVolumeClaim');
const GIB = Size.gibibytes(1);

describe('a volume', () => {
  const named = (name: string) => ({ name }) as unknown as kplus.IConfigMap & kplus.ISecret;
  test.each<[string, Storage, object, boolean]>([
    ['a claim that exists', Storage.existingClaim('imagenet'), { persistentVolumeClaim: { claimName: 'imagenet' } }, false],
    ['a new claim', Storage.claim(GIB), { persistentVolumeClaim: { claimName: 'train-data' } }, false],
    ['a new claim with a name', Storage.claim(GIB, { name: 'shared' }), { persistentVolumeClaim: { claimName: 'shared' } }, false],
    ['a scratch directory', Storage.scratch(Size.mebibytes(100)), { emptyDir: { sizeLimit: '100Mi' } }, false],
    ['a scratch directory in memory', Storage.scratch(GIB, { inMemory: true }), { emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } }, false],
    ['a ConfigMap', Storage.configMap(named('settings')), { configMap: { name: 'settings' } }, true],
    ['a Secret', Storage.secret(named('keys')), { secret: { secretName: 'keys' } }, true],
    ['a directory of the node', Storage.hostPath('/srv'), { hostPath: { path: '/srv', type: 'DirectoryOrCreate' } }, false],
  ])('%s appears where it is mounted', (_, storage, volume, readOnly) => {
    expect(rendered(storage.at('/mnt/data'))).toEqual({ volumes: [{ name: 'data', ...volume }], mounts: [{ name: 'data', mountPath: '/mnt/data', ...readOnly && { readOnly } }] });
    expect(storage.at('/mnt/data').readOnly).toBe(readOnly);
  });

  test('may be read-only, or a part of it', () => {
    expect(rendered(Storage.existingClaim('c').at('/d', { readOnly: true, subPath: 'train/2024' })).mounts).toEqual([
      { name: 'd', mountPath: '/d', readOnly: true, subPath: 'train/2024' },
    ]);
    expect(rendered(Storage.configMap({ name: 'c' } as kplus.IConfigMap).at('/d', { readOnly: false })).mounts).toEqual([{ name: 'd', mountPath: '/d' }]);
  });

  test('is one, however often it is mounted', () => {
    const storage = Storage.existingClaim('c');
    const { volumes, mounts } = rendered(storage.at('/in', { readOnly: true }), storage.at('/out'));
    expect(volumes).toHaveLength(1);
    expect(mounts.map((m: any) => [m.name, m.mountPath])).toEqual([['in', '/in'], ['in', '/out']]);
  });

  test.each([
    ['/data', 'data'], ['/data/', 'data'], ['/mnt/My_Data.v2', 'my-data-v2'], ['/', 'root'], ['/données', 'donn-es'], ['/___', 'data'], ['/.cache', 'cache'],
  ])('at %s is called %s', (path, name) => {
    expect(Storage.existingClaim('c').at(path)._volumeName).toBe(name);
  });

  test('never has the name of another', () => {
    const { mounts } = rendered(...['/a/data', '/b/data', '/c/data-2', '/d/data'].map((path, i) => Storage.existingClaim(`c${i}`).at(path)));
    expect(new Set(mounts.map((m: any) => m.name)).size).toBe(4);
  });

  test('has a name of at most 63 characters', () => {
    expect(Storage.existingClaim('c').at(`/${'v'.repeat(80)}`)._volumeName.length).toBeLessThanOrEqual(63);
  });

  test('at /tmp takes the place of the one that every pod has', () => {
    const { spec } = find(synth(stackWith([Storage.scratch(Size.gibibytes(9)).at('/tmp')])), 'Job').spec.template;
    expect(spec.volumes).toEqual([{ name: 'tmp', emptyDir: { sizeLimit: '9Gi' } }]);
  });
});

describe('a new claim', () => {
  test('asks for its size, for one node', () => {
    expect(claims(Storage.claim(Size.gibibytes(10)).at('/data'))).toEqual([expect.objectContaining({
      metadata: expect.objectContaining({ name: 'train-data', namespace: 'mlops' }),
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
    })]);
  });

  test('may be of a class and for many nodes', () => {
    expect(claims(Storage.claim(GIB, { storageClass: 'nfs', accessMode: AccessMode.READ_WRITE_MANY, name: 'shared' }).at('/data'))[0]).toMatchObject({
      metadata: { name: 'shared' }, spec: { accessModes: ['ReadWriteMany'], storageClassName: 'nfs' },
    });
  });

  test('is made once, however often it is mounted', () => {
    const storage = Storage.claim(GIB);
    expect(claims(storage.at('/in'), storage.at('/out')).map(c => c.metadata.name)).toEqual(['train-in']);
  });

  test('gives its group to the pod, so that the process can write', () => {
    const group = (mount: Mount) => find(synth(stackWith([mount])), 'Job').spec.template.spec.securityContext.fsGroup;
    expect(group(Storage.claim(GIB).at('/data'))).toBe(10001);
    expect(group(Storage.scratch(GIB).at('/data'))).toBeUndefined();
  });

  test.each([0, NaN])('of %p GiB is told once', n => {
    const size = Size.gibibytes(n);
    expect(problems(stackWith([Storage.claim(size).at('/data')]))).toEqual([
      `[mlops/train] QUANTITY_INVALID volumes '/data' size: got '${size.asString()}'; a size above zero`,
    ]);
  });
});

describe('problems', () => {
  const REFUSED = 'refuses hostPath; use a claim, or for development new Stack(..., { podSecurity: PodSecurity.PRIVILEGED })';
  test.each([PodSecurity.BASELINE, PodSecurity.RESTRICTED])('a directory of the node is refused in a namespace that enforces %s', podSecurity => {
    expect(problems(stackWith([Storage.hostPath('/srv').at('/data')], { podSecurity }))).toEqual([
      `[mlops/train] HOST_PATH_REFUSED volumes '/data': got '/srv'; the namespace enforces Pod Security '${podSecurity}', which ${REFUSED}`,
    ]);
  });

  test('a path that is not absolute is told', () => {
    expect(problems(stackWith([Storage.existingClaim('c').at('data')]))).toEqual(["[mlops/train] PATH_INVALID volumes 'data': got 'data'; use an absolute path: '/data'"]);
  });

  test('two volumes at one path are told', () => {
    expect(problems(stackWith([Storage.existingClaim('a').at('/d'), Storage.existingClaim('b').at('/d')]))).toEqual([
      "[mlops/train] MOUNT_DUPLICATE volumeMounts[1].mountPath: got '/d'; two volumes at one path; mount one of them elsewhere",
    ]);
  });

  test.each<[string, () => Mount[]]>([
    ['two claims whose paths end alike', () => [Storage.claim(GIB).at('/in/data'), Storage.claim(GIB).at('/out/data')]],
    ['two claims of one name', () => [Storage.claim(GIB, { name: 'c' }).at('/a'), Storage.claim(GIB, { name: 'c' }).at('/b')]],
    ['one mount twice', () => { const mount = Storage.claim(GIB).at('/a'); return [mount, mount]; }],
  ])('%s: the mistake is a problem with a line, not an error of the constructs library', (_, mounts) => {
    expect(problems(stackWith(mounts()))).toEqual([expect.stringMatching(/^\[mlops\/train\] (MOUNT_DUPLICATE|DUPLICATE_OBJECT) /)]);
  });

  test.each<[string, Mount]>([
    ['a part outside of the volume', Storage.existingClaim('c').at('/d', { subPath: '../other' })],
    ['a part with an absolute path', Storage.existingClaim('c').at('/d', { subPath: '/other' })],
    ['a claim without a name', Storage.existingClaim('').at('/d')],
    ['a StorageClass that is no name', Storage.claim(GIB, { storageClass: 'Fast SSD' }).at('/d')],
    ['a scratch directory whose size is no number', Storage.scratch(Size.gibibytes(NaN)).at('/d')],
  ])('%s is told, for the API server refuses it', (_, mount) => {
    expect(problems(stackWith([mount]))).toHaveLength(1);
  });

  test('a directory of the node with a relative path is told, for the API server refuses it', () => {
    expect(problems(stackWith([Storage.hostPath('srv/../data').at('/d')], { podSecurity: PodSecurity.PRIVILEGED }))).toHaveLength(1);
  });
});
