import type { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { filled, propOf, SELDON_API } from './api';
import type { SeldonExplainer } from './model-explainer';
import type { ISeldonModel, ISeldonServer } from './references';
import type { ModelSpec } from '../../../imports/mlops.seldon.io';
import type { ResourceProps } from '../../core';
import { checkCall, Existing, Resource } from '../../core';

/** Props of a `SeldonModel`. */
export interface SeldonModelProps extends ResourceProps {
  /** Where the model is stored, as rclone reads it: `gs://...`, `s3://...`. */
  readonly storageUri: string;
  /**
   * What a server has to be capable of to run it: `sklearn`, `triton`, ...
   * @default - none
   */
  readonly requirements?: string[];
  /**
   * Memory that it takes on its server: whole bytes.
   * @default - Seldon counts it as none
   */
  readonly memory?: Size;
  /**
   * The server that runs it.
   * @default - any that is capable of it
   */
  readonly server?: ISeldonServer;
  /**
   * What kind of model it is; a requirement too.
   * @default - none
   */
  readonly modelType?: string;
  /**
   * Which version below `storageUri` it is, at least 0.
   * @default - the one that Seldon picks
   */
  readonly artifactVersion?: number;
  /**
   * Where the schema of its inputs and outputs is stored.
   * @default - none
   */
  readonly schemaUri?: string;
  /**
   * The Secret with rclone's configuration of the store.
   * @default - the store needs none
   */
  readonly secret?: kplus.ISecret;
  /**
   * On how many replicas of its server it is loaded.
   * @default - `minReplicas`, or 1
   */
  readonly replicas?: number;
  /**
   * From how many replicas on Seldon scales it.
   * @default - it is not scaled
   */
  readonly minReplicas?: number;
  /**
   * Up to how many replicas Seldon scales it.
   * @default - it is not scaled
   */
  readonly maxReplicas?: number;
  /**
   * Whether the server has it already.
   * @default false
   */
  readonly preloaded?: boolean;
  /**
   * Whether its server runs no other.
   * @default false
   */
  readonly dedicated?: boolean;
  /**
   * Share of the requests that is logged, from 0 to 100.
   * @default - none is logged
   */
  readonly loggerPercent?: number;
  /**
   * What it explains, where it is an explainer.
   * @default - it is none
   */
  readonly explainer?: SeldonExplainer;
  /**
   * What the server is told when it loads the model, by name.
   * @default - nothing
   */
  readonly parameters?: { [name: string]: string };
}

/**
 * A model that a server of Seldon Core 2 loads and serves.
 *
 * It makes a Model; the pods are those of a Server that is capable of what it
 * requires: `mlserver` and `triton` come with Seldon.
 *
 * @example
 * new SeldonModel(stack, 'iris', { storageUri: 'gs://acme/iris', requirements: ['sklearn'], memory: Size.mebibytes(100), replicas: 2 });
 * @see https://docs.seldon.ai/seldon-core-2
 */
export class SeldonModel extends Resource implements ISeldonModel {
  /** A Model that exists in the namespace of `scope`. */
  public static fromModelName(scope: Construct, id: string, modelName: string): ISeldonModel {
    return new ExistingModel(scope, id, 'model', modelName, true);
  }

  private readonly props: SeldonModelProps;

  constructor(scope: Construct, id: string, props: SeldonModelProps) {
    checkCall('new SeldonModel', [scope, id, props]);
    super(scope, id, props, { apiVersion: SELDON_API, kind: 'Model', app: 'seldon-model', component: 'serving' });
    this.props = props;
  }

  /** Name of the Model. */
  public get modelName(): string {
    return this.name;
  }

  /** @internal */
  public _spec(): any {
    const { memory, server, secret, loggerPercent, explainer, parameters } = this.props;
    const { storageUri, requirements, modelType, artifactVersion, schemaUri, replicas, minReplicas, maxReplicas, preloaded, dedicated } = this.props;
    const spec: ModelSpec = {
      storageUri,
      requirements: filled(requirements),
      memory: memory?.asString(),
      server: server?.serverName,
      modelType,
      artifactVersion,
      schemaUri,
      secretName: secret?.name,
      replicas,
      minReplicas,
      maxReplicas,
      preloaded,
      dedicated,
      ...loggerPercent !== undefined && { logger: { percent: loggerPercent } },
      explainer: explainer?._manifest,
      ...filled(parameters) && { parameters: Object.entries(parameters!).map(([name, value]) => ({ name, value })) },
    };
    return spec;
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return propOf(path).replace('secretName', 'secret').replace('logger.percent', 'loggerPercent')
      .replace(/^explainer\.(model|pipeline)Ref$/, 'explainer')
      .replace(/^parameters\[(\d+)\].*/, (_, i) => `parameters '${Object.keys(this.props.parameters ?? {})[Number(i)]}'`);
  }
}

class ExistingModel extends Existing implements ISeldonModel {
  public get modelName(): string {
    return this.existingName;
  }
}
