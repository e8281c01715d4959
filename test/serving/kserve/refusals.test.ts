import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { InferenceServiceProps, PlatformProps } from '../../../lib';
import {
  Accelerator, DeviceClaim, InferenceProtocol, InferenceService, KnativeScaling, Model, ModelFormat, ModelRuntime, ScalingTrigger, ServingMode,
  StandardScaling, Storage,
} from '../../../lib';
import { problems, testStack } from '../../support/synth';

const iris = Model.s3(ModelFormat.SKLEARN, 's3://acme-models/iris');
const standard = (options: Parameters<typeof ServingMode.standard>[0] = {}) => ({ mode: ServingMode.standard(options) });
const knative = (options: Parameters<typeof ServingMode.knative>[0] = {}) => ({ mode: ServingMode.knative(options) });

function told(props: InferenceServiceProps, platform: PlatformProps = {}): string[] {
  const stack = testStack(platform);
  new InferenceService(stack, 'iris', props);
  return problems(stack).map(line => line.replace('[mlops/iris] ', ''));
}

test.each<[string, InferenceServiceProps, string]>([
  ['nothing to serve', {}, "SERVING_NOTHING model: there is nothing to serve: give a model, such as Model.s3(ModelFormat.SKLEARN, 's3://bucket/path'), or the `image` of a server"],
  ['a model in no bucket', { model: Model.s3(ModelFormat.SKLEARN, 'gs://acme') }, "URI_INVALID model source: got 'gs://acme'; use 's3://bucket/path'"],
  ['a login in a URI', { model: Model.http(ModelFormat.SKLEARN, 'https://me:secret@host/iris') }, "URI_INVALID model source: got 'https://***@host/iris'; use 'https://host/path', without a login in it"],
  ['a claim with a path from the root', { model: Model.claim(ModelFormat.SKLEARN, 'models', '/iris') }, "URI_INVALID model source: got 'pvc://models//iris'; use the name of a claim, and a path such as 'iris/1'"],
  ['a format that no runtime knows', { model: Model.s3(ModelFormat.of('sklern'), 's3://acme/iris') }, "KSERVE_RUNTIME_NOT_FOUND model format: got 'sklern'; did you mean 'sklearn'? no runtime of the input or of KServe fits, and without one in the cluster the controller stops"],
  ['a version that no runtime has', { model: Model.s3(ModelFormat.of('sklearn', '7'), 's3://acme/iris') }, "KSERVE_RUNTIME_NOT_FOUND model format: got '7'; leave it out, or write '1': versions are compared letter by letter; no runtime of the input or of KServe fits, and without one in the cluster the controller stops"],
  ['a protocol that the runtime does not speak', { model: Model.s3(ModelFormat.PMML, 's3://acme/iris'), protocol: InferenceProtocol.GRPC_V2 }, "KSERVE_RUNTIME_NOT_FOUND protocol: got 'grpc-v2'; write v1 or v2: format pmml is served by kserve-pmmlserver; no runtime of the input or of KServe fits, and without one in the cluster the controller stops"],
  ['a runtime of another format', { model: iris, runtime: ModelRuntime.TRITON }, "KSERVE_RUNTIME_MISMATCH model format: got 'sklearn'; kserve-tritonserver serves tensorrt, tensorflow, onnx, pytorch, triton"],
  ['a runtime that nobody ships', { model: iris, runtime: ModelRuntime.fromRuntimeName('kserve-sklernserver') }, "KSERVE_RUNTIME_NOT_FOUND runtime: got 'kserve-sklernserver'; did you mean 'kserve-sklearnserver'? KServe ships none of this name"],
  ['a runtime of a server of its own', { image: 'acme/server:1.0', runtime: ModelRuntime.MLSERVER }, "FIELD_IGNORED runtime: got 'kserve-mlserver'; a server of your own has no runtime; leave it out, or give a `model`"],
  ['an image that is none', { image: 'Acme Server' }, "IMAGE_INVALID image: got 'Acme Server'; use [registry/]repository[:tag][@sha256:digest] in lower case, without spaces"],
  ['another name of the container', { image: 'acme/server:1.0', containerName: 'server' }, "FIELD_IGNORED containerName: got 'server'; KServe finds the server as 'kserve-container'; leave it out"],
  ['credentials on a ServiceAccount of others', { model: Model.s3(ModelFormat.SKLEARN, 's3://acme/iris', { credentials: { name: 's3' } as kplus.ISecret }), serviceAccount: { name: 'models' } as kplus.IServiceAccount }, "ALTERNATIVES_CONFLICT model credentials: got 's3'; KServe reads them off the ServiceAccount: list this Secret under `secrets` of models, or let the construct make one"],
  ['a transformer without an image', { model: iris, transformer: { image: '' } }, "IMAGE_INVALID transformer.image: got ''; an image is needed"],
  ['a port out of range', { image: 'acme/server:1.0', port: 70000 }, 'PORT_INVALID port: got 70000; 1 to 65535'],
  ['more pods at least than at most', { model: iris, ...standard({ scaling: StandardScaling.horizontal({ minReplicas: 5, maxReplicas: 3 }) }) }, 'KSERVE_REPLICAS mode scaling maxReplicas: got 3; at least minReplicas, which is 5; 0 is no limit'],
  ['a percentage above all', { model: iris, ...standard({ scaling: StandardScaling.horizontal({ cpuPercent: 120 }) }) }, 'KSERVE_SCALE_TARGET mode scaling cpuPercent: got 120; from 1 to 100: it is a percentage of what the containers request'],
  ['no pods for an autoscaler of CPU', { model: iris, ...standard({ scaling: StandardScaling.horizontal({ minReplicas: 0 }) }) }, "KSERVE_SCALE_TO_ZERO mode scaling minReplicas: got 0; write 1: an HPA scales here, and keeps one replica; zero takes Knative mode, or class 'keda' with an External metric"],
  ['no pods for KEDA with CPU alone', { model: iris, ...standard({ scaling: StandardScaling.keda({ triggers: [ScalingTrigger.cpu(80)], minReplicas: 0 }) }) }, 'KSERVE_SCALE_TO_ZERO mode scaling minReplicas: got 0; write 1, or add an External metric: KEDA refuses zero replicas where only CPU and memory would wake them'],
  ['KEDA that looks at nothing', { model: iris, ...standard({ scaling: StandardScaling.keda({ triggers: [] }) }) }, "KSERVE_KEDA_TRIGGERS mode scaling triggers: add one: a ScaledObject without triggers is refused by KEDA; scaleMetric and scaleTarget are for class 'hpa'"],
  ['a query that is empty', { model: iris, ...standard({ scaling: StandardScaling.keda({ triggers: [ScalingTrigger.prometheus({ serverAddress: 'http://p', query: '', threshold: 1 })] }) }) }, "KSERVE_METRIC mode scaling triggers[0].query: got ''; the query whose result is compared with the target"],
  ['scaling of a transformer that is not there', { model: iris, ...standard({ transformerScaling: StandardScaling.fixed(1) }) }, 'FIELD_IGNORED mode transformerScaling: there is no transformer; leave it out'],
  ['two who scale', { model: iris, transformer: { image: 'acme/t:1' }, ...standard({ transformerScaling: StandardScaling.fixed(1) }) }, "ALTERNATIVES_CONFLICT mode transformerScaling: got 'none'; one annotation says who scales all parts, and the predictor is scaled by 'hpa'; use the same means"],
  ['pods that overlap and do not', { model: iris, ...standard({ recreate: true, maxSurge: '1' }) }, 'ALTERNATIVES_CONFLICT mode recreate: got true; then no pods overlap; remove it, or maxSurge and maxUnavailable'],
  ['a canary above all', { model: iris, ...knative({ canaryPercent: 120 }) }, 'KSERVE_KNATIVE_BOUNDS mode canaryPercent: got 120; from 0 to 100: it is a percentage, and Knative refuses any other'],
  ['more requests at once than Knative lets', { model: iris, ...knative({ concurrencyLimit: 2000 }) }, 'KSERVE_KNATIVE_BOUNDS mode concurrencyLimit: got 2000; at most 1000: Knative refuses more; 0 is no limit'],
  ['an answer that Knative does not wait for', { model: iris, ...knative({ timeout: Duration.minutes(20) }) }, 'KSERVE_KNATIVE_BOUNDS mode timeout: got 1200; from 0 to 600: Knative refuses more by default (max-revision-timeout-seconds)'],
  ['half a request a second', { model: iris, ...knative({ scaling: KnativeScaling.requestsPerSecond(0.5) }) }, 'KSERVE_SCALE_TARGET mode scaling target: got 0.5; at least 1 request per second'],
  ['a place that Knative does not take', { model: iris, accelerator: Accelerator.nvidia('L4'), ...knative() }, 'KSERVE_KNATIVE_POD nodeSelector: Knative refuses it until kubernetes.podspec-nodeselector is enabled in config-features; or use ServingMode.standard()'],
  ['a claim that Knative does not mount', { image: 'acme/server:1.0', volumes: [Storage.existingClaim('models').at('/models')], ...knative() }, 'KSERVE_KNATIVE_POD volumes[0].persistentVolumeClaim: Knative refuses it until kubernetes.podspec-persistent-volume-claim is enabled in config-features; or use ServingMode.standard()'],
  ['a variable of Python', { model: iris, env: { PYTHONPATH: kplus.EnvValue.fromValue('/x') } }, "KSERVE_ENV_RESERVED env[0].name: got 'PYTHONPATH'; remove it: KServe forbids it, as it could load other code; put the code into the image"],
  ['a name with a dot', { model: iris, name: 'iris.v1' }, "KSERVE_NAME_INVALID name: got 'iris.v1'; lower-case letters, digits and -, starting with a letter: Services are named after it"],
  ['a name that leaves no room', { model: iris, name: 'x'.repeat(60) }, "KSERVE_HOST_TOO_LONG name: got 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'; shorten it by 7: the Knative Service 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-predictor' has 70 characters of 63, and the controller stops there"],
  ['a start that takes no time', { model: iris, startupTime: Duration.seconds(0) }, "DURATION_RANGE startupTime: got '0s'; from one second to one day"],
  ['a URL that is none', { model: iris, logger: { url: 'broker' } }, "URI_INVALID logger.url: got 'broker'; use 'http://host/path', without a login in it"],
  ['time to end that Knative does not take', { model: iris, gracePeriod: Duration.seconds(90), ...knative() }, 'KSERVE_KNATIVE_POD gracePeriod: got 90; remove it: Knative takes no such field; or use ServingMode.standard()'],
  ['a command before the end that Knative does not take', { model: iris, preStop: ['sleep', '5'], ...knative() }, 'KSERVE_KNATIVE_POD preStop: remove it: Knative takes no such field of a container; or use ServingMode.standard()'],
  ['a group of files that Knative does not take', { model: iris, transformer: { image: 'acme/t:1', fsGroup: 2000 }, ...knative() }, 'KSERVE_KNATIVE_POD transformer.fsGroup: Knative refuses it until kubernetes.podspec-securitycontext is enabled in config-features; or use ServingMode.standard()'],
  ['a size where time to load is said', { model: Model.s3(ModelFormat.SKLEARN, 's3://acme/iris', { size: Size.gibibytes(40) }), startupTime: Duration.minutes(3) }, "FIELD_IGNORED model size: got '40Gi'; it gives time to load, which `startupTime` says already; leave one of the two out"],
  ['a way to log in without a login', { model: iris, ...standard({ scaling: StandardScaling.keda({ triggers: [ScalingTrigger.prometheus({ serverAddress: 'http://p', query: 'q', threshold: 1, authModes: 'bearer' })] }) }) }, 'SCHEMA_REQUIRED mode scaling triggers[0].authenticationRef.authenticationRef: required'],
  ['two ports that Knative does not tell apart', { image: 'acme/server:1.0', port: 8080, ports: { h2c: 9000 }, ...knative() }, 'KSERVE_KNATIVE_POD ports[1]: remove it: Knative takes one port over all containers, which is spec.predictor.containers[0].ports[0]; or use ServingMode.standard()'],
  ['shared memory above the limit', { model: iris, sharedMemory: Size.gibibytes(4) }, "MEMORY_TOO_SMALL sharedMemory: got '4Gi'; it counts against the memory limit of 2Gi; raise that or take less"],
  ['another mode by its annotation', { model: iris, annotations: { 'serving.kserve.io/deploymentMode': 'Standard' } }, "ALTERNATIVES_CONFLICT annotations['serving.kserve.io/deploymentMode']: got 'Standard'; `mode` writes it; say it there"],
  ['a transformer that claims devices', { model: iris, transformer: { image: 'acme/t:1', accelerator: Accelerator.claim(DeviceClaim.template({ deviceClass: 'gpu.nvidia.com' })) } }, "PLATFORM_UNSUPPORTED transformer.accelerator: got 'claimed devices'; a template of claims is made for the predictor alone; use DeviceClaim.existingTemplate(...)"],
])('%s', (_, props, line) => {
  expect(told(props)).toContain(line);
});
