import type { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { BentoContents, IBento } from './bento';
import { contents, filled, propOf, YATAI_RESOURCES } from './contents';
import type { BentoRequestSpec } from '../../../imports/resources.yatai.ai';
import type { JobPodProps, Placement, Problems, Toleration, WorkloadProps } from '../../core';
import { checkCall, envFrom, envVar, givenResources, PodSecurity, Stack, Workload } from '../../core';

/** Where the pods that build an image run, and what is said of them. */
export interface BentoBuilder {
  /**
   * Requests and limits.
   * @default - Yatai's
   */
  readonly resources?: kplus.ContainerResources;
  /**
   * Environment variables.
   * @default - none
   */
  readonly env?: { [name: string]: kplus.EnvValue };
  /**
   * Further labels of the pods.
   * @default - none
   */
  readonly podLabels?: { [key: string]: string };
  /**
   * Annotations of the pods.
   * @default - none
   */
  readonly podAnnotations?: { [key: string]: string };
  /**
   * Labels that a node must carry.
   * @default - none
   */
  readonly nodeSelector?: { [label: string]: string };
  /**
   * Taints that the pods put up with.
   * @default - none
   */
  readonly tolerations?: Toleration[];
  /**
   * Where the pods run with respect to each other and to zones.
   * @default - wherever there is room
   */
  readonly placement?: Placement[];
  /**
   * PriorityClass of the pods.
   * @default - the cluster's default
   */
  readonly priorityClass?: string;
  /**
   * The scheduler that places the pods.
   * @default - the cluster's
   */
  readonly schedulerName?: string;
  /**
   * The ServiceAccount of the pods.
   * @default - Yatai's
   */
  readonly serviceAccount?: kplus.IServiceAccount;
}

/** Props of a `BentoRequest`. */
export interface BentoRequestProps extends BentoContents {
  /** Tag of the Bento: `name:version`. */
  readonly bentoTag: string;
  /**
   * From where the builder fetches the Bento.
   * @default - from Yatai
   */
  readonly downloadUrl?: string;
  /**
   * Variables of what fetches it, as the login of a store.
   * @default - none
   */
  readonly downloaderEnvFrom?: kplus.EnvFrom[];
  /**
   * The image that is made.
   * @default - one in the registry of Yatai
   */
  readonly image?: string;
  /**
   * How long the build may take: at least a second.
   * @default - Yatai's
   */
  readonly imageBuildTimeout?: Duration;
  /**
   * Arguments of the build: `--build-arg` and others of the builder.
   * @default - none
   */
  readonly buildArgs?: string[];
  /**
   * The Secret with the login of the registry.
   * @default - Yatai's
   */
  readonly dockerConfigSecret?: kplus.ISecret;
  /**
   * Whether the registry is asked without TLS.
   * @default false
   */
  readonly ociRegistryInsecure?: boolean;
  /**
   * The pods that build.
   * @default - Yatai's
   */
  readonly builder?: BentoBuilder;
}

/**
 * A Bento whose image Yatai builds. It stands for the Bento that comes of it.
 *
 * It makes a BentoRequest. What builds is not hardened, so the namespace is
 * enforced at Pod Security `baseline`.
 *
 * @example
 * const bento = new BentoRequest(stack, 'iris-classifier', { bentoTag: 'iris_classifier:3oevmqfvnkvwvuqj' });
 * new BentoDeployment(stack, 'iris-api', { bento, ingress: {} });
 * @see https://docs.yatai.io
 */
export class BentoRequest extends Workload implements IBento {
  private readonly props: BentoRequestProps;

  constructor(scope: Construct, id: string, props: BentoRequestProps) {
    checkCall('new BentoRequest', [scope, id, props]);
    const { env, podLabels, podAnnotations, nodeSelector, tolerations, placement, priorityClass, schedulerName, serviceAccount } = props.builder ?? {};
    const pods: JobPodProps = { env, podLabels, podAnnotations, nodeSelector, tolerations, placement, priorityClass, schedulerName };
    const { name, labels, annotations } = props;
    super(scope, id, { name, labels, annotations, serviceAccount } as WorkloadProps, {
      apiVersion: YATAI_RESOURCES, kind: 'BentoRequest', app: 'bento', component: 'serving', pods, safe: false, compute: { cpu: ['0', '0'], memory: ['0', '0'] },
    });
    this.props = props;
    Stack._of(this)?._relax('pods of Yatai', PodSecurity.BASELINE);
  }

  /** Name of the Bento that comes of it. */
  public get bentoName(): string {
    return this.name;
  }

  /** @internal */
  public _spec(): any {
    const { bentoTag, downloadUrl, downloaderEnvFrom, image, imageBuildTimeout, buildArgs, dockerConfigSecret, ociRegistryInsecure, builder } = this.props;
    const { metadata, spec: pod } = this._pod({ containers: [] });
    const { containers: _none, ...podSpec } = pod!;
    const spec: BentoRequestSpec = {
      bentoTag,
      downloadUrl,
      downloaderContainerEnvFrom: filled(envFrom(downloaderEnvFrom)),
      image,
      // Nanoseconds, as Go counts time.
      imageBuildTimeout: imageBuildTimeout && Math.round(imageBuildTimeout.toSeconds({ integral: false }) * 1e9),
      buildArgs: filled(buildArgs),
      dockerConfigJsonSecretName: dockerConfigSecret?.name,
      ociRegistryInsecure,
      ...contents(this.props),
      imageBuilderContainerResources: builder?.resources && givenResources(builder.resources) as BentoRequestSpec['imageBuilderContainerResources'],
      imageBuilderExtraContainerEnv: filled(Object.entries(builder?.env ?? {}).map(([name, value]) => envVar(name, value))),
      ...builder && {
        imageBuilderExtraPodMetadata: { labels: metadata?.labels, annotations: metadata?.annotations },
        imageBuilderExtraPodSpec: filled(podSpec),
      },
    };
    return spec;
  }

  /** @internal */
  public _check(problems: Problems): void {
    super._check(problems._under('builder'));
    const { image, imageBuildTimeout } = this.props;
    if (image !== undefined) problems.image('image', image);
    problems.duration('imageBuildTimeout', imageBuildTimeout, 1, 9e9, 'at least a second');
  }

  /** @internal */
  public _fieldOf(path: string): string {
    const field = propOf(path, this.props);
    const [, ofPod] = /^imageBuilder(?:ContainerR|ExtraContainerE|ExtraPodSpec\.|ExtraPodMetadata\.)(.*)$/.exec(field) ?? [];
    if (ofPod === undefined) return field.replace('dockerConfigJsonSecretName', 'dockerConfigSecret').replace(/^downloaderContainerEnvFrom/, 'downloaderEnvFrom');
    const inPod = field.replace(/^imageBuilderContainerResources/, 'resources').replace(/^imageBuilderExtraContainerEnv/, 'env')
      .replace(/^imageBuilderExtraPodSpec\./, '')
      .replace(/^imageBuilderExtraPodMetadata\.labels/, 'podLabels').replace(/^imageBuilderExtraPodMetadata\.annotations/, 'podAnnotations');
    return `builder.${super._fieldOf(inPod)}`;
  }
}
