import { codes } from './code';

/** Pods, wherever they stand. */
export const POD_CODES = codes({
  CONFIG_MAP_KEY_MISSING: {
    means: 'A container reads a key that the ConfigMap in the same input does not have.',
    why: 'The pod is accepted and stays in CreateContainerConfigError.',
    fix: 'Add the key, or read one that is there.',
    source: 'core/v1 ConfigMapKeySelector',
  },
  CONTAINER_UNKNOWN: {
    means: 'Something names a container that the pod does not have.',
    why: 'The API server refuses it.',
    fix: 'Name a container of the pod.',
    source: 'batch/v1 PodFailurePolicy, Kubernetes 1.34',
  },
  ENV_DUPLICATE: {
    means: 'One container gets an environment variable twice; the last one would win in silence.',
    why: 'The API server only warns, and the first value is lost.',
    fix: 'Remove one of the two.',
    source: 'core/v1 Container.env',
  },
  ENV_NAME_INVALID: {
    means: 'The name of an environment variable has characters that Kubernetes, or the way it is set here, does not take.',
    why: "The API server refuses '=' and what is not printable ASCII; names that no shell can read are accepted since Kubernetes 1.32.",
    fix: 'Use letters, digits and _, not starting with a digit.',
    source: 'core/v1 EnvVar, Kubernetes 1.34',
  },
  LIMIT_ZERO: {
    means: 'A limit of cpu or memory is zero.',
    why: 'It is accepted and means no limit at all.',
    fix: 'Leave the limit out, or write one.',
    source: 'core/v1 ResourceRequirements, kubelet',
  },
  MOUNT_DUPLICATE: {
    means: 'Two volumes are mounted at one path of a container.',
    why: 'The API server refuses it: mount paths must be unique.',
    fix: 'Mount one of them elsewhere.',
    source: 'core/v1 VolumeMount',
  },
  REQUEST_ABOVE_LIMIT: {
    means: 'A container requests more of a resource than its limit.',
    why: 'The API server refuses the pod.',
    fix: 'Lower the request or raise the limit.',
    source: 'core/v1 ResourceRequirements',
  },
  RESOURCE_CLAIM_UNKNOWN: {
    means: 'A container uses a device claim that its pod does not have.',
    why: 'The API server refuses the pod.',
    fix: 'List the claim under resourceClaims of the pod.',
    source: 'core/v1 ResourceClaim, Kubernetes 1.34',
  },
  RESOURCE_INVALID: {
    means: 'An amount of a device or of huge pages is not whole, not the same in requests and limits, or stands alone.',
    why: 'The API server refuses it: such resources are never overcommitted.',
    fix: 'Write whole numbers, the same in requests and limits.',
    source: 'core/v1 ResourceRequirements, Kubernetes 1.34',
  },
  RESOURCE_NAME_UNKNOWN: {
    means: 'The name of a resource is not one that the API server knows there.',
    why: 'The object is refused.',
    fix: 'Write cpu, memory or ephemeral-storage, or a device with its domain such as nvidia.com/gpu.',
    source: 'Kubernetes 1.34, core validation',
  },
  RESTART_POLICY: {
    means: 'The restartPolicy is not one that this kind of workload allows.',
    why: 'The API server refuses it: servers always start again, Jobs end.',
    fix: 'Leave it out of a Deployment; write Never or OnFailure in a Job.',
    source: 'apps/v1 and batch/v1, Kubernetes 1.34',
  },
  SECRET_KEY_MISSING: {
    means: 'A container reads a key that the Secret declared in the same input does not have.',
    why: 'The pod is accepted and stays in CreateContainerConfigError.',
    fix: 'Add the key, or read one that is there.',
    source: 'core/v1 SecretKeySelector',
  },
  TOLERATION_INVALID: {
    means: 'The parts of a toleration do not go together.',
    why: 'The API server refuses the pod.',
    fix: 'Use Exists without a value, Equal with a key, and tolerationSeconds with effect NoExecute.',
    source: 'core/v1 Toleration, Kubernetes 1.34',
  },
  VOLUME_KIND: {
    means: 'A block device comes from a volume that can only hold files.',
    why: 'The API server refuses the pod.',
    fix: 'Use a persistentVolumeClaim or an ephemeral volume.',
    source: 'core/v1 VolumeDevice, Kubernetes 1.34',
  },
  VOLUME_NOT_SHARED: {
    means: 'Pods that may land on different nodes mount a volume that one node at a time can attach.',
    why: 'The second pod waits for the volume without end.',
    fix: 'Use access mode ReadWriteMany, one replica, or pod affinity.',
    source: 'core/v1 PersistentVolumeClaim accessModes',
  },
  VOLUME_REPLACED: {
    means: 'A volume of a StatefulSet has the name of a claim template.',
    why: 'It is accepted, and the claim takes the place of the volume.',
    fix: 'Rename one of the two.',
    source: 'apps/v1 StatefulSetSpec, Kubernetes 1.34',
  },
  VOLUME_UNKNOWN: {
    means: 'A container mounts a volume that its pod does not have.',
    why: 'The API server refuses the pod.',
    fix: 'Add the volume, or mount one that is there.',
    source: 'core/v1 VolumeMount, Kubernetes 1.34',
  },
});
