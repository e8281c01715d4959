export * from './seldon';
