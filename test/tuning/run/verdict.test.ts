import type { Trial } from './verdict';
import { bestOfAll, failureOf, outside } from './verdict';

const parameters = [
  { name: 'lr', parameterType: 'double', feasibleSpace: { min: '0.1', max: '0.3', step: '0.1' } },
  { name: 'n', parameterType: 'int', feasibleSpace: { min: '1', max: '9' } },
  { name: 'c', parameterType: 'categorical', feasibleSpace: { list: ['a', 'b'] } },
];
const within = { lr: '0.2', n: '9', c: 'b' };
const values = (given: Record<string, string>) => Object.entries(given).map(([name, value]) => ({ name, value }));

test.each([[{}], [{ lr: '0.1' }], [{ lr: '0.30000000000000004' }], [{ lr: '1.5e-1' }], [{ n: '1' }]])('%j is within the bounds', given => {
  expect(outside({ spec: { parameters } }, values({ ...within, ...given }))).toBeUndefined();
});

test.each<[Record<string, string>, string]>([
  [{ ...within, lr: '0.31' }, 'lr is 0.31, not from 0.1 to 0.3'],
  [{ ...within, lr: '' }, 'lr is , no number'],
  [{ ...within, lr: 'nan' }, 'lr is nan, no number'],
  [{ ...within, n: '2.0' }, 'n is 2.0, no whole number'],
  [{ ...within, n: '0' }, 'n is 0, not from 1 to 9'],
  [{ ...within, c: 'z' }, 'c is z, none of a, b'],
  [{ lr: '0.2' }, 'the suggestion is of lr, not of c, lr, n'],
])('%j is not', (given, message) => {
  expect(outside({ spec: { parameters } }, values(given))).toBe(message);
});

const trial = (lr: string, acc: string, more: Partial<Trial> = {}): Trial => ({ name: `t-${lr}`, assignments: values({ lr }), metrics: { acc }, ...more });
const experiment = (algorithmName: string, objective: object = {}) => ({ spec: { algorithm: { algorithmName }, maxTrialCount: 3, objective: { type: 'maximize', objectiveMetricName: 'acc', ...objective } } });
const three = [trial('1', '0.5'), trial('2', '0.9'), trial('2', '0.7')];

test('three trials with metrics and different values are an experiment', () => {
  expect(failureOf(experiment('tpe'), three)).toBeUndefined();
});

test.each<[string, Parameters<typeof failureOf>, string]>([
  ['too few trials', [experiment('tpe'), three.slice(1)], '2 trials, not 3'],
  ['a trial without a metric', [experiment('tpe'), [...three.slice(1), trial('3', '1', { metrics: {} })]], 't-3 has no acc'],
  ['a trial without one of the further metrics', [experiment('tpe', { additionalMetricNames: ['loss'] }), three], 't-1 has no loss'],
  ['values that stay', [experiment('tpe'), [three[0], three[0], three[0]]], '1 different sets of values, not 2'],
  ['a grid that visits a point twice', [experiment('grid'), three], '2 different sets of values, not 3'],
])('%s is a failure', (_, [manifest, trials], message) => {
  expect(failureOf(manifest, trials)).toBe(message);
});

test('the best trial is the one that the objective prefers', () => {
  expect(bestOfAll(experiment('tpe'), three).metrics.acc).toBe('0.9');
  expect(bestOfAll(experiment('tpe', { type: 'minimize' }), three).metrics.acc).toBe('0.5');
});
