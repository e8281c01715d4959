import type { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import type { IInferenceService } from './inference-service-reference';
import { InferenceServiceRef } from './inference-service-reference';
import type { TrainedModelSpec } from '../../../imports/serving.kserve.io';
import type { ResourceProps } from '../../core';
import { checkCall, Resource } from '../../core';

/** Props of a `TrainedModel`. */
export interface TrainedModelProps extends ResourceProps {
  /** The service that takes the model in, of the same namespace: its runtime serves many models, and it has none of its own. */
  readonly inferenceService: IInferenceService;
  /** Where the model is: `s3://`, `gs://`, `https://` or `http://`. */
  readonly storageUri: string;
  /** What it was trained with, as the runtime of the service calls it: `sklearn`, `pytorch`, ... */
  readonly framework: string;
  /** Memory that it takes of the service's; cannot change. */
  readonly memory: Size;
}

/**
 * One of many models that an InferenceService serves together, under
 * `/v1/models/<name>`. The agent of the service loads it while it runs.
 *
 * It makes a TrainedModel of KServe, which is deleted together with its service.
 *
 * @example
 * new TrainedModel(mlops, 'cifar10', {
 *   inferenceService: InferenceServiceRef.fromName('triton-mms'),
 *   storageUri: 's3://models/torchscript/cifar10',
 *   framework: 'pytorch',
 *   memory: Size.gibibytes(1),
 * });
 * @see https://github.com/kserve/kserve/tree/v0.20.0/docs/samples/multimodelserving
 */
export class TrainedModel extends Resource {
  private readonly props: TrainedModelProps;

  constructor(scope: Construct, id: string, props: TrainedModelProps) {
    checkCall('new TrainedModel', [scope, id, props]);
    super(scope, id, props, { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'TrainedModel', app: 'trained-model', component: 'serving' });
    this.props = props;
    InferenceServiceRef._assume(this, props.inferenceService);
  }

  /** @internal */
  public _spec(): any {
    const { inferenceService, storageUri, framework, memory } = this.props;
    const spec: TrainedModelSpec = {
      inferenceService: inferenceService.inferenceServiceName,
      model: { storageUri, framework, memory: memory.asString() },
    };
    return spec;
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return path.replace(/^spec\.(model\.)?/, '').replace(/^metadata\./, '');
  }
}
