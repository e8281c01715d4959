import type * as kplus from 'cdk8s-plus-28';
import type { EnvVar } from 'kubernetes-types/core/v1';
import type { Fetch } from '../core';
import { envVar, fromSecret, literal, Storage } from '../core';

/** Downloads what most schemes name. @see https://kserve.github.io/website/docs/model-serving/storage/providers/s3 */
const DOWNLOADER = 'kserve/storage-initializer:v0.20.0';

/** Options of data that is fetched before the training starts. */
export interface DatasetOptions {
  /**
   * Where the files are kept.
   * @default - scratch space of the pod; each pod fetches its own copy
   */
  readonly onto?: Storage;
  /**
   * Image that fetches it: it is started with the URI and the directory as arguments.
   * @default - KServe's storage initializer
   */
  readonly image?: string;
  /**
   * Further variables of the container that fetches.
   * @default - none
   */
  readonly env?: { [name: string]: kplus.EnvValue };
}

/** Options of data in an S3 bucket. */
export interface S3DatasetOptions extends DatasetOptions {
  /**
   * A Secret with keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
   * @default - the identity of the pods
   */
  readonly credentials?: kplus.ISecret;
  /**
   * Region of the bucket.
   * @default - that of the credentials
   */
  readonly region?: string;
  /**
   * URL of another server that speaks S3, such as MinIO.
   * @default - AWS
   */
  readonly endpoint?: string;
}

/** Options of data behind a token. */
export interface HuggingFaceOptions extends DatasetOptions {
  /**
   * A Secret with key HF_TOKEN.
   * @default - what is public
   */
  readonly token?: kplus.ISecret;
}

/** Options of data in Azure. */
export interface AzureDatasetOptions extends DatasetOptions {
  /**
   * A Secret with keys AZ_TENANT_ID, AZ_CLIENT_ID and AZ_CLIENT_SECRET.
   * @default - the identity of the pods
   */
  readonly credentials?: kplus.ISecret;
}

/**
 * Data, or a model, that is fetched into a volume before the training starts:
 * an init container downloads it, then the code reads files.
 *
 * Say where it appears with `.at('/path')`. The credentials are those of a
 * Secret, or the identity of the pods.
 *
 * @example
 * Dataset.s3('s3://acme/imagenet', { region: 'eu-west-1' }).at('/data');
 */
export class Dataset {
  /**
   * A bucket that speaks S3, or a part of it.
   * @param uri `s3://bucket/path`
   */
  public static s3(uri: string, options: S3DatasetOptions = {}): Storage {
    const { credentials, region, endpoint } = options;
    return fetched(uri, /^s3:\/\/[^/\s]+(\/\S*)?$/, "'s3://bucket/path'", options, [
      ...credentials ? ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].map(key => fromSecret(key, credentials.name)) : [],
      ...region === undefined ? [] : [literal('AWS_DEFAULT_REGION', region)],
      ...endpoint === undefined ? [] : [literal('AWS_ENDPOINT_URL', endpoint), literal('S3_ENDPOINT', endpoint.replace(/^https?:\/\//, '')), literal('S3_USE_HTTPS', endpoint.startsWith('http://') ? '0' : '1')],
    ]);
  }

  /**
   * A bucket of Google Cloud Storage, or a part of it, by the identity of the pods.
   * @param uri `gs://bucket/path`
   */
  public static gcs(uri: string, options: DatasetOptions = {}): Storage {
    return fetched(uri, /^gs:\/\/[^/\s]+(\/\S*)?$/, "'gs://bucket/path'", options);
  }

  /**
   * A container of Azure Blob Storage, or a part of it.
   * @param uri `https://account.blob.core.windows.net/container/path`
   */
  public static azure(uri: string, options: AzureDatasetOptions = {}): Storage {
    const { credentials } = options;
    return fetched(uri, /^https:\/\/[^/\s]+\.blob\.core\.windows\.net\/[^/\s]+(\/\S*)?$/, "'https://account.blob.core.windows.net/container/path'", options,
      credentials ? ['AZ_TENANT_ID', 'AZ_CLIENT_ID', 'AZ_CLIENT_SECRET'].map(key => fromSecret(key, credentials.name)) : []);
  }

  /**
   * A file of a web server; archives (`.tar`, `.tar.gz`, `.zip`) are unpacked.
   * @param uri `https://host/path`
   */
  public static http(uri: string, options: DatasetOptions = {}): Storage {
    return fetched(uri, /^https?:\/\/[^/\s@]+\/\S+$/, "'https://host/path', without a login in it", options);
  }

  /**
   * A repository of Hugging Face.
   * @param repository `organization/name`, with `:revision` if it is not the newest
   */
  public static huggingFace(repository: string, options: HuggingFaceOptions = {}): Storage {
    const { token } = options;
    const uri = repository.startsWith('hf://') ? repository : `hf://${repository}`;
    return fetched(uri, /^hf:\/\/[\w.-]+\/[\w.-]+(:[\w./-]+)?$/, "'organization/name'", options, token ? [fromSecret('HF_TOKEN', token.name)] : []);
  }
}

/** Without a login: messages may quote it. */
const shown = (uri: string) => uri.replace(/\/\/[^/]*@/, '//***@');

function fetched(uri: string, form: RegExp, example: string, options: DatasetOptions, env: EnvVar[] = []): Storage {
  const fetch: Fetch = {
    image: options.image ?? DOWNLOADER,
    args: path => [uri, path],
    env: [...env, ...Object.entries(options.env ?? {}).map(([name, value]) => envVar(name, value))],
    ...!form.test(uri) && { problem: ['source', shown(uri), `use ${example}`] as const },
  };
  return Storage._fetched(fetch, options.onto ?? Storage.scratch());
}
