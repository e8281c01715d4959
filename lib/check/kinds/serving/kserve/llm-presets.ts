import { maps, text } from './values';
import type { Manifest } from '../../../manifest';
import { isMap, list, record } from '../../../manifest';
import type { Report } from '../../../report';
import type { Scene } from '../../../rule';

const CONFIG = 'serving.kserve.io/LLMInferenceServiceConfig';
const SCHEMES = ['hf', 's3', 'pvc', 'oci', 'oci+native'];

/** What the controller composes a service from, and does with it; no webhook looks at it. */
export function warnPresets(manifest: Manifest, spec: Record<string, any>, report: Report, { objects }: Scene): void {
  const exists = (name: string) => [manifest.metadata.namespace, 'kserve', undefined].some(namespace => objects.find(CONFIG, namespace, name));
  const composed = list(spec.baseRefs).length > 0;
  warnPipelines(spec, composed, exists, report);
  const uri = text(record(spec.model).uri) ?? '';
  const scheme = /^([A-Za-z0-9+.-]+):\/\//.exec(uri)?.[1];
  const initializer = record(spec.storageInitializer).enabled !== false;
  if (uri !== '' && initializer && !(scheme !== undefined && SCHEMES.includes(scheme))) {
    report.warn('KSERVE_LLM_URI', 'spec.model.uri', uri, `one of ${SCHEMES.map(one => `${one}://`).join(', ')}: the controller stops at any other`);
  }
  if (isMap(record(spec.router).ingress)) {
    report.warn('KSERVE_LLM_ROUTE', 'spec.router.ingress', undefined, 'use gateway and route: KServe 0.20 makes no Ingress of it');
  }
  for (const [path, template] of [['spec.template', spec.template], ['spec.prefill.template', record(spec.prefill).template]] as const) {
    const names = maps(record(template).containers, '').map(({ map }) => map.name);
    if (names.length > 0 && !names.includes('main')) {
      report.warn('KSERVE_CONTAINER_NAME', `${path}.containers[0].name`, names[0], 'name the container with the model server main: the presets are merged into that one, and any other runs beside it');
    }
  }
}

/** Presets that the code asks for and no release has. */
function warnPipelines(spec: Record<string, any>, composed: boolean, exists: (name: string) => unknown, report: Report): void {
  const pipelined = ({ worker, parallelism }: Record<string, any>) =>
    isMap(worker) && record(parallelism).pipeline > 0 && !(record(parallelism).data > 0);
  const prefill = record(spec.prefill);
  const wanted: Array<[string, string]> = [];
  if (pipelined(spec)) wanted.push(['spec.worker', isMap(spec.prefill) ? 'kserve-config-llm-decode-worker-pipeline-parallel' : 'kserve-config-llm-worker-pipeline-parallel']);
  if (pipelined(prefill)) wanted.push(['spec.prefill.worker', 'kserve-config-llm-prefill-worker-pipeline-parallel']);
  for (const [path, name] of wanted) {
    if (!exists(name)) {
      report.warn('KSERVE_LLM_PRESET', path, undefined, `add an LLMInferenceServiceConfig '${name}', or spread the model with data and dataLocal: KServe 0.20 looks for this preset, ships none, and stops at ConfigNotFound${composed ? ' in spite of baseRefs' : ''}`);
    }
  }
}
