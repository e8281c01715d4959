import type { Manifest } from '../../../../lib/check';
import { foundIn, object } from '../../manifests';

const found = (...manifests: Manifest[]) => foundIn(manifests).filter(line => /MONITOR_|PROMETHEUS_|EXTERNAL_SECRET|SEALED_|KEDA_|HPA_TARGET|CERTIFICATE_|METACONTROLLER_/.test(line));
const labelled = (labels: object, port: object) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 's', namespace: 'ns', labels }, spec: { ports: [port] } }) as Manifest;
const monitor = (endpoint: object, selector: object = { matchLabels: { app: 'a' } }) => object('monitoring.coreos.com/v1', 'ServiceMonitor', 'm', { spec: { selector, endpoints: [endpoint] } });
const rules = (...some: object[]) => object('monitoring.coreos.com/v1', 'PrometheusRule', 'p', { spec: { groups: [{ name: 'g', rules: some }] } });
const external = (spec: object) => object('external-secrets.io/v1', 'ExternalSecret', 'e', { spec: { secretStoreRef: { name: 's', kind: 'ClusterSecretStore' }, ...spec } });
const entry = (secretKey: string) => ({ secretKey, remoteRef: { key: 'k' } });
const deployment = (resources: object) => object('apps/v1', 'Deployment', 'api', {
  spec: { selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'main', image: 'a:1', resources }] } } },
});
const scaled = (spec: object, name = 'so') => object('keda.sh/v1alpha1', 'ScaledObject', name, { spec: { scaleTargetRef: { name: 'api' }, minReplicaCount: 1, triggers: [{ type: 'prometheus', metadata: {} }], ...spec } });
const hpa = (name: string) => object('autoscaling/v2', 'HorizontalPodAutoscaler', name, { spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' } } });
const certificate = (spec: object) => object('cert-manager.io/v1', 'Certificate', 'c', { spec: { secretName: 'tls', issuerRef: { name: 'ca', kind: 'ClusterIssuer' }, dnsNames: ['a.example.com'], ...spec } });
const composite = (spec: object) => object('metacontroller.k8s.io/v1alpha1', 'CompositeController', 'c', { spec: { parentResource: { apiVersion: 'v1', resource: 'namespaces' }, hooks: { sync: { webhook: { url: 'http://h/sync' } } }, ...spec } });
const decorator = (spec: object) => object('metacontroller.k8s.io/v1alpha1', 'DecoratorController', 'c', { spec: { resources: [{ apiVersion: 'v1', resource: 'namespaces' }], hooks: { sync: { webhook: { url: 'http://h/sync' } } }, ...spec } });

test.each<[string, Manifest[], string]>([
  ['a monitor of a port that is not there', [labelled({ app: 'a' }, { name: 'http', port: 80 }), monitor({ port: 'metrics' })], "warning MONITOR_PORT spec.endpoints[0].port: got 'metrics'; the Services it selects have http: nothing is scraped"],
  ['a monitor of every port', [monitor({ path: '/metrics' })], 'warning MONITOR_PORT spec.endpoints[0].port: without the name of a port every port of the Service is scraped'],
  ['a monitor that selects nothing', [labelled({ app: 'b' }, { name: 'http', port: 80 }), monitor({ port: 'http' })],
    'warning MONITOR_SELECTOR spec.selector.matchLabels: got {"app":"a"}; no Service of this input has these labels: it selects by labels of the Service, not of the pods'],
  ['a scrape longer than the interval', [monitor({ port: 'http', interval: '30s', scrapeTimeout: '1m' })], "warning MONITOR_TIMEOUT spec.endpoints[0].scrapeTimeout: got '1m'; longer than the interval of 30s: the operator skips the whole object"],
  ['a scrape of pods longer than the interval', [object('monitoring.coreos.com/v1', 'PodMonitor', 'm', { spec: { selector: {}, podMetricsEndpoints: [{ port: 'a', interval: '10s', scrapeTimeout: '11s' }] } })],
    "warning MONITOR_TIMEOUT spec.podMetricsEndpoints[0].scrapeTimeout: got '11s'; longer than the interval of 10s: the operator skips the whole object"],
  ['a rule of both kinds', [rules({ alert: 'A', record: 'a', expr: 'up' })], 'error PROMETHEUS_RULE spec.groups[0].rules[0].record: exactly one of alert and record'],
  ['a rule of neither kind', [rules({ expr: 'up' })], 'error PROMETHEUS_RULE spec.groups[0].rules[0].alert: exactly one of alert and record'],
  ['a rule without an expression', [rules({ alert: 'A', expr: '' })], "error PROMETHEUS_RULE spec.groups[0].rules[0].expr: got ''; an expression"],
  ['a bracket that is not closed', [rules({ alert: 'A', expr: 'sum(rate(x[5m])' })], "error PROMETHEUS_EXPRESSION spec.groups[0].rules[0].expr: got 'sum(rate(x[5m])'; '(' is not closed"],
  ['a bracket that closes nothing', [rules({ alert: 'A', expr: 'up)' })], "error PROMETHEUS_EXPRESSION spec.groups[0].rules[0].expr: got 'up)'; ')' closes nothing"],
  ['a text that does not end', [rules({ alert: 'A', expr: 'up{job="a}' })], "error PROMETHEUS_EXPRESSION spec.groups[0].rules[0].expr: got 'up{job=\"a}'; the text that begins with \" does not end"],
  ['a metric that is no name', [rules({ record: 'job-up', expr: 'up' })], "error PROMETHEUS_RULE spec.groups[0].rules[0].record: got 'job-up'; the name of a metric: letters, digits, _ and :"],
  ['a recording that waits', [rules({ record: 'a', expr: 'up', for: '5m' })], "error PROMETHEUS_RULE spec.groups[0].rules[0].for: got '5m'; only alerts take it"],
  ['a label that is no name', [rules({ alert: 'A', expr: 'up', labels: { 'a.b': 'c' } })], "error PROMETHEUS_RULE spec.groups[0].rules[0].labels['a.b']: the name of a label: letters, digits and _"],
  ['a rule that stands twice', [rules({ alert: 'A', expr: 'up' }, { alert: 'A', expr: 'up' })], 'warning PROMETHEUS_RULE spec.groups[0].rules[1]: stands twice in its group: Prometheus refuses the file'],
  ['an ExternalSecret of nothing', [external({})], 'error EXTERNAL_SECRET_EMPTY spec.data: either data or dataFrom: it would fetch nothing'],
  ['a key that is fetched twice', [external({ data: [entry('a'), entry('a')] })], "error EXTERNAL_SECRET_KEY_TWICE spec.data[1].secretKey: got 'a'; the key is fetched twice; remove one of the two"],
  ['a Secret that somebody else owns and this deletes', [external({ data: [entry('a')], target: { creationPolicy: 'Merge', deletionPolicy: 'Delete' } })],
    "error EXTERNAL_SECRET_POLICY spec.target.deletionPolicy: got 'Delete'; goes only with creationPolicy Owner, not Merge"],
  ['merging with nothing', [external({ data: [entry('a')], target: { creationPolicy: 'None', deletionPolicy: 'Merge' } })], "error EXTERNAL_SECRET_POLICY spec.target.deletionPolicy: got 'Merge'; does not go with creationPolicy None: there is nothing to merge with"],
  ['a source that is none', [external({ dataFrom: [{}] })], 'error EXTERNAL_SECRET_SOURCE spec.dataFrom[0]: one of extract, find and sourceRef.generatorRef'],
  ['two sources in one', [external({ dataFrom: [{ extract: { key: 'a' }, find: { path: 'b' } }] })], 'error EXTERNAL_SECRET_SOURCE spec.dataFrom[0].find: extract and find exclude each other: use two entries'],
  ['a generator and a source', [external({ dataFrom: [{ extract: { key: 'a' }, sourceRef: { generatorRef: { kind: 'Password', name: 'p' } } }] })], 'error EXTERNAL_SECRET_SOURCE spec.dataFrom[0].sourceRef.generatorRef: a generator excludes extract'],
  ['a refresh that never comes', [external({ data: [entry('a')], refreshPolicy: 'CreatedOnce', refreshInterval: '1h' })], "warning EXTERNAL_SECRET_REFRESH spec.refreshInterval: got '1h'; refreshPolicy CreatedOnce ignores it: remove one of the two"],
  ['a secret of no store', [external({ secretStoreRef: undefined, data: [entry('a')] })], 'warning EXTERNAL_SECRET_STORE spec.secretStoreRef: without a store nothing can be fetched'],
  ['a seal of nothing', [object('bitnami.com/v1alpha1', 'SealedSecret', 's', { spec: { encryptedData: {} } })], 'warning SEALED_SECRET_VALUE spec.encryptedData: got {}; nothing is sealed: the Secret would be empty'],
  ['a value that is not sealed', [object('bitnami.com/v1alpha1', 'SealedSecret', 's', { spec: { encryptedData: { a: 'not sealed!' } } })], "warning SEALED_SECRET_VALUE spec.encryptedData['a']: no output of kubeseal: the controller cannot unseal it"],
  ['triggers of nothing', [scaled({ triggers: [] })], 'error KEDA_TRIGGERS spec.triggers: got []; at least one trigger'],
  ['two triggers of one name', [scaled({ triggers: [{ type: 'cron', name: 'a', metadata: {} }, { type: 'cron', name: 'a', metadata: {} }] })], "error KEDA_TRIGGERS spec.triggers[1].name: got 'a'; names of triggers are unique"],
  ['nothing that could be woken', [scaled({ minReplicaCount: undefined, triggers: [{ type: 'cpu', metadata: {} }] })],
    'error KEDA_ZERO spec.minReplicaCount: 0 unless said otherwise, and cpu and memory cannot wake what has no pods: use 1, or add another trigger'],
  ['idling above the least', [scaled({ minReplicaCount: 1, idleReplicaCount: 1 })], 'error KEDA_ZERO spec.idleReplicaCount: got 1; below minReplicaCount, which is 1'],
  ['what an autoscaler scales already', [hpa('h'), scaled({})], "error KEDA_TARGET spec.scaleTargetRef.name: got 'api'; HorizontalPodAutoscaler 'h' scales it already: keep one of the two"],
  ['cpu that nobody requests', [deployment({}), scaled({ triggers: [{ type: 'cpu', metadata: {} }] })], "error KEDA_REQUESTS spec.triggers[0].type: got 'cpu'; container 'main' of 'api' requests no cpu: there is nothing to take a share of"],
  ['two autoscalers of one Deployment', [hpa('a'), hpa('b')], "warning HPA_TARGET_TWICE spec.scaleTargetRef.name: got 'api'; HorizontalPodAutoscaler 'a' scales it as well: they undo each other's work"],
  ['a certificate for nobody', [certificate({ dnsNames: [] })], 'error CERTIFICATE_SUBJECT spec.dnsNames: got []; a certificate is for somebody: one of commonName, literalSubject, dnsNames, uris, emailAddresses, ipAddresses, otherNames'],
  ['two names of one certificate', [certificate({ commonName: 'a', literalSubject: 'CN=a' })], "error CERTIFICATE_SUBJECT spec.literalSubject: got 'CN=a'; excludes commonName"],
  ['an address that is none', [certificate({ ipAddresses: ['example.com'] })], "error CERTIFICATE_SUBJECT spec.ipAddresses[0]: got 'example.com'; an IP address"],
  ['an issuer without a name', [certificate({ issuerRef: { name: '' } })], "error CERTIFICATE_ISSUER spec.issuerRef.name: got ''; the name of an Issuer or ClusterIssuer"],
  ['an issuer of another kind', [certificate({ issuerRef: { name: 'a', kind: 'Isuer' } })], "error CERTIFICATE_ISSUER spec.issuerRef.kind: got 'Isuer'; Issuer or ClusterIssuer"],
  ['a weak key', [certificate({ privateKey: { algorithm: 'RSA', size: 1024 } })], 'error CERTIFICATE_KEY spec.privateKey.size: got 1024; an RSA key has 2048 to 8192 bits'],
  ['a curve that is none', [certificate({ privateKey: { algorithm: 'ECDSA', size: 2048 } })], 'error CERTIFICATE_KEY spec.privateKey.size: got 2048; an ECDSA key has 256, 384 or 521 bits'],
  ['a renewal after the end', [certificate({ duration: '24h', renewBefore: '24h' })], "error CERTIFICATE_TIMES spec.renewBefore: got '24h'; shorter than the duration of the certificate"],
  ['a short certificate', [certificate({ duration: '10m' })], "error CERTIFICATE_TIMES spec.duration: got '10m'; at least 1h"],
  ['a hasty renewal', [certificate({ renewBefore: '1m' })], "error CERTIFICATE_TIMES spec.renewBefore: got '1m'; at least 5m"],
  ['a certificate without a Secret', [certificate({ secretName: '' })], "error CERTIFICATE_SECRET spec.secretName: got ''; the Secret that the certificate goes into"],
  ['a controller that never syncs', [composite({ hooks: {} })], 'warning METACONTROLLER_HOOK spec.hooks.sync: without a sync hook nothing says what the children should be'],
  ['a hook without an address', [composite({ hooks: { sync: { webhook: { service: { name: 'a', namespace: 'b' } } } } })], 'warning METACONTROLLER_HOOK spec.hooks.sync.webhook.url: a url, or a service and a path'],
  ['a hook that is empty', [composite({ hooks: { sync: {} } })], 'warning METACONTROLLER_HOOK spec.hooks.sync.webhook: a hook is a webhook with a url or a service'],
  ['children twice', [composite({ childResources: [{ apiVersion: 'v1', resource: 'pods' }, { apiVersion: 'v1', resource: 'pods' }] })], "warning METACONTROLLER_CHILD spec.childResources[1]: got 'v1 pods'; stands twice: the second one is ignored"],
  ['a kind for a resource', [composite({ childResources: [{ apiVersion: 'v1', resource: 'Pod' }] })], "warning METACONTROLLER_CHILD spec.childResources[0].resource: got 'Pod'; the plural of the kind in lower case, such as deployments"],
])('%s is told', (_, manifests, line) => {
  expect(found(...manifests)).toContain(line);
});

test('a DecoratorController does not roll', () => {
  expect(found(decorator({ attachments: [{ apiVersion: 'apps/v1', resource: 'deployments', updateStrategy: { method: 'RollingInPlace' } }] }))).toEqual([
    "warning METACONTROLLER_CHILD spec.attachments[0].updateStrategy.method: got 'RollingInPlace'; only a CompositeController rolls: OnDelete, Recreate or InPlace",
  ]);
});

test.each<[string, Manifest[]]>([
  ['a monitor of a named port', [labelled({ app: 'a' }, { name: 'http', port: 80 }), monitor({ port: 'http', interval: '1m', scrapeTimeout: '10s' })]],
  ['a monitor of another namespace', [labelled({ app: 'b' }, { name: 'http', port: 80 }), { ...monitor({ port: 'metrics' }), metadata: { name: 'm', namespace: 'other' } } as Manifest]],
  ['alerts and recordings', [rules({ alert: 'Down', expr: 'absent(up{job="a"}) # it is gone ("', for: '5m', labels: { severity: 'page' } }, { record: 'job:up:sum', expr: "sum by (job) (up{job=~'a(b'})" })]],
  ['secrets of a store', [external({ data: [entry('a'), entry('b')] }), external({ dataFrom: [{ extract: { key: 'a' } }, { sourceRef: { generatorRef: { kind: 'Password', name: 'p' } } }], refreshPolicy: 'CreatedOnce', refreshInterval: '0' })]],
  ['what kubeseal writes', [object('bitnami.com/v1alpha1', 'SealedSecret', 's', { spec: { encryptedData: { a: 'AgBy8hCi==' } } })]],
  ['scaling by cpu', [deployment({ requests: { cpu: '1' } }), scaled({ triggers: [{ type: 'cpu', metricType: 'Utilization', metadata: { value: '60' } }] })]],
  ['scaling to zero', [deployment({}), scaled({ minReplicaCount: 0 })]],
  ['a certificate', [certificate({ privateKey: { algorithm: 'Ed25519' }, duration: '2160h', renewBefore: '360h' })]],
  ['a controller with children', [composite({ childResources: [{ apiVersion: 'v1', resource: 'pods' }, { apiVersion: 'v1', resource: 'services' }] })]],
])('%s is fine', (_, manifests) => {
  expect(found(...manifests)).toEqual([]);
});
