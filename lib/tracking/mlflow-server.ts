import { createHash } from 'crypto';
import type { ApiObject } from 'cdk8s';
import { Chart, Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { Construct, IConstruct } from 'constructs';
import type { EnvVar } from 'kubernetes-types/core/v1';
import type { ContainerModel, EgressRule, IngressRule, ITracking, Mount, Problems, TrackingBinding } from '../core';
import { fromSecret, Linter, literal, Peer, probes, serviceMonitorSpec, Storage, WebDeployment } from '../core';
import type { ArtifactStore } from './artifact-store';
import { ArtifactStore as Artifacts } from './artifact-store';
import { BackendStore } from './backend-store';
import { checkMlflowServer } from './mlflow-check';
import { mlflowExemptions } from './mlflow-exemptions';
import { allowedHosts, allowedOrigins } from './mlflow-hosts';
import { garbageCollector, jobNetwork, migrationJob } from './mlflow-jobs';
import { MIGRATE, WAIT_FOR_SCHEMA, WRITE_AUTH_CONFIG } from './mlflow-scripts';
import type { MlflowServerProps } from './mlflow-server-props';
import { ArtifactAccess } from './mlflow-server-props';

const PORT = 5000;
const AUTH_DIR = '/etc/mlflow-auth';

/**
 * An MLflow 3 tracking server with its stores, behind a Service and, with a
 * `host`, an Ingress or HTTPRoute.
 *
 * It answers to every name it is reached under, migrates its database before it
 * serves, and rolls in the way its store allows. Workloads that refer to it
 * (`tracking: server`) get its address, its rights and a way through its NetworkPolicy.
 *
 * @example
 * new MlflowServer(stack, 'mlflow-server');
 * @see https://mlflow.org/docs/latest/self-hosting/architecture/tracking-server
 */
export class MlflowServer extends WebDeployment implements ITracking {
  /** The Job that migrates the database; undefined with SQLite, which each pod migrates itself. */
  public readonly migrationObject?: ApiObject;
  /** The CronJob that deletes for good; undefined without garbage collection. */
  public readonly garbageCollectorObject?: ApiObject;
  /** The ServiceMonitor; undefined without metrics or a Prometheus operator. */
  public readonly serviceMonitorObject?: ApiObject;

  /** @internal */
  public readonly _backend: BackendStore;
  /** @internal */
  public readonly _artifacts: ArtifactStore;
  /** @internal */
  public _clients = 0;
  private readonly server: MlflowServerProps;
  private readonly clientNamespaces = new Set<string>();
  private readonly spool: Storage;
  private readonly authConfig = Storage.scratch(Size.mebibytes(1), { inMemory: true });

  constructor(scope: Construct, id: string, props: MlflowServerProps = {}) {
    const backend = props.backend ?? BackendStore.sqlite();
    const artifacts = props.artifacts ?? Artifacts.claim();
    const workers = props.workers ?? 2;
    const spoolMiB = (props.spool ?? Size.gibibytes(5)).toMebibytes();
    super(scope, id, {
      ...props,
      identity: props.identity ?? (props.serviceAccount ? undefined : artifacts._store.identity),
      volumes: [...backend._store.mounts, ...artifacts._store.mounts, ...props.volumes ?? []],
    }, PORT, {
      app: 'mlflow',
      component: 'server',
      compute: {
        cpu: ['250m', '2'],
        // Measured with MLflow 3.17, idle: 260 MiB and 240 MiB for each worker.
        memory: [`${512 + 256 * workers}Mi`, `${512 + 512 * workers}Mi`],
        ephemeralStorage: ['1Gi', `${spoolMiB + 1024}Mi`],
      },
    });
    this.server = props;
    this._backend = backend;
    this._artifacts = artifacts;
    this.spool = Storage.scratch(props.spool ?? Size.gibibytes(5));

    if (backend._store.server) this.migrationObject = this.migration();
    if (props.garbageCollection) this.garbageCollectorObject = this.collector();
    if (props.metrics && this._platform.serviceMonitorLabels) {
      this.serviceMonitorObject = this._child('metrics', 'monitoring.coreos.com/v1', 'ServiceMonitor', {
        labels: this._platform.serviceMonitorLabels,
        body: { spec: serviceMonitorSpec(this.selectorLabels, '/metrics', this.scrapeLogin()) },
      });
    }
    this._exempt(this.apiObject, mlflowExemptions(this.image, this.replicas, props));
  }

  /** What a client needs to use the server: its address, its rights, a way to it. */
  public bindTracking(client: IConstruct): TrackingBinding {
    this._clients++;
    const namespace = Chart.of(client).namespace;
    const near = namespace === this.namespace;
    if (!near && namespace !== undefined) this.clientNamespaces.add(namespace);
    const store = this._artifacts._store;
    const direct = this.server.artifactAccess === ArtifactAccess.DIRECT;
    return {
      uri: near ? `http://${this.serviceName}:${this.servicePort}` : this.internalUrl,
      credentials: this.server.auth?._options.client,
      egress: [{ to: Peer._workload(this.name, near ? undefined : this.namespace), ports: [PORT] }, ...direct ? store.egress : []],
      ...direct && {
        identity: store.identity,
        volumes: store.mounts,
        env: Object.fromEntries(store.env.map(({ name, value, valueFrom }) => [name, { value, valueFrom } as kplus.EnvValue])),
      },
    };
  }

  private get image(): string {
    return this.server.image ?? 'ghcr.io/mlflow/mlflow:v3.16.0-full';
  }

  private get replicas(): number {
    return this.server.replicas ?? 1;
  }

  /** A database file or a volume of one node: the old pod goes before the new one comes. */
  private get recreate(): boolean {
    return !this._backend._store.server || (this._artifacts._store.local && !this._artifacts._store.shared);
  }

  private get hosts(): string[] {
    return [...this.server.host === undefined ? [] : [this.server.host], ...this.server.extraHosts ?? []];
  }

  /** @internal */
  public _spec(): any {
    const auth = this.server.auth !== undefined;
    const tmp = [this.spool.at('/tmp')];
    return this._deployment({
      replicas: this.replicas,
      recreate: this.recreate,
      startupSeconds: 300,
      initContainers: [
        this._backend._store.server ? this.helper('wait-for-schema', WAIT_FOR_SCHEMA, { mounts: tmp }) : this.helper('migrate', MIGRATE, { mounts: tmp }),
        ...auth ? [this.authWriter(tmp)] : [],
      ],
      container: this._container({
        name: 'mlflow',
        image: this.image,
        command: ['mlflow', 'server'],
        args: this.args(),
        ports: [{ name: 'http', containerPort: PORT, protocol: 'TCP' }],
        env: [
          ...this.env(),
          ...auth ? [
            literal('MLFLOW_AUTH_CONFIG_PATH', `${AUTH_DIR}/basic_auth.ini`),
            fromSecret('MLFLOW_FLASK_SERVER_SECRET_KEY', this.server.auth._options.admin.name, 'flask-secret-key'),
          ] : [],
        ],
        mounts: [...tmp, ...auth ? [this.authConfig.at(AUTH_DIR, { readOnly: true })] : []],
        // Both paths answer whatever the Host header says; with logins /version asks for one.
        probes: probes({ readiness: '/health', liveness: auth ? '/health?probe=liveness' : '/version', startupSeconds: 300 }),
        lifecycle: this._lifecycle(),
      }),
    });
  }

  private args(): string[] {
    const { artifactAccess = ArtifactAccess.PROXIED, metrics, auth, tls = true, extraArgs = [], workers = 2 } = this.server;
    const hosts = allowedHosts(this.serviceName, this.namespace, this.hosts);
    const origins = allowedOrigins(this.hosts, tls);
    const { uri } = this._artifacts._store;
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
      ...this.server.metrics ? [{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }] : [],
      literal('HOME', '/tmp'),
      literal('MLFLOW_DISABLE_TELEMETRY', 'true'),
      // Its queue lives in one pod and dies with it.
      literal('MLFLOW_SERVER_ENABLE_JOB_EXECUTION', 'false'),
      ...this._backend._store.env,
      ...this._artifacts._store.env,
    ];
  }

  /** A container of the server's image that runs a script with the server's stores. */
  private helper(name: string, script: string, extra: Partial<ContainerModel> = {}): ContainerModel {
    const memory = { 'cpu': '100m', 'memory': '512Mi', 'ephemeral-storage': '256Mi' };
    return {
      name,
      image: this.image,
      imagePullPolicy: this.server.imagePullPolicy,
      command: ['python', '-c'],
      args: [script],
      resources: { requests: memory, limits: { 'cpu': '1', 'memory': '1Gi', 'ephemeral-storage': '2Gi' } },
      readOnlyRootFilesystem: this.server.readOnlyRootFilesystem ?? true,
      ...extra,
      env: [...this.env().filter(e => e.name !== 'POD_IP'), ...extra.env ?? []],
      mounts: [...this._backend._store.mounts, ...extra.mounts ?? []],
    };
  }

  private authWriter(tmp: Mount[]): ContainerModel {
    const { admin, database } = this.server.auth!._options;
    return this.helper('auth-config', WRITE_AUTH_CONFIG, {
      mounts: [...tmp, this.authConfig.at(AUTH_DIR)],
      env: [
        database ? fromSecret('AUTH_DATABASE_URI', database.name, 'uri') : literal('AUTH_DATABASE_URI', this._backend._store.authDatabase ?? ''),
        fromSecret('AUTH_ADMIN_USERNAME', admin.name, 'username'),
        fromSecret('AUTH_ADMIN_PASSWORD', admin.name, 'password'),
      ],
    });
  }

  private migration(): ApiObject {
    // The template of a Job is immutable: another image or store is another Job.
    const content = JSON.stringify([this.image, this._backend._store.env, MIGRATE]);
    const name = `${this.name}-migrate-${createHash('sha256').update(content).digest('hex').slice(0, 8)}`;
    const template = () => this._pod({ instance: name, component: 'migration', restartPolicy: 'OnFailure', containers: [this.helper('migrate', MIGRATE)] });
    const job = this._child('migrate', 'batch/v1', 'Job', {
      name, instance: name, body: { spec: () => migrationJob(template(), this._platform.gitOps) },
    });
    this.network('migrate', name, () => this._backend._store.egress);
    this._exempt(job, [
      ...mlflowExemptions(this.image, undefined, this.server),
      ...this._platform.gitOps ? [{ linter: Linter.KUBE_LINTER, check: 'job-ttl-seconds-after-finished', reason: 'the GitOps tool would start it anew' }] : [],
    ]);
    return job;
  }

  private collector(): ApiObject {
    const name = `${this.name}-gc`;
    const template = () => this._pod({
      instance: name,
      component: 'garbage-collection',
      restartPolicy: 'OnFailure',
      affinity: this.recreate ? { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: this.selectorLabels } }] } } : undefined,
      containers: [garbageCollector(this.helper('gc', ''), this.server, `http://${this.serviceName}:${this.servicePort}`, this._artifacts)],
    });
    const { schedule = '0 3 * * 0' } = this.server.garbageCollection!;
    const job = this._child('gc', 'batch/v1', 'CronJob', {
      instance: name,
      body: {
        spec: () => ({
          schedule, concurrencyPolicy: 'Forbid', startingDeadlineSeconds: 3600, successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 3,
          jobTemplate: { spec: { backoffLimit: 2, activeDeadlineSeconds: 21600, template: template() } },
        }),
      },
    });
    this.network('gc', name, () => [
      ...this._backend._store.egress, ...this._artifacts._store.egress, { to: Peer.pods(this.selectorLabels), ports: [PORT] },
    ]);
    this._exempt(job, mlflowExemptions(this.image, undefined, this.server));
    return job;
  }

  /** Pods beside the server are not met by its NetworkPolicy. */
  private network(role: string, instance: string, egress: () => EgressRule[]): void {
    if (!(this.server.networkPolicy ?? true)) return;
    this._child(`${role}-network`, 'networking.k8s.io/v1', 'NetworkPolicy', {
      instance, body: { spec: () => jobNetwork(instance, egress()) },
    });
  }

  private scrapeLogin() {
    const client = this.server.auth?._options.client;
    return client ? { basicAuth: { username: { name: client.name, key: 'username' }, password: { name: client.name, key: 'password' } } } : {};
  }

  /** @internal */
  protected _ingressRules(): IngressRule[] {
    const far = [...this.clientNamespaces].sort().map(namespace => ({ from: Peer.namespace(namespace), ports: ['http'] }));
    return [...super._ingressRules(), ...far];
  }

  /** @internal */
  protected _egressRules(): EgressRule[] {
    const { auth } = this.server;
    return [
      ...this._backend._store.egress,
      ...auth?._options.database && this._backend._store.egress.length === 0 ? [{ to: Peer.anywhere(), ports: [5432] }] : [],
      ...this._artifacts._store.egress,
      ...super._egressRules(),
    ];
  }

  /** @internal */
  public _check(problems: Problems): void {
    super._check(problems);
    problems.image('image', this.image);
    checkMlflowServer(problems, this, this.server);
  }
}
