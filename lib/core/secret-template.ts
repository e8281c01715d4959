import { Chart } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { loadKplus } from './kplus';
import { kebab } from './naming';
import { SecretInventory } from './secret-inventory';

/** Props of a `SecretTemplate`. */
export interface SecretTemplateProps {
  /**
   * Name of the Secret.
   * @default - the id in kebab-case
   */
  readonly name?: string;
  /**
   * The keys of the Secret, each with a word on how to fill it: what the value
   * is and where to get it. Never the value itself.
   */
  readonly keys: { [key: string]: string };
}

/**
 * A Secret that the YAML refers to but does not hold.
 *
 * `synth` writes `<name>.secret.yaml.example` beside the YAML: the Secret with
 * placeholders that the API server refuses, and a comment for each key. Fill in
 * a copy and apply that, or create the Secret in any other way.
 */
export class SecretTemplate extends Construct implements kplus.ISecret {
  /** Name of the Secret. */
  public readonly name: string;
  /** API version of the Secret. */
  public readonly apiVersion = 'v1';
  /** Kind of the object. */
  public readonly kind = 'Secret';
  /** API group of the Secret: the core group. */
  public readonly apiGroup = '';
  /** Resource type, for RBAC rules. */
  public readonly resourceType = 'secrets';
  /** Keys of the Secret, each with a word on how to fill it. */
  public readonly keys: { [key: string]: string };

  constructor(scope: Construct, id: string, props: SecretTemplateProps) {
    super(scope, id);
    this.name = props.name ?? kebab(id);
    this.keys = props.keys;
    SecretInventory.of(this)._add(this);
  }

  /** Name of the Secret, for RBAC rules. */
  public get resourceName(): string | undefined {
    return this.name;
  }

  /** The namespace of the Secret: that of its chart. */
  public get namespace(): string | undefined {
    return Chart.of(this).namespace;
  }

  /** An environment variable's value from a key of the Secret. */
  public envValue(key: string, options?: kplus.EnvValueFromSecretOptions): kplus.EnvValue {
    return loadKplus().EnvValue.fromSecretValue({ secret: this, key }, options);
  }
}
