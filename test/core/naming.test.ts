import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { ModelApi, Stack, TrainingJob } from '../../lib';
import { kebab, labelsOf, selectorOf } from '../../lib/core';
import { find, kindsAndNames, problems, synth, testApp, testStack } from '../support/synth';

test.each([
  ['MlflowServer', 'mlflow-server'],
  ['mlflowServer', 'mlflow-server'],
  ['mlflow_server', 'mlflow-server'],
  ['mlflow server', 'mlflow-server'],
  ['mlflow-server', 'mlflow-server'],
  ['IrisAPI', 'iris-api'],
  ['MyAPIServer', 'my-api-server'],
  ['ResNet50', 'res-net50'],
  ['v2Model', 'v2-model'],
  ['a__b  c', 'a-b-c'],
  ['X', 'x'],
  ['', ''],
])('%p becomes %p', (id, name) => {
  expect(kebab(id)).toBe(name);
});

test('a name in kebab-case stays as it is', () => {
  fc.assert(fc.property(fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/), name => {
    expect(kebab(name)).toBe(name);
  }));
});

test('words of letters become a name that the API server takes, and one that stays', () => {
  fc.assert(fc.property(fc.stringMatching(/^[A-Za-z][A-Za-z0-9]*([ _][A-Za-z0-9]+)*$/), id => {
    expect(kebab(id)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(kebab(kebab(id))).toBe(kebab(id));
  }));
});

test('the id of a construct names its object and those around it', () => {
  const stack = testStack();
  new ModelApi(stack, 'ChurnAPI', { image: 'acme/churn:1' });
  expect(kindsAndNames(synth(stack))).toEqual([
    'Namespace/mlops', 'ServiceAccount/churn-api', 'Deployment/churn-api', 'Service/churn-api-service',
    'HorizontalPodAutoscaler/churn-api-hpa', 'PodDisruptionBudget/churn-api-pdb', 'NetworkPolicy/churn-api-network',
  ]);
});

test('the id of a stack names its namespace', () => {
  expect(kindsAndNames(synth(new Stack(testApp(), 'MLOps Team')))).toEqual(['Namespace/ml-ops-team']);
});

test('a name that is given wins over the id', () => {
  const stack = testStack();
  new TrainingJob(stack, 'ResNet', { image: 'a:1', name: 'resnet' });
  expect(find(synth(stack), 'Job').metadata.name).toBe('resnet');
});

test('every object of a workload tells what it is, and one label alone selects its pods', () => {
  const identity = { instance: 'iris', app: 'model-api', component: 'serving' };
  expect(labelsOf(identity)).toEqual({
    'app.kubernetes.io/name': 'model-api', 'app.kubernetes.io/instance': 'iris', 'app.kubernetes.io/component': 'serving', 'app.kubernetes.io/managed-by': 'cdk8s-mlops',
  });
  expect(selectorOf('iris')).toEqual({ 'app.kubernetes.io/instance': 'iris' });
  expect(labelsOf(identity)).toMatchObject(selectorOf('iris'));
});

test('a workload keeps its selector when its construct moves or its labels change', () => {
  const selector = (scope: (stack: Stack) => Construct, labels?: Record<string, string>) => {
    const stack = testStack();
    new ModelApi(scope(stack), 'api', { image: 'a:1', labels });
    return find(synth(stack), 'Deployment').spec.selector;
  };
  const here = selector(stack => stack);
  expect(selector(stack => new Construct(new Construct(stack, 'team'), 'part'))).toEqual(here);
  expect(selector(stack => stack, { team: 'ml' })).toEqual(here);
});

test('a label of the author cannot part a ServiceMonitor from its Service: it is refused', () => {
  const stack = testStack({ serviceMonitorLabels: { release: 'prometheus' } });
  new ModelApi(stack, 'api', { image: 'a:1', metricsPath: '/metrics', labels: { 'app.kubernetes.io/instance': 'mine' } });
  expect(problems(stack)).toEqual(["[mlops/api] FIELD_IGNORED labels['app.kubernetes.io/instance']: got 'mine'; the selector of the workload needs this label; set `name` instead"]);
});
