import type { CloudIdentity } from './identity';

/** Where something has left a model. */
export interface ModelOutput {
  /**
   * `s3://bucket/path`, `gs://bucket/path`, or `pvc://claim` of the namespace.
   * @default - it leaves none
   */
  readonly uri?: string;
  /**
   * Namespace of a claim.
   * @default - any
   */
  readonly namespace?: string;
  /**
   * Identity that may read it.
   * @default - that of the reader
   */
  readonly identity?: CloudIdentity;
}

/** Something that leaves a model, such as a `TrainingJob` with checkpoints. */
export interface IModelOutput {
  /** Where it leaves the model. */
  readonly modelOutput: ModelOutput;
}
