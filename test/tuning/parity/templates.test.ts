import * as kplus from 'cdk8s-plus-28';
import { double, job, jobTemplate, LR, mnist, MNIST, MXNET, sample, stands, written } from './written';
import { Accelerator, Algorithm, Objective, SearchSpace, TrialTemplate } from '../../../lib';

/* What Katib's samples of templates show: of Jobs, of workflows and pipelines, in ConfigMaps. */

const learningRate = () => {
  const space = new SearchSpace();
  return { space, lr: space.double('lr', 0.01, 0.03, { placeholder: 'learningRate', description: LR.description }) };
};

test('a template that is kept in a ConfigMap', () => {
  const { space } = mnist();
  const { trialParameters } = MNIST.trialTemplate;
  expect(written('trial-configmap-source', {
    algorithm: Algorithm.cmaes(), parallelTrials: 2, maxTrials: 10, space,
    trial: TrialTemplate.configMap('trial-templates', 'defaultTrialTemplate.yaml', { primaryContainer: 'training-container', kind: 'Job' }),
  }, { external: ['configmap/trial-templates'] })).toEqual(sample('trial-configmap-source', {
    algorithm: { algorithmName: 'cmaes' },
    parallelTrialCount: 2,
    maxTrialCount: 10,
    parameters: MNIST.parameters,
    trialTemplate: {
      primaryContainerName: 'training-container', trialParameters,
      successCondition: 'status.conditions.#(type=="Complete")#|#(status=="True")#', failureCondition: 'status.conditions.#(type=="Failed")#|#(status=="True")#',
      configMap: { configMapName: 'trial-templates', configMapNamespace: 'kubeflow', templatePath: 'defaultTrialTemplate.yaml' },
    },
  }));
});

test('what a trial knows of itself', () => {
  const { space, lr } = learningRate();
  const own = {
    TRIAL_NAME: space.trialName, TRIAL_NAMESPACE: space.trialNamespace, TRIAL_KIND: space.trialKind, TRIAL_API_VERSION: space.trialApiVersion,
    TRIAL_LABEL_CUSTOM: space.trialLabel('custom-key'), TRIAL_ANNOTATION_CUSTOM: space.trialAnnotation('custom-key'),
  };
  const of = jobTemplate([
    LR, stands('trialName', '${trialSpec.Name}'), stands('trialNamespace', '${trialSpec.Namespace}'), stands('trialKind', '${trialSpec.Kind}'),
    stands('trialAPIVersion', '${trialSpec.APIVersion}'), stands('trialLabelCustom', '${trialSpec.Labels[custom-key]}'),
    stands('trialAnnotationCustom', '${trialSpec.Annotations[custom-key]}'),
  ], MXNET, ['python3', 'mnist.py', '--lr=${trialParameters.learningRate}'], {
    env: [
      { name: 'TRIAL_NAME', value: '${trialParameters.trialName}' }, { name: 'TRIAL_NAMESPACE', value: '${trialParameters.trialNamespace}' },
      { name: 'TRIAL_KIND', value: '${trialParameters.trialKind}' }, { name: 'TRIAL_API_VERSION', value: '${trialParameters.trialAPIVersion}' },
      { name: 'TRIAL_LABEL_CUSTOM', value: '${trialParameters.trialLabelCustom}' },
      { name: 'TRIAL_ANNOTATION_CUSTOM', value: '${trialParameters.trialAnnotationCustom}' },
    ],
  });
  const { spec } = of.trialSpec;
  expect(written('trial-metadata-substitution', {
    space,
    trial: job({
      image: MXNET, command: ['python3', 'mnist.py', `--lr=${lr}`], labels: { 'custom-key': 'custom-label' }, annotations: { 'custom-key': 'custom-annotation' },
      env: Object.fromEntries(Object.entries(own).map(([name, value]) => [name, kplus.EnvValue.fromValue(value)])),
    }),
  })).toEqual(sample('trial-metadata-substitution', {
    parameters: [double('lr', '0.01', '0.03')],
    trialTemplate: {
      ...of,
      trialSpec: {
        ...of.trialSpec,
        metadata: { labels: { 'custom-key': 'custom-label' }, annotations: { 'custom-key': 'custom-annotation' } },
        // Labels of a workload are those of its pods, too.
        spec: { template: { metadata: { labels: { 'custom-key': 'custom-label' } }, ...spec.template } },
      },
    },
  }));
});

test('an FPGA', () => {
  const image = 'docker.io/inaccel/jupyter:lab';
  const space = new SearchSpace();
  const alpha = space.double('alpha', 0, 0.05, { description: 'L1 regularization term on weights' });
  const eta = space.double('eta', 0.1, 0.4, { description: 'Step size shrinkage' });
  const subsample = space.double('subsample', 0.6, 1, { description: 'Subsample ratio of the training instances' });
  const args = ['--name=SVHN', '--tree-method=fpga_exact'];
  const of = jobTemplate([
    stands('alpha', 'alpha', 'L1 regularization term on weights'), stands('eta', 'eta', 'Step size shrinkage'),
    stands('subsample', 'subsample', 'Subsample ratio of the training instances'),
  ], image, ['python3', 'XGBoost/parameter-tuning.py'], {
    args: [...args, '--alpha=${trialParameters.alpha}', '--eta=${trialParameters.eta}', '--subsample=${trialParameters.subsample}'],
    resources: { limits: { 'xilinx/aws-vu9p-f1': 1 } },
  });
  const metadata = { labels: { 'inaccel/fpga': 'enabled' }, annotations: { 'inaccel/cli': 'bitstream install --mode others https://store.inaccel.com/1\n' } };
  expect(written('xgb-svhn-fpga', {
    objective: Objective.maximize('accuracy', { goal: 0.99, additionalMetrics: ['time'] }), parallelTrials: 1, maxTrials: 10, space,
    trial: job({
      image, command: ['python3', 'XGBoost/parameter-tuning.py'], args: [...args, `--alpha=${alpha}`, `--eta=${eta}`, `--subsample=${subsample}`],
      accelerator: Accelerator.of('xilinx/aws-vu9p-f1'), podLabels: metadata.labels, podAnnotations: metadata.annotations,
    }),
  })).toEqual(sample('xgb-svhn-fpga', {
    objective: { type: 'maximize', goal: 0.99, objectiveMetricName: 'accuracy', additionalMetricNames: ['time'] },
    parallelTrialCount: 1,
    maxTrialCount: 10,
    parameters: [double('alpha', '0.00', '0.05'), double('eta', '0.1', '0.4'), double('subsample', '0.6', '1.0')],
    trialTemplate: { ...of, trialSpec: { ...of.trialSpec, spec: { template: { metadata, ...of.trialSpec.spec.template } } } },
  }));
});

const RANDOM = { parameters: [double('lr', '0.01', '0.03')], parallelTrialCount: 2 };
const CUT = 'import random\nprint(60000//random.randint(10, 100))\n';

test('an Argo Workflow, of which one step trains', () => {
  const { space, lr } = learningRate();
  const labels = { 'katib.kubeflow.org/model-training': 'true' };
  const workflow = (rate: string) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    spec: {
      serviceAccountName: 'argo',
      entrypoint: 'hp-workflow',
      templates: [
        {
          name: 'hp-workflow',
          steps: [
            [{ name: 'data-preprocessing', template: 'gen-num-examples' }],
            [{
              name: 'model-training', template: 'model-training',
              arguments: { parameters: [{ name: 'num-examples', value: '{{steps.data-preprocessing.outputs.result}}' }] },
            }],
          ],
        },
        { name: 'gen-num-examples', script: { image: 'python:alpine3.6', command: ['python'], source: CUT } },
        {
          name: 'model-training', metadata: { labels }, inputs: { parameters: [{ name: 'num-examples' }] },
          container: { name: 'model-training', image: MXNET, command: ['python3', 'mnist.py', `--lr=${rate}`, '--num-examples={{inputs.parameters.num-examples}}'] },
        },
      ],
    },
  });
  const ends = { successCondition: 'status.[@this].#(phase=="Succeeded")#', failureCondition: 'status.[@this].#(phase=="Failed")#' };
  expect(written('katib-argo-workflow', {
    parallelTrials: 2, maxTrials: 5, maxFailedTrials: 1, retainTrials: true, space,
    trial: TrialTemplate.of(workflow(lr.placeholder), { primaryContainer: 'main', primaryPodLabels: labels, ...ends }),
  })).toEqual(sample('katib-argo-workflow', {
    ...RANDOM,
    maxTrialCount: 5,
    maxFailedTrialCount: 1,
    trialTemplate: {
      retain: true, primaryContainerName: 'main', primaryPodLabels: labels, ...ends, trialParameters: [LR], trialSpec: workflow('${trialParameters.learningRate}'),
    },
  }));
});

test('a Tekton PipelineRun, of which one task trains', () => {
  const { space, lr } = learningRate();
  const labels = { 'tekton.dev/pipelineTask': 'model-training' };
  const run = (rate: string) => ({
    apiVersion: 'tekton.dev/v1',
    kind: 'PipelineRun',
    spec: {
      params: [{ name: 'lr', value: rate }, { name: 'num-examples-init', value: '60000' }],
      pipelineSpec: {
        params: [{ name: 'lr', description: 'Learning rate' }, { name: 'num-examples-init', description: 'Initial value' }],
        tasks: [
          {
            name: 'data-preprocessing',
            params: [{ name: 'num-examples-pre', value: '$(params.num-examples-init)' }],
            taskSpec: {
              params: [{ name: 'num-examples-pre', description: 'Number of training examples before optimization' }],
              results: [{ name: 'num-examples-post', description: 'Number of training examples after optimization' }],
              steps: [{
                name: 'num-examples-optimize', image: 'python:alpine3.6', command: ['sh', '-c'], args: ['python3 -c "print(1)" | tee $(results.num-examples-post.path)'],
              }],
            },
          },
          {
            name: 'model-training',
            params: [{ name: 'lr', value: '$(params.lr)' }, { name: 'num-examples', value: '$(tasks.data-preprocessing.results.num-examples-post)' }],
            taskSpec: {
              params: [{ name: 'lr', description: 'Learning rate' }, { name: 'num-examples', description: 'Number of training examples' }],
              steps: [{ name: 'model-training', image: MXNET, command: ['python3', 'mnist.py', '--num-examples=$(params.num-examples)', '--lr=$(params.lr)'] }],
            },
          },
        ],
      },
    },
  });
  expect(written('tekton-pipeline-run', {
    parallelTrials: 2, maxTrials: 4, retainTrials: true, space,
    trial: TrialTemplate.of(run(lr.placeholder), { primaryContainer: 'step-model-training', primaryPodLabels: labels }),
  })).toEqual(sample('tekton-pipeline-run', {
    ...RANDOM,
    maxTrialCount: 4,
    trialTemplate: {
      retain: true, primaryContainerName: 'step-model-training', primaryPodLabels: labels, trialParameters: [LR], trialSpec: run('${trialParameters.learningRate}'),
      successCondition: 'status.conditions.#(type=="Succeeded")#|#(status=="True")#',
      failureCondition: 'status.conditions.#(type=="Succeeded")#|#(status=="False")#',
    },
  }));
});
