export * from './bento';
export * from './seldon';
