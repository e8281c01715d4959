import { Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { PlatformProps, TrainingJobProps } from '../../lib';
import {
  Accelerator, Checkpoints, Cloud, CompletionMode, FailureAction, FailureRule, Framework, PodReplacement, Queue, Storage, Tracking, TrainingJob,
} from '../../lib';
import { find, kindsAndNames, problems, synth, testStack } from '../support/synth';

const stackWith = (props: Partial<TrainingJobProps> = {}, platform: PlatformProps = {}) => {
  const stack = testStack(platform);
  const construct = new TrainingJob(stack, 'resnet', { image: 'acme/resnet:2.1', ...props });
  return { stack, construct };
};
const render = (props: Partial<TrainingJobProps> = {}, platform: PlatformProps = {}) => synth(stackWith(props, platform).stack);
const job = (props: Partial<TrainingJobProps> = {}, platform: PlatformProps = {}) => find(render(props, platform), 'Job');
const main = (props: Partial<TrainingJobProps> = {}, platform: PlatformProps = {}) => job(props, platform).spec.template.spec.containers[0];

test('with an image alone it is a Job that survives preemption and goes away in time', () => {
  const manifests = render();
  expect(kindsAndNames(manifests)).toEqual(['Namespace/mlops', 'ServiceAccount/resnet', 'Job/resnet', 'NetworkPolicy/resnet-network']);
  const { template, ...spec } = find(manifests, 'Job').spec;
  expect(spec).toMatchInlineSnapshot(`
    {
      "backoffLimit": 3,
      "completions": 1,
      "parallelism": 1,
      "podFailurePolicy": {
        "rules": [
          {
            "action": "Ignore",
            "onPodConditions": [
              {
                "status": "True",
                "type": "DisruptionTarget",
              },
            ],
          },
        ],
      },
      "podReplacementPolicy": "Failed",
      "ttlSecondsAfterFinished": 604800,
    }
  `);
  expect(template.spec).toMatchObject({ restartPolicy: 'Never', terminationGracePeriodSeconds: 120 });
});

test('everything set is in the YAML', () => {
  const { spec } = job({
    command: ['python', 'train.py'], args: ['--lr=3e-4'], workers: 4, completions: 100, backoffLimit: 0, fatalExitCodes: [42, 1, 42],
    deadline: Duration.hours(1), ttlAfterFinished: Duration.minutes(10), gracePeriod: Duration.seconds(30),
  });
  expect(spec).toMatchObject({
    parallelism: 4, completions: 100, completionMode: 'Indexed', backoffLimit: 0, activeDeadlineSeconds: 3600, ttlSecondsAfterFinished: 600,
    template: { spec: { terminationGracePeriodSeconds: 30, containers: [{ command: ['python', 'train.py'], args: ['--lr=3e-4'] }] } },
  });
  expect(spec.podFailurePolicy.rules[1]).toEqual({ action: 'FailJob', onExitCodes: { containerName: 'main', operator: 'In', values: [1, 42] } });
});

test('a Job counts failures by index, and only there', () => {
  const { spec } = job({
    workers: 2, completions: 10, jobOptions: {
      backoffLimitPerIndex: 1, maxFailedIndexes: 3,
      podReplacement: PodReplacement.TERMINATING_OR_FAILED,
    },
  });
  expect(spec).toMatchObject({ completionMode: 'Indexed', backoffLimitPerIndex: 1, maxFailedIndexes: 3, podReplacementPolicy: 'TerminatingOrFailed' });
  expect(spec).not.toHaveProperty('backoffLimit');
  expect(spec).not.toHaveProperty('podFailurePolicy');
});

test("the author's rules about failures come first", () => {
  const { rules } = job({ jobOptions: { failureRules: [FailureRule.onOtherExitCodes(FailureAction.COUNT, 3, 1)] } }).spec.podFailurePolicy;
  expect(rules[0]).toEqual({ action: 'Count', onExitCodes: { containerName: 'main', operator: 'NotIn', values: [1, 3] } });
  expect(rules[1].onPodConditions).toEqual([{ type: 'DisruptionTarget', status: 'True' }]);
});

test.each<[string, Partial<TrainingJobProps>, string[]]>([
  ['indexes of pods without', { workers: 2, jobOptions: { completionMode: CompletionMode.NON_INDEXED, backoffLimitPerIndex: 1, successRules: [{ succeededCount: 1 }] } }, [
    'FIELD_IGNORED jobOptions.backoffLimitPerIndex: got 1; pods have no index; leave it out, or set completionMode: CompletionMode.INDEXED',
    'FIELD_IGNORED jobOptions.successRules: pods have no index; leave it out, or set completionMode: CompletionMode.INDEXED',
  ]],
  ['codes that are none', { jobOptions: { failureRules: [FailureRule.onExitCodes(FailureAction.FAIL_JOB, 0), FailureRule.onExitCodes(FailureAction.FAIL_JOB)] } }, [
    'COUNT_RANGE jobOptions.failureRules[0]: got 0; an exit code here is from 1 to 255',
    'COUNT_RANGE jobOptions.failureRules[1]: at least one exit code',
  ]],
  ['a failed index that is not counted', { workers: 2, jobOptions: { failureRules: [FailureRule.onExitCodes(FailureAction.FAIL_INDEX, 3)] } }, [
    "JOB_INDEXED jobOptions.failureRules[0]: got 'FailIndex'; FailIndex wants backoffLimitPerIndex",
  ]],
  ['fewer pods without a queue', { workers: 2, jobOptions: { minParallelism: 1 } }, [
    'FIELD_IGNORED jobOptions.minParallelism: got 1; Kueue reads it of jobs in its queues; set `queue`',
  ]],
  ['more pods than there are', { workers: 2, queue: Queue.fromQueueName('q'), jobOptions: { minParallelism: 2 } }, [
    "KUEUE_ANNOTATION jobOptions.minParallelism: got '2'; write 1 to 1: fewer than the 2 pods of the Job",
  ]],
  ['indexes that are not there', { workers: 2, jobOptions: { successRules: [{ succeededIndexes: '0,9' }] } }, [
    "JOB_INDEXES jobOptions.successRules[0].succeededIndexes: got '0,9'; indexes are 0 to 1",
  ]],
  ['options of others', { jobSet: {}, volcano: {} }, [
    'FIELD_IGNORED jobSet: a Job does not read it; leave it out, or set operator: TrainingOperator.JOBSET',
    'FIELD_IGNORED volcano: a Job does not read it; leave it out, or set operator: TrainingOperator.VOLCANO',
  ]],
])('of a Job, %s: a problem', (_, props, lines) => {
  expect(problems(stackWith(props, { kueue: true }).stack)).toEqual(lines.map(line => `[mlops/resnet] ${line}`));
});

test('an accelerator brings its device, its nodes, their taint, and half the memory as /dev/shm', () => {
  const { template } = job({ accelerator: Accelerator.nvidia('H100', 8) }).spec;
  const { resources, volumeMounts } = template.spec.containers[0];
  expect(resources).toEqual({
    requests: { 'cpu': '32', 'memory': '128Gi', 'ephemeral-storage': '10Gi', 'nvidia.com/gpu': '8' },
    limits: { 'cpu': '64', 'memory': '128Gi', 'ephemeral-storage': '50Gi', 'nvidia.com/gpu': '8' },
  });
  expect(template.spec.tolerations).toEqual([{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }]);
  expect(template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions).toEqual([
    { key: 'nvidia.com/gpu.product', operator: 'In', values: ['NVIDIA-H100-80GB-HBM3', 'NVIDIA-H100-PCIe'] },
  ]);
  expect(volumeMounts).toContainEqual({ name: 'shm', mountPath: '/dev/shm' });
  expect(template.spec.volumes).toContainEqual({ name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '65536Mi' } });
});

test('on GKE the nodes are chosen in the words of GKE, which tolerates the taint itself', () => {
  const { spec } = job({ accelerator: Accelerator.nvidia('H100', 8) }, { cloud: Cloud.GKE }).spec.template;
  expect(spec.nodeSelector).toEqual({ 'cloud.google.com/gke-accelerator': 'nvidia-h100-80gb' });
  expect(spec).not.toHaveProperty('tolerations');
});

test('without an accelerator nothing of one is in the pod', () => {
  const { spec } = job().spec.template;
  for (const field of ['tolerations', 'affinity', 'nodeSelector']) expect(spec).not.toHaveProperty(field);
  expect(spec.volumes).toEqual([{ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }]);
});

test('data and checkpoints are where the code expects them', () => {
  const manifests = render({
    data: [Storage.existingClaim('imagenet').at('/data', { readOnly: true })],
    checkpoints: Checkpoints.claim(Size.gibibytes(500), { storageClass: 'fast' }),
  });
  const { spec } = find(manifests, 'Job').spec.template;
  expect(find(manifests, 'PersistentVolumeClaim', 'resnet-checkpoints').spec).toEqual({
    accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '500Gi' } }, storageClassName: 'fast',
  });
  expect(spec.containers[0].volumeMounts).toEqual([
    { name: 'data', mountPath: '/data', readOnly: true }, { name: 'checkpoints', mountPath: '/checkpoints' }, { name: 'tmp', mountPath: '/tmp' },
  ]);
  expect(spec.containers[0].env).toContainEqual({ name: 'CHECKPOINT_DIR', value: '/checkpoints' });
  expect(spec.securityContext.fsGroup).toBe(10001);
});

test('scikit-learn is told how many cores the container has', () => {
  const resources = { cpu: { limit: kplus.Cpu.units(6) } };
  expect(main({ framework: Framework.scikitLearn(), resources }).env).toEqual(expect.arrayContaining([
    { name: 'OMP_NUM_THREADS', value: '6' }, { name: 'LOKY_MAX_CPU_COUNT', value: '6' },
  ]));
  expect(main({ framework: Framework.script() }).env.map((e: any) => e.name)).toEqual(['HOME']);
});

test('a tracker by reference is in the environment', () => {
  const credentials = { name: 'login' } as kplus.ISecret;
  expect(main({ tracking: Tracking.server('https://mlflow.example.com', { credentials }), experiment: 'resnet' }).env).toEqual(expect.arrayContaining([
    { name: 'MLFLOW_TRACKING_URI', value: 'https://mlflow.example.com' },
    { name: 'MLFLOW_TRACKING_USERNAME', valueFrom: { secretKeyRef: { name: 'login', key: 'username' } } },
    { name: 'MLFLOW_EXPERIMENT_NAME', value: 'resnet' },
  ]));
});

test('without a server runs go into a database among the files', () => {
  expect(main({ tracking: Tracking.local() }).env).toContainEqual({ name: 'MLFLOW_TRACKING_URI', value: 'sqlite:////tmp/mlruns/mlflow.db' });
});

test('the default limit has room for scratch space', () => {
  expect(main({ volumes: [Storage.scratch(Size.gibibytes(200)).at('/scratch')] }).resources.limits['ephemeral-storage']).toBe('215040Mi');
});

test('what the author sets replaces a default of the environment', () => {
  expect(main({ env: { HOME: kplus.EnvValue.fromValue('/work') } }).env).toEqual([{ name: 'HOME', value: '/work' }]);
});

test('a queue is a label of the Job, and of nothing else', () => {
  const manifests = render({ queue: Queue.fromQueueName('gpu') }, { kueue: true });
  expect(find(manifests, 'Job').metadata.labels['kueue.x-k8s.io/queue-name']).toBe('gpu');
  expect(JSON.stringify(manifests).match(/queue-name/g)).toHaveLength(1);
});

test('a name with a hash changes with the content, patches among it, and with nothing else', () => {
  const name = (props: Partial<TrainingJobProps> = {}, patch?: JsonPatch) => {
    const { stack, construct } = stackWith({ rerunOnChange: true, ...props });
    if (patch) construct.apiObject.addJsonPatch(patch);
    return find(synth(stack), 'Job').metadata.name;
  };
  expect(name()).toMatch(/^resnet-[0-9a-f]{8}$/);
  expect(name()).toBe(name());
  expect(name({ args: ['--lr=1'] })).not.toBe(name());
  expect(name({}, JsonPatch.add('/spec/backoffLimit', 9))).not.toBe(name());
  expect(find(render({ rerunOnChange: true }), 'Job').spec.template.metadata.labels['app.kubernetes.io/instance']).toBe('resnet');
});

test('a GitOps tool finds the finished Job where it put it', () => {
  expect(job({}, { gitOps: true }).spec).not.toHaveProperty('ttlSecondsAfterFinished');
});

test('a field of tomorrow survives as a patch', () => {
  const { stack, construct } = stackWith();
  construct.apiObject.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/0/fieldOfTomorrow', 'x'));
  expect(find(stack.toJson(), 'Job').spec.template.spec.containers[0].fieldOfTomorrow).toBe('x');
});

test.each<[string, Partial<TrainingJobProps>, PlatformProps, string]>([
  ['no workers', { workers: 0 }, {}, 'COUNT_RANGE workers: got 0; from 1 to 10000 pods at once'],
  ['less work than workers', { workers: 4, completions: 2 }, {}, 'COUNT_RANGE completions: got 2; below workers (4): some would have nothing to do; lower `workers`'],
  ['a negative backoff', { backoffLimit: -1 }, {}, 'COUNT_RANGE backoffLimit: got -1; 0 or more failures'],
  ['success as a fatal exit code', { fatalExitCodes: [0] }, {}, 'COUNT_RANGE fatalExitCodes: got 0; an exit code of a failure is from 1 to 255'],
  ['no time at all', { deadline: Duration.seconds(0) }, {}, "DURATION_RANGE deadline: got '0s'; from one second to 68 years"],
  ['half a second', { gracePeriod: Duration.millis(1500) }, {}, "DURATION_RANGE gracePeriod: got '1.5s'; use whole seconds"],
  ['checkpoints that go with the pod', { checkpoints: Checkpoints.volume(Storage.scratch(Size.gibibytes(1)).at('/c')) }, {}, "FIELD_IGNORED checkpoints: got '/c'; scratch space is gone with the pod; use Checkpoints.claim(...)"],
  ['a bucket to write runs to', { tracking: Tracking.bucket('gs://acme/iris') }, {}, "PLATFORM_UNSUPPORTED tracking: got 'gs://acme/iris'; a bucket holds a model to read, no runs to write; use an MlflowServer or Tracking.server(...)"],
  ['scratch in memory above the limit', { volumes: [Storage.scratch(Size.gibibytes(8), { inMemory: true }).at('/fast')] }, {}, "MEMORY_TOO_SMALL volumes: got '8192Mi of scratch space'; it counts against the memory limit of 4Gi; raise it or take less"],
  ['a queue nobody reads', { queue: Queue.fromQueueName('gpu') }, {}, "PLATFORM_UNSUPPORTED queue: got 'gpu'; without Kueue nothing reads the label and the job starts at once; declare Platform kueue: true"],
  ['a queue of Volcano', { queue: Queue.fromVolcanoQueueName('gpu') }, { kueue: true, volcano: true }, "PLATFORM_UNSUPPORTED queue: got 'gpu'; a Job does not wait in queues of Volcano; use a Kueue queue, or TrainingOperator.VOLCANO"],
  ['an experiment nobody keeps', { experiment: 'x' }, {}, "FIELD_IGNORED experiment: got 'x'; there is no tracker to keep it; set `tracking`"],
  ['a TTL under GitOps', { ttlAfterFinished: Duration.days(1) }, { gitOps: true }, "FIELD_IGNORED ttlAfterFinished: got '1 day'; the GitOps tool would start the deleted job anew; leave it out"],
  ['/dev/shm that takes all memory', { sharedMemory: Size.gibibytes(8) }, {}, "MEMORY_TOO_SMALL sharedMemory: got '8Gi'; it counts against the memory limit of 4Gi; lower it or raise resources.memory.limit"],
  ['a TPU elsewhere than on GKE', { accelerator: Accelerator.tpu('tpu-v5-lite-podslice', '2x4') }, {}, "PLATFORM_UNSUPPORTED accelerator: got 'google.com/tpu'; TPUs are nodes of GKE: declare Platform cloud: Cloud.GKE"],
  ['a name too long for a hash', { name: 'r'.repeat(60), rerunOnChange: true }, {}, `NAME_TOO_LONG name: got '${'r'.repeat(60)}'; 69 characters with its hash, at most 63; shorten the id or set \`name\``],
  ['a hostPath in a restricted namespace', { data: [Storage.hostPath('/mnt').at('/data')] }, {}, "HOST_PATH_REFUSED volumes '/data': got '/mnt'; the namespace enforces Pod Security 'restricted', which refuses hostPath; use a claim, or for development new Stack(..., { podSecurity: PodSecurity.PRIVILEGED })"],
])('%s is a problem', (_, props, platform, line) => {
  expect(problems(stackWith(props, platform).stack)).toContain(`[mlops/resnet] ${line}`);
});

test('two jobs that write one claim of one node are a problem', () => {
  const { stack } = stackWith({ workers: 2, checkpoints: Checkpoints.volume(Storage.claim(Size.gibibytes(1)).at('/c')) });
  expect(problems(stack)).toContain("[mlops/resnet] VOLUME_NOT_SHARED workers: got 2; PersistentVolumeClaim 'resnet-c' is ReadWriteOnce: pods on different nodes cannot share it; use one replica, or access mode ReadWriteMany");
});
