import type * as kplus from 'cdk8s-plus-28';
import type { SeldonNode } from './node';
import type { SeldonServedContainer } from './node-container';

/** What a node can be asked to do, beyond what its type says. */
export enum SeldonMethod {
  /** Changes what comes in, or answers it. */
  TRANSFORM_INPUT = 'TRANSFORM_INPUT',
  /** Changes what goes out. */
  TRANSFORM_OUTPUT = 'TRANSFORM_OUTPUT',
  /** Chooses among its children. */
  ROUTE = 'ROUTE',
  /** Makes one answer of those of its children. */
  AGGREGATE = 'AGGREGATE',
  /** Learns how good an answer was. */
  SEND_FEEDBACK = 'SEND_FEEDBACK',
}

/** What of the requests is logged. */
export enum SeldonLogMode {
  /** Requests and responses. */
  ALL = 'all',
  /** Requests. */
  REQUEST = 'request',
  /** Responses. */
  RESPONSE = 'response',
}

/** The log of a node. */
export interface SeldonLogger {
  /** What is logged. */
  readonly mode: SeldonLogMode;
  /**
   * Where it goes.
   * @default - the log of the operator's configuration
   */
  readonly url?: string;
}

/** Which of the two protocols a node answers; better said once, as `transport` of the deployment. */
export enum SeldonEndpointType {
  /** HTTP. */
  REST = 'REST',
  /** gRPC. */
  GRPC = 'GRPC',
}

/** Where a node is called. */
export interface SeldonEndpoint {
  /**
   * What it answers.
   * @default - `transport` of the deployment
   */
  readonly type?: SeldonEndpointType;
  /**
   * Host of the node.
   * @default - its pod
   */
  readonly serviceHost?: string;
  /**
   * Port of the node.
   * @default - Seldon's
   */
  readonly servicePort?: number;
  /**
   * Port of HTTP.
   * @default - Seldon's
   */
  readonly httpPort?: number;
  /**
   * Port of gRPC.
   * @default - Seldon's
   */
  readonly grpcPort?: number;
}

/** @internal */
export const endpointOf = (endpoint: SeldonEndpoint | undefined) => endpoint && {
  type: endpoint.type, service_host: endpoint.serviceHost, service_port: endpoint.servicePort, httpPort: endpoint.httpPort, grpcPort: endpoint.grpcPort,
};

/** A value that the program of a node is started with. */
export class SeldonParameter {
  /** A whole number. */
  public static int(value: number): SeldonParameter {
    return new SeldonParameter('INT', String(value));
  }

  /** A number of single precision. */
  public static float(value: number): SeldonParameter {
    return new SeldonParameter('FLOAT', String(value));
  }

  /** A number of double precision. */
  public static double(value: number): SeldonParameter {
    return new SeldonParameter('DOUBLE', String(value));
  }

  /** A text. */
  public static string(value: string): SeldonParameter {
    return new SeldonParameter('STRING', value);
  }

  /** Yes or no. */
  public static bool(value: boolean): SeldonParameter {
    return new SeldonParameter('BOOL', String(value));
  }

  private constructor(
    /** Its type, in the words of Seldon. */
    public readonly parameterType: string,
    /** Its value, as a text. */
    public readonly parameterValue: string,
  ) {}
}

/** What can be said of every node. */
export interface SeldonNodeOptions {
  /**
   * The nodes that come after it.
   * @default - none
   */
  readonly children?: SeldonNode[];
  /**
   * What it is asked to do.
   * @default - what its type says
   */
  readonly methods?: SeldonMethod[];
  /**
   * What its program is started with, by name.
   * @default - nothing
   */
  readonly parameters?: { [name: string]: SeldonParameter };
  /**
   * Where it is called.
   * @default - where Seldon runs it
   */
  readonly endpoint?: SeldonEndpoint;
  /**
   * Logs what it is asked and answers.
   * @default - nothing is logged
   */
  readonly logger?: SeldonLogger;
  /**
   * The Secret with the login of the store, as variables.
   * @default - the store needs none
   */
  readonly envSecret?: kplus.ISecret;
  /**
   * The ServiceAccount with the login of the store.
   * @default - none
   */
  readonly serviceAccount?: kplus.IServiceAccount;
  /**
   * The image that fetches the model.
   * @default - Seldon's
   */
  readonly storageInitializerImage?: string;
}

/** What can be said of a node with code of its own. */
export interface SeldonOwnNodeOptions extends SeldonNodeOptions {
  /**
   * Where its model is stored: `gs://...`, `s3://...`, `pvc://...`.
   * @default - in the image
   */
  readonly modelUri?: string;
}

/** What can be said of a node that runs on a server of Seldon. */
export interface SeldonServerNodeOptions extends SeldonNodeOptions {
  /**
   * What is other about its container.
   * @default - Seldon's container, hardened unless `defaults` of the deployment says otherwise
   */
  readonly container?: SeldonServedContainer;
}

/** What can be said of a node that runs on any server. */
export interface SeldonAnyServerNodeOptions extends SeldonServerNodeOptions {
  /**
   * Where its model is stored: `gs://...`, `s3://...`, `pvc://...`.
   * @default - the server needs none: Hugging Face can load from its hub
   */
  readonly modelUri?: string;
}
