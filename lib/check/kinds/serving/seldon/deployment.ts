import { judgeChildren } from './children';
import { judgeComponentSpecs } from './component-specs';
import type { GraphNode } from './graph';
import { graphNodes } from './graph';
import { Around, judgeNode } from './node';
import { judgeScaling } from './scaling';
import { judgeTraffic } from './traffic';
import { isText, items, oneOf } from './words';
import type { Manifest } from '../../../manifest';
import { record } from '../../../manifest';
import type { Report } from '../../../report';
import type { KindRule } from '../../../rule';
import { isServiceName } from '../../kubernetes/forms';

const WORDS: Readonly<Record<string, readonly string[]>> = {
  protocol: ['seldon', 'tensorflow', 'v2', 'kfserving'], transport: ['rest', 'grpc'], serverType: ['rpc', 'kafka'],
};
const KAFKA = ['KAFKA_BROKER', 'KAFKA_INPUT_TOPIC', 'KAFKA_OUTPUT_TOPIC'];
const EXPLAINERS = [
  'AnchorTabular', 'AnchorImages', 'AnchorText', 'KernelShap', 'IntegratedGradients', 'TreeShap', 'ALE', 'Counterfactuals', 'Contrastive',
  'anchor_tabular', 'anchor_image', 'anchor_text', 'kernel_shap', 'integrated_gradients', 'tree_shap',
];

/** What Seldon Core 1 wants of a SeldonDeployment. */
export const deployment: KindRule = {
  kinds: ['machinelearning.seldon.io/SeldonDeployment'],
  judge(manifest, report, { cluster }) {
    const { spec } = manifest;
    for (const [field, known] of Object.entries(WORDS)) {
      if (isText(spec[field]) && !known.includes(spec[field])) report.refuse('SELDON_VALUE', `spec.${field}`, spec[field], oneOf(known, spec[field]));
    }
    const predictors = items(spec.predictors);
    if (Array.isArray(spec.predictors) && predictors.length === 0) report.refuse('SELDON_PREDICTOR', 'spec.predictors', [], 'there is at least one predictor');
    judgePredictorNames(manifest, predictors, report);
    const graphs = predictors.map((predictor, i) => graphNodes(record(predictor).graph, ['spec', 'predictors', i, 'graph']));
    predictors.forEach((item, i) => {
      const predictor = record(item);
      const path = `spec.predictors[${i}]`;
      const around = new Around(predictor, graphs[i], spec.protocol, cluster.seldon.servers);
      for (const node of graphs[i]) judgeNode(node, around, report);
      judgeAnnotations(predictor, graphs[i], path, report);
      if (spec.serverType === 'kafka') judgeKafka(predictor, path, report);
      judgeComponentSpecs(predictor, around.served, path, report);
      const explainer = record(predictor.explainer);
      if (isText(explainer.type) && !EXPLAINERS.includes(explainer.type)) report.warn('SELDON_VALUE', `${path}.explainer.type`, explainer.type, oneOf(EXPLAINERS, explainer.type));
    });
    judgeScaling({ replicas: spec.replicas }, report);
    judgeTraffic(predictors, report);
    judgeTransports(graphs.flat(), spec.transport, report);
    judgeChildren(manifest, graphs.flat(), report);
  },
};

/** Predictors are told apart by their names, which become parts of the names of Services. */
function judgePredictorNames({ metadata }: Manifest, predictors: readonly unknown[], report: Report): void {
  const names = new Set<string>();
  const services = new Set<string>();
  predictors.forEach((item, i) => {
    const { name, annotations } = record(item);
    const path = `spec.predictors[${i}]`;
    if (typeof name === 'string' && names.has(name)) report.refuse('SELDON_PREDICTOR', `${path}.name`, name, 'another predictor has this name; rename one of the two');
    else if (typeof name === 'string' && metadata.name !== undefined) judgeServiceName(metadata.name, name, path, report);
    names.add(name);
    const service = record(annotations)['seldon.io/svc-name'];
    if (typeof service !== 'string') return;
    const field = `${path}.annotations['seldon.io/svc-name']`;
    if (services.has(service)) report.refuse('SELDON_ANNOTATION', field, service, 'the Service of another predictor has this name; rename one of the two');
    else if (!isServiceName(service)) report.warn('SELDON_NAME', field, service, 'at most 63 lower-case letters, digits and -, starting with a letter: it names a Service');
    services.add(service);
  });
}

/** Seldon makes another name of one that is too long, and takes others as they are. */
function judgeServiceName(own: string, predictor: string, path: string, report: Report): void {
  const service = `${own}-${predictor}`;
  if (service.length > 63 || isServiceName(service)) return;
  const isOwn = !isServiceName(own);
  report.warn('SELDON_NAME', isOwn ? 'metadata.name' : `${path}.name`, isOwn ? own : predictor, `Seldon names a Service '${service}': lower-case letters, digits and -, starting with a letter`);
}

function judgeAnnotations(predictor: Record<string, any>, nodes: readonly GraphNode[], path: string, report: Report): void {
  const alone = record(predictor.annotations)['seldon.io/no-engine'];
  if (alone !== undefined && nodes.length > 1) {
    report.refuse('SELDON_ANNOTATION', `${path}.annotations['seldon.io/no-engine']`, alone, 'remove it: a graph of more than one node runs with the engine, whatever the value is');
  }
}

function judgeKafka(predictor: Record<string, any>, path: string, report: Report): void {
  const { env } = record(predictor.svcOrchSpec);
  const names = items(env).map(item => record(item).name);
  if (names.filter(name => KAFKA.includes(name)).length >= KAFKA.length) return;
  const missing = KAFKA.filter(name => !names.includes(name));
  report.refuse('SELDON_KAFKA', `${path}.svcOrchSpec.env`, undefined, `add ${missing.join(', ')}: serverType kafka needs them in every predictor`);
}

/** All nodes speak one protocol; `spec.transport` says which. */
function judgeTransports(nodes: readonly GraphNode[], transport: unknown, report: Report): void {
  const ends = nodes.map(({ node, path }) => ({ type: record(node.endpoint).type, path })).filter(({ type }) => isText(type));
  const first = ends[0]?.type;
  const other = ends.find(({ type }) => type !== first);
  if (other) {
    report.refuse('SELDON_TRANSPORT', `${other.path}.endpoint.type`, other.type, `another node has ${first}; remove endpoint.type everywhere, and set spec.transport`);
  } else if (isText(transport) && ((first === 'REST' && transport !== 'rest') || (first === 'GRPC' && transport !== 'grpc'))) {
    report.refuse('SELDON_TRANSPORT', `${ends[0].path}.endpoint.type`, first, `remove it: spec.transport is ${transport}`);
  } else if (ends.length > 0 && first !== 'REST' && first !== 'GRPC') {
    report.warn('SELDON_VALUE', `${ends[0].path}.endpoint.type`, first, 'REST or GRPC; better, remove it and set spec.transport');
  }
}
