import { nameOf, text } from './values';
import { whyNoUrl } from '../../../go-url';
import type { Manifest } from '../../../manifest';
import { isMap, list, record } from '../../../manifest';
import { nearest } from '../../../nearest';
import type { Report } from '../../../report';
import { fieldOf } from '../../../schema/cursor';

const STEPS = ['spec', 'model', 'lora', 'adapters'];
const ADAPTERS = STEPS.join('.');
const KNOWN = ['name', 'uri', 'lora', 'confidential', 'criticality'];

/**
 * LoRA adapters: the CRD has no schema for them, so their form is refused when a
 * webhook decodes them. Their names are only looked at in a service of v1alpha2;
 * elsewhere the controller stops at them.
 */
export function judgeLora(manifest: Manifest, spec: Record<string, any>, names: 'refuse' | 'warn' | 'skip', report: Report): void {
  const { adapters } = record(record(spec.model).lora);
  if (adapters === undefined || adapters === null) return;
  if (!Array.isArray(adapters)) {
    report.refuse('KSERVE_LLM_LORA', ADAPTERS, undefined, 'a list of adapters, each with name and uri');
    return;
  }
  // The defaulting webhook writes metadata.name where there is no name.
  const base = text(record(spec.model).name) || nameOf(manifest)?.name;
  const seen = new Set<string>();
  list(adapters).forEach((item, i) => {
    const path = `${ADAPTERS}[${i}]`;
    // Go reads null as an adapter without fields.
    const adapter = item ?? {};
    if (!isMap(adapter)) {
      report.refuse('KSERVE_LLM_LORA', path, adapter, 'a map with name and uri');
      return;
    }
    for (const field of Object.keys(adapter)) {
      if (!KNOWN.includes(field)) {
        const near = nearest(field, KNOWN);
        report.refuse('KSERVE_LLM_LORA', fieldOf([...STEPS, i, field]), undefined, `${near ? `did you mean '${near}'? ` : ''}an adapter has name and uri, and no other fields`);
      }
    }
    if (adapter.uri !== undefined && adapter.uri !== null) {
      const why = typeof adapter.uri === 'string' ? whyNoUrl(adapter.uri) : 'a URI such as hf://<owner>/<adapter>';
      if (why !== undefined) report.refuse('KSERVE_LLM_LORA', `${path}.uri`, adapter.uri, why);
    } else if (names !== 'skip') report.warn('KSERVE_LLM_LORA', `${path}.uri`, undefined, 'add it: an adapter is loaded from somewhere');
    const { name } = adapter;
    if (name !== undefined && name !== null && typeof name !== 'string') report.refuse('KSERVE_LLM_LORA', `${path}.name`, name, 'a text');
    else if (names !== 'skip') {
      const fix = wrongName(name ?? '', base, seen);
      if (fix !== undefined) report[names]('KSERVE_LLM_LORA', `${path}.name`, name ?? undefined, fix);
      seen.add(name);
    }
  });
}

function wrongName(name: string, base: string | undefined, seen: ReadonlySet<string>): string | undefined {
  if (name === '') return 'name each adapter: requests ask for it by name';
  if (name === '.' || name === '..') return 'another name: it becomes a directory';
  if (seen.has(name)) return 'another name: an earlier adapter has this one';
  return name === base ? 'another name: the base model has this one' : undefined;
}
