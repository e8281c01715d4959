import type { Manifest } from '../../../lib/check';
import { foundIn, job, linesOf, object, PODS } from '../manifests';

const claim = (requests?: object) => object('v1', 'PersistentVolumeClaim', 'c', { spec: { resources: requests && { requests } } });

test.each<[string, object]>([
  ['no fields at all', {}],
  ['variables of different case', { env: [{ name: 'A' }, { name: 'a' }] }],
  ['dots and dashes in a variable, which the API server takes', { env: [{ name: 'log4j.level-x' }] }],
  ['one volume at two paths', { volumeMounts: [{ name: 'a', mountPath: '/d' }, { name: 'a', mountPath: '/e' }] }],
  ['a request at its limit in other words', { resources: { requests: { memory: '1Gi', cpu: '1000m' }, limits: { memory: '1024Mi', cpu: 1 } } }],
  ['a request of a resource without a limit', { resources: { requests: { cpu: 4 }, limits: { memory: '1Gi' } } }],
  ['a request of nothing', { resources: { requests: { cpu: 0 } } }],
])('%s is fine', (_, container) => {
  expect(linesOf([job(container)])).toEqual([]);
});

test.each(PODS)('the containers of a %s are judged under %s', (_, path, make) => {
  expect(linesOf([make({ containers: [{}, { env: [{ name: '1A' }] }] })])).toContainEqual(expect.stringContaining(`${path}.containers[1].env[0].name: got '1A'`));
});

test.each(PODS)('the init containers of a %s are judged under %s', (_, path, make) => {
  expect(linesOf([make({ initContainers: [{ env: [{ name: '1A' }] }], containers: [] })])).toContainEqual(expect.stringContaining(`${path}.initContainers[0].env[0].name: got '1A'`));
});

test('one variable in two containers is no duplicate', () => {
  const env = [{ name: 'A', value: '1' }];
  expect(linesOf([job({ env }, { initContainers: [{ env }] })])).toEqual([]);
});

test.each<[string, object | undefined, string]>([
  ['no size', undefined, 'a positive quantity such as 10Gi'],
  ['an empty request', {}, 'a positive quantity such as 10Gi'],
  ['a size of zero', { storage: '0Gi' }, "got '0Gi'; more than zero"],
  ['a negative size', { storage: '-1Gi' }, "got '-1Gi'; more than zero"],
])('a claim with %s is a problem', (_, requests, line) => {
  expect(linesOf([claim(requests)])).toEqual([`[PersistentVolumeClaim/c] QUANTITY_INVALID spec.resources.requests.storage: ${line}`]);
});

test('a claim with a size is fine', () => {
  expect(linesOf([claim({ storage: '10Gi' })])).toEqual([]);
});

describe('pods inside kinds of other projects, which nobody looks at before they are made', () => {
  const main = (fields: object = {}) => ({ name: 'main', image: 'main:1', command: ['main'], ...fields });
  const notebook = (spec: object, metadata: object = {}) => object('kubeflow.org/v1', 'Notebook', 'a', { spec: { template: { metadata, spec } } });
  const service = (predictor: object) => object('serving.kserve.io/v1beta1', 'InferenceService', 'a', { spec: { predictor } });
  const OWN = /^(info|error)|REFERENCE_MISSING|KSERVE|NOTEBOOK|SPARK/;
  const told = (manifest: Manifest) => foundIn([manifest]).filter(line => !OWN.test(line));

  test.each<[string, Manifest, string]>([
    ['a port name in upper case', notebook({ containers: [main({ ports: [{ name: 'HTTP', containerPort: 80 }] })] }),
      "warning NAME_INVALID spec.template.spec.containers[0].ports[0].name: got 'HTTP'; use at most 15 lower-case letters, digits and single -, with a letter among them"],
    ['a label that cannot be', notebook({ containers: [main()] }, { labels: { a: 'b c' } }),
      "warning LABEL_INVALID spec.template.metadata.labels.a: got 'b c'; a label value is at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit"],
    ['a mount of a volume that is not there', notebook({ containers: [main({ volumeMounts: [{ name: 'data', mountPath: '/data' }] })] }),
      "warning VOLUME_UNKNOWN spec.template.spec.containers[0].volumeMounts[0].name: got 'data'; the pod has no volumes: add this one, or mount one of them"],
    ['a request above its limit', service({ containers: [main({ name: 'kserve-container', resources: { requests: { cpu: 2 }, limits: { cpu: 1 } } })] }),
      'warning REQUEST_ABOVE_LIMIT spec.predictor.containers[0].resources.requests.cpu: got 2; above the limit of 1; lower the request or raise the limit'],
    ['a quantity that is none, where no schema looks',
      object('sparkoperator.k8s.io/v1beta2', 'SparkApplication', 'a', { spec: { driver: { template: { spec: { containers: [main({ resources: { requests: { cpu: 'one' } } })] } } } } }),
      "warning QUANTITY_INVALID spec.driver.template.spec.containers[0].resources.requests.cpu: got 'one'; a quantity such as 500m, 2Gi or 1"],
  ])('%s is a warning', (_, manifest, line) => {
    expect(told(manifest)).toEqual([line]);
  });

  test('what a controller fills in is not missed', () => {
    expect(told(service({ containers: [{ name: 'kserve-container', volumeMounts: [{ name: 'data', mountPath: '/data' }] }] }))).toEqual([]);
  });

  test('what a template fills in is not judged', () => {
    expect(told(notebook({ containers: [main({ name: 'main', workingDir: '/a', image: '{{ image }}', ports: [{ name: '${PORT}', containerPort: 80 }] })] }))).toEqual([]);
  });

  test('the object of a trial is judged by the rules of its own kind', () => {
    const spec = { trialTemplate: { trialSpec: job({ ports: [{ name: 'HTTP', containerPort: 80 }] }) } };
    expect(foundIn([object('kubeflow.org/v1beta1', 'Experiment', 'a', { spec })]).filter(line => line.includes("got 'HTTP'"))).toHaveLength(1);
  });
});
