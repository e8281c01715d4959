import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { BentoDeploymentProps, BentoProps, BentoRequestProps } from '../../../lib';
import { Accelerator, Bento, BentoDeployment, BentoRequest, DeviceClaim, Storage } from '../../../lib';
import { problems, testStack } from '../../support/synth';

const IMAGE = 'use [registry/]repository[:tag][@sha256:digest] in lower case, without spaces';

test.each<[string, Partial<BentoProps>, string]>([
  ['a tag without a version', { tag: 'iris' }, "BENTO_TAG tag: got 'iris'; write name:version, as bentoml list does"],
  ['a model without a version', { models: [{ tag: 'clf' }] }, "BENTO_TAG models[0].tag: got 'clf'; write name:version, as bentoml list does"],
  ['an image that is none', { image: 'Iris' }, `IMAGE_INVALID image: got 'Iris'; ${IMAGE}`],
  [
    'a BentoML that Yatai does not run', { bentomlVersion: '1.2.0' },
    "BENTO_VERSION bentomlVersion: got '1.2.0'; Yatai runs services of BentoML 1.0 and 1.1; run the image as a Deployment, with HTTP on port 3000 and probes at /livez and /readyz",
  ],
  ['two runners of one name', { runners: [{ name: 'clf' }, { name: 'clf' }] }, "BENTO_RUNNER runners[1].name: got 'clf'; another runner has this name; rename one of the two"],
])('of a Bento, %s is a problem', (_, props, line) => {
  const stack = testStack();
  new Bento(stack, 'iris', { tag: 'iris:1', image: 'acme/iris:1', ...props });
  expect(problems(stack)).toEqual([`[mlops/iris] ${line}`]);
});

test.each<[string, Partial<BentoRequestProps>, string]>([
  ['a tag without a version', { bentoTag: 'iris' }, "BENTO_TAG bentoTag: got 'iris'; write name:version, as bentoml list does"],
  ['a build that ends at once', { imageBuildTimeout: Duration.millis(10) }, "DURATION_RANGE imageBuildTimeout: got '0.01s'; use whole seconds"],
  ['an image that is none', { image: 'Iris' }, `IMAGE_INVALID image: got 'Iris'; ${IMAGE}`],
  ['a variable without a name', { builder: { env: { '': kplus.EnvValue.fromValue('1') } } }, "ENV_NAME_INVALID builder.env: got ''; a variable has a name"],
])('of a BentoRequest, %s is a problem', (_, props, line) => {
  const stack = testStack();
  new BentoRequest(stack, 'iris', { bentoTag: 'iris:1', ...props });
  expect(problems(stack)).toEqual([`[mlops/iris] ${line}`]);
});

test.each<[string, Partial<BentoDeploymentProps>, string]>([
  ['a runner that the Bento does not have', { runners: [{ name: 'clv' }] }, "BENTO_RUNNER runners[0].name: got 'clv'; no runner of the Bento iris; did you mean 'clf'?"],
  ['a runner that is there twice', { runners: [{ name: 'clf' }, { name: 'clf' }] }, "BENTO_RUNNER runners[1].name: got 'clf'; this runner is there already; put all into one"],
  [
    'fewer pods at the most than at the least', { runners: [{ name: 'clf', autoscaling: { minReplicas: 3, maxReplicas: 2 } }] },
    "BENTO_SCALING runners 'clf' autoscaling.maxReplicas: got 2; at least minReplicas, which is 3: no autoscaler can be made of it",
  ],
  ['a variable without a name', { runners: [{ name: 'clf', env: { '': kplus.EnvValue.fromValue('1') } }] }, "ENV_NAME_INVALID runners 'clf'.env: got ''; a variable has a name"],
  [
    'a device that is claimed', { accelerator: Accelerator.claim(DeviceClaim.existingTemplate('gpus')) },
    "PLATFORM_UNSUPPORTED accelerator: got 'claimed devices'; Yatai has no place for claims; take devices of a device plugin",
  ],
  ['half a pod', { autoscaling: { minReplicas: 0.5, maxReplicas: 2 } }, 'COUNT_RANGE autoscaling.minReplicas: got 0.5; a whole number from 1'],
  [
    'a request above its limit', { resources: { cpu: { request: kplus.Cpu.units(2), limit: kplus.Cpu.units(1) } } },
    "BENTO_RESOURCES resources.cpu.request: got '2'; at most the limit, which is 1: no pods can be made of it",
  ],
  [
    'TLS without an Ingress', { ingress: { enabled: false, tlsSecret: { name: 'cert' } as kplus.ISecret } },
    'BENTO_VALUE ingress.enabled: got false; write true: there is no Ingress for tls without',
  ],
  [
    'a volume of a sidecar', { sidecars: [{ name: 'log', image: 'acme/log:1', volumes: [Storage.scratch(Size.gibibytes(1)).at('/log')] }] },
    "FIELD_IGNORED sidecars 'log' volumes: got '/log'; pods of Yatai have no volumes of yours; leave it out",
  ],
  [
    'part of a volume for the exporter', { monitorExporter: { output: 'stdout', mounts: [Storage.existingClaim('logs').at('/log', { subPath: 'a' })] } },
    "FIELD_IGNORED monitorExporter mounts '/log' subPath: got 'a'; a mount of the exporter is a whole volume; leave it out",
  ],
  ['a name that no Service can have', { name: 'a.b' }, "BENTO_NAME name: got 'a.b'; at most 63 lower-case letters, digits and -, starting with a letter: Yatai names a Service so"],
  [
    'a Bento that is a slip', { bento: { bentoName: 'iri' } },
    "REFERENCE_MISSING bento: got 'iri'; no Bento of this name here; did you mean 'iris'? If it exists in the cluster, say so with --external bento/iri, or Platform external",
  ],
])('of a deployment, %s is a problem', (_, props, line) => {
  const stack = testStack();
  const bento = new Bento(stack, 'iris', { tag: 'iris:1', image: 'acme/iris:1', runners: [{ name: 'clf' }] });
  new BentoDeployment(stack, 'api', { bento, ...props });
  expect(problems(stack)).toEqual([`[mlops/api] ${line}`]);
});
