import { Size } from 'cdk8s';
import type { ServingRuntimeProps } from '../../../lib';
import {
  Accelerator, ClusterServingRuntime, Code, Defaults, DeviceClaim, InferenceProtocol, InferenceService, Model, ModelFormat, PodSecurity, ServingMode,
  ServingRuntime, Storage,
} from '../../../lib';
import { find, kindsAndNames, problems, synth, testStack } from '../../support/synth';

const onnx: ServingRuntimeProps = { image: 'acme/onnx:1.4', formats: [{ format: ModelFormat.ONNX }], protocols: [InferenceProtocol.V2] };

function made(props: Partial<ServingRuntimeProps> = {}, Kind = ServingRuntime, podSecurity?: PodSecurity) {
  const stack = testStack({}, { podSecurity });
  return { stack, runtime: new Kind(stack, 'onnx-server', { ...onnx, ...props }) };
}

test('a runtime is hardened, on its container: it has no other place', () => {
  const { spec } = find(synth(made().stack), 'ServingRuntime');
  expect(spec.containers).toEqual([expect.objectContaining({
    name: 'kserve-container', image: 'acme/onnx:1.4', ports: [{ containerPort: 8080, protocol: 'TCP' }],
    securityContext: {
      allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, readOnlyRootFilesystem: true, runAsNonRoot: true, runAsUser: 10001, runAsGroup: 10001,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '1', memory: '2Gi' } },
  })]);
  expect(spec).not.toHaveProperty('securityContext');
  expect(spec).toMatchObject({ supportedModelFormats: [{ name: 'onnx', autoSelect: true }], protocolVersions: ['v2'] });
});

test('a runtime makes nothing around it, and one of the cluster is in no namespace', () => {
  expect(kindsAndNames(synth(made().stack))).toEqual(['Namespace/mlops', 'ServingRuntime/onnx-server']);
  expect(find(synth(made({}, ClusterServingRuntime).stack), 'ClusterServingRuntime').metadata).not.toHaveProperty('namespace');
});

test('nothing is added to what a runtime of upstream says', () => {
  const { spec } = find(synth(made({ defaults: Defaults.UPSTREAM }, ServingRuntime, PodSecurity.PRIVILEGED).stack), 'ServingRuntime');
  expect(spec).toEqual({ containers: [{ name: 'kserve-container', image: 'acme/onnx:1.4' }], protocolVersions: ['v2'], supportedModelFormats: [{ name: 'onnx' }] });
});

test('a runtime with an accelerator goes where it is, and has memory to share', () => {
  const { spec } = find(synth(made({ accelerator: Accelerator.nvidia('L4'), sharedMemory: Size.gibibytes(2) }).stack), 'ServingRuntime');
  expect(spec).toMatchObject({
    nodeSelector: { 'nvidia.com/gpu.product': 'NVIDIA-L4' }, tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }],
    containers: [{ resources: { limits: { 'nvidia.com/gpu': '1', 'memory': '16Gi' } } }],
  });
  expect(spec.containers[0].volumeMounts).toContainEqual({ name: 'shm', mountPath: '/dev/shm' });
});

test('a service takes a runtime by reference, and leaves it what its server needs', () => {
  const { stack, runtime } = made();
  new InferenceService(stack, 'digits', { model: Model.s3(ModelFormat.ONNX, 's3://acme-models/digits'), runtime, mode: ServingMode.standard() });
  const { model } = find(synth(stack), 'InferenceService').spec.predictor;
  expect(model).toMatchObject({ runtime: 'onnx-server', protocolVersion: 'v2' });
  expect(model).not.toHaveProperty('resources');
});

test('a service that names a runtime for another format is told', () => {
  const { stack, runtime } = made();
  new InferenceService(stack, 'digits', { model: Model.s3(ModelFormat.SKLEARN, 's3://acme-models/digits'), runtime, mode: ServingMode.standard() });
  expect(problems(stack)).toEqual([expect.stringContaining("[mlops/digits] KSERVE_RUNTIME_MISMATCH model format: got 'sklearn'")]);
});

test.each<[string, Partial<ServingRuntimeProps>, string]>([
  ['no format', { formats: [] }, 'COUNT_RANGE formats: no model would get it: name at least one format'],
  ['a priority below one', { formats: [{ format: ModelFormat.ONNX, priority: 0 }] }, 'COUNT_RANGE formats[0].priority: got 0; a number from 1'],
  ['two priorities of one format', { formats: [{ format: ModelFormat.ONNX, priority: 1 }, { format: ModelFormat.of('onnx', '2'), priority: 2 }] }, 'KSERVE_RUNTIME_PRIORITY formats[1].priority: got 2; 1, as for the first onnx: a runtime has one priority for a format, and is refused as soon as another one is there'],
  ['an image that is none', { image: 'Acme' }, "IMAGE_INVALID image: got 'Acme'; use [registry/]repository[:tag][@sha256:digest] in lower case, without spaces"],
  ['shared memory above the limit', { sharedMemory: Size.gibibytes(4) }, "MEMORY_TOO_SMALL sharedMemory: got '4Gi'; it counts against the memory limit of 2Gi; raise that or take less"],
  ['claimed devices', { accelerator: Accelerator.claim(DeviceClaim.template({ deviceClass: 'gpu.nvidia.com' })) }, "PLATFORM_UNSUPPORTED accelerator: got 'claimed devices'; a runtime has no claims of devices; give the accelerator to the services that use it"],
  ['root', { user: 0 }, 'USER_ID_RANGE user: got 0; use a numeric id from 1: Pod Security refuses root'],
])('%s', (_, props, line) => {
  expect(problems(made(props).stack).map(told => told.replace('[mlops/onnx-server] ', ''))).toContain(line);
});

test.each([['a claim', Storage.claim(Size.gibibytes(1))], ['files', Code.inline({ 'a.json': '{}' })]])('a runtime of the cluster has no volume of one namespace: %s', (_, storage) => {
  expect(problems(made({ volumes: [storage.at('/data')] }, ClusterServingRuntime).stack)).toContainEqual(
    "[mlops/onnx-server] PLATFORM_UNSUPPORTED volumes '/data': a claim or ConfigMap lives in one namespace, and the services of a ClusterServingRuntime in any; use scratch space, or a ServingRuntime",
  );
});
