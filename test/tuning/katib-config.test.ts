import { Chart, JsonPatch, Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { load } from 'js-yaml';
import type { KatibConfigProps } from '../../lib';
import { AccessMode, KatibConfig, Platform, Stack, TrialResource } from '../../lib';
import { DEFAULT_CLUSTER } from '../../lib/check';
import { foundIn } from '../check/manifests';
import { find, kindsAndNames, problems, synth, testApp } from '../support/synth';

const configWith = (props: KatibConfigProps = {}) => {
  const app = testApp();
  Platform.declare(app, {});
  const stack = new Stack(app, 'kubeflow', { createNamespace: false });
  return { stack, config: new KatibConfig(stack, 'katib', props) };
};
const objects = (props: KatibConfigProps = {}) => synth(configWith(props).stack);
const contentOf = (manifests: any[]) => load(find(manifests, 'ConfigMap').data['katib-config.yaml']) as any;
const content = (props: KatibConfigProps = {}) => contentOf(objects(props));
const images = (list: any[], key: string) => Object.fromEntries(list.map(item => [item[key], item.image]));
const algorithm = (name: string, props: KatibConfigProps = {}) => content(props).runtime.suggestions.find((item: any) => item.algorithmName === name);

const HARDENED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } };

test('without props it is the ConfigMap that Katib reads, and nothing else', () => {
  const manifests = objects();
  expect(kindsAndNames(manifests)).toEqual(['ConfigMap/katib-config']);
  expect(find(manifests, 'ConfigMap').metadata.namespace).toBe('kubeflow');
  const { apiVersion, kind, init } = contentOf(manifests);
  expect({ apiVersion, kind, init }).toEqual({
    apiVersion: 'config.kubeflow.org/v1beta1',
    kind: 'KatibConfig',
    init: {
      certGenerator: { enable: true },
      controller: {
        injectSecurityContext: true,
        trialResources: [
          'TrainJob.v1alpha1.trainer.kubeflow.org', 'Job.v1.batch', 'TFJob.v1.kubeflow.org', 'PyTorchJob.v1.kubeflow.org', 'MPIJob.v1.kubeflow.org', 'XGBoostJob.v1.kubeflow.org',
        ],
        webhookPort: 8443,
      },
    },
  });
});

test('it has the services that Katib 0.19 ships, of the same images', () => {
  const { suggestions, earlyStoppings, metricsCollectors } = content().runtime;
  const image = (name: string) => `ghcr.io/kubeflow/katib/${name}:v0.19.0`;
  expect(images(suggestions, 'algorithmName')).toEqual({
    'random': image('suggestion-hyperopt'), 'tpe': image('suggestion-hyperopt'), 'grid': image('suggestion-optuna'), 'hyperband': image('suggestion-hyperband'),
    'bayesianoptimization': image('suggestion-skopt'), 'cmaes': image('suggestion-goptuna'), 'sobol': image('suggestion-goptuna'), 'multivariate-tpe': image('suggestion-optuna'),
    'enas': image('suggestion-enas'), 'darts': image('suggestion-darts'), 'pbt': image('suggestion-pbt'),
  });
  expect(images(earlyStoppings, 'algorithmName')).toEqual({ medianstop: image('earlystopping-medianstop') });
  expect(images(metricsCollectors, 'kind')).toEqual({ StdOut: image('file-metrics-collector'), File: image('file-metrics-collector'), TensorFlowEvent: image('tfevent-metrics-collector') });
  const resources = [...suggestions, ...earlyStoppings, ...metricsCollectors].filter(item => item.resources)
    .map(item => [item.algorithmName ?? item.kind, item.resources]);
  expect(resources).toEqual([['enas', { limits: { memory: '400Mi' } }], ['TensorFlowEvent', { limits: { memory: '1Gi' } }]]);
  const claims = suggestions.filter((item: any) => item.persistentVolumeClaimSpec).map((item: any) => [item.algorithmName, item.persistentVolumeClaimSpec]);
  expect(claims).toEqual([['pbt', { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '5Gi' } } }]]);
});

test('what it configures by itself is what experiments are judged by where nothing is said', () => {
  const { injectSecurityContext, restrictedAlgorithms, ...lists } = KatibConfig.configurationOf({});
  const { injectSecurityContext: _shipped, restrictedAlgorithms: _none, ...known } = DEFAULT_CLUSTER.katib;
  expect(lists).toEqual(known);
  expect(injectSecurityContext).toBe(true);
  expect(restrictedAlgorithms).toEqual(known.algorithms.filter(name => name !== 'pbt'));
});

test('algorithms are hardened but for pbt, unless it is said otherwise', () => {
  const hardened = (props: KatibConfigProps) => content(props).runtime.suggestions.filter((item: any) => item.securityContext)
    .map((item: any) => item.algorithmName);
  expect(algorithm('tpe').securityContext).toEqual(HARDENED);
  expect(hardened({})).toHaveLength(10);
  expect(hardened({ hardened: false })).toEqual([]);
  expect(hardened({ hardened: false, algorithms: { pbt: { hardened: true } } })).toEqual(['pbt']);
  expect(hardened({ algorithms: { tpe: { hardened: false } } })).not.toContain('tpe');
});

test('the pod of a hardened algorithm passes Pod Security restricted, that of the image alone does not', () => {
  const refusals = (props: KatibConfigProps) => {
    const { image, securityContext } = algorithm('tpe', props);
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'lr-tpe' }, spec: { containers: [{ name: 'suggestion', image, securityContext }] } };
    return foundIn([pod as any]).filter(line => line.includes('POD_SECURITY'));
  };
  expect(refusals({})).toEqual([]);
  expect(refusals({ hardened: false })).not.toEqual([]);
});

test('everything set is in the YAML', () => {
  const { init, runtime } = content({
    version: 'v0.19.1', registry: 'registry.acme.example:5000/katib', imagePullPolicy: kplus.ImagePullPolicy.ALWAYS,
    algorithms: {
      tpe: {
        imagePullPolicy: kplus.ImagePullPolicy.NEVER, resources: { cpu: { request: kplus.Cpu.units(1) } }, serviceAccount: { name: 'tuner' } as kplus.IServiceAccount,
        volume: { size: Size.gibibytes(3), storageClass: 'fast', accessMode: AccessMode.READ_WRITE_MANY, mountPath: '/data' },
      },
      darts: { enabled: false },
      acme: { image: 'acme/search:1' },
    },
    earlyStopping: { medianstop: { resources: { memory: { limit: Size.mebibytes(200) } } }, acme: { image: 'acme/stop:1' } },
    metricsCollectors: { File: { waitAllProcesses: false }, PrometheusMetric: { image: 'acme/prometheus:1', waitAllProcesses: true } },
    injectSecurityContext: false, enableGrpcProbeInSuggestion: false, enableLeaderElection: true, leaderElectionId: 'acme.katib',
    webhookPort: 9443, metricsPort: 9090, healthzPort: 9091, certGenerator: { serviceName: 'katib', webhookSecretName: 'cert' },
  });
  expect(init.certGenerator).toEqual({ enable: true, serviceName: 'katib', webhookSecretName: 'cert' });
  expect(init.controller).toMatchObject({
    injectSecurityContext: false, enableGRPCProbeInSuggestion: false, enableLeaderElection: true, leaderElectionID: 'acme.katib',
    webhookPort: 9443, metricsAddr: ':9090', healthzAddr: ':9091',
  });
  expect(runtime.suggestions.map((item: any) => item.algorithmName)).toEqual([
    'random', 'tpe', 'grid', 'hyperband', 'bayesianoptimization', 'cmaes', 'sobol', 'multivariate-tpe', 'enas', 'pbt', 'acme',
  ]);
  expect(runtime.suggestions[0]).toMatchObject({ image: 'registry.acme.example:5000/katib/suggestion-hyperopt:v0.19.1', imagePullPolicy: 'Always' });
  expect(runtime.suggestions[1]).toEqual({
    algorithmName: 'tpe', image: 'registry.acme.example:5000/katib/suggestion-hyperopt:v0.19.1', imagePullPolicy: 'Never', serviceAccountName: 'tuner', securityContext: HARDENED,
    // A limit of Katib's default gives way to the request.
    resources: { requests: { 'cpu': '1', 'memory': '10Mi', 'ephemeral-storage': '500Mi' }, limits: { 'cpu': '1', 'memory': '100Mi', 'ephemeral-storage': '5Gi' } },
    persistentVolumeClaimSpec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '3Gi' } }, storageClassName: 'fast' }, volumeMountPath: '/data',
  });
  expect(runtime.suggestions.at(-1)).toMatchObject({ algorithmName: 'acme', image: 'acme/search:1' });
  expect(runtime.earlyStoppings).toMatchObject([{ algorithmName: 'medianstop', resources: { limits: { memory: '200Mi' } } }, { algorithmName: 'acme', image: 'acme/stop:1' }]);
  expect(runtime.metricsCollectors.map((item: any) => [item.kind, item.waitAllProcesses])).toEqual([['StdOut', undefined], ['File', false], ['TensorFlowEvent', undefined], ['PrometheusMetric', true]]);
});

test('what is different of one that Katib ships leaves the rest of it', () => {
  expect(algorithm('pbt', { algorithms: { pbt: { volume: { storageClass: 'nfs' } } } }).persistentVolumeClaimSpec)
    .toEqual({ accessModes: ['ReadWriteMany'], resources: { requests: { storage: '5Gi' } }, storageClassName: 'nfs' });
  expect(algorithm('enas', { algorithms: { enas: { resources: { cpu: { limit: kplus.Cpu.millis(700) } } } } }).resources.limits).toMatchObject({ cpu: '700m', memory: '400Mi' });
});

test('added kinds of trials are in the list, and the controller may do what it has to', () => {
  const manifests = objects({ trialResources: [TrialResource.RAY_JOB, TrialResource.PADDLE_JOB, TrialResource.JAX_JOB, TrialResource.of('Batch', 'v1', 'acme.example', { plural: 'batches' })] });
  expect(kindsAndNames(manifests)).toEqual(['ClusterRole/kubeflow-katib-controller-trials', 'ClusterRoleBinding/kubeflow-katib-controller-trials', 'ConfigMap/katib-config']);
  expect(contentOf(manifests).init.controller.trialResources.slice(6)).toEqual(['RayJob.v1.ray.io', 'PaddleJob.v1.kubeflow.org', 'JAXJob.v1.kubeflow.org', 'Batch.v1.acme.example']);
  const verbs = ['create', 'delete', 'get', 'list', 'watch'];
  expect(find(manifests, 'ClusterRole').rules).toEqual([
    { apiGroups: ['acme.example'], resources: ['batches'], verbs },
    { apiGroups: ['kubeflow.org'], resources: ['jaxjobs', 'paddlejobs'], verbs },
    { apiGroups: ['ray.io'], resources: ['rayjobs'], verbs },
    { apiGroups: ['ray.io'], resources: ['rayclusters'], verbs: ['get', 'list', 'watch'] },
  ]);
  const binding = find(manifests, 'ClusterRoleBinding');
  expect(binding.metadata.namespace).toBeUndefined();
  expect(binding.subjects).toEqual([{ kind: 'ServiceAccount', name: 'katib-controller', namespace: 'kubeflow' }]);
  expect(binding.roleRef).toMatchObject({ kind: 'ClusterRole', name: 'kubeflow-katib-controller-trials' });
});

test.each([
  ['kinds that Katib ships', [TrialResource.JOB, TrialResource.PYTORCH_JOB]],
  ['another version of one that it ships', [TrialResource.MPI_JOB_V2BETA1]],
])('%s need no rights of their own', (_, trialResources) => {
  const { stack, config } = configWith({ trialResources });
  expect(config.trialRole).toBeUndefined();
  expect(kindsAndNames(synth(stack))).toEqual(['ConfigMap/katib-config']);
});

test('the kinds that Katib ships can be left out', () => {
  expect(content({ shippedTrialResources: false, trialResources: [TrialResource.JOB] }).init.controller.trialResources).toEqual(['Job.v1.batch']);
});

test.each<[TrialResource, string]>([
  [TrialResource.JOB_SET, 'JobSet.v1alpha2.jobset.x-k8s.io'], [TrialResource.VOLCANO_JOB, 'Job.v1alpha1.batch.volcano.sh'],
  [TrialResource.WORKFLOW, 'Workflow.v1alpha1.argoproj.io'], [TrialResource.PIPELINE_RUN, 'PipelineRun.v1.tekton.dev'],
])('%s is written as Katib reads it', (resource, text) => {
  expect(String(resource)).toBe(text);
});

test('leader election comes with the right to the Lease', () => {
  const manifests = objects({ enableLeaderElection: true });
  expect(find(manifests, 'Role')).toMatchObject({
    metadata: { name: 'katib-controller-leader-election', namespace: 'kubeflow' },
    rules: [{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['create', 'get', 'update'] }],
  });
  expect(find(manifests, 'RoleBinding').subjects).toEqual([{ kind: 'ServiceAccount', name: 'katib-controller', namespace: 'kubeflow' }]);
});

test('the volume of the database is made if asked for, as MySQL of Katib mounts it', () => {
  const spec = (props: KatibConfigProps) => find(objects(props), 'PersistentVolumeClaim', 'katib-mysql').spec;
  expect(spec({ databaseStorage: {} })).toEqual({ accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } });
  expect(spec({ databaseStorage: { size: Size.gibibytes(50), storageClass: 'fast' } })).toEqual({ accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '50Gi' } }, storageClassName: 'fast' });
});

test('a field that has no prop gets into the text by a patch of the content, and onto the object by one of its own', () => {
  const { stack, config } = configWith();
  config.patchContent(JsonPatch.add('/runtime/suggestions/0/env', [{ name: 'A', value: '1' }]));
  config.apiObject.addJsonPatch(JsonPatch.add('/immutable', false));
  const manifests = Testing.synth(stack);
  expect(contentOf(manifests).runtime.suggestions[0].env).toEqual([{ name: 'A', value: '1' }]);
  expect(find(manifests, 'ConfigMap').immutable).toBe(false);
});

test('a patch of the content that Katib does not know is a problem', () => {
  const { stack, config } = configWith();
  config.patchContent(JsonPatch.add('/runtime/metricsCollectors/1/securityContext', {}), JsonPatch.add('/init/controller/trialResources/-', 'Job'));
  expect(problems(stack)).toEqual([
    '[kubeflow/katib] SCHEMA_UNKNOWN_FIELD metricsCollectors.File.securityContext: ignored: unknown field; known here: image, imagePullPolicy, resources, kind, waitAllProcesses',
    "[kubeflow/katib] TUNING_CONFIG trialResources[6]: got 'Job'; write Kind.version.group, such as 'Job.v1.batch'; until then Katib's controller does not start",
  ]);
});

test.each<[string, KatibConfigProps, string]>([
  ['an algorithm that nobody has', { algorithms: { bayesian: {} } }, 'IMAGE_INVALID algorithms.bayesian.image: Katib ships none of this name: give it an image'],
  ['a misspelt algorithm', { algorithms: { tpee: { hardened: true } } }, "IMAGE_INVALID algorithms.tpee.image: did you mean 'tpe'? Katib ships none of this name: give it an image"],
  ['an image with blanks', { algorithms: { tpe: { image: 'acme/Search :1' } } }, "IMAGE_INVALID algorithms.tpe.image: got 'acme/Search :1'; use [registry/]repository[:tag][@sha256:digest] in lower case, without spaces"],
  ['an algorithm whose name no object may have', { algorithms: { My_Search: { image: 'a:1' } } }, "NAME_INVALID algorithms.My_Search: got 'My_Search'; lower-case letters, digits and -: names of objects end with it"],
  ['the end of one that is not there', { algorithms: { random1: { enabled: false } } }, "FIELD_IGNORED algorithms.random1.enabled: got false; did you mean 'random'? Katib ships none of this name; remove it"],
  ['a disabled one with more to it', { algorithms: { tpe: { enabled: false, image: 'a:1' } } }, 'FIELD_IGNORED algorithms.tpe.image: it is disabled; remove `enabled`, or all else of it'],
  ['a request above its limit', { algorithms: { tpe: { resources: { cpu: { request: kplus.Cpu.units(2), limit: kplus.Cpu.units(1) } } } } }, "REQUEST_ABOVE_LIMIT algorithms.tpe.resources.cpu.request: got '2'; above the limit of 1; lower the request or raise the limit; Katib takes this, and Experiments that need it never start"],
  ['memory of a collector above its limit', { metricsCollectors: { File: { resources: { memory: { request: Size.mebibytes(20), limit: Size.mebibytes(10) } } } } }, "REQUEST_ABOVE_LIMIT metricsCollectors.File.resources.memory.request: got '20Mi'; above the limit of 10Mi; lower the request or raise the limit; Katib takes this, and Experiments that need it never start"],
  ['a relative mount path', { algorithms: { tpe: { volume: { mountPath: 'data' } } } }, "PATH_INVALID algorithms.tpe.volume.mountPath: got 'data'; use an absolute path: '/data'"],
  ['a volume that cannot be written', { algorithms: { tpe: { volume: { accessMode: AccessMode.READ_ONLY_MANY } } } }, "VOLUME_NOT_SHARED algorithms.tpe.volume.accessMode: got 'ReadOnlyMany'; the algorithm writes there: use READ_WRITE_ONCE or READ_WRITE_MANY"],
  ['a volume of pbt for one node', { algorithms: { pbt: { volume: { accessMode: AccessMode.READ_WRITE_ONCE } } } }, "VOLUME_NOT_SHARED algorithms.pbt.volume.accessMode: got 'ReadWriteOnce'; the trials of pbt mount it as well, on any node: use READ_WRITE_MANY"],
  ['a StorageClass that no object may be called', { algorithms: { pbt: { volume: { storageClass: 'Fast!' } } } }, "NAME_INVALID algorithms.pbt.volume.storageClass: got 'Fast!'; use at most 253 lower-case letters, digits, - and .; Katib takes this, and Experiments that need it never start"],
  ['a collector of a kind that needs none', { metricsCollectors: { Push: {} } }, "TUNING_VALUE_UNKNOWN metricsCollectors: got 'Push'; Katib takes from here StdOut, File, TensorFlowEvent, PrometheusMetric"],
  ['a misspelt collector', { metricsCollectors: { Stdout: {} } }, "TUNING_VALUE_UNKNOWN metricsCollectors: got 'Stdout'; did you mean 'StdOut'? Katib takes from here StdOut, File, TensorFlowEvent, PrometheusMetric"],
  ['Prometheus without an image', { metricsCollectors: { PrometheusMetric: {} } }, 'IMAGE_INVALID metricsCollectors.PrometheusMetric.image: Katib ships none of this name: give it an image'],
  ['a version without its v', { version: '0.19.0' }, "IMAGE_INVALID version: got '0.19.0'; Katib's tags begin with v: 'v0.19.0'"],
  ['a version that is no tag', { version: 'v0.19 ' }, "IMAGE_INVALID version: got 'v0.19 '; a tag of Katib's images, such as 'v0.19.0'"],
  ['a registry with a scheme', { registry: 'https://acme.example/katib' }, "IMAGE_INVALID registry: got 'https://acme.example/katib'; an image has no scheme"],
  ['a registry with a tag', { registry: 'acme/katib:v1' }, "IMAGE_INVALID registry: got 'acme/katib:v1'; without a tag: say it in `version`"],
  ['the same kind of trials twice', { trialResources: [TrialResource.JOB_SET, TrialResource.of('JobSet', 'v1alpha2', 'jobset.x-k8s.io')] }, "NAME_DUPLICATE trialResources[1]: got 'JobSet.v1alpha2.jobset.x-k8s.io'; it is in the list already; remove one of the two"],
  ['no kind of trials', { shippedTrialResources: false }, 'TUNING_REQUIRED trialResources: without any Katib takes Job alone: say so with TrialResource.JOB, or leave out `shippedTrialResources`'],
  ['a kind in lower case', { trialResources: [TrialResource.of('acmejob', 'v1', 'acme.example')] }, "TUNING_CONFIG trialResources[0] kind: got 'acmejob'; the kind as manifests have it: 'TFJob'"],
  ['a version that is none', { trialResources: [TrialResource.of('AcmeJob', '1', 'acme.example')] }, "TUNING_CONFIG trialResources[0] version: got '1'; a version of the API: 'v1', 'v1beta1'"],
  ['a group with its version', { trialResources: [TrialResource.of('AcmeJob', 'v1', 'acme.example/v1')] }, "TUNING_CONFIG trialResources[0] group: got 'acme.example/v1'; the group of the API, without version: 'kubeflow.org'"],
  ['a plural that is none', { trialResources: [TrialResource.of('AcmeJob', 'v1', 'acme.example', { plural: 'AcmeJobs' })] }, "TUNING_CONFIG trialResources[0] plural: got 'AcmeJobs'; the plural in lower case: 'tfjobs'"],
  ['an intermediate without its group', { trialResources: [TrialResource.of('AcmeJob', 'v1', 'acme.example', { intermediates: ['tasks'] })] }, "TUNING_CONFIG trialResources[0] intermediates[0]: got 'tasks'; a plural and its group: 'taskruns.tekton.dev'"],
  ['a port out of range', { metricsPort: 70000 }, 'PORT_RANGE metricsPort: got 70000; use a whole number from 1 to 65535'],
  ['two ports of one number', { healthzPort: 8443 }, 'PORT_DUPLICATE healthzPort: got 8443; webhookPort is the same port of the same container; change one of the two'],
  ['a Lease without election', { leaderElectionId: 'a.b' }, "FIELD_IGNORED leaderElectionId: got 'a.b'; nobody is elected; set `enableLeaderElection`, or remove it"],
  ['a Lease that no object may be called', { enableLeaderElection: true, leaderElectionId: 'A b' }, "NAME_INVALID leaderElectionId: got 'A b'; the name of a Lease: lower-case letters, digits, - and dots"],
  ['a certificate that Katib is not to make, and its name', { certGenerator: { enable: false, webhookSecretName: 'cert' } }, "ALTERNATIVES_CONFLICT certGenerator.webhookSecretName: got 'cert'; with a name Katib makes the certificate all the same; remove it, or `enable: false`"],
  ['a Service that no object may be called', { certGenerator: { serviceName: 'Katib' } }, "NAME_INVALID certGenerator.serviceName: got 'Katib'; the name of an object of Katib: lower-case letters, digits and -"],
  ['a database on a StorageClass that no object may be called', { databaseStorage: { storageClass: 'Fast!' } }, "NAME_INVALID databaseStorage.storageClass: got 'Fast!'; use at most 253 lower-case letters, digits, - and ."],
])('%s is a problem', (_, props, line) => {
  expect(problems(configWith(props).stack)).toEqual([`[kubeflow/katib] ${line}`]);
});

test('rights need the namespace of the controller', () => {
  const chart = new Chart(testApp(), 'katib');
  new KatibConfig(chart, 'config', { trialResources: [TrialResource.JOB_SET] });
  expect(problems(chart as Stack)).toEqual(['[katib/config] VALUE_MISSING namespace: the namespace of the ServiceAccount']);
});

test('without any algorithm no experiment can run', () => {
  const algorithms = Object.fromEntries(DEFAULT_CLUSTER.katib.algorithms.map(name => [name, { enabled: false }]));
  expect(problems(configWith({ algorithms }).stack)).toEqual(['[kubeflow/katib] TUNING_REQUIRED algorithms: none is left, and no experiment can run; leave at least one enabled']);
});
