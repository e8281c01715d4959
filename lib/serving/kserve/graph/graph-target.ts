import type { IInferenceService } from '../inference-service-reference';

/** The one field of a step that says where its requests go. */
export type TargetFields = { readonly serviceName: string } | { readonly serviceUrl: string } | { readonly nodeName: string };

/**
 * Where a step of an `InferenceGraph` sends requests: a service, a URL, or a
 * `GraphNode`, which is a target itself.
 *
 * @example
 * GraphTarget.service(InferenceServiceRef.fromName('sklearn-iris'));
 * GraphTarget.url('http://checker.tools.svc.cluster.local/v1/check');
 */
export abstract class GraphTarget {
  /** The predictor of an InferenceService in the namespace of the graph, or its transformer if it has one. */
  public static service(service: IInferenceService): GraphTarget {
    return new ServiceTarget(service);
  }

  /**
   * Anything that answers POST requests.
   * @param url starts with http:// or https://
   */
  public static url(url: string): GraphTarget {
    return new UrlTarget(url);
  }

  /**
   * @param nameOf names of nodes within the graph
   * @internal
   */
  public abstract _fields(nameOf: (target: GraphTarget) => string): any;

  /** @internal */
  public _service(): IInferenceService | undefined {
    return undefined;
  }
}

class ServiceTarget extends GraphTarget {
  constructor(private readonly service: IInferenceService) {
    super();
  }

  public _fields(): TargetFields {
    return { serviceName: this.service.inferenceServiceName };
  }

  public _service(): IInferenceService {
    return this.service;
  }
}

class UrlTarget extends GraphTarget {
  constructor(private readonly url: string) {
    super();
  }

  public _fields(): TargetFields {
    return { serviceUrl: this.url };
  }
}
