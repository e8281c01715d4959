import type { Construct } from 'constructs';
import type { LocalModelCacheProps } from './model-cache-props';
import { cacheSpec, propOfCache } from './model-cache-spec';
import { checkCall, Resource } from '../../../core';

/**
 * A model on the disks of nodes, for services of every namespace: they start
 * without downloading it. Where a namespace has a cache of its own of the same
 * model, that one goes first.
 *
 * It makes a LocalModelCache of the cluster, which has one of each model. KServe
 * reads it once `localModel` is enabled in its configuration.
 *
 * @example
 * const workers = LocalModelNodeGroup.fromNodeGroupName(stack, 'workers', 'workers');
 * new LocalModelCache(stack, 'llama3-8b', {
 *   sourceModelUri: 'hf://meta-llama/Meta-Llama-3-8B',
 *   modelSize: Size.gibibytes(16),
 *   nodeGroups: [workers],
 *   credentials: CacheCredentials.storageKey('hf-credentials'),
 * });
 * @see https://kserve.github.io/website/docs/model-serving/generative-inference/modelcache/localmodel
 */
export class LocalModelCache extends Resource {
  private readonly props: LocalModelCacheProps;

  constructor(scope: Construct, id: string, props: LocalModelCacheProps) {
    checkCall('new LocalModelCache', [scope, id, props]);
    super(scope, id, props, { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'LocalModelCache', app: 'model-cache', component: 'serving', clusterScoped: true });
    this.props = props;
  }

  /** @internal */
  public _spec(): any {
    return cacheSpec(this.props);
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return propOfCache(path);
  }
}
