import type { GraphNode } from './graph';
import { isText, items, nearOf, oneOf } from './words';
import { record, records } from '../../../manifest';
import type { Report } from '../../../report';
import { pythonFloat, pythonInt } from '../../tuning/numbers';

const TYPES = ['MODEL', 'ROUTER', 'COMBINER', 'TRANSFORMER', 'OUTPUT_TRANSFORMER'];
const METHODS = ['TRANSFORM_INPUT', 'TRANSFORM_OUTPUT', 'ROUTE', 'AGGREGATE', 'SEND_FEEDBACK'];
/** Nodes that the engine is itself. */
const BUILT_IN = ['SIMPLE_MODEL', 'SIMPLE_ROUTER', 'RANDOM_ABTEST', 'AVERAGE_COMBINER'];
const NOT_TENSORFLOW = ['SKLEARN_SERVER', 'XGBOOST_SERVER', 'MLFLOW_SERVER', 'HUGGINGFACE_SERVER'];
const LOG_MODES = ['all', 'request', 'response'];
const BOOLEANS = ['y', 'yes', 't', 'true', 'on', '1', 'n', 'no', 'f', 'false', 'off', '0'];
const PARAMETERS: Readonly<Record<string, (value: string) => boolean>> = {
  INT: value => pythonInt(value) !== undefined,
  FLOAT: value => pythonFloat(value) !== undefined,
  DOUBLE: value => pythonFloat(value) !== undefined,
  STRING: () => true,
  BOOL: value => BOOLEANS.includes(value.toLowerCase()),
};

/** What surrounds the nodes of a predictor. */
export class Around {
  /** The images of its containers, by their names; of two containers of one name, the first counts. */
  public readonly images = new Map<unknown, unknown>();
  /** The names of nodes that run on servers of Seldon; each gets a container. */
  public readonly served: ReadonlySet<unknown>;

  constructor(predictor: Record<string, any>, nodes: readonly GraphNode[], public readonly protocol: unknown, public readonly servers: readonly string[]) {
    for (const { spec } of records(predictor.componentSpecs)) {
      for (const { name, image } of records(record(spec).containers)) if (!this.images.has(name)) this.images.set(name, image);
    }
    this.served = new Set(nodes.filter(({ node }) => isServer(node.implementation)).map(({ node }) => node.name));
  }
}

/** A node of the graph: a container of the predictor, a server of Seldon, or one that the engine is itself. */
export function judgeNode({ node, path }: GraphNode, around: Around, report: Report): void {
  const { implementation, logger } = node;
  if (implementation === undefined || implementation === null || implementation === 'UNKNOWN_IMPLEMENTATION') judgeOwn(node, path, around, report);
  else if (isServer(implementation)) judgeServer(node, implementation, path, around, report);
  if (implementation === 'RANDOM_ABTEST') judgeTest(node, path, report);
  if (logger && typeof logger === 'object') {
    const { mode } = record(logger);
    if (mode === undefined || mode === null || mode === '') report.refuse('SELDON_LOGGER', `${path}.logger.mode`, mode ?? undefined, 'say what is logged: all, request or response');
    else if (isText(mode) && !LOG_MODES.includes(mode)) report.warn('SELDON_VALUE', `${path}.logger.mode`, mode, oneOf(LOG_MODES, mode));
  }
  if (isText(node.type) && node.type !== 'UNKNOWN_TYPE' && !TYPES.includes(node.type)) report.warn('SELDON_VALUE', `${path}.type`, node.type, oneOf(TYPES, node.type));
  items(node.methods).forEach((method, i) => {
    if (isText(method) && !METHODS.includes(method)) report.warn('SELDON_VALUE', `${path}.methods[${i}]`, method, oneOf(METHODS, method));
  });
  items(node.parameters).forEach((parameter, i) => judgeParameter(record(parameter), `${path}.parameters[${i}]`, report));
}

const isServer = (implementation: unknown): implementation is string =>
  isText(implementation) && implementation !== 'UNKNOWN_IMPLEMENTATION' && !BUILT_IN.includes(implementation);

/** A node with code of its own runs in the container of its name. */
function judgeOwn({ name, type, methods }: Record<string, any>, path: string, { images, served }: Around, report: Report): void {
  if (typeof name === 'string' && !images.has(name) && !served.has(name)) {
    const near = nearOf(name, [...images.keys(), ...served].filter(isText));
    report.refuse('SELDON_NODE', `${path}.name`, name, `no container of this name in componentSpecs${near ? `; did you mean '${near}'?` : ': add one, or an implementation'}`);
  }
  if (type === 'UNKNOWN_TYPE' && items(methods).length === 0) report.refuse('SELDON_NODE', `${path}.type`, type, `write what it is, ${TYPES.join(', ')}, or its methods`);
}

/** A server that Seldon has an image for. */
function judgeServer(node: Record<string, any>, implementation: string, path: string, { images, protocol, servers }: Around, report: Report): void {
  const { modelUri, name, type } = node;
  if (implementation !== 'HUGGINGFACE_SERVER' && (modelUri === undefined || modelUri === null || modelUri === '')) {
    report.refuse('SELDON_MODEL_URI', `${path}.modelUri`, modelUri ?? undefined, `say where the model of ${implementation} is stored`);
  }
  if (protocol === 'tensorflow' && NOT_TENSORFLOW.includes(implementation)) {
    report.refuse('SELDON_SERVER', `${path}.implementation`, implementation, 'it does not speak the protocol tensorflow of this deployment; use seldon or v2 as spec.protocol');
  }
  if (!isText(images.get(name)) && !servers.includes(implementation)) {
    const known = [...servers, ...BUILT_IN];
    const whole = `${implementation.toUpperCase()}_SERVER`;
    const near = known.includes(whole) ? whole : nearOf(implementation, known);
    report.refuse(
      'SELDON_SERVER', `${path}.implementation`, implementation,
      `${near ? `did you mean '${near}'? ` : ''}seldon-config has no such server; one of ${known.join(', ')}, or an image in the container of the node`,
    );
  }
  if (TYPES.includes(type) && type !== 'MODEL') report.warn('SELDON_SERVER', `${path}.type`, type, 'MODEL: Seldon makes that of a server of its own, whatever is written');
}

/** The engine tosses a coin between the first two children. */
function judgeTest({ children, parameters }: Record<string, any>, path: string, report: Report): void {
  const count = items(children).length;
  if (count < 2) report.warn('SELDON_NODE', `${path}.children`, undefined, 'RANDOM_ABTEST chooses between two children, and requests fail without');
  else if (count > 2) report.warn('SELDON_NODE', `${path}.children`, undefined, 'RANDOM_ABTEST chooses between the first two children, and the others get nothing');
  const index = items(parameters).findIndex(parameter => record(parameter).name === 'ratioA');
  if (items(parameters).length === 0) return;
  if (index < 0) report.warn('SELDON_PARAMETER', `${path}.parameters`, undefined, 'RANDOM_ABTEST reads ratioA alone, the share of the first child');
  else if (items(parameters).length > 1) report.warn('SELDON_PARAMETER', `${path}.parameters`, undefined, 'RANDOM_ABTEST reads ratioA only where there is no other parameter; it takes 0.5 otherwise');
  else {
    const { value } = record(items(parameters)[index]);
    const share = typeof value === 'string' ? pythonFloat(value) : undefined;
    if (share !== undefined && !(share >= 0 && share <= 1)) report.warn('SELDON_PARAMETER', `${path}.parameters[${index}].value`, value, 'a share from 0 to 1');
  }
}

function judgeParameter({ type, value }: Record<string, any>, path: string, report: Report): void {
  if (typeof type !== 'string') return;
  const fits = Object.hasOwn(PARAMETERS, type) ? PARAMETERS[type] : undefined;
  if (!fits) report.warn('SELDON_PARAMETER', `${path}.type`, type, oneOf(Object.keys(PARAMETERS), type));
  else if (typeof value === 'string' && !fits(value)) report.warn('SELDON_PARAMETER', `${path}.value`, value, `no ${type}: the model server ends when it reads it`);
}
