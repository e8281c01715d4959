import { Chart } from 'cdk8s';
import type { Size } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { ModelFormat } from './model-format';
import type { CloudIdentity, IModelOutput, ITracking, Mount, Problems } from '../../core';
import { envVar, literal, MLFLOW_IMAGE, Storage, trackingCredentials } from '../../core';

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

/** Options of a model in MLflow's registry. */
export interface MlflowModelOptions extends ModelOptions {
  /**
   * What serves it reads it as: MLflow's own format, or that of the library inside.
   * @default ModelFormat.MLFLOW
   */
  readonly format?: ModelFormat;
  /**
   * Where the files are kept.
   * @default - scratch space of the pod; each pod fetches its own copy
   */
  readonly onto?: Storage;
  /**
   * Image with the `mlflow` command, which fetches it.
   * @default - MLflow's own
   */
  readonly image?: string;
}

/** What fetches a model that KServe does not. */
export interface BoundModel {
  readonly mounts: Mount[];
  readonly identity?: CloudIdentity;
}

/** Where a model is, as KServe finds it. */
interface ModelSource {
  /** A model of a registry, as `models:/name@alias`. */
  readonly registered?: { readonly tracking: ITracking; readonly uri: string; readonly image: string; readonly onto?: Storage };
  readonly uri?: string;
  /** What a job has left. */
  readonly left?: { readonly namespace?: string; readonly identity?: CloudIdentity; readonly path: string };
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
   * A model of MLflow's registry. A container fetches it before the server starts, with the
   * address, the login and the rights that the tracker hands out; pods that
   * start later get what the alias stands for then.
   * @param model name of the registered model
   * @param alias or version, which is a number
   *
   * @example
   * Model.mlflow(tracking, 'iris', 'champion');
   */
  public static mlflow(tracking: ITracking, model: string, alias: string, options: MlflowModelOptions = {}): Model {
    const { format = ModelFormat.MLFLOW, image = MLFLOW_IMAGE, onto, ...rest } = options;
    const uri = `models:/${model}${/^\d+$/.test(alias) ? '/' : '@'}${alias}`;
    return new Model(format, { registered: { tracking, uri, image, onto } }, rest);
  }

  /**
   * What a job has left, such as the checkpoints of a `TrainingJob`: on its claim, or in its bucket by its identity.
   * @param path of the model below that
   *
   * @example
   * const job = new TrainingJob(stack, 'resnet', {
   *   image: 'acme/resnet:2.1', command: ['python', 'train.py'], checkpoints: Checkpoints.claim(Size.gibibytes(20)),
   * });
   * new InferenceService(stack, 'resnet-api', { model: Model.output(ModelFormat.PYTORCH, job, 'exported'), mode: ServingMode.standard() });
   */
  public static output(format: ModelFormat, of: IModelOutput, path: string = '', options: FetchedModelOptions = {}): Model {
    const { uri, namespace, identity } = of.modelOutput;
    return new Model(format, { uri: uri && `${uri.replace(/\/+$/, '')}${path === '' ? '' : `/${path}`}`, left: { namespace, identity, path } }, options);
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

  /** What brings it into the pods of a service, where KServe does not. @internal */
  public _bind(service: Construct): BoundModel {
    const { mount, registered, left }: ModelSource = this.source;
    if (!registered) return { mounts: mount ? [mount] : [], identity: left?.identity };
    const { tracking, uri, image, onto = Storage.scratch() } = registered;
    const binding = tracking.bindTracking(service);
    const env = Object.entries(binding.env ?? {}).map(([name, value]) => envVar(name, value));
    const fetched = Storage._fetched({
      image,
      command: ['mlflow', 'artifacts', 'download'],
      args: path => [`--artifact-uri=${uri}`, `--dst-path=${path}`],
      env: [literal('MLFLOW_TRACKING_URI', binding.uri), ...trackingCredentials(binding), ...env],
      ...!/^models:\/[^/@:\s]+[/@][^/@\s]+$/.test(uri) && { problem: ['source', uri, "the name of a registered model, and its alias or version, e.g. 'iris' and 'champion'"] as const },
    }, onto);
    return { mounts: [fetched.at(MODEL_PATH, { readOnly: true })], identity: binding.identity };
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
  public _check(problems: Problems, field: string, service: Construct): void {
    const { uri, form, storage, registered, left }: ModelSource = this.source;
    if (left && uri === undefined) problems.add('SERVING_NOTHING', `${field} source`, undefined, 'the job keeps nothing: give it `checkpoints`, on a claim or in a bucket');
    if (left && (left.path.startsWith('/') || left.path.split('/').includes('..'))) problems.add('PATH_INVALID', `${field} path`, left.path, "a path below the job's own: relative, without '..'");
    const { namespace } = Chart.of(service);
    if (uri?.startsWith('pvc://') && left?.namespace !== undefined && left.namespace !== namespace) {
      problems.add('PLATFORM_UNSUPPORTED', `${field} source`, uri, `the claim is in the namespace ${left.namespace}, and this is ${namespace}: serve it there, or keep checkpoints in a bucket`);
    }
    const binding = registered?.tracking.bindTracking(service);
    if (binding && binding.uri === '') problems.add('URI_INVALID', `${field} tracking`, undefined, 'a registry needs a server: an MlflowServer, or Tracking.server(...)');
    if (binding && (binding.volumes?.length ?? 0) > 0 && binding.uri !== '') {
      problems.add('PLATFORM_UNSUPPORTED', `${field} tracking`, undefined, 'its clients read artifacts off a volume themselves, which what fetches the model has not: let the server hand them out (ArtifactAccess.PROXIED)');
    }
    if (uri !== undefined && form && !form[0].test(uri)) problems.add('URI_INVALID', `${field} source`, uri.replace(/\/\/[^/]*@/, '//***@'), `use ${form[1]}`);
    if (storage && storage.key === '') problems.add('NAME_INVALID', `${field} key`, '', 'the name of an entry of the Secret storage-config');
    if (this.format.formatName === '') problems.add('NAME_INVALID', `${field} format`, '', 'the name of a format, as its runtime lists it');
  }
}
