import type { Construct } from 'constructs';
import type { LocalModelCacheProps } from './model-cache-props';
import { cacheSpec, propOfCache } from './model-cache-spec';
import { checkCall, Resource } from '../../../core';

/**
 * A model on the disks of nodes, for services of one namespace: they start
 * without downloading it.
 *
 * It makes a LocalModelNamespaceCache in the namespace of its stack. Its node
 * groups exist before it does. KServe reads it once `localModel` is enabled in
 * its configuration.
 *
 * @example
 * new LocalModelNamespaceCache(mlops, 'opt-125m', {
 *   sourceModelUri: 'hf://facebook/opt-125m',
 *   modelSize: Size.gibibytes(2),
 *   nodeGroups: [LocalModelNodeGroup.fromNodeGroupName(mlops, 'workers', 'workers')],
 * });
 * @see https://kserve.github.io/website/docs/model-serving/generative-inference/modelcache/localmodel
 */
export class LocalModelNamespaceCache extends Resource {
  private readonly props: LocalModelCacheProps;

  constructor(scope: Construct, id: string, props: LocalModelCacheProps) {
    checkCall('new LocalModelNamespaceCache', [scope, id, props]);
    super(scope, id, props, { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'LocalModelNamespaceCache', app: 'model-cache', component: 'serving' });
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
