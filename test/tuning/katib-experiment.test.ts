import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, Duration, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-28';
import { load } from 'js-yaml';
import type { KatibExperimentProps, PlatformProps, StackProps, TrainingJobProps } from '../../lib';
import {
  Accelerator, Algorithm, Checkpoints, ClusterQueue, Framework, KatibExperiment, LocalQueue, MetricsCollector, Objective, Queue, Quota, ResourceFlavor,
  SearchSpace, Tracking, TrainerVersion, TrainingJob, TrainingOperator, TrialTemplate,
} from '../../lib';
import { find, kindsAndNames, problems, synth, testStack } from '../support/synth';

const base = { image: 'acme/churn:1.0', command: ['python', 'train.py'] };
const jobSets = { katib: { trialResources: ['Job.v1.batch', 'PyTorchJob.v1.kubeflow.org', 'JobSet.v1alpha2.jobset.x-k8s.io'] } };

interface Case {
  readonly trial?: (space: SearchSpace) => Partial<TrainingJobProps>;
  readonly props?: Partial<KatibExperimentProps>;
  readonly platform?: PlatformProps;
  readonly stack?: StackProps;
}

function made({ trial = s => ({ args: [`--lr=${s.double('lr', 0.1, 1)}`] }), props, platform, stack: of }: Case = {}) {
  const stack = testStack(platform, of);
  const space = new SearchSpace();
  const experiment = new KatibExperiment(stack, 'hpo', {
    objective: Objective.minimize('loss'), algorithm: Algorithm.random(), maxTrials: 6, space, trial: TrainingJob.trial({ ...base, ...trial(space) }), ...props,
  });
  return { stack, experiment };
}
const manifests = (one: Case = {}) => synth(made(one).stack);
const spec = (one: Case = {}) => find(manifests(one), 'Experiment').spec;
const container = (one: Case) => spec(one).trialTemplate.trialSpec.spec.template.spec.containers[0];

describe('the namespace', () => {
  test('gets the label without which Katib takes no experiment', () => {
    expect(find(manifests(), 'Namespace').metadata.labels).toMatchObject({ 'katib.kubeflow.org/metrics-collector-injection': 'enabled' });
  });

  test('lets in what Katib adds, and says why', () => {
    const { annotations, labels } = find(manifests(), 'Namespace').metadata;
    expect(labels['pod-security.kubernetes.io/enforce']).toBe('baseline');
    expect(annotations['cdk8s-mlops/pod-security']).toBe('baseline: Katib adds a container to the trials of hpo that reads their metrics');
  });

  test('stays restricted where Katib hardens what it adds', () => {
    const platform = { katib: { injectSecurityContext: true, restrictedAlgorithms: ['random'] } };
    expect(find(manifests({ platform }), 'Namespace').metadata.labels['pod-security.kubernetes.io/enforce']).toBe('restricted');
  });

  test('that has to be restricted is told what would not start in it', () => {
    const { stack } = made({ stack: { podSecurity: 'restricted' as any } });
    expect(problems(stack)).toEqual([
      expect.stringContaining("POD_SECURITY_INJECTED algorithm: got 'random'; Katib runs random for hpo in this namespace as its image says"),
      expect.stringContaining("POD_SECURITY_INJECTED metricsCollector: got 'StdOut'; Katib adds a container to the trials of hpo that reads their metrics"),
    ]);
  });
});

describe('trials', () => {
  test('share a ServiceAccount, claims and a NetworkPolicy, by the name of the experiment', () => {
    const all = manifests({ trial: s => ({ args: [`${s.double('lr', 0, 1)}`], checkpoints: Checkpoints.claim(Size.gibibytes(1)) }) });
    expect(kindsAndNames(all)).toEqual(['Namespace/mlops', 'ServiceAccount/hpo', 'PersistentVolumeClaim/hpo-checkpoints', 'Experiment/hpo', 'NetworkPolicy/hpo-network']);
    expect(find(all, 'PersistentVolumeClaim').spec.accessModes).toEqual(['ReadWriteMany']);
    const labels = find(all, 'Experiment').spec.trialTemplate.trialSpec.spec.template.metadata.labels;
    expect(labels).toMatchObject(find(all, 'NetworkPolicy').spec.podSelector.matchLabels);
  });

  test('that run one after the other share a claim of one machine', () => {
    const one = manifests({ trial: s => ({ args: [`${s.double('lr', 0, 1)}`], checkpoints: Checkpoints.claim(Size.gibibytes(1)) }), props: { parallelTrials: 1 } });
    expect(find(one, 'PersistentVolumeClaim').spec.accessModes).toEqual(['ReadWriteOnce']);
  });

  test('each write beside the others, and have a run of their name', () => {
    const trial: Case['trial'] = s => ({ args: [`${s.double('lr', 0, 1)}`], checkpoints: Checkpoints.claim(Size.gibibytes(1)), tracking: Tracking.server('http://mlflow:5000') });
    expect(container({ trial }).env).toEqual(expect.arrayContaining([
      { name: 'CHECKPOINT_DIR', value: '/checkpoints/${trialParameters.trialName}' }, { name: 'MLFLOW_RUN_NAME', value: '${trialParameters.trialName}' },
    ]));
    expect(spec({ trial }).trialTemplate.trialParameters).toEqual([{ name: 'lr', reference: 'lr' }, { name: 'trialName', reference: '${trialSpec.Name}' }]);
  });

  test('of pbt find the checkpoints of their parents in the directory that the algorithm mounts, and have room for a UUID in their names', () => {
    const pbt: Case = {
      trial: s => ({ args: [`${s.double('lr', 0, 1, { step: 0.1 })}`] }), props: { algorithm: Algorithm.pbt({ population: 5, truncationThreshold: 0.2 }) },
    };
    expect(container(pbt).env).toContainEqual({ name: 'CHECKPOINT_DIR', value: '/opt/katib/data' });
    const long = problems(made({ ...pbt, props: { ...pbt.props, name: 'x'.repeat(26) } }).stack);
    expect(long).toEqual([]);
  });

  test('have no time after which they go: Katib removes them', () => {
    expect(spec().trialTemplate.trialSpec.spec).not.toHaveProperty('ttlSecondsAfterFinished');
    const kept = spec({ props: { retainTrials: true }, trial: s => ({ args: [`${s.double('lr', 0, 1)}`], ttlAfterFinished: Duration.days(1) }) });
    expect(kept.trialTemplate).toMatchObject({ retain: true, trialSpec: { spec: { ttlSecondsAfterFinished: 86400 } } });
  });

  test('of every part have the container that Katib looks for', () => {
    const { trialSpec, primaryContainerName } = spec({
      platform: { katib: { trialResources: ['RayJob.v1.ray.io'] } }, trial: s => ({ framework: Framework.ray(), workers: 2, args: [`${s.double('lr', 0, 1)}`] }),
    }).trialTemplate;
    const { rayClusterSpec, submitterPodTemplate } = trialSpec.spec;
    const pods = [rayClusterSpec.headGroupSpec.template, rayClusterSpec.workerGroupSpecs[0].template, submitterPodTemplate];
    expect(pods.map(pod => pod.spec.containers[0].name)).toEqual([primaryContainerName, primaryContainerName, primaryContainerName]);
  });
});

test.each<[string, string, string, string]>([
  ['a Volcano Job, which is no batch Job', 'batch.volcano.sh/v1alpha1', 'Job', 'status.[@this].#(state.phase=="Completed")#'],
  ['a RayJob', 'ray.io/v1', 'RayJob', 'status.[@this].#(jobStatus=="SUCCEEDED")#'],
  ['an Argo Workflow', 'argoproj.io/v1alpha1', 'Workflow', 'status.[@this].#(phase=="Succeeded")#'],
])('Katib is told when %s has ended', (_, apiVersion, kind, success) => {
  const [group, version] = apiVersion.split('/');
  const stack = testStack({ katib: { trialResources: [`${kind}.${version}.${group}`] } });
  const space = new SearchSpace();
  const trial = TrialTemplate.of({ apiVersion, kind, spec: { note: `${space.double('lr', 0, 1)}` } }, { primaryContainer: 'main' });
  const { trialTemplate } = new KatibExperiment(stack, 'hpo', { objective: Objective.minimize('loss'), algorithm: Algorithm.random(), maxTrials: 6, space, trial })._spec();
  expect(trialTemplate).toMatchObject({ successCondition: success, failureCondition: expect.any(String) });
});

describe('a number that Katib chooses', () => {
  const sized = (image = 'acme/churn:1.0') => manifests({
    platform: jobSets, trial: s => ({ image, framework: Framework.pytorch(), operator: TrainingOperator.JOBSET, workers: s.int('n', 2, 4).asNumber }),
  });

  test('stands without quotes in a template, and as text with them', () => {
    const { data } = find(sized(), 'ConfigMap');
    expect(data['trial.yaml']).toContain('parallelism: ${trialParameters.n}\n');
    const filled = load(data['trial.yaml'].replaceAll('${trialParameters.n}', '3')) as any;
    const job = filled.spec.replicatedJobs[0].template.spec;
    expect([job.parallelism, job.completions]).toEqual([3, 3]);
    expect(job.template.spec.containers[0].env).toContainEqual({ name: 'WORLD_SIZE', value: '3' });
  });

  test('makes a template by its content, with what Katib cannot know of it', () => {
    const [one, other] = [sized(), sized('acme/churn:1.1')];
    const { configMap, successCondition, failureCondition } = find(one, 'Experiment').spec.trialTemplate;
    expect(configMap).toEqual({ configMapName: find(one, 'ConfigMap').metadata.name, configMapNamespace: 'mlops', templatePath: 'trial.yaml' });
    expect([successCondition, failureCondition]).toEqual(['status.conditions.#(type=="Completed")#|#(status=="True")#', 'status.conditions.#(type=="Failed")#|#(status=="True")#']);
    expect(find(other, 'ConfigMap').metadata.name).not.toBe(find(one, 'ConfigMap').metadata.name);
  });

  test.each<[string, (n: number) => number | string]>([
    ['a sum', n => n - 1], ['a product', n => 8 * n], ['half of it', n => n / 2], ['a sum in text', n => `--n=${n + 3}`],
  ])('is not what %s of it is', (_, work) => {
    const { stack } = made({
      platform: jobSets, trial: s => {
        const n = s.int('n', 2, 4).asNumber;
        return { operator: TrainingOperator.JOBSET, workers: n, args: [String(work(n))] };
      },
    });
    expect(problems(stack)).toEqual([expect.stringContaining("TUNING_PLACEHOLDER_TYPE trial.args[0]: got '${trialParameters.n}'; it is used for a sum here")]);
  });

  test('has its metrics read where they would be read without it', () => {
    const labels = (trial: Case['trial'], platform: PlatformProps = {}) => spec({ trial, platform }).trialTemplate.primaryPodLabels;
    expect(labels(s => ({ framework: Framework.pytorch(), workers: s.int('n', 2, 4).asNumber }), { trainer: TrainerVersion.V2 }))
      .toEqual({ 'jobset.sigs.k8s.io/replicatedjob-name': 'node', 'batch.kubernetes.io/job-completion-index': '0' });
    expect(labels(s => ({ framework: Framework.tensorflow(), workers: s.int('n', 2, 4).asNumber }))).toEqual({ 'training.kubeflow.org/job-role': 'master' });
    expect(labels(s => ({ framework: Framework.tensorflow(), workers: 2, args: [`${s.int('n', 2, 4)}`] }))).toBeUndefined();
  });

  test('leaves large numbers of others as they are', () => {
    const words = ['--at=1700000000000000', '--id=20260101123456789', '--big=9007199254740991'];
    const { stack } = made({ platform: jobSets, trial: s => ({ operator: TrainingOperator.JOBSET, workers: s.int('n', 2, 4).asNumber, args: words }) });
    expect(find(synth(stack), 'ConfigMap').data['trial.yaml']).toContain(words[1]);
  });

  test('is none for a parameter that is no whole number', () => {
    expect(() => new SearchSpace().double('lr', 0, 1).asNumber).toThrow("Parameter.asNumber: got 'lr', a parameter of type double; only one of SearchSpace.int(...) is a whole number");
  });
});

describe('values that are known', () => {
  const dir = mkdtempSync(join(tmpdir(), 'best-'));
  afterAll(() => rmSync(dir, { recursive: true }));
  const file = (content: unknown) => {
    const path = join(dir, 'best.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const found = (...values: Array<[string, string]>) => ({
    kind: 'Experiment', status: { currentOptimalTrial: { parameterAssignments: values.map(([name, value]) => ({ name, value })) } },
  });
  const training = (s: SearchSpace) => ({
    ...base, framework: Framework.tensorflow(), workers: s.int('n', 1, 4).asNumber, args: [`--lr=${s.double('lr', 1e-5, 1)}`, `--opt=${s.categorical('opt', ['sgd', 'adam'])}`],
  });
  const trained = (space: SearchSpace) => {
    const stack = testStack();
    new TrainingJob(stack, 'churn', training(space));
    const { replicas, template } = find(synth(stack), 'TFJob').spec.tfReplicaSpecs.Worker;
    return [replicas, ...template.spec.containers[0].args];
  };

  test('of an experiment train the same definition', () => {
    expect(trained(SearchSpace.best(file(found(['n', '3'], ['lr', '0.01'], ['opt', 'adam']))))).toEqual([3, '--lr=0.01', '--opt=adam']);
  });

  test('of a map, and of code, too', () => {
    expect(trained(SearchSpace.best(file('n: 2\nlr: 1e-4\nopt: sgd\n')))).toEqual([2, '--lr=0.0001', '--opt=sgd']);
    expect(trained(SearchSpace.of({ n: 2, lr: 0.5, opt: 'sgd' }))).toEqual([2, '--lr=0.5', '--opt=sgd']);
  });

  test.each<[string, () => unknown, string]>([
    ['a file that is not there', () => SearchSpace.best(join(dir, 'none')), 'there is no such file below'],
    ['no map', () => SearchSpace.best(file('- 1')), 'it is no YAML or JSON of a map'],
    ['no YAML', () => SearchSpace.best(file('a: [')), 'it is no YAML or JSON of a map'],
    ['an experiment without a best trial', () => SearchSpace.best(file({ kind: 'Experiment', status: {} })), 'the experiment has no best trial yet: wait for one that succeeds'],
    ['a map of maps', () => SearchSpace.best(file({ n: {} })), "'n' is no text or number"],
    ['a value that is missing', () => training(SearchSpace.best(file(found(['n', '3'])))), "has no value for 'lr'; it has n"],
    ['a value out of bounds', () => training(SearchSpace.of({ n: 9 })), "has '9' for 'n'; a number from 1 to 4"],
    ['a fraction of a whole number', () => training(SearchSpace.of({ n: 1.5 })), "has '1.5' for 'n'; a whole number"],
    ['a choice that is none', () => training(SearchSpace.of({ n: 1, lr: 0.1, opt: 'rmsprop' })), "has 'rmsprop' for 'opt'; one of sgd, adam"],
    ['the name of a trial', () => SearchSpace.of({}).trialName, 'these values are of a job, which is no trial and has no trialName'],
  ])('%s is an error', (_, make, message) => {
    expect(make).toThrow(message);
    expect(make).toThrow(expect.objectContaining({ name: 'SynthesisError' }));
  });

  test('are no space to search', () => {
    const space = SearchSpace.of({ lr: 0.5 });
    const { stack } = made({ trial: () => ({ args: [`${space.double('lr', 0, 1)}`] }), props: { space } });
    expect(problems(stack)).toContain('[mlops/hpo] TUNING_SEARCH_SPACE space: got \'{"lr":"0.5"}\'; its values are chosen already; use new SearchSpace()');
  });
});

describe('what it asks of the cluster', () => {
  const gpus: Case['trial'] = s => ({
    framework: Framework.pytorch(), workers: 2, accelerator: Accelerator.nvidia('A100', 4), deadline: Duration.hours(2), args: [`${s.double('lr', 0, 1)}`],
  });

  test('is told by trial, at once, and in hours', () => {
    const { totals } = made({ trial: gpus }).experiment;
    expect(totals).toMatchObject({ trial: { pods: 2, accelerators: { 'nvidia.com/gpu': 8 } }, atOnce: { pods: 6, accelerators: { 'nvidia.com/gpu': 24 } }, trials: 6, acceleratorHours: { 'nvidia.com/gpu': 96 } });
    expect(totals!.atOnce.memory.toGibibytes()).toBe(3 * totals!.trial.memory.toGibibytes());
  });

  test('has no hours where trials have no deadline', () => {
    expect(made().experiment.totals!.acceleratorHours).toBeUndefined();
  });

  test('that no trial of it ever gets is a problem', () => {
    const { stack } = made({ platform: { kueue: true, kueueFrameworks: ['kubeflow.org/pytorchjob'] }, trial: s => ({ ...gpus(s), queue: Queue.fromQueueName('gpu') }) });
    const flavor = new ResourceFlavor(stack, 'any');
    const devices = { 'nvidia.com/gpu': 4 };
    const clusterQueue = new ClusterQueue(stack, 'pool', { quotas: [Quota.of(flavor, { devices, cpu: Cpu.units(1000), memory: Size.gibibytes(9000) })] });
    new LocalQueue(stack, 'gpu', { clusterQueue });
    expect(problems(stack)).toContainEqual(expect.stringContaining("QUEUE_NEVER_FITS trial.queue: got '8 x nvidia.com/gpu (2 pods x 4)'"));
  });

  test('that trials at once never get of their namespace is told of one trial alone', () => {
    const quota = (amount: string) => {
      const { stack } = made({ trial: gpus });
      new ApiObject(stack, 'quota', { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'gpus' }, spec: { hard: { 'requests.nvidia.com/gpu': amount } } });
      return problems(stack).filter(line => line.includes('QUOTA_NEVER_FITS'));
    };
    expect(quota('8')).toEqual([]);
    expect(quota('7')).toHaveLength(1);
  });
});

test('an experiment by its content has another name when it changes, and its trials do not', () => {
  const name = (maxTrials: number) => find(manifests({ props: { rerunOnChange: true, maxTrials } }), 'Experiment').metadata.name;
  expect(name(6)).toMatch(/^hpo-[0-9a-f]{8}$/);
  expect(name(7)).not.toBe(name(6));
  expect(find(manifests({ props: { rerunOnChange: true } }), 'NetworkPolicy').spec.podSelector.matchLabels).toEqual({ 'app.kubernetes.io/instance': 'hpo' });
});

test('a collector of another kind than a sidecar leaves trials as they are', () => {
  expect(spec({ props: { metricsCollector: MetricsCollector.push() } }).metricsCollectorSpec).toEqual({ collector: { kind: 'Push' } });
});
