import { componentsOf, variable } from './components';
import { DEPLOYMENT_MODE } from './mode';
import { annotation, nameOf, text } from './values';
import type { Manifest } from '../../../manifest';
import { list, record } from '../../../manifest';
import { parseQuantity } from '../../../quantity';
import type { KindRule } from '../../../rule';

const NAME = /^[a-zA-Z0-9_-]+$/;
const SCHEMES = ['s3://', 'gs://', 'https://', 'http://'];

/** KServe 0.20 of a TrainedModel, one of many on a multi-model server. */
export const trainedModel: KindRule = {
  kinds: ['serving.kserve.io/TrainedModel'],
  judge(manifest, report, { objects }) {
    const named = nameOf(manifest);
    if (named && !NAME.test(named.name)) {
      report.refuse('KSERVE_NAME_INVALID', named.field, named.written, 'letters, digits, _ and -, without a dot: it becomes part of the path /v1/models/<name>');
    }
    const spec = record(manifest.spec);
    const { storageUri } = record(spec.model);
    const uri = storageUri === undefined || storageUri === null ? '' : text(storageUri);
    if (uri !== undefined && !SCHEMES.some(scheme => uri.startsWith(scheme))) {
      report.refuse('KSERVE_TRAINED_MODEL_URI', 'spec.model.storageUri', storageUri ?? undefined, `one of ${SCHEMES.join(', ')}: the agent of a multi-model server downloads from no other place`);
    }
    const parent = text(spec.inferenceService);
    const service = parent === undefined ? undefined : objects.find('serving.kserve.io/InferenceService', manifest.metadata.namespace, parent);
    if (!service) return;
    const why = singleModel(service, parseQuantity(record(spec.model).memory));
    if (why !== undefined) {
      report.warn('KSERVE_TRAINED_MODEL_PARENT', 'spec.inferenceService', parent, `a multi-model InferenceService, with a runtime of multiModel: true and no storageUri: ${why}`);
    }
  },
};

/** Why a service of the input takes no further models; undefined where it does. */
function singleModel(service: Manifest, memory: number | undefined): string | undefined {
  const [predictor] = componentsOf(record(service.spec), annotation(service, DEPLOYMENT_MODE));
  const [implementation] = predictor?.role === 'predictor' ? predictor.implementations : [];
  if (!implementation) return undefined;
  const [first] = predictor.containers;
  if (first) {
    return variable(first.map, 'MULTI_MODEL_SERVER')?.map.value === 'true' ? undefined : "its first container has no variable MULTI_MODEL_SERVER: 'true'";
  }
  const { field, map } = implementation;
  if (field === 'huggingface' || record(map.modelFormat).name === 'huggingface') return 'a Hugging Face server serves one';
  const own = ['storageUri', 'storage'].find(name => map[name] !== undefined && map[name] !== null);
  if (own !== undefined || list(predictor.map.storageUris).length > 0) return `this one has a model of its own (${own ?? 'storageUris'})`;
  const limit = parseQuantity(record(record(map.resources).limits).memory);
  if (memory !== undefined && (limit ?? 0) < memory) return `its model asks for more memory than ${implementation.path}.resources.limits.memory of the service (${limit === undefined ? 'not set' : record(map.resources).limits.memory})`;
  return undefined;
}
