import { ModelApi, Peer } from '../../lib';
import { networkPolicy } from '../../lib/core';
import { problems, testStack } from '../support/synth';

const SELECTOR = { 'app.kubernetes.io/instance': 'api' };
const DNS = { ports: [{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }] };

function lines(to: Peer, ports?: number[]): string[] {
  const stack = testStack();
  new ModelApi(stack, 'api', { image: 'acme/api:1', egress: [{ to, ports }] });
  return problems(stack);
}

test('what is not named is closed, but for names of hosts', () => {
  expect(networkPolicy(SELECTOR, [], [])).toEqual({ podSelector: { matchLabels: SELECTOR }, policyTypes: ['Ingress', 'Egress'], ingress: [], egress: [DNS] });
});

test.each<[string, Peer, object]>([
  ['anywhere', Peer.anywhere(), {}],
  ['the cluster', Peer.cluster(), { to: [{ namespaceSelector: {} }] }],
  ['a namespace', Peer.namespace('data'), { to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'data' } } }] }],
  ['its own namespace', Peer.sameNamespace(), { to: [{ podSelector: {} }] }],
  ['pods', Peer.pods({ app: 'db' }), { to: [{ podSelector: { matchLabels: { app: 'db' } } }] }],
  ['a range', Peer.cidr('10.0.0.0/8'), { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
  ['a workload near by', Peer._workload('db', undefined), { to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'db' } } }] }],
  ['a workload elsewhere', Peer._workload('db', 'data'), {
    to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'db' } }, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'data' } } }],
  }],
])('traffic to %s is one rule', (_, to, rule) => {
  const ports = [{ port: 5432, protocol: 'TCP' }];
  expect(networkPolicy(SELECTOR, [], [{ to, ports: [5432] }]).egress).toEqual([DNS, { ...rule, ports }]);
  expect(networkPolicy(SELECTOR, [], [{ to }, { to, ports: [] }]).egress).toEqual([DNS, rule, rule]);
});

test('traffic from a peer comes in by the ports that are named', () => {
  expect(networkPolicy(SELECTOR, [{ from: Peer.sameNamespace(), ports: ['http', 9090] }, { from: Peer.anywhere(), ports: [] }], []).ingress).toEqual([
    { from: [{ podSelector: {} }], ports: [{ port: 'http', protocol: 'TCP' }, { port: 9090, protocol: 'TCP' }] },
    {},
  ]);
});

test.each(['10.0.0.0/8', '0.0.0.0/0', '192.168.1.7/32', '::/0', 'fe80::/10', '2001:db8::1/128'])('%s is a range', range => {
  expect(lines(Peer.cidr(range))).toEqual([]);
});

test.each([
  '10.0.0.0', 'example.com', '10.0.0/8', '10.0.0.0/', ' 10.0.0.0/8', '10.0.0.0/8\n', '', '*', '10.0.0.0/33', '999.0.0.0/8', '::/129', ':::::/0', '1:2/64',
])('%p is no range', range => {
  expect(lines(Peer.cidr(range))).toEqual([expect.stringMatching(/^\[mlops\/api\] HOST_INVALID egress\[0\]\.to: .*use a range such as '10\.0\.0\.0\/8'$/)]);
});

test.each([0, -1, 65536, 1.5, NaN])('port %p is a problem', port => {
  expect(lines(Peer.anywhere(), [443, port])).toEqual([`[mlops/api] PORT_RANGE egress[0].ports: got ${port}; use a whole number from 1 to 65535`]);
});

test.each<[string, Peer]>([
  ['a namespace in upper case with a blank', Peer.namespace('My Data')],
  ['a label with a blank', Peer.pods({ app: 'my db' })],
  ['a key of a label with a blank', Peer.pods({ 'my app': 'db' })],
])('%s is a problem, for the API server refuses the NetworkPolicy', (_, peer) => {
  expect(lines(peer)).toHaveLength(1);
});
