import { clusterObject, deviceClass, devices, object, told } from './told';
import type { Manifest } from '../../../../lib/check';

test.each<[string, object, ...string[]]>([
  ['a priority of the system', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', value: 1000000001 },
    'error VALUE_OUT_OF_RANGE value: got 1000000001; at most 1000000000: more is for the system'],
  ['a RuntimeClass of a handler in upper case', { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', handler: 'Kata' },
    "error NAME_INVALID handler: got 'Kata'; use at most 63 lower-case letters, digits and -"],
  ['a RuntimeClass of a cost that is none', { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', handler: 'kata', overhead: { podFixed: { gpu: 1 } } },
    "error RESOURCE_NAME_UNKNOWN overhead.podFixed.gpu: did you mean 'cpu'?"],
  ['a RuntimeClass of a negative cost', { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', handler: 'kata', overhead: { podFixed: { cpu: '-1' } } },
    "error QUANTITY_INVALID overhead.podFixed.cpu: got '-1'; not below zero"],
  ['a RuntimeClass of nodes that cannot be', { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', handler: 'kata', scheduling: { nodeSelector: { a: 'b c' } } },
    "error LABEL_INVALID scheduling.nodeSelector.a: got 'b c'; a label value is at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit"],
  ['a RuntimeClass of a taint that cannot be', { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', handler: 'kata', scheduling: { tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] } },
    "error TOLERATION_INVALID scheduling.tolerations[0].value: got 'b'; Exists takes no value"],
  ['a RuntimeClass of a taint twice', {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    handler: 'kata',
    scheduling: { tolerations: [{ key: 'a', operator: 'Exists' }, { key: 'a', operator: 'Exists', value: '' }] },
  },
  'error NAME_DUPLICATE scheduling.tolerations[1]: the toleration is there already'],
])('%s', (_, given, ...lines) => {
  expect(told(clusterObject(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['a priority', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', value: 1000000000, globalDefault: false, preemptionPolicy: 'Never' }],
  ['a negative priority', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', value: -10 }],
  ['a RuntimeClass', {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    handler: 'kata',
    overhead: { podFixed: { cpu: '250m', memory: '120Mi' } },
    scheduling: { nodeSelector: { a: 'b' }, tolerations: [{ key: 'a', operator: 'Exists' }, { key: 'a', operator: 'Exists', effect: 'NoSchedule' }] },
  }],
])('%s is fine', (_, given) => {
  expect(told(clusterObject(given))).toEqual([]);
});

test.each<[string, object, ...string[]]>([
  ['a template with a name', {
    apiVersion: 'resource.k8s.io/v1',
    kind: 'ResourceClaimTemplate',
    spec: { metadata: { name: 'a' }, spec: { devices: { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu' } }] } } },
  },
  'error FIELD_NOT_ALLOWED spec.metadata.name: only labels and annotations: the rest is made for each pod'],
  ['a lease without time', { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', spec: { leaseDurationSeconds: 0 } },
    'error VALUE_OUT_OF_RANGE spec.leaseDurationSeconds: got 0; at least 1'],
  ['a lease taken a negative number of times', { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', spec: { leaseTransitions: -1 } },
    'error VALUE_OUT_OF_RANGE spec.leaseTransitions: got -1; at least 0'],
  ['a lease at a time without decimals', { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', spec: { renewTime: '2026-01-01T00:00:00Z' } },
    "error VALUE_MALFORMED spec.renewTime: got '2026-01-01T00:00:00Z'; with six decimals, such as '2026-01-31T12:00:00.000000Z'"],
])('%s', (_, given, ...lines) => {
  expect(told(object(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['a template', {
    apiVersion: 'resource.k8s.io/v1',
    kind: 'ResourceClaimTemplate',
    spec: { metadata: { labels: { a: 'b' } }, spec: { devices: { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu' } }] } } },
  }],
  ['a lease', {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    spec: { holderIdentity: 'a', leaseDurationSeconds: 15, renewTime: '2026-01-01T00:00:00.000000Z', leaseTransitions: 0 },
  }],
])('%s is fine', (_, given) => {
  expect(told(object(given))).toEqual([]);
});

test.each<[string, object, ...string[]]>([
  ['a name with a dot', { requests: [{ name: 'a.b', exactly: { deviceClassName: 'gpu' } }] },
    "error NAME_INVALID spec.devices.requests[0].name: got 'a.b'; use at most 63 lower-case letters, digits and -"],
  ['one name twice', { requests: [{ name: 'a', exactly: { deviceClassName: 'gpu' } }, { name: 'a', exactly: { deviceClassName: 'gpu' } }] },
    "error NAME_DUPLICATE spec.devices.requests[1].name: got 'a'; another request has the name"],
  ['a request of nothing', { requests: [{ name: 'a' }] },
    'error NOT_EXACTLY_ONE spec.devices.requests[0]: give one of exactly, firstAvailable'],
  ['a class in upper case', { requests: [{ name: 'gpu', exactly: { deviceClassName: 'GPU' } }] },
    "error NAME_INVALID spec.devices.requests[0].exactly.deviceClassName: got 'GPU'; it names an object: use lower-case letters, digits, - and ."],
  ['a number of all', { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu', allocationMode: 'All', count: 2 } }] },
    'error FIELD_NOT_ALLOWED spec.devices.requests[0].exactly.count: got 2; not with allocationMode All'],
  ['a way to choose that is none', { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu', allocationMode: 'Some' } }] },
    "error VALUE_UNKNOWN spec.devices.requests[0].exactly.allocationMode: got 'Some'; ExactCount or All"],
  ['a negative number', { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu', allocationMode: 'ExactCount', count: -1 } }] },
    'error VALUE_OUT_OF_RANGE spec.devices.requests[0].exactly.count: got -1; at least 1'],
  ['a taint with a value that exists', { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu', tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] } }] },
    "error TOLERATION_INVALID spec.devices.requests[0].exactly.tolerations[0].value: got 'b'; Exists takes no value"],
  ['a selector without an expression', { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu', selectors: [{}] } }] },
    'error VALUE_MISSING spec.devices.requests[0].exactly.selectors[0].cel: a CEL expression over the device'],
  ['a constraint of a request that is not there', { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu' } }], constraints: [{ requests: ['b'], matchAttribute: 'a.b/c' }] },
    "error DEVICE_REQUEST_UNKNOWN spec.devices.constraints[0].requests[0]: got 'b'; one of the requests: gpu"],
  ['a constraint of one request twice', { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu' } }], constraints: [{ requests: ['gpu', 'gpu'], matchAttribute: 'a.b/c' }] },
    "error NAME_DUPLICATE spec.devices.constraints[0].requests[1]: got 'gpu'; it is listed already"],
  ['a constraint of nothing', { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu' } }], constraints: [{}] },
    'error VALUE_MISSING spec.devices.constraints[0].matchAttribute: the attribute that the devices have in common'],
  ['a constraint of no domain', { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu' } }], constraints: [{ matchAttribute: 'model' }] },
    "error NAME_INVALID spec.devices.constraints[0].matchAttribute: got 'model'; a domain and a name, such as gpu.nvidia.com/productName"],
  ['parameters of a request that is not there', { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu' } }], config: [{ requests: ['b'], opaque: { driver: 'a.b', parameters: {} } }] },
    "error DEVICE_REQUEST_UNKNOWN spec.devices.config[0].requests[0]: got 'b'; one of the requests: gpu"],
  ['9 alternatives', { requests: [{ name: 'a', firstAvailable: Array.from({ length: 9 }, (_, i) => ({ name: `a${i}`, deviceClassName: 'gpu' })) }] },
    'error VALUE_OUT_OF_RANGE spec.devices.requests[0].firstAvailable: got 9; at most 8 alternatives'],
  ['33 requests', { requests: Array.from({ length: 33 }, (_, i) => ({ name: `a${i}`, exactly: { deviceClassName: 'gpu' } })) },
    'error VALUE_OUT_OF_RANGE spec.devices.requests: got 33; at most 32 requests'],
])('a claim of devices with %s', (_, given, ...lines) => {
  expect(told(devices(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['everything', {
    requests: [
      {
        name: 'gpu',
        exactly: {
          deviceClassName: 'gpu.example.com',
          allocationMode: 'ExactCount',
          count: 2,
          selectors: [{ cel: { expression: "device.attributes['gpu.example.com'].model == 'a'" } }],
          tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoSchedule' }],
        },
      },
      { name: 'nic', firstAvailable: [{ name: 'fast', deviceClassName: 'nic' }, { name: 'slow', deviceClassName: 'nic', allocationMode: 'All' }] },
    ],
    constraints: [{ requests: ['gpu', 'nic/fast'], matchAttribute: 'example.com/numaNode' }],
    config: [{ requests: ['nic'], opaque: { driver: 'nic.example.com', parameters: { mtu: 9000 } } }],
  }],
])('a claim of devices with %s is fine', (_, given) => {
  expect(told(devices(given))).toEqual([]);
});

test.each<[string, object, ...string[]]>([
  ['a device without an expression', { selectors: [{}] },
    'error VALUE_MISSING spec.selectors[0].cel: a CEL expression over the device'],
  ['a device by a name that is not there', { selectors: [{ cel: { expression: "dev.driver == 'a'" } }] },
    "error CEL_INVALID spec.selectors[0].cel.expression: got 'dev.driver == 'a''; there is no dev here: did you mean cel?"],
  ['a device of no parameters', { config: [{}] },
    'error VALUE_MISSING spec.config[0].opaque: the parameters of a driver'],
  ['a device of a driver that cannot be', { config: [{ opaque: { driver: 'a b', parameters: {} } }] },
    "error NAME_INVALID spec.config[0].opaque.driver: got 'a b'; a driver has at most 63 letters, digits, - and ."],
  ['33 selectors', { selectors: Array.from({ length: 33 }, () => ({ cel: { expression: 'true' } })) },
    'error VALUE_OUT_OF_RANGE spec.selectors: got 33; at most 32 selectors'],
])('%s', (_, given, ...lines) => {
  expect(told(deviceClass(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['a DeviceClass', {
    selectors: [{ cel: { expression: "device.driver == 'gpu.example.com' && cel.bind(a, device.attributes['gpu.example.com'], a.memory > 1)" } }],
    config: [{ opaque: { driver: 'gpu.example.com', parameters: { mode: 'shared' } } }],
  }],
])('%s is fine', (_, given) => {
  expect(told(deviceClass(given))).toEqual([]);
});

const system = (name: string, value: number, more: object = {}) => ({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value, ...more } as Manifest);
const guarded = (labels: object) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team', labels } } as Manifest);

test('classes of the system have their names and values', () => {
  expect(told(system('system-node-critical', 2000001000))).toEqual([]);
  expect(told(system('system-mine', 10))).toEqual(["error NAME_INVALID metadata.name: got 'system-mine'; names with system- in front are reserved"]);
  expect(told(system('system-cluster-critical', 2000000000, { globalDefault: true }))).toEqual([
    "error NAME_INVALID metadata.name: got 'system-cluster-critical'; names with system- in front are reserved",
  ]);
});

test.each([
  ['a misspelt level', { 'pod-security.kubernetes.io/enforce': 'restrict' },
    "error VALUE_UNKNOWN metadata.labels['pod-security.kubernetes.io/enforce']: got 'restrict'; did you mean 'restricted'?"],
  ['a level that is none', { 'pod-security.kubernetes.io/warn': 'x' },
    "error VALUE_UNKNOWN metadata.labels['pod-security.kubernetes.io/warn']: got 'x'; one of privileged, baseline, restricted"],
  ['a version that is none', { 'pod-security.kubernetes.io/audit': 'baseline', 'pod-security.kubernetes.io/audit-version': '1.34' },
    "error VALUE_UNKNOWN metadata.labels['pod-security.kubernetes.io/audit-version']: got '1.34'; latest, or a version such as v1.34"],
])('a Namespace with %s', (_, labels, line) => {
  expect(told(guarded(labels))).toEqual([line]);
});

test('a Namespace with Pod Security is fine', () => {
  expect(told(guarded({ 'pod-security.kubernetes.io/enforce': 'restricted', 'pod-security.kubernetes.io/enforce-version': 'v1.34' }))).toEqual([]);
});

test('a Namespace with a finalizer of no domain', () => {
  expect(told({ ...guarded({}), spec: { finalizers: ['cleanup'] } })).toEqual([
    "error FINALIZER_INVALID spec.finalizers[0]: got 'cleanup'; leave it out: the API server writes kubernetes here",
  ]);
});
