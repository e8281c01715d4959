import { KNATIVE, STANDARD, autoscaler, found, object } from './services';
import { DEFAULT_CLUSTER, type Manifest } from '../../../../../lib/check';

const graph = (spec: object, annotations: object = STANDARD, name = 'graph'): Manifest => object('v1alpha1', 'InferenceGraph', name, spec, { annotations });
const nodes = (all: object) => graph({ nodes: all });
const root = (routerType: string, ...steps: object[]) => nodes({ root: { routerType, steps } });
const to = (serviceName: string, rest: object = {}) => ({ serviceName, ...rest });
const node = (nodeName: string, rest: object = {}) => ({ nodeName, ...rest });
const fine = { nodes: { root: { routerType: 'Sequence', steps: [to('a')] } } };

/** `[what is wrong, the graph, the lines]` */
const REFUSED: Array<[string, Manifest, string[]]> = [
  ['a name with a dot', graph(fine, STANDARD, 'a.b'), [
    "error KSERVE_NAME_INVALID metadata.name: got 'a.b'; lower-case letters, digits and -, starting with a letter: Services are named after it",
  ]],
  ['no root', nodes({ rooot: { routerType: 'Sequence', steps: [to('a')] } }), [
    "error KSERVE_GRAPH_ROOT spec.nodes: name one node 'root', perhaps 'rooot': requests enter there",
  ]],
  ['no spec', { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'InferenceGraph', metadata: { name: 'a', namespace: 'team' } }, [
    "error KSERVE_GRAPH_ROOT spec.nodes: name one node 'root': requests enter there",
  ]],
  ['two steps of one name', root('Sequence', to('a', { name: 'x' }), to('b', { name: 'x' })), [
    "error KSERVE_GRAPH_STEP spec.nodes.root.steps[1].name: got 'x'; another name: an earlier step of this node has this one",
  ]],
  ['a step to nowhere', root('Ensemble', { name: 'x' }, to('')), [
    'error KSERVE_GRAPH_STEP spec.nodes.root.steps[0]: add one of nodeName, serviceName, serviceUrl: where the request goes',
    'error KSERVE_GRAPH_STEP spec.nodes.root.steps[1]: add one of nodeName, serviceName, serviceUrl: where the request goes',
  ]],
  ['a step to two places', root('Sequence', { serviceName: 'a', serviceUrl: 'http://a' }), [
    "error KSERVE_GRAPH_STEP spec.nodes.root.steps[0].serviceUrl: got 'http://a'; keep one of serviceName, serviceUrl: a step has one target",
  ]],
  ['a weight that is missing', root('Splitter', to('a', { weight: 50 }), to('b')), [
    'error KSERVE_GRAPH_WEIGHT spec.nodes.root.steps[1].weight: a percentage: every step of a Splitter has one',
  ]],
  ['weights of 90', root('Splitter', to('a', { weight: 50 }), to('b', { weight: 40 })), [
    'error KSERVE_GRAPH_WEIGHT spec.nodes.root.steps: got 90; weights whose sum is 100',
  ]],
  ['a Splitter of nothing', root('Splitter'), [
    'error KSERVE_GRAPH_WEIGHT spec.nodes.root.steps: got 0; weights whose sum is 100',
  ]],
];

test.each(REFUSED)('refuses %s', (_, manifest, lines) => {
  expect(found([manifest])).toEqual(lines);
});

/** `[what goes wrong when it runs, the graph, the lines]` */
const WARNED: Array<[string, Manifest, string[]]> = [
  ['a URL that nobody can post to', root('Sequence', { serviceUrl: 'grpc://a:8033' }, { serviceUrl: 'http:///a' }, { serviceUrl: 'https://a' }), [
    "warning KSERVE_GRAPH_STEP spec.nodes.root.steps[0].serviceUrl: got 'grpc://a:8033'; a URL that starts with http:// or https://, and names a host: the router can post to no other",
    "warning KSERVE_GRAPH_STEP spec.nodes.root.steps[1].serviceUrl: got 'http:///a'; a URL that starts with http:// or https://, and names a host: the router can post to no other",
  ]],
  ['a name that a label of the pods has no room for', graph(fine, STANDARD, 'a'.repeat(59)), [
    `warning KSERVE_HOST_TOO_LONG metadata.name: got '${'a'.repeat(59)}'; at most 58 characters in Standard mode: the Service and labels of the router's pods are named after it`,
  ]],
  ['a time that Knative refuses', graph({ ...fine, timeout: 601 }, KNATIVE), [
    'warning KSERVE_KNATIVE_BOUNDS spec.timeout: got 601; from 0 to 600: Knative refuses more by default (max-revision-timeout-seconds)',
  ]],
  ['a mode that is none', graph(fine, { 'serving.kserve.io/deploymentMode': 'Standrd' }), [
    "warning KSERVE_MODE_UNKNOWN metadata.annotations['serving.kserve.io/deploymentMode']: got 'Standrd'; did you mean 'Standard'? the controller takes it as not set, which is Knative mode (the default of the cluster)",
  ]],
  ['a node without steps', root('Sequence'), [
    'warning KSERVE_GRAPH_STEP spec.nodes.root.steps: add a step: a node without steps answers nothing',
  ]],
  ['a node that is not there', nodes({ root: { routerType: 'Sequence', steps: [node('animls')] }, animals: { routerType: 'Sequence', steps: [to('a')] } }), [
    "warning KSERVE_GRAPH_NODE spec.nodes.root.steps[0].nodeName: got 'animls'; did you mean 'animals'? one of root, animals: the router answers a request that comes there with an error",
  ]],
  ['a node that leads to itself', root('Sequence', node('root')), [
    "warning KSERVE_GRAPH_CYCLE spec.nodes.root.steps[0].nodeName: got 'root'; lead elsewhere: root -> root goes round for ever, until the router crashes",
  ]],
  ['nodes that go round', nodes({
    root: { routerType: 'Sequence', steps: [to('a'), node('a')] }, a: { routerType: 'Sequence', steps: [node('b')] }, b: { routerType: 'Sequence', steps: [node('c'), node('a')] }, c: { routerType: 'Sequence', steps: [to('a')] },
  }), [
    "warning KSERVE_GRAPH_CYCLE spec.nodes.b.steps[1].nodeName: got 'a'; lead elsewhere: a -> b -> a goes round for ever, until the router crashes",
  ]],
  ['many nodes that go round', nodes(Object.fromEntries([...Array(9).keys()].map(i => [i === 0 ? 'root' : `n${i}`, { routerType: 'Sequence', steps: [node(i === 8 ? 'root' : `n${i + 1}`)] }]))), [
    "warning KSERVE_GRAPH_CYCLE spec.nodes.n8.steps[0].nodeName: got 'root'; lead elsewhere: root -> n1 -> n2 -> n3 -> n4 -> ... -> root goes round for ever, until the router crashes",
  ]],
  ['a Switch without a condition', root('Switch', to('a')), [
    'warning KSERVE_GRAPH_CONDITION spec.nodes.root.steps[0].condition: a GJSON path such as \'[@this].#(kind=="cat")\': without one a step of a Switch is never taken',
  ]],
  ['a condition in a Splitter', root('Splitter', to('a', { weight: 100, condition: 'a' })), [
    "warning KSERVE_GRAPH_CONDITION spec.nodes.root.steps[0].condition: got 'a'; remove it, or use a Switch: a Splitter reads no conditions",
  ]],
  ['a condition on the first step of a Sequence', root('Sequence', to('a', { condition: 'a' })), [
    "warning KSERVE_GRAPH_CONDITION spec.nodes.root.steps[0].condition: got 'a'; remove it: it asks about the response of the step before, and the first step has none",
  ]],
  ['a weight in a Sequence', root('Sequence', to('a', { weight: 100 })), [
    'warning KSERVE_GRAPH_WEIGHT spec.nodes.root.steps[0].weight: got 100; remove it, or use a Splitter: no other node reads weights',
  ]],
  ['a weight below 0', root('Splitter', to('a', { weight: 150 }), to('b', { weight: -50 })), [
    'warning KSERVE_GRAPH_WEIGHT spec.nodes.root.steps[1].weight: got -50; at least 0: the router counts the weights up, and the steps after it get less',
  ]],
  ['the response of no step', root('Sequence', to('a', { data: '$response' })), [
    "warning KSERVE_GRAPH_STEP spec.nodes.root.steps[0].data: got '$response'; remove it: the first step has no response before it",
  ]],
  ['the response in an Ensemble', root('Ensemble', to('a', { data: '$response' })), [
    "warning KSERVE_GRAPH_STEP spec.nodes.root.steps[0].data: got '$response'; remove it: only the steps of a Sequence are sent the response of the one before",
  ]],
  ['a part of a response', root('Sequence', to('a'), to('b', { data: '$response.predictions' })), [
    "warning KSERVE_GRAPH_STEP spec.nodes.root.steps[1].data: got '$response.predictions'; '$request' or '$response': the router takes anything else for the request",
  ]],
  ['zero replicas, requests and a timeout in Standard mode', graph({ ...fine, minReplicas: 0, scaleMetric: 'rps', timeout: 5 }), [
    'warning KSERVE_SCALE_TO_ZERO spec.minReplicas: got 0; write 1: an HPA scales the router in Standard mode, and keeps one replica',
    "warning KSERVE_MODE_IGNORED spec.scaleMetric: got 'rps'; cpu or memory: an HPA scales the router in Standard mode, on CPU at 80 % with this",
    'warning KSERVE_MODE_IGNORED spec.timeout: got 5; ignored in Standard mode: set routerTimeouts instead',
  ]],
  ['an autoscaler class that is none', graph(fine, { ...STANDARD, ...autoscaler('kpa') }), [
    "warning KSERVE_AUTOSCALER_CLASS metadata.annotations['serving.kserve.io/autoscalerClass']: got 'kpa'; one of hpa, external, keda, none: the controller stops at any other",
  ]],
  ['cpu in Knative mode', graph({ ...fine, scaleMetric: 'cpu' }, {}), [
    "warning KSERVE_SCALE_METRIC spec.scaleMetric: got 'cpu'; concurrency or rps: in Knative mode (the default of the cluster) the KPA scales, and Knative refuses cpu",
  ]],
  ['where it runs in Knative mode', graph({ ...fine, nodeSelector: { a: 'b' }, tolerations: [{ key: 'a' }], affinity: { podAffinity: {} }, nodeName: 'a' }, KNATIVE), [
    'warning KSERVE_KNATIVE_POD spec.affinity: Knative refuses it until kubernetes.podspec-affinity is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
    'warning KSERVE_KNATIVE_POD spec.nodeSelector: Knative refuses it until kubernetes.podspec-nodeselector is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
    'warning KSERVE_KNATIVE_POD spec.tolerations: Knative refuses it until kubernetes.podspec-tolerations is enabled in config-features; or annotate serving.kserve.io/deploymentMode: Standard',
    "warning KSERVE_KNATIVE_POD spec.nodeName: got 'a'; remove it: Knative takes no such field; or annotate serving.kserve.io/deploymentMode: Standard",
  ]],
  ['a minimum above the maximum', graph({ ...fine, minReplicas: 3, maxReplicas: 2 }), [
    'warning KSERVE_REPLICAS spec.maxReplicas: got 2; at least minReplicas, which is 3',
  ]],
  ['a minimum below 0', graph({ ...fine, minReplicas: -1 }), [
    'warning KSERVE_REPLICAS spec.minReplicas: got -1; at least 0',
  ]],
  ['a maximum below 0', graph({ ...fine, maxReplicas: -1 }), [
    'warning KSERVE_REPLICAS spec.maxReplicas: got -1; at least 0',
  ]],
];

test.each(WARNED)('warns of %s', (_, manifest, lines) => {
  expect(found([manifest])).toEqual(lines);
});

/** `[what is fine, the graph]` */
const GOOD: Array<[string, Manifest]> = [
  ['a sequence', root('Sequence', to('a', { name: 'x' }), to('b', { name: 'y', data: '$response', condition: 'a' }), { serviceUrl: 'http://c', data: '$request', dependency: 'Hard' })],
  ['two ways to one node', nodes({ root: { routerType: 'Ensemble', steps: [node('a'), node('b')] }, a: { routerType: 'Sequence', steps: [node('b')] }, b: { routerType: 'Sequence', steps: [to('a')] } })],
  ['a Switch and a Splitter', nodes({ root: { routerType: 'Switch', steps: [node('s', { condition: 'a' })] }, s: { routerType: 'Splitter', steps: [to('a', { weight: 30 }), to('b', { weight: 70 })] } })],
  ['an Ensemble of URLs', root('Ensemble', { serviceUrl: 'http://a' }, { serviceUrl: 'http://b' })],
  ['a name of 58 characters in Standard mode', graph(fine, STANDARD, 'a'.repeat(58))],
  ['a name of 63 characters in Knative mode', graph({ ...fine, timeout: 600 }, KNATIVE, 'a'.repeat(63))],
  ['requests in Knative mode', graph({ ...fine, minReplicas: 0, maxReplicas: 3, scaleMetric: 'concurrency', timeout: 30, resources: { limits: { cpu: '1' } } }, KNATIVE)],
  ['a fixed number of none', graph({ ...fine, minReplicas: 0 }, { ...STANDARD, ...autoscaler('none') })],
];

test.each(GOOD)('takes %s', (_, manifest) => {
  expect(found([manifest])).toEqual([]);
});

test('flags of Knative hold for graphs, too', () => {
  const around = { outside: [], cluster: { ...DEFAULT_CLUSTER, knative: { features: ['podspec-nodeselector'] } } };
  expect(found([graph({ ...fine, nodeSelector: { a: 'b' } }, KNATIVE)], around)).toEqual([]);
});

test('names of nodes that need quotes stand in quotes', () => {
  expect(found([nodes({ 'root': { routerType: 'Sequence', steps: [node('a.b')] }, 'a.b': { routerType: 'Sequence', steps: [{}] } })])).toEqual([
    "error KSERVE_GRAPH_STEP spec.nodes['a.b'].steps[0]: add one of nodeName, serviceName, serviceUrl: where the request goes",
  ]);
});

test('a node that is null is none', () => {
  expect(found([nodes({ root: null })])).toEqual(["error KSERVE_GRAPH_ROOT spec.nodes: name one node 'root': requests enter there"]);
});

test('long ways are followed, and any shape is judged', () => {
  const chain = Object.fromEntries([...Array(4_000).keys()].map(i => [i === 0 ? 'root' : `n${i}`, { routerType: 'Sequence', steps: [node(`n${Math.min(i + 1, 3_999)}`), to('a')] }]));
  expect(found([nodes(chain)])).toHaveLength(1);
  const back = Object.fromEntries(Object.entries(chain).map(([name, { routerType, steps }]) => [name, { routerType, steps: [...steps, node('root')] }]));
  expect(found([nodes(back)])).toHaveLength(10);
  for (const shape of [null, 1, 'a', [], [null, 1], {}, { steps: [null, 1, { weight: 'x', nodeName: 5 }] }]) {
    expect(() => found([nodes(shape as any), nodes({ root: shape }), graph(shape as any), nodes({ root: { routerType: shape, steps: shape } })])).not.toThrow();
  }
});
