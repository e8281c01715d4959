/* eslint-disable @stylistic/max-len -- tables */
import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { count, few, map, size, time, word, workload } from './workload-arbitraries';
import type { PlatformProps, Stack } from '../../lib';
import {
  Accelerator, Capacity, Checkpoints, CleanPodPolicy, ClusterQueue, ClusterTrainingRuntime, Code, Dataset, Defaults, DeviceClaim, Framework, GangScheduler,
  GitOpsTool, Interconnect, LocalQueue, MlPolicy, MpiOperator, Placement, PodGroupPolicy, Processes, Queue, Quota, RayCluster, Readiness, RendezvousBackend,
  ResourceFlavor, RestartPolicy, Runtime, Storage, TaintEffect, Topology, TrainerVersion, TrainingJob, TrainingOperator, TrainingRuntime, VolcanoQueue,
  WorkloadPriorityClass,
} from '../../lib';

const one = <T>(...makers: Array<() => T>) => fc.constantFrom(...makers).map(make => make());
const label = fc.constantFrom('topology.kubernetes.io/zone', 'rack', 'my rack', '', 'x'.repeat(70));
const path = fc.constantFrom('/data', '/ckpt', 'data', '', '/tmp', '/workspace');
const uri = fc.constantFrom('s3://acme/x', 'gs://acme/x', 'hf://a/b', 'acme', '', 'https://me:x@host/y.zip', 's3://');
const image = fc.constantFrom('a:1', 'A', '', 'acme/resnet:2.1');
const words = fc.array(word, { maxLength: 2 });

const device = fc.oneof(count, fc.constant(1)).chain(n => one(
  () => Accelerator.nvidia('H100', n), () => Accelerator.amd(n), () => Accelerator.intel(n), () => Accelerator.gaudi(n), () => Accelerator.ascend(n),
  () => Accelerator.neuron(n), () => Accelerator.tpu('tpu-v5-lite-podslice', '4x4'), () => Accelerator.tpu('tpu-v4-podslice', '2x2x2'), () => Accelerator.tpu('v9', '0x'),
  () => Accelerator.tpu('', ''), () => Accelerator.claim(DeviceClaim.template({ deviceClass: 'gpu.nvidia.com', count: n })), () => Accelerator.claim(DeviceClaim.existing('')),
  () => Accelerator.claim(DeviceClaim.firstAvailable([])), () => Accelerator.claim(DeviceClaim.existingTemplate('gpus')), () => Accelerator.mig('1g.10gb', n), () => Accelerator.shared('T4'),
));
const placement = fc.array(label.chain(l => fc.oneof(count, fc.constant(1)).chain(n => one(
  () => Placement.together(l), () => Placement.preferTogether(l), () => Placement.apart(l, { [l]: l }), () => Placement.spread(l, n), () => Placement.kueueRequired(l),
  () => Placement.kueueUnconstrained(), () => Placement.nodes(l), () => Placement.notNodes(l, l),
))), { maxLength: 2 });
const auxiliary = fc.array(fc.record({
  name: word, image, command: words, ports: fc.dictionary(word, count, { maxKeys: 1 }), staysOn: fc.boolean(), privileged: fc.boolean(), capabilities: words,
}, { requiredKeys: ['name', 'image'] }), { maxLength: 2 });
const pods = {
  ...workload, accelerator: device, placement, initContainers: auxiliary, sidecars: auxiliary,
  capacity: one(Capacity.spot, Capacity.onDemand, Capacity.flexStart, () => Capacity.reserved('X'), () => Capacity.reserved('')),
  interconnect: one(() => Interconnect.tcp({ networkInterface: '' }), () => Interconnect.rdma(''), () => Interconnect.rdma('rdma/ib', 0), () => Interconnect.efa(2), () => Interconnect.efa(NaN), () => Interconnect.tcp()),
  tolerations: fc.array(fc.record({ key: word, value: word, effect: fc.constantFrom(...Object.values(TaintEffect)) }, { requiredKeys: ['key'] }), { maxLength: 1 }),
  ports: fc.dictionary(word, count, { maxKeys: 2 }), containerName: word, workingDir: path, schedulerName: word, runtimeClass: word, capabilities: words, privileged: fc.boolean(),
  fsGroup: count, automountToken: fc.boolean(), hostNetwork: fc.boolean(), hostIpc: fc.boolean(), preStop: words, readOnlyRootFilesystem: fc.boolean(),
  readiness: count.chain(n => one(() => Readiness.tcp(n), () => Readiness.http('', 80), () => Readiness.exec([]), () => Readiness.tcp(1, { period: Duration.seconds(0) }))),
  dnsPolicy: fc.constantFrom(...Object.values(kplus.DnsPolicy)), imagePullPolicy: fc.constantFrom(...Object.values(kplus.ImagePullPolicy)),
};
const { name: _, labels: _labels, annotations: _annotations, ...podsAlone } = pods;
const role = few<any>({ ...podsAlone, replicas: count, image, command: words, args: words, restartPolicy: fc.constantFrom(...Object.values(RestartPolicy)) });
const range = { minReplicas: count, maxReplicas: count, maxRestarts: count, targetCpuPercent: count };
const elastic = few<any>({ ...range, rdzvPort: count, rdzvHost: word, rdzvId: word, rdzvConf: map, rdzvBackend: fc.constantFrom(...Object.values(RendezvousBackend)), standalone: fc.boolean() });
const master = few<any>({ master: role, worker: role });
const processes = count.chain(n => one(() => Processes.of(n), () => Processes.AUTO, () => Processes.GPU, () => Processes.CPU));
const mpi = few<any>({ slotsPerWorker: count, launcherAsWorker: fc.boolean(), sshAuthMountPath: path, launcher: role, worker: role });
const numbers = fc.dictionary(word, count, { maxKeys: 2 });
const rayCluster = {
  rayVersion: fc.constantFrom('2.52.0', 'x', ''), head: role, worker: role, minWorkers: count, maxWorkers: count, headStartParams: map, headLogicalResources: map, headNodeLabels: map,
  autoscaling: few<any>({ idleTimeout: time, image }), auth: fc.constant({}),
  groups: fc.dictionary(word, fc.tuple(role, few<any>({ minReplicas: count, maxReplicas: count, numOfHosts: count, startParams: map, logicalResources: map, idleTimeout: time })).map(([a, b]) => ({ ...a, ...b })), { maxKeys: 2 }),
};
const ray = few<any>({
  ...rayCluster, entrypoint: word, entrypointNumCpus: count, entrypointNumGpus: count, entrypointResources: numbers, runtimeEnv: few<any>({ pip: words, conda: word, envVars: map, more: map }),
  submissionMode: fc.constantFrom('K8sJobMode', 'HTTPMode', 'SidecarMode', 'InteractiveMode'), submitter: role, submitterBackoffLimit: count, jobId: word, metadata: map,
  preRunningDeadline: time, cluster: word.map(rayClusterName => ({ rayClusterName })), shutdownAfterJobFinishes: fc.boolean(),
});
const framework = fc.oneof(
  one(Framework.script, Framework.scikitLearn),
  few<any>({ processesPerWorker: processes, elastic, master: role, worker: role }).map(Framework.pytorch),
  few<any>({ chief: role, parameterServers: role, evaluators: role, worker: role, dynamicWorkers: fc.boolean() }).map(Framework.tensorflow),
  master.map(Framework.xgboost), master.map(Framework.lightgbm), few<any>({ parameterServer: role, worker: role, elastic: few<any>(range) }).map(Framework.paddle),
  few<any>({ worker: role }).map(Framework.jax), few<any>({ servers: role, scheduler: role, worker: role }).map(Framework.mxnet),
  few<any>({ tunerTracker: role, tunerServer: role, tuner: role, tunerServerKey: word }).map(Framework.mxnetTune),
  mpi.map(Framework.mpi), mpi.map(Framework.deepspeed), ray.map(Framework.ray), fc.dictionary(word, role, { maxKeys: 3 }).map(roles => Framework.of(roles as any)),
);
const mount = fc.tuple(one(
  () => Dataset.s3('acme'), () => Dataset.http('https://host/x.zip'), () => Dataset.huggingFace(''), () => Code.git('git@x'), () => Code.inline({}), () => Code.inline({ 'a b': '' }),
  () => Storage.existingClaim(''), () => Storage.claim(Size.gibibytes(1)), () => Code.inline({ 'train.py': 'x' }),
), path).map(([storage, at]) => storage.at(at));
const checkpoints = fc.tuple(uri, path, size).chain(([u, p, s]) => one(
  () => Checkpoints.claim(s), () => Checkpoints.existingClaim(''), () => Checkpoints.objectStore(u), () => Checkpoints.volume(Storage.scratch().at(p)),
));
const jobSpec = {
  completionMode: fc.constantFrom('Indexed', 'NonIndexed'), backoffLimitPerIndex: count, maxFailedIndexes: count, successRules: fc.array(few<any>({ succeededCount: count, succeededIndexes: word }), { maxLength: 2 }),
};
const policies = fc.array(few<any>({ action: fc.constantFrom('RestartJob', 'TerminateJob'), events: fc.constantFrom(['PodFailed'], [], ['*']), exitCode: count, timeout: time }), { maxLength: 2 });
const topology = few<any>({ highestTierAllowed: count, highestTierName: word });
const job = few<any>({
  ...pods, framework, workers: count, completions: count, backoffLimit: count, deadline: time, ttlAfterFinished: time, gracePeriod: time, sharedMemory: size,
  operator: fc.constantFrom(...Object.values(TrainingOperator)), image, command: words, args: words, suspend: fc.boolean(), mesh: fc.boolean(), multiKueue: fc.boolean(), rerunOnChange: fc.boolean(),
  networkPolicy: fc.boolean(), tensorboard: fc.boolean(), experiment: word, fatalExitCodes: fc.array(count, { maxLength: 3 }), data: fc.array(mount, { maxLength: 2 }), code: mount, checkpoints, resumeFrom: checkpoints,
  defaults: fc.constantFrom(...Object.values(Defaults)), restartPolicy: fc.constantFrom(...Object.values(RestartPolicy)), cleanPodPolicy: fc.constantFrom(...Object.values(CleanPodPolicy)),
  gang: few<any>({ minAvailable: count, scheduleTimeout: time, minResources: map, priorityClass: word }),
  queue: word.chain(n => one(() => Queue.fromQueueName(n), () => Queue.fromVolcanoQueueName(n))), queuePriority: word.map(priorityClassName => ({ priorityClassName })),
  runtime: word.chain(n => one(() => Runtime.torchDistributed(), () => Runtime.torchtune(n), () => Runtime.fromRuntimeName(n, { jobs: [n] }), () => Runtime.deepspeedDistributed(), () => Runtime.fromClusterRuntimeName('a'))),
  datasetInitializer: few<any>({ storageUri: uri }), modelInitializer: few<any>({ storageUri: uri }),
  jobOptions: few<any>({ ...jobSpec, minParallelism: count, completionsEqualParallelism: fc.boolean() }),
  jobSet: few<any>({
    roles: fc.dictionary(fc.constantFrom('worker', 'a', ''), few<any>({ ...jobSpec, jobs: count, completions: count, backoffLimit: count, deadline: time, groupName: word, exclusiveTopology: label, dependsOn: fc.array(word.map(r => ({ role: r })), { maxLength: 2 }) }), { maxKeys: 2 }),
    startInOrder: fc.boolean(), exclusiveTopology: label, managedBy: word, coordinator: fc.record({ role: word, jobIndex: count, podIndex: count }), network: few<any>({ hostnames: fc.boolean(), subdomain: word }),
    claims: fc.dictionary(word, fc.record({ size, path }), { maxKeys: 2 }), success: few<any>({ roles: words, operator: fc.constantFrom('All', 'Any') }),
    failureRules: fc.array(fc.record<any>({ name: word, action: fc.constantFrom('FailJobSet', 'RestartJobSet'), messagePatterns: words, roles: words }, { requiredKeys: ['action'] as any }), { maxLength: 2 }),
  }),
  volcano: few<any>({
    tasks: fc.dictionary(fc.constantFrom('worker', 'a', ''), few<any>({ policies, dependsOn: words, minAvailable: count, maxRetry: count, partitions: fc.record({ totalPartitions: count, partitionSize: count }) }), { maxKeys: 2 }),
    plugins: fc.dictionary(fc.constantFrom('svc', 'ssh', 'x', ''), words, { maxKeys: 2 }), policies, networkTopology: topology, minSuccess: count, runningEstimate: time,
    volumes: fc.array(fc.record<any>({ path, claimName: word, size }, { requiredKeys: ['path'] as any }), { maxLength: 2 }),
  }),
});
const schedule = fc.tuple(job, few<any>({ timeZone: word, startingDeadline: time, successfulRuns: count, failedRuns: count, kubectlImage: image, overlap: fc.constantFrom('Allow', 'Forbid') }), fc.constantFrom('0 3 * * *', '@daily', 'x', ''))
  .map(([a, b, cron]) => ({ ...a, ...b, schedule: cron }));
const policy = count.chain(n => one(
  () => MlPolicy.torch(), () => MlPolicy.jax(), () => MlPolicy.xgboost(), () => MlPolicy.mpi({ processesPerNode: n }), () => MlPolicy.flux(n), () => MlPolicy.none(),
));
const stepFields = { image, command: words, args: words, readinessPort: count, readinessDelay: time };
const [step, fetcher] = [few<any>(stepFields), few<any>({ ...stepFields, storageUri: uri })];
const runtime = few<any>({
  ...pods, image, command: words, policy, numNodes: count, framework: word, launcher: step, datasetInitializer: fetcher, modelInitializer: fetcher, sharedMemory: size, gracePeriod: time,
  restartPolicy: fc.constantFrom(...Object.values(RestartPolicy)), backoffLimit: count, maxRestarts: count, successSteps: words, anySuccess: fc.boolean(), startInOrder: fc.boolean(), ttlAfterFinished: time,
  network: few<any>({ subdomain: word }), podGroup: time.chain(t => one(() => PodGroupPolicy.coscheduling(t), () => PodGroupPolicy.volcano())), defaults: fc.constantFrom(...Object.values(Defaults)), deprecated: fc.boolean(),
});
const amounts = few<any>({
  cpu: fc.constantFrom(kplus.Cpu.units(4), kplus.Cpu.millis(0)), memory: size, ephemeralStorage: size, pods: count, devices: fc.dictionary(fc.constantFrom('nvidia.com/gpu', '', 'a b'), count, { maxKeys: 2 }),
  others: fc.dictionary(fc.constantFrom('example.com/x', '', 'a b'), fc.constantFrom('1', '4Gi', '-1', 'x', ''), { maxKeys: 2 }),
});
const quotas = fc.array(fc.tuple(word, amounts, few<any>({ borrowingLimit: amounts, lendingLimit: amounts })).map(([flavorName, nominal, limits]) => Quota.of({ flavorName }, nominal as any, limits as any)), { maxLength: 2 });

/** What the cluster of a training job runs. */
const platform: fc.Arbitrary<Partial<PlatformProps>> = fc.record({
  trainer: fc.constantFrom(...Object.values(TrainerVersion)), mpiOperator: fc.constantFrom(...Object.values(MpiOperator)), kueue: fc.boolean(), volcano: fc.boolean(), tensorboards: fc.boolean(),
  gangScheduler: fc.constantFrom(...Object.values(GangScheduler)), istio: fc.boolean(), gitOpsTool: fc.constantFrom(...Object.values(GitOpsTool)), kubernetes: fc.constantFrom('1.34', '1.31', '1.28'),
}, { requiredKeys: [] });

type Make = (stack: Stack, props: any) => unknown;
export const TRAINING: Array<[string, fc.Arbitrary<any>, Make, fc.Arbitrary<Partial<PlatformProps>>]> = [
  ['TrainingJob of any framework', job, (stack, props) => new TrainingJob(stack, 'x', { image: 'a:1', command: ['a'], ...props }), platform],
  ['TrainingJob by the clock', schedule, (stack, props) => TrainingJob.scheduled(stack, 'x', { image: 'a:1', command: ['a'], ...props }), platform],
  ['TrainingJob of Ray', fc.tuple(ray, job).map(([of, props]) => ({ ...props, framework: Framework.ray(of), operator: undefined })), (stack, props) => new TrainingJob(stack, 'x', { image: 'a:1', command: ['a'], ...props }), platform],
  ['RayCluster', few<any>({ ...pods, ...rayCluster, workers: count, suspend: fc.boolean(), networkPolicy: fc.boolean() }), (stack, props) => new RayCluster(stack, 'x', { image: 'a:1', ...props }), platform],
  ['TrainingRuntime', runtime, (stack, props) => new TrainingRuntime(stack, 'x', { image: 'a:1', ...props }), fc.constant({ trainer: TrainerVersion.V2 })],
  ['ClusterTrainingRuntime', runtime, (stack, props) => new ClusterTrainingRuntime(stack, 'x', { image: 'a:1', ...props }), fc.constant({ trainer: TrainerVersion.V2 })],
  ['queues', few<any>({
    cluster: few<any>({ quotas, cohort: word.map(cohortName => ({ cohortName })), fairSharingWeight: count, queueingStrategy: fc.constantFrom('StrictFIFO'), name: word }),
    local: few<any>({ fairSharingWeight: count, name: word }), flavor: few<any>({ nodeLabels: map, topology: word.map(topologyName => ({ topologyName })), name: word }),
    topology: fc.array(label, { maxLength: 3 }), priority: count,
    volcano: few<any>({ weight: count, capability: amounts, deserved: amounts, guarantee: amounts, priority: count, type: word, name: word }),
  }), (stack, { cluster, local, flavor, topology: levels, priority, volcano }) => {
    const clusterQueue = new ClusterQueue(stack, 'cq', { quotas: [Quota.of({ flavorName: 'f' }, { cpu: kplus.Cpu.units(4) })], ...cluster });
    if (local) new LocalQueue(stack, 'lq', { clusterQueue, ...local });
    if (flavor) new ResourceFlavor(stack, 'f', flavor);
    if (levels) new Topology(stack, 't', { levels });
    if (priority !== undefined) new WorkloadPriorityClass(stack, 'p', { value: priority });
    if (volcano) new VolcanoQueue(stack, 'v', volcano);
  }, fc.constant({ kueue: true, volcano: true })],
];
