import { Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { SeldonModelProps, Stack } from '../../../lib';
import {
  Accelerator, CloudIdentity, PodSecurity, SeldonCandidate, SeldonExperiment, SeldonExplainer, SeldonExplainerType, SeldonJoin, SeldonMirror, SeldonModel,
  SeldonPipeline, SeldonRuntime, SeldonServer, SeldonServerConfig, SeldonSource, Storage,
} from '../../../lib';
import { find, kindsAndNames, problems, synth, testStack } from '../../support/synth';

const URI = 'gs://acme/iris';
const modelIn = (stack: Stack, name: string, props: Partial<SeldonModelProps> = {}) => new SeldonModel(stack, name, { storageUri: URI, ...props });
const specOf = (stack: Stack, kind: string, name?: string) => find(synth(stack), kind, name).spec;

describe('a model', () => {
  test('is where it is stored, and nothing that was not asked for', () => {
    const stack = testStack();
    modelIn(stack, 'iris');
    const { apiVersion, metadata, spec } = find(synth(stack), 'Model');
    expect({ apiVersion, name: metadata.name, namespace: metadata.namespace, spec }).toEqual({
      apiVersion: 'mlops.seldon.io/v1alpha1', name: 'iris', namespace: 'mlops', spec: { storageUri: URI },
    });
  });

  test('everything set is in the YAML', () => {
    const stack = testStack();
    const server = SeldonServer.fromServerName(stack, 'known', 'own-server');
    modelIn(stack, 'iris', {
      requirements: ['sklearn'], memory: Size.kibibytes(100), server, modelType: 'sklearn', artifactVersion: 2, schemaUri: 'gs://acme/schema', replicas: 2, minReplicas: 1,
      maxReplicas: 3, preloaded: true, dedicated: false, loggerPercent: 0, parameters: { threshold: '0.5' }, secret: kplus.Secret.fromSecretName(stack, 's', 'rclone'),
    });
    expect(specOf(stack, 'Model')).toEqual({
      storageUri: URI, requirements: ['sklearn'], memory: '100Ki', server: 'own-server', modelType: 'sklearn', artifactVersion: 2, schemaUri: 'gs://acme/schema', replicas: 2,
      minReplicas: 1, maxReplicas: 3, preloaded: true, dedicated: false, logger: { percent: 0 }, parameters: [{ name: 'threshold', value: '0.5' }], secretName: 'rclone',
    });
  });

  test('an explainer names what it explains', () => {
    const stack = testStack();
    const income = modelIn(stack, 'income');
    modelIn(stack, 'why', { explainer: SeldonExplainer.ofModel(SeldonExplainerType.TREE_SHAP, income) });
    const pipeline = SeldonPipeline.fromPipelineName(stack, 'known', 'income-production');
    modelIn(stack, 'why-so', { explainer: SeldonExplainer.ofPipeline(SeldonExplainerType.KERNEL_SHAP, pipeline) });
    expect(specOf(stack, 'Model', 'why').explainer).toEqual({ type: 'tree_shap', modelRef: 'income' });
    expect(specOf(stack, 'Model', 'why-so').explainer).toEqual({ type: 'kernel_shap', pipelineRef: 'income-production' });
  });

  test('a field of tomorrow survives as a patch', () => {
    const stack = testStack();
    modelIn(stack, 'iris').apiObject.addJsonPatch(JsonPatch.add('/spec/dataflow', { cleanTopicsOnDelete: true }));
    expect(find(stack.toJson(), 'Model').spec.dataflow).toEqual({ cleanTopicsOnDelete: true });
  });
});

describe('a pipeline', () => {
  test('hands what comes in to a step without inputs, and answers nothing unless told', () => {
    const stack = testStack();
    new SeldonPipeline(stack, 'iris-flow').addStep(modelIn(stack, 'iris'));
    expect(specOf(stack, 'Pipeline')).toEqual({ steps: [{ name: 'iris' }] });
  });

  test('everything set is in the YAML: names of tensors stand with the sources', () => {
    const stack = testStack();
    const pipeline = new SeldonPipeline(stack, 'flow');
    const first = pipeline.addStep(modelIn(stack, 'first'), { batch: { size: 2, window: Duration.millis(20), rolling: true } });
    const second = pipeline.addStep(modelIn(stack, 'second'), {
      inputs: [pipeline.input('x', 'y'), first.output('o'), first.output().mapping({ a: 'b', c: 'd' })], inputsJoinType: SeldonJoin.OUTER,
      triggers: [first.input(), pipeline.input()], triggersJoinType: SeldonJoin.ANY, joinWindow: Duration.seconds(1),
    });
    pipeline.addOutput([first.output(), second.output('z', 'answer')], { stepsJoin: SeldonJoin.ANY, joinWindow: Duration.millis(5) });
    expect(specOf(stack, 'Pipeline')).toEqual({
      steps: [
        { name: 'first', batch: { size: 2, windowMs: 20, rolling: true } },
        {
          name: 'second', inputs: ['flow.inputs.x', 'first.outputs.o', 'first'], inputsJoinType: 'outer', triggers: ['first.inputs', 'flow.inputs'], triggersJoinType: 'any',
          joinWindowMs: 1000, tensorMap: { 'flow.inputs.x': 'y', 'first.outputs.a': 'b', 'first.outputs.c': 'd' },
        },
      ],
      output: { steps: ['first', 'second.outputs.z'], stepsJoin: 'any', joinWindowMs: 5, tensorMap: { 'second.outputs.z': 'answer' } },
    });
  });

  test('takes in what other pipelines, their steps and those outside of the app say', () => {
    const stack = testStack();
    const model = modelIn(stack, 'model');
    const other = new SeldonPipeline(stack, 'other');
    const step = other.addStep(model);
    const known = SeldonPipeline.fromPipelineName(stack, 'known', 'elsewhere');
    const pipeline = new SeldonPipeline(stack, 'flow', {
      externalInputs: [step.output('o', 'i'), other.output().mapping({ p: 'q' }), SeldonSource.stepOutput(known, 'deep', 't')], joinType: SeldonJoin.OUTER,
      externalTriggers: [SeldonSource.pipelineInput(known), SeldonSource.pipelineOutput(known, 'r')], triggersJoinType: SeldonJoin.ANY, joinWindow: Duration.millis(7),
    });
    pipeline.addStep(model);
    expect(specOf(stack, 'Pipeline', 'flow').input).toEqual({
      externalInputs: ['other.step.model.outputs.o', 'other.outputs', 'elsewhere.step.deep.outputs.t'], joinType: 'outer',
      externalTriggers: ['elsewhere.inputs', 'elsewhere.outputs.r'], triggersJoinType: 'any', joinWindowMs: 7,
      tensorMap: { 'other.step.model.outputs.o': 'i', 'other.outputs.p': 'q' },
    });
  });

  test('cycles are allowed by a patch, as a newer Seldon has it', () => {
    const stack = testStack();
    const pipeline = new SeldonPipeline(stack, 'flow');
    pipeline.addStep(modelIn(stack, 'iris'));
    pipeline.apiObject.addJsonPatch(JsonPatch.add('/spec/allowCycles', true));
    expect(find(stack.toJson(), 'Pipeline').spec.allowCycles).toBe(true);
  });
});

describe('an experiment', () => {
  test('shares requests between models, with copies for a mirror', () => {
    const stack = testStack();
    const known = SeldonCandidate.model(modelIn(stack, 'iris'), 90);
    new SeldonExperiment(stack, 'ab', {
      candidates: [known, SeldonCandidate.model(modelIn(stack, 'better'), 10)], defaultCandidate: known, mirror: SeldonMirror.model(modelIn(stack, 'bold'), 50),
    });
    expect(specOf(stack, 'Experiment')).toEqual({
      candidates: [{ name: 'iris', weight: 90 }, { name: 'better', weight: 10 }], default: 'iris', mirror: { name: 'bold', percent: 50 },
    });
  });

  test('is between pipelines where its candidates are', () => {
    const stack = testStack();
    const known = SeldonPipeline.fromPipelineName(stack, 'known', 'income');
    new SeldonExperiment(stack, 'ab', { candidates: [SeldonCandidate.pipeline(known, 1)] });
    expect(specOf(stack, 'Experiment')).toEqual({ candidates: [{ name: 'income', weight: 1 }], resourceType: 'pipeline' });
  });
});

describe('a server', () => {
  test('is what its ServerConfig says, in a namespace of Pod Security baseline', () => {
    const stack = testStack();
    new SeldonServer(stack, 'own', { serverConfig: SeldonServerConfig.MLSERVER });
    const manifests = synth(stack);
    expect(kindsAndNames(manifests)).toEqual(['Namespace/mlops', 'Server/own']);
    expect(find(manifests, 'Server').spec).toEqual({ serverConfig: 'mlserver' });
    expect(stack.podSecurity).toBe(PodSecurity.BASELINE);
  });

  test('everything set goes over the ServerConfig, each in its container', () => {
    const stack = testStack();
    const models = Storage.claim(Size.gibibytes(5));
    new SeldonServer(stack, 'gpu', {
      serverConfig: SeldonServerConfig.of('acme', 'runner'), replicas: 2, minReplicas: 1, maxReplicas: 3, capabilities: ['acme'], extraCapabilities: ['pvc'],
      disableAutoUpdate: true, image: 'acme/runner:1', accelerator: Accelerator.nvidia(), env: { A: kplus.EnvValue.fromValue('1') }, nodeSelector: { pool: 'gpu' },
      priorityClass: 'high', user: 1000, rclone: { volumes: [models.at('/var/models')] }, agent: { image: 'acme/agent:1', resources: { cpu: { request: kplus.Cpu.millis(100) } } },
      identity: CloudIdentity.awsRole('arn:aws:iam::123456789012:role/models'),
    });
    const manifests = synth(stack);
    expect(find(manifests, 'PersistentVolumeClaim').metadata.name).toBe('gpu-models');
    expect(find(manifests, 'ServiceAccount').metadata.annotations).toEqual({ 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/models' });
    expect(find(manifests, 'Server').spec).toEqual({
      serverConfig: 'acme', replicas: 2, minReplicas: 1, maxReplicas: 3, capabilities: ['acme'], extraCapabilities: ['pvc'], disableAutoUpdate: true,
      podSpec: {
        nodeSelector: { pool: 'gpu' }, priorityClassName: 'high', securityContext: { runAsUser: 1000 }, serviceAccountName: 'gpu',
        volumes: [{ name: 'models', persistentVolumeClaim: { claimName: 'gpu-models' } }],
        containers: [
          { name: 'runner', image: 'acme/runner:1', env: [{ name: 'A', value: '1' }], resources: { requests: { 'nvidia.com/gpu': '1' }, limits: { 'nvidia.com/gpu': '1' } } },
          { name: 'rclone', volumeMounts: [{ name: 'models', mountPath: '/var/models' }] },
          { name: 'agent', image: 'acme/agent:1', resources: { requests: { cpu: '100m' } } },
        ],
      },
    });
  });

  test('a model goes to it by itself', () => {
    const stack = testStack();
    const server = new SeldonServer(stack, 'own', { serverConfig: SeldonServerConfig.TRITON, extraCapabilities: ['acme'] });
    modelIn(stack, 'iris', { server, requirements: ['acme'] });
    expect(specOf(stack, 'Model').server).toBe('own');
    expect(problems(stack)).toEqual([]);
  });
});

describe('a runtime', () => {
  test('is that of the default SeldonConfig', () => {
    const stack = testStack();
    new SeldonRuntime(stack, 'seldon');
    expect(specOf(stack, 'SeldonRuntime')).toEqual({ seldonConfig: 'default' });
    expect(stack.podSecurity).toBe(PodSecurity.BASELINE);
  });

  test('everything set is in the YAML', () => {
    const stack = testStack();
    new SeldonRuntime(stack, 'seldon', {
      seldonConfig: 'acme', overrides: { 'seldon-envoy': { replicas: 2, serviceType: kplus.ServiceType.CLUSTER_IP }, 'seldon-dataflow-engine': { disable: true } },
      kafka: { bootstrapServers: 'kafka:9092', topicPrefix: 'seldon', debug: 'all', consumer: { a: '1' }, producer: { b: '2' }, streams: { c: '3' } },
      tracing: { disable: false, otelExporterEndpoint: 'otel:4317', ratio: 0.5 }, serviceType: kplus.ServiceType.LOAD_BALANCER, grpcServicePrefix: 'http2-',
      rcloneSecrets: [kplus.Secret.fromSecretName(stack, 's', 'gcs')], disableAutoUpdate: true,
    });
    expect(specOf(stack, 'SeldonRuntime')).toEqual({
      seldonConfig: 'acme',
      overrides: [{ name: 'seldon-envoy', replicas: 2, serviceType: 'ClusterIP' }, { name: 'seldon-dataflow-engine', disable: true }],
      config: {
        kafkaConfig: { 'bootstrap.servers': 'kafka:9092', 'topicPrefix': 'seldon', 'debug': 'all', 'consumer': { a: '1' }, 'producer': { b: '2' }, 'streams': { c: '3' } },
        tracingConfig: { disable: false, otelExporterEndpoint: 'otel:4317', ratio: '0.5' }, serviceConfig: { serviceType: 'LoadBalancer', grpcServicePrefix: 'http2-' },
        agentConfig: { rclone: { config_secrets: ['gcs'] } },
      },
      disableAutoUpdate: true,
    });
  });
});
