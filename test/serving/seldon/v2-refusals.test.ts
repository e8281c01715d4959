import { Duration } from 'cdk8s';
import type { SeldonPipelineProps, Stack } from '../../../lib';
import {
  SeldonCandidate, SeldonExperiment, SeldonExplainer, SeldonExplainerType, SeldonJoin, SeldonMirror, SeldonModel, SeldonPipeline, SeldonRuntime, SeldonServer,
  SeldonServerConfig, SeldonSource,
} from '../../../lib';
import { problems, testStack } from '../../support/synth';

const model = (stack: Stack, name = 'iris') => SeldonModel.fromModelName(stack, `known-${name}`, name);
const pipelineOf = (stack: Stack, name: string) => SeldonPipeline.fromPipelineName(stack, `known-${name}`, name);
const flow = (stack: Stack, props: SeldonPipelineProps = {}) => new SeldonPipeline(stack, 'flow', props);
const other = (stack: Stack) => {
  const pipeline = new SeldonPipeline(stack, 'other');
  return { pipeline, step: pipeline.addStep(model(stack, 'there')) };
};

test.each<[string, (stack: Stack) => unknown, string]>([
  ['a model that is nowhere', s => new SeldonModel(s, 'iris', { storageUri: '' }), "[mlops/iris] SELDON_MODEL_URI storageUri: got ''; say where the model is stored"],
  [
    'more replicas than a model may have', s => new SeldonModel(s, 'iris', { storageUri: 'gs://a', replicas: 4, maxReplicas: 3 }),
    '[mlops/iris] SELDON_SCALING replicas: got 4; at most maxReplicas, which is 3',
  ],
  [
    'a share above all', s => new SeldonModel(s, 'iris', { storageUri: 'gs://a', loggerPercent: 101 }),
    '[mlops/iris] SELDON_MODEL loggerPercent: got 101; from 0 to 100',
  ],
  [
    'a server that is a slip', s => {
      new SeldonServer(s, 'gpu-server', { serverConfig: SeldonServerConfig.TRITON });
      new SeldonModel(s, 'iris', { storageUri: 'gs://a', server: { serverName: 'gpu-sever' } });
    },
    "[mlops/iris] REFERENCE_MISSING server: got 'gpu-sever'; no Server of this name here; did you mean 'gpu-server'? "
      + 'If it exists in the cluster, say so with --external server/gpu-sever, or Platform external',
  ],
  [
    'an explainer of a model that is a slip', s => {
      new SeldonModel(s, 'income', { storageUri: 'gs://a' });
      new SeldonModel(s, 'why', { storageUri: 'gs://a', explainer: SeldonExplainer.ofModel(SeldonExplainerType.TREE_SHAP, { modelName: 'incom' }) });
    },
    "[mlops/why] REFERENCE_MISSING explainer: got 'incom'; no Model of this name here; did you mean 'income'? "
      + 'If it exists in the cluster, say so with --external model/incom, or Platform external',
  ],
  ['a pipeline without steps', s => flow(s), '[mlops/flow] SELDON_PIPELINE steps: got []; there is at least one step'],
  [
    'a model that is two steps', s => {
      const pipeline = flow(s);
      pipeline.addStep(model(s));
      pipeline.addStep(model(s, 'iris2'));
      pipeline.addStep({ modelName: 'iris' });
    }, "[mlops/flow] SELDON_PIPELINE step 'iris' name: got 'iris'; another step has this name, which is that of its model",
  ],
  [
    'a step named as its pipeline', s => flow(s).addStep(model(s, 'flow')),
    "[mlops/flow] SELDON_PIPELINE step 'flow' name: got 'flow'; the pipeline has this name; rename one of the two",
  ],
  [
    'an input from another pipeline', s => flow(s).addStep(model(s), { inputs: [other(s).step.output('x')] }),
    "[mlops/flow] SELDON_PIPELINE_SOURCE step 'iris' inputs[0]: got 'other.step.there.outputs.x'; it flows in another pipeline; name it in `externalInputs` of this one",
  ],
  [
    'an external input from the pipeline itself', s => {
      const pipeline = flow(s, { externalInputs: [SeldonSource.pipelineInput({ pipelineName: 'flow' })] });
      pipeline.addStep(model(s));
    }, "[mlops/flow] SELDON_PIPELINE_SOURCE externalInputs[0]: got 'flow.inputs'; it flows in this pipeline; name it in `inputs` or `triggers` of a step",
  ],
  [
    'external triggers alone', s => flow(s, { externalTriggers: [other(s).pipeline.output()] }).addStep(model(s)),
    '[mlops/flow] SELDON_PIPELINE_SOURCE externalInputs: an input names at least one source',
  ],
  [
    'two answers', s => {
      const pipeline = flow(s);
      const step = pipeline.addStep(model(s));
      pipeline.addOutput([step.output('a')]);
      pipeline.addOutput([step.output('b')]);
    }, "[mlops/flow] ALTERNATIVES_CONFLICT addOutput: got '2 calls'; a pipeline has one answer; put all sources into one call",
  ],
  [
    'an answer of nothing', s => {
      const pipeline = flow(s);
      pipeline.addStep(model(s));
      pipeline.addOutput([]);
    }, '[mlops/flow] SELDON_PIPELINE_SOURCE addOutput: got []; name what is answered; without an answer leave the call out',
  ],
  [
    'the question as the answer', s => {
      const pipeline = flow(s);
      pipeline.addStep(model(s));
      pipeline.addOutput([pipeline.input()]);
    }, "[mlops/flow] SELDON_PIPELINE_SOURCE addOutput sources[0]: got 'flow.inputs'; what comes into the pipeline is no answer; name a step",
  ],
  [
    'a join of one', s => {
      const pipeline = flow(s);
      pipeline.addStep(model(s), { inputs: [pipeline.input()], inputsJoinType: SeldonJoin.ANY });
    }, "[mlops/flow] FIELD_IGNORED step 'iris' inputsJoinType: got 'any'; nothing is joined: `inputs` has one alone",
  ],
  [
    'the name of a tensor that a source does not have', s => {
      const pipeline = flow(s);
      pipeline.addStep(model(s), { inputs: [pipeline.input('x').mapping({ z: 'y' })] });
    }, "[mlops/flow] FIELD_IGNORED step 'iris' inputs[0] mapping: got 'z'; the source is another tensor, flow.inputs.x; map that one, or all tensors",
  ],
  [
    'a name for no tensor', s => flow(s, { externalInputs: [other(s).pipeline.output(undefined, 'y')] }).addStep(model(s)),
    "[mlops/flow] FIELD_IGNORED externalInputs[0] receivedAs: got 'y'; name the tensor that gets it, or use `mapping`",
  ],
  [
    'a window of part of a millisecond', s => flow(s).addStep(model(s), { batch: { size: 2, window: Duration.millis(0.5) } }),
    "[mlops/flow] DURATION_RANGE step 'iris' batch.window: got '0.5ms'; whole milliseconds, at least 1",
  ],
  [
    'a batch of none', s => flow(s).addStep(model(s), { batch: { size: 0 } }),
    "[mlops/flow] COUNT_RANGE step 'iris' batch.size: got 0; a whole number from 1",
  ],
  [
    'an experiment between a model and a pipeline', s => new SeldonExperiment(s, 'ab', { candidates: [SeldonCandidate.model(model(s), 1), SeldonCandidate.pipeline(pipelineOf(s, 'p'), 1)] }),
    "[mlops/ab] ALTERNATIVES_CONFLICT candidates[1]: got 'p'; it is a pipeline and the first candidate a model; an experiment is between models, or between pipelines",
  ],
  [
    'a default that is no candidate',
    s => new SeldonExperiment(s, 'ab', { candidates: [SeldonCandidate.model(model(s), 1)], defaultCandidate: SeldonCandidate.model(model(s, 'iris2'), 1) }),
    "[mlops/ab] SELDON_EXPERIMENT defaultCandidate: got 'iris2'; did you mean 'iris'? one of the candidates: iris",
  ],
  [
    'a mirror that is a candidate', s => new SeldonExperiment(s, 'ab', { candidates: [SeldonCandidate.model(model(s), 1)], mirror: SeldonMirror.model({ modelName: 'iris' }, 10) }),
    "[mlops/ab] SELDON_EXPERIMENT mirror: got 'iris'; it is a candidate already; mirror another one",
  ],
  [
    'half a weight', s => new SeldonExperiment(s, 'ab', { candidates: [SeldonCandidate.model(model(s), 0.5)] }),
    "[mlops/ab] COUNT_RANGE candidates 'iris' weight: got 0.5; a whole number from 0",
  ],
  [
    'a server name that no StatefulSet can have', s => new SeldonServer(s, 'a.b', { serverConfig: SeldonServerConfig.MLSERVER, name: 'a.b' }),
    "[mlops/a.b] SELDON_NAME name: got 'a.b'; at most 63 lower-case letters, digits and -: it names a StatefulSet and its pods",
  ],
  [
    'labels of pods of a server', s => new SeldonServer(s, 'own', { serverConfig: SeldonServerConfig.MLSERVER, podLabels: { team: 'a' } }),
    "[mlops/own] FIELD_IGNORED podLabels: got 'team'; a Server has no place for it; say it in its ServerConfig",
  ],
  [
    'an image of a server that is none', s => new SeldonServer(s, 'own', { serverConfig: SeldonServerConfig.MLSERVER, rclone: { image: 'Acme' } }),
    "[mlops/own] IMAGE_INVALID rclone image: got 'Acme'; use [registry/]repository[:tag][@sha256:digest] in lower case, without spaces",
  ],
  [
    'an override of what is not there', s => new SeldonRuntime(s, 'seldon', { overrides: { 'seldon-envo': { replicas: 1 } } }),
    "[mlops/seldon] SELDON_RUNTIME overrides.seldon-envo: got 'seldon-envo'; no component of the SeldonConfig, so it changes nothing: did you mean 'seldon-envoy'? "
      + 'one of seldon-scheduler, seldon-envoy, seldon-dataflow-engine, seldon-modelgateway, seldon-pipelinegateway, hodometer',
  ],
  [
    'replicas of what is left out', s => new SeldonRuntime(s, 'seldon', { overrides: { 'seldon-envoy': { replicas: 1, disable: true } } }),
    '[mlops/seldon] FIELD_IGNORED overrides.seldon-envoy: got 1; the component is left out; remove what is said of it, or `disable`',
  ],
  [
    'more traces than requests', s => new SeldonRuntime(s, 'seldon', { tracing: { ratio: 2 } }),
    '[mlops/seldon] COUNT_RANGE tracing.ratio: got 2; a share from 0 to 1',
  ],
])('%s is a problem', (_, make, line) => {
  const stack = testStack();
  make(stack);
  expect(problems(stack)).toEqual([line]);
});
