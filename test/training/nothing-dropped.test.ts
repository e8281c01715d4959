import { ApiObject } from 'cdk8s';
import type { PlatformProps, ScheduledTrainingJobProps, Stack, TrainingJobProps } from '../../lib';
import {
  Cloud, Defaults, Framework, GangScheduler, MpiOperator, PodSecurity, Runtime, RuntimePolicy, TrainerVersion, TrainingJob, TrainingOperator,
} from '../../lib';
import { kindFor, operatorsOf } from '../../lib/training/kinds';
import { problems, testStack } from '../support/synth';
import { FRAMEWORKS } from './dropped/framework-values';
import { JOB, SCHEDULE } from './dropped/job-values';
import { WITHOUT_EFFECT } from './dropped/without-effect';

const { TRAINER, TRAINING_OPERATOR } = TrainingOperator;

/** All that a prop may need of the cluster. */
const platformOf = (framework: Framework, operator: TrainingOperator): PlatformProps => ({
  kueue: true, gangScheduler: GangScheduler.VOLCANO, volcano: true, tensorboards: true, istio: true, cloud: Cloud.GKE,
  kueueFrameworks: ['batch/job', 'kubeflow.org/pytorchjob', 'kubeflow.org/tfjob', 'kubeflow.org/xgboostjob', 'kubeflow.org/paddlejob', 'kubeflow.org/jaxjob', 'kubeflow.org/mpijob',
    'jobset.x-k8s.io/jobset', 'ray.io/rayjob', 'trainer.kubeflow.org/trainjob'],
  trainer: operator === TRAINER ? TrainerVersion.V2 : framework.name.startsWith('mxnet') ? TrainerVersion.V1_8 : TrainerVersion.V1,
  mpiOperator: operator === TRAINING_OPERATOR ? MpiOperator.V1 : MpiOperator.V2BETA1,
});

function stackWith(props: Partial<TrainingJobProps>, framework: Framework, operator: TrainingOperator) {
  const stack = testStack(platformOf(framework, operator), { podSecurity: PodSecurity.PRIVILEGED });
  const policy = { script: RuntimePolicy.NONE, mpi: RuntimePolicy.MPI }[framework.name];
  const workers = framework.name === 'roles' ? {} : { workers: 2 };
  const runtime = operator === TRAINER && policy ? { runtime: Runtime.fromClusterRuntimeName('team', { policy }) } : {};
  // Trainer would give it to the launcher alone.
  const bare = operator === TRAINER && /^(mpi|deepspeed)$/.test(framework.name) ? {} : { image: 'acme/resnet:2.1' };
  new TrainingJob(stack, 'resnet', { ...bare, command: ['python', 'train.py'], framework, operator, ...workers, ...runtime, ...props });
  return stack;
}

type Render = (props: any) => ReturnType<typeof testStack>;

/** Names of props of which no value shows in the manifests or is told. */
function droppedBy(render: Render, values: object): string[] {
  const bases = new Map<string, string>();
  const fates = new Map<string, string | undefined>();
  for (const [field, cases] of Object.entries(values)) {
    for (const { to, beside = {} } of [cases].flat() as any[]) {
      const name = shown(field, to);
      if (fates.has(name) && fates.get(name) === undefined) continue;
      const of = `${field} ${Object.keys(beside).join()}`;
      const base = bases.get(of) ?? yaml(render(beside));
      bases.set(of, base);
      fates.set(name, fateOf(base, render({ ...beside, [field]: mergedWith(beside[field], to) }), name));
    }
  }
  return [...fates.values()].filter(fate => fate !== undefined) as string[];
}

/** Undefined if all is well; what is told costs more than what shows. */
function fateOf(base: string, changed: Stack, name: string): string | undefined {
  if (yaml(changed) !== base && !process.env.THOROUGH) return undefined;
  const told = problems(changed);
  if (told.length === 0) return yaml(changed) === base ? name : undefined;
  return told.some(line => names(line, name)) ? undefined : `${name}: ${told[0]}`;
}

/** Its objects without a judgement of them; what is wrong may not render at all. */
function yaml(stack: Stack): string {
  try {
    return JSON.stringify(stack.node.findAll().filter(child => ApiObject.isApiObject(child)).map(object => (object as ApiObject).toJson()));
  } catch (error) {
    return String(error);
  }
}
const isPlain = (value: any) => value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
const mergedWith = (base: any, to: any) => (isPlain(base) && isPlain(to) ? { ...base, ...to } : to);
const names = (line: string, name: string) => line.replace(/^\[\S+\] \S+ /, '').replace(/(: got |: ).*/, '').split(/\W+/).some(word => name.split('.').includes(word));

function shown(field: string, to: any): string {
  if (!isPlain(to)) return field;
  const [[key, value] = ['', undefined]] = Object.entries(to);
  return key === '' ? field : `${field}.${shown(key, value)}`;
}

const JOBS = FRAMEWORKS.flatMap(([name, make, values]) => operatorsOf(make({})).map(operator => [name, operator, make, values] as const));
/** Each kind once: what is said of the job does not depend on the framework. */
const KINDS = [...new Map(JOBS.map(job => [kindFor(job[2]({}), job[1]), job] as const).reverse()).values()].reverse();
const unexplained = (found: string[], of: string) => found.filter(name => !Object.keys(WITHOUT_EFFECT).some(pattern => new RegExp(`^${pattern}$`).test(`${of} ${name}`)));

test.each(KINDS)('each prop of a job of %s with %s shows or is told', (name, operator, make) => {
  const found = droppedBy(props => stackWith(props, make({}), operator), JOB);
  expect(unexplained(found, `${name} ${operator}`)).toEqual([]);
});

test.each(KINDS)('each prop of a job of %s with %s shows or is told, where nothing is done unasked', (name, operator, make) => {
  const { defaults: _, ...values } = JOB;
  const found = droppedBy(props => stackWith({ defaults: Defaults.UPSTREAM, ...props }, make({}), operator), values);
  expect(unexplained(found, `${name} ${operator}`)).toEqual([]);
});

test.each(JOBS)('each option of %s with %s shows or is told', (name, operator, make, values) => {
  const found = droppedBy(options => stackWith({}, make(options), operator), values);
  expect(unexplained(found, `${name} ${operator}`)).toEqual([]);
});

test.each(KINDS)('each prop of a schedule of %s with %s shows or is told', (name, operator, make) => {
  const plain = ['script', 'pytorch'].includes(name) && operator !== TRAINER;
  const found = droppedBy(props => stackWith({ schedule: '0 3 * * *', ...props } as ScheduledTrainingJobProps, make({}), operator), { ...plain && JOB, ...SCHEDULE });
  expect(unexplained(found, `${name} ${operator}`)).toEqual([]);
});
