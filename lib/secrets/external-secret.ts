import type { Duration } from 'cdk8s';
import type { Construct } from 'constructs';
import type { ExternalSecretSpec } from '../../imports/external-secrets.io';
import type { Problems, ResourceProps } from '../core';
import { checkCall, seconds } from '../core';
import { SecretResource } from './secret-resource';

/** A store that ExternalSecrets read from. */
export class SecretStore {
  /** A ClusterSecretStore, by name. */
  public static cluster(name: string): SecretStore {
    return new SecretStore('ClusterSecretStore', name);
  }

  /** A SecretStore of the same namespace, by name. */
  public static namespaced(name: string): SecretStore {
    return new SecretStore('SecretStore', name);
  }

  private constructor(
    /** Kind of the store. */
    public readonly kind: string,
    /** Name of the store. */
    public readonly name: string,
  ) {}
}

/** One value in the store. */
export interface RemoteKey {
  /** Path or name of the entry in the store. */
  readonly key: string;
  /**
   * A field of the entry.
   * @default - the whole entry
   */
  readonly property?: string;
  /**
   * Version of the entry.
   * @default - the newest
   */
  readonly version?: string;
}

/** Props of an `ExternalSecret`. */
export interface ExternalSecretProps extends ResourceProps {
  /** The store that has the values. */
  readonly store: SecretStore;
  /**
   * Keys of the Secret and where each value is in the store.
   * @default - `extract` alone
   */
  readonly data?: { [key: string]: RemoteKey };
  /**
   * An entry of the store of which each field becomes a key of the Secret.
   * @default - `data` alone
   */
  readonly extract?: string;
  /**
   * How often the store is read again.
   * @default Duration.hours(1)
   */
  readonly refreshInterval?: Duration;
}

/**
 * A Secret that the External Secrets Operator fills from a vault.
 *
 * @example
 * new ExternalSecret(stack, 'mlflow-db', { store: SecretStore.cluster('vault'), extract: 'mlflow/db' });
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export class ExternalSecret extends SecretResource {
  private readonly props: ExternalSecretProps;

  constructor(scope: Construct, id: string, props: ExternalSecretProps) {
    checkCall('new ExternalSecret', [scope, id, props]);
    super(scope, id, props, { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', app: 'secret', component: 'secret' });
    this.props = props;
  }

  /** @internal */
  public _spec(): any {
    const { store, data, extract, refreshInterval } = this.props;
    const spec: ExternalSecretSpec = {
      secretStoreRef: { kind: store.kind as 'SecretStore' | 'ClusterSecretStore', name: store.name },
      refreshInterval: `${refreshInterval ? seconds(refreshInterval) : 3600}s`,
      target: { name: this.name, creationPolicy: 'Owner' },
      ...data && {
        data: Object.entries(data).map(([secretKey, { key, property, version }]) =>
          ({ secretKey, remoteRef: { key, ...property && { property }, ...version && { version } } })),
      },
      ...extract !== undefined && { dataFrom: [{ extract: { key: extract } }] },
    };
    return spec;
  }

  /** @internal */
  public _check(problems: Problems): void {
    const { data, extract, refreshInterval } = this.props;
    problems.duration('refreshInterval', refreshInterval, 0, 2 ** 31 - 1, 'at most 68 years; 0 reads the store once');
    if (extract === undefined && Object.keys(data ?? {}).length === 0) {
      problems.add('EXPOSURE_INCOMPLETE', 'data', undefined, 'nothing is read from the store; give `data` or `extract`');
    }
  }
}
