import type { Shape } from './fields';
import { KATIB_FIELDS } from './fields';
import type { KindRule } from '../../rule';
import { Compiler } from '../../schema/compile';
import { Cursor } from '../../schema/cursor';
import { SchemaPack } from '../../schema/pack';
import { expected, isOfType } from '../../schema/scalars';

/** The schema that Katib's CRDs lack: its types refuse what is of another type, and drop what they do not know. */
export const structure: KindRule = {
  kinds: Object.keys(KATIB_FIELDS).map(kind => `kubeflow.org/${kind}`),
  judge(manifest, report) {
    judgeShape(KATIB_FIELDS[manifest.kind], manifest, new Cursor(report, hintFor));
  },
};

/** Names that people carry over from other tools, and from older versions of Katib. */
const MEANT: Readonly<Record<string, string>> = {
  'algorithm.settings': 'algorithmSettings', 'algorithm.name': 'algorithmName', 'earlyStopping.settings': 'algorithmSettings', 'earlyStopping.name': 'algorithmName',
  'objective.metricName': 'objectiveMetricName', 'objective.metric': 'objectiveMetricName', 'objective.direction': 'type',
  'spec.maxTrials': 'maxTrialCount', 'spec.parallelTrials': 'parallelTrialCount', 'spec.maxFailedTrials': 'maxFailedTrialCount', 'spec.searchSpace': 'parameters',
  'trialTemplate.goTemplate': 'trialSpec, with ${trialParameters.name} in it', 'trialTemplate.spec': 'trialSpec', 'trialTemplate.template': 'trialSpec',
  'parameters.type': 'parameterType', 'parameters.min': 'feasibleSpace.min', 'parameters.max': 'feasibleSpace.max', 'parameters.list': 'feasibleSpace.list',
  'feasibleSpace.values': 'list', 'source.metricsFormat': 'filter.metricsFormat',
};

function hintFor(field: string): string | undefined {
  const [parent, name] = field.replace(/\[\d+\]/g, '').split('.').slice(-2);
  const meant = Object.hasOwn(MEANT, `${parent}.${name}`) ? MEANT[`${parent}.${name}`] : undefined;
  return meant && `write ${meant}`;
}

const TYPES = { text: 'string', int32: 'integer', number: 'number', boolean: 'boolean', object: 'object' } as const;

/** Judges a value as Katib's types read it. */
export function judgeShape(shape: Shape, value: unknown, at: Cursor): void {
  // Go reads null as the zero value.
  if (shape === 'anything' || value === null || value === undefined) return;
  if (shape === 'Container' || shape === 'HTTPGetAction') return judgeKubernetes(shape, value, at);
  if (typeof shape === 'string') return judgeScalar(shape, value, at);
  if ('list' in shape) {
    if (!Array.isArray(value)) return at.refuse('SCHEMA_TYPE', value, expected('array', value));
    return value.forEach((item, i) => judgeChild(shape.list, item, i, at));
  }
  if (!isOfType('object', value)) return at.refuse('SCHEMA_TYPE', value, expected('object', value));
  const fields = 'fields' in shape ? shape.fields : undefined;
  for (const [name, child] of Object.entries(value as object)) {
    const known = 'map' in shape ? shape.map : Object.hasOwn(fields!, name) ? fields![name] : undefined;
    if (known) judgeChild(known, child, name, at);
    else if (child !== undefined) at.unknown(name, Object.keys(fields!));
  }
}

function judgeChild(shape: Shape, value: unknown, step: string | number, at: Cursor): void {
  at.enter(step);
  judgeShape(shape, value, at);
  at.leave();
}

function judgeScalar(shape: keyof typeof TYPES, value: unknown, at: Cursor): void {
  if (!isOfType(TYPES[shape], value)) at.refuse('SCHEMA_TYPE', value, expected(TYPES[shape], value));
  else if (shape === 'int32' && Math.abs(value as number) >= 2 ** 31) at.refuse('SCHEMA_RANGE', value, 'a whole number of 32 bits');
}

/** A part that is a Kubernetes type: types and unknown fields, as Go decodes it. */
function judgeKubernetes(type: 'Container' | 'HTTPGetAction', value: unknown, at: Cursor): void {
  new Compiler(SchemaPack.load()).check(nodeOf(type), 'decode')(value, at);
}

/** The fields of a Kubernetes type. */
export const podFields = (type: 'Container' | 'HTTPGetAction'): string[] => Object.keys(SchemaPack.load().nodes[nodeOf(type)].properties!);

function nodeOf(type: 'Container' | 'HTTPGetAction'): number {
  const pack = SchemaPack.load();
  const step = (node: number, name: string) => pack.nodes[pack.nodes[node].properties![name]];
  const pod = pack.nodes[pack.find('v1', 'Pod')!.schema].properties!.spec;
  const container = step(pod, 'containers').items!;
  const { lifecycle } = pack.nodes[container].properties!;
  return type === 'Container' ? container : pack.nodes[pack.nodes[lifecycle].properties!.preStop].properties!.httpGet;
}
