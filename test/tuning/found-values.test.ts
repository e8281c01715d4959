import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Distribution, SearchSpace } from '../../lib';

/** A space with values that an experiment has found. */
function found(values: Record<string, string>, spec: object = {}): SearchSpace {
  const file = join(mkdtempSync(join(tmpdir(), 'cdk8s-mlops-found-')), 'experiment.json');
  const parameterAssignments = Object.entries(values).map(([name, value]) => ({ name, value }));
  writeFileSync(file, JSON.stringify({ kind: 'Experiment', spec, status: { currentOptimalTrial: { parameterAssignments } } }));
  return SearchSpace.best(file);
}

test.each<[string, string, (space: SearchSpace) => unknown]>([
  ['the sum of steps that a grid makes', '0.30000000000000004', space => space.double('lr', 0.1, 0.3, { step: 0.1 })],
  ['a multiple of the step, which random and tpe suggest', '12', space => space.int('lr', 1, 11, { step: 4 })],
  ['a value of a normal distribution, which has no end', '-0.07', space => space.double('lr', 0, 1, { distribution: Distribution.NORMAL })],
])('%s is a value although it lies beyond a bound', (_, value, parameter) => {
  expect(String(parameter(found({ lr: value })))).toBe(value);
});

test.each<[string, (space: SearchSpace) => unknown]>([
  ['0.31', space => space.double('lr', 0.1, 0.3)],
  ['0.36', space => space.double('lr', 0.1, 0.3, { step: 0.1 })],
  ['0.31', space => space.double('lr', 0.1, 0.3, { distribution: Distribution.LOG_UNIFORM })],
])('%s is not', (value, parameter) => {
  expect(() => parameter(found({ lr: value }))).toThrow(`has '${value}' for 'lr'; a number from 0.1 to 0.3`);
});

test('what hyperband has handed out is a value, whatever the bounds', () => {
  const hyperband = { algorithm: { algorithmName: 'hyperband', algorithmSettings: [{ name: 'r_l', value: '9' }, { name: 'resource_name', value: 'epochs' }] } };
  const space = found({ epochs: '3', lr: '2' }, hyperband);
  expect(String(space.int('epochs', 20, 20))).toBe('3');
  expect(() => space.double('lr', 0, 1)).toThrow("has '2' for 'lr'; a number from 0 to 1");
});
