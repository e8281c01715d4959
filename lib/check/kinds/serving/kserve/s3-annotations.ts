import { annotationPath } from './values';
import { record } from '../../../manifest';
import type { KindRule } from '../../../rule';

const PREFIX = 'serving.kserve.io/s3-';
const IRSA = 'eks.amazonaws.com/role-arn';

/** Settings of S3 on a ServiceAccount, which KServe reads with an IAM role alone. */
export const s3Annotations: KindRule = {
  kinds: ['/ServiceAccount'],
  judge({ metadata }, report) {
    const annotations = record(metadata.annotations);
    if (Object.hasOwn(annotations, IRSA)) return;
    for (const key of Object.keys(annotations)) {
      if (key.startsWith(PREFIX)) {
        report.warn('KSERVE_S3_ANNOTATION', annotationPath(key), annotations[key], `put it on the Secret with the keys instead: on a ServiceAccount it is read only beside ${IRSA}`);
      }
    }
  },
};
