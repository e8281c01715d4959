import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { PlatformProps, TrainingJobProps } from '../../lib';
import { Checkpoints, Code, Dataset, Framework, ModelApi, Storage, Tracking, TrainingJob } from '../../lib';
import { find, kindsAndNames, synth, testStack } from '../support/synth';

const render = (props: Partial<TrainingJobProps>, platform: PlatformProps = {}) => {
  const stack = testStack(platform);
  new TrainingJob(stack, 'resnet', { image: 'acme/resnet:2.1', command: ['python', 'train.py'], ...props });
  return synth(stack);
};
const pod = (props: Partial<TrainingJobProps>) => find(render(props), 'Job').spec.template.spec;
const secret = { name: 'keys' } as kplus.ISecret;
const variables = (env: any[]) => Object.fromEntries(env.map(({ name, value, valueFrom }) => [name, value ?? `${valueFrom.secretKeyRef.name}/${valueFrom.secretKeyRef.key}`]));

describe('a Dataset', () => {
  test('is fetched into scratch space before the code runs, by a container as hardened as any', () => {
    const { initContainers: [fetch], containers: [main], volumes } = pod({ data: [Dataset.s3('s3://acme/imagenet', { credentials: secret, region: 'eu-west-1' }).at('/data', { readOnly: true })] });
    expect(fetch).toMatchObject({ name: 'fetch-data', args: ['s3://acme/imagenet', '/data'], securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true } });
    expect(variables(fetch.env)).toEqual({ HOME: '/tmp', AWS_ACCESS_KEY_ID: 'keys/AWS_ACCESS_KEY_ID', AWS_SECRET_ACCESS_KEY: 'keys/AWS_SECRET_ACCESS_KEY', AWS_DEFAULT_REGION: 'eu-west-1' });
    expect(fetch.volumeMounts).toContainEqual({ name: 'data', mountPath: '/data' });
    expect(main.volumeMounts).toContainEqual({ name: 'data', mountPath: '/data', readOnly: true });
    expect(main.env.map(({ name }: any) => name)).toEqual(['HOME']);
    expect(volumes).toContainEqual({ name: 'data', emptyDir: {} });
  });

  test.each<[string, Storage, string]>([
    ['Google Cloud', Dataset.gcs('gs://acme/data'), 'gs://acme/data'],
    ['Azure', Dataset.azure('https://acme.blob.core.windows.net/data/x', { credentials: secret }), 'https://acme.blob.core.windows.net/data/x'],
    ['a web server', Dataset.http('https://example.com/data.tar.gz'), 'https://example.com/data.tar.gz'],
    ['Hugging Face', Dataset.huggingFace('meta-llama/Llama-3.2-1B', { token: secret }), 'hf://meta-llama/Llama-3.2-1B'],
  ])('comes from %s', (_, storage, uri) => {
    expect(pod({ data: [storage.at('/data')] }).initContainers[0].args).toEqual([uri, '/data']);
  });

  test('may be kept where the author says, in a size that the pod has room for', () => {
    const { volumes, containers: [main] } = pod({ data: [Dataset.gcs('gs://acme/data', { onto: Storage.scratch(Size.gibibytes(200)) }).at('/data')] });
    expect(volumes).toContainEqual({ name: 'data', emptyDir: { sizeLimit: '200Gi' } });
    expect(main.resources.limits['ephemeral-storage']).toBe('215040Mi');
  });

  test('is fetched by every pod that trains, and by a model API too', () => {
    const data = [Dataset.gcs('gs://acme/data').at('/data')];
    const { Master, Worker } = find(render({ framework: Framework.pytorch(), workers: 2, data }), 'PyTorchJob').spec.pytorchReplicaSpecs;
    for (const { template } of [Master, Worker]) expect(template.spec.initContainers.map(({ name }: any) => name)).toEqual(['fetch-data']);
    const stack = testStack();
    new ModelApi(stack, 'churn', { image: 'a:1', volumes: data });
    expect(find(synth(stack), 'Deployment').spec.template.spec.initContainers[0].args).toEqual(['gs://acme/data', '/data']);
  });
});

describe('code', () => {
  const directory = mkdtempSync(join(tmpdir(), 'code-'));
  writeFileSync(join(directory, 'train.py'), 'print(1)\n');
  writeFileSync(join(directory, '.hidden'), 'x');

  test('of a directory is a ConfigMap with a hash of it in its name, from which the command starts', () => {
    const manifests = render({ code: Code.directory(directory).at('/code') });
    const { metadata: { name }, data } = find(manifests, 'ConfigMap');
    expect(name).toMatch(/^resnet-code-[0-9a-f]{8}$/);
    expect(data).toEqual({ 'train.py': 'print(1)\n' });
    const { volumes, containers: [main] } = find(manifests, 'Job').spec.template.spec;
    expect(volumes).toContainEqual({ name: 'code', configMap: { name } });
    expect(main).toMatchObject({ workingDir: '/code' });
    expect(main.volumeMounts).toContainEqual({ name: 'code', mountPath: '/code', readOnly: true });
  });

  test('that changes makes a job with a hash a new one', () => {
    const name = (text: string) => find(render({ code: Code.inline({ 'train.py': text }).at('/code'), rerunOnChange: true }), 'Job').metadata.name;
    expect(name('a')).toBe(name('a'));
    expect(name('a')).not.toBe(name('b'));
  });

  test('of a repository is fetched at its ref, and is in `current`', () => {
    const { initContainers: [sync], containers: [main] } = pod({ code: Code.git('https://github.com/acme/resnet', { ref: 'v2.1', credentials: secret }).at('/code') });
    expect(sync.args).toEqual(['--repo=https://github.com/acme/resnet', '--ref=v2.1', '--root=/code', '--link=current', '--depth=1', '--one-time']);
    expect(variables(sync.env)).toMatchObject({ GITSYNC_USERNAME: 'keys/username', GITSYNC_PASSWORD: 'keys/password' });
    expect(main.workingDir).toBe('/code/current');
  });

  test.each<[string, () => unknown, string]>([
    ['a directory that is not there', () => Code.directory('no/such'), "Code.directory: got 'no/such'; there is no such directory below "],
    ['a file that is not there', () => Code.file('no/such.py'), "Code: got 'no/such.py'; there is no such file below "],
    ['a file that is no text', () => { writeFileSync(join(directory, 'x.bin'), Buffer.from([0, 1])); return Code.file(join(directory, 'x.bin')); }, 'a ConfigMap keeps text'],
    ['more than a ConfigMap holds', () => { writeFileSync(join(directory, 'big.txt'), 'x'.repeat(1100 * 1024)); return Code.file(join(directory, 'big.txt')); }, 'a ConfigMap keeps a megabyte'],
  ])('%s is told at once', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('checkpoints', () => {
  const env = (props: Partial<TrainingJobProps>) => variables(pod(props).containers[0].env);

  test('of one pod are on a claim of one node, of several on one that all may write', () => {
    const modes = (workers: number) => find(render({ workers, checkpoints: Checkpoints.claim(Size.gibibytes(1)) }), 'PersistentVolumeClaim').spec.accessModes;
    expect([modes(1), modes(2)]).toEqual([['ReadWriteOnce'], ['ReadWriteMany']]);
  });

  test('in a bucket are an address, with the keys of a Secret', () => {
    expect(env({ checkpoints: Checkpoints.objectStore('s3://acme/ckpt', { credentials: secret, region: 'eu-west-1', endpoint: 'https://minio.example.com' }) })).toMatchObject({
      CHECKPOINT_DIR: 's3://acme/ckpt', AWS_ACCESS_KEY_ID: 'keys/AWS_ACCESS_KEY_ID', AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL: 'https://minio.example.com',
    });
  });

  test('of another job are where this one starts from', () => {
    const from = Checkpoints.volume(Storage.existingClaim('pretrained').at('/pretrained'));
    expect(env({ checkpoints: Checkpoints.claim(Size.gibibytes(1)), resumeFrom: from })).toMatchObject({ CHECKPOINT_DIR: '/checkpoints', RESUME_FROM: '/pretrained' });
  });

  test('have logs beside them that a TensorBoard shows', () => {
    const manifests = render({ checkpoints: Checkpoints.claim(Size.gibibytes(1)), tensorboard: true }, { tensorboards: true });
    expect(kindsAndNames(manifests)).toContain('Tensorboard/resnet-tensorboard');
    expect(find(manifests, 'Tensorboard').spec).toEqual({ logspath: 'pvc://resnet-checkpoints/tensorboard' });
    expect(variables(find(manifests, 'Job').spec.template.spec.containers[0].env)).toMatchObject({ TENSORBOARD_LOGDIR: '/checkpoints/tensorboard' });
    const bucket = render({ checkpoints: Checkpoints.objectStore('gs://acme/ckpt'), tensorboard: true }, { tensorboards: true });
    expect(find(bucket, 'Tensorboard').spec).toEqual({ logspath: 'gs://acme/ckpt/tensorboard' });
  });
});

test('a run has a name and an experiment', () => {
  const { containers: [main] } = pod({ tracking: Tracking.server('https://mlflow.example.com'), experiment: 'resnet', runName: 'first' });
  expect(variables(main.env)).toMatchObject({ MLFLOW_EXPERIMENT_NAME: 'resnet', MLFLOW_RUN_NAME: 'first' });
});
