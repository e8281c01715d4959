import { variable } from './components';
import { refuseGpus } from './gpu';
import { AUTOSCALER_CLASS } from './mode';
import type { ServiceRule } from './service';
import { annotation, annotationPath, maps, number, text } from './values';
import { isMap } from '../../../manifest';
import type { Report } from '../../../report';

/** Variables that KServe computes from the sizes of workerSpec. */
const COMPUTED: ReadonlyMap<string, string> = new Map([['PIPELINE_PARALLEL_SIZE', 'pipelineParallelSize'], ['TENSOR_PARALLEL_SIZE', 'tensorParallelSize']]);

/** Sizes of a multi-node runtime that stand in the environment. */
export function refuseComputed(container: Record<string, any>, path: string, report: Report): void {
  for (const [name, field] of COMPUTED) {
    const found = variable(container, name);
    if (found) report.refuse('KSERVE_ENV_RESERVED', `${path}.${found.path}.name`, name, `set workerSpec.${field} instead: KServe computes this variable from it`);
  }
}

/** Sizes of a workerSpec, and its one container. */
export function refuseWorkers(workers: Record<string, any>, path: string, report: Report): void {
  for (const field of COMPUTED.values()) {
    const size = number(workers[field]);
    if (size !== undefined && size < 1) report.refuse('KSERVE_MULTI_NODE', `${path}.${field}`, size, 'at least 1');
  }
  const containers = maps(workers.containers, `${path}.containers`);
  if (containers.length > 1) report.refuse('KSERVE_MULTI_NODE', containers[1].path, undefined, 'remove it: a worker has one container');
}

/** A model over several nodes. */
export const multiNode: ServiceRule = ({ manifest, mode, predictor }, report) => {
  if (!predictor || !isMap(predictor.map.workerSpec)) return;
  const path = `${predictor.path}.workerSpec`;
  const { workerSpec } = predictor.map;
  const given = annotation(manifest, 'serving.kserve.io/gpu-resource-types');
  const gpus = { given, field: annotationPath('serving.kserve.io/gpu-resource-types') };
  refuseWorkers(workerSpec, path, report);
  const model = predictor.implementations.find(one => one.kind === 'model');
  refuseGpus([...model ? [model] : [], ...maps(workerSpec.containers, `${path}.containers`)], gpus, report);
  if (model) {
    refuseComputed(model.map, model.path, report);
    const uri = text(model.map.storageUri);
    if (uri === undefined) {
      report.refuse('KSERVE_MULTI_NODE', `${model.path}.storageUri`, undefined, 'add it, with pvc:// or oci://: all nodes read one model, and storage or storageUris is not looked at');
    } else if (!['pvc', 'oci'].includes(uri.split('://')[0])) {
      report.refuse('KSERVE_MULTI_NODE', `${model.path}.storageUri`, uri, 'pvc:// or oci://: all nodes read one model, and none of them downloads it');
    }
    const autoscaler = annotation(manifest, AUTOSCALER_CLASS);
    if (autoscaler !== 'none') {
      report.refuse('KSERVE_MULTI_NODE', annotationPath(AUTOSCALER_CLASS), autoscaler, "write 'none': nodes that work together cannot be scaled one by one");
    }
  }
  if (mode.runs !== 'Standard') {
    report.warn('KSERVE_MODE_IGNORED', path, undefined, `annotate serving.kserve.io/deploymentMode: Standard: in ${mode.said} no worker is started`);
  }
};
