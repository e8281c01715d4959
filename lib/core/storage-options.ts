import type { Size } from 'cdk8s';
import type { EnvVar, Volume } from 'kubernetes-types/core/v1';

/** How many nodes or pods may attach a volume at a time. */
export enum AccessMode {
  /** One node reads and writes. */
  READ_WRITE_ONCE = 'ReadWriteOnce',
  /** One pod reads and writes. */
  READ_WRITE_ONCE_POD = 'ReadWriteOncePod',
  /** Many nodes read and write: NFS, CephFS, Filestore, EFS ... */
  READ_WRITE_MANY = 'ReadWriteMany',
  /** Many nodes read. */
  READ_ONLY_MANY = 'ReadOnlyMany',
}

/** Options of a new PersistentVolumeClaim. */
export interface ClaimOptions {
  /**
   * The StorageClass.
   * @default - the cluster's default class
   */
  readonly storageClass?: string;
  /**
   * Who may attach it.
   * @default AccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: AccessMode;
  /**
   * Name of the claim, if another workload shall mount it too.
   * @default - `<workload>-<last part of the mount path>`
   */
  readonly name?: string;
}

/** Options of a scratch directory. */
export interface ScratchOptions {
  /**
   * Keeps the files in memory; they count against the memory limit.
   * @default false
   */
  readonly inMemory?: boolean;
}

/** Options of a claim that each job gets for itself. */
export interface JobClaimOptions {
  /**
   * The StorageClass.
   * @default - the cluster's default class
   */
  readonly storageClass?: string;
  /**
   * Who may attach it.
   * @default AccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: AccessMode;
  /**
   * Keeps it when the job goes.
   * @default false
   */
  readonly retain?: boolean;
}

/** Which files of a ConfigMap or Secret appear, and how. */
export interface FileOptions {
  /**
   * File names by key.
   * @default - every key, under its own name
   */
  readonly items?: { [key: string]: string };
  /**
   * Permissions of the files, as a number: `0o755`.
   * @default - 0o644
   */
  readonly mode?: number;
}

/** Options of a volume of a storage driver. */
export interface CsiOptions {
  /**
   * Settings of the driver.
   * @default - none
   */
  readonly attributes?: { [key: string]: string };
  /**
   * Whether the volume is read-only.
   * @default false
   */
  readonly readOnly?: boolean;
}

/** Options of a directory of an NFS server. */
export interface NfsOptions {
  /**
   * Whether nothing can be written there, from any pod.
   * @default false
   */
  readonly readOnly?: boolean;
}

/** How a volume appears in the container. */
export interface MountOptions {
  /**
   * Mounts it read-only.
   * @default - read-only for ConfigMaps and Secrets, else writable
   */
  readonly readOnly?: boolean;
  /**
   * A directory or file of the volume to mount instead of its root.
   * @default - the root
   */
  readonly subPath?: string;
}

/** What a directory of the node has to be before it is mounted. */
export enum HostPathType {
  /** Anything. */
  ANY = '',
  /** A directory; made if there is none. */
  DIRECTORY_OR_CREATE = 'DirectoryOrCreate',
  /** A directory that exists. */
  DIRECTORY = 'Directory',
  /** A file that exists. */
  FILE = 'File',
}

/**
 * What a Storage stands on.
 * @internal
 */
export interface StorageSource {
  /** Fills the volume before the main container starts. */
  readonly fetch?: Fetch;
  /** Files that a ConfigMap of the workload's own holds, by name. */
  readonly files?: Record<string, string>;
  /** Files that hold fields of the pod itself, by name. */
  readonly fields?: Record<string, string>;
  readonly volume?: Omit<Volume, 'name'>;
  readonly claim?: ClaimOptions & { readonly size: Size };
  readonly size?: Size;
  readonly readOnly?: boolean;
  /** JobSet makes it, and adds the volume to the pods. */
  readonly perJob?: JobClaimOptions & { readonly size: Size };
  readonly hostPath?: string;
  readonly development?: boolean;
  readonly name?: string;
  /** What was given as the name of claims that Kubernetes names. */
  readonly ignoredName?: string;
}

/**
 * A container that fetches files into a volume.
 * @internal
 */
export interface Fetch {
  readonly image: string;
  readonly command?: string[];
  /** Arguments, given the path at which the volume appears. */
  readonly args: (path: string) => string[];
  readonly env?: EnvVar[];
  /** What is wrong with what it fetches. */
  readonly problem?: readonly [field: string, got: string, fix: string];
}
