import type { Construct } from 'constructs';
import { computeFor } from './job-pods';
import { MlPolicy } from './ml-policy';
import type { IRuntime } from './runtime';
import { RuntimeKind, RuntimePolicy } from './runtime';
import { checkRuntimeProps } from './runtime-checks';
import { runtimeSpec } from './runtime-spec';
import type { RuntimeView } from './runtime-steps';
import { stepsOf } from './runtime-steps';
import type { TrainingRuntimeProps } from './training-runtime-props';
import type { Problems } from '../core';
import { checkCall, Defaults, Workload } from '../core';

/** What a TrainingRuntime and a ClusterTrainingRuntime have in common. */
export abstract class TrainingRuntimeBase extends Workload implements IRuntime {
  /** Where it lives. */
  public readonly runtimeKind: RuntimeKind;
  /** How its pods find each other. */
  public readonly runtimePolicy?: RuntimePolicy;
  /** Names of its replicated jobs. */
  public readonly runtimeJobs: string[];
  /** It is written in this app. */
  public readonly runtimeOwned: boolean = true;
  /** Whether the launcher of an MPI runtime is a node that trains. */
  public readonly launcherIsNode: boolean;
  /** Whether its pods start by Volcano, in one of its queues. */
  public readonly usesVolcano: boolean;

  private readonly runtime: TrainingRuntimeProps;

  /** @internal */
  protected constructor(scope: Construct, id: string, props: TrainingRuntimeProps, runtimeKind: RuntimeKind) {
    const safe = props.defaults !== Defaults.UPSTREAM;
    const policy = props.policy ?? MlPolicy.none();
    const framework = props.framework ?? (safe && policy.policy !== RuntimePolicy.NONE ? policy.policy : undefined);
    super(scope, id, { ...props, labels: undefined }, {
      apiVersion: 'trainer.kubeflow.org/v1alpha1', kind: runtimeKind, app: 'training-runtime', component: 'training',
      compute: computeFor(props.accelerator), safe, pods: props, elsewhere: true, clusterScoped: runtimeKind === RuntimeKind.CLUSTER_TRAINING_RUNTIME,
    });
    // Of the runtime alone: its pods are those of jobs.
    const labels = {
      ...framework !== undefined && { 'trainer.kubeflow.org/framework': framework },
      ...props.deprecated && { 'trainer.kubeflow.org/support': 'deprecated' },
      ...props.labels,
    };
    for (const [key, value] of Object.entries(labels)) this.apiObject.metadata.addLabel(key, value);
    this.runtime = props;
    this.runtimeKind = runtimeKind;
    this.runtimePolicy = policy.policy;
    this.launcherIsNode = policy._launcherIsNode(safe);
    this.usesVolcano = props.podGroup?._isVolcano ?? false;
    this.runtimeJobs = stepsOf(this.view()).map(({ name }) => name);
    for (const pods of [props.launcher, props.datasetInitializer, props.modelInitializer]) pods?.volumes?.forEach(mount => this._claim(mount));
  }

  /** Name of the runtime. */
  public get runtimeName(): string {
    return this.name;
  }

  /** @internal */
  public _spec(): any {
    return runtimeSpec(this.view());
  }

  /** @internal */
  public _check(problems: Problems): void {
    super._check(problems);
    checkRuntimeProps(this.view(), this.runtimeKind === RuntimeKind.CLUSTER_TRAINING_RUNTIME, problems);
  }

  /** @internal */
  public _fieldOf(path: string): string {
    if (path === 'spec.mlPolicy.numNodes') return 'numNodes';
    return super._fieldOf(path.replace(/^spec\.template\.spec\.replicatedJobs\[\d+\]\.template\.spec\.template\./, 'spec.template.'));
  }

  private view(): RuntimeView {
    const { runtime } = this;
    return {
      props: runtime,
      policy: runtime.policy ?? MlPolicy.none(),
      safe: runtime.defaults !== Defaults.UPSTREAM,
      platform: this._platform,
      builder: (pods, mounts, compute) => this._builder(pods, mounts, compute),
      mounts: this._mounts,
    };
  }
}

/**
 * What the jobs of one namespace are made of with Trainer 2: images, pods, how
 * they find each other, what is fetched first, and how often they are tried.
 *
 * @example
 * const torch = new TrainingRuntime(research, 'torch', {
 *   image: 'acme/torch:2.9', policy: MlPolicy.torch(), backoffLimit: 0, podGroup: PodGroupPolicy.coscheduling(),
 * });
 * new TrainingJob(research, 'resnet', { framework: Framework.pytorch(), runtime: torch, command: ['torchrun', 'train.py'] });
 * @see https://www.kubeflow.org/docs/components/trainer/operator-guides/runtime/
 */
export class TrainingRuntime extends TrainingRuntimeBase {
  constructor(scope: Construct, id: string, props: TrainingRuntimeProps) {
    checkCall('new TrainingRuntime', [scope, id, props]);
    super(scope, id, props, RuntimeKind.TRAINING_RUNTIME);
  }
}

/**
 * What the jobs of all namespaces are made of with Trainer 2; for platform teams.
 *
 * @example
 * new ClusterTrainingRuntime(stack, 'acme-torch', { image: 'acme/torch:2.9', policy: MlPolicy.torch(), numNodes: 2 });
 * @see https://www.kubeflow.org/docs/components/trainer/operator-guides/runtime/
 */
export class ClusterTrainingRuntime extends TrainingRuntimeBase {
  constructor(scope: Construct, id: string, props: TrainingRuntimeProps) {
    checkCall('new ClusterTrainingRuntime', [scope, id, props]);
    super(scope, id, props, RuntimeKind.CLUSTER_TRAINING_RUNTIME);
  }
}
