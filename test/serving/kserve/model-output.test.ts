import { Size } from 'cdk8s';
import type { TrainingJobProps } from '../../../lib';
import { Checkpoints, CloudIdentity, InferenceService, Model, ModelFormat, ServingMode, Stack, Storage, Tracking, TrainingJob } from '../../../lib';
import { find, problems, synth, testStack } from '../../support/synth';

function served(checkpoints: Checkpoints | undefined, path = 'exported', job: Partial<TrainingJobProps> = {}) {
  const stack = testStack();
  const training = new TrainingJob(stack, 'resnet', { image: 'acme/resnet:2.1', command: ['python', 'train.py'], checkpoints, ...job });
  new InferenceService(stack, 'resnet-api', { model: Model.output(ModelFormat.PYTORCH, training, path), mode: ServingMode.standard() });
  return stack;
}
const uriOf = (stack: Stack) => find(synth(stack), 'InferenceService').spec.predictor.model.storageUri;

test.each<[string, Checkpoints, string]>([
  ['a claim that the job makes', Checkpoints.claim(Size.gibibytes(20)), 'pvc://resnet-checkpoints/exported'],
  ['a claim that exists', Checkpoints.existingClaim('models'), 'pvc://models/exported'],
  ['a volume', Checkpoints.volume(Storage.claim(Size.gibibytes(20), { name: 'kept' }).at('/out')), 'pvc://kept/exported'],
  ['a bucket', Checkpoints.objectStore('s3://acme/resnet/'), 's3://acme/resnet/exported'],
])('a service finds what a job has left on %s', (_, checkpoints, uri) => {
  expect(uriOf(served(checkpoints))).toBe(uri);
});

test('a service reads a bucket as the job writes it', () => {
  const identity = CloudIdentity.awsRole('arn:aws:iam::123456789012:role/resnet');
  const accounts = synth(served(Checkpoints.objectStore('s3://acme/resnet'), '', { identity })).filter(({ kind }) => kind === 'ServiceAccount');
  expect(accounts.map(({ metadata }) => metadata.annotations)).toEqual([identity.serviceAccountAnnotations, identity.serviceAccountAnnotations]);
});

test.each<[string, Stack, string]>([
  ['a job that keeps nothing', served(undefined), 'SERVING_NOTHING model source: the job keeps nothing: give it `checkpoints`, on a claim or in a bucket'],
  ['a path that leads out', served(Checkpoints.existingClaim('models'), '../others'), "PATH_INVALID model path: got '../others'; a path below the job's own: relative, without '..'"],
])('%s is told', (_, stack, line) => {
  expect(problems(stack)).toContain(`[mlops/resnet-api] ${line}`);
});

test('a claim of another namespace is told', () => {
  const stack = testStack();
  const job = new TrainingJob(new Stack(stack.node.root, 'research'), 'resnet', { image: 'acme/resnet:2.1', command: ['python'], checkpoints: Checkpoints.existingClaim('models') });
  new InferenceService(stack, 'api', { model: Model.output(ModelFormat.PYTORCH, job), mode: ServingMode.standard() });
  expect(problems(stack)).toContain("[mlops/api] PLATFORM_UNSUPPORTED model source: got 'pvc://models'; the claim is in the namespace research, and this is mlops: serve it there, or keep checkpoints in a bucket");
});

describe('a model of the registry', () => {
  const registered = (alias: string, tracking = Tracking.server('http://mlflow:5000')) => {
    const stack = testStack();
    new InferenceService(stack, 'iris', { model: Model.mlflow(tracking, 'iris', alias), mode: ServingMode.standard() });
    return stack;
  };

  test.each([['champion', 'models:/iris@champion'], ['3', 'models:/iris/3']])('is fetched before its server starts: %s', (alias, uri) => {
    const { initContainers: [fetch], model, volumes } = find(synth(registered(alias)), 'InferenceService').spec.predictor;
    expect(fetch).toMatchObject({
      command: ['mlflow', 'artifacts', 'download'], args: [`--artifact-uri=${uri}`, '--dst-path=/mnt/models'], securityContext: { runAsUser: 10001 },
      volumeMounts: [{ name: 'models', mountPath: '/mnt/models' }, { name: 'tmp', mountPath: '/tmp' }],
    });
    expect(fetch.env).toContainEqual({ name: 'MLFLOW_TRACKING_URI', value: 'http://mlflow:5000' });
    expect(model).toMatchObject({ modelFormat: { name: 'mlflow' }, protocolVersion: 'v2', volumeMounts: [{ name: 'models', mountPath: '/mnt/models', readOnly: true }, {}] });
    expect(model).not.toHaveProperty('storageUri');
    expect(volumes).toContainEqual({ name: 'models', emptyDir: {} });
  });

  test.each<[string, Stack, string]>([
    ['without a server', registered('champion', Tracking.bucket('s3://acme/iris')), 'URI_INVALID model tracking: a registry needs a server: an MlflowServer, or Tracking.server(...)'],
    ['without an alias', registered(''), "URI_INVALID volumes '/mnt/models' source: got 'models:/iris@'; the name of a registered model, and its alias or version, e.g. 'iris' and 'champion'"],
  ])('%s is told', (_, stack, line) => {
    expect(problems(stack)).toContain(`[mlops/iris] ${line}`);
  });
});
