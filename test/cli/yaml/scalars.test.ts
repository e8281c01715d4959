import { plainScalar, taggedScalar } from '../../../lib/cli/yaml/scalars';

// What go-yaml v2 makes of each, as sigs.k8s.io/yaml 1.6 hands it on; kubectl 1.34 reads YAML with it.
test.each<[string, unknown]>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map((text): [string, unknown] => [text, true]),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map((text): [string, unknown] => [text, false]),
  ...['', '~', 'null', 'Null', 'NULL'].map((text): [string, unknown] => [text, null]),
  ...['yEs', 'oN', 'tRUE', 'nULL', 'yess', 'none', 'nil', '~~', 'noo', 'trueish'].map((text): [string, unknown] => [text, text]),
  ['0', 0], ['-0', 0], ['+5', 5], ['12', 12], ['1_000', 1000], ['1_', 1], ['_1', '_1'],
  ['0777', 511], ['0o777', 511], ['0O7', 7], ['-010', -8], ['0x1F', 31], ['0XfF', 255], ['-0x10', -16], ['0b101', 5], ['-0b11', -3], ['0b-1', -1],
  ['08', 8], ['09.5', 9.5], ['0x', '0x'], ['0xg', '0xg'], ['0b2', '0b2'], ['0o8', '0o8'],
  ['1.5', 1.5], ['1.', 1], ['.5', 0.5], ['-.5', -0.5], ['.1_2', 0.12], ['.1__2', '.1__2'], ['1e3', 1000], ['1E-2', 0.01], ['1e400', '1e400'], ['.', '.'], ['1.2.3', '1.2.3'], ['1e', '1e'],
  ['.inf', Infinity], ['-.INF', -Infinity], ['+.Inf', Infinity], ['.nan', NaN], ['inf', 'inf'], ['nan', 'nan'], ['.iNF', '.iNF'],
  ['9007199254740993', 9007199254740992], ['9223372036854775807', 9223372036854774784], ['-9223372036854775808', -9223372036854775808],
  ['9223372036854775808', 9223372036854775808], ['18446744073709551616', 18446744073709551616], ['0x1FFFFFFFFFFFFFFFF', '0x1FFFFFFFFFFFFFFFF'],
  ['2001-01-01', '2001-01-01'], ['12:30:45', '12:30:45'], ['1:20', '1:20'], ['<<', '<<'], ['=', '='], ['-', '-'], ['+', '+'], ['1Gi', '1Gi'], ['100m', '100m'], ['é', 'é'],
])('the plain scalar %p is %p', (text, value) => {
  expect(plainScalar(text)).toEqual(value);
});

test.each<[string, string, unknown]>([
  ['str', '5', '5'], ['str', 'yes', 'yes'], ['str', '', ''],
  ['int', '5', 5], ['int', '0x1F', 31], ['int', '5.5', undefined], ['int', '1e3', undefined], ['int', 'x', undefined], ['int', '', undefined],
  ['float', '5', 5], ['float', '1.5', 1.5], ['float', 'x', undefined],
  ['bool', 'yes', true], ['bool', '1', undefined],
  ['null', '', null], ['null', '~', null], ['null', 'x', undefined],
  ['binary', 'aGVsbG8=', 'hello'], ['binary', 'aGV\nsbG8=', 'hello'], ['binary', '%', undefined],
  ['timestamp', '2001-01-01', '2001-01-01'], ['unheard-of', '5', '5'],
])('!!%s makes of %p %p', (type, text, value) => {
  expect(taggedScalar(`tag:yaml.org,2002:${type}`, text)).toEqual(value);
});

test('a tag of one\'s own makes a text', () => {
  expect(taggedScalar('!vault', '5')).toBe('5');
});
