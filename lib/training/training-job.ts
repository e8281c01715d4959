import type { ApiObject } from 'cdk8s';
import { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import type { JobSpec, PodFailurePolicyRule } from 'kubernetes-types/batch/v1';
import type { EnvVar } from 'kubernetes-types/core/v1';
import { parseQuantity } from '../check';
import type { Accelerator, ComputeDefaults, Mount, Problems, TrackingBinding } from '../core';
import { identityConflict, imageByTag, Linter, literal, networkPolicy, Peer, QueueSystem, seconds, Storage, Tracking, trackingCredentials, withoutPriority, Workload } from '../core';
import { Framework } from './framework';
import type { TrainingJobProps } from './training-job-props';

/**
 * Training code that runs to its end: on one pod or on many, on CPUs or any
 * accelerator, as a `batch/v1` Job.
 *
 * It makes a Job that survives preemption, with /dev/shm for data loaders, data
 * and checkpoints where the code expects them, and an experiment tracker by
 * reference.
 *
 * @example
 * new TrainingJob(research, 'resnet', {
 *   image: 'acme/resnet:2.1', command: ['python', 'train.py'], accelerator: Accelerator.nvidia('H100'), tracking,
 *   data: [Storage.existingClaim('imagenet').at('/data', { readOnly: true })],
 *   checkpoints: Storage.claim(Size.gibibytes(500)).at('/checkpoints'),
 * });
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export class TrainingJob extends Workload {
  /** The NetworkPolicy; undefined if switched off. */
  public readonly networkPolicyObject?: ApiObject;

  private readonly job: TrainingJobProps;
  private readonly binding?: TrackingBinding;

  constructor(scope: Construct, id: string, props: TrainingJobProps) {
    const binding = props.tracking?.bindTracking(scope);
    super(scope, id, {
      ...props,
      identity: props.identity ?? (props.serviceAccount ? undefined : binding?.identity),
      env: { ...binding?.env, ...props.env },
      volumes: [...binding?.volumes ?? [], ...props.data ?? [], ...props.checkpoints ? [props.checkpoints] : [], ...props.volumes ?? []],
    }, {
      apiVersion: 'batch/v1', kind: 'Job', app: 'training-job', component: 'training',
      compute: compute(props.accelerator), contentHash: props.rerunOnChange ?? false,
    });
    this.job = props;
    this.binding = binding;
    if (props.queue && props.queue.queueSystem !== QueueSystem.VOLCANO) this.apiObject.metadata.addLabel('kueue.x-k8s.io/queue-name', props.queue.queueName);
    if (props.networkPolicy ?? true) {
      this.networkPolicyObject = this._child('network', 'networking.k8s.io/v1', 'NetworkPolicy', {
        body: { spec: networkPolicy(this.selectorLabels, [{ from: Peer.pods(this.selectorLabels), ports: [] }], [{ to: Peer.anywhere() }]) },
      });
    }
    this._exempt(this.apiObject, [
      ...imageByTag(props.image),
      ...binding?.credentials || Object.values({ ...binding?.env, ...props.env }).some(({ valueFrom }) => valueFrom?.secretKeyRef !== undefined)
        ? [{ linter: Linter.CHECKOV, check: 'CKV_K8S_35', reason: 'the code reads its secrets from the environment' }] : [],
      ...props.rerunOnChange ? [{ linter: Linter.POLARIS, check: 'metadataAndInstanceMismatched', reason: 'the name carries a hash' }] : [],
      ...this.ttlSeconds === undefined ? [{ linter: Linter.KUBE_LINTER, check: 'job-ttl-seconds-after-finished', reason: 'the GitOps tool would start a deleted job anew' }] : [],
      ...withoutPriority(props.priorityClass),
    ]);
  }

  private get workers(): number {
    return this.job.workers ?? 1;
  }

  private get completions(): number {
    return this.job.completions ?? this.workers;
  }

  private get ttlSeconds(): number | undefined {
    return (this.job.ttlAfterFinished && seconds(this.job.ttlAfterFinished)) ?? (this._platform.gitOps ? undefined : 604800);
  }

  /** @internal */
  public _spec(): any {
    const { image, command, args, deadline, backoffLimit = 3, gracePeriod } = this.job;
    const indexed = this.completions > 1;
    const framework = this.job.framework ?? Framework.script();
    const spec: JobSpec = {
      parallelism: this.workers,
      completions: this.completions,
      ...indexed && { completionMode: 'Indexed' },
      backoffLimit,
      ...deadline && { activeDeadlineSeconds: seconds(deadline) },
      ...this.ttlSeconds !== undefined && { ttlSecondsAfterFinished: this.ttlSeconds },
      podFailurePolicy: { rules: this.failureRules() },
      podReplacementPolicy: 'Failed',
      template: this._pod({
        restartPolicy: 'Never',
        gracePeriodSeconds: gracePeriod ? seconds(gracePeriod) : 120,
        containers: [this._container({
          name: 'main',
          image,
          command,
          args,
          defaultEnv: [literal('HOME', '/tmp'), ...framework._env(this._resources())],
          env: this.environment(),
          mounts: this.sharedMemory(),
        })],
      }),
    };
    return spec;
  }

  private environment(): EnvVar[] {
    const { checkpoints, experiment } = this.job;
    return [
      ...checkpoints ? [literal('CHECKPOINT_DIR', checkpoints.path)] : [],
      ...this.binding ? [literal('MLFLOW_TRACKING_URI', this.trackingUri(this.binding))] : [],
      ...Object.entries(this.binding?.config ?? {}).map(([name, value]) => literal(name, value)),
      ...trackingCredentials(this.binding),
      ...experiment === undefined ? [] : [literal('MLFLOW_EXPERIMENT_NAME', experiment)],
    ];
  }

  /** Without a server, runs go into a database among the files. */
  private trackingUri({ uri, volumes = [] }: TrackingBinding): string {
    return uri === '' && volumes.length > 0 ? `sqlite:///${volumes[0].path}/mlflow.db` : uri;
  }

  private failureRules(): PodFailurePolicyRule[] {
    const values = [...new Set(this.job.fatalExitCodes ?? [])].sort((a, b) => a - b);
    return [
      { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      ...values.length > 0 ? [{ action: 'FailJob', onExitCodes: { containerName: 'main', operator: 'In', values } }] : [],
    ];
  }

  private sharedMemory(): Mount[] {
    const { sharedMemory, accelerator } = this.job;
    const half = () => Size.mebibytes(Math.floor(parseQuantity(this._resources().limits!.memory)! / 2 ** 21));
    const size = sharedMemory ?? (accelerator ? half() : undefined);
    return size ? [Storage.scratch(size, { inMemory: true }).at('/dev/shm')] : [];
  }

  /** @internal */
  public _check(problems: Problems): void {
    super._check(problems);
    const { job } = this;
    problems.image('image', job.image);
    problems.wholeNumber('COUNT_RANGE', 'workers', job.workers, 1, 10000, 'from 1 to 10000 pods at once');
    problems.wholeNumber('COUNT_RANGE', 'completions', job.completions, 1, 100000, 'from 1 to 100000');
    problems.wholeNumber('COUNT_RANGE', 'backoffLimit', job.backoffLimit, 0, 2 ** 31 - 1, '0 or more failed pods');
    if (this.completions < this.workers) {
      problems.add('COUNT_RANGE', 'completions', this.completions, `below workers (${this.workers}): some would have nothing to do; lower \`workers\``);
    }
    job.fatalExitCodes?.forEach(code => problems.wholeNumber('COUNT_RANGE', 'fatalExitCodes', code, 1, 255, 'an exit code of a failure is from 1 to 255'));
    problems.duration('deadline', job.deadline, 1, 2 ** 31 - 1, 'from one second to 68 years');
    problems.duration('ttlAfterFinished', job.ttlAfterFinished, 0, 2 ** 31 - 1, 'at most 68 years');
    problems.duration('gracePeriod', job.gracePeriod, 0, 2 ** 31 - 1, 'at most 68 years');
    if (job.ttlAfterFinished && this._platform.gitOps) {
      problems.add('FIELD_IGNORED', 'ttlAfterFinished', job.ttlAfterFinished.toHumanString(), 'the GitOps tool would start the deleted job anew; leave it out');
    }
    if (job.queue?.queueSystem === QueueSystem.VOLCANO) {
      problems.add('PLATFORM_UNSUPPORTED', 'queue', job.queue.queueName, 'a batch/v1 Job does not wait in a queue of Volcano; use a LocalQueue of Kueue');
    } else if (job.queue && !this._platform.kueue) {
      problems.add('PLATFORM_UNSUPPORTED', 'queue', job.queue.queueName, 'without Kueue nothing reads the label and the job starts at once; declare Platform kueue: true');
    }
    if (job.experiment !== undefined && !job.tracking) {
      problems.add('FIELD_IGNORED', 'experiment', job.experiment, 'there is no tracker to keep it; set `tracking`');
    }
    if (job.tracking instanceof Tracking && job.tracking._problem) problems.add('URI_INVALID', 'tracking', ...job.tracking._problem);
    if (job.checkpoints?.readOnly) problems.add('FIELD_IGNORED', 'checkpoints', job.checkpoints.path, 'the code could not write there; leave out readOnly');
    if (job.checkpoints?.storage._source.volume?.emptyDir) {
      problems.add('FIELD_IGNORED', 'checkpoints', job.checkpoints.path, 'scratch space is gone with the pod; use Storage.claim(...)');
    }
    if (this.binding?.config?.MODEL_URI !== undefined) {
      problems.add('PLATFORM_UNSUPPORTED', 'tracking', this.binding.config.MODEL_URI, 'a bucket holds a model to read, no runs to write; use an MlflowServer or Tracking.server(...)');
    }
    identityConflict(problems, 'tracking', this.binding?.identity, job);
    const shm = job.sharedMemory?.asString();
    const limit = this._resources().limits!.memory;
    if (shm !== undefined && !(parseQuantity(shm)! > 0)) {
      problems.add('QUANTITY_INVALID', 'sharedMemory', shm, 'a size above zero');
    } else if (shm !== undefined && parseQuantity(shm)! >= parseQuantity(limit)!) {
      problems.add('MEMORY_TOO_SMALL', 'sharedMemory', shm, `it counts against the memory limit of ${limit}; lower it or raise resources.memory.limit`);
    }
    this.checkName(problems);
  }

  /** @internal */
  public _fieldOf(path: string): string {
    if (path === "metadata.labels['kueue.x-k8s.io/queue-name']") return 'queue';
    return path === 'replicas' ? 'workers' : super._fieldOf(path);
  }

  private checkName(problems: Problems): void {
    const hash = this.job.rerunOnChange ? 9 : 0;
    // Pods of an Indexed Job get `<job>-<index>` as their host name.
    const index = this.completions > 1 ? 1 + String(this.completions - 1).length : 0;
    const longest = this.name.length + hash + index;
    if (longest > 63) {
      problems.add('NAME_TOO_LONG', 'name', this.name, `${longest} characters with ${[hash ? 'its hash' : '', index ? 'the index of a pod' : ''].filter(Boolean).join(' and ') || 'nothing added'}, at most 63; shorten the id or set \`name\``);
    }
  }
}

/** Per pod; with devices per device, in the proportion of common GPU machines. */
function compute(accelerator?: Accelerator): ComputeDefaults {
  const n = Number.isInteger(accelerator?.count) && accelerator!.count > 0 ? accelerator!.count : undefined;
  return n === undefined
    ? { cpu: ['1', '4'], memory: ['2Gi', '4Gi'], ephemeralStorage: ['1Gi', '10Gi'] }
    : { cpu: [String(4 * n), String(8 * n)], memory: [`${16 * n}Gi`, `${16 * n}Gi`], ephemeralStorage: ['10Gi', '50Gi'] };
}
