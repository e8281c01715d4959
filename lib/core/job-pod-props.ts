import type * as kplus from 'cdk8s-plus-28';
import type { AuxiliaryContainer } from './auxiliary-container';
import type { Capacity } from './capacity';
import type { DeviceClaim } from './device-claim';
import type { Interconnect } from './interconnect';
import type { Placement } from './placement';
import type { PodProps } from './pod-props';
import type { Readiness } from './readiness';

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
   * When the main container is to be started anew: after the answer is no, a
   * few times in a row. Training that is busy answers late: be generous.
   * @default - when it ends
   */
  readonly liveness?: Readiness;
  /**
   * When the main container counts as started; nothing else is asked before.
   * @default - at once
   */
  readonly startup?: Readiness;
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
  /**
   * Shows the pods the processes of their nodes; needs a namespace of Pod
   * Security `privileged`.
   * @default false
   */
  readonly hostPid?: boolean;
  /**
   * Whether the containers of a pod see each other's processes, as profilers need.
   * @default false
   */
  readonly shareProcessNamespace?: boolean;
  /**
   * Name of a headless Service under which the pods have names in DNS. Not for
   * a JobSet or an MPIJob, which have one of their own.
   * @default - none, or that of the job's kind
   */
  readonly subdomain?: string;
  /**
   * Devices that the pods claim beside the accelerator, by the name of the
   * claim in the pod: a network, a channel between nodes, a second kind of
   * device. Needs Kubernetes 1.34.
   * @default - none
   */
  readonly deviceClaims?: { [name: string]: DeviceClaim };
}
