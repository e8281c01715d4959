import { App } from 'cdk8s';
import { ArtifactStore, BackendStore, Linter, MlflowAuth, MlflowServer, Peer, Platform, SecretTemplate, Stack } from 'cdk8s-mlops';

const app = new App();
Platform.declare(app, {
  kubernetes: '1.34', ingressClass: 'traefik', certificateIssuer: 'letsencrypt', ingressNamespace: 'traefik',
  monitoringNamespace: 'monitoring', serviceMonitorLabels: { release: 'prometheus' },
  linters: [Linter.KUBE_SCORE, Linter.CHECKOV, Linter.POLARIS, Linter.KUBE_LINTER],
});

const team = new Stack(app, 'mlflow-team');
const login = { username: 'user name', password: 'password' };

new MlflowServer(team, 'mlflow', {
  backend: BackendStore.postgres({
    host: 'postgres.databases.svc', database: 'mlflow',
    secret: new SecretTemplate(team, 'mlflow-postgres', { keys: login }),
  }),
  artifacts: ArtifactStore.s3('acme-mlflow', {
    region: 'eu-central-1',
    credentials: new SecretTemplate(team, 'mlflow-s3', { keys: { AWS_ACCESS_KEY_ID: 'id of the access key', AWS_SECRET_ACCESS_KEY: 'the access key' } }),
  }),
  auth: MlflowAuth.basic({
    admin: new SecretTemplate(team, 'mlflow-admin', { keys: { ...login, 'flask-secret-key': 'signs forms, e.g. from: openssl rand -hex 32' } }),
    client: new SecretTemplate(team, 'mlflow-client', { keys: login }),
    database: new SecretTemplate(team, 'mlflow-users', { keys: { uri: 'postgresql+psycopg2://<user>:<password>@<host>:5432/mlflow_users, another database than that of the runs' } }),
  }),
  servicePort: 80, replicas: 2, host: 'mlflow.example.com', metrics: true, garbageCollection: {},
  allowFrom: [Peer.namespace('research')], // where apps/gpu-training runs
});

app.synth();
