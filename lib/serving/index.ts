export * from './kserve/graph';
export * from './kserve/inference-service-ref';
export * from './kserve/storage';
export * from './kserve/trained-model';
