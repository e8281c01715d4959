import type { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { contents, propOf, YATAI_RESOURCES } from './contents';
import type { BentoSpec } from '../../../imports/resources.yatai.ai';
import type { Problems, ResourceProps } from '../../core';
import { checkCall, Existing, Resource } from '../../core';

/** A Bento: a service of BentoML with its models. */
export interface IBento {
  /** Name of the Bento. */
  readonly bentoName: string;
}

/** What a Bento answers beyond its API. */
export interface BentoManifest {
  /**
   * Path that tells whether it is alive.
   * @default '/livez'
   */
  readonly livezEndpoint?: string;
  /**
   * Path that tells whether it is ready.
   * @default '/readyz'
   */
  readonly readyzEndpoint?: string;
  /**
   * Further ports by name, each from 1 to 65535.
   * @default - none
   */
  readonly extraPorts?: { [name: string]: number };
}

/** A model in a Bento. */
export interface BentoModel {
  /** Its tag: `name:version`. */
  readonly tag: string;
  /**
   * From where the builder fetches it.
   * @default - from Yatai
   */
  readonly downloadUrl?: string;
  /**
   * How large it is.
   * @default - not said
   */
  readonly size?: Size;
}

/** A part of a Bento that runs in pods of its own. */
export interface BentoRunner {
  /** Its name, as the service has it. */
  readonly name: string;
  /**
   * What it is: `SklearnRunnable`, ...
   * @default - not said
   */
  readonly runnableType?: string;
  /**
   * Tags of its models: `name:version`.
   * @default - not said
   */
  readonly modelTags?: string[];
  /**
   * What it answers.
   * @default - BentoML's
   */
  readonly manifest?: BentoManifest;
}

/** What is in a Bento. */
export interface BentoContents extends ResourceProps {
  /**
   * The BentoML that built it, 1.0 or 1.1; Yatai runs no later one.
   * @default - not said
   */
  readonly bentomlVersion?: string;
  /**
   * Name of its service.
   * @default - not said
   */
  readonly serviceName?: string;
  /**
   * What it answers.
   * @default - BentoML's
   */
  readonly manifest?: BentoManifest;
  /**
   * Models in it.
   * @default - not said
   */
  readonly models?: BentoModel[];
  /**
   * Parts of it that run in pods of their own.
   * @default - none, or for a BentoRequest those that Yatai knows
   */
  readonly runners?: BentoRunner[];
}

/** Props of a `Bento`. */
export interface BentoProps extends BentoContents {
  /** Its tag: `name:version`. */
  readonly tag: string;
  /** Its image. */
  readonly image: string;
  /**
   * Secrets of private registries.
   * @default - none
   */
  readonly imagePullSecrets?: kplus.ISecret[];
}

/**
 * A Bento whose image is built already.
 *
 * It makes a Bento. Yatai runs services of BentoML 1.0 and 1.1; for later ones
 * take a `ModelApi` with port 3000, and `/livez` and `/readyz`.
 *
 * @example
 * const bento = new Bento(stack, 'iris', { tag: 'iris:1', image: 'acme/iris:1', runners: [{ name: 'iris_clf' }] });
 * new BentoDeployment(stack, 'iris-api', { bento, runners: [{ name: 'iris_clf', autoscaling: { minReplicas: 1, maxReplicas: 4 } }] });
 * @see https://docs.yatai.io
 */
export class Bento extends Resource implements IBento {
  /** A Bento that exists in the namespace of `scope`. */
  public static fromBentoName(scope: Construct, id: string, bentoName: string): IBento {
    return new ExistingBento(scope, id, 'bento', bentoName, true);
  }

  private readonly props: BentoProps;

  constructor(scope: Construct, id: string, props: BentoProps) {
    checkCall('new Bento', [scope, id, props]);
    super(scope, id, props, { apiVersion: YATAI_RESOURCES, kind: 'Bento', app: 'bento', component: 'serving' });
    this.props = props;
  }

  /** Name of the Bento. */
  public get bentoName(): string {
    return this.name;
  }

  /** @internal */
  public _spec(): any {
    const { tag, image, imagePullSecrets = [] } = this.props;
    const spec: BentoSpec = {
      tag, image, ...imagePullSecrets.length > 0 && { imagePullSecrets: imagePullSecrets.map(({ name }) => ({ name })) }, ...contents(this.props),
    };
    return spec;
  }

  /** @internal */
  public _check(problems: Problems): void {
    problems.image('image', this.props.image);
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return propOf(path, this.props);
  }
}

class ExistingBento extends Existing implements IBento {
  public get bentoName(): string {
    return this.existingName;
  }
}
