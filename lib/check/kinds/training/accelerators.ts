import { record } from '../../manifest';
import { parseQuantity } from '../../quantity';

/** Accelerators whose resource name does not say `gpu`: MIG slices, TPUs, Gaudi, Neuron, Ascend and the like. */
const OTHER = /\/(mig-|tpu|gaudi|neuron|ascend|npu|hpu|mlu|gcu)/i;

/** The number of GPUs that Trainer counts: resources with `gpu` in their name. */
export function gpusIn(resources: unknown): number {
  const { requests, limits } = record(resources);
  return count(requests) || count(limits);
}

function count(list: unknown): number {
  const found = Object.entries(record(list)).find(([name]) => name.toLowerCase().includes('gpu'));
  return found ? Math.ceil(parseQuantity(found[1]) ?? 0) : 0;
}

/** An accelerator that Trainer does not count. */
export function uncountedIn(resources: unknown): string | undefined {
  const { requests, limits } = record(resources);
  return Object.keys({ ...record(requests), ...record(limits) }).find(name => OTHER.test(name) && !name.toLowerCase().includes('gpu'));
}
