import { ingress, service, told } from './told';
import type { Manifest } from '../../../../lib/check';

test.each<[string, object, ...string[]]>([
  ['no ports', { ports: [] },
    'error VALUE_MISSING spec.ports: one port at least; only headless Services go without'],
  ['a port of 70000', { ports: [{ port: 70000 }] },
    'error PORT_INVALID spec.ports[0].port: got 70000; 1 to 65535'],
  ['two ports without names', { ports: [{ port: 80, name: 'http' }, { port: 81 }] },
    'error VALUE_MISSING spec.ports[1].name: with more than one port, each has a name'],
  ['a port name in upper case', { ports: [{ port: 80, name: 'HTTP' }] },
    "error NAME_INVALID spec.ports[0].name: got 'HTTP'; use at most 63 lower-case letters, digits and -"],
  ['two ports of one name', { ports: [{ port: 80, name: 'a' }, { port: 81, name: 'a' }] },
    "error NAME_DUPLICATE spec.ports[1].name: got 'a'; another port of this Service has the name"],
  ['two ports of one number', { ports: [{ port: 80, name: 'a' }, { port: 80, name: 'b' }] },
    'error PORT_DUPLICATE spec.ports[1].port: got 80; another port of this Service has the number and protocol'],
  ['a target that is no port name', { ports: [{ port: 80, targetPort: 'My_Port' }] },
    "error PORT_INVALID spec.ports[0].targetPort: got 'My_Port'; the name of a port: use at most 15 lower-case letters, digits and single -, with a letter among them"],
  ['a target beyond all', { ports: [{ port: 80, targetPort: 70000 }] },
    'error PORT_INVALID spec.ports[0].targetPort: got 70000; 1 to 65535'],
  ['a protocol with a blank', { ports: [{ port: 80, appProtocol: 'http 2' }] },
    "error NAME_INVALID spec.ports[0].appProtocol: got 'http 2'; a protocol such as http, grpc or kubernetes.io/h2c"],
  ['a port of the node, inside of the cluster', { ports: [{ port: 80, nodePort: 30080 }] },
    'error FIELD_NOT_ALLOWED spec.ports[0].nodePort: got 30080; only with type NodePort or LoadBalancer'],
  ['a port of the node that is not given out', { type: 'NodePort', ports: [{ port: 80, nodePort: 8080 }] },
    'warning PORT_INVALID spec.ports[0].nodePort: got 8080; 30000 to 32767, unless the API server was told otherwise: leave it out to get a free one'],
  ['one port of the node twice', { type: 'NodePort', ports: [{ port: 80, name: 'a', nodePort: 30080 }, { port: 81, name: 'b', nodePort: 30080 }] },
    'error PORT_DUPLICATE spec.ports[1].nodePort: got 30080; another port of this Service has the number and protocol'],
  ['a label to select that cannot be', { selector: { a: 'b c' } },
    "error LABEL_INVALID spec.selector.a: got 'b c'; a label value is at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit"],
  ['a port of the node without an address', { type: 'NodePort', clusterIP: 'None' },
    "error SERVICE_TYPE spec.clusterIP: got 'None'; a NodePort Service needs an address: leave it out"],
  ['no external name', { type: 'ExternalName' },
    'error VALUE_MISSING spec.externalName: the host that the name stands for'],
  ['an external name with a scheme', { type: 'ExternalName', externalName: 'https://a' },
    "error NAME_INVALID spec.externalName: got 'https://a'; a host name: lower-case letters, digits, - and ., without a scheme or port"],
  ['an external name and an address', { type: 'ExternalName', externalName: 'a.b', clusterIP: '10.96.0.9' },
    "error SERVICE_TYPE spec.clusterIP: got '10.96.0.9'; an ExternalName Service is a name in DNS: it has no address"],
  ['an external name and a family', { type: 'ExternalName', externalName: 'a.b', ipFamilies: ['IPv4'] },
    'error SERVICE_TYPE spec.ipFamilies: an ExternalName Service has no address'],
  ['an external name and a policy of families', { type: 'ExternalName', externalName: 'a.b', ipFamilyPolicy: 'SingleStack' },
    "error SERVICE_TYPE spec.ipFamilyPolicy: got 'SingleStack'; an ExternalName Service has no address"],
  ['an external name that nobody reads', { externalName: 'a.b' },
    "warning SERVICE_TYPE spec.externalName: got 'a.b'; ignored unless type is ExternalName"],
  ['an address that is none', { clusterIP: 'auto' },
    "error ADDRESS_INVALID spec.clusterIP: got 'auto'; an IP address, 'None', or left out"],
  ['two first addresses', { clusterIP: '10.96.0.9', clusterIPs: ['10.96.0.10'] },
    "error FIELDS_CONFLICT spec.clusterIPs: got '10.96.0.10'; the first one is clusterIP, which is 10.96.0.9"],
  ['no first address', { clusterIPs: ['10.96.0.9'] },
    'error FIELDS_CONFLICT spec.clusterIPs: got ["10.96.0.9"]; write the first one as clusterIP too'],
  ['three addresses', { clusterIP: '10.96.0.9', clusterIPs: ['10.96.0.9', 'fd00::9', '10.96.0.10'] },
    'error VALUE_OUT_OF_RANGE spec.clusterIPs: got 3; at most 2, one for each family'],
  ['two addresses of one family', { ipFamilyPolicy: 'PreferDualStack', clusterIP: '10.96.0.9', clusterIPs: ['10.96.0.9', '10.96.0.10'] },
    'error FIELDS_CONFLICT spec.clusterIPs: got ["10.96.0.9","10.96.0.10"]; one address for each family'],
  ['None and an address', { clusterIP: 'None', clusterIPs: ['None', '10.96.0.9'] },
    'error FIELDS_CONFLICT spec.clusterIPs: got ["None","10.96.0.9"]; \'None\' stands alone'],
  ['a family twice', { ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv4', 'IPv4'] },
    "error NAME_DUPLICATE spec.ipFamilies[1]: got 'IPv4'; each family once"],
  ['a family that is not there', { ipFamilies: [null] },
    'error VALUE_MISSING spec.ipFamilies[0]: an item without a value: fill it in, or take it out'],
  ['another family than its address', { clusterIP: '10.96.0.9', ipFamilies: ['IPv6'] },
    "error FIELDS_CONFLICT spec.ipFamilies[0]: got 'IPv6'; the address is 10.96.0.9"],
  ['two families on a single stack', { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4', 'IPv6'] },
    "error FIELDS_CONFLICT spec.ipFamilyPolicy: got 'SingleStack'; two families are asked for: PreferDualStack or RequireDualStack"],
  ['affinity for more than a day', { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 86401 } } },
    'error VALUE_OUT_OF_RANGE spec.sessionAffinityConfig.clientIP.timeoutSeconds: got 86401; 1 to 86400, which is a day'],
  ['settings of an affinity it does not have', { sessionAffinityConfig: { clientIP: { timeoutSeconds: 10 } } },
    'warning SERVICE_TYPE spec.sessionAffinityConfig: dropped unless sessionAffinity is ClientIP'],
  ['an address from outside by name', { externalIPs: ['a'] },
    "error ADDRESS_INVALID spec.externalIPs[0]: got 'a'; an IP address such as 10.9.8.7 or 2001:db8::1"],
  ['an address from outside that is local', { externalIPs: ['127.0.0.1'] },
    "error ADDRESS_INVALID spec.externalIPs[0]: got '127.0.0.1'; a loopback address: no endpoint may have it"],
  ['a gap in its addresses', { externalIPs: [null] },
    'error VALUE_MISSING spec.externalIPs[0]: an item without a value: fill it in, or take it out'],
  ['a class of balancers without one', { loadBalancerClass: 'a.b/c' },
    "error SERVICE_TYPE spec.loadBalancerClass: got 'a.b/c'; only with type LoadBalancer"],
  ['a class of balancers that cannot be', { type: 'LoadBalancer', loadBalancerClass: 'a b' },
    "error NAME_INVALID spec.loadBalancerClass: got 'a b'; a class such as example.com/internal"],
  ['ranges without a balancer', { loadBalancerSourceRanges: ['10.0.0.0/8'] },
    'error SERVICE_TYPE spec.loadBalancerSourceRanges: only with type LoadBalancer'],
  ['a range that is none', { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0'] },
    "error ADDRESS_INVALID spec.loadBalancerSourceRanges[0]: got '10.0.0.0'; a network such as 10.0.0.0/8"],
  ['a policy for traffic from outside, inside of the cluster', { externalTrafficPolicy: 'Local' },
    "error SERVICE_TYPE spec.externalTrafficPolicy: got 'Local'; only with type NodePort or LoadBalancer, or with externalIPs"],
  ['a health check that nobody does', { type: 'LoadBalancer', healthCheckNodePort: 30000 },
    'error SERVICE_TYPE spec.healthCheckNodePort: got 30000; only with type LoadBalancer and externalTrafficPolicy Local'],
  ['a health check beyond all ports', { type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 70000 },
    'error PORT_INVALID spec.healthCheckNodePort: got 70000; 1 to 65535'],
  ['a distribution that is none', { trafficDistribution: 'Close' },
    "error VALUE_UNKNOWN spec.trafficDistribution: got 'Close'; one of PreferClose, PreferSameZone, PreferSameNode"],
])('a Service with %s', (_, given, ...lines) => {
  expect(told(service(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['several ports', { ports: [{ name: 'http', port: 80, targetPort: 'http', appProtocol: 'kubernetes.io/h2c' }, { name: 'dns', port: 80, protocol: 'UDP', targetPort: 8053 }] }],
  ['no address and no ports', { clusterIP: 'None', ports: [] }],
  ['a name outside', { type: 'ExternalName', externalName: 'db.example.com.', ports: [], selector: undefined }],
  ['a balancer', { type: 'LoadBalancer', loadBalancerClass: 'example.com/internal', allocateLoadBalancerNodePorts: false, loadBalancerSourceRanges: [' 10.0.0.0/8'], externalTrafficPolicy: 'Local', healthCheckNodePort: 30500 }],
  ['affinity', { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 600 } }, internalTrafficPolicy: 'Local', trafficDistribution: 'PreferClose' }],
  ['addresses from outside', { externalIPs: ['203.0.113.7'], externalTrafficPolicy: 'Cluster' }],
  ['a choice of families', { ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv4'] }],
])('a Service with %s is fine', (_, given) => {
  expect(told(service(given))).toEqual([]);
});

const RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const annotated = (given: Manifest, annotations: object) => ({ ...given, metadata: { name: 'a', namespace: 'team', annotations } } as Manifest);

test.each([
  ['a balancer that is not there', service({}), { [RANGES]: '10.0.0.0/8' },
    `error SERVICE_TYPE metadata.annotations['${RANGES}']: got '10.0.0.0/8'; only with type LoadBalancer`],
  ['no network', service({ type: 'LoadBalancer' }), { [RANGES]: '10.0.0.0/8, home' },
    `error ADDRESS_INVALID metadata.annotations['${RANGES}']: got ' home'; a network such as 10.0.0.0/8`],
  ['another class', ingress({ ingressClassName: 'nginx', defaultBackend: { service: { name: 'a', port: { number: 80 } } } }), { 'kubernetes.io/ingress.class': 'alb' },
    "error FIELDS_CONFLICT metadata.annotations['kubernetes.io/ingress.class']: got 'alb'; ingressClassName is 'nginx': leave the annotation out"],
])('an annotation for %s', (_, given, annotations, line) => {
  expect(told(annotated(given, annotations))).toEqual([line]);
});

test('ranges of a balancer may stand in an annotation', () => {
  expect(told(annotated(service({ type: 'LoadBalancer' }), { [RANGES]: '10.0.0.0/8, 192.168.0.0/16' }))).toEqual([]);
});
