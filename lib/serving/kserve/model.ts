import type { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { ModelFormat } from './model-format';
import type { Mount, Problems } from '../../core';
import { Storage } from '../../core';

/** Options of every model. */
export interface ModelOptions {
  /**
   * How large its files are: more time to load is given to larger ones.
   * @default - time for 5 GiB; with Defaults.UPSTREAM KServe's own
   */
  readonly size?: Size;
}

/** Options of a model that is fetched with credentials. */
export interface FetchedModelOptions extends ModelOptions {
  /**
   * A Secret with the keys that KServe's storage initializer reads:
   * AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, `gcloud-application-credentials.json`,
   * AZURE_CLIENT_ID and the like, HF_TOKEN, or `https-host` and `headers`. It is listed on the
   * ServiceAccount. Endpoint and region of another server that speaks S3 are annotations
   * of the Secret: `serving.kserve.io/s3-endpoint`, `s3-region`, `s3-usehttps`.
   * @default - the identity of the pods, or what is public
   */
  readonly credentials?: kplus.ISecret;
}

/** Options of a model by an entry of the Secret `storage-config`. */
export interface StoredModelOptions extends ModelOptions {
  /**
   * Kind of the storage, where the entry does not say.
   * @default - that of the entry
   */
  readonly storageType?: string;
  /**
   * Bucket, where the entry does not say.
   * @default - that of the entry
   */
  readonly bucket?: string;
  /**
   * Other fields, instead of those of the entry: `endpoint_url`, `region` ...
   * @default - those of the entry
   */
  readonly parameters?: { [field: string]: string };
}

/** Where a model is, as KServe finds it. */
interface ModelSource {
  readonly uri?: string;
  readonly storage?: { readonly key?: string; readonly path: string; readonly parameters?: Record<string, string> };
  readonly mount?: Mount;
  /** The form that a URI has to have. */
  readonly form?: readonly [form: RegExp, example: string];
}

/** Where runtimes look for the files of a model. */
const MODEL_PATH = '/mnt/models';

/**
 * What an `InferenceService` serves: a format, and where the files are.
 *
 * @example
 * Model.s3(ModelFormat.SKLEARN, 's3://acme-models/iris');
 * Model.huggingFace('acme/sentiment');
 */
export class Model {
  /**
   * Files in a bucket that speaks S3.
   * @param uri `s3://bucket/path`
   */
  public static s3(format: ModelFormat, uri: string, options: FetchedModelOptions = {}): Model {
    return new Model(format, { uri, form: [/^s3:\/\/[^/\s]+(\/\S*)?$/, "'s3://bucket/path'"] }, options);
  }

  /**
   * Files in a bucket of Google Cloud Storage.
   * @param uri `gs://bucket/path`
   */
  public static gcs(format: ModelFormat, uri: string, options: FetchedModelOptions = {}): Model {
    return new Model(format, { uri, form: [/^gs:\/\/[^/\s]+(\/\S*)?$/, "'gs://bucket/path'"] }, options);
  }

  /**
   * Files in Azure Blob Storage, or a share of files.
   * @param uri `https://account.blob.core.windows.net/container/path`
   */
  public static azure(format: ModelFormat, uri: string, options: FetchedModelOptions = {}): Model {
    const form = /^https:\/\/[^/\s]+\.(blob|file)\.(core\.windows\.net|storage\.azure\.net)\/[^/\s]+(\/\S*)?$/;
    return new Model(format, { uri, form: [form, "'https://account.blob.core.windows.net/container/path'"] }, options);
  }

  /**
   * A file of a web server; archives are unpacked.
   * @param uri `https://host/path`
   */
  public static http(format: ModelFormat, uri: string, options: FetchedModelOptions = {}): Model {
    return new Model(format, { uri, form: [/^https?:\/\/[^/\s@]+\/\S+$/, "'https://host/path', without a login in it"] }, options);
  }

  /**
   * A repository of Hugging Face.
   * @param repository `organization/name`, with `:revision` if it is not the newest
   */
  public static huggingFace(repository: string, options: FetchedModelOptions = {}): Model {
    const uri = repository.startsWith('hf://') ? repository : `hf://${repository}`;
    return new Model(ModelFormat.HUGGING_FACE, { uri, form: [/^hf:\/\/[\w.-]+\/[\w.-]+(:[\w./-]+)?$/, "'organization/name'"] }, options);
  }

  /**
   * Files in an image, which a container beside the server shows it.
   * @param image with a tag or digest; after `oci+native://` Kubernetes mounts it itself, as a volume
   */
  public static oci(format: ModelFormat, image: string, options: ModelOptions = {}): Model {
    return new Model(format, { uri: /^oci(\+native)?:\/\//.test(image) ? image : `oci://${image}` }, options);
  }

  /**
   * Files on a claim of the namespace.
   * @param claim name of the PersistentVolumeClaim
   * @param path on the volume, without a / at its beginning
   */
  public static claim(format: ModelFormat, claim: string, path: string = '', options: ModelOptions = {}): Model {
    return new Model(format, { uri: `pvc://${claim}${path === '' ? '' : `/${path}`}`, form: [/^pvc:\/\/[a-z0-9.-]+(\/[^\s/]\S*)?$/, "the name of a claim, and a path such as 'iris/1'"] }, options);
  }

  /** Files on any storage of pods, such as a claim of the app or of a job. */
  public static storage(format: ModelFormat, storage: Storage, options: ModelOptions = {}): Model {
    return new Model(format, { mount: storage.at(MODEL_PATH, { readOnly: true }) }, options);
  }

  /**
   * Files by an entry of the Secret `storage-config`, or of the one that the annotation
   * `serving.kserve.io/storageSecretName` names.
   * @param key the entry
   * @param path of the model in the bucket
   */
  public static stored(format: ModelFormat, key: string, path: string, options: StoredModelOptions = {}): Model {
    const { storageType, bucket } = options;
    const parameters = { ...storageType !== undefined && { type: storageType }, ...bucket !== undefined && { bucket }, ...options.parameters };
    return new Model(format, { storage: { key, path, ...Object.keys(parameters).length > 0 && { parameters } } }, options);
  }

  /** Any other URI, of a `ClusterStorageContainer` that knows it. */
  public static uri(format: ModelFormat, uri: string, options: FetchedModelOptions = {}): Model {
    return new Model(format, { uri }, options);
  }

  /** A model that its server finds itself, by arguments or variables, or that is in the image of its runtime. */
  public static none(format: ModelFormat, options: ModelOptions = {}): Model {
    return new Model(format, {}, options);
  }

  private constructor(
    /** What it was saved as. */
    public readonly format: ModelFormat,
    private readonly source: any,
    private readonly options: FetchedModelOptions,
  ) {}

  /** @internal */
  public get _mounts(): Mount[] {
    const { mount }: ModelSource = this.source;
    return mount ? [mount] : [];
  }

  /** @internal */
  public get _credentials(): kplus.ISecret | undefined {
    return this.options.credentials;
  }

  /** How large it is, if its author says so. @internal */
  public get _size(): Size | undefined {
    return this.options.size;
  }

  /** Time to load it, in seconds; unsaid where neither its author nor what is safe says it. @internal */
  public _loadSeconds(safe: boolean): number | undefined {
    const { size } = this.options;
    // From a slow disk, at 50 MB a second, and the start of the server.
    return size || safe ? 120 + Math.ceil((size?.toMebibytes() ?? 5120) / 50) : undefined;
  }

  /** @internal */
  public get _manifest(): Record<string, unknown> {
    const { uri, storage }: ModelSource = this.source;
    const { formatName: name, version } = this.format;
    return { modelFormat: { name, ...version !== undefined && { version } }, ...uri !== undefined && { storageUri: uri }, ...storage && { storage } };
  }

  /** @internal */
  public _check(problems: Problems, field: string): void {
    const { uri, form, storage }: ModelSource = this.source;
    if (uri !== undefined && form && !form[0].test(uri)) problems.add('URI_INVALID', `${field} source`, uri.replace(/\/\/[^/]*@/, '//***@'), `use ${form[1]}`);
    if (storage && storage.key === '') problems.add('NAME_INVALID', `${field} key`, '', 'the name of an entry of the Secret storage-config');
    if (this.format.formatName === '') problems.add('NAME_INVALID', `${field} format`, '', 'the name of a format, as its runtime lists it');
  }
}
