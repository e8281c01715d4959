import { bento, bentoSays, deployment } from './bento-objects';
import type { Manifest } from '../../../../lib/check';

test.each<[string, Manifest[], string[]]>([
  ['the least', [deployment()], []],
  ['a rich one', [bento({ runners: [{ name: 'clf' }] }), deployment({ ingress: { enabled: true, tls: { secretName: 's' } }, resources: { requests: { cpu: '500m', memory: '1Gi', gpu: '' }, limits: { cpu: '1', gpu: '1', custom: { 'amd.com/gpu': '1' } } }, autoscaling: { minReplicas: 1, maxReplicas: 1 }, runners: [{ name: 'clf', resources: { limits: { memory: '1Gi' } } }] })], []],
  ['a name that no Service has', [deployment({}, '2iris.v1')], [
    "warning BENTO_NAME metadata.name: got '2iris.v1'; at most 63 lower-case letters, digits and -, starting with a letter: Yatai names a Service so",
  ]],
  ['no name of a Bento', [deployment({ bento: '' })], [
    "warning BENTO_VALUE spec.bento: got ''; name a Bento of this namespace",
  ]],
  ['resources that are none', [deployment({ resources: { requests: { cpu: '1 core', memory: '1GB' }, limits: { gpu: '0.5', custom: { 'amd.com/gpu': 'one' } } } })], [
    "warning BENTO_RESOURCES spec.resources.requests.cpu: got '1 core'; a quantity such as 500m, 2Gi or 1: Yatai cannot read it",
    "warning BENTO_RESOURCES spec.resources.requests.memory: got '1GB'; a quantity such as 500m, 2Gi or 1: Yatai cannot read it",
    "warning BENTO_RESOURCES spec.resources.limits.gpu: got '0.5'; a whole number: a pod gets whole GPUs",
    "warning BENTO_RESOURCES spec.resources.limits.custom['amd.com/gpu']: got 'one'; a quantity such as 500m, 2Gi or 1: Yatai cannot read it",
  ]],
  ['more than the limit', [deployment({ resources: { requests: { cpu: '2', memory: '1Gi', custom: { x: '3' } }, limits: { cpu: '1500m', memory: '1Gi', custom: { x: '2' } } } })], [
    "warning BENTO_RESOURCES spec.resources.requests.cpu: got '2'; at most the limit, which is 1500m: no pods can be made of it",
    "warning BENTO_RESOURCES spec.resources.requests.custom.x: got '3'; at most the limit, which is 2: no pods can be made of it",
  ]],
  ['resources of a runner', [deployment({ runners: [{ name: 'a', resources: { limits: { cpu: '-1' } } }] })], [
    "warning BENTO_RESOURCES spec.runners[0].resources.limits.cpu: got '-1'; a quantity such as 500m, 2Gi or 1: Yatai cannot read it",
  ]],
  ['bounds', [deployment({ autoscaling: { minReplicas: 3, maxReplicas: 2 }, runners: [{ name: 'a', autoscaling: { minReplicas: 0, maxReplicas: 0 } }] })], [
    'warning BENTO_SCALING spec.autoscaling.maxReplicas: got 2; at least minReplicas, which is 3: no autoscaler can be made of it',
    'warning BENTO_SCALING spec.runners[0].autoscaling.minReplicas: got 0; at least 1: no autoscaler can be made of it',
    'warning BENTO_SCALING spec.runners[0].autoscaling.maxReplicas: got 0; at least 1: no autoscaler can be made of it',
  ]],
  ['behaviour', [deployment({ autoscaling: { minReplicas: 1, maxReplicas: 2, behavior: {} } })], [
    'warning BENTO_SCALING spec.autoscaling.behavior: remove it: Yatai does not hand it to the autoscaler',
  ]],
  ['tls without an Ingress', [deployment({ ingress: { tls: { secretName: 's' } } })], [
    'warning BENTO_VALUE spec.ingress.enabled: write true: there is no Ingress for tls without',
  ]],
  ['runners without a name, and twice', [deployment({ runners: [{}, { name: '' }, { name: 'a' }, { name: 'a' }] })], [
    'warning BENTO_RUNNER spec.runners[0].name: name a runner of the Bento: Yatai ignores it otherwise',
    "warning BENTO_RUNNER spec.runners[1].name: got ''; name a runner of the Bento: Yatai ignores it otherwise",
    "warning BENTO_RUNNER spec.runners[3].name: got 'a'; this runner is there already; put all into one",
  ]],
  ['a misspelt runner', [bento({ runners: [{ name: 'iris_clf' }] }), deployment({ runners: [{ name: 'iris-clf' }] })], [
    "warning BENTO_RUNNER spec.runners[0].name: got 'iris-clf'; no runner of the Bento iris; did you mean 'iris_clf'?",
  ]],
  ['another runner', [bento({ runners: [{ name: 'iris_clf' }] }), deployment({ runners: [{ name: 'x' }] })], [
    "warning BENTO_RUNNER spec.runners[0].name: got 'x'; no runner of the Bento iris; it has iris_clf",
  ]],
  ['a runner of a Bento without any', [bento(), deployment({ runners: [{ name: 'x' }] })], [
    "warning BENTO_RUNNER spec.runners[0].name: got 'x'; no runner of the Bento iris, which has none",
  ]],
])('BentoDeployments: %s', (_, manifests, lines) => {
  expect(bentoSays(...manifests)).toEqual(lines);
});

test.each<[string, Manifest[], string[]]>([
  ['good ones', [bento({ context: { bentomlVersion: '1.1.11' }, models: [{ tag: 'm:1' }], runners: [{ name: 'a' }, { name: 'b' }] })], []],
  ['a tag without a version', [bento({ tag: 'iris', models: [{ tag: ':1' }] })], [
    "warning BENTO_TAG spec.tag: got 'iris'; write name:version, as bentoml list does",
    "warning BENTO_TAG spec.models[0].tag: got ':1'; write name:version, as bentoml list does",
  ]],
  ['no image', [bento({ image: '' })], [
    "warning BENTO_VALUE spec.image: got ''; name the image: no Deployment can be made without",
  ]],
  ["versions of today's BentoML", ['1.2.0rc1', '1.10', '2.0.0'].map(bentomlVersion => bento({ context: { bentomlVersion } })), [
    "warning BENTO_VERSION spec.context.bentomlVersion: got '1.2.0rc1'; Yatai runs services of BentoML 1.0 and 1.1; run the image as a Deployment, with HTTP on port 3000 and probes at /livez and /readyz",
    "warning BENTO_VERSION spec.context.bentomlVersion: got '1.10'; Yatai runs services of BentoML 1.0 and 1.1; run the image as a Deployment, with HTTP on port 3000 and probes at /livez and /readyz",
    "warning BENTO_VERSION spec.context.bentomlVersion: got '2.0.0'; Yatai runs services of BentoML 1.0 and 1.1; run the image as a Deployment, with HTTP on port 3000 and probes at /livez and /readyz",
  ]],
  ['older versions, and none', ['1.0.25', '1.1', '0.13.1', '', 'main', '12'].map(bentomlVersion => bento({ context: { bentomlVersion } })), []],
  ['runners', [bento({ runners: [{ name: '' }, { name: 'a' }, { name: 'a' }] })], [
    "warning BENTO_RUNNER spec.runners[0].name: got ''; a runner has a name",
    "warning BENTO_RUNNER spec.runners[2].name: got 'a'; another runner has this name; rename one of the two",
  ]],
])('Bentos: %s', (_, manifests, lines) => {
  expect(bentoSays(...manifests)).toEqual(lines);
});

test.each<[string, Manifest[], string[]]>([
  ['a good one', [bento({ imageBuildTimeout: 600000000000 }, 'BentoRequest')], []],
  ['a tag of another form', [bento({ bentoTag: 'a:b:c' }, 'BentoRequest')], [
    "warning BENTO_TAG spec.bentoTag: got 'a:b:c'; write name:version, as bentoml list does",
  ]],
  ['a timeout in seconds', [bento({ imageBuildTimeout: 600 }, 'BentoRequest')], [
    'warning BENTO_VALUE spec.imageBuildTimeout: got 600; nanoseconds: half an hour is 1800000000000, and the build ends at once with less than a second',
  ]],
  ["today's BentoML", [bento({ context: { bentomlVersion: '1.4.0' } }, 'BentoRequest')], [
    "warning BENTO_VERSION spec.context.bentomlVersion: got '1.4.0'; Yatai runs services of BentoML 1.0 and 1.1; run the image as a Deployment, with HTTP on port 3000 and probes at /livez and /readyz",
  ]],
])('BentoRequests: %s', (_, manifests, lines) => {
  expect(bentoSays(...manifests)).toEqual(lines);
});
