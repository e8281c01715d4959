import * as fc from 'fast-check';
import { stepsOf } from '../../lib/cli/field-path';
import { pathOf } from '../../lib/cli/names';

test.each<[string, Array<string | number>]>([
  ['', []],
  ['kind', ['kind']],
  ['spec.containers[0].env[12].name', ['spec', 'containers', 0, 'env', 12, 'name']],
  ["metadata.labels['app.kubernetes.io/name']", ['metadata', 'labels', 'app.kubernetes.io/name']],
  ["data['it's'].x", ['data', "it's", 'x']],
  ["data['a']['b'][3]", ['data', 'a', 'b', 3]],
  ["['a b']", ['a b']],
  ['x[*]', ['x', '[*]']],
  ["volume 'data'", ["volume 'data'"]],
  ["a['b", ['a', "['b"]],
  ['..a..', ['a']],
])('%p is a path of the steps %p', (path, steps) => {
  expect(stepsOf(path)).toEqual(steps);
});

test('any steps come back from the path that they make', () => {
  const name = fc.stringMatching(/^[^\][']{0,8}$/).filter(text => text !== '');
  fc.assert(fc.property(fc.array(fc.oneof(name, fc.nat(1000)), { maxLength: 6 }), steps => {
    expect(stepsOf(pathOf(steps))).toEqual(steps);
  }));
});
