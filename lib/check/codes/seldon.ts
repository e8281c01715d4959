import { codes } from './code';

const V1 = 'Seldon Core 1.18 webhook';
const V2 = 'Seldon Core 2.10 scheduler and operator';

/** Seldon Core 1 and 2. */
export const SELDON_CODES = codes({
  SELDON_ANNOTATION: {
    means: 'An annotation of a predictor says what it cannot.',
    why: 'The webhook refuses it: Services need names of their own, and only a single node runs without the engine.',
    fix: 'Remove the annotation, or give each predictor another value.',
    source: V1,
  },
  SELDON_EXPERIMENT: {
    means: 'The candidates, the mirror or the default of an Experiment do not fit together.',
    why: 'The scheduler refuses it, and the Experiment never gets ready; weights it cannot use send requests elsewhere.',
    fix: 'Name each candidate once, and one of them as the default.',
    source: V2,
  },
  SELDON_IMAGE: {
    means: 'A container of a predictor has no image, and none comes from a server of Seldon.',
    why: 'The controller can make no Deployment of it; the SeldonDeployment stays in creation.',
    fix: 'Name an image, or an implementation in the graph.',
    source: 'Seldon Core 1.18 controller',
  },
  SELDON_KAFKA: {
    means: 'A deployment reads from Kafka, and a predictor does not say from which topics.',
    why: 'The webhook refuses it.',
    fix: 'Set KAFKA_BROKER, KAFKA_INPUT_TOPIC and KAFKA_OUTPUT_TOPIC in svcOrchSpec.env of every predictor.',
    source: V1,
  },
  SELDON_LOGGER: {
    means: 'A logger does not say what it logs.',
    why: 'The webhook refuses it.',
    fix: 'Set logger.mode to all, request or response.',
    source: V1,
  },
  SELDON_MODEL: {
    means: 'A value of a Model is one that Seldon cannot use.',
    why: 'The operator cannot hand the Model to the scheduler, or the field does nothing.',
    fix: 'Do what the message says.',
    source: V2,
  },
  SELDON_MODEL_URI: {
    means: 'A model server of Seldon is not told where the model is.',
    why: 'The webhook refuses all of them but HUGGINGFACE_SERVER, which can load from the hub.',
    fix: 'Set modelUri.',
    source: `${V1}; ${V2}`,
  },
  SELDON_NAME: {
    means: 'A name is fine for the object, but not for what Seldon makes of it.',
    why: 'Services, StatefulSets and topics get names with it, and those have narrower rules.',
    fix: 'Use lower-case letters, digits and -, starting with a letter.',
    source: `Seldon Core 1.18 controller; ${V2}`,
  },
  SELDON_NODE: {
    means: 'A node of the graph has nothing that runs it, or the wrong number of children.',
    why: 'The webhook refuses a node without implementation that has no container of its name, and one of unknown type without methods.',
    fix: 'Name the node as its container, or give it an implementation.',
    source: `${V1}, executor`,
  },
  SELDON_PARAMETER: {
    means: 'A parameter of a node has a type that Seldon does not know, or a value that is none of its type.',
    why: 'It is accepted, and the model server ends when it reads its parameters, or the engine ignores it.',
    fix: 'Use INT, FLOAT, DOUBLE, STRING or BOOL, and a value of that type.',
    source: 'Seldon Core 1.18 Python wrapper, executor',
  },
  SELDON_PIPELINE: {
    means: 'The steps of a Pipeline are missing, or their names collide.',
    why: 'The scheduler refuses it, and the Pipeline never gets ready.',
    fix: 'Name each step as its model, once, and the pipeline in another way.',
    source: V2,
  },
  SELDON_PIPELINE_CYCLE: {
    means: 'A step of a Pipeline waits for itself.',
    why: 'The scheduler refuses cycles unless allowCycles is set.',
    fix: 'Take away one of the inputs or triggers named.',
    source: V2,
  },
  SELDON_PIPELINE_SOURCE: {
    means: 'An input, trigger or output of a Pipeline names no step, or in a form that Seldon does not read.',
    why: 'The scheduler refuses it, and the Pipeline never gets ready.',
    fix: 'Write step.outputs, step.inputs, or either with a tensor behind it.',
    source: V2,
  },
  SELDON_PREDICTOR: {
    means: 'Predictors are missing, or two have one name.',
    why: 'The webhook refuses it.',
    fix: 'Give each predictor a name of its own.',
    source: V1,
  },
  SELDON_REQUIREMENT: {
    means: 'A Model requires what no known server can do.',
    why: 'The scheduler looks for a Server that has all of the requirements among its capabilities; without one the Model is not loaded.',
    fix: 'Mend the word, or add it to extraCapabilities of a Server.',
    source: V2,
  },
  SELDON_RUNTIME: {
    means: 'A SeldonRuntime changes what is not there, or is the second of its namespace.',
    why: 'Overrides of unknown components are ignored; two runtimes overwrite the objects of each other.',
    fix: 'Use the names of the components, and one SeldonRuntime for each namespace.',
    source: V2,
  },
  SELDON_SCALING: {
    means: 'Numbers of replicas contradict each other, or are none.',
    why: 'The operator refuses bounds of Models and Servers that exclude the replicas; no autoscaler or Deployment can be made of others.',
    fix: 'Keep to the minimum <= replicas <= maximum.',
    source: `Seldon Core 1.18 controller; ${V2}`,
  },
  SELDON_SERVER: {
    means: 'The implementation of a node is no server that Seldon has, or not with this protocol.',
    why: 'The webhook refuses it: images come from the ConfigMap seldon-config.',
    fix: 'Use a server of seldon-config, or give the container of the node an image.',
    source: V1,
  },
  SELDON_TRAFFIC: {
    means: 'The traffic of the predictors does not add up, or the shadow has no other beside it.',
    why: 'The webhook refuses it.',
    fix: 'Share 100 between all predictors but the shadow; the only predictor needs no traffic.',
    source: V1,
  },
  SELDON_TRANSPORT: {
    means: 'Nodes of the graphs speak REST and GRPC, or another one than the deployment.',
    why: 'The webhook refuses a mix.',
    fix: 'Remove endpoint.type and set spec.transport.',
    source: V1,
  },
  SELDON_VALUE: {
    means: 'A word that Seldon does not know.',
    why: 'The webhook refuses protocol, transport and serverType; other words are taken and do nothing, or what a default does.',
    fix: 'Use one of the words told.',
    source: `${V1}; ${V2}`,
  },
});
