import { has } from './argo/tree';
import { record, text } from '../../manifest';
import type { KindRule } from '../../rule';

/** What the controller of Kubeflow Pipelines 2.17 wants of a Viewer, whose CRD has no schema. */
export const viewer: KindRule = {
  kinds: ['kubeflow.org/Viewer'],
  judge({ spec }, report) {
    const { type, tensorboardSpec } = record(spec);
    const { tensorflowImage, logDir } = record(tensorboardSpec);
    if (text(tensorflowImage) === '') {
      report.refuse('KFP_VIEWER_IMAGE', 'spec.tensorboardSpec.tensorflowImage', has(tensorflowImage) ? tensorflowImage : undefined, 'required: the controller deletes a Viewer without it');
    }
    if (type !== 'tensorboard') {
      report.warn('KFP_VIEWER_TYPE', 'spec.type', has(type) ? type : undefined, "'tensorboard' is the only type; the controller passes over others");
    } else if (text(logDir) === '') {
      report.warn('KFP_VIEWER_LOGS', 'spec.tensorboardSpec.logDir', has(logDir) ? logDir : undefined, 'where the logs are, such as s3://bucket/logs');
    }
  },
};
