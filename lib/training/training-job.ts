import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { Framework } from './framework';
import { checkJob } from './job-checks';
import { COORDINATOR, computeFor, jobEnvironment, ownPorts, podsOf, sharedMemory } from './job-pods';
import { kindFor, missingOperator, operatorFor, operatorsOf } from './kinds';
import type { JobRole, JobView, RolePod, TrainingKind } from './kinds/kind';
import { KUBERNETES_JOB } from './kinds/kubernetes/job';
import { TrainingOperator } from './operator';
import type { TrainingJobProps } from './training-job-props';
import { Defaults } from './training-job-props';
import type { Exemption, PodBuilder, Problems, TrackingBinding } from '../core';
import { imageByTag, Linter, literal, networkPolicy, Peer, Platform, PodSecurity, QueueSystem, seconds, Stack, withoutPriority, Workload } from '../core';

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
 *   checkpoints: Storage.claim(Size.gibibytes(500), { accessMode: AccessMode.READ_WRITE_MANY }).at('/checkpoints'),
 * });
 * @see https://www.kubeflow.org/docs/components/trainer/
 */
export class TrainingJob extends Workload {
  /** The NetworkPolicy; undefined if switched off. */
  public readonly networkPolicyObject?: ApiObject;

  /** What runs it. */
  public readonly operator: TrainingOperator;

  /** What its code is written with. */
  public readonly framework: Framework;

  /** Pods that train. */
  public readonly workers: number;

  private readonly job: TrainingJobProps;
  private readonly kind: TrainingKind;
  /** Whether the operator runs the framework at all. */
  private readonly known: boolean;
  private readonly binding?: TrackingBinding;

  constructor(scope: Construct, id: string, props: TrainingJobProps) {
    const binding = props.tracking?.bindTracking(scope);
    const framework = props.framework ?? Framework.script();
    const operator = props.operator ?? operatorFor(framework, Platform.of(scope));
    const known = kindFor(framework, operator);
    const kind = known ?? KUBERNETES_JOB;
    const safe = props.defaults !== Defaults.UPSTREAM;
    super(scope, id, {
      ...props,
      identity: props.identity ?? (props.serviceAccount ? undefined : binding?.identity),
      env: { ...binding?.env, ...props.env },
      volumes: [...binding?.volumes ?? [], ...props.data ?? [], ...props.checkpoints ? [props.checkpoints] : [], ...props.volumes ?? []],
    }, {
      apiVersion: kind.apiVersion, kind: kind.kind, app: 'training-job', component: 'training',
      compute: computeFor(props.accelerator), contentHash: props.rerunOnChange ?? false, safe,
    });
    this.job = { ...props, env: { ...binding?.env, ...props.env } };
    this.framework = framework;
    this.operator = operator;
    this.kind = kind;
    this.known = known !== undefined;
    this.workers = props.workers ?? (framework.name === 'roles' ? rolePods(framework) : 1);
    this.binding = binding;
    for (const role of Object.values(framework._roles)) role?.volumes?.forEach(mount => this._claim(mount));
    const view = this.view();
    for (const [key, value] of Object.entries({ ...queueLabels(props), ...kind.labels?.(view) })) this.apiObject.metadata.addLabel(key, value);
    for (const [key, value] of Object.entries(kind.annotations?.(view) ?? {})) this.apiObject.metadata.addAnnotation(key, value);
    const injected = kind.injects?.(view);
    if (injected !== undefined && safe) Stack._of(this)?._relax(injected, PodSecurity.BASELINE);
    if (props.networkPolicy ?? safe) this.networkPolicyObject = this.closeNetwork();
    this._exempt(this.apiObject, exemptions(view, binding));
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
      problems.add('PLATFORM_UNSUPPORTED', 'operator', this.operator, `it does not run ${this.framework.name}; use one of ${operatorsOf(this.framework).join(', ')}`);
      return;
    }
    const missing = missingOperator(this.framework, this.operator, this._platform);
    if (missing) problems.add('PLATFORM_UNSUPPORTED', this.job.operator ? 'operator' : 'framework', this.job.operator ?? this.framework.name, missing);
    checkJob(view, this.kind, problems, this.binding);
    for (const role of this.kind.roles(view)) if (role.props) this.builderOf(role).check(problems._under(`framework ${role.field}`));
  }

  /** @internal */
  public _fieldOf(path: string): string {
    const own = path === 'replicas' ? 'workers' : this.kind.fieldOf?.(path, this.view());
    if (own !== undefined) return own;
    return super._fieldOf(path.replace(/^spec\.[^\s]*\btemplate\.(spec|metadata)\./, 'spec.template.$1.'));
  }

  /** The job as the kinds see it, one of which renders it. */
  private view(): JobView {
    const { job } = this;
    const safe = job.defaults !== Defaults.UPSTREAM;
    const { count } = job.accelerator ?? {};
    return {
      name: this.name,
      namespace: this.namespace,
      props: job,
      framework: this.framework,
      operator: this.operator,
      platform: this._platform,
      workers: this.workers,
      safe,
      backoffLimit: job.backoffLimit ?? (safe ? 3 : undefined),
      ttlSeconds: (job.ttlAfterFinished && seconds(job.ttlAfterFinished)) ?? (safe && !this._platform.gitOps ? 604800 : undefined),
      deadlineSeconds: job.deadline && seconds(job.deadline),
      processes: Number.isInteger(count) ? count : undefined,
      pod: pod => this.podOf(pod),
      resources: role => this.builderOf(role).resources(),
    };
  }

  private builderOf({ props: role, trains, compute = COORDINATOR }: JobRole): PodBuilder {
    const pods = podsOf(this.job, role, trains);
    return this._builder(pods, [...this._mounts, ...role?.volumes ?? []], trains ? computeFor(pods.accelerator) : compute);
  }

  private podOf({ role, container, command, args, env = [], pod, ports = {} }: RolePod): PodTemplateSpec {
    const { job } = this;
    const safe = job.defaults !== Defaults.UPSTREAM;
    const { trains, props = {} } = role;
    const builder = this.builderOf(role);
    const several = trains && (job.accelerator !== undefined || props.accelerator !== undefined);
    return builder.template({
      gracePeriodSeconds: job.gracePeriod ? seconds(job.gracePeriod) : safe ? 120 : undefined,
      ...pod,
      ...!(job.mesh ?? false) && this._platform.istio && { labels: { 'sidecar.istio.io/inject': 'false', ...pod?.labels } },
      containers: [builder.container({
        name: container,
        image: props.image ?? job.image,
        command: props.command ?? command ?? job.command,
        args: props.args ?? (props.command ? undefined : args ?? job.args),
        defaultEnv: [...safe ? [literal('HOME', '/tmp'), ...this.framework._env(builder.resources())] : [], ...env],
        env: jobEnvironment(job, this.binding),
        ports: ownPorts(ports, props.ports),
        mounts: trains ? sharedMemory(job.sharedMemory, builder, safe && several) : [],
      })],
    });
  }

  /** The pods of the job alone may connect to each other; they may connect to anything. */
  private closeNetwork(): ApiObject {
    return this._child('network', 'networking.k8s.io/v1', 'NetworkPolicy', {
      body: {
        spec: networkPolicy(this.selectorLabels, [{ from: Peer.pods(this.selectorLabels), ports: [] }, ...this.kind.ingress?.(this.view()) ?? []],
          [{ to: Peer.anywhere() }]),
      },
    });
  }
}

const rolePods = ({ _roles }: Framework) => Object.values(_roles).reduce((sum, role) => sum + (role?.replicas ?? 1), 0);

/** How Kueue finds the job; queues of Volcano are fields of the kinds. */
function queueLabels({ queue, queuePriority }: TrainingJobProps): Record<string, string> {
  return {
    ...queue?.queueSystem === QueueSystem.KUEUE && { 'kueue.x-k8s.io/queue-name': queue.queueName },
    ...queuePriority && { 'kueue.x-k8s.io/priority-class': queuePriority.priorityClassName },
  };
}

function exemptions({ props, ttlSeconds, platform, operator }: JobView, binding?: TrackingBinding): Exemption[] {
  const readsSecrets = binding?.credentials || Object.values(props.env ?? {}).some(({ valueFrom }) => valueFrom?.secretKeyRef !== undefined);
  return [
    ...imageByTag(props.image),
    ...readsSecrets ? [{ linter: Linter.CHECKOV, check: 'CKV_K8S_35', reason: 'the code reads its secrets from the environment' }] : [],
    ...props.rerunOnChange ? [{ linter: Linter.POLARIS, check: 'metadataAndInstanceMismatched', reason: 'the name carries a hash' }] : [],
    ...ttlSeconds === undefined && operator === TrainingOperator.KUBERNETES && platform.gitOps
      ? [{ linter: Linter.KUBE_LINTER, check: 'job-ttl-seconds-after-finished', reason: 'the GitOps tool would start a deleted job anew' }] : [],
    ...withoutPriority(props.priorityClass),
  ];
}
