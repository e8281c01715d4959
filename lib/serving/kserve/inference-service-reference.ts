/** An `InferenceService`, or one by name. */
export interface IInferenceService {
  /** Its name. */
  readonly inferenceServiceName: string;
}
