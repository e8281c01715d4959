import type { ServiceRule } from './service';
import { annotation, text } from './values';
import { isMap, record } from '../../../manifest';
import { nearest } from '../../../nearest';
import type { Report } from '../../../report';
import type { Scene } from '../../../rule';

const SECRET_ANNOTATION = 'serving.kserve.io/storageSecretName';
const DEFAULT_SECRET = 'storage-config';
const TYPES = ['s3', 'hdfs', 'webhdfs'];

/** `model.storage`: a path in a store that an entry of a Secret describes. Nothing of it is checked before pods start. */
export const storageSpec: ServiceRule = ({ manifest, predictor, scene }, report) => {
  const model = predictor?.implementations.find(one => one.kind === 'model');
  if (!model || !isMap(model.map.storage)) return;
  const { storage } = model.map;
  const path = `${model.path}.storage`;
  const parameters = record(storage.parameters);
  const type = text(parameters.type) ?? '';
  if (text(storage.path) === undefined) {
    report.warn('KSERVE_STORAGE_SPEC', `${path}.path`, undefined, 'add the path of the model in its store: nothing is downloaded without');
  } else if (text(model.map.storageUri) !== undefined) {
    report.warn('KSERVE_STORAGE_SPEC', `${model.path}.storageUri`, model.map.storageUri, `keep this or ${path}: the controller stops at both`);
  }
  if (type === 's3' && (text(parameters.bucket) ?? '') === '') {
    report.warn('KSERVE_STORAGE_SPEC', `${path}.parameters.bucket`, undefined, 'add it: where the type is a parameter, the bucket in the Secret is not read, and no pod starts');
  }
  const secret = annotation(manifest, SECRET_ANNOTATION) ?? DEFAULT_SECRET;
  const entries = entriesOf(scene, manifest.metadata.namespace, secret);
  const key = text(storage.key) ?? '';
  if (!entries) return;
  if (key !== '' && !entries.has(key)) {
    const near = nearest(key, [...entries.keys()]);
    report.warn('KSERVE_STORAGE_SPEC', `${path}.key`, key, `${near ? `did you mean '${near}'? ` : ''}Secret '${secret}' has ${[...entries.keys()].map(k => `'${k}'`).join(', ') || 'no keys'}, and no pod starts`);
    return;
  }
  if (type !== '') return;
  const chosen = key === '' ? 'default' : key;
  if (!entries.has(chosen)) {
    report.warn('KSERVE_STORAGE_SPEC', `${path}.key`, undefined, `a key of Secret '${secret}', or parameters.type: without them its key 'default' is read, which is not there`);
  } else describeEntry(entries.get(chosen), { secret, key: chosen, field: key === '' ? path : `${path}.key`, bucket: text(parameters.bucket) ?? '' }, report);
};

/** The keys of a Secret of the input, with their text where it can be read; undefined without such a Secret. */
function entriesOf({ objects }: Scene, namespace: string | undefined, name: string): Map<string, string | undefined> | undefined {
  const secret = objects.find('/Secret', namespace, name);
  if (!secret) return undefined;
  const entries = new Map<string, string | undefined>();
  for (const [key, value] of Object.entries(record(secret.data))) entries.set(key, typeof value === 'string' ? Buffer.from(value, 'base64').toString() : undefined);
  for (const [key, value] of Object.entries(record(secret.stringData))) entries.set(key, text(value));
  return entries;
}

interface Entry { readonly secret: string; readonly key: string; readonly field: string; readonly bucket: string }

/** An entry is JSON whose values are texts; what it holds is never told. */
function describeEntry(json: string | undefined, { secret, key, field, bucket }: Entry, report: Report): void {
  if (json === undefined) return;
  const warn = (fix: string) => report.warn('KSERVE_STORAGE_SPEC', field, key, `${fix}: key '${key}' of Secret '${secret}'`);
  let entry: unknown;
  try {
    entry = JSON.parse(json);
  } catch {
    // Told below: it is no map.
  }
  if (!isMap(entry) || Object.values(entry).some(value => typeof value !== 'string')) {
    warn('a JSON map of texts, as in {"type": "s3", "bucket": ...}');
    return;
  }
  if (!TYPES.includes(entry.type)) warn(entry.type === undefined ? `add "type", one of ${TYPES.join(', ')}` : `"type" is one of ${TYPES.join(', ')}`);
  else if (entry.type === 's3' && (entry.bucket ?? '') === '' && bucket === '') warn('add "bucket", or parameters.bucket');
}
