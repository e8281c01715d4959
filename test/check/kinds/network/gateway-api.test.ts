import type { Manifest } from '../../../../lib/check';
import { foundIn, object } from '../../manifests';

const found = (...manifests: Manifest[]) => foundIn(manifests).filter(line => line.includes('GATEWAY_'));
const route = (spec: object) => object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'r', { spec: { parentRefs: [{ name: 'public', sectionName: 'https' }], ...spec } });
const gateway = object('gateway.networking.k8s.io/v1', 'Gateway', 'public', { spec: { gatewayClassName: 'traefik', listeners: [{ name: 'https', port: 80, protocol: 'HTTP' }] } });
const grant = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'ReferenceGrant', metadata: { name: 'g', namespace: 'prod' }, spec: { from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'ns' }], to: [{ group: '', kind: 'Service' }] } } as Manifest;
const away = route({ rules: [{ backendRefs: [{ name: 'api', namespace: 'prod', port: 80 }] }] });

test.each<[string, Manifest[], string]>([
  ['a rule that sends nothing anywhere', [route({ rules: [{ backendRefs: [{ name: 'a', port: 80, weight: 0 }] }] })], 'warning GATEWAY_WEIGHTS spec.rules[0].backendRefs: every weight is 0: requests get 500; give one of them a weight'],
  ['a listener that the Gateway does not have', [gateway, route({ parentRefs: [{ name: 'public', sectionName: 'http' }] })], "warning GATEWAY_LISTENER spec.parentRefs[0].sectionName: got 'http'; Gateway 'public' has the listeners https"],
  ['a backend elsewhere that nobody granted', [away], "info GATEWAY_GRANT spec.rules[0].backendRefs[0].namespace: got 'prod'; another namespace has to allow it by a ReferenceGrant; none is in this input"],
])('%s is told', (_, manifests, line) => {
  expect(found(...manifests)).toEqual([line]);
});

test.each<[string, Manifest[]]>([
  ['a canary', [gateway, route({ rules: [{ backendRefs: [{ name: 'a', port: 80, weight: 90 }, { name: 'b', port: 80, weight: 10 }] }] })]],
  ['a backend elsewhere that is granted', [grant, away]],
  ['a Gateway of another team', [route({})]],
])('%s is fine', (_, manifests) => {
  expect(found(...manifests)).toEqual([]);
});
