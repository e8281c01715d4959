import type { ApiObject } from 'cdk8s';
import { Chart, Size, SizeRoundingBehavior } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { Construct, IConstruct } from 'constructs';
import type { EgressRule, IngressRule, ITracking, Problems, TrackingBinding } from '../core';
import { checkCall, Linter, MLFLOW_IMAGE, Peer, serviceMonitorSpec, WebDeployment } from '../core';
import type { ArtifactStore } from './artifact-store';
import { ArtifactStore as Artifacts } from './artifact-store';
import { BackendStore } from './backend-store';
import { checkMlflowServer } from './mlflow-check';
import { MlflowContainers, PORT, STARTUP_SECONDS } from './mlflow-containers';
import { mlflowExemptions } from './mlflow-exemptions';
import { garbageCollector, jobNetwork, migrationJob } from './mlflow-jobs';
import type { MlflowServerProps } from './mlflow-server-props';
import { ArtifactAccess } from './mlflow-server-props';

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
  private readonly containers: MlflowContainers;

  constructor(scope: Construct, id: string, props: MlflowServerProps = {}) {
    checkCall('new MlflowServer', [scope, id, props]);
    const backend = props.backend ?? BackendStore.sqlite();
    const artifacts = props.artifacts ?? Artifacts.claim();
    const workers = props.workers ?? 2;
    const spool = props.spool ?? Size.gibibytes(5);
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
        ephemeralStorage: ['1Gi', `${spool.toMebibytes({ rounding: SizeRoundingBehavior.FLOOR }) + 1024}Mi`],
      },
    });
    this.server = props;
    this._backend = backend;
    this._artifacts = artifacts;
    this.containers = new MlflowContainers(props, {
      image: this.image, backend, artifacts, spool, service: () => ({ name: this.serviceName, namespace: this.namespace }),
      // Behind a Gateway, its listeners decide.
      scheme: tls => (this._exposure.gateway ? ['https', 'http'] : [tls ? 'https' : 'http']),
    });

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
    return this.server.image ?? MLFLOW_IMAGE;
  }

  private get replicas(): number {
    return this.server.replicas ?? 1;
  }

  /** A database file or a volume of one node: the old pod goes before the new one comes. */
  private get recreate(): boolean {
    return !this._backend._store.server || (this._artifacts._store.local && !this._artifacts._store.shared);
  }

  /** @internal */
  public _spec(): any {
    return this._deployment({
      replicas: this.replicas,
      recreate: this.recreate,
      startupSeconds: STARTUP_SECONDS,
      initContainers: this.containers.init(),
      container: this._container({ ...this.containers.server(), lifecycle: this._lifecycle() }),
    });
  }

  private migration(): ApiObject {
    const name = `${this.name}-migrate`;
    const template = () => this._pod({
      instance: name, component: 'migration', restartPolicy: 'OnFailure', containers: [this.containers.migrator()],
    });
    const job = this._child('migrate', 'batch/v1', 'Job', {
      // The template of a Job is immutable: another image or store is another Job.
      name, instance: name, contentHash: true, body: { spec: () => migrationJob(template(), this._platform.gitOps) },
    });
    this.network('migrate', name, () => [...this._backend._store.egress, ...this.usersEgress(), ...this.server.egress ?? []]);
    this._exempt(job, [
      ...mlflowExemptions(this.image, undefined, this.server),
      { linter: Linter.POLARIS, check: 'metadataAndInstanceMismatched', reason: 'the name carries a hash' },
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
      containers: [garbageCollector(this.containers.helper('gc', ''), this.server, `http://${this.serviceName}:${this.servicePort}`, this._artifacts)],
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
      ...this._backend._store.egress, ...this._artifacts._store.egress, { to: Peer.pods(this.selectorLabels), ports: [PORT] }, ...this.server.egress ?? [],
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

  /** The database of users may be elsewhere than that of runs. */
  private usersEgress(): EgressRule[] {
    const { database, databasePort = 5432 } = this.server.auth?._options ?? {};
    return database ? [{ to: Peer.anywhere(), ports: [databasePort] }] : [];
  }

  /** @internal */
  protected _egressRules(): EgressRule[] {
    return [
      ...this._backend._store.egress,
      ...this.usersEgress(),
      ...this._artifacts._store.egress,
      ...super._egressRules(),
    ];
  }

  /** @internal */
  public _check(problems: Problems): void {
    super._check(problems);
    problems.image('image', this.image);
    checkMlflowServer(problems, this.server, { backend: this._backend, artifacts: this._artifacts, clients: this._clients });
  }
}
