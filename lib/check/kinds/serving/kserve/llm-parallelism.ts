import { number } from './values';
import { isMap } from '../../../manifest';
import type { Report } from '../../../report';

/** How one workload is spread over devices and nodes; the CRD asks for sizes of at least 1. */
export function judgeParallelism(path: string, { parallelism, worker }: Record<string, any>, report: Report): void {
  const sizes = isMap(parallelism) ? parallelism : {};
  const [data, dataLocal, pipeline] = [number(sizes.data), number(sizes.dataLocal), number(sizes.pipeline)];
  const dataParallel = (data ?? 0) > 0 || (dataLocal ?? 0) > 0;
  const pipelined = (pipeline ?? 0) > 0;
  if (isMap(worker) && !dataParallel && !pipelined) {
    report.refuse('KSERVE_LLM_PARALLELISM', `${path}.parallelism`, undefined, `add data and dataLocal, or remove ${path}.worker: workers share the work of one model, and nothing says how`);
  }
  if (dataParallel && pipelined) {
    report.refuse('KSERVE_LLM_PARALLELISM', `${path}.parallelism.pipeline`, pipeline, 'remove it, or data and dataLocal: a workload is spread in one of the two ways');
  }
  if (data !== undefined && dataLocal === undefined) report.refuse('KSERVE_LLM_PARALLELISM', `${path}.parallelism.dataLocal`, undefined, 'add it: how many of data run on one node');
  if (dataLocal !== undefined && data === undefined) report.refuse('KSERVE_LLM_PARALLELISM', `${path}.parallelism.data`, undefined, 'add it: how many there are over all nodes');
  if (data !== undefined && dataLocal !== undefined && data > 0 && dataLocal > 0 && data % dataLocal !== 0) {
    report.warn('KSERVE_LLM_PARALLELISM', `${path}.parallelism.data`, data, `a multiple of dataLocal, which is ${dataLocal}: the nodes are counted by dividing the two`);
  }
}
