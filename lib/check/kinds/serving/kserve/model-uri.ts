import { text } from './values';
import type { Manifest } from '../../../manifest';
import { list, record } from '../../../manifest';
import { nearest } from '../../../nearest';
import type { Report } from '../../../report';
import type { Scene } from '../../../rule';

const CONTAINER = 'serving.kserve.io/ClusterStorageContainer';
const SCHEMES = ['gs', 's3', 'pvc', 'file', 'https', 'http', 'hdfs', 'webhdfs', 'oci', 'oci+native', 'hf'];

const ALL = SCHEMES.map(scheme => `${scheme}://`).join(', ');

/** What people write for a place that KServe calls otherwise. */
const INSTEAD = new Map([
  ...['abfs', 'abfss', 'az', 'azure', 'wasb', 'wasbs'].map(scheme => [scheme, 'https://<account>.blob.core.windows.net/<container>/<path>'] as const),
  ['dbfs', 'the place that Databricks keeps its files in, such as s3:// or https://<account>.blob.core.windows.net'],
  ['docker', 'oci://'],
  ['gcs', 'gs://'],
  ['ftp', 'http:// or https://, or copy the model into a bucket'],
  ['git', 'https://<host>/<repository>.git'],
  ['git+https', 'https://<host>/<repository>.git'],
  ['git+ssh', 'https://<host>/<repository>.git'],
  ['huggingface', 'hf://'],
  ['minio', 's3://, with the endpoint as annotation serving.kserve.io/s3-endpoint of the Secret'],
  ['oci+fetch', 'oci:// or oci+native://: KServe 0.20 does not know this one yet'],
  ['s3a', 's3://'],
  ['s3n', 's3://'],
]);
const MLFLOW = /^(models|runs|mlflow-artifacts):\//;
const SCHEME = /^([\w+.-]+):(\/\/?)/;

/** Whether a storage container of the input may take a URI; what a regular expression takes is left open. */
function taken(uri: string, containers: readonly Manifest[]): boolean {
  return containers.some(({ spec, ...rest }) => rest.disabled !== true && list(record(spec).supportedUriFormats).some(format => {
    const { prefix, regex } = record(format);
    return (text(prefix) ?? '') !== '' ? uri.startsWith(prefix) : (text(regex) ?? '') !== '';
  }));
}

/** A model's URI: the webhook takes any text, the controller and the downloader do not. */
export function warnModelUri(uri: string, field: string, { objects }: Scene, report: Report): void {
  if (taken(uri, objects.all(CONTAINER))) return;
  const warn = (fix: string) => report.warn('KSERVE_STORAGE_URI', field, uri, fix);
  if (MLFLOW.test(uri)) {
    warn('the place that the artifacts are in, such as s3://<bucket>/<path>: KServe asks no MLflow server; the artifact URI of the run tells it');
    return;
  }
  const [head, scheme, slashes] = SCHEME.exec(uri) ?? [];
  if (head === undefined || scheme === undefined) {
    if (!uri.startsWith('/')) warn(`put a scheme in front, one of ${ALL}: without one it is a path inside the storage initializer`);
    return;
  }
  const lower = scheme.toLowerCase();
  if (!SCHEMES.includes(scheme)) {
    const instead = SCHEMES.includes(lower) ? `${lower}://, in small letters` : INSTEAD.get(lower);
    const near = nearest(scheme, SCHEMES);
    warn(instead !== undefined ? `write ${instead}` : near !== undefined ? `did you mean '${near}://'?` : `one of ${ALL}, or a ClusterStorageContainer for it: no other scheme is downloaded`);
    return;
  }
  if (slashes !== '//') {
    warn(`write ${scheme}://, with two slashes`);
    return;
  }
  const rest = uri.slice(head.length);
  const problem = malformed(scheme, rest);
  if (problem !== undefined) warn(problem);
}

function malformed(scheme: string, rest: string): string | undefined {
  const parts = rest.split('/');
  switch (scheme) {
    case 'hf':
      return parts.length === 2 && parts[0] !== '' && parts[1].split(':')[0] !== '' ? undefined : 'hf://<owner>/<model>, with :<revision> behind it if you like: the downloader takes no other form';
    case 'http': case 'https':
      return parts.length > 1 && parts[0] !== '' && rest.length > parts[0].length + 1 ? undefined : `${scheme}://<host>/<path of the model>: there is nothing to download without a path`;
    case 'file':
      return undefined;
    case 'hdfs': case 'webhdfs':
      return rest === '' ? `name the path after ${scheme}://` : undefined;
    default:
      return parts[0] === '' ? `name the ${scheme === 'pvc' ? 'claim' : scheme.startsWith('oci') ? 'image' : 'bucket'} after ${scheme}://` : undefined;
  }
}
