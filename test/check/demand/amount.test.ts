import * as fc from 'fast-check';
import { amountOf, written } from '../../../lib/check/demand/amount';
import { quantityOf } from '../../../lib/check/kinds/kubernetes/quantities';

test.each<[unknown, string, string]>([
  ['16', 'cpu', '16'], [16, 'nvidia.com/gpu', '16'], ['1.5', 'cpu', '1500m'], ['0.1', 'cpu', '100m'], [0.1, 'cpu', '100m'], ['1500m', 'cpu', '1500m'], ['2000m', 'cpu', '2'],
  ['1.5Ti', 'memory', '1536Gi'], ['1024Gi', 'memory', '1Ti'], ['2G', 'memory', '2G'], ['1.5Gi', 'memory', '1536Mi'], ['1e3', 'memory', '1k'], ['5e-1', 'cpu', '500m'],
  ['1', 'memory', '1'], ['0', 'memory', '0'], [' 2Gi ', 'memory', '2Gi'], ['1k', 'pods', '1000'], ['1n', 'cpu', '1n'], ['0.1n', 'cpu', '1n'], ['100E', 'memory', '9223372036854775807'],
])('%p of %s is written %s', (quantity, resource, expected) => {
  expect(written(resource, amountOf(quantity)!)).toBe(expected);
});

test.each([undefined, null, '', 'much', '1 Gi', '-1', NaN, Infinity, {}, [], '1e9999', '1'.repeat(300)])('%p is no amount', quantity => {
  expect(amountOf(quantity)).toBeUndefined();
});

test('amounts are the quantities that the API server reads, and adding them loses nothing', () => {
  const suffixes = ['', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'Ti'];
  fc.assert(fc.property(fc.nat(9999), fc.nat(999), fc.constantFrom(...suffixes), (whole, part, suffix) => {
    const quantity = `${whole}.${part}${suffix}`;
    expect(Number(amountOf(quantity)) / 1e9 / (quantityOf(quantity)! || 1)).toBeCloseTo(Number(quantityOf(quantity) !== 0), 6);
  }));
  const tenth = amountOf('100m')!;
  expect(written('cpu', tenth + tenth + tenth)).toBe('300m');
});
