import { codes } from './code';

/** Kubernetes itself: built-in kinds and what every object shares. */
export const KUBERNETES_CODES = codes({
  CONFIG_MAP_KEY_MISSING: {
    means: 'A container reads a key that the ConfigMap in the same input does not have.',
    why: 'The pod is accepted and stays in CreateContainerConfigError.',
    fix: 'Add the key, or read one that is there.',
    source: 'core/v1 ConfigMapKeySelector',
  },
  DUPLICATE_OBJECT: {
    means: 'Two objects have the same kind, namespace and name: the second would overwrite the first.',
    why: 'kubectl applies them one after the other, and only the last stays.',
    fix: 'Give one of them another name, or remove it.',
    source: 'Kubernetes object names',
  },
  ENV_DUPLICATE: {
    means: 'One container gets an environment variable twice; the last one would win in silence.',
    why: 'The API server only warns, and the first value is lost.',
    fix: 'Remove one of the two.',
    source: 'core/v1 Container.env',
  },
  ENV_NAME_INVALID: {
    means: 'The name of an environment variable has characters that Kubernetes, or the way it is set here, does not take.',
    why: "The API server refuses names with blanks, '=' and other such characters.",
    fix: 'Use letters, digits, _, - and ., not starting with a digit.',
    source: 'core/v1 EnvVar',
  },
  LABEL_INVALID: {
    means: 'A label, annotation or taint has a key or value the API server does not accept.',
    why: 'The object is refused.',
    fix: 'At most 63 letters, digits, -, _ and ., starting and ending with a letter or digit.',
    source: 'Kubernetes labels and annotations',
  },
  MOUNT_DUPLICATE: {
    means: 'Two volumes are mounted at one path of a container.',
    why: 'The API server refuses it: mount paths must be unique.',
    fix: 'Mount one of them elsewhere.',
    source: 'core/v1 VolumeMount',
  },
  NAME_INVALID: {
    means: 'The name is not one the API server accepts for this kind.',
    why: 'The object is refused, or what it names cannot exist.',
    fix: 'Use the form told.',
    source: 'Kubernetes object names',
  },
  NAME_TOO_LONG: {
    means: 'The name, or one that a controller derives from it, is too long.',
    why: 'The object is refused, or the objects made for it are.',
    fix: 'Shorten the name.',
    source: 'Kubernetes object names',
  },
  QUANTITY_INVALID: {
    means: 'The value is not a Kubernetes quantity, or is not positive where it has to be.',
    why: 'The object is refused.',
    fix: 'Write a quantity such as 500m, 2Gi or 1.',
    source: 'Kubernetes resource quantities',
  },
  REQUEST_ABOVE_LIMIT: {
    means: 'A container requests more of a resource than its limit.',
    why: 'The API server refuses the pod.',
    fix: 'Lower the request or raise the limit.',
    source: 'core/v1 ResourceRequirements',
  },
  SECRET_KEY_MISSING: {
    means: 'A container reads a key that the Secret declared in the same input does not have.',
    why: 'The pod is accepted and stays in CreateContainerConfigError.',
    fix: 'Add the key, or read one that is there.',
    source: 'core/v1 SecretKeySelector',
  },
  SELECTOR_OVERLAP: {
    means: 'The selector of one workload also matches the pods of another.',
    why: 'Controllers adopt and count pods of each other.',
    fix: 'Give the pods a label of their own and select by it.',
    source: 'apps/v1 LabelSelector',
  },
  VOLUME_NOT_SHARED: {
    means: 'Pods that may land on different nodes mount a volume that one node at a time can attach.',
    why: 'The second pod waits for the volume without end.',
    fix: 'Use access mode ReadWriteMany, one replica, or pod affinity.',
    source: 'core/v1 PersistentVolumeClaim accessModes',
  },
});
