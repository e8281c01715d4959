import type { Accelerator, ComputeDefaults } from '../../core';

/** What the runtimes that KServe ships ask for; more beside an accelerator, which holds what passes through memory. */
export function computeOf(accelerator?: Accelerator): ComputeDefaults {
  const n = Number.isInteger(accelerator?.count) && accelerator!.count > 0 ? accelerator!.count : 0;
  return n === 0 ? { cpu: ['1', '1'], memory: ['2Gi', '2Gi'] } : { cpu: [String(4 * n), String(8 * n)], memory: [`${16 * n}Gi`, `${16 * n}Gi`] };
}
