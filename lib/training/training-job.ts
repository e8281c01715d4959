import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { Checkpoints } from './checkpoints';
import { Framework } from './framework';
import { gitOpsAnnotations } from './git-ops';
import { checkJob } from './job-checks';
import { exemptions, UNSEEN_PODS } from './job-exemptions';
import { fieldOfJob } from './job-fields';
import { queueLabels } from './job-labels';
import {
  codeDirectory, COORDINATOR, computeFor, inQueue, jobEnvironment, jobVolumes, kindsFields, ownPorts, podsOf, podsThatShare,
  sharedMemory,
} from './job-pods';
import { kindFor, missingOperator, operatorFor, operatorsOf } from './kinds';
import type { Manifest } from '../check';
import { check } from '../check';
import type { PodBuilder, Problems, TrackingBinding, WorkloadProps } from '../core';
import { checkCall, literal, networkPolicy, Peer, Platform, PodSecurity, seconds, Stack, Workload } from '../core';
import type { JobRole, JobView, RolePod, TrainingKind } from './kinds/kind';
import { KUBERNETES_JOB } from './kinds/kubernetes/job';
import { checkShippedRuntime } from './kinds/trainer/shipped';
import { TRAIN_JOB } from './kinds/trainer/train-job';
import { migrationOf } from './migration';
import type { TrainingMigration } from './migration/training-migration';
import { TrainingOperator } from './operator';
import { creation, scheduledCreation, scheduledJob } from './scheduled/cron-job';
import { CREATOR, creatorContainer, creatorName, creatorObjects } from './scheduled/run-creator';
import type { ScheduledTrainingJobProps } from './scheduled/schedule-props';
import type { JobTotals } from './totals';
import { totalsOf } from './totals';
import type { TrainingJobProps } from './training-job-props';
import { Defaults } from './training-job-props';

/**
 * Training code that runs to its end: on one pod or on many, with any
 * framework, on CPUs or any accelerator.
 *
 * The framework and the platform decide what it makes: a Job, a PyTorchJob, an
 * MPIJob, a TrainJob ... It survives preemption, has /dev/shm for data loaders,
 * data and checkpoints where the code expects them, and an experiment tracker
 * by reference.
 *
 * @example
 * new TrainingJob(research, 'resnet', {
 *   framework: Framework.pytorch(), image: 'acme/resnet:2.1', command: ['torchrun', 'train.py'],
 *   workers: 2, accelerator: Accelerator.nvidia('H100', 8), tracking,
 *   data: [Storage.existingClaim('imagenet').at('/data', { readOnly: true })],
 *   checkpoints: Checkpoints.claim(Size.gibibytes(500)),
 * });
 * @see https://www.kubeflow.org/docs/components/trainer/
 */
export class TrainingJob extends Workload {
  /**
   * A training job that runs by the clock: a CronJob around a plain Job; of
   * other kinds one that makes an object for each run.
   *
   * @example
   * TrainingJob.scheduled(research, 'nightly', { image: 'acme/churn:4.0', schedule: '0 3 * * *', timeZone: 'Europe/Paris' });
   */
  public static scheduled(scope: Construct, id: string, props: ScheduledTrainingJobProps): TrainingJob {
    return new TrainingJob(scope, id, props);
  }

  /** The NetworkPolicy; undefined if switched off. */
  public readonly networkPolicyObject?: ApiObject;

  /** The Tensorboard; undefined unless it was switched on. */
  public readonly tensorboardObject?: ApiObject;

  /** What runs it. */
  public readonly operator: TrainingOperator;

  /** What its code is written with. */
  public readonly framework: Framework;

  /** Pods that train. */
  public readonly workers: number;

  private readonly job: TrainingJobProps;
  /** What the object is. */
  private readonly kind: TrainingKind;
  /** What each run is: the same, unless runs are made by the clock. */
  private readonly runs: TrainingKind;
  /** Whether the operator runs the framework at all. */
  private readonly known: boolean;
  private readonly binding?: TrackingBinding;

  constructor(scope: Construct, id: string, props: TrainingJobProps) {
    checkCall('new TrainingJob', [scope, id, props]);
    const binding = props.tracking?.bindTracking(scope);
    const framework = props.framework ?? Framework.script();
    const operator = props.operator ?? operatorFor(framework, Platform.of(scope), props.runtime !== undefined);
    const known = kindFor(framework, operator);
    const runs = known ?? KUBERNETES_JOB;
    const clock = 'schedule' in props ? props as ScheduledTrainingJobProps : undefined;
    const kind = clock ? { apiVersion: 'batch/v1', kind: 'CronJob' } : runs;
    const safe = props.defaults !== Defaults.UPSTREAM;
    const job: TrainingJobProps = { ...props, env: { ...binding?.env, ...props.env }, workingDir: props.workingDir ?? codeDirectory(props.code) };
    const identity = props.identity ?? (props.serviceAccount ? undefined : binding?.identity);
    super(scope, id, { ...job, identity, volumes: jobVolumes(props, binding) } as WorkloadProps, {
      apiVersion: kind.apiVersion, kind: kind.kind, app: 'training-job', component: 'training',
      compute: inQueue(props, computeFor(props.accelerator)), contentHash: props.rerunOnChange ?? false, safe, pods: job, together: true,
    });
    this.job = job;
    this.framework = framework;
    this.operator = operator;
    this.runs = runs;
    this.kind = clock ? this.byTheClock(clock, runs) : runs;
    this.known = known !== undefined;
    this.workers = props.workers ?? (framework.name === 'roles' ? rolePods(framework) : props.accelerator?.hosts ?? 1);
    this.binding = binding;
    for (const role of Object.values(framework._roles)) {
      role?.volumes?.forEach(mount => this._claim(mount));
      this._claimDevices(role?.deviceClaims);
    }
    const view = this.view();
    const labels = clock ? {} : { ...queueLabels(props), ...runs.labels?.(view) };
    for (const [key, value] of Object.entries(labels)) this.apiObject.metadata.addLabel(key, value);
    const annotations = { ...clock ? {} : gitOpsAnnotations(view), ...this.kind.annotations?.(view) };
    for (const [key, value] of Object.entries(annotations)) this.apiObject.metadata.addAnnotation(key, value);
    const injected = runs.injects?.(view);
    if (injected !== undefined && safe) Stack._of(this)?._relax(injected, PodSecurity.BASELINE);
    if (props.tensorboard && props.checkpoints) this.tensorboardObject = this.showLogs(props.checkpoints);
    if (props.networkPolicy ?? safe) this.networkPolicyObject = this.closeNetwork();
    this._exempt(this.apiObject, exemptions(view, binding));
  }

  /**
   * What would change if the job moved from training-operator to Trainer 2, or
   * back: the kind, the place of each prop, variables, names, and what the
   * other cannot say.
   */
  public migration(): TrainingMigration {
    return migrationOf(this.runs, operator => this.view(operator), this.apiObject.metadata.toJson()?.labels ?? {}, this.binding);
  }

  /** What it asks of the cluster, all at once; on a runtime that neither the app nor Trainer has, what it says itself. */
  public get totals(): JobTotals {
    const claims = this.node.children.filter(child => ApiObject.isApiObject(child)) as ApiObject[];
    return totalsOf(this.run ?? this.apiObject.toJson(), claims.filter(({ kind }) => kind === 'PersistentVolumeClaim').map(claim => claim.toJson()), this.job.runtime);
  }

  /** The clock around the runs; what makes them has the right to do that, and no other. */
  private byTheClock(props: ScheduledTrainingJobProps, runs: TrainingKind): TrainingKind {
    if (runs === KUBERNETES_JOB) return scheduledJob(props, { ...queueLabels(props), ...runs.labels?.(this.view()) });
    for (const { id, name, ...object } of creatorObjects(this.name, this.namespace, runs, () => this.made(runs))) {
      this._child(id, object.apiVersion, object.kind, { name, instance: creatorName(this.name), body: object.body });
    }
    const image = props.kubectlImage ?? `registry.k8s.io/kubectl:v${this._platform.kubernetes}.0`;
    return scheduledCreation(props, runs, () => this._builder({ imagePullSecrets: props.imagePullSecrets }, [], CREATOR).template({
      instance: creatorName(this.name), component: 'scheduler', serviceAccountName: creatorName(this.name), automountToken: true, restartPolicy: 'Never',
      containers: [this._builder({}, [], CREATOR).container(creatorContainer(this.name, image))],
    }));
  }

  /** @internal */
  public _spec(): any {
    return this.kind.spec(this.view());
  }

  /** @internal */
  public _check(problems: Problems): void {
    super._check(problems);
    const view = this.view();
    if (!this.known) {
      problems.add('PLATFORM_UNSUPPORTED', 'operator', this.operator,
        `it does not run ${this.framework.name}; use one of ${operatorsOf(this.framework).join(', ')}`);
      return;
    }
    const missing = missingOperator(this.framework, this.operator, this._platform);
    const { operator, runtime } = this.job;
    if (missing) {
      const [field, got] = operator ? ['operator', operator] : runtime ? ['runtime', runtime.runtimeName] : ['framework', this.framework.name];
      problems.add('PLATFORM_UNSUPPORTED', field, got, missing);
    }
    if (this.runs === TRAIN_JOB) checkShippedRuntime(view, Stack._of(this)?.podSecurity, problems);
    checkJob(view, this.kind, problems, this.binding);
    this.checkInjected(this.runs.injects?.(view), problems);
    if (this.run) this.checkRun(this.run, problems);
    for (const role of this.kind.roles(view)) if (role.props) this.builderOf(role).check(problems._under(`framework ${role.field}`));
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return fieldOfJob(path, this.kind, this.view(), inPod => super._fieldOf(inPod));
  }

  /** The object that each run makes, where that is not a Job of the CronJob. */
  private get run(): Manifest | undefined {
    return this.kind !== this.runs && this.runs !== KUBERNETES_JOB ? this.made(this.runs) as Manifest : undefined;
  }

  /** What an operator adds to pods no rule sees in them. */
  private checkInjected(what: string | undefined, problems: Problems): void {
    if (what === undefined || Stack._of(this)?.podSecurity !== PodSecurity.RESTRICTED) return;
    problems.add('POD_SECURITY_INJECTED', 'framework', this.framework.name,
      `${what}, which Pod Security 'restricted' refuses; use PodSecurity.BASELINE for the Stack`);
  }

  /** What each run makes. */
  private made(runs: TrainingKind): Record<string, any> {
    return creation(runs, this.view(), { ...this._labels(), ...queueLabels(this.job), ...runs.labels?.(this.view()) });
  }

  /** It stands in a ConfigMap, where no rule would see it, in the namespace of the job. */
  private checkRun(manifest: Manifest, problems: Problems): void {
    const where = this.node.path;
    const cluster = this._platform._facts;
    const namespace = Stack._of(this)?.namespaceObject?.toJson();
    const subjects = [{ where, manifest: JSON.parse(JSON.stringify(manifest)), cluster }, ...namespace ? [{ where: 'namespace', manifest: namespace, cluster }] : []];
    for (const { where: at, code, field, got, fix, level = 'error' } of check(subjects, { outside: [], partial: true })) {
      if (at === where && level !== 'info') problems.add(code, fieldOfJob(field, this.runs, this.view(), inPod => super._fieldOf(inPod)), got, fix);
    }
  }

  /** The job as the kinds see it, one of which renders it. */
  private view(operator = this.operator): JobView {
    const { job } = this;
    const safe = job.defaults !== Defaults.UPSTREAM;
    return {
      name: this.name,
      namespace: this.namespace,
      props: job,
      framework: this.framework,
      operator,
      platform: this._platform,
      workers: this.workers,
      safe,
      backoffLimit: job.backoffLimit ?? (safe ? 3 : undefined),
      ttlSeconds: (job.ttlAfterFinished && seconds(job.ttlAfterFinished)) ?? (safe && (!this._platform.gitOps || 'schedule' in job) ? 604800 : undefined),
      deadlineSeconds: job.deadline && seconds(job.deadline),
      processes: Number.isInteger(job.accelerator?._processes) ? job.accelerator!._processes : undefined,
      pod: pod => this.podOf(pod),
      resources: role => this.builderOf(role).resources(),
    };
  }

  private builderOf({ props: role, trains, compute = COORDINATOR }: JobRole): PodBuilder {
    const pods = podsOf(this.job, role, trains);
    return this._builder(pods, [...this._mounts, ...role?.volumes ?? []], inQueue(this.job, trains ? computeFor(pods.accelerator) : compute));
  }

  private podOf({ role, container, command, args, env = [], pod, ports = {} }: RolePod): PodTemplateSpec {
    const { job } = this;
    const safe = job.defaults !== Defaults.UPSTREAM;
    const { trains, props = {} } = role;
    const builder = this.builderOf(role);
    const several = trains && (job.accelerator !== undefined || props.accelerator !== undefined || this.startsSeveral());
    return builder.template({
      gracePeriodSeconds: job.gracePeriod ? seconds(job.gracePeriod) : safe ? job.capacity?._notice(this._platform.cloud) ?? 120 : undefined,
      ...kindsFields(podsOf(job, props, trains), pod),
      ...!(job.mesh ?? false) && this._platform.istio && { labels: { 'sidecar.istio.io/inject': 'false', ...pod?.labels } },
      containers: [builder.container({
        name: container,
        image: props.image ?? job.image ?? '',
        command: props.command ?? command ?? job.command,
        args: props.args ?? (props.command ? undefined : args ?? job.args),
        defaultEnv: [...safe ? [literal('HOME', '/tmp'), ...this.framework._env(builder.resources())] : [], ...env],
        env: jobEnvironment(job, this.binding),
        ports: ownPorts(ports, props.ports),
        mounts: trains ? sharedMemory(job.sharedMemory, builder, safe && several) : [],
      })],
    });
  }

  /** Whether the framework starts several processes in a pod, which hand each other tensors in memory. */
  private startsSeveral(): boolean {
    const { processesPerWorker, slotsPerWorker } = this.framework._options;
    return (processesPerWorker !== undefined && processesPerWorker.count !== 1) || slotsPerWorker > 1;
  }

  /** A Tensorboard reads a claim by its name, or a bucket. */
  private showLogs(checkpoints: Checkpoints): ApiObject {
    const [mount] = checkpoints._mounts(podsThatShare(this.job));
    const claim = mount && (this._claimName(mount.storage) ?? mount.storage._source.volume?.persistentVolumeClaim?.claimName);
    return this._child('tensorboard', 'tensorboard.kubeflow.org/v1alpha1', 'Tensorboard', {
      body: { spec: { logspath: claim === undefined ? `${checkpoints.directory}/tensorboard` : `pvc://${claim}/tensorboard` } },
    });
  }

  /** The pods of the job alone may connect to each other; they may connect to anything. */
  private closeNetwork(): ApiObject {
    const policy = this._child('network', 'networking.k8s.io/v1', 'NetworkPolicy', {
      annotations: this.kind === this.runs || this.runs === KUBERNETES_JOB ? undefined : { 'acknowledge.cdk8s-mlops.dev/SELECTOR_MATCHES_NOTHING': 'each run makes the pods' },
      body: {
        spec: networkPolicy(this.selectorLabels, [{ from: Peer.pods(this.selectorLabels), ports: [] }, ...this.runs.ingress?.(this.view()) ?? []],
          [{ to: Peer.anywhere() }]),
      },
    });
    if (this.runs !== KUBERNETES_JOB) this._exempt(policy, UNSEEN_PODS);
    return policy;
  }
}

const rolePods = ({ _roles }: Framework) => Object.values(_roles).reduce((sum, role) => sum + (role?.replicas ?? 1), 0);
