import { Duration } from 'cdk8s';
import type { SeldonDeploymentProps, SeldonPredictor } from '../../../lib';
import {
  Accelerator, DeviceClaim, PodSecurity, SeldonAlibiExplainer, SeldonAutoscaling, SeldonDeployment, SeldonDisruptionBudget, SeldonLogMode,
  SeldonNode, SeldonParameter, SeldonPredictorExplainer, SeldonProtocol, SeldonServerType, Storage,
} from '../../../lib';
import { problems, testStack } from '../../support/synth';

const IRIS = SeldonNode.sklearn('classifier', 'gs://acme/iris');
const OWN = SeldonNode.model('own', { image: 'acme/own:1' });
const GPU = ['a', 'b'].map(name => SeldonNode.model(name, { image: 'acme/a:1', accelerator: Accelerator.nvidia() }));
const one = (predictor: Partial<SeldonPredictor>): SeldonDeploymentProps => ({ predictors: [{ name: 'main', graph: IRIS, ...predictor }] });
const two = (...predictors: Array<Partial<SeldonPredictor>>): SeldonDeploymentProps => ({ predictors: predictors.map((said, i) => ({ name: `p${i}`, graph: IRIS, ...said })) });

test.each<[string, SeldonDeploymentProps, string]>([
  ['no predictor', { predictors: [] }, 'SELDON_PREDICTOR predictors: got []; there is at least one predictor'],
  ['two predictors of one name', two({ name: 'p', traffic: 50 }, { name: 'p', traffic: 50 }), "SELDON_PREDICTOR predictors 'p' name: got 'p'; another predictor has this name; rename one of the two"],
  ['traffic that does not add up', two({ traffic: 50 }, { traffic: 40 }), 'SELDON_TRAFFIC predictors: got 90; the traffic of all predictors but the shadow adds up to 100'],
  ['part of the traffic for the only predictor', one({ traffic: 50 }), "SELDON_TRAFFIC predictors 'main' traffic: got 50; remove it: the only predictor gets all requests"],
  ['two shadows', two({}, { shadow: true }, { shadow: true }), "SELDON_TRAFFIC predictors 'p2' shadow: got true; another predictor is the shadow; there is one at most"],
  [
    'a protocol that the server does not speak', { ...one({}), protocol: SeldonProtocol.TENSORFLOW },
    "SELDON_SERVER predictors 'main' node 'classifier' implementation: got 'SKLEARN_SERVER'; it does not speak the protocol tensorflow of this deployment; use seldon or v2 as spec.protocol",
  ],
  [
    'Kafka without topics', { ...one({}), serverType: SeldonServerType.KAFKA },
    "SELDON_KAFKA predictors 'main' orchestrator.env: add KAFKA_BROKER, KAFKA_INPUT_TOPIC, KAFKA_OUTPUT_TOPIC: serverType kafka needs them in every predictor",
  ],
  [
    'a server that is none', one({ graph: SeldonNode.server('SKLEARN', 'own', { modelUri: 'gs://a' }) }),
    "SELDON_SERVER predictors 'main' node 'own' implementation: got 'SKLEARN'; did you mean 'SKLEARN_SERVER'? seldon-config has no such server; one of HUGGINGFACE_SERVER, MLFLOW_SERVER, "
      + 'SKLEARN_SERVER, TEMPO_SERVER, TENSORFLOW_SERVER, TRITON_SERVER, XGBOOST_SERVER, SIMPLE_MODEL, SIMPLE_ROUTER, RANDOM_ABTEST, AVERAGE_COMBINER, or an image in the container of the node',
  ],
  ['a model that is nowhere', one({ graph: SeldonNode.sklearn('own', '') }), "SELDON_MODEL_URI predictors 'main' node 'own' modelUri: got ''; say where the model of SKLEARN_SERVER is stored"],
  [
    'a parameter that is no whole number, deep in the graph',
    one({ graph: SeldonNode.averageCombiner('avg', [SeldonNode.model('own', { image: 'acme/own:1' }, { parameters: { n: SeldonParameter.int(0.5) } })]) }),
    "SELDON_PARAMETER predictors 'main' node 'own' parameters 'n': got '0.5'; no INT: the model server ends when it reads it",
  ],
  [
    'a share above one', one({ graph: SeldonNode.abTest('ab', IRIS, OWN, 2) }),
    "SELDON_PARAMETER predictors 'main' node 'ab' parameters 'ratioA': got '2'; a share from 0 to 1",
  ],
  [
    'two nodes of one name', one({ graph: SeldonNode.averageCombiner('avg', [OWN, SeldonNode.model('own', { image: 'acme/other:1' })]) }),
    "SELDON_NODE predictors 'main' graph: got 'own'; two nodes of different making have this name; rename one of the two",
  ],
  [
    'a component with a node from elsewhere', one({ components: [{ nodes: [IRIS, OWN] }] }),
    "SELDON_NODE predictors 'main' components[0] nodes: got 'own'; it is not in the graph of this predictor; add it there",
  ],
  [
    'a node in two components', one({ components: [{ nodes: [IRIS] }, { nodes: [IRIS] }] }),
    "SELDON_NODE predictors 'main' components[1] nodes: got 'classifier'; another component has it; a node runs in one",
  ],
  [
    'a component for which nothing is left', one({ components: [{ nodes: [IRIS] }, {}] }),
    "SELDON_NODE predictors 'main' components[1].nodes: got []; none of the graph is left for it; leave the component out",
  ],
  [
    'two containers with devices in one pod', one({ graph: SeldonNode.averageCombiner('avg', GPU) }),
    "ALTERNATIVES_CONFLICT predictors 'main'.nodes: got 'a, b'; one container of a pod has devices; put them into components of their own",
  ],
  [
    'a device that is claimed', one({ graph: SeldonNode.triton('gpu', 'gs://a', { container: { accelerator: Accelerator.claim(DeviceClaim.template({ deviceClass: 'gpu.nvidia.com' })) } }) }),
    "PLATFORM_UNSUPPORTED predictors 'main' node 'gpu' container.accelerator: got 'claimed devices'; no template is made for pods of Seldon; use DeviceClaim.existingTemplate(...)",
  ],
  [
    'replicas beside an autoscaler', one({ components: [{ replicas: 2, autoscaling: SeldonAutoscaling.hpa({ maxReplicas: 3 }) }] }),
    "FIELD_IGNORED predictors 'main' components[0].replicas: got 2; the autoscaler decides; leave it out, or `autoscaling`",
  ],
  [
    'fewer pods at the most than at the least', one({ components: [{ autoscaling: SeldonAutoscaling.hpa({ minReplicas: 4, maxReplicas: 3 }) }] }),
    "SELDON_SCALING predictors 'main' components[0].autoscaling maxReplicas: got 3; at least minReplicas, which is 4: no autoscaler can be made of it",
  ],
  [
    'KEDA without anything to look at', one({ components: [{ autoscaling: SeldonAutoscaling.keda({ triggers: [] }) }] }),
    "COUNT_RANGE predictors 'main' components[0].autoscaling triggers: got 0; KEDA needs one at least",
  ],
  [
    'a trigger with two logins', one({ components: [{ autoscaling: SeldonAutoscaling.keda({ triggers: [{ type: 'kafka', metadata: {}, authentication: 'a', clusterAuthentication: 'b' }] }) }] }),
    "ALTERNATIVES_CONFLICT predictors 'main' components[0].autoscaling trigger 'kafka' clusterAuthentication: got 'b'; `authentication` is there too; keep one",
  ],
  [
    'half a pod that stays', one({ components: [{ disruptionBudget: SeldonDisruptionBudget.minAvailable(0.5) }] }),
    "COUNT_RANGE predictors 'main' components[0].disruptionBudget minAvailable: got 0.5; a whole number from 0",
  ],
  [
    'part of a second to end', one({ components: [{ gracePeriod: Duration.millis(1500) }] }),
    "DURATION_RANGE predictors 'main' components[0].gracePeriod: got '1.5s'; use whole seconds",
  ],
  [
    'an image that is none', one({ graph: SeldonNode.model('own', { image: 'Acme' }) }),
    "IMAGE_INVALID predictors 'main' node 'own' container.image: got 'Acme'; use [registry/]repository[:tag][@sha256:digest] in lower case, without spaces",
  ],
  [
    'an explainer with volumes', one({ explainer: SeldonPredictorExplainer.alibi(SeldonAlibiExplainer.ALE, { container: { volumes: [Storage.scratch().at('/cache')] } }) }),
    "FIELD_IGNORED predictors 'main' explainer container.volumes: got '/cache'; its pod has no volumes; leave it out",
  ],
  [
    'an annotation for single nodes on a graph', one({ graph: SeldonNode.averageCombiner('avg', [IRIS]), annotations: { 'seldon.io/no-engine': 'true' } }),
    "SELDON_ANNOTATION predictors 'main' annotations['seldon.io/no-engine']: got 'true'; remove it: a graph of more than one node runs with the engine, whatever the value is",
  ],
])('%s is a problem', (_, props, line) => {
  const stack = testStack();
  new SeldonDeployment(stack, 'iris', props);
  expect(problems(stack)).toEqual([`[mlops/iris] ${line}`]);
});

test('a namespace of Pod Security restricted is a problem, where its author insists on it', () => {
  const stack = testStack({}, { podSecurity: PodSecurity.RESTRICTED });
  new SeldonDeployment(stack, 'iris', one({ graph: SeldonNode.sklearn('c', 'gs://a', { logger: { mode: SeldonLogMode.ALL } }) }));
  expect(problems(stack)).toEqual([
    "[mlops/iris] POD_SECURITY_INJECTED predictors: got 'main'; Seldon adds its engine, and containers that fetch models, to the pods, which Pod Security 'restricted' refuses; "
      + 'use PodSecurity.BASELINE for the Stack',
  ]);
});
