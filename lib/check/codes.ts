/**
 * Every problem code, with what it means. Codes are stable: people search for
 * them and pipelines match them. `docs/errors.md` is written from this table.
 */
export const CODES = {
  ACCELERATOR_UNKNOWN: 'The accelerator product is not one this library can select nodes for on the declared cloud.',
  ALTERNATIVES_CONFLICT: 'Two props were given of which only one can hold.',
  AUTOSCALING_RANGE: 'A HorizontalPodAutoscaler needs minReplicas >= 1 and maxReplicas above it.',
  CONFIG_MAP_KEY_MISSING: 'A container reads a key that the ConfigMap in the same app does not have.',
  COUNT_RANGE: 'A count is out of the range the field accepts.',
  CRON_SCHEDULE_INVALID: 'The schedule is not a five-field cron expression.',
  DUPLICATE_OBJECT: 'Two objects have the same kind, namespace and name: the second would overwrite the first.',
  DURATION_RANGE: 'A duration is out of the range the field accepts.',
  ENV_DUPLICATE: 'One container gets an environment variable twice; the last one would win in silence.',
  ENV_NAME_INVALID: 'The name of an environment variable has characters that Kubernetes, or the way it is set here, does not take.',
  EXPOSURE_INCOMPLETE: 'Something was asked for without what it needs: a host without a certificate, logins without a database, a secret without keys.',
  FIELD_IGNORED: 'A value was given that has no effect in this combination.',
  HOST_INVALID: 'A host is a DNS name alone: no scheme, port or path; a range of addresses is an address and a number of bits.',
  HOST_PATH_REFUSED: 'Pod Security refuses hostPath volumes in this namespace.',
  IMAGE_INVALID: 'The image is not a valid reference: [registry/]repository[:tag][@digest].',
  LABEL_INVALID: 'A label key or value is not one the API server accepts.',
  MEMORY_TOO_SMALL: 'A limit of memory or of ephemeral storage is below what is asked of it.',
  MLFLOW_STORE_REPLICAS: 'The store of this MLflow server allows a single replica only.',
  MOUNT_DUPLICATE: 'Two volumes are mounted at one path of a container.',
  NAME_INVALID: 'The name is not one the API server accepts for this kind.',
  NAME_TOO_LONG: 'The name, or one that a controller derives from it, is too long.',
  PATH_INVALID: 'The path does not have the form the field accepts.',
  PLAIN_SECRET: 'A literal value looks like a credential; it would be readable by everyone who sees the YAML.',
  PLATFORM_UNSUPPORTED: 'The declared platform cannot do what was asked for.',
  PORT_RANGE: 'A port is a whole number from 1 to 65535; a node port from 30000 to 32767.',
  QUANTITY_INVALID: 'The value is not a Kubernetes quantity, or is not positive where it has to be.',
  REPLICAS_RANGE: 'The number of replicas is out of range.',
  REQUEST_ABOVE_LIMIT: 'A container requests more of a resource than its limit.',
  SECRET_KEY_MISSING: 'A container reads a key that the Secret declared in the same app does not have.',
  SELECTOR_OVERLAP: 'The selector of one workload also matches the pods of another.',
  TOLERATION_INVALID: 'The fields of a toleration contradict each other.',
  URI_INVALID: 'The URI has another form than the field accepts.',
  USER_ID_RANGE: 'Containers run with a numeric user and group id above 0.',
  VALIDATION: 'A construct of another library reported this problem.',
  VOLUME_NOT_SHARED: 'Pods that may land on different nodes mount a volume that one node at a time can attach.',
} as const;

export type ProblemCode = keyof typeof CODES;
