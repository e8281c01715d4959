import { record } from '../../../manifest';
import type { Report } from '../../../report';

const BASIC = ['cpu', 'memory', 'storage', 'ephemeral-storage'];
const KNOWN = ['nvidia.com/gpu', 'amd.com/gpu', 'intel.com/gpu', 'habana.ai/gaudi'];

/** Names of accelerators that an object adds, and the annotation they stand in. */
export interface MoreGpus {
  readonly given: string | undefined;
  readonly field: string;
}

/** The names in an annotation; undefined where KServe cannot read it. */
function namesIn(given: string | undefined): string[] | undefined {
  if (given === undefined || given === '') return [];
  try {
    const names: unknown = JSON.parse(given);
    return Array.isArray(names) && names.length > 0 && names.every(name => typeof name === 'string' && name !== '') ? names : undefined;
  } catch {
    return undefined;
  }
}

/** Resources of the containers of a multi-node model: what is neither CPU nor memory is taken for a GPU, and has to be known. */
export function refuseGpus(containers: ReadonlyArray<{ path: string; map: Record<string, any> }>, { given, field }: MoreGpus, report: Report): void {
  if (containers.length === 0) return;
  const names = namesIn(given);
  if (names === undefined) {
    report.refuse('KSERVE_GPU_UNKNOWN', field, given, 'a JSON list of resource names, such as \'["vendor.example/npu"]\'');
    return;
  }
  for (const { path, map } of containers) {
    const seen = new Set<string>([...BASIC, ...KNOWN, ...names]);
    for (const part of ['limits', 'requests']) {
      for (const [name, amount] of Object.entries(record(record(map.resources)[part]))) {
        if (seen.has(name)) continue;
        seen.add(name);
        report.refuse('KSERVE_GPU_UNKNOWN', `${path}.resources.${part}['${name}']`, amount,
          `annotate serving.kserve.io/gpu-resource-types: '["${name}"]': beside CPU and memory KServe knows ${KNOWN.join(', ')}`);
      }
    }
  }
}
