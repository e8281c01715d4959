import { found, tensorboard } from './platform';

test.each(['pvc://runs/churn', 'pvc://runs', 'pvc://runs/', 's3://logs/churn', 'gs://logs', '/cns/a'])('logs at %s are fine', logspath => {
  expect(found(tensorboard(logspath))).toEqual([]);
});

const BAD = "anything else is a path where claim 'tb-volume' is mounted";
test.each([
  ['', 'say where the logs are, such as pvc://claim/logs or s3://bucket/logs'],
  ['pvc:///logs', 'name the claim, such as pvc://claim/logs: the API server refuses a Deployment without it'],
  ['pvc://My_Runs/a', 'no claim can have this name: use lower-case letters, digits, - and .'],
  ['pvc://runs/../a', "a path below the claim, without '..' and with one / in front: the API server refuses the Deployment otherwise"],
  ['pvc://runs//a', "a path below the claim, without '..' and with one / in front: the API server refuses the Deployment otherwise"],
  ['s3://', 'name the bucket, such as s3://bucket/logs'],
  ['gs:///a', 'name the bucket, such as s3://bucket/logs'],
  ['S3://logs/a', `did you mean 's3://'? ${BAD}`],
  ['pvc:/runs', `did you mean 'pvc://'? ${BAD}`],
  ['minio://logs', `one of pvc://, s3://, gs://, /cns/: ${BAD}`],
  ['/logs', "a bare path is where claim 'tb-volume' is mounted; write pvc://claim/path to name the claim"],
  ['logs/a', "a bare path is where claim 'tb-volume' is mounted; write pvc://claim/path to name the claim"],
])('logs at %j are told', (logspath, fix) => {
  expect(found(tensorboard(logspath))).toEqual([`warning TENSORBOARD_LOGS spec.logspath: got '${logspath}'; ${fix}`]);
});

test('a path in the claim of that name is fine', () => {
  const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'tb-volume', namespace: 'team' }, spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '1Gi' } } } };
  expect(found(tensorboard('/logs'), claim)).toEqual([]);
});

const LONG = 't'.repeat(59);
test.each([
  [LONG, "59 characters, at most 58: the port of its Service is called 'http-' and the name, and may have 63"],
  ['1st', 'the controller makes a Service of this name: use lower-case letters, digits and -, starting with a letter'],
])('the name %s is told', (name, fix) => {
  expect(found(tensorboard('s3://logs/a', { name }))).toEqual([`warning TENSORBOARD_NAME metadata.name: got '${name}'; ${fix}`]);
});

test('what is no text is left to the schema', () => {
  expect(found(tensorboard(['s3://a']))).toEqual([expect.stringContaining('SCHEMA_TYPE')]);
});
