import { connect, found, template } from './spark-objects';
import type { Manifest } from '../../../../lib/check';

test.each<[what: string, manifest: Manifest, lines: string[]]>([
  ['a name with a dot', connect({}, { name: 'a.b' }), [
    "error SPARK_NAME metadata.name: got 'a.b'; Services are named after it: use lower-case letters, digits and -, starting with a letter",
  ]],
  ['a name of 57 characters', connect({}, { name: 'n'.repeat(57) }), [
    "error SPARK_NAME metadata.name: got 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn'; use at most 56 characters: Services are named after it",
  ]],
  ['a name too long for the executors', connect({}, { name: 'n'.repeat(48) }), [
    "warning SPARK_NAME metadata.name: got 'nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn'; use at most 47 characters: the executors are named after it, and Spark refuses a longer one",
  ]],
  ['no version', connect({ sparkVersion: '' }), [
    "error SPARK_VERSION spec.sparkVersion: got ''; write the version of Spark, such as 4.0.1",
  ]],
  ['a template for an old Spark', connect({ sparkVersion: '2.4.0', server: { template: {} } }), [
    "error SPARK_VERSION spec.sparkVersion: got '2.4.0'; write a version such as 3.5.1: server.template goes with Spark 3.0.0 or later, and with versions of this form",
  ]],
  ['no image', connect({ image: undefined }), [
    'error SPARK_IMAGE spec.image: name the image, or give the containers of both templates one: server and executor have none',
  ]],
  ['an image of the server alone', connect({ image: '', server: { template: template({ name: 'spark-kubernetes-driver', image: 'a' }) } }), [
    'error SPARK_IMAGE spec.image: name the image, or give the containers of both templates one: executor has none',
  ]],
  ["images in containers that are not Spark's", connect({ image: undefined, server: { template: template({ name: 'a', image: 'a' }) }, executor: { template: template({ name: 'a', image: 'a' }) } }), [
    "warning SPARK_IMAGE spec.image: name the image, or call the executor's container spark-kubernetes-executor: the controller finds none",
  ]],
  ['a least above the most', connect({ dynamicAllocation: { enabled: true, minExecutors: 10, maxExecutors: 5 } }), [
    'error SPARK_ALLOCATION spec.dynamicAllocation.minExecutors: got 10; write at most 5, which is maxExecutors',
  ]],
  ['a start below the least', connect({ dynamicAllocation: { enabled: true, initialExecutors: 1, minExecutors: 5 } }), [
    'error SPARK_ALLOCATION spec.dynamicAllocation.initialExecutors: got 1; write at least 5, which is minExecutors',
  ]],
  ['a start above the most', connect({ dynamicAllocation: { enabled: true, initialExecutors: 15, maxExecutors: 10 } }), [
    'error SPARK_ALLOCATION spec.dynamicAllocation.initialExecutors: got 15; write at most 10, which is maxExecutors',
  ]],
  ['a start below zero', connect({ dynamicAllocation: { enabled: true, initialExecutors: -1 } }), [
    'error SPARK_ALLOCATION spec.dynamicAllocation.initialExecutors: got -1; write 0 or more',
  ]],
  ['bounds without enabled', connect({ dynamicAllocation: { maxExecutors: 5 } }), [
    'warning SPARK_ALLOCATION spec.dynamicAllocation.enabled: write true: without it maxExecutors has no effect',
  ]],
  ['memory as Kubernetes writes it', connect({ server: { memory: '4Gi' } }), [
    "error SPARK_MEMORY spec.server.memory: got '4Gi'; write 4g: Spark knows no Ki, Mi and Gi, its units are such already",
  ]],
  ['a fraction of memory', connect({ executor: { memory: '1.5g' } }), [
    "error SPARK_MEMORY spec.executor.memory: got '1.5g'; write a whole number in a smaller unit, such as 1536m: Spark reads no fractions",
  ]],
  ['memory in words', connect({ executor: { memory: 'much' } }), [
    "error SPARK_MEMORY spec.executor.memory: got 'much'; write a whole number and a unit, such as 512m or 4g",
  ]],
  ['credentials in sparkConf', connect({ sparkConf: { 'spark.kubernetes.authenticate.oauthTokenFile': '/token' } }), [
    "error SPARK_CONF spec.sparkConf['spark.kubernetes.authenticate.oauthTokenFile']: got '/token'; remove it: the operator sees to the credentials",
  ]],
  ["containers of which none is Spark's", connect({ server: { template: template({ name: 'a' }, { name: 'b' }) } }), [
    "warning SPARK_TEMPLATE spec.server.template.spec.containers[0].name: got 'a'; name Spark's own container spark-kubernetes-driver: none is called so, and the first one is taken for it",
  ]],
  ['a Service without a name', connect({ server: { service: { spec: { type: 'ClusterIP' } } } }), [
    'warning SPARK_SERVICE spec.server.service.metadata.name: write a name: the controller takes it from here, and can make no Service without one',
  ]],
  ['ports of the Service', connect({ server: { service: { metadata: { name: 'sc' }, spec: { ports: [{ port: 80 }] } } } }), [
    'warning SPARK_FIELD_IGNORED spec.server.service.spec.ports: remove them: the controller writes its own, 15002 for clients among them',
  ]],
])('%s', (_, manifest, lines) => {
  expect(found(manifest)).toEqual(lines);
});

test.each<[string, Manifest]>([
  ['a server', connect()],
  ['a name with room for the executors', connect({}, { name: 'n'.repeat(47) })],
  ['templates with images and resources', connect({
    image: undefined,
    server: { template: template({ name: 'spark-kubernetes-driver', image: 'a', resources: { requests: { memory: '1Gi' } } }) },
    executor: { template: template({ name: 'proxy', image: 'b' }, { name: 'spark-kubernetes-executor', image: 'a' }) },
  })],
  ['dynamic allocation', connect({ dynamicAllocation: { enabled: true, initialExecutors: 1, minExecutors: 0, maxExecutors: 10 } })],
  ['dynamic allocation of none', connect({ dynamicAllocation: { enabled: true, maxExecutors: 0 } })],
  ['dynamic allocation that is off', connect({ dynamicAllocation: { enabled: false, minExecutors: 10, maxExecutors: 5 } })],
  ['memory in bytes, and with blanks', connect({ server: { memory: '1073741824' }, executor: { memory: ' 2GB ' } })],
  ['no memory', connect({ server: { memory: '' } })],
  ['a Service', connect({ server: { service: { metadata: { name: 'sc' }, spec: { type: 'ClusterIP' } } } })],
])('%s is fine', (_, manifest) => {
  expect(found(manifest)).toEqual([]);
});

test('whatever stands where something else belongs, nothing is thrown', () => {
  for (const value of [null, 1, 'a', [], {}, { template: { spec: { containers: [null] } } }, { service: 1 }]) {
    for (const key of ['server', 'executor', 'dynamicAllocation', 'sparkConf', 'image', 'sparkVersion']) expect(() => found(connect({ [key]: value }))).not.toThrow();
  }
});
