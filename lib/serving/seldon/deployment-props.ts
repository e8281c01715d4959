import type * as kplus from 'cdk8s-plus-28';
import type { SeldonPredictor } from './predictor';
import type { CloudIdentity, Defaults, ResourceProps } from '../../core';

/** What requests look like. */
export enum SeldonProtocol {
  /** Seldon's own. */
  SELDON = 'seldon',
  /** That of TensorFlow Serving. */
  TENSORFLOW = 'tensorflow',
  /** The open inference protocol, version 2. */
  V2 = 'v2',
  /** The same, by its old name. */
  KFSERVING = 'kfserving',
}

/** How requests come. */
export enum SeldonTransport {
  /** HTTP. */
  REST = 'rest',
  /** gRPC. */
  GRPC = 'grpc',
}

/** From where requests come. */
export enum SeldonServerType {
  /** From clients. */
  RPC = 'rpc',
  /** From a topic of Kafka, which variables of `orchestrator` name. */
  KAFKA = 'kafka',
}

/** Props of a `SeldonDeployment`. */
export interface SeldonDeploymentProps extends ResourceProps {
  /** Who answers: one, or several that share the requests, one of which may be a shadow. */
  readonly predictors: SeldonPredictor[];
  /**
   * What requests look like.
   * @default - SeldonProtocol.SELDON
   */
  readonly protocol?: SeldonProtocol;
  /**
   * How requests come.
   * @default - SeldonTransport.REST, and SeldonTransport.GRPC beside
   */
  readonly transport?: SeldonTransport;
  /**
   * From where requests come.
   * @default - SeldonServerType.RPC
   */
  readonly serverType?: SeldonServerType;
  /**
   * How many pods of each component, where neither it nor the predictor says.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * Its name in metrics and logs.
   * @default - `name`
   */
  readonly deploymentName?: string;
  /**
   * What Seldon is told beside, for all predictors: `seldon.io/rest-timeout`, ...
   * @default - nothing
   */
  readonly specAnnotations?: { [key: string]: string };
  /**
   * The ServiceAccount of the pods.
   * @default - a new one with the name of the deployment and no token; none with Defaults.UPSTREAM
   */
  readonly serviceAccount?: kplus.IServiceAccount;
  /**
   * The cloud identity of the pods; goes on the ServiceAccount that is made for them.
   * @default - none
   */
  readonly identity?: CloudIdentity;
  /**
   * Secrets of private registries.
   * @default - none
   */
  readonly imagePullSecrets?: kplus.ISecret[];
  /**
   * What pods get that was not asked for.
   * @default Defaults.SAFE
   */
  readonly defaults?: Defaults;
}
