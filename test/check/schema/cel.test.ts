import type { Manifest } from '../../../lib/check';
import { celEnvironment } from '../../../lib/check/schema/cel-environment';
import { SchemaPack } from '../../../lib/check/schema/pack';
import { fitsPattern } from '../../../lib/check/schema/pattern';
import { foundIn, object } from '../manifests';

const cel = (manifest: Manifest) => foundIn([manifest]).filter(line => line.startsWith('error CEL_RULE')).map(line => line.slice('error CEL_RULE '.length));
const route = (rule: object) => object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'r', { spec: { parentRefs: [{ name: 'g' }], rules: [rule] } });

test('every rule of every CRD compiles', () => {
  const rules = new Set(SchemaPack.load().nodes.flatMap(node => (node['x-kubernetes-validations'] ?? []).flatMap(({ rule, messageExpression = 'true' }) => [rule, messageExpression])));
  expect(rules.size).toBeGreaterThan(190);
  for (const rule of rules) expect(() => celEnvironment().compile(rule)).not.toThrow();
});

test('every pattern of every schema compiles', () => {
  const patterns = SchemaPack.load().nodes.flatMap(({ pattern }) => pattern ?? []);
  expect(patterns.length).toBeGreaterThan(60);
  for (const pattern of patterns) expect(() => fitsPattern('text', pattern)).not.toThrow();
});

test('no pattern takes long over a long text', () => {
  const hostile = ['a'.repeat(16_000), `${'a-'.repeat(8_000)}!`, `${'a.'.repeat(8_000)}!`, `${'1'.repeat(16_000)}x`, `${'/a'.repeat(8_000)} `];
  for (const pattern of new Set(SchemaPack.load().nodes.flatMap(node => node.pattern ?? []))) {
    const start = process.cpuUsage();
    for (const text of hostile) fitsPattern(text, pattern);
    // No measure of speed: what backtracks takes minutes.
    expect({ pattern, slow: process.cpuUsage(start).user > 20e6 }).toEqual({ pattern, slow: false });
  }
});

test.each<[string, Manifest, string[]]>([
  ['a filter beside the type of another', route({ filters: [{ type: 'URLRewrite', requestRedirect: { port: 80 } }] }), [
    'spec.rules[0].filters[0]: filter.requestRedirect must be nil if the filter.type is not RequestRedirect',
    'spec.rules[0].filters[0]: filter.urlRewrite must be specified for URLRewrite filter.type',
  ]],
  ['a path that climbs', route({ matches: [{ path: { type: 'PathPrefix', value: '/a/../b' } }] }), ["spec.rules[0].matches[0].path: must not contain '/../' when type one of ['Exact', 'PathPrefix']"]],
  ['a prefix that is replaced and not matched', route({
    matches: [{ path: { type: 'Exact', value: '/a' } }], filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } }],
  }), ['spec.rules[0]: When using URLRewrite filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified']],
  ['a backend timeout above that of the request', route({ timeouts: { request: '1s', backendRequest: '2s' } }), ['spec.rules[0].timeouts: backendRequest timeout cannot be longer than request timeout']],
  ['a TrainJob whose name begins with a digit', object('trainer.kubeflow.org/v1alpha1', 'TrainJob', '2fast', { spec: { runtimeRef: { name: 'torch-distributed' } } }),
    ['metadata.name must match RFC 1035 DNS label format']],
])('%s is told', (_, manifest, lines) => {
  for (const line of lines) expect(cel(manifest)).toContainEqual(expect.stringContaining(line));
});

test.each<[string, Manifest]>([
  ['a rule whose defaults make it whole', route({ backendRefs: [{ name: 's', port: 80 }] })],
  ['a rewrite of a matched prefix', route({
    matches: [{ path: { type: 'PathPrefix', value: '/a' } }], filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } }],
  })],
  ['a rule that compares with the old object', object('trainer.kubeflow.org/v1alpha1', 'TrainJob', 'j', { spec: { runtimeRef: { name: 'torch-distributed' }, managedBy: 'kueue.x-k8s.io/multikueue' } })],
  ['a duration of Istio', object('networking.istio.io/v1', 'VirtualService', 'v', { spec: { hosts: ['a'], http: [{ timeout: '1s', route: [{ destination: { host: 'a' } }] }] } })],
])('%s is fine', (_, manifest) => {
  expect(cel(manifest)).toEqual([]);
});
