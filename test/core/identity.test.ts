import { CloudIdentity, TrainingJob } from '../../lib';
import { find, problems, synth, testStack } from '../support/synth';

const ARN = 'arn:aws:iam::123456789012:role/mlflow';
const EMAIL = 'mlflow@acme-ml.iam.gserviceaccount.com';
const UUID = '00000000-aaaa-BBBB-cccc-123456789abc';

function stackWith(identity: CloudIdentity, props: object = {}) {
  const stack = testStack();
  new TrainingJob(stack, 'train', { image: 'acme/train:1', identity, ...props });
  return stack;
}

test.each<[string, CloudIdentity, object]>([
  ['AWS', CloudIdentity.awsRole(ARN), { 'eks.amazonaws.com/role-arn': ARN }],
  ['Google', CloudIdentity.googleServiceAccount(EMAIL), { 'iam.gke.io/gcp-service-account': EMAIL }],
  ['Azure', CloudIdentity.azureClientId(UUID), { 'azure.workload.identity/client-id': UUID }],
])('%s reads the identity from the ServiceAccount that the pods run as', (_, identity, annotations) => {
  const manifests = synth(stackWith(identity));
  expect(find(manifests, 'ServiceAccount').metadata).toMatchObject({ name: 'train', annotations });
  expect(find(manifests, 'Job').spec.template.spec.serviceAccountName).toBe('train');
  expect(identity.serviceAccountAnnotations).toEqual(annotations);
});

test('Azure alone also wants a label on the pods', () => {
  const labels = (identity: CloudIdentity) => find(synth(stackWith(identity)), 'Job').spec.template.metadata.labels;
  expect(labels(CloudIdentity.azureClientId(UUID))).toMatchObject({ 'azure.workload.identity/use': 'true' });
  expect(Object.keys(labels(CloudIdentity.awsRole(ARN))).join()).not.toContain('azure');
});

test.each<[string, CloudIdentity]>([
  ['a role with a path', CloudIdentity.awsRole('arn:aws:iam::123456789012:role/ml/mlflow')],
  ['a role in China', CloudIdentity.awsRole('arn:aws-cn:iam::123456789012:role/mlflow')],
  ['a role of the government', CloudIdentity.awsRole('arn:aws-us-gov:iam::123456789012:role/mlflow')],
  ['a project of a domain', CloudIdentity.googleServiceAccount('mlflow@acme.com:ml.iam.gserviceaccount.com')],
])('%s is accepted', (_, identity) => {
  expect(problems(stackWith(identity))).toEqual([]);
});

test.each<[string, CloudIdentity, string]>([
  ['the name of a role alone', CloudIdentity.awsRole('mlflow'), "identity awsRole: got 'mlflow'; use a role's ARN: arn:aws:iam::<account>:role/<name>"],
  ['the ARN of a user', CloudIdentity.awsRole('arn:aws:iam::123456789012:user/x'), "identity awsRole: got 'arn:aws:iam::123456789012:user/x'; use a role's ARN: arn:aws:iam::<account>:role/<name>"],
  ['a person', CloudIdentity.googleServiceAccount('ada@example.com'), "identity googleServiceAccount: got 'ada@example.com'; use <name>@<project>.iam.gserviceaccount.com"],
  ['the name of an identity', CloudIdentity.azureClientId('mlflow'), "identity azureClientId: got 'mlflow'; use the client id (a UUID) of the managed identity"],
  ['nothing', CloudIdentity.azureClientId(''), "identity azureClientId: got ''; use the client id (a UUID) of the managed identity"],
])('%s is a problem', (_, identity, line) => {
  expect(problems(stackWith(identity))).toEqual([`[mlops/train] URI_INVALID ${line}`]);
});

test('an identity beside a ServiceAccount of the author is a problem, for it would be lost', () => {
  const serviceAccount = { name: 'mine' };
  expect(problems(stackWith(CloudIdentity.awsRole(ARN), { serviceAccount }))).toEqual([
    '[mlops/train] ALTERNATIVES_CONFLICT identity: it goes on the ServiceAccount that this construct makes; annotate the one you gave instead',
  ]);
});
