import { codes } from './code';

/** What a cluster accepts and a team should not. */
export const POLICY_CODES = codes({
  ACKNOWLEDGEMENT_INVALID: {
    means: 'An acknowledgement names no known code, or gives no reason.',
    why: 'Who reviews the object later has to see what was accepted, and why.',
    fix: 'Write the code as it is told, and a reason.',
    source: 'annotations acknowledge.cdk8s-mlops.dev/CODE',
  },
  HARDENING_IMAGE: {
    means: 'The image has no tag, or one that moves.',
    why: 'Two pods of one Deployment may run different programs, and nobody can go back.',
    fix: 'Use a tag with a version, or better a digest.',
    source: 'Kubernetes images; checkov CKV_K8S_14, CKV_K8S_43',
  },
  HARDENING_PROBES: {
    means: 'A server has no readiness or liveness probe.',
    why: 'It gets requests before it is ready, and stays in service when it hangs.',
    fix: 'Add probes on two different paths.',
    source: 'Kubernetes probes; kube-score, Polaris',
  },
  HARDENING_RESOURCES: {
    means: 'A container has no request or no limit.',
    why: 'The scheduler counts nothing for it, and it may take what others need.',
    fix: 'Give requests of cpu and memory, and a limit of memory.',
    source: 'Kubernetes resource management; checkov CKV_K8S_10 to 13',
  },
  HARDENING_ROOT_FILESYSTEM: {
    means: 'The root filesystem of a container is writable.',
    why: 'Whoever breaks in can change the program.',
    fix: 'Write readOnlyRootFilesystem: true, and mount an emptyDir where the program writes.',
    source: 'checkov CKV_K8S_22; kube-score',
  },
  HARDENING_TOKEN: {
    means: 'A pod gets a token of its ServiceAccount that it did not ask for.',
    why: 'Whoever breaks in can speak to the API server.',
    fix: 'Write automountServiceAccountToken: false.',
    source: 'checkov CKV_K8S_38; Polaris',
  },
  HARDENING_USER: {
    means: 'A container runs with a low user id.',
    why: 'It may be that of a user of the node.',
    fix: 'Use an id from 10000 on.',
    source: 'kube-score; checkov CKV_K8S_40',
  },
  POD_SECURITY_BASELINE: {
    means: 'A pod goes against the Pod Security Standard baseline.',
    why: 'A namespace that enforces it refuses the pod; the controller that makes it is accepted and waits.',
    fix: 'Change the field as told, or label the namespace with another level.',
    source: 'Pod Security Standards, Kubernetes 1.34',
  },
  POD_SECURITY_RESTRICTED: {
    means: 'A pod goes against the Pod Security Standard restricted.',
    why: 'A namespace that enforces it refuses the pod; the controller that makes it is accepted and waits.',
    fix: 'Change the field as told, or label the namespace with another level.',
    source: 'Pod Security Standards, Kubernetes 1.34',
  },
  PLAIN_SECRET: {
    means: 'A literal value looks like a credential; it would be readable by everyone who sees the YAML.',
    why: 'Manifests are stored in git, in the cluster and in logs.',
    fix: 'Take it from a Secret.',
    source: 'Kubernetes good practices for Secrets',
  },
});
