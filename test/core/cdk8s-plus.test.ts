import * as kplus from 'cdk8s-plus-28';
import { ModelApi } from '../../lib';
import { find, synth, testStack } from '../support/synth';

test('a Service of cdk8s-plus finds the pods of a workload', () => {
  const stack = testStack();
  const api = new ModelApi(stack, 'churn', { image: 'a:1' });
  new kplus.Service(stack, 'second', { metadata: { name: 'second' }, selector: api, ports: [{ port: 80, targetPort: 8000 }] });
  expect(find(synth(stack), 'Service', 'second').spec.selector).toEqual(api.selectorLabels);
});

test('a NetworkPolicy of cdk8s-plus has a workload as its subject and as a peer', () => {
  const stack = testStack();
  const api = new ModelApi(stack, 'churn', { image: 'a:1' });
  const other = new ModelApi(stack, 'other', { image: 'a:1' });
  const policy = new kplus.NetworkPolicy(stack, 'policy', { metadata: { name: 'policy' }, selector: api });
  policy.addIngressRule(other, [kplus.NetworkPolicyPort.tcp(8000)]);
  const { spec } = find(synth(stack), 'NetworkPolicy', 'policy');
  expect(spec.podSelector.matchLabels).toEqual(api.selectorLabels);
  expect(spec.ingress[0].from[0].podSelector.matchLabels).toEqual(other.selectorLabels);
});

test('values of the environment are those of cdk8s-plus', () => {
  const stack = testStack();
  const map = new kplus.ConfigMap(stack, 'map', { metadata: { name: 'map' }, data: { MODE: 'fast' } });
  new ModelApi(stack, 'churn', {
    image: 'a:1',
    serviceAccount: kplus.ServiceAccount.fromServiceAccountName(stack, 'sa', 'existing'),
    env: { MODE: kplus.EnvValue.fromConfigMap(map, 'MODE'), NODE: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME) },
  });
  const { spec } = find(synth(stack), 'Deployment').spec.template;
  expect(spec.containers[0].env.slice(1)).toEqual([
    { name: 'MODE', valueFrom: { configMapKeyRef: { name: 'map', key: 'MODE' } } },
    { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
  ]);
  expect(spec.serviceAccountName).toBe('existing');
});
