import { AUTOSCALER_CLASS, modeOf } from './mode';
import { annotation, text } from './values';
import type { Manifest } from '../../../manifest';
import { record } from '../../../manifest';
import type { KindRule } from '../../../rule';

const SERVICE = 'serving.kserve.io/InferenceService';
const ROLES = ['predictor', 'transformer', 'explainer'];

/** An autoscaler of one's own for a model: it can only be that of a Deployment which KServe leaves alone. */
export const autoscalerTarget: KindRule = {
  kinds: ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject'],
  judge(manifest, report, scene) {
    const ref = record(record(manifest.spec).scaleTargetRef);
    const name = text(ref.name) ?? '';
    const { kind } = manifest;
    if (ref.kind === 'InferenceService') {
      report.warn('KSERVE_AUTOSCALER_TARGET', 'spec.scaleTargetRef.kind', ref.kind,
        `set minReplicas, maxReplicas, scaleMetric and scaleTarget of the InferenceService, or target the Deployment ${name}-predictor with serving.kserve.io/autoscalerClass: external there: an InferenceService has no scale, and nothing is ever scaled`);
      return;
    }
    if ((text(ref.kind) ?? 'Deployment') !== 'Deployment') return;
    const role = ROLES.find(one => name.endsWith(`-${one}`));
    const service: Manifest | undefined = role === undefined ? undefined
      : scene.objects.find(SERVICE, manifest.metadata.namespace, name.slice(0, -role.length - 1));
    if (!service) return;
    const mode = modeOf(service, scene);
    const autoscaler = annotation(service, AUTOSCALER_CLASS);
    if (mode.runs === 'Knative') {
      report.warn('KSERVE_AUTOSCALER_TARGET', 'spec.scaleTargetRef.name', name, `remove the ${kind}, or run InferenceService '${service.metadata.name}' in Standard mode: in ${mode.said} its Deployments have other names, and Knative scales them`);
    } else if (mode.runs === 'Standard' && autoscaler === 'none') {
      report.warn('KSERVE_AUTOSCALER_TARGET', 'spec.scaleTargetRef.name', name,
        `annotate InferenceService '${service.metadata.name}' with serving.kserve.io/autoscalerClass: external: with 'none' KServe keeps setting the replicas itself`);
    } else if (mode.runs === 'Standard' && autoscaler !== 'external') {
      report.warn('KSERVE_AUTOSCALER_TARGET', 'spec.scaleTargetRef.name', name,
        `annotate InferenceService '${service.metadata.name}' with serving.kserve.io/autoscalerClass: external: KServe makes an autoscaler of its own for the same Deployment`);
    }
  },
};
