import type * as kplus from 'cdk8s-plus-28';

/**
 * With what a cache downloads its model. What is named here lives in the
 * namespace of the Jobs that download, which is `kserve-localmodel-jobs` unless
 * KServe is configured otherwise.
 *
 * @example
 * CacheCredentials.storageKey('my-s3-key', { type: 's3', region: 'us-west-2' });
 */
export class CacheCredentials {
  /** The secrets that a ServiceAccount lists. */
  public static serviceAccount(serviceAccount: kplus.IServiceAccount): CacheCredentials {
    return new CacheCredentials({ serviceAccountName: serviceAccount.name });
  }

  /**
   * A key of the Secret `storage-config`.
   * @param parameters settings that replace those under the key, such as `region`
   */
  public static storageKey(key: string, parameters?: { [name: string]: string }): CacheCredentials {
    return new CacheCredentials({ storage: { key, ...parameters && { parameters: { ...parameters } } } });
  }

  private constructor(private readonly fields: any) {}

  /** @internal */
  public get _fields(): { serviceAccountName?: string; storage?: { key: string; parameters?: Record<string, string> } } {
    return this.fields;
  }
}
