import { JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { ClusterStorageContainerProps } from '../../../../lib';
import { ClusterStorageContainer, Defaults, StorageWorkload, UriFormat } from '../../../../lib';
import { find, problems, synth, testStack } from '../../../support/synth';

const KIT = [UriFormat.prefix('kit://')];
const stackWith = (props: Partial<ClusterStorageContainerProps> = {}) => {
  const stack = testStack();
  return { stack, container: new ClusterStorageContainer(stack, 'kitops', { image: 'acme/kit:1.0', supportedUriFormats: KIT, ...props }) };
};
const render = (props: Partial<ClusterStorageContainerProps> = {}) => find(synth(stackWith(props).stack), 'ClusterStorageContainer');

test('with an image and a prefix it is hardened, of the cluster, and has the name that KServe looks for', () => {
  expect(render()).toMatchInlineSnapshot(`
    {
      "apiVersion": "serving.kserve.io/v1alpha1",
      "kind": "ClusterStorageContainer",
      "metadata": {
        "labels": {
          "app.kubernetes.io/component": "serving",
          "app.kubernetes.io/instance": "kitops",
          "app.kubernetes.io/managed-by": "cdk8s-mlops",
          "app.kubernetes.io/name": "storage-container",
        },
        "name": "kitops",
      },
      "spec": {
        "container": {
          "image": "acme/kit:1.0",
          "imagePullPolicy": "Always",
          "name": "storage-initializer",
          "resources": {
            "limits": {
              "cpu": "1",
              "memory": "4Gi",
            },
            "requests": {
              "cpu": "100m",
              "memory": "512Mi",
            },
          },
          "securityContext": {
            "allowPrivilegeEscalation": false,
            "capabilities": {
              "drop": [
                "ALL",
              ],
            },
            "runAsNonRoot": true,
            "seccompProfile": {
              "type": "RuntimeDefault",
            },
          },
        },
        "supportedUriFormats": [
          {
            "prefix": "kit://",
          },
        ],
      },
    }
  `);
});

test('everything set is in the YAML', () => {
  const secret = kplus.Secret.fromSecretName(testStack(), 'secret', 'hf-secret');
  const config = kplus.ConfigMap.fromConfigMapName(testStack(), 'config', 'settings');
  const { spec, disabled } = render({
    supportedUriFormats: [...KIT, UriFormat.regex('https?://kits/(.+)')], workloadType: StorageWorkload.LOCAL_MODEL_DOWNLOAD_JOB, supportsMultiModelDownload: true,
    disabled: true, command: ['/kit', 'unpack'], env: { HF_TOKEN: secret.envValue('HF_TOKEN') }, envFrom: [kplus.Env.fromConfigMap(config)],
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT, resources: { memory: { request: Size.gibibytes(6) } },
    user: 1000, group: 2000, readOnlyRootFilesystem: true,
  });
  expect(disabled).toBe(true);
  expect(spec).toEqual({
    container: {
      name: 'storage-initializer', image: 'acme/kit:1.0', imagePullPolicy: 'IfNotPresent', command: ['/kit', 'unpack'],
      env: [{ name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: 'hf-secret', key: 'HF_TOKEN' } } }],
      envFrom: [{ configMapRef: { name: 'settings' } }],
      resources: { requests: { cpu: '100m', memory: '6Gi' }, limits: { cpu: '1', memory: '6Gi' } },
      securityContext: {
        allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' },
        runAsUser: 1000, runAsGroup: 2000, readOnlyRootFilesystem: true,
      },
    },
    supportedUriFormats: [{ prefix: 'kit://' }, { regex: 'https?://kits/(.+)' }], workloadType: 'localModelDownloadJob', supportsMultiModelDownload: true,
  });
});

test('with the defaults of upstream nothing is written that was not asked for', () => {
  expect(render({ defaults: Defaults.UPSTREAM }).spec.container).toEqual({ name: 'storage-initializer', image: 'acme/kit:1.0' });
  expect(render({ defaults: Defaults.UPSTREAM, user: 0 }).spec.container.securityContext).toEqual({ runAsUser: 0 });
});

test('a field of tomorrow survives as a patch', () => {
  const { stack, container } = stackWith();
  container.apiObject.addJsonPatch(JsonPatch.add('/spec/fieldOfTomorrow', 'x'));
  expect(find(stack.toJson(), 'ClusterStorageContainer').spec.fieldOfTomorrow).toBe('x');
});

test.each<[string, Partial<ClusterStorageContainerProps>, string]>([
  ['no image', { image: '' }, "IMAGE_INVALID image: got ''; an image is needed"],
  ['an image in capitals', { image: 'acme/Kit:1' }, "IMAGE_INVALID image: got 'acme/Kit:1'; use [registry/]repository[:tag][@sha256:digest] in lower case, without spaces"],
  ['root', { user: 0 }, 'USER_ID_RANGE user: got 0; use a numeric id from 1: Pod Security refuses root'],
  ['half a group', { group: 0.5 }, 'USER_ID_RANGE group: got 0.5; use a numeric id from 1: Pod Security refuses root'],
  ['a variable without a name', { env: { '': kplus.EnvValue.fromValue('x') } }, "ENV_NAME_INVALID env: got ''; a variable has a name"],
  ['no URIs', { supportedUriFormats: [] }, 'KSERVE_STORAGE_CONTAINER supportedUriFormats: add a prefix or regex: without one it takes no URI, and is never used'],
  ['an empty prefix', { supportedUriFormats: [UriFormat.prefix('')] }, 'KSERVE_STORAGE_CONTAINER supportedUriFormats[0]: a prefix or a regex: this takes no URI'],
  ['a regex that Go cannot read', { supportedUriFormats: [...KIT, UriFormat.regex('kit://(?!a)')] }, "KSERVE_STORAGE_CONTAINER supportedUriFormats[1]: got 'kit://(?!a)'; a regular expression of Go: lookahead and lookbehind are not in Go regular expressions (RE2); KServe stops at it, whatever model it looks for"],
  ['a request above its limit', { resources: { cpu: { request: kplus.Cpu.units(2), limit: kplus.Cpu.units(1) } } }, "REQUEST_ABOVE_LIMIT resources.cpu.request: got '2'; above the limit of 1; lower the request or raise the limit"],
  ['a credential in the open', { env: { HF_TOKEN: kplus.EnvValue.fromValue('letmein') } }, 'PLAIN_SECRET env.HF_TOKEN: a literal value (the name says it is a credential); take it from a secret: EnvValue.fromSecretValue(...)'],
])('%s: a problem', (_, props, line) => {
  expect(problems(stackWith(props).stack)).toEqual([`[mlops/kitops] ${line}`]);
});
