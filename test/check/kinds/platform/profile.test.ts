import type { ManyRow, Row } from './platform';
import { found, profile } from './platform';
import type { Manifest } from '../../../../lib/check';

const QUOTA = { 'cpu': '64', 'memory': '256Gi', 'requests.nvidia.com/gpu': '8', 'count/jobs.batch': 20, 'gold.storageclass.storage.k8s.io/requests.storage': '1Ti' };
const GCP = { kind: 'WorkloadIdentity', spec: { gcpServiceAccount: 'ml@project.iam.gserviceaccount.com' } };
const AWS = { kind: 'AwsIamForServiceAccount', spec: { awsIamRole: 'arn:aws-cn:iam::123456789012:role/ml', annotateOnly: true } };
const namespace = (name: string, annotations: object = {}): Manifest => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, annotations } as Manifest['metadata'] });

test.each<ManyRow>([
  ['a user', [profile({})], []],
  ['a quota', [profile({ resourceQuotaSpec: { hard: QUOTA } })], []],
  ['an empty quota', [profile({ resourceQuotaSpec: {} })], []],
  ['plugins', [profile({ plugins: [GCP, AWS] })], []],
  ['a field of a plugin in another case', [profile({ plugins: [{ kind: 'WorkloadIdentity', spec: { gcpserviceaccount: 'ml@project.iam.gserviceaccount.com' } }] })], []],
  ['a namespace of the owner', [profile({}), namespace('ml', { owner: 'ann@example.com' })], []],
])('%s is fine', (_, manifests, lines) => {
  expect(found(...manifests)).toEqual(lines);
});

test.each<ManyRow>([
  ['a name with a dot', [profile({}, 'ml.team')], [
    "warning PROFILE_NAME metadata.name: got 'ml.team'; it is the name of a namespace: use at most 63 lower-case letters, digits and -",
  ]],
  ['the namespace of Kubeflow', [profile({}, 'kubeflow')], [
    "warning PROFILE_NAMESPACE metadata.name: got 'kubeflow'; a namespace of the system: the controller takes no namespace that others have made",
  ]],
  ['a namespace of Kubernetes', [profile({}, 'kube-public')], [
    "warning PROFILE_NAMESPACE metadata.name: got 'kube-public'; a namespace of the system: the controller takes no namespace that others have made",
  ]],
  ['a namespace that is there', [profile({}), namespace('ml')], [
    "warning PROFILE_NAMESPACE metadata.name: got 'ml'; leave Namespace 'ml' to the controller, or give it the annotation owner: ann@example.com: without it the controller does not take it over",
  ]],
])('%s is told', (_, manifests, lines) => {
  expect(found(...manifests)).toEqual(lines);
});

const REFUSED = 'the API server refuses the RoleBinding of the owner otherwise';
const OPEN = 'may use the API alone: what runs in the namespace is open to a User of the name, by the header of the login; add an AuthorizationPolicy, or name a User';
test.each<Row>([
  ['no owner', { owner: undefined }, [
    'warning PROFILE_OWNER spec.owner: say who owns the namespace, as kind User and the name that the login gives: without one the controller stops half way',
  ]],
  ['a kind that is misspelt', { owner: { kind: 'user', name: 'a' } }, [
    `warning PROFILE_OWNER spec.owner.kind: got 'user'; did you mean 'User'? ${REFUSED}`,
  ]],
  ['a kind of its own', { owner: { kind: 'Namespace', name: 'a' } }, [
    `warning PROFILE_OWNER spec.owner.kind: got 'Namespace'; one of User, Group, ServiceAccount: ${REFUSED}`,
  ]],
  ['another API group', { owner: { apiGroup: 'v1', kind: 'User', name: 'a' } }, [
    `warning PROFILE_OWNER spec.owner.apiGroup: got 'v1'; write rbac.authorization.k8s.io, or leave it out: ${REFUSED}`,
  ]],
  ['a ServiceAccount with an API group', { owner: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ServiceAccount', name: 'a' } }, [
    `warning PROFILE_OWNER spec.owner.apiGroup: got 'rbac.authorization.k8s.io'; leave it out: ${REFUSED}`,
    'warning PROFILE_OWNER spec.owner.namespace: the namespace of the ServiceAccount',
  ]],
  ['an empty name', { owner: { kind: 'User', name: '' } }, [
    "warning PROFILE_OWNER spec.owner.name: got ''; the name that the login gives, such as an e-mail address",
  ]],
  ['blanks', { owner: { kind: 'User', name: 'ann@example.com ' } }, [
    "warning PROFILE_OWNER spec.owner.name: got 'ann@example.com '; no blanks around it: it is compared with the name that the login gives",
  ]],
  ['a group', { owner: { kind: 'Group', name: 'ml' } }, [`warning PROFILE_OWNER spec.owner.kind: got 'Group'; ${OPEN}`]],
  ['a ServiceAccount', { owner: { kind: 'ServiceAccount', name: 'ci', namespace: 'ci' } }, [`warning PROFILE_OWNER spec.owner.kind: got 'ServiceAccount'; ${OPEN}`]],
  ['capitals', { owner: { kind: 'User', name: 'Ann@example.com' } }, [
    "info PROFILE_OWNER spec.owner.name: got 'Ann@example.com'; compared letter by letter with the name that the login gives: check its case",
  ]],
])('an owner with %s is told', (_, spec, lines) => {
  expect(found(profile(spec))).toEqual(lines);
});

const COUNTED = 'devices are counted by what is requested, and under other names not at all';
test.each<Row>([
  ['scopes alone', { scopes: ['BestEffort'] }, ['warning PROFILE_QUOTA spec.resourceQuotaSpec.hard: say what is limited: without it no quota is made']],
  ['GPUs', { hard: { 'nvidia.com/gpu': 4 } }, [
    `warning PROFILE_QUOTA spec.resourceQuotaSpec.hard['nvidia.com/gpu']: got 4; write 'requests.nvidia.com/gpu': ${COUNTED}`,
  ]],
  ['limits of GPUs', { hard: { 'limits.amd.com/gpu': 4 } }, [
    `warning PROFILE_QUOTA spec.resourceQuotaSpec.hard['limits.amd.com/gpu']: got 4; write 'requests.amd.com/gpu': ${COUNTED}`,
  ]],
  ['a resource that is misspelt', { hard: { memmory: '1Gi' } }, [
    "warning RESOURCE_NAME_UNKNOWN spec.resourceQuotaSpec.hard.memmory: did you mean 'memory'?",
  ]],
  ['scopes that contradict each other', { hard: { pods: 1 }, scopes: ['BestEffort', 'NotBestEffort'] }, [
    "warning QUOTA_SCOPE spec.resourceQuotaSpec.scopes[0]: got 'BestEffort'; NotBestEffort is there too, and nothing is both",
  ]],
])('a quota of %s is told', (_, resourceQuotaSpec, lines) => {
  expect(found(profile({ resourceQuotaSpec }))).toEqual(lines);
});

const GCP_TOLD = 'a Google service account, <name>@<project>.iam.gserviceaccount.com: the controller stops, or crashes, at any other';
const AWS_TOLD = 'the ARN of a role, arn:aws:iam::<account>:role/<name>: it is written to the ServiceAccount as it is';
test.each<Row>([
  ['one that is misspelt', { kind: 'AwsIAMForServiceAccount', spec: {} }, [
    "warning PROFILE_PLUGIN spec.plugins[0].kind: got 'AwsIAMForServiceAccount'; no such plugin, and it is ignored; did you mean 'AwsIamForServiceAccount'?",
  ]],
  ['one that nobody knows', { kind: 'Vault' }, [
    "warning PROFILE_PLUGIN spec.plugins[0].kind: got 'Vault'; one of WorkloadIdentity, AwsIamForServiceAccount: others are ignored",
  ]],
  ['one without a kind', {}, ['warning PROFILE_PLUGIN spec.plugins[0].kind: one of WorkloadIdentity, AwsIamForServiceAccount: others are ignored']],
  ['Google without an account', { kind: 'WorkloadIdentity', spec: {} }, [`warning PROFILE_PLUGIN spec.plugins[0].spec.gcpServiceAccount: ${GCP_TOLD}`]],
  ['Google without a spec', { kind: 'WorkloadIdentity' }, [`warning PROFILE_PLUGIN spec.plugins[0].spec.gcpServiceAccount: ${GCP_TOLD}`]],
  ['a short account', { kind: 'WorkloadIdentity', spec: { gcpServiceAccount: 'ml' } }, [
    `warning PROFILE_PLUGIN spec.plugins[0].spec.gcpServiceAccount: got 'ml'; ${GCP_TOLD}`,
  ]],
  ['AWS with the name of a role', { kind: 'AwsIamForServiceAccount', spec: { awsIamRole: 'ml' } }, [`warning PROFILE_PLUGIN spec.plugins[0].spec.awsIamRole: got 'ml'; ${AWS_TOLD}`]],
  ['a text that is a boolean', { kind: 'AwsIamForServiceAccount', spec: { ...AWS.spec, annotateOnly: 'true' } }, [
    "warning PROFILE_PLUGIN spec.plugins[0].spec.annotateOnly: got 'true'; true or false: the controller cannot read it, and leaves out all plugins",
  ]],
  ['a number that is a text', { kind: 'AwsIamForServiceAccount', spec: { awsIamRole: 1 } }, [
    'warning PROFILE_PLUGIN spec.plugins[0].spec.awsIamRole: got 1; a text: the controller cannot read it, and leaves out all plugins',
  ]],
  ['a field that is misspelt', { kind: 'AwsIamForServiceAccount', spec: { awsIamRol: 'x' } }, [
    "warning PROFILE_PLUGIN spec.plugins[0].spec.awsIamRol: no such field; did you mean 'awsIamRole'?",
    `warning PROFILE_PLUGIN spec.plugins[0].spec.awsIamRole: ${AWS_TOLD}`,
  ]],
  ['a field of another plugin', { ...GCP, spec: { ...GCP.spec, region: 'x' } }, ['warning PROFILE_PLUGIN spec.plugins[0].spec.region: the plugin knows gcpServiceAccount']],
])('a plugin: %s is told', (_, plugin, lines) => {
  expect(found(profile({ plugins: [plugin] }))).toEqual(lines);
});

test('a plugin stands once', () => {
  expect(found(profile({ plugins: [GCP, GCP] }))).toEqual([
    "warning PROFILE_PLUGIN spec.plugins[1].kind: got 'WorkloadIdentity'; there already: the ServiceAccount has room for one, and keeps the last",
  ]);
});

test('what is of the wrong type is left to the schema', () => {
  for (const spec of [{ owner: 'ann' }, { owner: { kind: 1, name: 2 } }, { plugins: [null, 1, { kind: 7 }, { kind: 'WorkloadIdentity', spec: [] }] }, { resourceQuotaSpec: { hard: [1], scopes: 'x' } }]) {
    expect(() => found(profile(spec))).not.toThrow();
  }
});
