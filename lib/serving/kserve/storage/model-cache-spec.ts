import type { LocalModelCacheProps } from './model-cache-props';
import type { LocalModelCacheSpec } from '../../../../imports/serving.kserve.io';

/** What caches of the cluster and of a namespace have in common. */
export const cacheSpec = ({ sourceModelUri, modelSize, nodeGroups, credentials }: LocalModelCacheProps): LocalModelCacheSpec => ({
  sourceModelUri, modelSize: modelSize.asString(), nodeGroups: nodeGroups.map(group => group.nodeGroupName), ...credentials?._fields,
});

/** The prop behind a path of a cache. */
export const propOfCache = (path: string) => path.replace(/^(spec|metadata)\./, '').replace(/^(serviceAccountName$|storage\b.*)/, 'credentials');
