import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  Accelerator, BackendStore, Bento, BentoDeployment, BentoRequest, Checkpoints, ClusterQueue, ClusterStorageContainer, ClusterTrainingRuntime, Cohort,
  ExternalSecret, GraphNode, GraphTarget, InferenceGraph, InferenceServiceRef, IrisApi, KatibConfig, LocalModelCache, LocalModelNamespaceCache,
  LocalModelNodeGroup, LocalQueue, MlflowServer, MlPolicy, ModelApi, Placement, Platform, Quota, RayCluster, ResourceFlavor, SealedSecret, SecretStore,
  SecretTemplate, SeldonCandidate, SeldonDeployment, SeldonExperiment, SeldonModel, SeldonNode, SeldonPipeline, SeldonRuntime, SeldonServer,
  SeldonServerConfig, Stack, Storage, Topology, TrainedModel, TrainingJob, TrainingRuntime, TrialResource, UriFormat, VolcanoQueue, WorkloadPriorityClass,
} from '../../lib';
import { testApp } from '../support/synth';

const secret = { name: 'db' } as kplus.ISecret;
const CONSTRUCTS: Record<string, (scope: Construct) => void> = {
  ModelApi: scope => void new ModelApi(scope, 'churn', { image: 'a:1', config: { A: '1' }, secretKeys: { KEY: 'any' }, host: 'a.example.com', tlsSecret: 'cert' }),
  IrisApi: scope => void new IrisApi(scope, 'iris-api', { image: 'a:1' }),
  MlflowServer: scope => void new MlflowServer(scope, 'mlflow', { backend: BackendStore.postgres({ secret }), garbageCollection: {} }),
  TrainingJob: scope => void new TrainingJob(scope, 'train', { image: 'a:1', accelerator: Accelerator.nvidia(), checkpoints: Checkpoints.claim(Size.gibibytes(1)), rerunOnChange: true }),
  TrainingRuntime: scope => void new TrainingRuntime(scope, 'torch', { image: 'a:1', policy: MlPolicy.torch(), modelInitializer: {}, workspace: Storage.claimPerJob(Size.gibibytes(1)) }),
  ClusterTrainingRuntime: scope => void new ClusterTrainingRuntime(scope, 'acme', { image: 'a:1' }),
  RayCluster: scope => void new RayCluster(scope, 'ray', { image: 'a:1', autoscaling: {}, groups: { gpu: { accelerator: Accelerator.nvidia() } } }),
  SecretTemplate: scope => void new SecretTemplate(scope, 'secret', { keys: { KEY: 'any' } }),
  ExternalSecret: scope => void new ExternalSecret(scope, 'secret', { store: SecretStore.cluster('vault'), extract: 'x' }),
  Topology: scope => void new Topology(scope, 'racks', { levels: ['acme.example/rack'] }),
  ResourceFlavor: scope => void new ResourceFlavor(scope, 'spot', { nodeLabels: { spot: 'true' } }),
  Cohort: scope => void new Cohort(scope, 'research', { parent: new Cohort(scope, 'company') }),
  ClusterQueue: scope => {
    const flavors = ['spot', 'any'].map(name => new ResourceFlavor(scope, name));
    const clusterQueue = new ClusterQueue(scope, 'pool', { quotas: flavors.map(flavor => Quota.of(flavor, { cpu: kplus.Cpu.units(1) })) });
    new LocalQueue(scope, 'team', { clusterQueue });
  },
  LocalQueue: scope => void new LocalQueue(scope, 'team', { clusterQueue: ClusterQueue.fromClusterQueueName(scope, 'pool', 'gpu-pool') }),
  InferenceGraph: scope => {
    const service = InferenceServiceRef.fromName('iris');
    new InferenceGraph(scope, 'pets', { root: GraphNode.sequence([{ to: GraphNode.ensemble([{ to: GraphTarget.service(service) }], { name: 'all' }) }]) });
    new TrainedModel(scope, 'cifar10', { inferenceService: service, storageUri: 's3://a/b', framework: 'pytorch', memory: Size.gibibytes(1) });
  },
  LocalModelCache: scope => {
    const nodeGroups = [new LocalModelNodeGroup(scope, 'workers', { storageLimit: Size.gibibytes(9), nodes: [Placement.nodes('disk')], path: '/models' })];
    new LocalModelCache(scope, 'llama', { sourceModelUri: 's3://a/b', modelSize: Size.gibibytes(1), nodeGroups });
    new LocalModelNamespaceCache(scope, 'opt', { sourceModelUri: 's3://a/c', modelSize: Size.gibibytes(1), nodeGroups });
    new ClusterStorageContainer(scope, 'kit', { image: 'a:1', supportedUriFormats: [UriFormat.prefix('kit://')] });
  },
  KatibConfig: scope => void new KatibConfig(scope, 'katib', { trialResources: [TrialResource.JOB_SET], enableLeaderElection: true, databaseStorage: {} }),
  WorkloadPriorityClass: scope => void new WorkloadPriorityClass(scope, 'production', { value: 10 }),
  VolcanoQueue: scope => void new VolcanoQueue(scope, 'a-team', { parent: new VolcanoQueue(scope, 'company') }),
  SeldonPipeline: scope => {
    const server = new SeldonServer(scope, 'server', { serverConfig: SeldonServerConfig.MLSERVER, volumes: [Storage.claim(Size.gibibytes(1)).at('/data')] });
    const model = new SeldonModel(scope, 'iris', { storageUri: 'gs://acme/iris', server });
    const pipeline = new SeldonPipeline(scope, 'flow');
    pipeline.addOutput([pipeline.addStep(model).output()]);
    new SeldonExperiment(scope, 'ab', { candidates: [SeldonCandidate.pipeline(pipeline, 1)] });
    new SeldonRuntime(scope, 'seldon');
  },
  BentoDeployment: scope => {
    const bento = new BentoRequest(scope, 'iris', { bentoTag: 'iris:1' });
    new BentoDeployment(scope, 'api', { bento, monitorExporter: { output: 'stdout', mounts: [Storage.claim(Size.gibibytes(1)).at('/data')] } });
  },
  Bento: scope => void new Bento(scope, 'iris', { tag: 'iris:1', image: 'acme/iris:1' }),
  SeldonDeployment: scope => void new SeldonDeployment(scope, 'iris', {
    predictors: [{ name: 'default', graph: SeldonNode.sklearn('classifier', 'gs://acme/iris', { container: { volumes: [Storage.claim(Size.gibibytes(1)).at('/data')] } }) }],
  }),
  SealedSecret: scope => void new SealedSecret(scope, 'secret', { encryptedData: { KEY: 'A'.repeat(200) } }),
};

/** A construct of the user's own around ours. */
class Wrapper extends Construct {}

const written = (place: (stack: Stack) => Construct, make: (scope: Construct) => void, before?: (stack: Stack) => void) => {
  const app = testApp();
  Platform.declare(app, { kueue: true, volcano: true });
  const stack = new Stack(app, 'mlops');
  before?.(stack);
  make(place(stack));
  return app.synthYaml();
};

describe.each(Object.entries(CONSTRUCTS))('%s', (_, make) => {
  const plain = written(stack => stack, make);

  test('is the same bytes inside another construct: no name, no selector, no order changes', () => {
    expect(written(stack => new Wrapper(stack, 'wrapper'), make)).toBe(plain);
    expect(written(stack => new Wrapper(new Wrapper(stack, 'a'), 'b'), make)).toBe(plain);
  });

  test('is the same bytes wherever it is written among others', () => {
    const other = (stack: Stack) => void new ModelApi(stack, 'other', { image: 'b:1' });
    const first = written(stack => stack, make, other);
    const last = written(stack => stack, scope => {
      make(scope);
      other(scope as Stack);
    });
    expect(last).toBe(first);
  });
});
