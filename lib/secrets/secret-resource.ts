import type * as kplus from 'cdk8s-plus-28';
import { loadKplus, Resource } from '../core';

/** A custom resource from which a controller makes a Secret of the same name. */
export abstract class SecretResource extends Resource implements kplus.ISecret {
  /** API version of the Secret. */
  public readonly apiVersion = 'v1';
  /** Kind of the object that pods refer to. */
  public readonly kind = 'Secret';
  /** API group of the Secret: the core group. */
  public readonly apiGroup = '';
  /** Resource type, for RBAC rules. */
  public readonly resourceType = 'secrets';

  /** Name of the Secret, for RBAC rules. */
  public get resourceName(): string | undefined {
    return this.name;
  }

  /** An environment variable's value from a key of the Secret. */
  public envValue(key: string, options?: kplus.EnvValueFromSecretOptions): kplus.EnvValue {
    return loadKplus().EnvValue.fromSecretValue({ secret: this, key }, options);
  }
}
