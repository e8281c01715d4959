import { Algorithm, MetricsCollector, Platform, ResumePolicy, Stack } from '../../lib';
import type { Case } from '../cluster/matrix/case';
import { ALGORITHMS, COLLECTORS, tuningCases } from '../cluster/matrix/tuning';
import { problems, testApp } from '../support/synth';

const factories = (of: object) => Object.getOwnPropertyNames(of).filter(name => !['length', 'name', 'prototype'].includes(name) && !name.startsWith('_')).sort();

test.each([['Algorithm', Algorithm, ALGORITHMS], ['MetricsCollector', MetricsCollector, COLLECTORS]])('the matrix for judges has a row for every factory of %s', (_, of, table) => {
  expect(Object.keys(table).sort()).toEqual(factories(of));
});

test('it has a row for every resume policy', () => {
  const ids = tuningCases().map(({ id }) => id);
  for (const name of Object.keys(ResumePolicy)) expect(ids).toContain(`tuning-${name.toLowerCase().replace('_', '-')}`);
  expect(ids).toHaveLength(new Set(ids).size);
});

test.each(tuningCases().map((one): [string, Case] => [one.id, one]))('%s passes every rule about Experiments', (_, one) => {
  const app = testApp();
  Platform.declare(app, one.platform);
  const stack = new Stack(app, 'matrix');
  one.make(stack, one.id);
  expect(problems(stack)).toEqual([]);
});
