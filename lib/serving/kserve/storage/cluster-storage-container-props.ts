import type * as kplus from 'cdk8s-plus-28';
import type { UriFormat } from './uri-format';
import type { Defaults, ResourceProps } from '../../../core';

/** What downloads with a storage container. */
export enum StorageWorkload {
  /** An init container of the pods that serve a model. */
  INIT_CONTAINER = 'initContainer',
  /** A Job that fills a `LocalModelCache`. */
  LOCAL_MODEL_DOWNLOAD_JOB = 'localModelDownloadJob',
}

/** Props of a `ClusterStorageContainer`. */
export interface ClusterStorageContainerProps extends ResourceProps {
  /**
   * The image that downloads. It is started with the URI of the model and the
   * directory to put it in, as two arguments.
   */
  readonly image: string;
  /**
   * URIs that it downloads. Where several storage containers take a URI, KServe
   * uses any of them: those that it ships take gs, s3, hdfs, webhdfs, hf, http and https.
   */
  readonly supportedUriFormats: UriFormat[];
  /**
   * What downloads with it.
   * @default StorageWorkload.INIT_CONTAINER
   */
  readonly workloadType?: StorageWorkload;
  /**
   * Whether the image takes more than one model: pairs of a URI and a directory.
   * KServe refuses `storageUris` of services otherwise.
   * @default false
   */
  readonly supportsMultiModelDownload?: boolean;
  /**
   * Whether KServe looks past it.
   * @default false
   */
  readonly disabled?: boolean;
  /**
   * Command, instead of the image's entrypoint; the two arguments come after it.
   * @default - the image's
   */
  readonly command?: string[];
  /**
   * Environment variables. Secrets and ConfigMaps are those of the namespaces in
   * which it downloads.
   * @default - none
   */
  readonly env?: { [name: string]: kplus.EnvValue };
  /**
   * Variables taken as a whole from ConfigMaps and Secrets of these namespaces.
   * @default - none
   */
  readonly envFrom?: kplus.EnvFrom[];
  /**
   * Pull policy of the image.
   * @default kplus.ImagePullPolicy.ALWAYS
   */
  readonly imagePullPolicy?: kplus.ImagePullPolicy;
  /**
   * Requests and limits. What is left out gets its default; nothing is said of
   * ephemeral storage, which the model itself counts against.
   * @default - CPU 0.1 to 1, memory 512Mi to 4Gi
   */
  readonly resources?: kplus.ContainerResources;
  /**
   * User id of the process; at least 1.
   * @default - the image's, which is not root
   */
  readonly user?: number;
  /**
   * Group id of the process; at least 1.
   * @default - the image's
   */
  readonly group?: number;
  /**
   * Whether the image's own files are read-only. There is no volume for what
   * downloaders put aside, in /tmp or in the home directory.
   * @default false
   */
  readonly readOnlyRootFilesystem?: boolean;
  /**
   * What the container gets that was not asked for.
   * @default Defaults.SAFE
   */
  readonly defaults?: Defaults;
}
