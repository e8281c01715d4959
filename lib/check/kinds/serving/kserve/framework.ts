import type { Implementation } from './components';
import { text } from './values';
import { isMap, record } from '../../../manifest';
import type { Report } from '../../../report';

const TYPES = ['s3', 'hdfs', 'webhdfs'];

/** What only explainers, and predictors of canaries, are asked about `storage`. */
export function refuseStorageType(map: Record<string, any>, path: string, uri: string | undefined, report: Report): void {
  if (!isMap(map.storage)) return;
  if (uri !== undefined) {
    if (!TYPES.some(type => uri.startsWith(`${type}://`))) {
      report.refuse('KSERVE_STORAGE_TYPE', `${path}.storageUri`, uri, `beside storage one of ${TYPES.map(type => `${type}://`).join(', ')}; else drop storage`);
    }
    return;
  }
  const type = isMap(map.storage.parameters) ? text(map.storage.parameters.type) : undefined;
  if (type !== undefined && !TYPES.some(known => `${type}://`.startsWith(`${known}://`))) {
    report.refuse('KSERVE_STORAGE_TYPE', `${path}.storage.parameters.type`, type, `one of ${TYPES.join(', ')}`);
  }
}

/** The frameworks that say which storage they take; the others take any. */
const STORAGE_CHECKED = ['tensorflow', 'pytorch', 'onnx', 'huggingface', 'pmml'];

/** A framework field that no defaulting turned into `model`: in a canary, and in ModelMesh mode. */
export function refuseFramework({ field, path, map }: Implementation, report: Report): void {
  if (STORAGE_CHECKED.includes(field)) refuseStorageType(map, path, text(map.storageUri), report);
  if (field === 'onnx') {
    const uri = text(map.storageUri) ?? '';
    const file = uri.slice(uri.lastIndexOf('/') + 1);
    const extension = file.includes('.') ? file.slice(file.lastIndexOf('.')) : '';
    if (extension !== '' && extension !== '.onnx') {
      report.refuse('KSERVE_ONNX_FILE', `${path}.storageUri`, uri, "a directory without a dot, or a file that ends in '.onnx'; or use model with modelFormat.name onnx, which is not asked");
    }
  }
  const version = text(map.runtimeVersion);
  if ((field === 'tensorflow' || field === 'pytorch') && version !== undefined) {
    const gpu = Object.keys(record(record(map.resources).limits)).some(name => name === 'nvidia.com/gpu' || name.startsWith('nvidia.com/mig'));
    if (gpu !== version.includes('-gpu')) {
      report.refuse('KSERVE_RUNTIME_GPU', `${path}.runtimeVersion`, version, gpu ? "a version with '-gpu': the limits ask for a GPU" : "a version without '-gpu', or a GPU in resources.limits");
    }
  }
}
