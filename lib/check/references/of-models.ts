import type { Add, Finds } from './reference';
import { record } from '../manifest';
import { fieldOf } from '../schema/cursor';

const SELDON = 'mlops.seldon.io';
const RAY_CLUSTER = 'ray.io/cluster';

const each = (value: unknown, call: (item: Record<string, any>, index: number) => void) => {
  if (Array.isArray(value)) value.forEach((item, i) => call(record(item), i));
};

const selectedCluster = (spec: unknown, at: string, add: Add) => add('ray.io/RayCluster', record(record(spec).clusterSelector)[RAY_CLUSTER], `${at}.clusterSelector['${RAY_CLUSTER}']`);

/** A graph of Seldon Core 1, from its root. */
function graph(node: unknown, at: string, depth: number, add: Add): void {
  const { envSecretRefName, children } = record(node);
  add('/Secret', envSecretRefName, `${at}.envSecretRefName`);
  if (depth < 50) each(children, (child, i) => graph(child, `${at}.children[${i}]`, depth + 1, add));
}

/** The objects that models, and what is made of them, refer to. */
export const OF_MODELS: Finds = {
  'ray.io/RayJob': ({ spec }, add) => selectedCluster(spec, 'spec', add),
  'ray.io/RayCronJob': ({ spec }, add) => selectedCluster(spec.jobTemplate, 'spec.jobTemplate', add),
  'serving.kserve.io/InferenceGraph': ({ spec }, add) => {
    for (const [name, node] of Object.entries(record(spec.nodes))) {
      each(record(node).steps, ({ serviceName }, i) => add('serving.kserve.io/InferenceService', serviceName, fieldOf(['spec', 'nodes', name, 'steps', i, 'serviceName'])));
    }
  },
  'serving.kserve.io/TrainedModel': ({ spec }, add) => add('serving.kserve.io/InferenceService', spec.inferenceService, 'spec.inferenceService'),
  'serving.yatai.ai/BentoDeployment': ({ spec }, add) => add('resources.yatai.ai/Bento', spec.bento, 'spec.bento'),
  'machinelearning.seldon.io/SeldonDeployment': ({ spec }, add) => each(spec.predictors, (predictor, p) => {
    graph(predictor.graph, `spec.predictors[${p}].graph`, 0, add);
    add('/Secret', record(predictor.explainer).envSecretRefName, `spec.predictors[${p}].explainer.envSecretRefName`);
  }),
  'mlops.seldon.io/Model': ({ spec }, add) => {
    add(`${SELDON}/Server`, spec.server, 'spec.server');
    add('/Secret', spec.secretName, 'spec.secretName');
    for (const part of ['explainer', 'llm']) {
      add(`${SELDON}/Model`, record(spec[part]).modelRef, `spec.${part}.modelRef`);
      add(`${SELDON}/Pipeline`, record(spec[part]).pipelineRef, `spec.${part}.pipelineRef`);
    }
  },
  'mlops.seldon.io/Pipeline': ({ spec }, add) => each(spec.steps, ({ name }, i) => add(`${SELDON}/Model`, name, `spec.steps[${i}].name`)),
  'mlops.seldon.io/Experiment': ({ spec }, add) => {
    const kind = `${SELDON}/${spec.resourceType === 'pipeline' ? 'Pipeline' : 'Model'}`;
    each(spec.candidates, ({ name }, i) => add(kind, name, `spec.candidates[${i}].name`));
    add(kind, record(spec.mirror).name, 'spec.mirror.name');
  },
};
