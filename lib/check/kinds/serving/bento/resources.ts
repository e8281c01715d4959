import { record } from '../../../manifest';
import { parseQuantity } from '../../../quantity';
import type { Report } from '../../../report';
import { fieldOf } from '../../../schema/cursor';

/** Requests and limits are texts here; Yatai reads quantities from them. */
export function judgeResources(resources: unknown, path: string, report: Report): void {
  const { requests, limits } = record(resources);
  const least = judgeQuantities(requests, `${path}.requests`, report);
  const most = judgeQuantities(limits, `${path}.limits`, report);
  for (const [name, [written, value]] of least) {
    const limit = most.get(name);
    if (limit && value > limit[1]) report.warn('BENTO_RESOURCES', `${path}.requests.${name}`, written, `at most the limit, which is ${limit[0]}: no pods can be made of it`);
  }
}

/** What can be read, by its path. */
function judgeQuantities(written: unknown, path: string, report: Report): Map<string, [string, number]> {
  const { cpu, memory, gpu, custom } = record(written);
  const found = new Map<string, [string, number]>();
  const named: Array<[string, unknown]> = [['cpu', cpu], ['memory', memory], ['gpu', gpu]];
  for (const [name, value] of Object.entries(record(custom))) named.push([fieldOf(['custom', name]), value]);
  for (const [name, text] of named) {
    if (typeof text !== 'string' || text === '') continue;
    const value = parseQuantity(text);
    if (value === undefined || value < 0) report.warn('BENTO_RESOURCES', `${path}.${name}`, text, 'a quantity such as 500m, 2Gi or 1: Yatai cannot read it');
    else if (name === 'gpu' && !Number.isInteger(value)) report.warn('BENTO_RESOURCES', `${path}.${name}`, text, 'a whole number: a pod gets whole GPUs');
    else found.set(name, [text, value]);
  }
  return found;
}
