import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { parseQuantity } from '../../lib/check';
import { computeResources } from '../../lib/core';

const DEFAULTS = { cpu: ['1', '4'], memory: ['2Gi', '4Gi'], ephemeralStorage: ['1Gi', '10Gi'] } as const;
const memory = (given: kplus.ContainerResources['memory']) => {
  const { requests, limits } = computeResources({ memory: given }, DEFAULTS);
  return [requests!.memory, limits!.memory];
};
const cpu = (given: kplus.ContainerResources['cpu']) => {
  const { requests, limits } = computeResources({ cpu: given }, DEFAULTS);
  return [requests!.cpu, limits!.cpu];
};

test('what is not given has a default', () => {
  const all = { requests: { 'cpu': '1', 'memory': '2Gi', 'ephemeral-storage': '1Gi' }, limits: { 'cpu': '4', 'memory': '4Gi', 'ephemeral-storage': '10Gi' } };
  expect(computeResources(undefined, DEFAULTS)).toEqual(all);
  expect(computeResources({}, DEFAULTS)).toEqual(all);
  expect(computeResources({ memory: {}, cpu: undefined }, DEFAULTS)).toEqual(all);
});

test('what is given stands', () => {
  expect(computeResources({
    cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.units(2) },
    memory: { request: Size.mebibytes(300), limit: Size.gibibytes(1) },
    ephemeralStorage: { request: Size.mebibytes(5), limit: Size.mebibytes(6) },
  }, DEFAULTS)).toEqual({
    requests: { 'cpu': '100m', 'memory': '300Mi', 'ephemeral-storage': '5Mi' },
    limits: { 'cpu': '2', 'memory': '1Gi', 'ephemeral-storage': '6Mi' },
  });
});

test.each<[string, kplus.ContainerResources['memory'], string[]]>([
  ['a request below the default limit leaves that limit', { request: Size.gibibytes(3) }, ['3Gi', '4Gi']],
  ['a request above the default limit lifts the limit to it', { request: Size.gibibytes(9) }, ['9Gi', '9Gi']],
  ['a limit above the default request leaves that request', { limit: Size.gibibytes(9) }, ['2Gi', '9Gi']],
  ['a limit below the default request lowers the request to it', { limit: Size.mebibytes(100) }, ['100Mi', '100Mi']],
  ['units do not matter', { limit: Size.mebibytes(2048) }, ['2Gi', '2048Mi']],
  ['a limit of nothing stands', { limit: Size.gibibytes(0) }, ['0Gi', '0Gi']],
  ['a contradiction of the author is not mended', { request: Size.gibibytes(2), limit: Size.gibibytes(1) }, ['2Gi', '1Gi']],
])('%s', (_, given, expected) => {
  expect(memory(given)).toEqual(expected);
});

test('millicores and cores compare by their value', () => {
  expect(cpu({ limit: kplus.Cpu.millis(500) })).toEqual(['500m', '500m']);
  expect(cpu({ request: kplus.Cpu.millis(4500) })).toEqual(['4500m', '4500m']);
  expect(cpu({ limit: kplus.Cpu.millis(1500) })).toEqual(['1', '1500m']);
});

test('whatever one side is, the default of the other does not contradict it', () => {
  fc.assert(fc.property(fc.nat(20000), fc.boolean(), (mebibytes, isLimit) => {
    const [request, limit] = memory(isLimit ? { limit: Size.mebibytes(mebibytes) } : { request: Size.mebibytes(mebibytes) });
    expect(isLimit ? limit : request).toBe(`${mebibytes}Mi`);
    expect(parseQuantity(request)).toBeLessThanOrEqual(parseQuantity(limit)!);
  }));
});
