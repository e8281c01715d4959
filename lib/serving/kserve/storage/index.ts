export * from './cache-credentials';
export * from './cluster-storage-container';
export * from './cluster-storage-container-props';
export * from './local-model-cache';
export * from './local-model-namespace-cache';
export { CacheReclaimPolicy, type ILocalModelNodeGroup, LocalModelNodeGroup, type LocalModelNodeGroupProps } from './local-model-node-group';
export { type LocalModelCacheProps } from './model-cache';
export * from './uri-format';
