import { maps, text } from './values';
import { isMap } from '../../../manifest';
import { parseQuantity } from '../../../quantity';
import type { Report } from '../../../report';

/** Where the KV cache of a model goes that no longer fits. */
export function judgeTiers(path: string, offloading: unknown, report: Report): void {
  if (!isMap(offloading)) return;
  const tiers = maps(offloading.secondary, `${path}.secondary`);
  if (tiers.length === 0) return;
  if (parseQuantity(offloading.cpu) === 0) report.refuse('KSERVE_LLM_KV_CACHE', `${path}.cpu`, offloading.cpu, 'more than 0: blocks reach a secondary tier through memory');
  for (const { path: at, map } of tiers) {
    const { fileSystem } = map;
    if (!isMap(fileSystem)) {
      report.refuse('KSERVE_LLM_KV_CACHE', `${at}.fileSystem`, undefined, 'add it, with emptyDir or pvc: there are no other tiers');
      continue;
    }
    const { emptyDir, pvc } = fileSystem;
    if (isMap(emptyDir) === isMap(pvc)) {
      report.refuse('KSERVE_LLM_KV_CACHE', isMap(pvc) ? `${at}.fileSystem.pvc` : `${at}.fileSystem`, undefined, 'exactly one of emptyDir and pvc');
    } else if (isMap(pvc)) {
      if (isMap(pvc.spec) === isMap(pvc.ref)) report.refuse('KSERVE_LLM_KV_CACHE', isMap(pvc.ref) ? `${at}.fileSystem.pvc.ref` : `${at}.fileSystem.pvc`, undefined, 'exactly one of spec, a new claim, and ref, one that exists');
      else if (isMap(pvc.ref) && (text(pvc.ref.name) ?? '') === '') report.refuse('KSERVE_LLM_KV_CACHE', `${at}.fileSystem.pvc.ref.name`, pvc.ref.name, 'the name of a claim');
    }
  }
}
