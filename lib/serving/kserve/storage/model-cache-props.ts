import type { Size } from 'cdk8s';
import type { CacheCredentials } from './cache-credentials';
import type { ILocalModelNodeGroup } from './local-model-node-group';
import type { ResourceProps } from '../../../core';

/** Props of a `LocalModelCache`, and of a `LocalModelNamespaceCache`. */
export interface LocalModelCacheProps extends ResourceProps {
  /** The model. Services whose `storageUri` starts with it read it from their node; cannot change. */
  readonly sourceModelUri: string;
  /** Room that the model takes on each node. */
  readonly modelSize: Size;
  /** The nodes that keep it. */
  readonly nodeGroups: ILocalModelNodeGroup[];
  /**
   * With what it is downloaded.
   * @default - what KServe's storage container has, if anything
   */
  readonly credentials?: CacheCredentials;
}
