export * from './bento';
export * from './kserve/graph';
export * from './kserve/inference-service-reference';
export * from './kserve/storage';
export * from './kserve/trained-model';
export * from './seldon';
