export * from './cache-credentials';
export * from './cluster-storage-container';
export * from './cluster-storage-container-props';
export * from './local-model-cache';
export * from './local-model-namespace-cache';
export { CacheReclaimPolicy, type ILocalModelNodeGroup, LocalModelNodeGroup, type LocalModelNodeGroupProps } from './local-model-node-group';
export * from './model-cache-props';
export * from './uri-format';
