import type { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { GcsFaultToleranceOptions } from '../../imports/ray.io';
import { parseQuantity } from '../check';
import type { Problems } from '../core';
import { envVar } from '../core';

/** Redis as Ray's memory. */
export interface RayRedisOptions {
  /**
   * User.
   * @default - Redis's default user
   */
  readonly username?: kplus.EnvValue;
  /**
   * Password, from a Secret.
   * @default - none
   */
  readonly password?: kplus.EnvValue;
  /**
   * Prefix of its keys, for clusters that share a Redis.
   * @default - the UID of the cluster
   */
  readonly namespace?: string;
}

/** A volume as Ray's memory. */
export interface RayVolumeOptions {
  /**
   * The StorageClass.
   * @default - the cluster's default class
   */
  readonly storageClass?: string;
  /**
   * Whether the claim stays when the cluster goes.
   * @default false
   */
  readonly retain?: boolean;
}

/**
 * Where the head of a Ray cluster keeps its state, to find it again after a restart.
 * @see https://docs.ray.io/en/latest/cluster/kubernetes/user-guides/kuberay-gcs-ft.html
 */
export class RayFaultTolerance {
  /**
   * In a Redis server.
   * @param address `host:port`
   */
  public static redis(address: string, options: RayRedisOptions = {}): RayFaultTolerance {
    return new RayFaultTolerance({ redisAddress: address, ...options });
  }

  /** On a volume of the head, in RocksDB; Ray 2.52 or later. */
  public static volume(size: Size, options: RayVolumeOptions = {}): RayFaultTolerance {
    return new RayFaultTolerance({ size, ...options });
  }

  private constructor(private readonly options: any) {}

  /** @internal */
  public _render(): any {
    const { redisAddress, username, password, namespace, size, storageClass, retain } = this.options;
    const rendered: GcsFaultToleranceOptions = size ? {
      backend: 'rocksdb',
      storage: { size: size.asString(), storageClassName: storageClass, ...retain !== undefined && { deletionPolicy: retain ? 'Retain' : 'DeleteWithCluster' } },
    } : {
      redisAddress,
      ...username && { redisUsername: value(username) },
      ...password && { redisPassword: value(password) },
      externalStorageNamespace: namespace,
    };
    return rendered;
  }

  /** @internal */
  public _check(problems: Problems, field: string): void {
    const { redisAddress, size } = this.options;
    if (redisAddress !== undefined && !/^(redis(s)?:\/\/)?[^\s:/]+(:\d+)?$/.test(redisAddress)) problems.add('URI_INVALID', field, redisAddress, "use the address of a server, e.g. 'redis:6379'");
    if (size && !(parseQuantity(size.asString())! > 0)) problems.add('QUANTITY_INVALID', field, size.asString(), 'a size above zero');
  }
}

function value(given: kplus.EnvValue) {
  const { name: _name, ...rest } = envVar('', given);
  return rest;
}
