import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { Synthesis } from '../../core';

/** A served model of KServe. */
export interface IInferenceService {
  /** Name of the InferenceService. */
  readonly inferenceServiceName: string;
}

/**
 * An InferenceService that exists in the namespace of what refers to it, by name.
 *
 * @example
 * InferenceServiceRef.fromName('sklearn-iris');
 */
export class InferenceServiceRef implements IInferenceService {
  /** An InferenceService of the same namespace. */
  public static fromName(name: string): InferenceServiceRef {
    return new InferenceServiceRef(name);
  }

  /**
   * Takes a service that exists for one, however close its name is to others.
   * @internal
   */
  public static _assume(scope: IConstruct, service: IInferenceService | undefined): void {
    if (!(service instanceof InferenceServiceRef)) return;
    Synthesis.of(scope).assume(`inferenceservice/${Chart.of(scope).namespace ?? ''}/${service.inferenceServiceName}`);
  }

  private constructor(
    /** Name of the InferenceService. */
    public readonly inferenceServiceName: string,
  ) {}
}
