import { autoscaler, told } from './told';

test.each<[string, object, ...string[]]>([
  ['no replicas', { minReplicas: 0 },
    'error AUTOSCALER_RANGE spec.minReplicas: got 0; at least 1; scaling to zero needs a feature gate that is off'],
  ['bounds that cross', { minReplicas: 4, maxReplicas: 3 },
    'error AUTOSCALER_RANGE spec.maxReplicas: got 3; at least 4'],
  ['no group of its target', { scaleTargetRef: { kind: 'Deployment', name: 'a' } },
    'error VALUE_MISSING spec.scaleTargetRef.apiVersion: with its API group, such as apps/v1'],
  ['a version of no group', { scaleTargetRef: { apiVersion: 'v1', kind: 'Deployment', name: 'a' } },
    "error VALUE_MISSING spec.scaleTargetRef.apiVersion: got 'v1'; with its API group, such as apps/v1"],
  ['a version in three parts', { scaleTargetRef: { apiVersion: 'a/b/c', kind: 'Deployment', name: 'a' } },
    "error NAME_INVALID spec.scaleTargetRef.apiVersion: got 'a/b/c'; group/version, such as apps/v1"],
  ['a target with a slash', { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a/b' } },
    "error NAME_INVALID spec.scaleTargetRef.name: got 'a/b'; no / and no % in it"],
  ['a misspelt type of a metric', { metrics: [{ type: 'Resorce', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }] },
    "error AUTOSCALER_METRIC spec.metrics[0].type: got 'Resorce'; did you mean 'Resource'?"],
  ['a type of a metric that is none', { metrics: [{ type: 'Anything' }] },
    "error AUTOSCALER_METRIC spec.metrics[0].type: got 'Anything'; one of Object, Pods, Resource, ContainerResource, External"],
  ['a metric of another type', {
    metrics: [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
        pods: { metric: { name: 'a' }, target: { type: 'AverageValue', averageValue: 1 } },
      },
    ],
  },
  'error AUTOSCALER_METRIC spec.metrics[0].pods: type is Resource: leave it out'],
  ['a metric that is not described', { metrics: [{ type: 'Resource' }] },
    'error AUTOSCALER_METRIC spec.metrics[0].resource: type Resource describes its metric here'],
  ['a target of no known type', { metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Percent', averageUtilization: 80 } } }] },
    "error AUTOSCALER_METRIC spec.metrics[0].resource.target.type: got 'Percent'; Utilization, Value or AverageValue"],
  ['a target of no value', { metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization' } } }] },
    'error AUTOSCALER_METRIC spec.metrics[0].resource.target.averageValue: give averageValue or averageUtilization'],
  ['a target of two values', { metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80, averageValue: 1 } } }] },
    'error NOT_EXACTLY_ONE spec.metrics[0].resource.target.averageValue: got 1; averageUtilization is given too: keep one of the two'],
  ['a target of zero', { metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 0 } } }] },
    'error VALUE_OUT_OF_RANGE spec.metrics[0].resource.target.averageUtilization: got 0; at least 1'],
  ['an average of zero', { metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'AverageValue', averageValue: 0 } } }] },
    'error QUANTITY_INVALID spec.metrics[0].resource.target.averageValue: got 0; more than zero'],
  ['a target of another type', { metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageValue: 1 } } }] },
    "warning AUTOSCALER_METRIC spec.metrics[0].resource.target.type: got 'Utilization'; it is not the one that is given: the autoscaler goes by the value it finds"],
  ['a metric of pods without an average', { metrics: [{ type: 'Pods', pods: { metric: { name: 'a' }, target: { type: 'Value', value: 1 } } }] },
    'error AUTOSCALER_METRIC spec.metrics[0].pods.target.averageValue: the value that each pod should have'],
  ['a metric with a slash', { metrics: [{ type: 'Pods', pods: { metric: { name: 'a/b' }, target: { type: 'AverageValue', averageValue: 1 } } }] },
    "error NAME_INVALID spec.metrics[0].pods.metric.name: got 'a/b'; no / and no % in it"],
  ['an object with a slash', {
    metrics: [{ type: 'Object', object: { describedObject: { kind: 'Ingress', name: 'a/b' }, metric: { name: 'a' }, target: { type: 'Value', value: 1 } } }],
  },
  "error NAME_INVALID spec.metrics[0].object.describedObject.name: got 'a/b'; no / and no % in it"],
  ['an external metric of nothing', { metrics: [{ type: 'External', external: { metric: { name: 'a' }, target: { type: 'Value' } } }] },
    'error AUTOSCALER_METRIC spec.metrics[0].external.target.averageValue: give averageValue or value'],
  ['a container in upper case', {
    metrics: [{ type: 'ContainerResource', containerResource: { container: 'A', name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
  },
  "error NAME_INVALID spec.metrics[0].containerResource.container: got 'A'; the name of a container"],
  ['a resource of a container that is none', {
    metrics: [{ type: 'ContainerResource', containerResource: { container: 'a', name: 'gpu', target: { type: 'Utilization', averageUtilization: 80 } } }],
  },
  "error RESOURCE_NAME_UNKNOWN spec.metrics[0].containerResource.name: got 'gpu'; cpu or memory"],
  ['an hour and more to settle', { behavior: { scaleDown: { stabilizationWindowSeconds: 3601 } } },
    'error VALUE_OUT_OF_RANGE spec.behavior.scaleDown.stabilizationWindowSeconds: got 3601; 0 to 3600'],
  ['a choice that is none', { behavior: { scaleUp: { selectPolicy: 'Fast' } } },
    "error VALUE_UNKNOWN spec.behavior.scaleUp.selectPolicy: got 'Fast'; Max, Min or Disabled"],
  ['no policies', { behavior: { scaleUp: { policies: [] } } },
    'error VALUE_MISSING spec.behavior.scaleUp.policies: one policy at least, or leave the list out'],
  ['a policy of no known type', { behavior: { scaleUp: { policies: [{ type: 'Replicas', value: 1, periodSeconds: 60 }] } } },
    "error VALUE_UNKNOWN spec.behavior.scaleUp.policies[0].type: got 'Replicas'; Pods or Percent"],
  ['a policy of zero', { behavior: { scaleUp: { policies: [{ type: 'Pods', value: 0, periodSeconds: 60 }] } } },
    'error VALUE_OUT_OF_RANGE spec.behavior.scaleUp.policies[0].value: got 0; at least 1'],
  ['a policy of more than half an hour', { behavior: { scaleUp: { policies: [{ type: 'Pods', value: 1, periodSeconds: 1801 }] } } },
    'error VALUE_OUT_OF_RANGE spec.behavior.scaleUp.policies[0].periodSeconds: got 1801; 1 to 1800'],
  ['a tolerance', { behavior: { scaleUp: { tolerance: '100m' } } },
    "warning FEATURE_OFF spec.behavior.scaleUp.tolerance: got '100m'; its feature gate is off by default, and the field is dropped"],
])('an autoscaler with %s', (_, given, ...lines) => {
  expect(told(autoscaler(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['all kinds of metrics', {
    metrics: [
      { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
      {
        type: 'Pods',
        pods: { metric: { name: 'requests_per_second', selector: { matchLabels: { a: 'b' } } }, target: { type: 'AverageValue', averageValue: '1k' } },
      },
      {
        type: 'Object',
        object: {
          describedObject: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', name: 'a' },
          metric: { name: 'a' },
          target: { type: 'Value', value: '10k' },
        },
      },
      { type: 'External', external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: 30 } } },
      { type: 'ContainerResource', containerResource: { container: 'main', name: 'memory', target: { type: 'AverageValue', averageValue: '1Gi' } } },
    ],
  }],
  ['its own pace', {
    behavior: {
      scaleDown: { stabilizationWindowSeconds: 3600, selectPolicy: 'Min', policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }] },
      scaleUp: { selectPolicy: 'Disabled' },
    },
  }],
  ['a custom target', { scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'a' }, minReplicas: 1 }],
])('an autoscaler with %s is fine', (_, given) => {
  expect(told(autoscaler(given))).toEqual([]);
});

test('the first version of autoscalers knows CPU only', () => {
  const given = (targetCPUUtilizationPercentage: number) => ({ ...autoscaler({ targetCPUUtilizationPercentage }), apiVersion: 'autoscaling/v1' });
  expect(told(given(0))).toEqual(['error VALUE_OUT_OF_RANGE spec.targetCPUUtilizationPercentage: got 0; at least 1']);
  expect(told(given(80))).toEqual([]);
});
