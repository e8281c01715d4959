import type { KindRule } from '../../rule';

/** The ConfigMap of Katib's configuration; what judges it is loaded when there is one. */
const katibConfig: KindRule = {
  kinds: ['/ConfigMap'],
  judge(manifest, report, scene) {
    if (manifest.metadata.name !== 'katib-config') return;
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    (require('./configuration-content') as typeof import('./configuration-content')).judgeConfiguration(manifest, report, scene);
  },
};

export const KATIB_CONFIG_RULES: readonly KindRule[] = [katibConfig];
