import { Chart } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { loadKplus } from './kplus';
import { kebab } from './naming';
import type { Problems } from './problems';
import { SecretInventory } from './secret-inventory';
import { Synthesis } from './synthesis';
import { credential } from '../check/credentials';
import { checkCall } from './shape/call';

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
    checkCall('new SecretTemplate', [scope, id, props]);
    super(scope, id);
    this.name = props.name ?? kebab(id);
    this.keys = props.keys;
    SecretInventory.of(this)._add(this);
    Synthesis.of(this).register(this);
  }

  /** Name of the Secret, for RBAC rules. */
  public get resourceName(): string | undefined {
    return this.name;
  }

  /** The namespace of the Secret: that of its chart. */
  public get namespace(): string | undefined {
    return Chart.of(this).namespace;
  }

  /** @internal */
  public _check(problems: Problems): void {
    if (!/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(this.name) || this.name.length > 200) {
      problems.add('NAME_INVALID', 'name', this.name, 'use at most 200 lower-case letters, digits, - and .');
    }
    const keys = Object.entries(this.keys);
    if (keys.length === 0) problems.add('EXPOSURE_INCOMPLETE', 'keys', undefined, 'a Secret without keys holds nothing; name at least one');
    for (const [key, hint] of keys) {
      if (key.length > 253 || !/^[-._a-zA-Z0-9]+$/.test(key)) problems.add('NAME_INVALID', `keys['${key}']`, undefined, 'a key is at most 253 letters, digits, -, _ and .');
      const why = credential('', hint);
      if (why) problems.add('PLAIN_SECRET', `keys['${key}']`, undefined, `the hint holds the value itself (${why}); say where to get it`);
    }
  }

  /** An environment variable's value from a key of the Secret. */
  public envValue(key: string, options?: kplus.EnvValueFromSecretOptions): kplus.EnvValue {
    return loadKplus().EnvValue.fromSecretValue({ secret: this, key }, options);
  }
}
