import { codes } from './code';

/** What a cluster accepts and a team should not. */
export const POLICY_CODES = codes({
  ACKNOWLEDGEMENT_INVALID: {
    means: 'An acknowledgement names no known code, or gives no reason.',
    why: 'Who reviews the object later has to see what was accepted, and why.',
    fix: 'Write the code as it is told, and a reason.',
    source: 'annotations acknowledge.cdk8s-mlops.dev/CODE',
  },
  PLAIN_SECRET: {
    means: 'A literal value looks like a credential; it would be readable by everyone who sees the YAML.',
    why: 'Manifests are stored in git, in the cluster and in logs.',
    fix: 'Take it from a Secret.',
    source: 'Kubernetes good practices for Secrets',
  },
});
