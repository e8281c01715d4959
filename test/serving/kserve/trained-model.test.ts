import { ApiObject, JsonPatch, Size } from 'cdk8s';
import type { TrainedModelProps } from '../../../lib';
import { InferenceServiceRef, TrainedModel } from '../../../lib';
import { find, problems, synth, testStack } from '../../support/synth';

const stackWith = (props: Partial<TrainedModelProps> = {}, id = 'cifar10') => {
  const stack = testStack();
  const model = new TrainedModel(stack, id, {
    inferenceService: InferenceServiceRef.fromName('triton-mms'), storageUri: 's3://models/cifar10', framework: 'pytorch', memory: Size.gibibytes(1), ...props,
  });
  return { stack, model };
};

test('it says which service takes it in, where it is, and what it needs', () => {
  const { apiVersion, metadata, spec } = find(synth(stackWith().stack), 'TrainedModel');
  expect({ apiVersion, name: metadata.name, namespace: metadata.namespace, spec }).toEqual({
    apiVersion: 'serving.kserve.io/v1alpha1', name: 'cifar10', namespace: 'mlops',
    spec: { inferenceService: 'triton-mms', model: { storageUri: 's3://models/cifar10', framework: 'pytorch', memory: '1Gi' } },
  });
});

test('a field of tomorrow survives as a patch', () => {
  const { stack, model } = stackWith();
  model.apiObject.addJsonPatch(JsonPatch.add('/spec/model/fieldOfTomorrow', 'x'));
  expect(find(stack.toJson(), 'TrainedModel').spec.model.fieldOfTomorrow).toBe('x');
});

test.each<[string, Partial<TrainedModelProps>, string]>([
  ['a model of the Hugging Face hub', { storageUri: 'hf://a/b' }, "KSERVE_TRAINED_MODEL_URI storageUri: got 'hf://a/b'; one of s3://, gs://, https://, http://: the agent of a multi-model server downloads from no other place"],
  ['a name with a dot', { name: 'a.b' }, "KSERVE_NAME_INVALID name: got 'a.b'; letters, digits, _ and -, without a dot: it becomes part of the path /v1/models/<name>"],
])('%s: a problem', (_, props, line) => {
  expect(problems(stackWith(props).stack)).toEqual([`[mlops/cifar10] ${line}`]);
});

const service = (stack: ReturnType<typeof stackWith>['stack'], model: object, name = 'triton') => new ApiObject(stack, 'service', {
  apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService', metadata: { name, annotations: { 'serving.kserve.io/deploymentMode': 'Standard' } }, spec: { predictor: { model } },
});
const TRITON = { modelFormat: { name: 'triton' }, protocolVersion: 'v2' };

test('a service with a model of its own takes no other: a problem', () => {
  const { stack } = stackWith({ inferenceService: { inferenceServiceName: 'triton' } });
  service(stack, { ...TRITON, storageUri: 's3://a/b' });
  expect(problems(stack)).toEqual([
    "[mlops/cifar10] KSERVE_TRAINED_MODEL_PARENT inferenceService: got 'triton'; a multi-model InferenceService, with a runtime of multiModel: true and no storageUri: this one has a model of its own (storageUri)",
  ]);
});

test('a service of nearly this name: a problem, unless the one that was named is said to exist', () => {
  const { stack } = stackWith({ inferenceService: { inferenceServiceName: 'tritn' } });
  service(stack, TRITON);
  expect(problems(stack)).toEqual([
    "[mlops/cifar10] REFERENCE_MISSING inferenceService: got 'tritn'; no InferenceService of this name here; did you mean 'triton'? If it exists in the cluster, say so with --external inferenceservice/tritn, or Platform external",
  ]);
  const known = stackWith({ inferenceService: InferenceServiceRef.fromName('tritn') }).stack;
  service(known, TRITON);
  expect(problems(known)).toEqual([]);
});
