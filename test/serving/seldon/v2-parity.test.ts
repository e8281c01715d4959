import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { ISeldonModel, Stack } from '../../../lib';
import {
  Accelerator, SeldonCandidate, SeldonExperiment, SeldonExplainer, SeldonExplainerType, SeldonJoin, SeldonMirror, SeldonModel, SeldonPipeline,
  SeldonRuntime, SeldonServer, SeldonServerConfig, Storage,
} from '../../../lib';
import { find, synth, testStack } from '../../support/synth';
import { canonical } from '../../training/parity/canonical';

/* What the samples of Seldon Core 2 show, said with typed props. */

const model = (stack: Stack, name: string): ISeldonModel => SeldonModel.fromModelName(stack, `known-${name}`, name);
const pipeline = (stack: Stack, name: string) => SeldonPipeline.fromPipelineName(stack, `known-${name}`, name);

/** Katib has Experiments too, of which other things are known. */
const seen = (manifest: any) => canonical({ ...manifest, kind: `Seldon${manifest.kind}` });

test.each<[string, (stack: Stack) => unknown, string, string, object]>([
  [
    'models/income-explainer',
    s => new SeldonModel(s, 'income-explainer', {
      storageUri: 'gs://seldon-models/scv2/examples/mlserver_1.3.0/income/explainer', explainer: SeldonExplainer.ofModel(SeldonExplainerType.ANCHOR_TABULAR, model(s, 'income')),
    }),
    'Model', 'income-explainer',
    { storageUri: 'gs://seldon-models/scv2/examples/mlserver_1.3.0/income/explainer', explainer: { type: 'anchor_tabular', modelRef: 'income' } },
  ],
  [
    'models/sklearn-iris-minio',
    s => new SeldonModel(s, 'iris', { storageUri: 's3://models/iris', secret: kplus.Secret.fromSecretName(s, 'minio', 'minio-secret'), requirements: ['sklearn'] }),
    'Model', 'iris', { storageUri: 's3://models/iris', secretName: 'minio-secret', requirements: ['sklearn'] },
  ],
  [
    'models/iris-multi-replica',
    s => new SeldonModel(s, 'iris', {
      storageUri: 'gs://seldon-models/scv2/samples/mlserver_1.3.5/iris-sklearn', requirements: ['sklearn'], memory: Size.kibibytes(100), replicas: 3,
    }),
    'Model', 'iris', { storageUri: 'gs://seldon-models/scv2/samples/mlserver_1.3.5/iris-sklearn', requirements: ['sklearn'], memory: '100Ki', replicas: 3 },
  ],
  [
    'models/multi-version-2',
    s => new SeldonModel(s, 'math', { storageUri: 'gs://seldon-models/scv2/samples/triton_22-11/multi-version', artifactVersion: 2, requirements: ['triton', 'python'] }),
    'Model', 'math', { storageUri: 'gs://seldon-models/scv2/samples/triton_22-11/multi-version', artifactVersion: 2, requirements: ['triton', 'python'] },
  ],
  [
    'pipelines/choice',
    s => {
      const choice = new SeldonPipeline(s, 'choice');
      const one = choice.addStep(model(s, 'choice-is-one'));
      const mul = choice.addStep(model(s, 'mul10'), { inputs: [choice.input('INPUT')], triggers: [one.output('choice')] });
      const two = choice.addStep(model(s, 'choice-is-two'));
      const add = choice.addStep(model(s, 'add10'), { inputs: [choice.input('INPUT')], triggers: [two.output('choice')] });
      choice.addOutput([mul.output(), add.output()], { stepsJoin: SeldonJoin.ANY });
    },
    'Pipeline', 'choice',
    {
      steps: [
        { name: 'choice-is-one' },
        { name: 'mul10', inputs: ['choice.inputs.INPUT'], triggers: ['choice-is-one.outputs.choice'] },
        { name: 'choice-is-two' },
        { name: 'add10', inputs: ['choice.inputs.INPUT'], triggers: ['choice-is-two.outputs.choice'] },
      ],
      output: { steps: ['mul10', 'add10'], stepsJoin: 'any' },
    },
  ],
  [
    'pipelines/conditional',
    s => {
      const conditional = new SeldonPipeline(s, 'tfsimple-conditional');
      const step = conditional.addStep(model(s, 'conditional'));
      const mul = conditional.addStep(model(s, 'mul10'), { inputs: [step.output('OUTPUT0', 'INPUT')] });
      const add = conditional.addStep(model(s, 'add10'), { inputs: [step.output('OUTPUT1', 'INPUT')] });
      conditional.addOutput([mul.output(), add.output()], { stepsJoin: SeldonJoin.ANY });
    },
    'Pipeline', 'tfsimple-conditional',
    {
      steps: [
        { name: 'conditional' },
        { name: 'mul10', inputs: ['conditional.outputs.OUTPUT0'], tensorMap: { 'conditional.outputs.OUTPUT0': 'INPUT' } },
        { name: 'add10', inputs: ['conditional.outputs.OUTPUT1'], tensorMap: { 'conditional.outputs.OUTPUT1': 'INPUT' } },
      ],
      output: { steps: ['mul10', 'add10'], stepsJoin: 'any' },
    },
  ],
  [
    'pipelines/income',
    s => {
      const production = new SeldonPipeline(s, 'income-production');
      const income = production.addStep(model(s, 'income'));
      const prepared = production.addStep(model(s, 'income-preprocess'));
      const outlier = production.addStep(model(s, 'income-outlier'), { inputs: [prepared.output()] });
      production.addStep(model(s, 'income-drift'), { batch: { size: 20 } });
      production.addOutput([income.output(), outlier.output('is_outlier')]);
    },
    'Pipeline', 'income-production',
    {
      steps: [{ name: 'income' }, { name: 'income-preprocess' }, { name: 'income-outlier', inputs: ['income-preprocess'] }, { name: 'income-drift', batch: { size: 20 } }],
      output: { steps: ['income', 'income-outlier.outputs.is_outlier'] },
    },
  ],
  [
    'pipelines/tfsimples-join-outlier',
    s => {
      const joincheck = new SeldonPipeline(s, 'joincheck');
      const first = joincheck.addStep(model(s, 'tfsimple1'));
      const second = joincheck.addStep(model(s, 'tfsimple2'));
      const check = joincheck.addStep(model(s, 'check'), { inputs: [first.output('OUTPUT0', 'INPUT')] });
      const third = joincheck.addStep(model(s, 'tfsimple3'), {
        inputs: [first.output('OUTPUT0', 'INPUT0'), second.output('OUTPUT1', 'INPUT1')], triggers: [check.output('OUTPUT')],
      });
      joincheck.addOutput([third.output()]);
    },
    'Pipeline', 'joincheck',
    {
      steps: [
        { name: 'tfsimple1' },
        { name: 'tfsimple2' },
        { name: 'check', inputs: ['tfsimple1.outputs.OUTPUT0'], tensorMap: { 'tfsimple1.outputs.OUTPUT0': 'INPUT' } },
        {
          name: 'tfsimple3', inputs: ['tfsimple1.outputs.OUTPUT0', 'tfsimple2.outputs.OUTPUT1'],
          tensorMap: { 'tfsimple1.outputs.OUTPUT0': 'INPUT0', 'tfsimple2.outputs.OUTPUT1': 'INPUT1' }, triggers: ['check.outputs.OUTPUT'],
        },
      ],
      output: { steps: ['tfsimple3'] },
    },
  ],
  [
    'pipelines/triggers_join_inputs',
    s => {
      const joined = new SeldonPipeline(s, 'triggers-join-inputs');
      const step = joined.addStep(model(s, 'join-node'), {
        inputs: [joined.input('INPUT1'), joined.input('INPUT2')], triggers: [joined.input('TRIGGER1'), joined.input('TRIGGER2')], triggersJoinType: SeldonJoin.ANY,
      });
      joined.addOutput([step.output()]);
    },
    'Pipeline', 'triggers-join-inputs',
    {
      steps: [{
        name: 'join-node', inputs: ['triggers-join-inputs.inputs.INPUT1', 'triggers-join-inputs.inputs.INPUT2'],
        triggers: ['triggers-join-inputs.inputs.TRIGGER1', 'triggers-join-inputs.inputs.TRIGGER2'], triggersJoinType: 'any',
      }],
      output: { steps: ['join-node'] },
    },
  ],
  [
    'pipelines/tfsimple-combined-trigger',
    s => {
      const [first, second] = ['tfsimple-extended', 'tfsimple-extended2'].map(name => {
        const made = new SeldonPipeline(s, name);
        made.addStep(model(s, `${name}-model`));
        return made;
      });
      const combined = new SeldonPipeline(s, 'tfsimple-combined-trigger', {
        externalInputs: [first.output().mapping({ OUTPUT0: 'INPUT0', OUTPUT1: 'INPUT1' })], externalTriggers: [second.output()],
      });
      combined.addOutput([combined.addStep(model(s, 'tfsimple2')).output()]);
    },
    'Pipeline', 'tfsimple-combined-trigger',
    {
      input: {
        externalInputs: ['tfsimple-extended.outputs'], externalTriggers: ['tfsimple-extended2.outputs'],
        tensorMap: { 'tfsimple-extended.outputs.OUTPUT0': 'INPUT0', 'tfsimple-extended.outputs.OUTPUT1': 'INPUT1' },
      },
      steps: [{ name: 'tfsimple2' }],
      output: { steps: ['tfsimple2'] },
    },
  ],
  [
    'experiments/sklearn-mirror',
    s => {
      const iris = SeldonCandidate.model(model(s, 'iris'), 100);
      new SeldonExperiment(s, 'sklearn-mirror', { candidates: [iris], defaultCandidate: iris, mirror: SeldonMirror.model(model(s, 'iris2'), 100) });
    },
    'Experiment', 'sklearn-mirror', { default: 'iris', candidates: [{ name: 'iris', weight: 100 }], mirror: { name: 'iris2', percent: 100 } },
  ],
  [
    'experiments/addmul10-mirror',
    s => {
      const add = SeldonCandidate.pipeline(pipeline(s, 'pipeline-add10'), 100);
      const mirror = SeldonMirror.pipeline(pipeline(s, 'pipeline-mul10'), 100);
      new SeldonExperiment(s, 'addmul10-mirror', { candidates: [add], defaultCandidate: add, mirror });
    },
    'Experiment', 'addmul10-mirror',
    { default: 'pipeline-add10', resourceType: 'pipeline', candidates: [{ name: 'pipeline-add10', weight: 100 }], mirror: { name: 'pipeline-mul10', percent: 100 } },
  ],
  [
    'examples/k8s-pvc/server',
    s => new SeldonServer(s, 'mlserver-pvc', {
      serverConfig: SeldonServerConfig.MLSERVER, extraCapabilities: ['pvc'],
      rclone: { volumes: [Storage.existingClaim('ml-models-pvc').at('/var/models')] },
    }),
    'Server', 'mlserver-pvc',
    {
      serverConfig: 'mlserver', extraCapabilities: ['pvc'],
      podSpec: {
        volumes: [{ name: 'models', persistentVolumeClaim: { claimName: 'ml-models-pvc' } }],
        containers: [{ name: 'rclone', volumeMounts: [{ name: 'models', mountPath: '/var/models' }] }],
      },
    },
  ],
  [
    'servers/triton-gpu',
    s => new SeldonServer(s, 'triton-gpu', {
      serverConfig: SeldonServerConfig.TRITON, accelerator: Accelerator.nvidia(),
      resources: { memory: { request: Size.gibibytes(3), limit: Size.gibibytes(3) } },
    }),
    'Server', 'triton-gpu',
    {
      serverConfig: 'triton',
      podSpec: { containers: [{ name: 'triton', resources: { limits: { 'memory': '3Gi', 'nvidia.com/gpu': 1 }, requests: { 'memory': '3Gi', 'nvidia.com/gpu': 1 } } }] },
    },
  ],
  [
    'servers/custom-mlserver-capabilities',
    s => new SeldonServer(s, 'mlserver-134', { serverConfig: SeldonServerConfig.MLSERVER, capabilities: ['mlserver-1.3.4'], image: 'seldonio/mlserver:1.3.4' }),
    'Server', 'mlserver-134',
    { serverConfig: 'mlserver', capabilities: ['mlserver-1.3.4'], podSpec: { containers: [{ image: 'seldonio/mlserver:1.3.4', name: 'mlserver' }] } },
  ],
  ['a runtime of the documentation', s => new SeldonRuntime(s, 'seldon', { seldonConfig: 'default' }), 'SeldonRuntime', 'seldon', { seldonConfig: 'default' }],
])('%s', (_, make, kind, name, spec) => {
  const stack = testStack();
  make(stack);
  const sample = { apiVersion: 'mlops.seldon.io/v1alpha1', kind, metadata: { name, namespace: 'mlops' }, spec };
  expect(seen(find(synth(stack), kind, name))).toEqual(seen(sample));
});
