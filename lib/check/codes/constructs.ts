import { codes } from './code';

/** What only constructs report, of their props. */
export const CONSTRUCT_CODES = codes({
  ACCELERATOR_UNKNOWN: {
    means: 'The accelerator, its product, slice or topology is not one this library can select nodes for on the declared cloud.',
    why: 'Node labels for products differ from cloud to cloud; a label no node has leaves the pod pending.',
    fix: 'Take a known product, or select nodes yourself with Accelerator.of and nodeSelector.',
    source: 'GKE, Karpenter and GPU feature discovery node labels, TPU topologies of GKE',
  },
  ALTERNATIVES_CONFLICT: {
    means: 'Two props were given of which only one can hold.',
    why: 'They would be written to one field, and one of them would be lost.',
    fix: 'Remove one of the two.',
    source: 'the docstrings of the props',
  },
  AUTOSCALING_RANGE: {
    means: 'A HorizontalPodAutoscaler needs minReplicas >= 1 and maxReplicas above it.',
    why: 'The API server refuses bounds that cross; equal bounds never scale.',
    fix: 'Raise maxReplicas or lower minReplicas.',
    source: 'autoscaling/v2 HorizontalPodAutoscalerSpec',
  },
  COUNT_RANGE: {
    means: 'A count is out of the range the field accepts.',
    why: 'The field behind it refuses the number, or nothing would run.',
    fix: 'Use a number within the range told.',
    source: 'the docstring of the prop',
  },
  CRON_SCHEDULE_INVALID: {
    means: 'The schedule is not a five-field cron expression.',
    why: 'The CronJob is refused.',
    fix: 'Write minute, hour, day of month, month and day of week.',
    source: 'batch/v1 CronJobSpec',
  },
  DURATION_RANGE: {
    means: 'A duration is out of the range the field accepts.',
    why: 'The field behind it counts whole seconds within bounds.',
    fix: 'Use a duration within the range told.',
    source: 'the docstring of the prop',
  },
  EXPOSURE_INCOMPLETE: {
    means: 'Something was asked for without what it needs: a host without a certificate, logins without a database, a secret without keys.',
    why: 'It would be reachable without protection, or not start.',
    fix: 'Give what is named, or leave the feature out.',
    source: 'the docstring of the prop',
  },
  FIELD_IGNORED: {
    means: 'A value was given that has no effect in this combination.',
    why: 'What nobody reads is dropped in silence.',
    fix: 'Remove it, or change what makes it ineffective.',
    source: 'the docstring of the prop',
  },
  HOST_INVALID: {
    means: 'A host is a DNS name alone: no scheme, port or path; a range of addresses is an address and a number of bits.',
    why: 'Ingresses, routes and NetworkPolicies refuse other forms.',
    fix: 'Write the bare DNS name.',
    source: 'networking.k8s.io/v1 IngressRule',
  },
  HOST_PATH_REFUSED: {
    means: 'Pod Security refuses hostPath volumes in this namespace.',
    why: 'The pods would be refused, not their controller.',
    fix: 'Use a PersistentVolumeClaim or scratch space.',
    source: 'Pod Security Standards, baseline',
  },
  IMAGE_INVALID: {
    means: 'The image is not a valid reference: [registry/]repository[:tag][@digest].',
    why: 'The kubelet reports InvalidImageName and never starts the container.',
    fix: 'Write the reference in lower case, without scheme and blanks.',
    source: 'OCI distribution reference grammar',
  },
  MEMORY_TOO_SMALL: {
    means: 'A limit of memory or of ephemeral storage is below what is asked of it.',
    why: 'The container would be killed when it uses what it was promised.',
    fix: 'Raise the limit, or lower what is asked.',
    source: 'the docstring of the prop',
  },
  MLFLOW_STORE_REPLICAS: {
    means: 'The store of this MLflow server allows a single replica only.',
    why: 'SQLite and files cannot be shared by processes on several nodes.',
    fix: 'Use PostgreSQL or MySQL and an object store, or one replica.',
    source: 'MLflow 3 tracking server',
  },
  PATH_INVALID: {
    means: 'The path does not have the form the field accepts.',
    why: 'The field behind it refuses other forms.',
    fix: 'Use the form told.',
    source: 'the docstring of the prop',
  },
  PLACEMENT_INVALID: {
    means: 'A placement names no label of nodes, or one that its scheduler does not read.',
    why: 'The pod would wait for a node that cannot exist, or run anywhere.',
    fix: 'Use the key of a node label, and the placements that the job and its queue know.',
    source: 'core/v1 Affinity and TopologySpreadConstraint; Kueue topology aware scheduling',
  },
  PLATFORM_UNSUPPORTED: {
    means: 'The declared platform cannot do what was asked for.',
    why: 'What would be written has no effect there, or is refused.',
    fix: 'Declare another platform, or leave the feature out.',
    source: 'Platform',
  },
  POD_SECURITY_INJECTED: {
    means: 'A controller adds a container to the pods, or pods to the namespace, that its Pod Security Standard refuses.',
    why: 'The object is accepted, and its pods are refused one by one; nothing in the YAML shows it.',
    fix: 'Enforce `baseline` in the namespace, as Stack does by itself unless it is told otherwise.',
    source: 'training-operator 1.9: init containers of PyTorchJob workers and of MPIJob launchers; Katib 0.19: pods of algorithms, and early stopping in them; '
      + 'KServe 0.20: routers of InferenceGraphs; Seldon Core 1.18: the engine, and init containers that fetch models',
  },
  PORT_RANGE: {
    means: 'A port is a whole number from 1 to 65535; a node port from 30000 to 32767.',
    why: 'The API server refuses other numbers.',
    fix: 'Use a port within the range.',
    source: 'core/v1 ContainerPort',
  },
  REPLICAS_RANGE: {
    means: 'The number of replicas is out of range.',
    why: 'The controller refuses it, or cannot keep it.',
    fix: 'Use a number within the range told.',
    source: 'the docstring of the prop',
  },
  SERVING_NOTHING: {
    means: 'A service has neither a model nor an image.',
    why: 'KServe refuses it: each predictor has exactly one of them.',
    fix: 'Give it a model, or the image of a server.',
    source: 'KServe 0.20 webhook',
  },
  SPOT_NEVER_RESTARTS: {
    means: 'Pods on capacity that can be taken away are not made again when that happens.',
    why: 'The pod counts as failed, and the job with it, however far it had come.',
    fix: 'Use RestartPolicy.ON_FAILURE, and checkpoints from which the code goes on.',
    source: 'training-operator 1.9: a pod with restart policy Never that failed fails the job',
  },
  TOLERATION_INVALID: {
    means: 'The fields of a toleration contradict each other.',
    why: 'The API server refuses it.',
    fix: 'Use operator Exists without a value, or Equal with one.',
    source: 'core/v1 Toleration',
  },
  TRAINING_COMMAND_MISSING: {
    means: 'A job that launches processes elsewhere has no command to launch.',
    why: 'The launcher would run the entrypoint of its image, which starts nothing in the workers.',
    fix: 'Give the command, with the launcher as its first word: mpirun, horovodrun, deepspeed.',
    source: 'mpi-operator 0.8, training-operator 1.9',
  },
  URI_INVALID: {
    means: 'The URI has another form than the field accepts.',
    why: 'The program that reads it cannot use it.',
    fix: 'Use the form told.',
    source: 'the docstring of the prop',
  },
  USER_ID_RANGE: {
    means: 'Containers run with a numeric user and group id above 0.',
    why: 'Pod Security restricted refuses root.',
    fix: 'Use an id of 1 or above.',
    source: 'Pod Security Standards, restricted',
  },
  TYPE_INVALID: {
    means: 'A prop or a parameter is of another type than its declaration says, or one that is needed is missing.',
    why: 'A cast, or code that nobody type-checked, hides it from the compiler; what came of it would be an accident.',
    fix: 'Give a value of the type told.',
    source: 'the types of this library',
  },
  VALIDATION: {
    means: 'A construct of another library reported this problem.',
    why: "Its author's words say why.",
    fix: "See the construct's own documentation.",
    source: 'constructs node.addValidation',
  },
});
