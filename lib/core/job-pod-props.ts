import type * as kplus from 'cdk8s-plus-28';
import type { Capacity } from './capacity';
import type { Interconnect } from './interconnect';
import type { Placement } from './placement';
import type { PodProps } from './pod-props';
import type { Readiness } from './readiness';
import type { Mount } from './storage';

/** A container beside the main one of a pod, or one that runs before it. */
export interface AuxiliaryContainer {
  /** Name of the container. */
  readonly name: string;
  /** Its image. */
  readonly image: string;
  /**
   * Command, instead of the image's entrypoint.
   * @default - the image's
   */
  readonly command?: string[];
  /**
   * Arguments, instead of the image's.
   * @default - the image's
   */
  readonly args?: string[];
  /**
   * Environment variables.
   * @default - none
   */
  readonly env?: { [name: string]: kplus.EnvValue };
  /**
   * Volumes, each with the path at which it appears.
   * @default - none
   */
  readonly volumes?: Mount[];
  /**
   * Requests and limits.
   * @default - CPU 0.1 to 1, memory 128Mi to 512Mi
   */
  readonly resources?: kplus.ContainerResources;
  /**
   * Directory in which the command starts.
   * @default - the image's
   */
  readonly workingDir?: string;
  /**
   * Ports by name.
   * @default - none
   */
  readonly ports?: { [name: string]: number };
  /**
   * Lets a container of `initContainers` run on beside the main one, and end
   * with it; from Kubernetes 1.29 on.
   * @default false
   */
  readonly staysOn?: boolean;
  /**
   * Linux capabilities that it adds.
   * @default - none
   */
  readonly capabilities?: string[];
  /**
   * Runs it with all rights on its node.
   * @default false
   */
  readonly privileged?: boolean;
}

/** What can be said of the pods of jobs, beyond what every workload knows. */
export interface JobPodProps extends PodProps {
  /**
   * Variables taken as a whole from ConfigMaps and Secrets.
   * @default - none
   */
  readonly envFrom?: kplus.EnvFrom[];
  /**
   * Name of the main container, where its kind leaves it open.
   * @default - what its kind needs: `pytorch`, `tensorflow`, ...
   */
  readonly containerName?: string;
  /**
   * Directory in which the command starts.
   * @default - the image's
   */
  readonly workingDir?: string;
  /**
   * Further ports of the main container by name, each from 1 to 65535.
   * @default - only those that the job's kind needs
   */
  readonly ports?: { [name: string]: number };
  /**
   * Containers that run to their end before the main one, in this order.
   * @default - only those that fetch data
   */
  readonly initContainers?: AuxiliaryContainer[];
  /**
   * Containers that run beside the main one. Where the kind waits for every
   * container to end (a Job), they end with it.
   * @default - none
   */
  readonly sidecars?: AuxiliaryContainer[];
  /**
   * What kind of capacity the nodes are bought as: spot, on demand, reserved.
   * @default - any
   */
  readonly capacity?: Capacity;
  /**
   * How the pods talk to each other.
   * @default - over the network of the cluster
   */
  readonly interconnect?: Interconnect;
  /**
   * Where the pods run with respect to each other and to zones, racks and blocks.
   * @default - wherever there is room
   */
  readonly placement?: Placement[];
  /**
   * The scheduler that places the pods.
   * @default - the cluster's, or that of the gang scheduler
   */
  readonly schedulerName?: string;
  /**
   * The RuntimeClass of the pods.
   * @default - the cluster's default
   */
  readonly runtimeClass?: string;
  /**
   * Linux capabilities that the main container adds, e.g. `IPC_LOCK`. Pod
   * Security `restricted` allows none but `NET_BIND_SERVICE`.
   * @default - none; all others are dropped
   */
  readonly capabilities?: string[];
  /**
   * Runs the main container with all rights on its node; needs a namespace of
   * Pod Security `privileged`.
   * @default false
   */
  readonly privileged?: boolean;
  /**
   * Group that owns the files of volumes; at least 1.
   * @default - `group`, where a volume is persistent
   */
  readonly fsGroup?: number;
  /**
   * Whether the pods get the token of their ServiceAccount, for code that talks
   * to the API server.
   * @default false
   */
  readonly automountToken?: boolean;
  /**
   * Whether the pods get a variable for each Service of the namespace, as they
   * did before there was DNS.
   * @default false
   */
  readonly serviceLinks?: boolean;
  /**
   * How the pods look up names.
   * @default - the cluster's names first, also in the network of the nodes
   */
  readonly dnsPolicy?: kplus.DnsPolicy;
  /**
   * When the main container counts as ready.
   * @default - as soon as it runs
   */
  readonly readiness?: Readiness;
  /**
   * Command that runs in the main container before it is told to end, within
   * the time that it has to end.
   * @default - none
   */
  readonly preStop?: string[];
  /**
   * Puts the pods into the network of their nodes; needs a namespace of Pod
   * Security `privileged`.
   * @default false
   */
  readonly hostNetwork?: boolean;
  /**
   * Shares the inter-process communication of the nodes; needs a namespace of
   * Pod Security `privileged`.
   * @default false
   */
  readonly hostIpc?: boolean;
}
