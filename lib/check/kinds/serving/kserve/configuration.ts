import { CONFIG_NAME, modeOfConfig } from './mode';
import { text } from './values';
import { record } from '../../../manifest';
import type { KindRule } from '../../../rule';

/** Values of KServe's configuration that are JSON. */
const JSON_KEYS = [
  'agent', 'autoscaler', 'batcher', 'credentials', 'deploy', 'explainers', 'inferenceService', 'ingress', 'localModel', 'logger', 'metricsAggregator',
  'multiNode', 'opentelemetryCollector', 'resource', 'router', 'security', 'service', 'storageInitializer',
];

/** The ConfigMap `inferenceservice-config`: a value that cannot be read stops every webhook of KServe. */
export const configuration: KindRule = {
  kinds: ['/ConfigMap'],
  judge(manifest, report) {
    if (manifest.metadata.name !== CONFIG_NAME) return;
    const data = record(manifest.data);
    for (const key of JSON_KEYS) {
      const value = text(data[key]);
      if (value === undefined) continue;
      try {
        JSON.parse(value);
      } catch {
        report.warn('KSERVE_CONFIG', `data.${key}`, undefined, 'valid JSON, in double quotes and without comments: until then the webhooks or controllers of KServe fail');
        return;
      }
    }
    if (modeOfConfig(manifest) === undefined) {
      report.warn('KSERVE_CONFIG', 'data.deploy', undefined, 'defaultDeploymentMode: Standard or Knative (before 0.16 RawDeployment or Serverless): until then KServe refuses every InferenceService');
    }
  },
};
