import { Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { PlatformProps, TrainingRuntimeProps } from '../../lib';
import {
  Accelerator, AccessMode, ClusterTrainingRuntime, Defaults, Framework, MlPolicy, ModelApi, MpiImplementation, PodGroupPolicy, PodSecurity, RestartPolicy,
  Runtime, RuntimeKind, Storage, TopologyMode, TrainerVersion, TrainingJob, TrainingRuntime,
} from '../../lib';
import { find, kindsAndNames, problems, synth, testStack } from '../support/synth';

const stackWith = (props: Partial<TrainingRuntimeProps> = {}, platform: PlatformProps = {}) => {
  const podSecurity = props.defaults === Defaults.UPSTREAM ? PodSecurity.PRIVILEGED : undefined;
  const stack = testStack({ trainer: TrainerVersion.V2, ...platform }, { podSecurity });
  const construct = new TrainingRuntime(stack, 'torch', { image: 'acme/torch:2.9', policy: MlPolicy.torch(), ...props });
  return { stack, construct };
};
const render = (props: Partial<TrainingRuntimeProps> = {}, platform: PlatformProps = {}) => find(synth(stackWith(props, platform).stack), 'TrainingRuntime');
const jobs = (props: Partial<TrainingRuntimeProps> = {}) => render(props).spec.template.spec.replicatedJobs;
const pods = (props: Partial<TrainingRuntimeProps> = {}) =>
  Object.fromEntries(jobs(props).map((job: any) => [job.name, job.template.spec.template.spec]));

const WORKSPACE = Storage.claimPerJob(Size.gibibytes(20));

test('with an image alone it is one step of hardened pods, tried thrice and gone after a week', () => {
  const manifests = synth(stackWith().stack);
  expect(kindsAndNames(manifests)).toEqual(['Namespace/mlops', 'TrainingRuntime/torch']);
  const { metadata, spec } = find(manifests, 'TrainingRuntime');
  expect(metadata.labels['trainer.kubeflow.org/framework']).toBe('torch');
  const { replicatedJobs: [job], ...jobSet } = spec.template.spec;
  expect(spec.mlPolicy).toEqual({ numNodes: 1, torch: {} });
  expect(jobSet).toEqual({ ttlSecondsAfterFinished: 604800 });
  expect(job).toMatchObject({ name: 'node', template: { metadata: { labels: { 'trainer.kubeflow.org/trainjob-ancestor-step': 'trainer' } }, spec: { backoffLimit: 3 } } });
  expect(job.template.spec.template.spec).toMatchObject({
    automountServiceAccountToken: false, enableServiceLinks: false, securityContext: { runAsNonRoot: true, runAsUser: 10001 },
    containers: [{ name: 'node', image: 'acme/torch:2.9', securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true } }],
  });
});

test('everything set is in the YAML', () => {
  const { metadata, spec } = render({
    policy: MlPolicy.torch({ envInjection: { node: ['probe'] } }), numNodes: 4, framework: 'acme', deprecated: true, command: ['torchrun'], args: ['a.py'],
    podGroup: PodGroupPolicy.coscheduling(Duration.minutes(2)), backoffLimit: 0, maxRestarts: 2, restartPolicy: RestartPolicy.NEVER,
    ttlAfterFinished: Duration.hours(1), gracePeriod: Duration.seconds(10), network: { dnsHostnames: true, publishNotReadyAddresses: false, subdomain: 'net' },
    successSteps: ['node'], anySuccess: true, startInOrder: true, priorityClass: 'high', workingDir: '/work', schedulerName: 'own',
    sidecars: [{ name: 'probe', image: 'a:1' }], serviceAccount: { name: 'trainer' } as kplus.IServiceAccount, sharedMemory: Size.gibibytes(1), readinessPort: 8080,
  });
  expect(metadata.labels).toMatchObject({ 'trainer.kubeflow.org/framework': 'acme', 'trainer.kubeflow.org/support': 'deprecated' });
  expect(spec).toMatchObject({
    mlPolicy: { numNodes: 4, torch: { envInjection: { targets: [{ jobName: 'node', containerNames: ['probe'] }] } } },
    podGroupPolicy: { coscheduling: { scheduleTimeoutSeconds: 120 } },
    template: {
      spec: {
        failurePolicy: { maxRestarts: 2 }, ttlSecondsAfterFinished: 3600, startupPolicy: { startupPolicyOrder: 'InOrder' },
        network: { enableDNSHostnames: true, publishNotReadyAddresses: false, subdomain: 'net' }, successPolicy: { operator: 'Any', targetReplicatedJobs: ['node'] },
        replicatedJobs: [{
          template: {
            spec: {
              backoffLimit: 0,
              template: {
                spec: {
                  restartPolicy: 'Never', terminationGracePeriodSeconds: 10, priorityClassName: 'high', schedulerName: 'own', serviceAccountName: 'trainer',
                  containers: [{ command: ['torchrun'], args: ['a.py'], workingDir: '/work', readinessProbe: { tcpSocket: { port: 8080 } } }, { name: 'probe' }],
                },
              },
            },
          },
        }],
      },
    },
  });
});

test.each([
  ['jax', MlPolicy.jax(), { numNodes: 1, jax: {} }],
  ['xgboost', MlPolicy.xgboost(), { numNodes: 1, xgboost: {} }],
  ['flux', MlPolicy.flux(2), { numNodes: 1, flux: { numProcPerNode: 2 } }],
  ['none', MlPolicy.none(), { numNodes: 1 }],
])('policy %s is written as Trainer reads it', (_, policy, expected) => {
  expect(render({ policy }).spec.mlPolicy).toEqual(expected);
});

test('Volcano looks at the network', () => {
  expect(render({ podGroup: PodGroupPolicy.volcano({ topologyMode: TopologyMode.HARD, highestTierAllowed: 2 }), schedulerName: 'volcano' }).spec.podGroupPolicy)
    .toEqual({ volcano: { networkTopology: { mode: 'hard', highestTierAllowed: 2 } } });
});

test('MPI has nodes that wait for ssh, and a launcher that starts when they are ready and decides', () => {
  const props = { policy: MlPolicy.mpi({ processesPerNode: 2 }), image: 'acme/mpi:1', launcher: { command: ['mpirun', 'train'] } };
  const { mlPolicy, template } = render(props).spec;
  expect(mlPolicy).toEqual({ numNodes: 1, mpi: { numProcPerNode: 2, runLauncherAsNode: true, sshAuthMountPath: '/home/mpiuser/.ssh' } });
  expect(template.spec).toMatchObject({ network: { publishNotReadyAddresses: true }, successPolicy: { operator: 'All', targetReplicatedJobs: ['launcher'] } });
  const [node, launcher] = jobs(props);
  expect([node.name, node.template.metadata]).toEqual(['node', undefined]);
  expect(launcher).toMatchObject({ name: 'launcher', dependsOn: [{ name: 'node', status: 'Ready' }], template: { metadata: { labels: { 'trainer.kubeflow.org/trainjob-ancestor-step': 'trainer' } } } });
  expect(pods(props).node.containers[0]).toMatchObject({ command: ['/usr/sbin/sshd'], readinessProbe: { tcpSocket: { port: 2222 }, initialDelaySeconds: 5 } });
  expect(pods(props).launcher.containers[0]).toMatchObject({ name: 'node', image: 'acme/mpi:1', command: ['mpirun', 'train'] });
  for (const pod of Object.values<any>(pods(props))) expect(pod.securityContext).toMatchObject({ runAsUser: 1000, runAsGroup: 1000 });
});

test('initializers come first, and write what the nodes read', () => {
  const props: Partial<TrainingRuntimeProps> = {
    workspace: Storage.claimPerJob(Size.gibibytes(20), { storageClass: 'fast', accessMode: AccessMode.READ_WRITE_MANY, retain: true }),
    datasetInitializer: { storageUri: 'hf://tatsu-lab/alpaca' }, modelInitializer: { image: 'acme/fetch:1', nodeSelector: { net: 'fast' } }, accelerator: Accelerator.nvidia(),
  };
  const { volumeClaimPolicies, replicatedJobs } = render(props).spec.template.spec;
  expect(volumeClaimPolicies).toEqual([{
    retentionPolicy: { whenDeleted: 'Retain' },
    templates: [{ metadata: { name: 'initializer' }, spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '20Gi' } }, storageClassName: 'fast' } }],
  }]);
  expect(replicatedJobs.map((job: any) => [job.name, job.dependsOn?.map(({ name, status }: any) => `${name} ${status}`)])).toEqual([
    ['dataset-initializer', undefined], ['model-initializer', undefined], ['node', ['dataset-initializer Complete', 'model-initializer Complete']],
  ]);
  const { node, 'dataset-initializer': dataset, 'model-initializer': model } = pods(props);
  for (const pod of [node, dataset, model]) {
    expect(pod.containers[0].volumeMounts).toContainEqual({ name: 'initializer', mountPath: '/workspace' });
    expect(pod.volumes.map(({ name }: any) => name)).not.toContain('initializer');
    expect(pod.securityContext.fsGroup).toBe(10001);
  }
  expect(dataset.containers[0]).toMatchObject({ image: 'ghcr.io/kubeflow/trainer/dataset-initializer:v2.3.0', env: [{ name: 'HOME', value: '/tmp' }, { name: 'STORAGE_URI', value: 'hf://tatsu-lab/alpaca' }] });
  expect(dataset.containers[0].resources.limits).not.toHaveProperty('nvidia.com/gpu');
  expect([model.containers[0].image, model.nodeSelector]).toEqual(['acme/fetch:1', { net: 'fast' }]);
});

test('a job may fetch on a runtime of the app that has initializers', () => {
  const { stack, construct } = stackWith({ workspace: WORKSPACE, datasetInitializer: {} });
  new TrainingJob(stack, 'resnet', { framework: Framework.pytorch(), runtime: construct, command: ['torchrun', 'a.py'], datasetInitializer: { storageUri: 's3://a/b' } });
  expect(find(synth(stack), 'TrainJob').spec.initializer.dataset.storageUri).toBe('s3://a/b');
});

test('a ClusterTrainingRuntime lives in no namespace', () => {
  const stack = testStack({ trainer: TrainerVersion.V2 });
  const runtime = new ClusterTrainingRuntime(stack, 'acme', { image: 'a:1', policy: MlPolicy.jax() });
  expect(find(synth(stack), 'ClusterTrainingRuntime').metadata).not.toHaveProperty('namespace');
  expect([runtime.runtimeKind, runtime.runtimeName, runtime.runtimeJobs]).toEqual([RuntimeKind.CLUSTER_TRAINING_RUNTIME, 'acme', ['node']]);
});

test('runtimes by name are those that Trainer ships', () => {
  const shipped = [Runtime.torchDistributed(), Runtime.jaxDistributed(), Runtime.xgboostDistributed(), Runtime.deepspeedDistributed(), Runtime.mlxDistributed(), Runtime.torchtune('qwen2.5-1.5b')];
  expect(shipped.map(({ runtimeName }) => runtimeName)).toEqual([
    'torch-distributed', 'jax-distributed', 'xgboost-distributed', 'deepspeed-distributed', 'mlx-distributed', 'torchtune-qwen2.5-1.5b',
  ]);
});

test('with the defaults of upstream only what was said is written', () => {
  const { metadata, spec } = render({ defaults: Defaults.UPSTREAM });
  expect(Object.keys(metadata.labels).filter(key => !key.startsWith('app.kubernetes.io/'))).toEqual([]);
  expect(spec.mlPolicy).toEqual({ torch: {} });
  expect(spec.template.spec.replicatedJobs[0].template.spec).toMatchObject({ template: { spec: { containers: [{ name: 'node', image: 'acme/torch:2.9' }] } } });
  expect(Object.keys(spec.template.spec.replicatedJobs[0].template.spec)).toEqual(['template']);
});

test('a field of tomorrow survives as a patch', () => {
  const { stack, construct } = stackWith();
  construct.apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', 'x'));
  expect(find(stack.toJson(), 'TrainingRuntime').spec.fieldOfTomorrow).toBe('x');
});

test('nodes of MPI are first looked at when the author says', () => {
  const { node } = pods({ policy: MlPolicy.mpi(), readinessDelay: Duration.seconds(30) });
  expect(node.containers[0].readinessProbe).toEqual({ tcpSocket: { port: 2222 }, initialDelaySeconds: 30 });
});

test.each<[string, Partial<TrainingRuntimeProps>, string]>([
  ['a delay before nobody looks', { readinessDelay: Duration.seconds(30) }, "FIELD_IGNORED readinessDelay: got '30 seconds'; nobody looks whether these pods are ready; set `readinessPort`"],
  ['the same of a launcher', { policy: MlPolicy.mpi(), launcher: { readinessDelay: Duration.seconds(30) } }, "FIELD_IGNORED launcher.readinessDelay: got '30 seconds'; nobody looks whether these pods are ready; set `readinessPort`"],
  ['no image', { image: undefined }, "IMAGE_INVALID image: got ''; an image is needed"],
  ['a bad image of the launcher', { policy: MlPolicy.mpi(), launcher: { image: 'A B' } }, "IMAGE_INVALID launcher.image: got 'A B'; use [registry/]repository[:tag][@sha256:digest] in lower case, without spaces"],
  ['no nodes', { numNodes: 0 }, 'COUNT_RANGE numNodes: got 0; from 1 to 10000 pods at once'],
  ['a negative backoff', { backoffLimit: -1 }, 'COUNT_RANGE backoffLimit: got -1; 0 or more failures'],
  ['negative restarts', { maxRestarts: -1 }, 'COUNT_RANGE maxRestarts: got -1; 0 or more restarts'],
  ['half a second', { ttlAfterFinished: Duration.millis(500) }, "DURATION_RANGE ttlAfterFinished: got '0.5s'; use whole seconds"],
  ['pods that always restart', { restartPolicy: RestartPolicy.ALWAYS }, "PLATFORM_UNSUPPORTED restartPolicy: got 'Always'; pods of a JobSet restart on failure or never; use RestartPolicy.ON_FAILURE or NEVER"],
  ['two orders', { startInOrder: true, workspace: WORKSPACE, modelInitializer: {} }, 'ALTERNATIVES_CONFLICT startInOrder: got true; the steps wait for each other already, and JobSet takes one of the two; leave it out'],
  ['a launcher without MPI', { launcher: {} }, 'FIELD_IGNORED launcher: only MlPolicy.mpi(...) has one; leave it out'],
  ['one success of unknown steps', { anySuccess: true }, 'FIELD_IGNORED anySuccess: got true; say which steps count in `successSteps`'],
  ['another MPI', { policy: MlPolicy.mpi({ implementation: MpiImplementation.INTEL }) }, "PLATFORM_UNSUPPORTED policy implementation: got 'Intel'; Trainer knows Open MPI alone; use an MPIJob v2beta1 (TrainingOperator.MPI_OPERATOR)"],
  ['no processes', { policy: MlPolicy.mpi({ processesPerNode: 0 }) }, 'COUNT_RANGE policy processesPerNode: got 0; at least one process'],
  ['no tier', { podGroup: PodGroupPolicy.volcano({ highestTierAllowed: 0 }), schedulerName: 'volcano' }, 'COUNT_RANGE podGroup highestTierAllowed: got 0; at least the first tier'],
  ['no time to schedule', { podGroup: PodGroupPolicy.coscheduling(Duration.seconds(0)) }, "DURATION_RANGE podGroup scheduleTimeout: got '0s'; from one second to 68 years"],
  ['nowhere to fetch to', { datasetInitializer: {} }, 'TRAINER_INITIALIZER workspace: what is fetched needs a place that the training reads: Storage.claimPerJob(Size.gibibytes(20))'],
  ['nothing to fetch', { workspace: WORKSPACE }, 'FIELD_IGNORED workspace: nothing is fetched there; mount it in `volumes`'],
  ['a new claim as workspace', { modelInitializer: {}, workspace: Storage.claim(Size.gibibytes(1)) }, "PLATFORM_UNSUPPORTED workspace: got '1Gi'; jobs of a runtime share no new claim: use Storage.claimPerJob(...), or Storage.existingClaim(...)"],
  ['variables for a container that is not there', { policy: MlPolicy.torch({ envInjection: { node: ['x'] } }) }, "TRAINER_ENV_INJECTION spec.mlPolicy.torch.envInjection.targets[0].containerNames[0]: got 'x'; name a job and a container of this runtime: a TrainJob on it is refused, as there is no container x in job node"],
])('%s is a problem', (_, props, line) => {
  expect(problems(stackWith(props).stack)).toContain(`[mlops/torch] ${line}`);
});

test('a claim of one namespace is a problem of a runtime for all', () => {
  const stack = testStack({ trainer: TrainerVersion.V2 });
  new ClusterTrainingRuntime(stack, 'acme', { image: 'a:1', volumes: [Storage.claim(Size.gibibytes(1)).at('/data')] });
  expect(problems(stack)).toContain("[mlops/acme] PLATFORM_UNSUPPORTED volumes '/data': a claim lives in one namespace, and the jobs of a ClusterTrainingRuntime in any: use Storage.claimPerJob(...), or Storage.existingClaim(...) of a name that all have");
});

test('a claim for each job is a problem where there are no jobs', () => {
  const stack = testStack();
  new ModelApi(stack, 'api', { image: 'a:1', volumes: [WORKSPACE.at('/cache')] });
  expect(problems(stack)).toContain("[mlops/api] PLATFORM_UNSUPPORTED volumes '/cache': JobSet makes a claim for each job of a TrainingRuntime alone; use Storage.claim(...)");
});
