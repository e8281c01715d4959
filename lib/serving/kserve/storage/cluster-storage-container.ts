import type { Construct } from 'constructs';
import type { SecurityContext } from 'kubernetes-types/core/v1';
import type { ClusterStorageContainerProps } from './cluster-storage-container-props';
import type { ClusterStorageContainer as Manifest } from '../../../../imports/serving.kserve.io';
import type { Problems } from '../../../core';
import { checkCall, computeResources, Defaults, envFrom, envVar, givenResources, nonEmpty, Resource } from '../../../core';
import { propOfPod } from '../../../core/pod-fields';

/** KServe finds it by this name, and puts its own in where it finds none. */
const CONTAINER = 'storage-initializer';
const COMPUTE = { cpu: ['100m', '1'], memory: ['512Mi', '4Gi'] } as const;

/**
 * How models are downloaded whose URIs KServe does not know, or knows otherwise
 * than you want: with an image, settings and credentials of your own.
 *
 * It makes a ClusterStorageContainer of the cluster. Its container is hardened
 * as Pod Security `restricted` asks, for pods that are.
 *
 * @example
 * new ClusterStorageContainer(stack, 'kitops', {
 *   image: 'ghcr.io/kitops-ml/kitops-kserve:v1.8.0',
 *   supportedUriFormats: [UriFormat.prefix('kit://')],
 * });
 * @see https://kserve.github.io/website/docs/model-serving/storage/storage-containers
 */
export class ClusterStorageContainer extends Resource {
  private readonly props: ClusterStorageContainerProps;
  private readonly safe: boolean;

  constructor(scope: Construct, id: string, props: ClusterStorageContainerProps) {
    checkCall('new ClusterStorageContainer', [scope, id, props]);
    super(scope, id, props, {
      apiVersion: 'serving.kserve.io/v1alpha1', kind: 'ClusterStorageContainer', app: 'storage-container', component: 'serving', clusterScoped: true,
      fields: ['spec', 'disabled'],
    });
    this.props = props;
    this.safe = (props.defaults ?? Defaults.SAFE) === Defaults.SAFE;
  }

  /** @internal */
  public _spec(): any {
    const { supportedUriFormats, workloadType, supportsMultiModelDownload, disabled } = this.props;
    const manifest: Pick<Manifest, 'spec' | 'disabled'> = {
      spec: { container: this.container(), supportedUriFormats: supportedUriFormats.map(format => format._manifest), workloadType, supportsMultiModelDownload },
      disabled,
    };
    return manifest;
  }

  /** @internal */
  public _check(problems: Problems): void {
    const { image, user, group, env = {} } = this.props;
    problems.image('image', image);
    for (const [field, id] of Object.entries({ user, group })) {
      problems.wholeNumber('USER_ID_RANGE', field, id, this.safe ? 1 : 0, 2 ** 31 - 1, 'use a numeric id from 1: Pod Security refuses root');
    }
    // No webhook looks at it; the pods would be refused.
    if (Object.hasOwn(env, '')) problems.add('ENV_NAME_INVALID', 'env', '', 'a variable has a name');
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return propOfPod(path.replace(/^spec\.(container\.)?/, '')).replace(/^(supportedUriFormats\[\d+\]).*$/, '$1');
  }

  private container(): any {
    const { image, command = [], env = {}, imagePullPolicy, resources } = this.props;
    return {
      name: CONTAINER,
      image,
      imagePullPolicy: imagePullPolicy ?? (this.safe ? 'Always' : undefined),
      ...nonEmpty({
        command,
        env: Object.entries(env).map(([name, value]) => envVar(name, value)),
        envFrom: envFrom(this.props.envFrom),
        resources: this.safe ? computeResources(resources, COMPUTE) : givenResources(resources),
        securityContext: this.security(),
      }),
    };
  }

  /** All of it: the pod around the container is KServe's. */
  private security(): SecurityContext {
    const { user, group, readOnlyRootFilesystem } = this.props;
    return {
      ...this.safe && { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      ...user !== undefined && { runAsUser: user },
      ...group !== undefined && { runAsGroup: group },
      ...readOnlyRootFilesystem !== undefined && { readOnlyRootFilesystem },
    };
  }
}
