import type { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import type { CacheCredentials } from './cache-credentials';
import type { ILocalModelNodeGroup } from './local-model-node-group';
import type { LocalModelCacheSpec } from '../../../../imports/serving.kserve.io';
import type { ResourceProps } from '../../../core';
import { Resource } from '../../../core';

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

/** What caches of the cluster and of a namespace have in common. */
export abstract class ModelCache extends Resource {
  /** @internal */
  private readonly cache: LocalModelCacheProps;

  /** @internal */
  protected constructor(scope: Construct, id: string, props: LocalModelCacheProps, kind: string, clusterScoped: boolean) {
    super(scope, id, props, { apiVersion: 'serving.kserve.io/v1alpha1', kind, app: 'model-cache', component: 'serving', clusterScoped });
    this.cache = props;
  }

  /** @internal */
  public _spec(): any {
    const { sourceModelUri, modelSize, nodeGroups, credentials } = this.cache;
    const spec: LocalModelCacheSpec = {
      sourceModelUri, modelSize: modelSize.asString(), nodeGroups: nodeGroups.map(group => group.nodeGroupName), ...credentials?._fields,
    };
    return spec;
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return path.replace(/^(spec|metadata)\./, '').replace(/^(serviceAccountName$|storage\b)/, 'credentials');
  }
}
