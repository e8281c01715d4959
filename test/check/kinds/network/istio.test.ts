import type { Manifest } from '../../../../lib/check';
import { foundIn, object } from '../../manifests';

const found = (...manifests: Manifest[]) => foundIn(manifests).filter(line => line.includes('ISTIO_'));
const vs = (spec: object) => object('networking.istio.io/v1', 'VirtualService', 'v', { spec: { hosts: ['reviews'], ...spec } });
const http = (...routes: object[]) => vs({ http: routes });
const to = (host: string, rest: object = {}) => ({ destination: { host }, ...rest });
const gateway = (...servers: object[]) => object('networking.istio.io/v1', 'Gateway', 'g', { spec: { selector: { istio: 'ingressgateway' }, servers } });
const server = (rest: object = {}) => ({ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'], ...rest });
const https = (tls?: object) => server({ port: { number: 443, name: 'https', protocol: 'HTTPS' }, tls });
const policy = (spec: object) => object('security.istio.io/v1', 'AuthorizationPolicy', 'p', { spec });
const rule = (change: object) => policy({ rules: [change] });
const jwt = (rest: object) => object('security.istio.io/v1', 'RequestAuthentication', 'r', { spec: { jwtRules: [{ issuer: 'https://dex.example.com', ...rest }] } });

test.each<[string, Manifest[], string]>([
  ['a delegate with gateways', [vs({ hosts: [], gateways: ['g'], http: [{ route: [to('a')] }] })], 'error ISTIO_HOSTS spec.hosts: got []; a VirtualService without hosts can only be a delegate, and those have no gateways'],
  ['every host of the mesh', [vs({ hosts: ['*'], http: [{ route: [to('a')] }] })], "error ISTIO_HOSTS spec.hosts[0]: got '*'; '*' is not accepted for the mesh: name the hosts, or give gateways without mesh"],
  ['a host twice', [vs({ hosts: ['a', 'a'], http: [{ route: [to('a')] }] })], "error ISTIO_HOSTS spec.hosts[1]: got 'a'; stands twice: remove one of the two"],
  ['no routes', [vs({})], 'error ISTIO_ROUTE spec.http: at least one of http, tcp and tls'],
  ['a route to nowhere', [http({ match: [{ uri: { prefix: '/' } }] })], 'error ISTIO_ROUTE spec.http[0].route: one of route, redirect and directResponse'],
  ['a route and a redirect', [http({ route: [to('a')], redirect: { uri: '/' } })], 'error ISTIO_ROUTE spec.http[0].redirect: only one of route and redirect'],
  ['a delegate and a route', [http({ delegate: { name: 'd' }, route: [to('a')] })], 'error ISTIO_ROUTE spec.http[0].delegate: a delegate stands alone: remove route'],
  ['a redirect with a fault', [http({ redirect: { uri: '/' }, fault: { abort: { httpStatus: 500 } } })], 'error ISTIO_ROUTE spec.http[0].fault: a redirect takes no fault'],
  ['a redirect with a rewrite', [http({ redirect: { uri: '/' }, rewrite: { uri: '/x' } })], 'error ISTIO_ROUTE spec.http[0].rewrite: a redirect takes no rewrite: use its own uri and authority'],
  ['weights of nothing', [http({ route: [to('a'), to('b')] })], 'error ISTIO_WEIGHTS spec.http[0].route: the weights of several destinations have a sum above 0: give each its weight'],
  ['weights that are no percentages', [http({ route: [to('a', { weight: 90 }), to('b', { weight: 20 })] })], 'info ISTIO_WEIGHTS spec.http[0].route: got 110; weights are shares of their sum; with a sum of 100 they read as percentages'],
  ['more than all', [http({ route: [to('a')], fault: { delay: { fixedDelay: '1s', percentage: { value: 101 } } } })], 'error ISTIO_RANGE spec.http[0].fault.delay.percentage.value: got 101; from 0 to 100'],
  ['a tcp route to nowhere', [vs({ tcp: [{ match: [{ port: 1 }] }] })], 'error ISTIO_ROUTE spec.tcp[0].route: at least one destination'],
  ['a tls route to nowhere', [vs({ tls: [{ match: [{ sniHosts: ['a'] }] }] })], 'error ISTIO_ROUTE spec.tls[0].route: at least one destination'],
  ['a route after all', [http({ route: [to('a')] }, { match: [{ uri: { prefix: '/' } }], route: [to('b')] })],
    'warning ISTIO_ROUTE_SHADOWED spec.http[1]: spec.http[0] matches every request, so this route is never reached: put it first'],
  ['a subset that is not there', [http({ route: [to('a', { destination: { host: 'a', subset: 'v3' } })] }), object('networking.istio.io/v1', 'DestinationRule', 'd', { spec: { host: 'a', subsets: [{ name: 'v1', labels: { v: '1' } }] } })],
    "warning ISTIO_SUBSETS spec.http[0].route[0].destination.subset: got 'v3'; the DestinationRule of 'a' has v1: requests get 503"],
  ['a Gateway without servers', [gateway()], 'error ISTIO_SERVERS spec.servers: got []; at least one server'],
  ['a server without hosts', [gateway(server({ hosts: [] }))], 'error ISTIO_SERVERS spec.servers[0].hosts: got []; every server has hosts'],
  ['two ports of one name', [gateway(server(), server())], "error ISTIO_SERVERS spec.servers[1].port.name: got 'http'; names of ports are unique in a Gateway"],
  ['HTTPS without a certificate', [gateway(https())], 'error ISTIO_TLS spec.servers[0].tls: a port of protocol HTTPS needs tls'],
  ['TLS of a certificate that is not named', [gateway(https({ mode: 'SIMPLE' }))], 'error ISTIO_TLS spec.servers[0].tls.credentialName: tls mode SIMPLE needs a certificate: credentialName'],
  ['a certificate without its key', [gateway(https({ mode: 'SIMPLE', serverCertificate: '/c' }))], 'error ISTIO_TLS spec.servers[0].tls.privateKey: a serverCertificate needs its privateKey'],
  ['clients whose certificates nobody knows', [gateway(https({ mode: 'MUTUAL', serverCertificate: '/c', privateKey: '/k' }))], 'error ISTIO_TLS spec.servers[0].tls.caCertificates: tls mode MUTUAL needs the certificates of the clients'],
  ['two subsets of one name', [object('networking.istio.io/v1', 'DestinationRule', 'd', { spec: { host: 'a', subsets: [{ name: 'v1', labels: { v: '1' } }, { name: 'v1', labels: { v: '2' } }] } })],
    "error ISTIO_SUBSETS spec.subsets[1].name: got 'v1'; names of subsets are unique"],
  ['a subset of everything', [object('networking.istio.io/v1', 'DestinationRule', 'd', { spec: { host: 'a', subsets: [{ name: 'v1' }] } })], 'info ISTIO_SUBSETS spec.subsets[0].labels: a subset without labels is the whole host'],
  ['CUSTOM without a provider', [policy({ action: 'CUSTOM', rules: [{}] })], 'error ISTIO_PROVIDER spec.provider.name: action CUSTOM needs the name of a provider of the mesh configuration'],
  ['CUSTOM without rules', [policy({ action: 'CUSTOM', provider: { name: 'p' } })], 'error ISTIO_RULES spec.rules: action CUSTOM needs rules'],
  ['a provider that nobody asks', [policy({ provider: { name: 'p' }, rules: [{}] })], 'error ISTIO_PROVIDER spec.provider: only action CUSTOM takes a provider, not ALLOW'],
  ['DENY of nothing', [policy({ action: 'DENY' })], 'error ISTIO_RULES spec.rules: action DENY without rules denies nothing: give rules'],
  ['an empty list of sources', [rule({ from: [] })], 'error ISTIO_RULES spec.rules[0].from: got []; an empty list matches nothing: remove it'],
  ['an empty operation', [rule({ to: [{ operation: {} }] })], 'error ISTIO_RULES spec.rules[0].to[0].operation: a operation says something: an empty one is refused'],
  ['an empty path', [rule({ to: [{ operation: { paths: [''] } }] })], "error ISTIO_RULES spec.rules[0].to[0].operation.paths: got ''; no value is empty"],
  ['a condition on nothing', [rule({ when: [{ key: '', values: ['a'] }] })], "error ISTIO_RULES spec.rules[0].when[0].key: got ''; a condition names what it looks at"],
  ['a condition on an unknown attribute', [rule({ when: [{ key: 'request.header', values: ['a'] }] })],
    "error ISTIO_RULES spec.rules[0].when[0].key: got 'request.header'; not an attribute that Istio knows: request.headers[x], request.auth.claims[x], source.ip, destination.port ..."],
  ['a condition without values', [rule({ when: [{ key: 'source.ip' }] })], 'error ISTIO_RULES spec.rules[0].when[0].values: values or notValues'],
  ['tokens of nobody', [jwt({ issuer: '' })], "error ISTIO_JWT spec.jwtRules[0].issuer: got ''; a rule names who issues the tokens"],
  ['tokens for nobody', [jwt({ audiences: [''] })], "error ISTIO_JWT spec.jwtRules[0].audiences: got ''; no audience is empty"],
  ['a header without a name', [jwt({ fromHeaders: [{ prefix: 'Bearer ' }] })], 'error ISTIO_JWT spec.jwtRules[0].fromHeaders[0].name: the name of the header'],
  ['tokens that nobody demands', [jwt({})], 'info ISTIO_JWT spec.jwtRules: requests without a token still pass: an AuthorizationPolicy has to demand requestPrincipals'],
  ['a second Sidecar for all', [object('networking.istio.io/v1', 'Sidecar', 'a', { spec: {} }), object('networking.istio.io/v1', 'Sidecar', 'b', { spec: {} })],
    "warning ISTIO_SIDECAR spec.workloadSelector: 'a' has none either: one of them is ignored; give this one a selector"],
  ['a host without its namespace', [object('networking.istio.io/v1', 'Sidecar', 'a', { spec: { egress: [{ hosts: ['istio-system'] }] } })],
    "error ISTIO_SIDECAR spec.egress[0].hosts[0]: got 'istio-system'; namespace/host, such as './*' or 'istio-system/*'"],
])('%s is told', (_, manifests, line) => {
  expect(found(...manifests)).toContain(line);
});

test.each<[string, Manifest[]]>([
  ['a delegate', [vs({ hosts: undefined, http: [{ route: [to('a')] }] })]],
  ['every host of a gateway', [vs({ hosts: ['*'], gateways: ['kubeflow/kubeflow-gateway'], http: [{ match: [{ uri: { prefix: '/jupyter/' } }], rewrite: { uri: '/' }, route: [to('jupyter', { weight: 100 })] }] })]],
  ['a canary', [http({ route: [to('a', { weight: 90 }), to('a', { weight: 10 })] })]],
  ['a redirect', [http({ redirect: { uri: '/new', redirectCode: 301 } })]],
  ['a direct response', [http({ directResponse: { status: 503 } })]],
  ['an HTTPS Gateway', [gateway(server({ tls: { httpsRedirect: true } }), https({ mode: 'SIMPLE', credentialName: 'cert' }))]],
  ['a Gateway that lets TLS through', [gateway(https({ mode: 'PASSTHROUGH' }))]],
  ['deny all', [policy({})]],
  ['allow all', [policy({ rules: [{}] })]],
  ['a policy of a platform', [policy({
    action: 'ALLOW', selector: { matchLabels: { app: 'jupyter' } },
    rules: [{ from: [{ source: { principals: ['cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account'] } }], when: [{ key: 'request.headers[kubeflow-userid]', values: ['*'] }] }],
  })]],
  ['an external check', [policy({ action: 'CUSTOM', provider: { name: 'oauth2-proxy' }, rules: [{ to: [{ operation: { notPaths: ['/dex/*'] } }] }] })]],
  ['tokens that a policy demands', [jwt({ fromHeaders: [{ name: 'Authorization', prefix: 'Bearer ' }] }), policy({ rules: [{ from: [{ source: { requestPrincipals: ['*'] } }] }] })]],
  ['Sidecars of two namespaces', [object('networking.istio.io/v1', 'Sidecar', 'a', { spec: { egress: [{ hosts: ['./*'] }] } }),
    { apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata: { name: 'a', namespace: 'other' }, spec: {} } as Manifest]],
])('%s is fine', (_, manifests) => {
  expect(found(...manifests)).toEqual([]);
});
