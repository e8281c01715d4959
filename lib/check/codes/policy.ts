import { codes } from './code';

/** What a cluster accepts and a team should not. */
export const POLICY_CODES = codes({
  PLAIN_SECRET: {
    means: 'A literal value looks like a credential; it would be readable by everyone who sees the YAML.',
    why: 'Manifests are stored in git, in the cluster and in logs.',
    fix: 'Take it from a Secret.',
    source: 'Kubernetes good practices for Secrets',
  },
});
