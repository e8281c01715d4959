import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { EnvVar, PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { Checkpoints } from './checkpoints';
import { Framework } from './framework';
import { checkJob } from './job-checks';
import { UNSEEN_PODS } from './job-exemptions';
import { fieldOfJob } from './job-fields';
import {
  codeDirectory, COORDINATOR, computeFor, inQueue, jobEnvironment, jobVolumes, kindsFields, ownPorts, podsOf, podsThatShare,
  sharedMemory,
} from './job-pods';
import type { Manifest } from '../check';
import type { CloudIdentity, IModelOutput, JobTotals, ModelOutput, PodBuilder, Problems, ResourceKind, TrackingBinding, WorkloadProps } from '../core';
import { Defaults, literal, networkPolicy, Peer, Platform, PodSecurity, Resource, seconds, Stack, totalsOf, Workload } from '../core';
import { kindFor, missingOperator, operatorFor, operatorsOf } from './kinds';
import type { JobRole, JobView, RolePod, TrainingKind } from './kinds/kind';
import { KUBERNETES_JOB } from './kinds/kubernetes/job';
import { checkShippedRuntime } from './kinds/trainer/shipped';
import { TRAIN_JOB } from './kinds/trainer/train-job';
import type { TrainingOperator } from './operator';
import type { TrainingJobProps } from './training-job-props';

/**
 * What the props of a job come to on a platform.
 * @internal
 */
export interface TrainingDefinition {
  readonly job: TrainingJobProps;
  readonly framework: Framework;
  readonly operator: TrainingOperator;
  /** What each run is. */
  readonly runs: TrainingKind;
  /** Whether the operator runs the framework at all. */
  readonly known: boolean;
  /** Whether the job gets what is safe beyond what was asked for. */
  readonly safe: boolean;
  readonly binding?: TrackingBinding;
  readonly identity?: CloudIdentity;
  /** How something else makes each run, which it also removes when that has ended. */
  readonly runSetting?: Pick<JobView, 'nameSuffix' | 'inShell' | 'quoted'>;
}

/** @internal */
export function trainingDefinition(scope: Construct, props: TrainingJobProps): TrainingDefinition {
  const binding = props.tracking?.bindTracking(scope);
  const framework = props.framework ?? Framework.script();
  const operator = props.operator ?? operatorFor(framework, Platform.of(scope), props.runtime !== undefined);
  const known = kindFor(framework, operator);
  return {
    job: { ...props, env: { ...binding?.env, ...props.env }, workingDir: props.workingDir ?? codeDirectory(props.code) },
    framework,
    operator,
    runs: known ?? KUBERNETES_JOB,
    known: known !== undefined,
    safe: props.defaults !== Defaults.UPSTREAM,
    binding,
    identity: props.identity ?? (props.serviceAccount ? undefined : binding?.identity),
  };
}

/** Pods that run training code, described by the props of a job, whatever object they are part of. */
export abstract class TrainingWorkload extends Workload implements IModelOutput {
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

  /** @internal */
  protected readonly _job: TrainingJobProps;
  /**
   * What each run is.
   * @internal
   */
  protected readonly _runs: TrainingKind;
  /** @internal */
  protected readonly _binding?: TrackingBinding;
  private readonly known: boolean;
  private readonly safely: boolean;
  private readonly identity?: CloudIdentity;
  private readonly atOnce: number;
  private readonly runSetting: TrainingDefinition['runSetting'];

  /**
   * @param kind the object; `apart` where each run is one that no rule sees; `at once` how many runs share the volumes
   * @internal
   */
  protected constructor(scope: Construct, id: string, definition: any, kind: any) {
    const { job, framework, safe, binding, identity }: TrainingDefinition = definition;
    const { apart = false, atOnce = 1, ...object }: Partial<ResourceKind> & { apart?: boolean; atOnce?: number } = kind;
    super(scope, id, { ...job, identity, volumes: jobVolumes(job, binding, atOnce) } as WorkloadProps, {
      app: 'training-job', component: 'training', compute: inQueue(job, computeFor(job.accelerator)), safe, pods: job, together: true, ...object,
    });
    this._job = job;
    this.framework = framework;
    this.operator = definition.operator;
    this._runs = definition.runs;
    this.known = definition.known;
    this.safely = safe;
    this.runSetting = definition.runSetting;
    this._binding = binding;
    this.identity = identity;
    this.atOnce = atOnce;
    this.workers = job.workers ?? (framework.name === 'roles' ? rolePods(framework) : job.accelerator?.hosts ?? 1);
    for (const role of Object.values(framework._roles)) {
      role?.volumes?.forEach(mount => this._claim(mount));
      this._claimDevices(role?.deviceClaims);
    }
    const injected = this._runs.injects?.(this._view());
    if (injected !== undefined && safe) Stack._of(this)?._relax(injected, PodSecurity.BASELINE);
    if (job.tensorboard && job.checkpoints) this.tensorboardObject = this.showLogs(job.checkpoints, atOnce);
    if (job.networkPolicy ?? safe) this.networkPolicyObject = this.closeNetwork(apart);
  }
  /** Where its checkpoints are, for what serves the model: `Model.output(format, job, 'path')`. */
  public get modelOutput(): ModelOutput {
    const { checkpoints } = this._job;
    const [mount] = checkpoints?._mounts(podsThatShare(this._job, this.atOnce)) ?? [];
    const claim = mount && (this._claimName(mount.storage) ?? mount.storage._source.volume?.persistentVolumeClaim?.claimName);
    if (claim !== undefined) return { uri: `pvc://${claim}`, namespace: this.namespace };
    return checkpoints && !mount ? { uri: checkpoints.directory, identity: this.identity } : {};
  }

  /** @internal */
  public _check(problems: Problems): void {
    super._check(problems);
    const view = this._view();
    if (!this.known) {
      problems.add('PLATFORM_UNSUPPORTED', 'operator', this.operator, `it does not run ${this.framework.name}; use one of ${operatorsOf(this.framework).join(', ')}`);
      return;
    }
    const missing = missingOperator(this.framework, this.operator, this._platform);
    const { operator, runtime } = this._job;
    if (missing) {
      const [field, got] = operator ? ['operator', operator] : runtime ? ['runtime', runtime.runtimeName] : ['framework', this.framework.name];
      problems.add('PLATFORM_UNSUPPORTED', field, got, missing);
    }
    if (this._runs === TRAIN_JOB) checkShippedRuntime(view, Stack._of(this)?.podSecurity, problems);
    checkJob(view, this._kind(), problems, this._binding);
    this.checkInjected(this._runs.injects?.(view), problems);
    for (const role of this._kind().roles(view)) if (role.props) this.builderOf(role).check(problems._under(`framework ${role.field}`));
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return fieldOfJob(path, this._kind(), this._view(), inPod => super._fieldOf(inPod));
  }

  /**
   * The prop behind a path of a run, whatever is around it.
   * @internal
   */
  protected _fieldOfRun(path: string): string {
    return fieldOfJob(path, this._runs, this._view(), inPod => super._fieldOf(inPod));
  }

  /**
   * What the object is: each run, unless there is something around the runs.
   * @internal
   */
  protected _kind(): TrainingKind {
    return this._runs;
  }

  /**
   * What a rendered run asks of the cluster, with the claims that are made for it.
   * @internal
   */
  protected _totals(run: Manifest): JobTotals {
    const claims = this.node.children.filter(child => ApiObject.isApiObject(child)) as ApiObject[];
    const { runtime } = this._job;
    const ofApp = runtime instanceof Resource ? runtime.apiObject.toJson() : undefined;
    return totalsOf(run, claims.filter(({ kind }) => kind === 'PersistentVolumeClaim').map(claim => claim.toJson()), ofApp);
  }

  /**
   * The job as the kinds see it, one of which renders it.
   * @internal
   */
  protected _view(operator = this.operator): JobView {
    const { _job: job, safely: safe, runSetting } = this;
    const keptForGood = runSetting !== undefined || (this._platform.gitOps && !('schedule' in job));
    return {
      name: this.name,
      ...runSetting,
      namespace: this.namespace,
      props: job,
      framework: this.framework,
      operator,
      platform: this._platform,
      workers: this.workers,
      safe,
      backoffLimit: job.backoffLimit ?? (safe ? 3 : undefined),
      ttlSeconds: (job.ttlAfterFinished && seconds(job.ttlAfterFinished)) ?? (safe && !keptForGood ? 604800 : undefined),
      deadlineSeconds: job.deadline && seconds(job.deadline),
      processes: Number.isInteger(job.accelerator?._processes) ? job.accelerator!._processes : undefined,
      pod: pod => this.podOf(pod),
      resources: role => this.builderOf(role).resources(),
    };
  }

  /**
   * Name of the main container of a part, where its author says none.
   * @internal
   */
  protected _containerName(ofKind: string): string {
    return ofKind;
  }

  /**
   * Labels that tell the pods of a part from those of others.
   * @internal
   */
  protected _partLabels(_role: JobRole): Record<string, string> {
    return {};
  }

  /**
   * Variables of every pod, beyond those of its kind.
   * @internal
   */
  protected _environment(): EnvVar[] {
    return jobEnvironment(this._job, this._binding);
  }

  private builderOf({ props: role, trains, compute = COORDINATOR }: JobRole): PodBuilder {
    const pods = podsOf(this._job, role, trains);
    return this._builder(pods, [...this._mounts, ...role?.volumes ?? []], inQueue(this._job, trains ? computeFor(pods.accelerator) : compute));
  }

  private podOf({ role, container, command, args, env = [], pod, ports = {} }: RolePod): PodTemplateSpec {
    const { _job: job, safely: safe } = this;
    const { trains, props = {} } = role;
    const builder = this.builderOf(role);
    const several = trains && (job.accelerator !== undefined || props.accelerator !== undefined || this.startsSeveral());
    return builder.template({
      gracePeriodSeconds: job.gracePeriod ? seconds(job.gracePeriod) : safe ? job.capacity?._notice(this._platform.cloud) ?? 120 : undefined,
      ...kindsFields(podsOf(job, props, trains), pod),
      labels: { ...!(job.mesh ?? false) && this._platform.istio && { 'sidecar.istio.io/inject': 'false' }, ...this._partLabels(role), ...pod?.labels },
      containers: [builder.container({
        name: this._containerName(container),
        image: props.image ?? job.image ?? '',
        command: props.command ?? command ?? job.command,
        args: props.args ?? (props.command ? undefined : args ?? job.args),
        defaultEnv: [...safe ? [literal('HOME', '/tmp'), ...this.framework._env(builder.resources())] : [], ...env],
        env: this._environment(),
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

  /** What an operator adds to pods no rule sees in them. */
  private checkInjected(what: string | undefined, problems: Problems): void {
    if (what === undefined || Stack._of(this)?.podSecurity !== PodSecurity.RESTRICTED) return;
    problems.add('POD_SECURITY_INJECTED', 'framework', this.framework.name,
      `${what}, which Pod Security 'restricted' refuses; use PodSecurity.BASELINE for the Stack`);
  }

  /** A Tensorboard reads a claim by its name, or a bucket. */
  private showLogs(checkpoints: Checkpoints, atOnce: number): ApiObject {
    const [mount] = checkpoints._mounts(podsThatShare(this._job, atOnce));
    const claim = mount && (this._claimName(mount.storage) ?? mount.storage._source.volume?.persistentVolumeClaim?.claimName);
    return this._child('tensorboard', 'tensorboard.kubeflow.org/v1alpha1', 'Tensorboard', {
      body: { spec: { logspath: claim === undefined ? `${checkpoints.directory}/tensorboard` : `pvc://${claim}/tensorboard` } },
    });
  }

  /** The pods of the job alone may connect to each other; they may connect to anything. */
  private closeNetwork(apart: boolean): ApiObject {
    const policy = this._child('network', 'networking.k8s.io/v1', 'NetworkPolicy', {
      annotations: apart ? { 'acknowledge.cdk8s-mlops.dev/SELECTOR_MATCHES_NOTHING': 'each run makes the pods' } : undefined,
      body: {
        spec: networkPolicy(this.selectorLabels, [{ from: Peer.pods(this.selectorLabels), ports: [] }, ...this._runs.ingress?.(this._view()) ?? []],
          [{ to: Peer.anywhere() }]),
      },
    });
    if (this._runs !== KUBERNETES_JOB) this._exempt(policy, UNSEEN_PODS);
    return policy;
  }
}

const rolePods = ({ _roles }: Framework) => Object.values(_roles).reduce((sum, role) => sum + (role?.replicas ?? 1), 0);
