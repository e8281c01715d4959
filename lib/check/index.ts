export * from './check';
export * from './codes';
export * from './manifest';
export * from './problem';
export * from './quantity';
export * from './rule';
