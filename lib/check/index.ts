export { ACKNOWLEDGE, type Acknowledgement } from './acknowledge';
export * from './check';
export * from './cluster';
export type { CodeInfo, ProblemCode } from './codes';
export * from './manifest';
export * from './problem';
export * from './quantity';
export * from './rule';
export { fieldOf } from './schema/cursor';
