import { Size } from 'cdk8s';
import type { InferenceGraphProps, Stack } from '../../../../lib';
import { GraphNode, GraphTarget, InferenceGraph, InferenceServiceRef, StepData, StepDependency, TrainedModel } from '../../../../lib';
import { find, synth, testStack } from '../../../support/synth';

/*
 * What KServe's samples, its documentation and its own end-to-end tests show of graphs and of many models in
 * one service, said with typed props; any problem fails. Names and values are theirs.
 */

const to = (name: string) => GraphTarget.service(InferenceServiceRef.fromName(name));

/** What a construct writes, without what every object of the library has and the mode, which is always written. */
const written = (kind: string, make: (stack: Stack) => void) => {
  const stack = testStack();
  make(stack);
  const { apiVersion, metadata: { name }, spec } = find(synth(stack), kind);
  expect(apiVersion).toBe('serving.kserve.io/v1alpha1');
  return { name, spec };
};
const graph = (name: string, props: InferenceGraphProps) => written('InferenceGraph', stack => new InferenceGraph(stack, name, props));
const sample = (name: string, nodes: object) => ({ name, spec: { nodes } });

test.each<[string, GraphNode, object]>([
  // docs/samples/graph
  [
    'model-chainer', GraphNode.sequence([{ to: to('sklearn-iris') }, { to: to('xgboost-iris'), data: StepData.REQUEST }]),
    { routerType: 'Sequence', steps: [{ serviceName: 'sklearn-iris' }, { serviceName: 'xgboost-iris', data: '$request' }] },
  ],
  [
    'splitter-model', GraphNode.splitter([{ to: to('sklearn-iris'), weight: 20 }, { to: to('xgboost-iris'), weight: 80 }]),
    { routerType: 'Splitter', steps: [{ serviceName: 'sklearn-iris', weight: 20 }, { serviceName: 'xgboost-iris', weight: 80 }] },
  ],
  [
    'ensemble-model', GraphNode.ensemble(['sklearn-iris', 'xgboost-iris'].map(name => ({ to: to(name), name }))),
    { routerType: 'Ensemble', steps: ['sklearn-iris', 'xgboost-iris'].map(name => ({ serviceName: name, name })) },
  ],
  [
    'model-switch', GraphNode.switch([
      { to: GraphTarget.url('http://single-1.default.example.com/switch'), condition: '[@this].#(source==client)' },
      { to: GraphTarget.url('http://single-2.default.example.com/switch'), condition: 'instances.#(intval>10)' },
      { to: GraphTarget.url('http://single-3.default.example.com/switch'), condition: 'instances.#(strval%*red-server*)' },
    ]),
    {
      routerType: 'Switch',
      steps: [
        { serviceUrl: 'http://single-1.default.example.com/switch', condition: '[@this].#(source==client)' },
        { serviceUrl: 'http://single-2.default.example.com/switch', condition: 'instances.#(intval>10)' },
        { serviceUrl: 'http://single-3.default.example.com/switch', condition: 'instances.#(strval%*red-server*)' },
      ],
    },
  ],
  // the documentation
  [
    'dog-breed-pipeline', GraphNode.sequence([
      { to: to('cat-dog-classifier'), name: 'cat_dog_classifier' },
      { to: to('dog-breed-classifier'), name: 'dog_breed_classifier', data: StepData.REQUEST, condition: '[@this].#(predictions.0=="dog")' },
    ]),
    {
      routerType: 'Sequence',
      steps: [
        { serviceName: 'cat-dog-classifier', name: 'cat_dog_classifier' },
        { serviceName: 'dog-breed-classifier', name: 'dog_breed_classifier', data: '$request', condition: '[@this].#(predictions.0=="dog")' },
      ],
    },
  ],
  [
    'sequential-processing-pipeline', GraphNode.sequence([
      { to: to('preprocessor'), name: 'preprocess_step' },
      { to: to('classifier'), name: 'classify', data: StepData.RESPONSE },
      { to: to('text-classifier'), name: 'classify_text', condition: '[@this].#(predictions.0.class=="news")' },
      { to: to('named-entity-recognition'), name: 'classify_news', condition: '[@this].#(predictions.0.class=="sports")' },
    ]),
    {
      routerType: 'Sequence',
      steps: [
        { serviceName: 'preprocessor', name: 'preprocess_step' },
        { serviceName: 'classifier', name: 'classify', data: '$response' },
        { serviceName: 'text-classifier', name: 'classify_text', condition: '[@this].#(predictions.0.class=="news")' },
        { serviceName: 'named-entity-recognition', name: 'classify_news', condition: '[@this].#(predictions.0.class=="sports")' },
      ],
    },
  ],
  [
    'traffic-splitter', GraphNode.splitter(([['a', 50], ['b', 30], ['c', 20]] as const).map(([name, weight]) => ({ to: to(`model-${name}`), name: `target_${name}`, weight }))),
    {
      routerType: 'Splitter',
      steps: [
        { serviceName: 'model-a', name: 'target_a', weight: 50 }, { serviceName: 'model-b', name: 'target_b', weight: 30 },
        { serviceName: 'model-c', name: 'target_c', weight: 20 },
      ],
    },
  ],
  [
    'model-ensemble', GraphNode.ensemble(['a', 'b', 'c'].map(name => ({ to: to(`model-${name}`), name: `model_${name}` }))),
    { routerType: 'Ensemble', steps: ['a', 'b', 'c'].map(name => ({ serviceName: `model-${name}`, name: `model_${name}` })) },
  ],
  // test/e2e/graph
  [
    'seq-scenario-3', GraphNode.sequence([
      { to: to('error-404'), name: 'rootStep1', dependency: StepDependency.HARD }, { to: to('success-200'), name: 'rootStep2', dependency: StepDependency.SOFT },
    ]),
    { routerType: 'Sequence', steps: [{ serviceName: 'error-404', name: 'rootStep1', dependency: 'Hard' }, { serviceName: 'success-200', name: 'rootStep2', dependency: 'Soft' }] },
  ],
  [
    'ensemble-scenario-8', GraphNode.ensemble([
      { to: to('error-404'), name: 'rootStep1', dependency: StepDependency.HARD }, { to: to('success-200'), name: 'rootStep2' }, { to: to('success-200'), name: 'rootStep3' },
    ]),
    {
      routerType: 'Ensemble',
      steps: [
        { serviceName: 'error-404', name: 'rootStep1', dependency: 'Hard' }, { serviceName: 'success-200', name: 'rootStep2' },
        { serviceName: 'success-200', name: 'rootStep3' },
      ],
    },
  ],
])('%s', (name, root, node) => {
  expect(graph(name, { root })).toEqual(sample(name, { root: node }));
});

test('conditional-routing-pipeline leads to a node, which the sample leaves out', () => {
  const middle = GraphNode.ensemble([{ to: to('upper') }, { to: to('lower') }], { name: 'middle' });
  const root = GraphNode.switch([
    { to: to('upper'), condition: '[@this].#(instances.0.data>0.9)' },
    { to: to('lower'), condition: '[@this].#(instances.0.data<=0.5)' },
    { to: middle, condition: '[@this].#(instances.0.data>0.5 && instances.0.data<=0.9)' },
  ]);
  expect(graph('conditional-routing-pipeline', { root })).toEqual(sample('conditional-routing-pipeline', {
    root: {
      routerType: 'Switch',
      steps: [
        { serviceName: 'upper', condition: '[@this].#(instances.0.data>0.9)' },
        { serviceName: 'lower', condition: '[@this].#(instances.0.data<=0.5)' },
        { nodeName: 'middle', condition: '[@this].#(instances.0.data>0.5 && instances.0.data<=0.9)' },
      ],
    },
    middle: { routerType: 'Ensemble', steps: [{ serviceName: 'upper' }, { serviceName: 'lower' }] },
  }));
});

test('switch-scenario-5: a sequence whose first step is a switch', () => {
  const node1 = GraphNode.switch([{ to: to('error-404'), name: 'node1Step1', condition: '[@this].#(decision_picker==ERROR)' }], { name: 'node1' });
  const root = GraphNode.sequence([{ to: node1, name: 'rootStep1', dependency: StepDependency.SOFT }, { to: to('success-200'), name: 'rootStep2' }]);
  expect(graph('switch-scenario-5', { root })).toEqual(sample('switch-scenario-5', {
    root: { routerType: 'Sequence', steps: [{ nodeName: 'node1', name: 'rootStep1', dependency: 'Soft' }, { serviceName: 'success-200', name: 'rootStep2' }] },
    node1: { routerType: 'Switch', steps: [{ serviceName: 'error-404', name: 'node1Step1', condition: '[@this].#(decision_picker==ERROR)' }] },
  }));
});

const GCS = 'gs://kfserving-examples/models';

test.each<[string, string, string, string, Size, string]>([
  ['model1-sklearn', 'sklearn-iris-example', `${GCS}/sklearn/1.0/model`, 'sklearn', Size.mebibytes(256), '256Mi'],
  ['cifar10', 'triton-mms', `${GCS}/torchscript/cifar10`, 'pytorch', Size.gibibytes(1), '1Gi'],
  ['mnist', 'example-amdserver-multi-isvc', 'https://github.com/Xilinx/inference-server/raw/main/tests/assets/mnist.zip', 'tensorflow', Size.gibibytes(1), '1Gi'],
])('%s, one of many models of a service', (name, service, storageUri, framework, memory, quantity) => {
  expect(written('TrainedModel', stack => new TrainedModel(stack, name, { inferenceService: InferenceServiceRef.fromName(service), storageUri, framework, memory })))
    .toEqual({ name, spec: { inferenceService: service, model: { storageUri, framework, memory: quantity } } });
});
