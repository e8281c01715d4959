export { demandOf } from './demand';
export type { Demand, Sum } from './demand';
export type { Lookup } from './pod-set';
