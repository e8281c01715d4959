import type { Construct } from 'constructs';
import type { LocalModelCacheProps } from './model-cache';
import { ModelCache } from './model-cache';
import { checkCall } from '../../../core';

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
export class LocalModelNamespaceCache extends ModelCache {
  constructor(scope: Construct, id: string, props: LocalModelCacheProps) {
    checkCall('new LocalModelNamespaceCache', [scope, id, props]);
    super(scope, id, props, 'LocalModelNamespaceCache', false);
  }
}
