import { found, object } from './services';
import type { Manifest } from '../../../../../lib/check';

const MODEL = { uri: 'hf://Qwen/Qwen3-8B' };
const llm = (spec: object, annotations: object = {}, version = 'v1alpha2'): Manifest => object(version, 'LLMInferenceService', 'qwen', { model: MODEL, ...spec }, { annotations });
const older = (spec: object) => llm(spec, {}, 'v1alpha1');
const config = (spec: object, version = 'v1alpha2'): Manifest => object(version, 'LLMInferenceServiceConfig', 'defaults', spec);
const MAIN = { containers: [{ name: 'main' }] };
const routed = (route: object, rest: object = {}) => ({ router: { route, ...rest } });
const REFS = { refs: [{ name: 'inference', namespace: 'gateways' }] };
const parents = (...parentRefs: object[]) => ({ http: { spec: { parentRefs } } });
const lora = (adapters: unknown, model: object = {}) => ({ model: { ...MODEL, ...model, lora: { adapters } } });
const wva = (by: string) => ({ scaling: { maxReplicas: 3, wva: { [by]: {} } } });
const tiers = (...fileSystems: Array<object | undefined>) => ({ kvCacheOffloading: { cpu: '1Gi', secondary: fileSystems.map(fileSystem => ({ fileSystem })) } });
const dra = (annotations: Record<string, string>) => Object.fromEntries(Object.entries(annotations).map(([name, value]) => [`serving.kserve.io/exp-dra-${name}`, value]));

/** `[what is wrong, the object, the lines]` */
const REFUSED: Array<[string, Manifest, string[]]> = [
  ['a revision where a port would stand', llm({ model: { uri: 'hf://gpt2:main' } }), [
    "error KSERVE_LLM_URI spec.model.uri: got 'hf://gpt2:main'; a number after the colon, which begins a port: a tag or revision needs a path before it, as in hf://<owner>/<model>:<revision>",
  ]],
  ['routes of two kinds', llm(routed({ http: { refs: [{ name: 'a' }], spec: {} } })), [
    'error KSERVE_LLM_ROUTE spec.router.route.http.spec: keep refs, which name HTTPRoutes of yours, or spec, which KServe makes one of',
  ]],
  ['routes of one\'s own on the managed gateway', older(routed({ http: { refs: [{ name: 'a' }] } }, { gateway: {} })), [
    'error KSERVE_LLM_ROUTE spec.router.route.http.refs: remove spec.router.gateway or give it refs: routes of yours do not hang on the gateway that KServe manages',
  ]],
  ['parents that contradict the gateway', llm(routed(parents({ name: 'other', namespace: 'gateways' }), { gateway: REFS })), [
    'error KSERVE_LLM_ROUTE spec.router.route.http.spec.parentRefs: remove it, or write the gateways of spec.router.gateway.refs with their namespaces and section names: both say where the route hangs',
  ]],
  ['parents beside a gateway in the older version', older(routed(parents({ name: 'inference', namespace: 'gateways' }), { gateway: REFS })), [
    'error KSERVE_LLM_ROUTE spec.router.route.http.spec.parentRefs: remove it: the parents of the route are spec.router.gateway.refs',
  ]],
  ['a group without a weight', llm(routed({ group: 'a' })), [
    'error KSERVE_LLM_TRAFFIC spec.router.route.weight: add it: a member of a group has a weight',
  ]],
  ['a weight without a group', older(routed({ weight: 5 })), [
    'error KSERVE_LLM_TRAFFIC spec.router.route.group: add it: a weight is a share of the traffic of a group',
  ]],
  ['traffic over an Ingress', llm(routed({ group: 'a', weight: 5 }, { ingress: {} })), [
    "error KSERVE_LLM_TRAFFIC spec.router.route.group: got 'a'; remove it, or router.ingress: traffic is split between HTTPRoutes alone",
    'warning KSERVE_LLM_ROUTE spec.router.ingress: use gateway and route: KServe 0.20 makes no Ingress of it',
  ]],
  ['a weight over an Ingress', llm(routed({ weight: 5 }, { ingress: {} })), [
    'error KSERVE_LLM_TRAFFIC spec.router.route.weight: got 5; remove it, or router.ingress: traffic is split between HTTPRoutes alone',
    'warning KSERVE_LLM_ROUTE spec.router.ingress: use gateway and route: KServe 0.20 makes no Ingress of it',
  ]],
  ['traffic over routes of one\'s own', llm(routed({ group: 'a', weight: 5, http: { refs: [{ name: 'a' }] } })), [
    "error KSERVE_LLM_TRAFFIC spec.router.route.group: got 'a'; remove it, or http.refs: KServe splits the traffic of routes that it makes itself (http: {} or http.spec)",
  ]],
  ['a scheduler of no replicas', llm({ router: { scheduler: { replicas: 0 } } }), [
    'error KSERVE_LLM_SCHEDULER spec.router.scheduler.replicas: got 0; at least 1: requests go through the scheduler',
  ]],
  ['a scheduler of no configuration', older({ router: { scheduler: { config: {} } } }), [
    'error KSERVE_LLM_SCHEDULER spec.router.scheduler.config: add inline, an EndpointPickerConfig, or ref, a key of a ConfigMap',
  ]],
  ['a scheduler of two configurations', llm({ router: { scheduler: { config: { inline: { a: 1 }, ref: { name: 'a', key: 'b' } } } } }), [
    'error KSERVE_LLM_SCHEDULER spec.router.scheduler.config.ref: keep inline or ref: a scheduler has one configuration',
  ]],
  ['a scheduler of an empty configuration', llm({ router: { scheduler: { config: { inline: {} } } } }), [
    'error KSERVE_LLM_SCHEDULER spec.router.scheduler.config.inline: an EndpointPickerConfig: an empty one is none',
  ]],
  ['a scheduler of a ConfigMap without a name', llm({ router: { scheduler: { config: { ref: { name: '', key: 'a' } } } } }), [
    "error KSERVE_LLM_SCHEDULER spec.router.scheduler.config.ref.name: got ''; the name of a ConfigMap",
  ]],
  ['workers that share nothing', llm({ worker: MAIN, parallelism: { tensor: 2 } }), [
    'error KSERVE_LLM_PARALLELISM spec.parallelism: add data and dataLocal, or remove spec.worker: workers share the work of one model, and nothing says how',
  ]],
  ['workers of prefill that share nothing', older({ prefill: { worker: MAIN } }), [
    'error KSERVE_LLM_PARALLELISM spec.prefill.parallelism: add data and dataLocal, or remove spec.prefill.worker: workers share the work of one model, and nothing says how',
  ]],
  ['pipelines beside data', llm({ parallelism: { pipeline: 2, data: 2, dataLocal: 1 } }), [
    'error KSERVE_LLM_PARALLELISM spec.parallelism.pipeline: got 2; remove it, or data and dataLocal: a workload is spread in one of the two ways',
  ]],
  ['data without its part on a node', llm({ parallelism: { data: 2 } }), [
    'error KSERVE_LLM_PARALLELISM spec.parallelism.dataLocal: add it: how many of data run on one node',
  ]],
  ['a part on a node without its data', older({ prefill: { parallelism: { dataLocal: 2 } } }), [
    'error KSERVE_LLM_PARALLELISM spec.prefill.parallelism.data: add it: how many there are over all nodes',
  ]],
  ['two autoscalers', llm({ ...wva('hpa'), prefill: wva('keda') }), [
    'error KSERVE_LLM_ACTUATOR spec.prefill.scaling.wva: hpa, as in spec.scaling.wva: decode and prefill scale on one metric pipeline',
  ]],
  ['adapters that are no list', llm(lora({ legal: 'hf://a/b' })), [
    'error KSERVE_LLM_LORA spec.model.lora.adapters: a list of adapters, each with name and uri',
  ]],
  ['adapters that are no maps', older(lora(['legal'])), [
    "error KSERVE_LLM_LORA spec.model.lora.adapters[0]: got 'legal'; a map with name and uri",
  ]],
  ['an adapter without a name', llm(lora([{ uri: 'hf://a/b' }, null])), [
    'error KSERVE_LLM_LORA spec.model.lora.adapters[0].name: name each adapter: requests ask for it by name',
    'warning KSERVE_LLM_LORA spec.model.lora.adapters[1].uri: add it: an adapter is loaded from somewhere',
    'error KSERVE_LLM_LORA spec.model.lora.adapters[1].name: name each adapter: requests ask for it by name',
  ]],
  ['an adapter with a number for a name', older(lora([{ name: 5, uri: 'hf://a/b' }])), [
    'error KSERVE_LLM_LORA spec.model.lora.adapters[0].name: got 5; a text',
  ]],
  ['an adapter that is a directory', llm(lora([{ name: '..', uri: 'hf://a/b' }])), [
    "error KSERVE_LLM_LORA spec.model.lora.adapters[0].name: got '..'; another name: it becomes a directory",
  ]],
  ['two adapters of one name', llm(lora([{ name: 'a', uri: 'hf://a/b' }, { name: 'a', uri: 'hf://a/c' }])), [
    "error KSERVE_LLM_LORA spec.model.lora.adapters[1].name: got 'a'; another name: an earlier adapter has this one",
  ]],
  ['an adapter named like its service', llm(lora([{ name: 'qwen', uri: 'hf://a/b' }])), [
    "error KSERVE_LLM_LORA spec.model.lora.adapters[0].name: got 'qwen'; another name: the base model has this one",
  ]],
  ['an adapter named like its model', llm(lora([{ name: 'base', uri: 'hf://a/b' }], { name: 'base' })), [
    "error KSERVE_LLM_LORA spec.model.lora.adapters[0].name: got 'base'; another name: the base model has this one",
  ]],
  ['an adapter of no URI', llm(lora([{ name: 'a', uri: 'hf://a:b' }, { name: 'b', uri: 5 }])), [
    "error KSERVE_LLM_LORA spec.model.lora.adapters[0].uri: got 'hf://a:b'; a number after the colon, which begins a port: a tag or revision needs a path before it, as in hf://<owner>/<model>:<revision>",
    'error KSERVE_LLM_LORA spec.model.lora.adapters[1].uri: got 5; a URI such as hf://<owner>/<adapter>',
  ]],
  ['a tier behind no memory', llm({ kvCacheOffloading: { cpu: '0', secondary: [{ fileSystem: { emptyDir: { size: '1Gi' } } }] } }), [
    "error KSERVE_LLM_KV_CACHE spec.kvCacheOffloading.cpu: got '0'; more than 0: blocks reach a secondary tier through memory",
  ]],
  ['tiers on nothing, and on two things', llm({ ...tiers(undefined, {}), prefill: tiers({ emptyDir: { size: '1Gi' }, pvc: { ref: { name: 'a' } } }) }), [
    'error KSERVE_LLM_KV_CACHE spec.kvCacheOffloading.secondary[0].fileSystem: add it, with emptyDir or pvc: there are no other tiers',
    'error KSERVE_LLM_KV_CACHE spec.kvCacheOffloading.secondary[1].fileSystem: exactly one of emptyDir and pvc',
    'error KSERVE_LLM_KV_CACHE spec.prefill.kvCacheOffloading.secondary[0].fileSystem.pvc: exactly one of emptyDir and pvc',
  ]],
  ['tiers on no claim, two and one without a name', llm(tiers({ pvc: {} }, { pvc: { spec: {}, ref: { name: 'a' } } }, { pvc: { ref: { name: '' } } })), [
    'error KSERVE_LLM_KV_CACHE spec.kvCacheOffloading.secondary[0].fileSystem.pvc: exactly one of spec, a new claim, and ref, one that exists',
    'error KSERVE_LLM_KV_CACHE spec.kvCacheOffloading.secondary[1].fileSystem.pvc.ref: exactly one of spec, a new claim, and ref, one that exists',
    "error KSERVE_LLM_KV_CACHE spec.kvCacheOffloading.secondary[2].fileSystem.pvc.ref.name: got ''; the name of a claim",
  ]],
  ['devices of no class', llm({}, dra({ 'device-count': '2' })), [
    "error KSERVE_LLM_DRA metadata.annotations['serving.kserve.io/exp-dra-device-class']: add it: the other exp-dra annotations say which devices of a DeviceClass, and how many",
  ]],
  ['devices of every mistake', llm({}, dra({ 'device-class': 'GPU', 'device-count': 'two', 'cel-selector': ' \n', 'container-name': 'Main' })), [
    "error KSERVE_LLM_DRA metadata.annotations['serving.kserve.io/exp-dra-device-class']: got 'GPU'; the name of a DeviceClass: lower-case letters, digits, - and .",
    "error KSERVE_LLM_DRA metadata.annotations['serving.kserve.io/exp-dra-device-count']: got 'two'; a whole number of at least '1'",
    "error KSERVE_LLM_DRA metadata.annotations['serving.kserve.io/exp-dra-cel-selector']: got ' \\n'; at least one CEL expression, each on a line of its own",
    "error KSERVE_LLM_DRA metadata.annotations['serving.kserve.io/exp-dra-container-name']: got 'Main'; the name of a container: lower-case letters, digits and -",
  ]],
  ['a confidential model of no resource', llm({ model: { ...MODEL, confidential: { enabled: true, resourceId: 'a' } } }), [
    "error KSERVE_CONFIDENTIAL spec.model.confidential.resourceId: got 'a'; kbs:///<repository>/<type>/<tag>, three parts of letters, digits, _, . and -",
  ]],
  ['a config on configs', config({ baseRefs: [{ name: 'a' }] }), [
    'error KSERVE_LLM_BASE_REFS spec.baseRefs: remove it: configs do not build on each other; list them all in the LLMInferenceService',
  ]],
  ['a config of a scheduler without replicas', config({ router: { scheduler: { replicas: 0 } } }, 'v1alpha1'), [
    'error KSERVE_LLM_SCHEDULER spec.router.scheduler.replicas: got 0; at least 1: requests go through the scheduler',
  ]],
  ['a config of no URI', config({ model: { uri: 'hf://{{ .Name }}/x' } }), [
    "error KSERVE_LLM_URI spec.model.uri: got 'hf://{{ .Name }}/x'; no spaces, braces or \\ in the first part after ://",
  ]],
  ['a config of adapters that are no list', config(lora('legal')), [
    'error KSERVE_LLM_LORA spec.model.lora.adapters: a list of adapters, each with name and uri',
  ]],
  ['a config of a template with double quotes', config({ template: { containers: [{ name: 'main', args: ['{{ .Name }} {{ ChildName .Name "-x" }}'] }] } }), [
    'error KSERVE_LLM_TEMPLATE spec.template.containers[0].args[0]: got \'{{ ChildName .Name "-x" }}\'; write texts between ` and `: KServe reads the template out of JSON, where a double quote is escaped, and cannot parse it',
  ]],
  ['a config of a template that does not end', config({ template: { containers: [{ name: 'main', args: ['{{ .Name'] }] } }), [
    "error KSERVE_LLM_TEMPLATE spec.template.containers[0].args[0]: got '{{ .Name'; close it with }}: KServe reads every text as a Go template; {{ by itself is written {{ `{{` }}",
  ]],
];

test.each(REFUSED)('refuses %s', (_, manifest, lines) => {
  expect(found([manifest])).toEqual(lines);
});

/** `[what the controller stops at, the object, the lines]` */
const WARNED: Array<[string, Manifest, string[]]> = [
  ['a place that is not loaded from', llm({ model: { uri: 'gs://models/qwen' } }), [
    "warning KSERVE_LLM_URI spec.model.uri: got 'gs://models/qwen'; one of hf://, s3://, pvc://, oci://, oci+native://: the controller stops at any other",
  ]],
  ['a place without a scheme', llm({ model: { uri: 'Qwen/Qwen3-8B' } }), [
    "warning KSERVE_LLM_URI spec.model.uri: got 'Qwen/Qwen3-8B'; one of hf://, s3://, pvc://, oci://, oci+native://: the controller stops at any other",
  ]],
  ['an Ingress', llm({ router: { ingress: {} } }), [
    'warning KSERVE_LLM_ROUTE spec.router.ingress: use gateway and route: KServe 0.20 makes no Ingress of it',
  ]],
  ['a container of another name', llm({ template: { containers: [{ name: 'vllm' }] }, prefill: { template: { containers: [{ name: 'vllm' }] } } }), [
    "warning KSERVE_CONTAINER_NAME spec.template.containers[0].name: got 'vllm'; name the container with the model server main: the presets are merged into that one, and any other runs beside it",
    "warning KSERVE_CONTAINER_NAME spec.prefill.template.containers[0].name: got 'vllm'; name the container with the model server main: the presets are merged into that one, and any other runs beside it",
  ]],
  ['pipelines over nodes', llm({ worker: MAIN, parallelism: { pipeline: 2 } }), [
    "warning KSERVE_LLM_PRESET spec.worker: add an LLMInferenceServiceConfig 'kserve-config-llm-worker-pipeline-parallel', or spread the model with data and dataLocal: KServe 0.20 looks for this preset, ships none, and stops at ConfigNotFound",
  ]],
  ['pipelines over nodes, of both sorts', llm({ worker: MAIN, parallelism: { pipeline: 2 }, baseRefs: [{ name: 'a' }], prefill: { worker: MAIN, parallelism: { pipeline: 2 } } }), [
    "warning KSERVE_LLM_PRESET spec.worker: add an LLMInferenceServiceConfig 'kserve-config-llm-decode-worker-pipeline-parallel', or spread the model with data and dataLocal: KServe 0.20 looks for this preset, ships none, and stops at ConfigNotFound in spite of baseRefs",
    "warning KSERVE_LLM_PRESET spec.prefill.worker: add an LLMInferenceServiceConfig 'kserve-config-llm-prefill-worker-pipeline-parallel', or spread the model with data and dataLocal: KServe 0.20 looks for this preset, ships none, and stops at ConfigNotFound in spite of baseRefs",
  ]],
  ['data that does not divide', llm({ parallelism: { data: 5, dataLocal: 2 } }), [
    'warning KSERVE_LLM_PARALLELISM spec.parallelism.data: got 5; a multiple of dataLocal, which is 2: the nodes are counted by dividing the two',
  ]],
  ['adapters in the older version', older(lora([{ name: 'a' }, { name: 'a', uri: 'hf://a/b' }, { uri: 'hf://a/b' }])), [
    'warning KSERVE_LLM_LORA spec.model.lora.adapters[0].uri: add it: an adapter is loaded from somewhere',
    "warning KSERVE_LLM_LORA spec.model.lora.adapters[1].name: got 'a'; another name: an earlier adapter has this one",
    'warning KSERVE_LLM_LORA spec.model.lora.adapters[2].name: name each adapter: requests ask for it by name',
  ]],
  ['a field of an adapter that is not one', llm(lora([{ name: 'a', url: 'hf://a/b' }])), [
    "error KSERVE_LLM_LORA spec.model.lora.adapters[0].url: did you mean 'uri'? an adapter has name and uri, and no other fields",
    'warning KSERVE_LLM_LORA spec.model.lora.adapters[0].uri: add it: an adapter is loaded from somewhere',
  ]],
  ['a confidential claim', llm({ model: { uri: 'pvc://models', confidential: { enabled: true } } }), [
    'warning KSERVE_CONFIDENTIAL spec.model.confidential.enabled: got true; remove it: nothing is decrypted from pvc://, where the storage initializer is left out',
  ]],
  ['a template with double quotes', llm({ template: { containers: [{ name: 'main', args: ['{{ index .Labels "a" }}'] }] } }), [
    'warning KSERVE_LLM_TEMPLATE spec.template.containers[0].args[0]: got \'{{ index .Labels "a" }}\'; write texts between ` and `: KServe reads the template out of JSON, where a double quote is escaped, and cannot parse it',
  ]],
  ['a template that does not end', llm({ template: { containers: [{ name: 'main', env: [{ name: 'A', value: '{{ .Name' }] }] } }), [
    "warning KSERVE_LLM_TEMPLATE spec.template.containers[0].env[0].value: got '{{ .Name'; close it with }}: KServe reads every text as a Go template; {{ by itself is written {{ `{{` }}",
  ]],
];

test.each(WARNED)('warns of %s', (_, manifest, lines) => {
  expect(found([manifest])).toEqual(lines);
});

/** `[what is fine, the objects]` */
const GOOD: Array<[string, Manifest[]]> = [
  ['the managed everything', [llm({
    ...lora([{ name: 'legal', uri: 'hf://acme/legal' }]), replicas: 2, parallelism: { tensor: 2 }, template: MAIN,
    router: { route: {}, gateway: {}, scheduler: { replicas: 2, config: { inline: { kind: 'EndpointPickerConfig' } } } },
    ...tiers({ emptyDir: { size: '10Gi' } }, { pvc: { ref: { name: 'kv' } } }, { pvc: { spec: { accessModes: ['ReadWriteOnce'] } } }),
  }, dra({ 'device-class': ' gpu.nvidia.com ', 'device-count': '+8', 'cel-selector': 'a\nb', 'container-name': 'main' }))]],
  ['data parallelism over nodes, and prefill apart', [llm({
    parallelism: { data: 16, dataLocal: 8, expert: true }, template: MAIN, worker: MAIN, ...wva('keda'), prefill: { ...wva('keda'), parallelism: { tensor: 4 }, template: MAIN },
  })]],
  ['prefill that scales by itself', [llm({ ...wva('hpa'), prefill: { replicas: 1 } }), older({ prefill: wva('keda') })].map((m, i) => ({ ...m, metadata: { ...m.metadata, name: `n${i}` } }))],
  ['the gateways, told twice in another order', [llm(routed(
    parents({ name: 'b', sectionName: 'https' }, { name: 'a', namespace: 'x' }), { gateway: { refs: [{ name: 'a', namespace: 'x' }, { name: 'b', sectionName: 'https' }] } },
  ))]],
  ['traffic over managed routes', [llm(routed({ group: 'a', weight: 5, http: {} }, { gateway: REFS }))]],
  ['routes of one\'s own', [llm(routed({ http: { refs: [{ name: 'a' }] } }, { gateway: REFS })), older(routed({ http: { refs: [{ name: 'a' }] } }))].map((m, i) => ({ ...m, metadata: { ...m.metadata, name: `n${i}` } }))],
  ['pipelines with a preset of one\'s own', [{ ...config({}), metadata: { name: 'kserve-config-llm-worker-pipeline-parallel', namespace: 'kserve' } }, llm({ worker: MAIN, parallelism: { pipeline: 2 } })]],
  ['a place that the container loads from itself', [llm({ model: { uri: 'gs://models/qwen' }, storageInitializer: { enabled: false } })]],
  ['what only the newer version looks at', [llm({ model: MODEL }, dra({ 'device-count': '0' }), 'v1alpha1')]],
  ['templates', [config({ template: { containers: [{ name: 'main', args: ['{{- if .Spec.Parallelism }}{{ .Spec.Parallelism.Tensor }}{{ end }}', '{{ ChildName .Name `-x` }} "{{ .Name }}"', '{{/* "quoted" */}}'] }] } })]],
  ['a config of nothing', [config({}), config({ baseRefs: [], router: { scheduler: {} } }, 'v1alpha1')].map((m, i) => ({ ...m, metadata: { ...m.metadata, name: `n${i}` } }))],
];

test.each(GOOD)('takes %s', (_, manifests) => {
  expect(found(manifests)).toEqual([]);
});

test('any shape is judged, and nothing throws', () => {
  for (const shape of [null, 1, 'a', [], [null, 1], {}, { refs: 1, http: [], wva: null }]) {
    for (const field of ['model', 'router', 'parallelism', 'worker', 'scaling', 'prefill', 'kvCacheOffloading', 'template', 'baseRefs']) {
      const fields = { [field]: shape };
      const router = { ...fields, route: shape, scheduler: shape };
      expect(() => found([llm({ ...fields, prefill: fields }), older({ ...fields, router }), config(fields)])).not.toThrow();
    }
    expect(() => found([llm(lora(shape)), llm(routed({ http: shape, group: shape }, { gateway: shape })), llm(shape as any, shape as any)])).not.toThrow();
  }
});
