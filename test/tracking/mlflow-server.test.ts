import { Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { MlflowServerProps, PlatformProps } from '../../lib';
import {
  AccessMode, ArtifactAccess, ArtifactStore, BackendStore, CloudIdentity, MlflowAuth, MlflowServer, ModelApi, Platform, Stack, Storage, TrainingJob,
} from '../../lib';
import { find, kindsAndNames, synth, testApp, testStack } from '../support/synth';

const secret = (name: string) => ({ name } as kplus.ISecret);
const render = (props: MlflowServerProps = {}, platform: PlatformProps = {}, id = 'mlflow-server') => {
  const stack = testStack(platform);
  new MlflowServer(stack, id, props);
  return synth(stack);
};
const deployment = (props: MlflowServerProps = {}, platform: PlatformProps = {}) => find(render(props, platform), 'Deployment').spec;
const container = (props: MlflowServerProps = {}, platform: PlatformProps = {}) => deployment(props, platform).template.spec.containers[0];
const env = (props: MlflowServerProps) => Object.fromEntries(container(props).env.map((e: any) => [e.name, e.value ?? e.valueFrom.secretKeyRef]));
const args = (props: MlflowServerProps = {}): string[] => container(props).args;
const postgres = BackendStore.postgres({ secret: secret('db'), host: 'pg.databases.svc', database: 'mlflow' });
const s3 = ArtifactStore.s3('acme-mlflow');
const ports = (...numbers: number[]) => numbers.map(port => ({ port, protocol: 'TCP' }));
/** The metadata server of a node, and HTTPS to anywhere. */
const CLOUD = [{ to: [{ ipBlock: { cidr: '169.254.0.0/16' } }], ports: ports(80, 988) }, { ports: ports(443) }];
const NAMESPACE = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });

test('without props it keeps runs in SQLite and files on claims of their own', () => {
  const manifests = render();
  expect(kindsAndNames(manifests)).toEqual([
    'Namespace/mlops', 'ServiceAccount/mlflow-server',
    'PersistentVolumeClaim/mlflow-server-artifacts', 'PersistentVolumeClaim/mlflow-server-data', 'Deployment/mlflow-server',
    'Service/mlflow-server-service', 'PodDisruptionBudget/mlflow-server-pdb', 'NetworkPolicy/mlflow-server-network',
  ]);
  expect(find(manifests, 'Service').spec.ports[0]).toMatchObject({ port: 5000, targetPort: 'http' });
  expect(env({})).toMatchObject({ MLFLOW_BACKEND_STORE_URI: 'sqlite:////mlflow/mlflow.db', HOME: '/tmp' });
  expect(args()).toEqual([
    '--host=0.0.0.0', '--port=5000', '--workers=2', '--artifacts-destination=/mlartifacts',
    expect.stringMatching(/^--allowed-hosts=/),
  ]);
});

test('with SQLite the old pod goes before the new one comes, and each migrates its file', () => {
  const { strategy, replicas, template } = deployment();
  expect({ strategy, replicas }).toEqual({ strategy: { type: 'Recreate' }, replicas: 1 });
  expect(template.spec.initContainers.map((c: any) => c.name)).toEqual(['migrate']);
  expect(template.spec.initContainers[0].args[0]).toContain('utils._upgrade_db(engine)');
});

test('with a database server one Job migrates and the pods wait for it', () => {
  const manifests = render({ backend: postgres, artifacts: s3, replicas: 2 });
  const { strategy, replicas, template } = find(manifests, 'Deployment').spec;
  expect({ strategy: strategy.type, replicas }).toEqual({ strategy: 'RollingUpdate', replicas: 2 });
  expect(template.spec.initContainers.map((c: any) => c.name)).toEqual(['wait-for-schema']);
  const job = find(manifests, 'Job');
  expect(job.metadata.name).toMatch(/^mlflow-server-migrate-[0-9a-f]{8}$/);
  expect(job.spec.template.metadata.labels['app.kubernetes.io/instance']).toBe('mlflow-server-migrate');
  expect(job.spec.template.spec.containers[0].args[0]).toContain('utils._initialize_tables(engine)');
});

test('whatever changes in a migration Job makes another one, for the template of a Job cannot change', () => {
  const name = (props: MlflowServerProps = {}) => find(render({ backend: postgres, artifacts: s3, ...props }), 'Job').metadata.name;
  expect(name()).toBe(name({ replicas: 3 }));
  expect(name({ image: 'acme/mlflow:4' })).not.toBe(name());
  expect(name({ priorityClass: 'high' })).not.toBe(name());
});

test('finished migrations stay where a GitOps tool would start them anew', () => {
  const job = (platform: PlatformProps) => find(render({ backend: postgres, artifacts: s3 }, platform), 'Job').spec;
  expect(job({}).ttlSecondsAfterFinished).toBe(86400);
  expect(job({ gitOps: true })).not.toHaveProperty('ttlSecondsAfterFinished');
});

test('the password of PostgreSQL reaches the driver by itself, never in a URI or an argument', () => {
  expect(env({ backend: postgres, artifacts: s3 })).toMatchObject({
    MLFLOW_BACKEND_STORE_URI: 'postgresql+psycopg2://', PGHOST: 'pg.databases.svc', PGPORT: '5432', PGDATABASE: 'mlflow',
    PGUSER: { name: 'db', key: 'username' }, PGPASSWORD: { name: 'db', key: 'password' },
  });
});

test.each<[string, BackendStore, object]>([
  ['PostgreSQL by secret alone', BackendStore.postgres({ secret: secret('db') }), { PGHOST: { name: 'db', key: 'host' }, PGDATABASE: { name: 'db', key: 'dbname' } }],
  ['CloudNativePG', BackendStore.cloudNativePg('pg'), { PGHOST: 'pg-rw', PGUSER: { name: 'pg-app', key: 'username' }, PGDATABASE: { name: 'pg-app', key: 'dbname' } }],
  ['MySQL', BackendStore.mysql({ secret: secret('db') }), { MLFLOW_BACKEND_STORE_URI: { name: 'db', key: 'uri' } }],
  ['any URI', BackendStore.uri({ secret: secret('db'), key: 'url' }), { MLFLOW_BACKEND_STORE_URI: { name: 'db', key: 'url' } }],
])('%s is read from its secret', (_, backend, expected) => {
  expect(env({ backend, artifacts: s3 })).toMatchObject(expected);
});

test.each<[string, ArtifactStore, string, object, object[]]>([
  ['S3 with keys', ArtifactStore.s3('acme', { path: '/runs/', region: 'eu-central-1', credentials: secret('aws') }), 's3://acme/runs', { AWS_DEFAULT_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: { name: 'aws', key: 'AWS_ACCESS_KEY_ID' } }, CLOUD],
  ['a server that speaks S3', ArtifactStore.s3Compatible('acme', { endpoint: 'http://minio.storage.svc:9000', credentials: secret('minio') }), 's3://acme', { MLFLOW_S3_ENDPOINT_URL: 'http://minio.storage.svc:9000', AWS_SECRET_ACCESS_KEY: { name: 'minio', key: 'AWS_SECRET_ACCESS_KEY' } }, [{ to: [NAMESPACE('storage')] }]],
  ['Google Cloud Storage', ArtifactStore.gcs('acme-runs', { credentials: secret('gcs') }), 'gs://acme-runs', { GOOGLE_APPLICATION_CREDENTIALS: '/var/run/secrets/gcs/key.json' }, CLOUD],
  ['Azure Blob Storage', ArtifactStore.azureBlob('acme', 'runs', { credentials: secret('azure') }), 'wasbs://runs@acme.blob.core.windows.net', { AZURE_STORAGE_CONNECTION_STRING: { name: 'azure', key: 'AZURE_STORAGE_CONNECTION_STRING' } }, CLOUD],
])('%s: destination, credentials and way out', (_, artifacts, uri, expected, egress) => {
  expect(args({ artifacts })).toContain(`--artifacts-destination=${uri}`);
  expect(env({ artifacts })).toMatchObject(expected);
  expect(find(render({ artifacts }), 'NetworkPolicy').spec.egress.slice(1)).toEqual(egress);
});

test('an identity of the artifact store goes on the ServiceAccount', () => {
  const role = 'arn:aws:iam::123456789012:role/mlflow';
  const manifests = render({ artifacts: ArtifactStore.s3('acme', { identity: CloudIdentity.awsRole(role) }) });
  expect(find(manifests, 'ServiceAccount').metadata.annotations).toEqual({ 'eks.amazonaws.com/role-arn': role });
});

test('direct access: the server steps aside, and clients get what they need', () => {
  const stack = testStack();
  const tracking = new MlflowServer(stack, 'mlflow', { artifacts: ArtifactStore.s3('acme', { credentials: secret('aws') }), artifactAccess: ArtifactAccess.DIRECT });
  new TrainingJob(stack, 'train', { image: 'a:1', tracking });
  const manifests = synth(stack);
  expect(find(manifests, 'Deployment').spec.template.spec.containers[0].args).toEqual(expect.arrayContaining(['--no-serve-artifacts', '--default-artifact-root=s3://acme']));
  expect(find(manifests, 'Job').spec.template.spec.containers[0].env.map((e: any) => e.name)).toEqual(expect.arrayContaining(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']));
});

test('a directory of the node is mounted where MLflow writes, in a namespace that says why it is privileged', () => {
  const manifests = render({ artifacts: ArtifactStore.hostPath() });
  expect(find(manifests, 'Deployment').spec.template.spec.volumes).toContainEqual({ name: 'mlruns-volume', hostPath: { path: '/tmp/mlruns', type: 'DirectoryOrCreate' } });
  expect(find(manifests, 'Namespace').metadata.labels['pod-security.kubernetes.io/enforce']).toBe('privileged');
});

test('it answers to every name it is reached under, with and without a port, and to its own pages', () => {
  const list = (flag: string, props: MlflowServerProps) => args(props).find(arg => arg.startsWith(flag))?.slice(flag.length).split(',');
  const hosts = list('--allowed-hosts=', { host: 'mlflow.example.com', tlsSecret: 'cert', extraHosts: ['mlflow.vpn'] })!;
  for (const name of ['mlflow-server-service', 'mlflow-server-service.mlops', 'mlflow-server-service.mlops.svc', 'mlflow-server-service.mlops.svc.cluster.local', 'localhost', '127.0.0.1', 'mlflow.example.com', 'mlflow.vpn']) {
    expect(hosts).toEqual(expect.arrayContaining([name, `${name}:*`]));
  }
  expect(list('--cors-allowed-origins=', { host: 'mlflow.example.com', tlsSecret: 'cert', extraHosts: ['mlflow.vpn'] })).toEqual(['https://mlflow.example.com', 'https://mlflow.vpn', 'http://mlflow.vpn']);
  expect(list('--cors-allowed-origins=', { host: 'mlflow.example.com', tls: false })).toEqual(['http://mlflow.example.com']);
});

test('probes ask paths that answer whatever the Host header says', () => {
  const paths = (props: MlflowServerProps) => ['startupProbe', 'readinessProbe', 'livenessProbe'].map(p => container(props)[p].httpGet.path);
  expect(paths({})).toEqual(['/version', '/health', '/version']);
  const auth = MlflowAuth.basic({ admin: secret('admin') });
  expect(paths({ auth })).toEqual(['/health?probe=liveness', '/health', '/health?probe=liveness']);
});

test('Prometheus scrapes by the address of the pod, which is then an allowed host', () => {
  const manifests = render({ metrics: true }, { serviceMonitorLabels: { release: 'prometheus' } });
  const main = find(manifests, 'Deployment').spec.template.spec.containers[0];
  expect(main.env).toContainEqual({ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } });
  expect(main.args.join(' ')).toMatch(/\$\(POD_IP\):5000,\[\$\(POD_IP\)\]:5000.* --expose-prometheus=\/tmp\/metrics/);
  expect(find(manifests, 'ServiceMonitor').spec.endpoints[0]).toMatchObject({ port: 'http', path: '/metrics' });
});

test('logins: settings are a file in memory, signed forms share a key, clients log in', () => {
  const stack = testStack();
  const auth = MlflowAuth.basic({ admin: secret('admin'), client: secret('client'), database: secret('users') });
  const tracking = new MlflowServer(stack, 'mlflow', { backend: postgres, artifacts: s3, auth });
  new ModelApi(stack, 'api', { image: 'a:1', tracking });
  const manifests = synth(stack);
  const { initContainers, containers, volumes } = find(manifests, 'Deployment', 'mlflow').spec.template.spec;
  expect(initContainers[1]).toMatchObject({ name: 'auth-config', env: expect.arrayContaining([{ name: 'AUTH_DATABASE_URI', valueFrom: { secretKeyRef: { name: 'users', key: 'uri' } } }]) });
  expect(containers[0].args).toContain('--app-name=basic-auth');
  expect(containers[0].env).toContainEqual({ name: 'MLFLOW_FLASK_SERVER_SECRET_KEY', valueFrom: { secretKeyRef: { name: 'admin', key: 'flask-secret-key' } } });
  expect(volumes).toContainEqual({ name: 'mlflow-auth', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } });
  expect(find(manifests, 'Deployment', 'api').spec.template.spec.containers[0].env).toContainEqual({ name: 'MLFLOW_TRACKING_PASSWORD', valueFrom: { secretKeyRef: { name: 'client', key: 'password' } } });
});

test('the migration makes the users, and the garbage collector logs in as the one who may delete', () => {
  const auth = MlflowAuth.basic({ admin: secret('admin'), client: secret('client'), database: secret('users') });
  const manifests = render({ backend: postgres, artifacts: s3, auth, garbageCollection: {} });
  const names = (pod: any) => pod.spec.containers[0].env.map((e: any) => [e.name, e.valueFrom?.secretKeyRef?.name]);
  expect(names(find(manifests, 'Job').spec.template)).toEqual(expect.arrayContaining([['AUTH_DATABASE_URI', 'users'], ['AUTH_ADMIN_PASSWORD', 'admin'], ['AUTH_CLIENT_PASSWORD', 'client']]));
  expect(names(find(manifests, 'CronJob').spec.jobTemplate.spec.template)).toContainEqual(['MLFLOW_TRACKING_USERNAME', 'admin']);
});

test('certificates and settings of the author reach every pod that talks to the database; they replace defaults', () => {
  const volumes = [Storage.secret(secret('ca')).at('/ca')];
  const manifests = render({ backend: postgres, artifacts: s3, volumes, env: { PGSSLROOTCERT: kplus.EnvValue.fromValue('/ca/ca.crt'), HOME: kplus.EnvValue.fromValue('/ca') } });
  const { initContainers, containers } = find(manifests, 'Deployment').spec.template.spec;
  for (const each of [...initContainers, ...containers, ...find(manifests, 'Job').spec.template.spec.containers]) {
    expect(each.env.filter((e: any) => ['PGSSLROOTCERT', 'HOME'].includes(e.name)).map((e: any) => e.value).sort()).toEqual(['/ca', '/ca/ca.crt']);
    expect(each.volumeMounts).toContainEqual({ name: 'ca', mountPath: '/ca', readOnly: true });
  }
});

test('garbage collection runs beside the files it deletes, and is no pod of the server', () => {
  const { spec } = find(render({ garbageCollection: { schedule: '0 4 * * *', olderThan: Duration.days(7) } }), 'CronJob');
  const pod = spec.jobTemplate.spec.template;
  expect(spec).toMatchObject({ schedule: '0 4 * * *', concurrencyPolicy: 'Forbid', startingDeadlineSeconds: 3600 });
  expect(pod.spec.containers[0].env).toContainEqual({ name: 'GC_OLDER_THAN', value: '7d' });
  expect(pod.metadata.labels['app.kubernetes.io/instance']).toBe('mlflow-server-gc');
  expect(pod.spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]).toEqual({
    topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { 'app.kubernetes.io/instance': 'mlflow-server' } },
  });
});

test('memory and room for artifacts grow with the workers and the spool', () => {
  const { resources } = container({ workers: 4, spool: Size.gibibytes(20) });
  expect(resources).toMatchObject({ requests: { memory: '1536Mi' }, limits: { 'memory': '2560Mi', 'ephemeral-storage': '21504Mi' } });
  expect(deployment({ spool: Size.gibibytes(20) }).template.spec.volumes).toContainEqual({ name: 'tmp', emptyDir: { sizeLimit: '20Gi' } });
});

test('several replicas share a claim that many nodes can attach', () => {
  const artifacts = ArtifactStore.claim(Size.gibibytes(50), { accessMode: AccessMode.READ_WRITE_MANY });
  expect(deployment({ backend: postgres, artifacts, replicas: 3 })).toMatchObject({ replicas: 3, strategy: { type: 'RollingUpdate' } });
});

test('a client in another namespace gets the long name, and is let in', () => {
  const app = testApp();
  Platform.declare(app, {});
  const tracking = new MlflowServer(new Stack(app, 'mlops'), 'mlflow-server');
  const research = new Stack(app, 'research');
  new TrainingJob(research, 'train', { image: 'a:1', tracking });
  const job = find(synth(research), 'Job').spec.template.spec.containers[0];
  expect(job.env).toContainEqual({ name: 'MLFLOW_TRACKING_URI', value: 'http://mlflow-server-service.mlops.svc:5000' });
  const { ingress } = find(synth(Stack.of(tracking) as Stack), 'NetworkPolicy').spec;
  expect(ingress[1].from).toEqual([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'research' } } }]);
});

test('a patch of any of its objects survives', () => {
  const stack = testStack();
  const server = new MlflowServer(stack, 'mlflow', { backend: postgres, artifacts: s3 });
  server.migrationObject!.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', 1));
  expect(find(stack.toJson(), 'Job').spec.fieldOfTomorrow).toBe(1);
});
