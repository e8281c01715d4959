import type { Size } from 'cdk8s';
import { Size as Sizes } from 'cdk8s';
import type { Container, EnvVar } from 'kubernetes-types/core/v1';
import type { ContainerModel, Mount } from '../core';
import { envVar, fromSecret, literal, probes, Storage } from '../core';
import type { ArtifactStore } from './artifact-store';
import type { BackendStore } from './backend-store';
import { allowedHosts, allowedOrigins } from './mlflow-hosts';
import { MIGRATE, WAIT_FOR_SCHEMA, WRITE_AUTH_CONFIG } from './mlflow-scripts';
import type { MlflowServerProps } from './mlflow-server-props';
import { ArtifactAccess } from './mlflow-server-props';

/** Port the server listens on. */
export const PORT = 5000;
const AUTH_DIR = '/etc/mlflow-auth';
/** From the first start, with a migration of SQLite before it, to the first answer. */
export const STARTUP_SECONDS = 300;

/** Replaced by what the author sets. */
const DEFAULTS: EnvVar[] = [
  literal('HOME', '/tmp'),
  literal('MLFLOW_DISABLE_TELEMETRY', 'true'),
  // Its queue lives in one pod and dies with it.
  literal('MLFLOW_SERVER_ENABLE_JOB_EXECUTION', 'false'),
];

/** What the containers of an MLflow server are made of. */
export interface MlflowParts {
  readonly image: string;
  readonly backend: BackendStore;
  readonly artifacts: ArtifactStore;
  readonly spool: Size;
  /** Names of the Service and its namespace. */
  readonly service: () => { name: string; namespace?: string };
  /** Schemes under which browsers see the host. */
  readonly scheme: (tls: boolean) => string[];
}

/** The containers of an MLflow server and of the pods beside it. */
export class MlflowContainers {
  private readonly tmp: Mount;
  private readonly authConfig = Storage.scratch(Sizes.mebibytes(1), { inMemory: true });

  constructor(private readonly props: MlflowServerProps, private readonly parts: MlflowParts) {
    this.tmp = Storage.scratch(parts.spool).at('/tmp');
  }

  /** DNS names under which browsers reach it. */
  private get hosts(): string[] {
    return [...this.props.host === undefined ? [] : [this.props.host], ...this.props.extraHosts ?? []];
  }

  /** The server itself, but for what every workload adds. */
  public server(): Pick<ContainerModel, 'name' | 'image' | 'command' | 'args' | 'ports' | 'probes'> & { defaultEnv: EnvVar[]; env: EnvVar[]; mounts: Mount[] } {
    const { auth } = this.props;
    return {
      name: 'mlflow',
      image: this.parts.image,
      command: ['mlflow', 'server'],
      args: this.args(),
      ports: [{ name: 'http', containerPort: PORT, protocol: 'TCP' }],
      defaultEnv: DEFAULTS,
      env: [
        ...this.env().filter(e => !DEFAULTS.includes(e)),
        ...auth ? [
          literal('MLFLOW_AUTH_CONFIG_PATH', `${AUTH_DIR}/basic_auth.ini`),
          fromSecret('MLFLOW_FLASK_SERVER_SECRET_KEY', auth._options.admin.name, 'flask-secret-key'),
        ] : [],
      ],
      mounts: [this.tmp, ...auth ? [this.authConfig.at(AUTH_DIR, { readOnly: true })] : []],
      // Both paths answer whatever the Host header says; with logins /version asks for one.
      probes: probes({ readiness: '/health', liveness: auth ? '/health?probe=liveness' : '/version', startupSeconds: STARTUP_SECONDS }),
    };
  }

  /** What runs before the server: the migration, or waiting for it, and the settings of logins. */
  public init(): ContainerModel[] {
    const mounts = [this.tmp];
    return [
      this.parts.backend._store.server ? this.helper('wait-for-schema', WAIT_FOR_SCHEMA, { mounts }) : this.migrator(mounts),
      ...this.props.auth ? [this.authWriter()] : [],
    ];
  }

  /** A container of the server's image that runs a script with the server's stores. */
  public helper(name: string, script: string, extra: Partial<ContainerModel> = {}): ContainerModel {
    const requests = { 'cpu': '100m', 'memory': '512Mi', 'ephemeral-storage': '256Mi' };
    return {
      name,
      image: this.parts.image,
      imagePullPolicy: this.props.imagePullPolicy,
      command: ['python', '-c'],
      args: [script],
      resources: { requests, limits: { 'cpu': '1', 'memory': '1Gi', 'ephemeral-storage': '2Gi' } },
      readOnlyRootFilesystem: this.props.readOnlyRootFilesystem ?? true,
      ...extra,
      env: [
        ...this.env().filter(e => e.name !== 'POD_IP'), ...extra.env ?? [],
        // Certificates, TLS modes and proxies hold for every connection.
        ...Object.entries(this.props.env ?? {}).map(entry => envVar(...entry)),
      ],
      mounts: [...this.parts.backend._store.mounts, ...(this.props.volumes ?? []).filter(({ storage }) => !storage._source.claim), ...extra.mounts ?? []],
    };
  }

  /** Brings the databases of runs and of users to the schema of the image. */
  public migrator(mounts: Mount[] = []): ContainerModel {
    const { auth } = this.props;
    return this.helper('migrate', MIGRATE, {
      mounts,
      env: auth ? this.users(true) : [],
    });
  }

  private users(client: boolean): EnvVar[] {
    const options = this.props.auth!._options;
    const login = (role: string, secret: { name: string }) => ['username', 'password'].map(key => fromSecret(`AUTH_${role}_${key.toUpperCase()}`, secret.name, key));
    return [
      options.database ? fromSecret('AUTH_DATABASE_URI', options.database.name, 'uri') : literal('AUTH_DATABASE_URI', this.parts.backend._store.authDatabase ?? ''),
      ...login('ADMIN', options.admin),
      ...client && options.client ? login('CLIENT', options.client) : [],
    ];
  }

  private authWriter(): ContainerModel {
    return this.helper('auth-config', WRITE_AUTH_CONFIG, { mounts: [this.tmp, this.authConfig.at(AUTH_DIR)], env: this.users(false) });
  }

  private args(): Container['args'] {
    const { artifactAccess = ArtifactAccess.PROXIED, metrics, auth, tls = true, extraArgs = [], workers = 2 } = this.props;
    const { name, namespace } = this.parts.service();
    const hosts = allowedHosts(name, namespace, this.hosts);
    const origins = allowedOrigins(this.props.host, this.props.extraHosts ?? [], this.parts.scheme(tls));
    const { uri } = this.parts.artifacts._store;
    return [
      '--host=0.0.0.0',
      `--port=${PORT}`, // said even though it is the default: MLFLOW_PORT may come from a Service link
      `--workers=${workers}`,
      ...artifactAccess === ArtifactAccess.PROXIED ? [`--artifacts-destination=${uri}`] : ['--no-serve-artifacts', `--default-artifact-root=${uri}`],
      // Prometheus scrapes by the address of the pod.
      `--allowed-hosts=${[...hosts, ...metrics ? [`$(POD_IP):${PORT}`, `[$(POD_IP)]:${PORT}`] : []].join(',')}`,
      ...origins.length > 0 ? [`--cors-allowed-origins=${origins.join(',')}`] : [],
      ...metrics ? ['--expose-prometheus=/tmp/metrics'] : [],
      ...auth ? ['--app-name=basic-auth'] : [],
      ...extraArgs,
    ];
  }

  private env(): EnvVar[] {
    return [
      ...this.props.metrics ? [{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }] : [],
      ...DEFAULTS.filter(({ name }) => !Object.hasOwn(this.props.env ?? {}, name)),
      ...this.parts.backend._store.env,
      ...this.parts.artifacts._store.env,
    ];
  }
}
