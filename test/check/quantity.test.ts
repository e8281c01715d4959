import * as fc from 'fast-check';
import { parseQuantity } from '../../lib/check';

test.each<[unknown, number]>([
  ['1', 1], ['0', 0], ['500m', 0.5], ['2Gi', 2 * 1024 ** 3], ['2G', 2e9], ['1.5Gi', 1.5 * 1024 ** 3], ['.5', 0.5], ['1.', 1], ['+1', 1], ['-1', -1],
  ['1k', 1e3], ['1Ki', 1024], ['100n', 1e-7], ['3u', 3e-6], ['1e3', 1e3], ['1E3', 1e3], ['12e-1', 1.2], ['1E', 1e18], ['1Ei', 2 ** 60],
  [2, 2], [0.5, 0.5],
])('%p is %p', (quantity, value) => {
  expect(parseQuantity(quantity)).toBeCloseTo(value, 12);
});

test.each<[unknown]>([
  [''], [' '], ['Gi'], ['1 Gi'], [' 1'], ['1\n'], ['1GB'], ['1gi'], ['1K'], ['1kk'], ['1,5'], ['1e'], ['1e1.5'], ['NaN'], ['NaNGi'], ['Infinity'], ['0x10'], ['1_000'],
  ['--1'], ['.'], ['1.2.3'], [NaN], [Infinity], [-Infinity], [null], [undefined], [true], [{}], [[]], [['1']],
])('%p is no quantity', quantity => {
  expect(parseQuantity(quantity)).toBeUndefined();
});

describe('agrees with a reckoning by exact whole numbers', () => {
  const DECIMAL = { '': 0, 'k': 3, 'M': 6, 'G': 9, 'T': 12, 'P': 15, 'E': 18, 'm': -3, 'u': -6, 'n': -9 };
  const BINARY = { Ki: 10n, Mi: 20n, Gi: 30n, Ti: 40n, Pi: 50n, Ei: 60n };
  const near = (got: number | undefined, want: number) => expect(Math.abs(got! - want)).toBeLessThanOrEqual(Math.abs(want) * 1e-12);

  test('on powers of ten', () => {
    fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom(...Object.entries(DECIMAL)), (n, [suffix, power]) => {
      near(parseQuantity(`${n}${suffix}`), Number(`${n}e${power}`));
    }));
  });

  test('on powers of two', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 2n ** 40n }), fc.constantFrom(...Object.entries(BINARY)), (n, [suffix, power]) => {
      near(parseQuantity(`${n}${suffix}`), Number(n * 2n ** power));
    }));
  });

  test('on decimal fractions', () => {
    fc.assert(fc.property(fc.nat(1e6), fc.stringMatching(/^[0-9]{1,6}$/), fc.constantFrom(...Object.entries(DECIMAL)), (whole, fraction, [suffix, power]) => {
      near(parseQuantity(`${whole}.${fraction}${suffix}`), Number(`${whole}${fraction}e${power - fraction.length}`));
    }));
  });

  test('on exponents', () => {
    fc.assert(fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: -20, max: 20 }), fc.constantFrom('e', 'E'), (n, power, e) => {
      near(parseQuantity(`${n}${e}${power}`), Number(`${n}e${power}`));
    }));
  });
});

test('never throws, and never answers with anything but a finite number or undefined', () => {
  fc.assert(fc.property(fc.oneof(fc.anything(), fc.string(), fc.stringMatching(/^[0-9.eE+-]{1,8}[a-zA-Z]{0,2}$/)), quantity => {
    const value = parseQuantity(quantity);
    expect(value === undefined || Number.isFinite(value)).toBe(true);
  }));
});

test('an exponent beyond all numbers is no quantity', () => {
  expect(parseQuantity('1e999')).toBeUndefined();
});
