import type { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { TrialResource } from './trial-resource';
import type { AccessMode } from '../core';

/** What Katib runs for a name that experiments ask for. */
export interface KatibService {
  /**
   * Whether Katib has it; `false` takes away one that it ships.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Its image; needed of one that Katib does not ship.
   * @default - that of Katib, of `registry` and `version`
   */
  readonly image?: string;
  /**
   * Pull policy of its image.
   * @default - that of the configuration
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;
  /**
   * Requests and limits. What is left out is as Katib has it, and gives way to what is given.
   * @default - CPU 50m to 500m, memory 10Mi to 100Mi, ephemeral storage 500Mi to 5Gi; memory up to 400Mi for enas, up to 1Gi for TensorFlowEvent
   */
  readonly resources?: kplus.ContainerResources;
}

/** The volume of an algorithm, which it gets for experiments with `ResumePolicy.FROM_VOLUME`. */
export interface KatibVolume {
  /**
   * How much it holds.
   * @default - 1Gi; 5Gi for pbt
   */
  readonly size?: Size;
  /**
   * The StorageClass.
   * @default - the cluster's default class
   */
  readonly storageClass?: string;
  /**
   * Who may attach it. Trials of pbt mount it as well.
   * @default - AccessMode.READ_WRITE_ONCE; READ_WRITE_MANY for pbt
   */
  readonly accessMode?: AccessMode;
  /**
   * Where the algorithm finds it.
   * @default /opt/katib/data
   */
  readonly mountPath?: string;
}

/** A service that suggests values. */
export interface KatibAlgorithm extends KatibService {
  /**
   * Runs it as user 10001 and as Pod Security `restricted` wants it. Switch it
   * off for an image that needs root.
   * @default - that of the configuration; false for pbt, whose volume may belong to root
   */
  readonly hardened?: boolean;
  /**
   * A ServiceAccount of this name in the namespace of each experiment. With early
   * stopping it needs the right to change the status of Trials.
   * @default - the namespace's default one; with early stopping one that Katib makes
   */
  readonly serviceAccount?: kplus.IServiceAccount;
  /**
   * Its volume.
   * @default - as Katib has it
   */
  readonly volume?: KatibVolume;
}

/** A container that Katib adds to trials, which reads their metrics. */
export interface KatibCollector extends KatibService {
  /**
   * Whether it waits for all processes of the trial's container, not for the main one alone.
   * @default - Katib's: true
   */
  readonly waitAllProcesses?: boolean;
}

/** The certificate of Katib's webhooks. */
export interface KatibCertificate {
  /**
   * Whether Katib makes it itself; else cert-manager, or who runs Katib, does.
   * @default true
   */
  readonly enable?: boolean;
  /**
   * The Service of the webhooks.
   * @default katib-controller
   */
  readonly serviceName?: string;
  /**
   * The Secret that keeps it.
   * @default katib-webhook-cert
   */
  readonly webhookSecretName?: string;
}

/** The PersistentVolumeClaim of Katib's MySQL. */
export interface KatibDatabaseStorage {
  /**
   * How much it holds.
   * @default Size.gibibytes(10)
   */
  readonly size?: Size;
  /**
   * The StorageClass; cannot change later.
   * @default - the cluster's default class
   */
  readonly storageClass?: string;
}

/** Props of a `KatibConfig`. */
export interface KatibConfigProps {
  /**
   * Tag of the images.
   * @default v0.19.0
   */
  readonly version?: string;
  /**
   * Where the images are, e.g. a mirror.
   * @default ghcr.io/kubeflow/katib
   */
  readonly registry?: string;
  /**
   * Pull policy of the images.
   * @default - Katib's: IfNotPresent
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;
  /**
   * Algorithms by name: what is different of one that Katib ships, or one of your own.
   * @default - those that Katib ships
   */
  readonly algorithms?: { [name: string]: KatibAlgorithm };
  /**
   * Early stopping algorithms by name: what is different of `medianstop`, or one of your own.
   * @default - medianstop
   */
  readonly earlyStopping?: { [name: string]: KatibService };
  /**
   * Metrics collectors by kind: what is different of `StdOut`, `File` and
   * `TensorFlowEvent`, or an image for `PrometheusMetric`.
   * @default - those that Katib ships
   */
  readonly metricsCollectors?: { [kind: string]: KatibCollector };
  /**
   * Kinds of trials beside those that Katib ships; its controller gets the rights that it needs on them.
   * @default - none
   */
  readonly trialResources?: TrialResource[];
  /**
   * Whether trials may be of the kinds that Katib ships: Job, TrainJob, TFJob, PyTorchJob, MPIJob v1, XGBoostJob.
   * @default true
   */
  readonly shippedTrialResources?: boolean;
  /**
   * Gives the containers that Katib adds to trials the securityContext of the
   * trial's first container, so that Pod Security `restricted` takes them.
   * Katib's own default is false.
   * @default true
   */
  readonly injectSecurityContext?: boolean;
  /**
   * Runs algorithms as user 10001 and as Pod Security `restricted` wants it.
   * Katib's own default is the user of the image, which is root.
   * @default true
   */
  readonly hardened?: boolean;
  /**
   * Whether Kubernetes asks algorithms for their health by gRPC.
   * @default - Katib's: true
   */
  readonly enableGrpcProbeInSuggestion?: boolean;
  /**
   * Lets several replicas of the controller elect one that works; it gets the right to Leases of its namespace.
   * @default false
   */
  readonly enableLeaderElection?: boolean;
  /**
   * Name of the Lease.
   * @default 3fbc96e9.katib.kubeflow.org
   */
  readonly leaderElectionId?: string;
  /**
   * Port of the webhooks; the controller's Deployment and Service have to say the same.
   * @default 8443
   */
  readonly webhookPort?: number;
  /**
   * Port of the controller's metrics; its Deployment has to say the same.
   * @default 8080
   */
  readonly metricsPort?: number;
  /**
   * Port of the controller's probes; its Deployment has to say the same.
   * @default 18080
   */
  readonly healthzPort?: number;
  /**
   * The certificate of the webhooks.
   * @default - Katib makes it
   */
  readonly certGenerator?: KatibCertificate;
  /**
   * Makes the PersistentVolumeClaim `katib-mysql` that Katib's MySQL mounts, instead of the one of Katib's manifests.
   * @default - none
   */
  readonly databaseStorage?: KatibDatabaseStorage;
  /**
   * Labels of the objects.
   * @default - only `app.kubernetes.io/*`
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the ConfigMap.
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}
