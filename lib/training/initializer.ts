import type * as kplus from 'cdk8s-plus-28';

/** Data or a model that Trainer fetches before the training starts. */
export interface Initializer {
  /**
   * Where it is: `hf://`, `s3://`, for data `cache://` too; other images of
   * initializers may know more.
   * @default - what the runtime says
   */
  readonly storageUri?: string;
  /**
   * A Secret whose keys are variables of the initializer: `ACCESS_TOKEN` for Hugging Face.
   * @default - none: what is fetched is public
   */
  readonly secret?: kplus.ISecret;
  /**
   * Variables of the initializer.
   * @default - none
   */
  readonly env?: { [name: string]: kplus.EnvValue };
}
