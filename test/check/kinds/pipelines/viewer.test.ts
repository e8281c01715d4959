import type { Row } from './workflows';
import { found } from './workflows';
import type { Manifest } from '../../../../lib/check';

const viewer = (spec: object): Manifest => ({
  apiVersion: 'kubeflow.org/v1beta1', kind: 'Viewer', metadata: { name: 'logs', namespace: 'team' }, spec: { type: 'tensorboard', tensorboardSpec: { logDir: 's3://b/logs', tensorflowImage: 'tensorflow/tensorflow:2.17.0' }, ...spec },
});

test.each<Row>([
  ['no image', { tensorboardSpec: { logDir: 'x' } }, [
    'error KFP_VIEWER_IMAGE spec.tensorboardSpec.tensorflowImage: required: the controller deletes a Viewer without it',
  ]],
  ['another type', { type: 'notebook' }, [
    "warning KFP_VIEWER_TYPE spec.type: got 'notebook'; 'tensorboard' is the only type; the controller passes over others",
  ]],
  ['no logs', { tensorboardSpec: { tensorflowImage: 'tensorflow/tensorflow:2.17.0' } }, [
    'warning KFP_VIEWER_LOGS spec.tensorboardSpec.logDir: where the logs are, such as s3://bucket/logs',
  ]],
])('%s is a problem', (_, spec, lines) => {
  expect(found(viewer(spec))).toEqual(lines);
});

test('a viewer of logs is fine', () => {
  expect(found(viewer({ podTemplateSpec: { spec: { containers: [{}] } } }))).toEqual([]);
});
