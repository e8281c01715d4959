import type { Manifest } from '../../../lib/check';
import { foundIn, object } from '../manifests';

const found = (...manifests: Manifest[]) => foundIn(manifests).filter(line => /SELECTOR_MATCHES|SERVICE_PORT/.test(line));
const labels = { app: 'api', tier: 'web' };
const api = object('apps/v1', 'Deployment', 'api', {
  spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'a', image: 'a:1', ports: [{ name: 'http', containerPort: 8080 }] }] } } },
});
const service = (selector: object | undefined, ports: object[] = [{ name: 'web', port: 80, targetPort: 'http' }]) => object('v1', 'Service', 'api', { spec: { selector, ports } });
const ingress = (port: object) => object('networking.k8s.io/v1', 'Ingress', 'i', { spec: { rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'api', port } } }] } }] } });
const NOTHING = 'no pod of this input has these labels: mend the selector, or the labels of the pods';

test.each<[string, Manifest[], string]>([
  ['a Service that selects no pod', [service({ app: 'apii' })], `spec.selector: got {"app":"apii"}; ${NOTHING}`],
  ['a Service that asks for one label too many', [service({ ...labels, release: 'x' })], `spec.selector: got {"app":"api","tier":"web","release":"x"}; ${NOTHING}`],
  ['a PodDisruptionBudget that protects nothing', [object('policy/v1', 'PodDisruptionBudget', 'p', { spec: { selector: { matchLabels: { app: 'x' } } } })], `spec.selector.matchLabels: got {"app":"x"}; ${NOTHING}`],
  ['a NetworkPolicy that selects no pod', [object('networking.k8s.io/v1', 'NetworkPolicy', 'n', { spec: { podSelector: { matchLabels: { app: 'x' } } } })], `spec.podSelector.matchLabels: got {"app":"x"}; ${NOTHING}`],
])('%s is told', (_, manifests, line) => {
  expect(found(api, ...manifests)).toEqual([`warning SELECTOR_MATCHES_NOTHING ${line}`]);
});

test.each<[string, Manifest[], string]>([
  ['a misspelt target port', [service(labels, [{ port: 80, targetPort: 'htp' }])], "spec.ports[0].targetPort: got 'htp'; no container it selects has a port of this name; did you mean 'http'?"],
  ['a target port of another name', [service(labels, [{ port: 80, targetPort: 'metrics' }])], "spec.ports[0].targetPort: got 'metrics'; no container it selects has a port of this name; they have http"],
  ['a number that the Service of an Ingress does not have', [service(labels), ingress({ number: 8080 })], "spec.rules[0].http.paths[0].backend.service.port.number: got 8080; Service 'api' has 80"],
  ['a name that the Service of an Ingress does not have', [service(labels), ingress({ name: 'http' })], "spec.rules[0].http.paths[0].backend.service.port.name: got 'http'; Service 'api' has 'web'"],
])('%s is told', (_, manifests, line) => {
  expect(found(api, ...manifests)).toEqual([`warning SERVICE_PORT_MISSING ${line}`]);
});

test.each<[string, Manifest[]]>([
  ['a selector that matches', [api, service({ app: 'api' }), ingress({ number: 80 })]],
  ['a port by number', [api, service(labels, [{ port: 80, targetPort: 9999 }]), ingress({ name: undefined, number: 80 })]],
  ['an input without pods', [service({ app: 'x' })]],
  ['pods of another namespace alone', [{ ...api, metadata: { name: 'api', namespace: 'other' } } as Manifest, service({ app: 'x' })]],
  ['a Service without a selector', [api, service(undefined)]],
  ['pods that a controller labels', [api, object('kubeflow.org/v1', 'Notebook', 'n', { spec: { template: { spec: { containers: [{ name: 'n', image: 'n' }] } } } }), service({ 'notebook-name': 'n' })]],
])('%s is fine', (_, manifests) => {
  expect(found(...manifests)).toEqual([]);
});
