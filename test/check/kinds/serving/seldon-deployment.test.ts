import { containers, deployment, graph, predictor, seldonSays, server } from './seldon-objects';
import type { Manifest } from '../../../../lib/check';

const own = (node: object, rest: object = {}) => graph({ name: 'm', ...node }, { ...containers('m'), ...rest });
const component = (rest: object) => graph({ name: 'm', type: 'MODEL' }, { componentSpecs: [{ spec: { containers: [{ name: 'm', image: 'team/m:1' }] }, ...rest }] });
const shares = (...predictors: object[]) => deployment(predictors.map((rest, i) => ({ name: `p${i}`, graph: server(), ...rest })));

test.each<[string, Manifest, string[]]>([
  ['a server of Seldon', graph(server()), []],
  ['a container', own({ type: 'MODEL' }), []],
  ['a container without a type', own({}), []],
  ['one of unknown type with methods', own({ type: 'UNKNOWN_TYPE', methods: ['TRANSFORM_INPUT'] }), []],
  ['one from the hub', graph(server({ implementation: 'HUGGINGFACE_SERVER', modelUri: undefined })), []],
  ['a server of the team', graph(server({ implementation: 'OWN_SERVER' }), containers('m')), []],
  ['a canary and a shadow', shares({ traffic: 60 }, { traffic: 40 }, { shadow: true, traffic: 50 }), []],
  ['one predictor with all the traffic, or none', deployment([predictor(server(), { traffic: 100 })], { protocol: 'v2', transport: 'grpc', serverType: 'rpc' }), []],
  ['one predictor and its shadow', shares({}, { shadow: true, traffic: 100 }), []],
  ['children', graph({ name: 'c', implementation: 'AVERAGE_COMBINER', children: [server({}, 'a'), server({ children: [] }, 'b')] }), []],
  ['a random test', graph({ name: 't', implementation: 'RANDOM_ABTEST', parameters: [{ name: 'ratioA', type: 'FLOAT', value: '0.9' }], children: [server({}, 'a'), server({}, 'b')] }), []],
  ['an older version', ({ ...graph(server()), apiVersion: 'machinelearning.seldon.io/v1alpha2' }), []],
])('good: %s', (_, manifest, lines) => {
  expect(seldonSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['of the deployment', deployment([predictor(server())], { protocol: 'grpc', transport: 'REST', serverType: 'kafca' }), [
    "error SELDON_VALUE spec.protocol: got 'grpc'; one of seldon, tensorflow, v2, kfserving",
    "error SELDON_VALUE spec.transport: got 'REST'; did you mean 'rest'? one of rest, grpc",
    "error SELDON_VALUE spec.serverType: got 'kafca'; did you mean 'kafka'? one of rpc, kafka",
  ]],
  ['of a node', own({ type: 'MODLE', methods: ['PREDICT'], logger: { mode: 'requests' }, endpoint: { type: 'HTTP' } }), [
    "warning SELDON_VALUE spec.predictors[0].graph.logger.mode: got 'requests'; did you mean 'request'? one of all, request, response",
    "warning SELDON_VALUE spec.predictors[0].graph.type: got 'MODLE'; did you mean 'MODEL'? one of MODEL, ROUTER, COMBINER, TRANSFORMER, OUTPUT_TRANSFORMER",
    "warning SELDON_VALUE spec.predictors[0].graph.methods[0]: got 'PREDICT'; one of TRANSFORM_INPUT, TRANSFORM_OUTPUT, ROUTE, AGGREGATE, SEND_FEEDBACK",
    "warning SELDON_VALUE spec.predictors[0].graph.endpoint.type: got 'HTTP'; REST or GRPC; better, remove it and set spec.transport",
  ]],
  ['of an explainer', graph(server(), { explainer: { type: 'AnchorTable' } }), [
    "warning SELDON_VALUE spec.predictors[0].explainer.type: got 'AnchorTable'; did you mean 'AnchorTabular'? one of AnchorTabular, AnchorImages, AnchorText, KernelShap, IntegratedGradients, TreeShap, ALE, Counterfactuals, Contrastive, anchor_tabular, anchor_image, anchor_text, kernel_shap, integrated_gradients, tree_shap",
  ]],
])('words: %s', (_, manifest, lines) => {
  expect(seldonSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['none', deployment([]), [
    'error SELDON_PREDICTOR spec.predictors: got []; there is at least one predictor',
  ]],
  ['two of one name', deployment([predictor(server(), { traffic: 50 }), predictor(server(), { traffic: 50 })]), [
    "error SELDON_PREDICTOR spec.predictors[1].name: got 'default'; another predictor has this name; rename one of the two",
  ]],
  ['two of one Service', shares({ traffic: 50, annotations: { 'seldon.io/svc-name': 'x' } }, { traffic: 50, annotations: { 'seldon.io/svc-name': 'x' } }), [
    "error SELDON_ANNOTATION spec.predictors[1].annotations['seldon.io/svc-name']: got 'x'; the Service of another predictor has this name; rename one of the two",
  ]],
  ['a Service of no name', graph(server(), { annotations: { 'seldon.io/svc-name': 'X_1' } }), [
    "warning SELDON_NAME spec.predictors[0].annotations['seldon.io/svc-name']: got 'X_1'; at most 63 lower-case letters, digits and -, starting with a letter: it names a Service",
  ]],
  ['a name with an underscore', deployment([{ name: 'a_b', graph: server() }]), [
    "warning SELDON_NAME spec.predictors[0].name: got 'a_b'; Seldon names a Service 'iris-a_b': lower-case letters, digits and -, starting with a letter",
  ]],
  ['a name of the deployment with a dot', deployment([predictor(server())], {}, { name: 'iris.v2' }), [
    "warning SELDON_NAME metadata.name: got 'iris.v2'; Seldon names a Service 'iris.v2-default': lower-case letters, digits and -, starting with a letter",
  ]],
  ['a long name, of which Seldon makes another', deployment([predictor(server())], {}, { name: 'i'.repeat(60) }), []],
  ['no engine for two nodes', graph(server({ children: [server({}, 'b')] }), { annotations: { 'seldon.io/no-engine': 'false' } }), [
    "error SELDON_ANNOTATION spec.predictors[0].annotations['seldon.io/no-engine']: got 'false'; remove it: a graph of more than one node runs with the engine, whatever the value is",
  ]],
])('predictors: %s', (_, manifest, lines) => {
  expect(seldonSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['too little', shares({ traffic: 60 }, { traffic: 30 }), [
    'error SELDON_TRAFFIC spec.predictors: got 90; the traffic of all predictors but the shadow adds up to 100',
  ]],
  ['none', shares({}, {}), [
    'error SELDON_TRAFFIC spec.predictors: got 0; the traffic of all predictors but the shadow adds up to 100',
  ]],
  ['of a shadow does not count', shares({ traffic: 50 }, { traffic: 40 }, { shadow: true, traffic: 10 }), [
    'error SELDON_TRAFFIC spec.predictors: got 90; the traffic of all predictors but the shadow adds up to 100',
  ]],
  ['part of it for the only one', shares({ traffic: 99 }), [
    'error SELDON_TRAFFIC spec.predictors[0].traffic: got 99; remove it: the only predictor gets all requests',
  ]],
  ['too much for the only one', shares({ traffic: 120 }), [
    'warning SELDON_TRAFFIC spec.predictors[0].traffic: got 120; a percentage, from 0 to 100',
  ]],
  ['below zero', shares({ traffic: 120 }, { traffic: -20 }), [
    'warning SELDON_TRAFFIC spec.predictors[1].traffic: got -20; a percentage, from 0 to 100',
  ]],
  ['two shadows', shares({}, { shadow: true }, { shadow: true }), [
    'error SELDON_TRAFFIC spec.predictors[2].shadow: got true; another predictor is the shadow; there is one at most',
  ]],
  ['a shadow of nothing', shares({ shadow: true }), [
    'error SELDON_TRAFFIC spec.predictors[0].shadow: got true; a shadow gets copies of the requests of another predictor; add that one',
  ]],
  ['a shadow of more than all', shares({}, { shadow: true, traffic: 101 }), [
    'error SELDON_TRAFFIC spec.predictors[1].traffic: got 101; a percentage, from 0 to 100',
  ]],
])('traffic: %s', (_, manifest, lines) => {
  expect(seldonSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['no container', graph({ name: 'm', type: 'MODEL' }), [
    "error SELDON_NODE spec.predictors[0].graph.name: got 'm'; no container of this name in componentSpecs: add one, or an implementation",
  ]],
  ['a misspelt container', graph({ name: 'model' }, containers('modle')), [
    "error SELDON_NODE spec.predictors[0].graph.name: got 'model'; no container of this name in componentSpecs; did you mean 'modle'?",
  ]],
  ['no container deep below', graph(server({ children: [server({ children: [{ name: 'z' }] }, 'b')] })), [
    "error SELDON_NODE spec.predictors[0].graph.children[0].children[0].name: got 'z'; no container of this name in componentSpecs: add one, or an implementation",
  ]],
  ['the container of a server counts', graph(server({ children: [{ name: 'm', type: 'MODEL' }] })), []],
  ['unknown type without methods', own({ type: 'UNKNOWN_TYPE', implementation: 'UNKNOWN_IMPLEMENTATION' }), [
    "error SELDON_NODE spec.predictors[0].graph.type: got 'UNKNOWN_TYPE'; write what it is, MODEL, ROUTER, COMBINER, TRANSFORMER, OUTPUT_TRANSFORMER, or its methods",
  ]],
  ['no model', graph(server({ modelUri: '' })), [
    "error SELDON_MODEL_URI spec.predictors[0].graph.modelUri: got ''; say where the model of SKLEARN_SERVER is stored",
  ]],
  ['an unknown server', graph(server({ implementation: 'sklearn' })), [
    "error SELDON_SERVER spec.predictors[0].graph.implementation: got 'sklearn'; did you mean 'SKLEARN_SERVER'? seldon-config has no such server; one of HUGGINGFACE_SERVER, MLFLOW_SERVER, SKLEARN_SERVER, TEMPO_SERVER, TENSORFLOW_SERVER, TRITON_SERVER, XGBOOST_SERVER, SIMPLE_MODEL, SIMPLE_ROUTER, RANDOM_ABTEST, AVERAGE_COMBINER, or an image in the container of the node",
  ]],
  ['a misspelt server', graph(server({ implementation: 'SKLEARN_SERVR' })), [
    "error SELDON_SERVER spec.predictors[0].graph.implementation: got 'SKLEARN_SERVR'; did you mean 'SKLEARN_SERVER'? seldon-config has no such server; one of HUGGINGFACE_SERVER, MLFLOW_SERVER, SKLEARN_SERVER, TEMPO_SERVER, TENSORFLOW_SERVER, TRITON_SERVER, XGBOOST_SERVER, SIMPLE_MODEL, SIMPLE_ROUTER, RANDOM_ABTEST, AVERAGE_COMBINER, or an image in the container of the node",
  ]],
  ['a container without an image does not do', graph(server({ implementation: 'OWN_SERVER' }), { componentSpecs: [{ spec: { containers: [{ name: 'm' }] } }] }), [
    "error SELDON_SERVER spec.predictors[0].graph.implementation: got 'OWN_SERVER'; seldon-config has no such server; one of HUGGINGFACE_SERVER, MLFLOW_SERVER, SKLEARN_SERVER, TEMPO_SERVER, TENSORFLOW_SERVER, TRITON_SERVER, XGBOOST_SERVER, SIMPLE_MODEL, SIMPLE_ROUTER, RANDOM_ABTEST, AVERAGE_COMBINER, or an image in the container of the node",
  ]],
  ['a server that is said to route', graph(server({ type: 'ROUTER' })), [
    "warning SELDON_SERVER spec.predictors[0].graph.type: got 'ROUTER'; MODEL: Seldon makes that of a server of its own, whatever is written",
  ]],
  ['a server without tensorflow', graph(server(), {}, { protocol: 'tensorflow' }), [
    "error SELDON_SERVER spec.predictors[0].graph.implementation: got 'SKLEARN_SERVER'; it does not speak the protocol tensorflow of this deployment; use seldon or v2 as spec.protocol",
  ]],
  ['a logger without a mode', graph(server({ logger: {} })), [
    'error SELDON_LOGGER spec.predictors[0].graph.logger.mode: say what is logged: all, request or response',
  ]],
  ['two transports', graph(server({ endpoint: { type: 'REST' }, children: [server({ endpoint: { type: 'GRPC' } }, 'b')] })), [
    "error SELDON_TRANSPORT spec.predictors[0].graph.children[0].endpoint.type: got 'GRPC'; another node has REST; remove endpoint.type everywhere, and set spec.transport",
  ]],
  ['two transports of two predictors', shares({ traffic: 50, graph: server({ endpoint: { type: 'REST' } }) }, { traffic: 50, graph: server({ endpoint: { type: 'GRPC' } }) }), [
    "error SELDON_TRANSPORT spec.predictors[1].graph.endpoint.type: got 'GRPC'; another node has REST; remove endpoint.type everywhere, and set spec.transport",
  ]],
  ['a transport against that of the deployment', graph(server({ endpoint: { type: 'REST' } }), {}, { transport: 'grpc' }), [
    "error SELDON_TRANSPORT spec.predictors[0].graph.endpoint.type: got 'REST'; remove it: spec.transport is grpc",
  ]],
  ['a random test of one', graph({ name: 't', implementation: 'RANDOM_ABTEST', children: [server({}, 'a')] }), [
    'warning SELDON_NODE spec.predictors[0].graph.children: RANDOM_ABTEST chooses between two children, and requests fail without',
  ]],
  ['a random test of three', graph({ name: 't', implementation: 'RANDOM_ABTEST', parameters: [{ name: 'ratio', type: 'FLOAT', value: '1' }], children: [server({}, 'a'), server({}, 'b'), server({}, 'c')] }), [
    'warning SELDON_NODE spec.predictors[0].graph.children: RANDOM_ABTEST chooses between the first two children, and the others get nothing',
    'warning SELDON_PARAMETER spec.predictors[0].graph.parameters: RANDOM_ABTEST reads ratioA alone, the share of the first child',
  ]],
  ['a share of a random test', graph({ name: 't', implementation: 'RANDOM_ABTEST', parameters: [{ name: 'ratioA', type: 'FLOAT', value: '50' }], children: [server({}, 'a'), server({}, 'b')] }), [
    "warning SELDON_PARAMETER spec.predictors[0].graph.parameters[0].value: got '50'; a share from 0 to 1",
  ]],
  ['a share that is not alone', graph({ name: 't', implementation: 'RANDOM_ABTEST', parameters: [{ name: 'x', type: 'INT', value: '1' }, { name: 'ratioA', type: 'FLOAT', value: '0.5' }], children: [server({}, 'a'), server({}, 'b')] }), [
    'warning SELDON_PARAMETER spec.predictors[0].graph.parameters: RANDOM_ABTEST reads ratioA only where there is no other parameter; it takes 0.5 otherwise',
  ]],
  ['parameters', graph(server({ parameters: [{ name: 'a', type: 'INTEGER', value: '1' }, { name: 'b', type: 'INT', value: '1.5' }, { name: 'c', type: 'DOUBLE', value: 'x' }, { name: 'd', type: 'BOOL', value: 'maybe' }, { name: 'e', type: 'STRING', value: '' }] })), [
    "warning SELDON_PARAMETER spec.predictors[0].graph.parameters[0].type: got 'INTEGER'; one of INT, FLOAT, DOUBLE, STRING, BOOL",
    "warning SELDON_PARAMETER spec.predictors[0].graph.parameters[1].value: got '1.5'; no INT: the model server ends when it reads it",
    "warning SELDON_PARAMETER spec.predictors[0].graph.parameters[2].value: got 'x'; no DOUBLE: the model server ends when it reads it",
    "warning SELDON_PARAMETER spec.predictors[0].graph.parameters[3].value: got 'maybe'; no BOOL: the model server ends when it reads it",
  ]],
])('nodes: %s', (_, manifest, lines) => {
  expect(seldonSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['a misspelt field', graph(server({ children: [server({ model: 'x' }, 'b')] })), [
    'error SCHEMA_UNKNOWN_FIELD spec.predictors[0].graph.children[0].model: unknown field; known here: children, endpoint, envSecretRefName, implementation, logger, methods, modelUri, name, parameters, serviceAccountName, storageInitializerImage, type',
  ]],
  ['no name', graph(server({ children: [{ implementation: 'SIMPLE_MODEL' }] })), [
    'error SCHEMA_REQUIRED spec.predictors[0].graph.children[0].name: required',
  ]],
  ['types, deep below', graph(server({ children: [server({ children: [server({ methods: 'a', logger: { url: 1, mode: 'all' } }, 'c')] }, 'b')] })), [
    "error SCHEMA_TYPE spec.predictors[0].graph.children[0].children[0].methods: got 'a'; expected a list, not text",
    'error SCHEMA_TYPE spec.predictors[0].graph.children[0].children[0].logger.url: got 1; expected text, not a whole number: put it in quotes',
  ]],
  ['no map', graph(server({ children: ['b'] })), [
    "error SCHEMA_TYPE spec.predictors[0].graph.children[0]: got 'b'; expected a map, not text",
  ]],
  ['no list', graph(server({ children: { name: 'b' } })), [
    'error SCHEMA_TYPE spec.predictors[0].graph.children: got {"name":"b"}; expected a list, not a map: begin each item with -',
  ]],
])('children: %s', (_, manifest, lines) => {
  expect(seldonSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['no variables', deployment([predictor(server())], { serverType: 'kafka' }), [
    'error SELDON_KAFKA spec.predictors[0].svcOrchSpec.env: add KAFKA_BROKER, KAFKA_INPUT_TOPIC, KAFKA_OUTPUT_TOPIC: serverType kafka needs them in every predictor',
  ]],
  ['one missing', deployment([predictor(server(), { svcOrchSpec: { env: [{ name: 'KAFKA_BROKER', value: 'b' }, { name: 'KAFKA_INPUT_TOPIC', value: 'i' }] } })], { serverType: 'kafka' }), [
    'error SELDON_KAFKA spec.predictors[0].svcOrchSpec.env: add KAFKA_OUTPUT_TOPIC: serverType kafka needs them in every predictor',
  ]],
  ['all there', deployment([predictor(server(), { svcOrchSpec: { env: ['BROKER', 'INPUT_TOPIC', 'OUTPUT_TOPIC'].map(name => ({ name: `KAFKA_${name}`, value: 'v' })) } })], { serverType: 'kafka' }), []],
])('Kafka: %s', (_, manifest, lines) => {
  expect(seldonSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['an autoscaler', component({ hpaSpec: { minReplicas: 1, maxReplicas: 4 }, pdbSpec: { maxUnavailable: 1 }, replicas: 1 }), []],
  ['bounds of an autoscaler', component({ hpaSpec: { minReplicas: 5, maxReplicas: 4 } }), [
    'warning SELDON_SCALING spec.predictors[0].componentSpecs[0].hpaSpec.maxReplicas: got 4; at least minReplicas, which is 5: no autoscaler can be made of it',
  ]],
  ['bounds of none', component({ hpaSpec: { minReplicas: 0, maxReplicas: 0 } }), [
    'warning SELDON_SCALING spec.predictors[0].componentSpecs[0].hpaSpec.minReplicas: got 0; at least 1: no autoscaler can be made of it',
    'warning SELDON_SCALING spec.predictors[0].componentSpecs[0].hpaSpec.maxReplicas: got 0; at least 1: no autoscaler can be made of it',
  ]],
  ['bounds of KEDA, beside an autoscaler', component({ hpaSpec: { maxReplicas: 4 }, kedaSpec: { minReplicaCount: 3, maxReplicaCount: 2, triggers: [] } }), [
    'warning SELDON_SCALING spec.predictors[0].componentSpecs[0].kedaSpec: hpaSpec is there too, and the two scale against each other; keep one',
    'warning SELDON_SCALING spec.predictors[0].componentSpecs[0].kedaSpec.maxReplicaCount: got 2; at least minReplicaCount, which is 3: no autoscaler can be made of it',
  ]],
  ['a budget of both', component({ pdbSpec: { minAvailable: 1, maxUnavailable: 1 } }), [
    'warning SELDON_SCALING spec.predictors[0].componentSpecs[0].pdbSpec.maxUnavailable: got 1; minAvailable is there too, and a PodDisruptionBudget takes one of them; keep one',
  ]],
  ['numbers below zero', deployment([predictor(server(), { replicas: -1, svcOrchSpec: { replicas: -2 }, explainer: { replicas: -3 }, componentSpecs: [{ replicas: -4, spec: { containers: [{ name: 'm' }] } }] })], { replicas: -5 }), [
    'warning SELDON_SCALING spec.predictors[0].replicas: got -1; at least 0: no Deployment can be made of it',
    'warning SELDON_SCALING spec.predictors[0].svcOrchSpec.replicas: got -2; at least 0: no Deployment can be made of it',
    'warning SELDON_SCALING spec.predictors[0].explainer.replicas: got -3; at least 0: no Deployment can be made of it',
    'warning SELDON_SCALING spec.predictors[0].componentSpecs[0].replicas: got -4; at least 0: no Deployment can be made of it',
    'error SELDON_SCALING spec.replicas: got -5; from 0 to 2147483647',
  ]],
  ['no image', graph({ name: 'm', type: 'MODEL' }, { componentSpecs: [{ spec: { containers: [{ name: 'm' }] } }] }), [
    'warning SELDON_IMAGE spec.predictors[0].componentSpecs[0].spec.containers[0].image: name an image: no Deployment can be made without',
  ]],
])('pods: %s', (_, manifest, lines) => {
  expect(seldonSays(manifest)).toEqual(lines);
});
