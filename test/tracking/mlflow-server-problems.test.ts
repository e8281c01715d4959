import { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { MlflowServerProps } from '../../lib';
import { ArtifactAccess, ArtifactStore, BackendStore, CloudIdentity, MlflowAuth, MlflowServer, ModelApi } from '../../lib';
import { problems, testStack } from '../support/synth';

const secret = (name: string) => ({ name } as kplus.ISecret);
const backend = BackendStore.postgres({ secret: secret('db') });
const artifacts = ArtifactStore.s3('acme');

test.each<[string, MlflowServerProps, string]>([
  ['SQLite with two replicas', { replicas: 2, artifacts }, 'MLFLOW_STORE_REPLICAS replicas: got 2; SQLite has a single writer, on one node; use BackendStore.postgres(...) or mysql(...), or one replica'],
  ['two replicas on a claim of one node', { replicas: 2, backend }, 'MLFLOW_STORE_REPLICAS replicas: got 2; the artifact volume is attached to one node; use S3, GCS, Azure or a ReadWriteMany claim, or one replica'],
  ['no replicas', { replicas: 0 }, 'REPLICAS_RANGE replicas: got 0; from 1 to 100; to stop it, remove the construct or scale it by kubectl'],
  ['no workers', { workers: 0 }, 'COUNT_RANGE workers: got 0; from 1 to 32 processes; for more, add replicas'],
  ['too little memory for the workers', { workers: 4, resources: { memory: { limit: Size.mebibytes(512) } } }, "MEMORY_TOO_SMALL resources.memory.limit: got '512Mi'; 4 workers take 1300Mi before the first request; raise it or lower `workers`"],
  ['logins without a database', { backend, artifacts, auth: MlflowAuth.basic({ admin: secret('admin') }) }, 'EXPOSURE_INCOMPLETE auth.database: logins need a database of their own, for MLflow migrates it apart from the runs; give a secret with its `uri`'],
  ['direct access to a volume', { artifactAccess: ArtifactAccess.DIRECT }, "FIELD_IGNORED artifactAccess: got 'direct'; clients cannot reach a volume of the server's pod; use PROXIED, or S3, GCS or Azure"],
  ['a bucket with a scheme', { artifacts: ArtifactStore.s3('s3://acme') }, "URI_INVALID artifacts: got 's3://acme'; use the name of the bucket alone: 3 to 63 lower-case letters, digits, - and ., without s3:// and path"],
  ['a bucket with keys and an identity', { artifacts: ArtifactStore.s3('acme', { credentials: secret('aws'), identity: CloudIdentity.awsRole('arn:aws:iam::123456789012:role/x') }) }, "ALTERNATIVES_CONFLICT artifacts credentials: got 'aws'; an identity needs no keys; remove one of the two"],
  ['an endpoint that is no URL', { artifacts: ArtifactStore.s3Compatible('acme', { endpoint: 'minio:9000', credentials: secret('aws') }) }, "URI_INVALID artifacts: got 'minio:9000'; use the server's URL, e.g. 'http://minio.storage.svc:9000'"],
  ['a load balancer whose address MLflow does not know', { serviceType: 'LoadBalancer' as kplus.ServiceType }, 'EXPOSURE_INCOMPLETE extraHosts: MLflow refuses names it does not know; name the address that people will use for the LoadBalancer'],
  ['two identities', { identity: CloudIdentity.awsRole('arn:aws:iam::123456789012:role/x'), artifacts: ArtifactStore.s3('acme', { identity: CloudIdentity.awsRole('arn:aws:iam::123456789012:role/y') }) }, 'ALTERNATIVES_CONFLICT identity: artifacts brings another; pods have one: give the rights to one of the two and remove the other'],
  ['metrics behind logins', { metrics: true, auth: MlflowAuth.basic({ admin: secret('admin') }) }, 'EXPOSURE_INCOMPLETE auth.client: with logins Prometheus needs one for /metrics; give a secret with `username` and `password`'],
  ['a schedule that is none', { garbageCollection: { schedule: 'weekly' } }, "CRON_SCHEDULE_INVALID garbageCollection.schedule: got 'weekly'; five fields: minute hour day month weekday, e.g. '0 3 * * 0'"],
  ['a flag the construct sets', { extraArgs: ['--workers=8'] }, "ALTERNATIVES_CONFLICT extraArgs: got '--workers'; the construct sets it; use the prop for it instead"],
  ['security switched off', { extraArgs: ['--disable-security-middleware'] }, "FIELD_IGNORED extraArgs: got '--disable-security-middleware'; it would void the lists of hosts and origins; name further hosts in `extraHosts`"],
  ['a path of the host', { host: 'x.example.com', tls: false, path: '/mlflow' }, "PLATFORM_UNSUPPORTED path: got '/mlflow'; MLflow serves its pages at the root; give the server a host of its own"],
  ['a further host with a scheme', { extraHosts: ['http://x'] }, "HOST_INVALID extraHosts[0]: got 'http://x'; a host has no scheme: use 'x'"],
])('%s is a problem', (_, props, line) => {
  const stack = testStack();
  new MlflowServer(stack, 'mlflow', props);
  expect(problems(stack)).toContain(`[mlops/mlflow] ${line}`);
});

test('a workload that refers to a server with logins needs one', () => {
  const stack = testStack();
  const tracking = new MlflowServer(stack, 'mlflow', { auth: MlflowAuth.basic({ admin: secret('admin') }) });
  expect(problems(stack)).toEqual([]);
  new ModelApi(stack, 'api', { image: 'a:1', tracking });
  expect(problems(stack)).toEqual([
    '[mlops/mlflow] EXPOSURE_INCOMPLETE auth.client: workloads of this app refer to the server and need a login; give a secret with `username` and `password`',
  ]);
});
