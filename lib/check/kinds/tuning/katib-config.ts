import { record } from '../../manifest';
import type { KindRule } from '../../rule';
import { fieldOf } from '../../schema/cursor';

/** Katib fills in templates alone: what a trial reads from a ConfigMap of its own stays as it is. */
const leftover: KindRule = {
  kinds: ['/ConfigMap'],
  judge({ metadata: { namespace, name, labels }, data }, report, { objects }) {
    const experiments = objects.all('kubeflow.org/Experiment');
    if (experiments.length === 0 || labels?.['katib.kubeflow.org/component'] === 'trial-templates') return;
    const left = Object.entries(record(data)).find(([, content]) => typeof content === 'string' && content.includes('${trialParameters.'));
    const isTemplate = experiments.some(({ spec }) => {
      const { configMapName, configMapNamespace } = record(record(spec.trialTemplate).configMap);
      return configMapName === name && (namespace === undefined || configMapNamespace === namespace);
    });
    if (!left || isTemplate) return;
    report.warn('TUNING_PLACEHOLDER_UNKNOWN', `data${keyStep(left[0])}`, undefined, 'Katib fills in the trial alone, so a pod reads the placeholder itself: hand the value over in command, args or env');
  },
};

const keyStep = (key: string) => fieldOf([key]).replace(/^(?!\[)/, '.');

/** The ConfigMap of Katib's configuration; what judges it is loaded when there is one. */
const katibConfig: KindRule = {
  kinds: ['/ConfigMap'],
  judge(manifest, report, scene) {
    if (manifest.metadata.name !== 'katib-config') return;
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    (require('./configuration-content') as typeof import('./configuration-content')).judgeConfiguration(manifest, report, scene);
  },
};

export const KATIB_CONFIG_RULES: readonly KindRule[] = [katibConfig, leftover];
