import { ApiObject, Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { InferenceGraphProps, PlatformProps, StackProps } from '../../../../lib';
import {
  GraphAutoscaler, GraphNode, GraphScaleMetric, GraphTarget, InferenceGraph, InferenceServiceRef, KServeMode, Placement, PodSecurity, Stack, StepData,
  StepDependency, TaintEffect,
} from '../../../../lib';
import { find, problems, synth, testStack } from '../../../support/synth';

const to = (name: string) => GraphTarget.service(InferenceServiceRef.fromName(name));
const ROOT = GraphNode.sequence([{ to: to('iris') }]);

const stackWith = (props: Partial<InferenceGraphProps> = {}, platform: PlatformProps = {}, stackProps: StackProps = {}) => {
  const stack = testStack(platform, stackProps);
  return { stack, graph: new InferenceGraph(stack, 'pets', { root: ROOT, ...props }) };
};
const render = (props: Partial<InferenceGraphProps> = {}, platform: PlatformProps = {}) => find(synth(stackWith(props, platform).stack), 'InferenceGraph');
const nodes = (root: GraphNode) => render({ root }).spec.nodes;

test('with a root alone it is a router in the mode of the platform', () => {
  expect(render()).toMatchInlineSnapshot(`
    {
      "apiVersion": "serving.kserve.io/v1alpha1",
      "kind": "InferenceGraph",
      "metadata": {
        "annotations": {
          "serving.kserve.io/deploymentMode": "Knative",
        },
        "labels": {
          "app.kubernetes.io/component": "serving",
          "app.kubernetes.io/instance": "pets",
          "app.kubernetes.io/managed-by": "cdk8s-mlops",
          "app.kubernetes.io/name": "inference-graph",
        },
        "name": "pets",
        "namespace": "mlops",
      },
      "spec": {
        "nodes": {
          "root": {
            "routerType": "Sequence",
            "steps": [
              {
                "serviceName": "iris",
              },
            ],
          },
        },
      },
    }
  `);
});

test('everything set is in the YAML', () => {
  const { metadata, spec } = render({
    mode: KServeMode.STANDARD, stop: false, minReplicas: 2, maxReplicas: 5, scaleMetric: GraphScaleMetric.MEMORY, scaleTarget: 70, nodeName: 'node-1',
    autoscaler: GraphAutoscaler.KEDA, annotations: { team: 'vision' },
    routerTimeouts: {
      serverRead: Duration.seconds(30), serverWrite: Duration.minutes(2), serverIdle: Duration.minutes(1), serviceClient: Duration.seconds(90),
    },
    resources: {
      cpu: { request: kplus.Cpu.millis(200), limit: kplus.Cpu.units(1) }, memory: { request: Size.mebibytes(128), limit: Size.mebibytes(256) },
    },
    placement: [Placement.nodes('disk', 'ssd'), Placement.preferApart('kubernetes.io/hostname')], nodeSelector: { pool: 'cpu' },
    tolerations: [{ key: 'pool', value: 'cpu', effect: TaintEffect.NO_SCHEDULE }],
    serviceAccount: kplus.ServiceAccount.fromServiceAccountName(testStack(), 'account', 'router'),
  });
  expect(metadata.annotations).toEqual({
    'serving.kserve.io/deploymentMode': 'Standard', 'serving.kserve.io/stop': 'false', 'serving.kserve.io/autoscalerClass': 'keda', 'team': 'vision',
  });
  expect(spec).toEqual({
    nodes: { root: { routerType: 'Sequence', steps: [{ serviceName: 'iris' }] } },
    minReplicas: 2, maxReplicas: 5, scaleMetric: 'memory', scaleTarget: 70, nodeName: 'node-1', serviceAccountName: 'router',
    routerTimeouts: { serverRead: 30, serverWrite: 120, serverIdle: 60, serviceClient: 90 },
    resources: { requests: { cpu: '200m', memory: '128Mi' }, limits: { cpu: '1', memory: '256Mi' } },
    affinity: {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] }] } },
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { 'app.kubernetes.io/instance': 'pets' } } } },
        ],
      },
    },
    nodeSelector: { pool: 'cpu' },
    tolerations: [{ key: 'pool', operator: 'Equal', value: 'cpu', effect: 'NoSchedule' }],
  });
});

describe('steps', () => {
  test('of a sequence say what they are sent, on what condition, and what a failure does', () => {
    const root = GraphNode.sequence([
      { to: to('a'), name: 'first', dependency: StepDependency.HARD },
      { to: to('b'), data: StepData.RESPONSE, condition: '[@this].#(x==1)', mapPredictionsToInstances: true },
      { to: GraphTarget.url('https://check.example.com/v1'), data: StepData.REQUEST, dependency: StepDependency.SOFT },
    ]);
    expect(nodes(root).root).toEqual({
      routerType: 'Sequence',
      steps: [
        { serviceName: 'a', name: 'first', dependency: 'Hard' },
        { serviceName: 'b', data: '$response', condition: '[@this].#(x==1)', mapPredictionsToInstances: true },
        { serviceUrl: 'https://check.example.com/v1', data: '$request', dependency: 'Soft' },
      ],
    });
  });

  test('of a splitter say their share, of an ensemble their names, of a switch their conditions', () => {
    expect(nodes(GraphNode.splitter([{ to: to('a'), weight: 30 }, { to: to('b'), weight: 70 }])).root)
      .toEqual({ routerType: 'Splitter', steps: [{ serviceName: 'a', weight: 30 }, { serviceName: 'b', weight: 70 }] });
    expect(nodes(GraphNode.ensemble([{ to: to('a'), name: 'x', dependency: StepDependency.HARD }])).root)
      .toEqual({ routerType: 'Ensemble', steps: [{ serviceName: 'a', name: 'x', dependency: 'Hard' }] });
    expect(nodes(GraphNode.switch([{ to: to('a'), condition: 'instances.0' }])).root)
      .toEqual({ routerType: 'Switch', steps: [{ serviceName: 'a', condition: 'instances.0' }] });
  });

  test('lead to other nodes, which are written once, however many lead there', () => {
    const shared = GraphNode.ensemble([{ to: to('a') }, { to: to('b') }], { name: 'both' });
    const half = GraphNode.splitter([{ to: shared, weight: 50 }, { to: to('c'), weight: 50 }], { name: 'half' });
    expect(nodes(GraphNode.sequence([{ to: half }, { to: shared, data: StepData.RESPONSE }]))).toEqual({
      root: { routerType: 'Sequence', steps: [{ nodeName: 'half' }, { nodeName: 'both', data: '$response' }] },
      half: { routerType: 'Splitter', steps: [{ nodeName: 'both', weight: 50 }, { serviceName: 'c', weight: 50 }] },
      both: { routerType: 'Ensemble', steps: [{ serviceName: 'a' }, { serviceName: 'b' }] },
    });
  });
});

test('one node may be in two graphs', () => {
  const { stack } = stackWith();
  new InferenceGraph(stack, 'again', { root: ROOT });
  expect(synth(stack).filter(({ kind }) => kind === 'InferenceGraph').map(({ spec }) => spec)).toEqual([render().spec, render().spec]);
});

describe('the mode', () => {
  const mode = (props: Partial<InferenceGraphProps>, platform: PlatformProps = {}) => render(props, platform).metadata.annotations['serving.kserve.io/deploymentMode'];

  test('is always written: that of the platform, or the one that was asked for', () => {
    expect(mode({}, { kserveMode: KServeMode.STANDARD })).toBe('Standard');
    expect(mode({ mode: KServeMode.KNATIVE }, { kserveMode: KServeMode.STANDARD })).toBe('Knative');
  });

  test('stays what the author wrote as an annotation', () => {
    expect(mode({ annotations: { 'serving.kserve.io/deploymentMode': 'RawDeployment' } })).toBe('RawDeployment');
  });
});

test('none at all may run where no HPA keeps one', () => {
  expect(render({ ...STANDARD, minReplicas: 0, autoscaler: GraphAutoscaler.NONE }).spec.minReplicas).toBe(0);
});

describe('the namespace', () => {
  const labels = (platform: PlatformProps, stackProps: StackProps = {}) => {
    const { stack } = stackWith({}, platform, stackProps);
    return find(synth(stack), 'Namespace').metadata;
  };

  test('lets the router in, which has no seccomp profile, and says why', () => {
    expect(labels({})).toMatchObject({
      labels: { 'pod-security.kubernetes.io/enforce': 'baseline', 'pod-security.kubernetes.io/warn': 'restricted' },
      annotations: { 'cdk8s-mlops/pod-security': 'baseline: KServe gives the router of an InferenceGraph no seccomp profile' },
    });
  });

  test('stays restricted where Knative adds it', () => {
    expect(labels({ knativeFeatures: ['secure-pod-defaults'] }).labels['pod-security.kubernetes.io/enforce']).toBe('restricted');
  });
});

test('a field of tomorrow survives as a patch', () => {
  const { stack, graph } = stackWith();
  graph.apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', 'x'));
  expect(find(stack.toJson(), 'InferenceGraph').spec.fieldOfTomorrow).toBe('x');
});

/** A node that leads back to the first one: its steps are added to the list it was made with. */
const around = () => {
  const steps = [{ to: to('a') as GraphTarget }];
  const back = GraphNode.sequence(steps, { name: 'back' });
  const root = GraphNode.sequence([{ to: back }]);
  steps.push({ to: root });
  return root;
};

/** What a service is made of, as far as others look. */
const SERVICE = { apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService', spec: { predictor: { model: { modelFormat: { name: 'sklearn' }, storageUri: 's3://a/b' } } } };

const STANDARD = { mode: KServeMode.STANDARD };
const CPU_POOL = [{ key: 'pool' }];

test.each<[string, Partial<InferenceGraphProps>, string]>([
  ['weights that are not 100 in sum', { root: GraphNode.splitter([{ to: to('a'), weight: 30 }, { to: to('b'), weight: 60 }]) }, 'KSERVE_GRAPH_WEIGHT root.steps: got 90; weights whose sum is 100'],
  ['a weight below nothing', { root: GraphNode.splitter([{ to: to('a'), weight: 110 }, { to: to('b'), weight: -10 }]) }, 'KSERVE_GRAPH_WEIGHT root.steps[1].weight: got -10; at least 0: the router counts the weights up, and the steps after it get less'],
  ['a switch without a condition', { root: GraphNode.switch([{ to: to('a'), condition: '' }]) }, "KSERVE_GRAPH_CONDITION root.steps[0].condition: a GJSON path such as '[@this].#(kind==\"cat\")': without one a step of a Switch is never taken"],
  ['a condition of the first step', { root: GraphNode.sequence([{ to: to('a'), condition: 'x' }]) }, "KSERVE_GRAPH_CONDITION root.steps[0].condition: got 'x'; remove it: it asks about the response of the step before, and the first step has none"],
  ['an answer before any was given', { root: GraphNode.sequence([{ to: to('a'), data: StepData.RESPONSE }]) }, "KSERVE_GRAPH_STEP root.steps[0].data: got '$response'; remove it: the first step has no response before it"],
  ['two steps of one name', { root: GraphNode.ensemble([{ to: to('a'), name: 'x' }, { to: to('b'), name: 'x' }]) }, "KSERVE_GRAPH_STEP root.steps[1].name: got 'x'; another name: an earlier step of this node has this one"],
  ['a node of nothing', { root: GraphNode.sequence([{ to: GraphNode.ensemble([], { name: 'none' }) }]) }, "KSERVE_GRAPH_STEP node 'none' steps: add a step: a node without steps answers nothing"],
  ['a node without a name', { root: GraphNode.sequence([{ to: GraphNode.ensemble([{ to: to('a') }]) }]) }, "KSERVE_GRAPH_NODE root.steps[0].to: name the node: GraphNode.sequence([...], { name: 'ranking' }), so that the step finds it"],
  ['two nodes of one name', { root: GraphNode.sequence([1, 2].map(() => ({ to: GraphNode.ensemble([{ to: to('a') }], { name: 'x' }) }))) }, "KSERVE_GRAPH_NODE root.steps[1].to: got 'x'; another name: the node at root.steps[0].to has this one, and each name stands for one node"],
  ['a second node named root', { root: GraphNode.sequence([{ to: GraphNode.ensemble([{ to: to('a') }], { name: 'root' }) }]) }, "KSERVE_GRAPH_NODE root.steps[0].to: got 'root'; another name: the first node is called so"],
  ['a name of the first node', { root: GraphNode.sequence([{ to: to('a') }], { name: 'start' }) }, "FIELD_IGNORED root.name: got 'start'; leave it out: KServe finds the first node by the name 'root'"],
  ['nodes that go round', { root: around() }, "KSERVE_GRAPH_CYCLE root.steps[0].to: got 'back'; lead elsewhere: back -> root -> back goes round for ever, until the router crashes"],
  ['a URL of another scheme', { root: GraphNode.sequence([{ to: GraphTarget.url('grpc://a:8033') }]) }, "KSERVE_GRAPH_STEP root.steps[0].to: got 'grpc://a:8033'; a URL that starts with http:// or https://, and names a host: the router can post to no other"],
  ['a name with a dot', { name: 'a.b' }, "KSERVE_NAME_INVALID name: got 'a.b'; lower-case letters, digits and -, starting with a letter: Services are named after it"],
  ['a long name', { ...STANDARD, name: 'a'.repeat(59) }, `KSERVE_HOST_TOO_LONG name: got '${'a'.repeat(59)}'; at most 58 characters in Standard mode: the Service and labels of the router's pods are named after it`],
  ['requests at once, counted by an HPA', { ...STANDARD, scaleMetric: GraphScaleMetric.CONCURRENCY }, "KSERVE_MODE_IGNORED scaleMetric: got 'concurrency'; cpu or memory: an HPA scales the router in Standard mode, on CPU at 80 % with this"],
  ['CPU, counted by Knative', { scaleMetric: GraphScaleMetric.CPU }, "KSERVE_SCALE_METRIC scaleMetric: got 'cpu'; concurrency or rps: in Knative mode the KPA scales, and Knative refuses cpu"],
  ['none, kept by an HPA', { ...STANDARD, minReplicas: 0 }, 'KSERVE_SCALE_TO_ZERO minReplicas: got 0; write 1: an HPA scales the router in Standard mode, and keeps one replica'],
  ['at most fewer than at least', { minReplicas: 3, maxReplicas: 2 }, 'KSERVE_REPLICAS maxReplicas: got 2; at least minReplicas, which is 3'],
  ['a time that nobody measures', { ...STANDARD, timeout: Duration.minutes(1) }, 'KSERVE_MODE_IGNORED timeout: got 60; ignored in Standard mode: set routerTimeouts instead'],
  ['an hour in Knative', { timeout: Duration.hours(1) }, 'KSERVE_KNATIVE_BOUNDS timeout: got 3600; from 0 to 600: Knative refuses more by default (max-revision-timeout-seconds)'],
  ['half a second', { routerTimeouts: { serviceClient: Duration.millis(500) } }, "DURATION_RANGE routerTimeouts.serviceClient: got '0.5s'; use whole seconds"],
  ['nodes of a kind in Knative', { nodeSelector: { pool: 'cpu' } }, 'KSERVE_KNATIVE_POD nodeSelector: Knative refuses it until kubernetes.podspec-nodeselector is enabled in config-features; or use KServeMode.STANDARD'],
  ['taints in Knative', { tolerations: CPU_POOL }, 'KSERVE_KNATIVE_POD tolerations: Knative refuses it until kubernetes.podspec-tolerations is enabled in config-features; or use KServeMode.STANDARD'],
  ['a place in Knative', { placement: [Placement.nodes('disk')] }, 'KSERVE_KNATIVE_POD placement: Knative refuses it until kubernetes.podspec-affinity is enabled in config-features; or use KServeMode.STANDARD'],
  ['an even spread', { ...STANDARD, placement: [Placement.spread('topology.kubernetes.io/zone')] }, "FIELD_IGNORED placement[0]: got 'topology.kubernetes.io/zone'; an InferenceGraph has no place for it; use Placement.preferApart"],
  ['a level of Kueue', { ...STANDARD, placement: [Placement.kueueRequired('rack')] }, "FIELD_IGNORED placement[0]: got 'rack'; Kueue admits jobs, and a router is none; leave it out"],
  ['two modes', { ...STANDARD, annotations: { 'serving.kserve.io/deploymentMode': 'Knative' } }, "ALTERNATIVES_CONFLICT annotations['serving.kserve.io/deploymentMode']: got 'Knative'; `mode` says Standard; remove one of the two"],
  ['an autoscaler that Knative does without', { autoscaler: GraphAutoscaler.EXTERNAL }, "FIELD_IGNORED autoscaler: got 'external'; Knative scales the router; leave it out, or use KServeMode.STANDARD"],
  ['two autoscalers', { ...STANDARD, autoscaler: GraphAutoscaler.NONE, annotations: { 'serving.kserve.io/autoscalerClass': 'keda' } }, "ALTERNATIVES_CONFLICT annotations['serving.kserve.io/autoscalerClass']: got 'keda'; `autoscaler` says none; remove one of the two"],
  ['a mode that is none', { annotations: { 'serving.kserve.io/deploymentMode': 'Standrd' } }, "KSERVE_MODE_UNKNOWN annotations['serving.kserve.io/deploymentMode']: got 'Standrd'; did you mean 'Standard'? the controller takes it as not set, which is Knative mode (the default of the cluster)"],
])('%s: a problem', (_, props, line) => {
  expect(problems(stackWith(props).stack)).toEqual([`[mlops/pets] ${line}`]);
});

test('halves of a percent: a problem each', () => {
  const root = GraphNode.splitter([{ to: to('a'), weight: 99.5 }, { to: to('b'), weight: 0.5 }]);
  expect(problems(stackWith({ root }).stack)).toEqual([
    '[mlops/pets] SCHEMA_TYPE root.steps[0].weight: got 99.5; expected a whole number, not a number',
    '[mlops/pets] SCHEMA_TYPE root.steps[1].weight: got 0.5; expected a whole number, not a number',
  ]);
});

test('a namespace that was said to be restricted refuses the router: a problem', () => {
  expect(problems(stackWith({}, {}, { podSecurity: PodSecurity.RESTRICTED }).stack)).toEqual([
    "[mlops/pets] POD_SECURITY_INJECTED mode: got 'Knative'; KServe gives the router of an InferenceGraph no seccomp profile, which Pod Security 'restricted' refuses; use PodSecurity.BASELINE for the Stack",
  ]);
});

test('a service of another namespace: a problem', () => {
  const { stack } = stackWith();
  new ApiObject(stack, 'service', { ...SERVICE, metadata: { name: 'dogs' } });
  new InferenceGraph(new Stack(stack.node.root as any, 'other'), 'graph', { root: GraphNode.sequence([{ to: GraphTarget.service({ inferenceServiceName: 'dogs' }) }]) });
  expect(problems(stack)).toEqual([
    "[other/graph] REFERENCE_MISSING root.steps[0].to: got 'dogs'; the InferenceService of this name is in namespace 'mlops', not in 'other': an object reads those of its own alone",
  ]);
});

test('a name that is nearly that of a service: a problem, unless the service is said to exist', () => {
  const { stack } = stackWith({ root: GraphNode.sequence([{ to: GraphTarget.service({ inferenceServiceName: 'dog' }) }, { to: to('dogz') }]) });
  new ApiObject(stack, 'service', { ...SERVICE, metadata: { name: 'dogs' } });
  expect(problems(stack)).toEqual([
    "[mlops/pets] REFERENCE_MISSING root.steps[0].to: got 'dog'; no InferenceService of this name here; did you mean 'dogs'? If it exists in the cluster, say so with --external inferenceservice/dog, or Platform external",
  ]);
});

test('what is no target throws', () => {
  expect(() => GraphNode.sequence([{ to: 'iris' as any }])).toThrow(/TYPE_INVALID {2}steps\[0\].to: got 'iris'; give a GraphTarget, e.g. GraphNode.sequence\(...\) or GraphTarget.service\(...\)/);
});
