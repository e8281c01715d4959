import { judgeDevices } from './llm-devices';
import { judgeLora } from './llm-lora';
import { judgeParallelism } from './llm-parallelism';
import { warnPresets } from './llm-presets';
import { refuseRouter, refuseScheduler, refuseSchedulerReplicas } from './llm-router';
import { judgeTemplates } from './llm-templates';
import { judgeTiers } from './llm-tiers';
import { refuseConfidential } from './storage';
import { text, versionOf } from './values';
import { whyNoUrl } from '../../../go-url';
import { isMap, record } from '../../../manifest';
import type { Report } from '../../../report';
import type { KindRule } from '../../../rule';

/** KServe 0.20 of an LLMInferenceService, in both of its versions. */
export const llmService: KindRule = {
  kinds: ['serving.kserve.io/LLMInferenceService'],
  judge(manifest, report, scene) {
    const version = versionOf(manifest);
    if (version !== 'v1alpha1' && version !== 'v1alpha2') return;
    const spec = record(manifest.spec);
    judgeModelUri(spec, report);
    refuseRouter(spec, version, report);
    refuseScheduler(spec, report);
    for (const [path, workload] of workloadsOf(spec)) judgeParallelism(path, workload, report);
    refuseActuators(spec, report);
    judgeLora(manifest, spec, version === 'v1alpha2' ? 'refuse' : 'warn', report);
    if (version === 'v1alpha2') {
      for (const [path, workload] of workloadsOf(spec)) judgeTiers(`${path}.kvCacheOffloading`, workload.kvCacheOffloading, report);
      judgeDevices(manifest, report);
      const model = record(spec.model);
      refuseConfidential(model.confidential, 'spec.model.confidential', text(model.uri) ?? '', report);
    }
    judgeTemplates(spec, 'warn', report);
    warnPresets(manifest, spec, report, scene);
  },
};

/** KServe 0.20 of an LLMInferenceServiceConfig, from which services are composed. */
export const llmConfig: KindRule = {
  kinds: ['serving.kserve.io/LLMInferenceServiceConfig'],
  judge(manifest, report) {
    const spec = record(manifest.spec);
    if (Array.isArray(spec.baseRefs) && spec.baseRefs.length > 0) {
      report.refuse('KSERVE_LLM_BASE_REFS', 'spec.baseRefs', undefined, 'remove it: configs do not build on each other; list them all in the LLMInferenceService');
    }
    judgeModelUri(spec, report);
    judgeLora(manifest, spec, 'skip', report);
    refuseSchedulerReplicas(spec, report);
    judgeTemplates(spec, 'refuse', report);
  },
};

/** Decode, and prefill where it runs apart. */
const workloadsOf = (spec: Record<string, any>): Array<[string, Record<string, any>]> => [['spec', spec], ...isMap(spec.prefill) ? [['spec.prefill', spec.prefill] as [string, Record<string, any>]] : []];

function judgeModelUri(spec: Record<string, any>, report: Report): void {
  const uri = text(record(spec.model).uri);
  const why = uri === undefined ? undefined : whyNoUrl(uri);
  if (why !== undefined) report.refuse('KSERVE_LLM_URI', 'spec.model.uri', uri, why);
}

/** Decode and prefill scale by the same means. */
function refuseActuators(spec: Record<string, any>, report: Report): void {
  const decode = record(spec.scaling).wva;
  const prefill = record(record(spec.prefill).scaling).wva;
  if (!isMap(decode) || !isMap(prefill)) return;
  const by = (wva: Record<string, any>) => (isMap(wva.hpa) ? 'hpa' : 'keda');
  if (by(decode) !== by(prefill)) {
    report.refuse('KSERVE_LLM_ACTUATOR', 'spec.prefill.scaling.wva', undefined, `${by(decode)}, as in spec.scaling.wva: decode and prefill scale on one metric pipeline`);
  }
}
