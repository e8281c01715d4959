import type { Row } from './workflows';
import { C, call, found, inputs, main, MAKE, pass, SAY, steps, workflow } from './workflows';

const file = (rest: object) => main({ inputs: { artifacts: [{ name: 'f', path: '/f', raw: { data: 'x' }, ...rest }] }, container: C });
const output = (rest: object, type: object = { container: C }) => main({ ...type, outputs: { parameters: [{ name: 'o', ...rest }] } }, SAY);
const path = (at: string) => main({ container: C, outputs: { artifacts: [{ name: 'f', path: at }] } });
const hdfs = (rest: object) => file({ raw: undefined, hdfs: { path: '/x', addresses: ['h:8020'], ...rest } });
const metric = (rest: object) => main({ container: C, metrics: { prometheus: [{ name: 'm', help: 'h', counter: { value: '1' }, ...rest }] } });
const resource = (rest: object) => main({ resource: { action: 'create', ...rest } });
const set = (...containers: object[]) => ({ containerSet: { containers } });
const mounts = (...paths: string[]) => ({ container: { ...C, volumeMounts: paths.map(mountPath => ({ name: 'v', mountPath })) }, volumes: [{ name: 'v', emptyDir: {} }] });

test.each<Row>([
  ['an input artifact without a path', file({ path: undefined }), [
    'error ARGO_ARTIFACT_PATH spec.templates[0].inputs.artifacts[0].path: required: where the artifact is in the container',
  ]],
  ['an output artifact without a path', main({ container: C, outputs: { artifacts: [{ name: 'f' }] } }), [
    'error ARGO_ARTIFACT_PATH spec.templates[0].outputs.artifacts[0].path: required: where the artifact is in the container',
  ]],
  ['a path out of its folder', path('/safe/../../etc'), [
    "error ARGO_ARTIFACT_PATH spec.templates[0].outputs.artifacts[0].path: got '/safe/../../etc'; the path leaves its folder by ..; write where it leads",
  ]],
  ['a path up at the end', path('/safe/..'), [
    "error ARGO_ARTIFACT_PATH spec.templates[0].outputs.artifacts[0].path: got '/safe/..'; the path leaves its folder by ..; write where it leads",
  ]],
  ['the path of an input of steps', main({ inputs: { artifacts: [{ name: 'f', path: '/f', optional: true }] }, ...steps(call('a', 'say')) }, SAY), [
    "error ARGO_ARTIFACT_PATH spec.templates[0].inputs.artifacts[0].path: got '/f'; steps and dag templates run in no container; give the path in the templates that they call",
  ]],
  ['the path of an output of steps', main({ ...steps(call('a', 'say')), outputs: { artifacts: [{ name: 'f', path: '/f' }] } }, SAY), [
    "error ARGO_ARTIFACT_PATH spec.templates[0].outputs.artifacts[0].path: got '/f'; only a template that runs in a container has paths; write from: '{{...}}'",
  ]],
  ['where an input comes from', file({ from: '{{workflow.name}}' }), [
    "error ARGO_ARTIFACT_SOURCE spec.templates[0].inputs.artifacts[0].from: got '{{workflow.name}}'; an input has no from; the step or task that calls the template passes it as an argument",
  ]],
  ['a repository without an address', file({ raw: undefined, git: { repo: '' } }), [
    "error ARGO_ARTIFACT_LOCATION spec.templates[0].inputs.artifacts[0].git.repo: got ''; required: the address of the repository",
    'error ARGO_ARGUMENT_MISSING spec.arguments.artifacts: template main wants the artifact f, which is not optional and has no location',
  ]],
  ['HDFS without name nodes', hdfs({ addresses: [], hdfsUser: 'u' }), [
    'error ARGO_ARTIFACT_LOCATION spec.templates[0].inputs.artifacts[0].hdfs.addresses: required: the name nodes of HDFS',
  ]],
  ['HDFS with a relative path', hdfs({ path: 'x', hdfsUser: 'u' }), [
    "error ARGO_ARTIFACT_LOCATION spec.templates[0].inputs.artifacts[0].hdfs.path: got 'x'; an absolute path of HDFS",
  ]],
  ['HDFS without a user', hdfs({}), [
    'error ARGO_ARTIFACT_LOCATION spec.templates[0].inputs.artifacts[0].hdfs.hdfsUser: required without krbCCacheSecret and krbKeytabSecret',
  ]],
  ['HDFS with a cache alone', hdfs({ krbCCacheSecret: { name: 's', key: 'k' } }), [
    'error ARGO_ARTIFACT_LOCATION spec.templates[0].inputs.artifacts[0].hdfs.krbServicePrincipalName: required with krbCCacheSecret',
    'error ARGO_ARTIFACT_LOCATION spec.templates[0].inputs.artifacts[0].hdfs.krbConfigConfigMap: required with krbCCacheSecret',
  ]],
  ['HDFS with a key tab alone', hdfs({ krbKeytabSecret: { name: 's', key: 'k' } }), [
    'error ARGO_ARTIFACT_LOCATION spec.templates[0].inputs.artifacts[0].hdfs.krbServicePrincipalName: required with krbKeytabSecret',
    'error ARGO_ARTIFACT_LOCATION spec.templates[0].inputs.artifacts[0].hdfs.krbConfigConfigMap: required with krbKeytabSecret',
    'error ARGO_ARTIFACT_LOCATION spec.templates[0].inputs.artifacts[0].hdfs.krbUsername: required with krbKeytabSecret',
    'error ARGO_ARTIFACT_LOCATION spec.templates[0].inputs.artifacts[0].hdfs.krbRealm: required with krbKeytabSecret',
  ]],
  ['an archive without an address', main({ container: C, archiveLocation: { git: { repo: '' } } }), [
    "error ARGO_ARTIFACT_LOCATION spec.templates[0].archiveLocation.git.repo: got ''; required: the address of the repository",
  ]],
  ['an artifact at a mount', main({ ...mounts('/v'), inputs: { artifacts: [{ name: 'f', path: '/v', raw: { data: 'x' } }] } }), [
    "error ARGO_MOUNT_DUPLICATE spec.templates[0].inputs.artifacts[0].path: got '/v'; v is there already; put the artifact elsewhere",
  ]],
  ['two artifacts at one path', main({ container: C, inputs: { artifacts: [{ name: 'f', path: '/v', raw: { data: 'x' } }, { name: 'g', path: '/v', raw: { data: 'x' } }] } }), [
    "error ARGO_MOUNT_DUPLICATE spec.templates[0].inputs.artifacts[1].path: got '/v'; artifact f is there already; put the artifact elsewhere",
  ]],
  ['two mounts that variables make one', { ...pass('x', '/v'), ...main({ ...mounts('/v', '{{workflow.parameters.x}}') }) }, [
    "error ARGO_MOUNT_DUPLICATE spec.templates[0].container.volumeMounts[1].mountPath: got '{{workflow.parameters.x}}'; the volume v is there already; mount one of them elsewhere",
  ]],
  ['no image of a container', main({ container: {} }), [
    'error ARGO_IMAGE_MISSING spec.templates[0].container.image: required, unless spec.templateDefaults gives one',
  ]],
  ['no image of a script', main({ script: { source: 'x' } }), [
    'error ARGO_IMAGE_MISSING spec.templates[0].script.image: required, unless spec.templateDefaults gives one',
  ]],
  ['an image that is an empty parameter', { ...pass('i', ''), ...main({ container: { image: '{{workflow.parameters.i}}' } }) }, [
    "error ARGO_IMAGE_MISSING spec.templates[0].container.image: got ''; required, unless spec.templateDefaults gives one",
  ]],
  ['a negative deadline', main({ activeDeadlineSeconds: -1, container: C }), [
    'error ARGO_DEADLINE spec.templates[0].activeDeadlineSeconds: got -1; seconds, above 0, or one variable',
  ]],
  ['a deadline that is no number', main({ activeDeadlineSeconds: '1h', container: C }), [
    "error ARGO_DEADLINE spec.templates[0].activeDeadlineSeconds: got '1h'; seconds, above 0, or one variable",
  ]],
  ['a deadline of half a second', main({ activeDeadlineSeconds: '0.5', container: C }), [
    "error ARGO_DEADLINE spec.templates[0].activeDeadlineSeconds: got '0.5'; seconds, above 0, or one variable",
  ]],
  ['a timeout without a unit', main({ timeout: '60', container: C }), [
    "error ARGO_DURATION spec.templates[0].timeout: got '60'; a number with a unit, such as 30s or 1h30m",
  ]],
  ['the timeout of a suspend', main({ timeout: '60s', suspend: {} }), [
    "error ARGO_FIELD_MISPLACED spec.templates[0].timeout: got '60s'; only templates that do something themselves have a timeout; a suspend has a duration",
  ]],
  ['the parallelism of a container', main({ parallelism: 2, container: C }), [
    'error ARGO_FIELD_MISPLACED spec.templates[0].parallelism: got 2; only steps and dag templates have parallelism; spec.parallelism bounds the whole workflow',
  ]],
  ['an output that says nothing', output({}), [
    'error ARGO_OUTPUT spec.templates[0].outputs.parameters[0].valueFrom: required: where the value comes from',
  ]],
  ['an output of nowhere', output({ valueFrom: { default: 'x' } }), [
    'error ARGO_OUTPUT spec.templates[0].outputs.parameters[0].valueFrom: say where the value comes from: path',
  ]],
  ['an output with a value, and from a file', output({ value: 'x', valueFrom: { path: '/x' } }), [
    "error ARGO_OUTPUT spec.templates[0].outputs.parameters[0].value: got 'x'; value and valueFrom exclude each other; keep one",
  ]],
  ['an output from two places', output({ valueFrom: { path: '/x', expression: 'x' } }), [
    "error ARGO_OUTPUT spec.templates[0].outputs.parameters[0].valueFrom.expression: got 'x'; one source alone: path or expression",
  ]],
  ['an output of a container from a parameter', output({ valueFrom: { parameter: 'x' } }), [
    "error ARGO_OUTPUT spec.templates[0].outputs.parameters[0].valueFrom.parameter: got 'x'; the outputs of a container template come from path",
  ]],
  ['an output of a resource from a file', output({ valueFrom: { path: '/x' } }, { resource: { action: 'get' } }), [
    "error ARGO_OUTPUT spec.templates[0].outputs.parameters[0].valueFrom.path: got '/x'; the outputs of a resource template come from jqFilter or jsonPath",
  ]],
  ['an output of steps from a file', output({ valueFrom: { path: '/x' } }, steps(call('a', 'say'))), [
    "error ARGO_OUTPUT spec.templates[0].outputs.parameters[0].valueFrom.path: got '/x'; the outputs of a steps template come from parameter or expression",
  ]],
  ['an output of a suspend from nowhere', output({ valueFrom: {} }, { suspend: {} }), [
    'error ARGO_OUTPUT spec.templates[0].outputs.parameters[0].valueFrom: say where the value comes from: supplied',
  ]],
  ['no action', main({ resource: { manifest: 'a: b' } }), [
    'error ARGO_RESOURCE spec.templates[0].resource.action: one of get, create, apply, delete, replace, patch',
  ]],
  ['no manifest', resource({}), [
    'error ARGO_RESOURCE spec.templates[0].resource.manifest: required, or manifestFrom, unless the action is get or delete',
  ]],
  ['a manifest that is no YAML', resource({ manifest: 'a: b: c' }), [
    'error ARGO_RESOURCE spec.templates[0].resource.manifest: not YAML; put quotes around values that begin with {{ or hold a colon',
  ]],
  ['a variable without quotes that Argo does not know', resource({ manifest: 'a: {{ .Values.a }}' }), [
    'error ARGO_RESOURCE spec.templates[0].resource.manifest: not YAML; put quotes around values that begin with {{ or hold a colon',
  ]],
  ['a manifest of an artifact that is no input', resource({ manifestFrom: { artifact: { name: 'f' } } }), [
    "error ARGO_RESOURCE spec.templates[0].resource.manifestFrom.artifact.name: got 'f'; no artifact of inputs.artifacts has that name",
  ]],
  ['no containers', main({ containerSet: { containers: [] } }), [
    'error ARGO_CONTAINER_SET spec.templates[0].containerSet.containers: at least one container',
  ]],
  ['two containers of one name', main(set({ name: 'a', ...C }, { name: 'a', ...C })), [
    "error ARGO_NAME_DUPLICATE spec.templates[0].containerSet.containers[1].name: got 'a'; names are unique here; rename one of the two",
  ]],
  ['a container without a form of name', main(set({ name: 'a_b', ...C })), [
    "error ARGO_NAME_INVALID spec.templates[0].containerSet.containers[0].name: got 'a_b'; letters, digits and -, starting with a letter or digit, at most 128",
  ]],
  ['a container that waits for nobody', main(set({ name: 'a', ...C, dependencies: ['mian'] }, { name: 'main', ...C })), [
    "error ARGO_DEPENDENCY_UNKNOWN spec.templates[0].containerSet.containers[0].dependencies[0]: got 'mian'; no container has that name; did you mean 'main'?",
  ]],
  ['containers that wait for each other', main(set({ name: 'a', ...C, dependencies: ['b'] }, { name: 'b', ...C, dependencies: ['a'] })), [
    "error ARGO_DEPENDENCY_CYCLE spec.templates[0].containerSet.containers[0].dependencies: got 'a -> b -> a'; containers that wait for each other never start; break the circle",
  ]],
  ['outputs without a container named main', main({ ...set({ name: 'a', ...C }), outputs: { parameters: [{ name: 'o', valueFrom: { path: '/o' } }] } }), [
    'error ARGO_CONTAINER_SET spec.templates[0].containerSet.containers: input artifacts and outputs belong to a container named main; name one so',
  ]],
  ['two mounts of a set at one path', main({ containerSet: { containers: [{ name: 'a', ...C }], volumeMounts: [{ name: 'v', mountPath: '/v' }, { name: 'w', mountPath: '/v' }] }, volumes: [{ name: 'v', emptyDir: {} }, { name: 'w', emptyDir: {} }] }), [
    "error ARGO_MOUNT_DUPLICATE spec.templates[0].containerSet.volumeMounts[1].mountPath: got '/v'; the volume v is there already; mount one of them elsewhere",
  ]],
  ['a label of a metric with a dash', metric({ labels: [{ key: 'a-b', value: 'c' }] }), [
    "error ARGO_METRIC spec.templates[0].metrics.prometheus[0].labels[0].key: got 'a-b'; letters, digits and _, not starting with a digit",
  ]],
  ['a counter without a value', metric({ counter: { value: '' } }), [
    "error ARGO_METRIC spec.templates[0].metrics.prometheus[0].counter.value: got ''; required: a number, or a variable that is one",
  ]],
  ['a gauge without a value', metric({ counter: undefined, gauge: { value: '', realtime: false } }), [
    "error ARGO_METRIC spec.templates[0].metrics.prometheus[0].gauge.value: got ''; required: a number, or a variable that is one",
  ]],
  ['a histogram without a value', metric({ counter: undefined, histogram: { value: '', buckets: [1] } }), [
    "error ARGO_METRIC spec.templates[0].metrics.prometheus[0].histogram.value: got ''; required: a number, or a variable that is one",
  ]],
])('%s is refused', (_, spec, lines) => {
  expect(found(workflow(spec))).toEqual(lines);
});

const KERBEROS = { krbServicePrincipalName: 'p', krbConfigConfigMap: { name: 'c', key: 'k' }, krbUsername: 'u', krbRealm: 'r' };

test.each<Row>([
  ['a path with a step up within its folder', path('/safe/../safe/b'), []],
  ['short paths', path('/ab'), []],
  ['a path from here', path('a/./b'), []],
  ['HDFS with a user', hdfs({ hdfsUser: 'u' }), []],
  ['HDFS with Kerberos', hdfs({ krbKeytabSecret: { name: 's', key: 'k' }, ...KERBEROS }), []],
  ['mounts and artifacts apart', main({ ...mounts('/v', '/w'), inputs: { artifacts: [{ name: 'f', path: '/f', raw: { data: 'x' } }] } }), []],
  ['an image by default', { templateDefaults: { container: C, script: C }, ...main({ container: {} }, { name: 'other', script: { source: 'x' } }) }, []],
  ['deadlines', main({ activeDeadlineSeconds: 60, container: C }, { ...SAY, activeDeadlineSeconds: '60' }, { ...MAKE, ...inputs('t'), activeDeadlineSeconds: '{{inputs.parameters.t}}' }), []],
  ['a timeout', main({ timeout: '1h30m', container: C }), []],
  ['a value as output', output({ value: 'x' }), []],
  ['the outputs of each type', main({ container: C, outputs: { parameters: [{ name: 'o', valueFrom: { path: '/o' } }] } }, { name: 'a', resource: { action: 'get' }, outputs: { parameters: [{ name: 'o', valueFrom: { jqFilter: '.a' } }, { name: 'p', valueFrom: { jsonPath: '{.a}' } }] } }), []],
  ['an output of steps by expression', output({ valueFrom: { expression: 'steps.a.status' } }, steps(call('a', 'say'))), []],
  ['an output that a person gives', output({ valueFrom: { supplied: {} } }, { suspend: {} }), []],
  ['get without a manifest', main({ resource: { action: 'get', flags: ['pods'] } }), []],
  ['manifests with variables', resource({ manifest: 'a: {{workflow.name}}\nb: {{=asInt("1")}}\n{{= more }}' }), []],
  ['manifests with tags and several documents', resource({ manifest: '---\na: !Ref b\n---\nc: [' }), []],
  ['a manifest from an artifact', main({ inputs: { artifacts: [{ name: 'f', path: '/f', raw: { data: 'a: b' } }] }, resource: { action: 'apply', manifestFrom: { artifact: { name: 'f' } } } }), []],
  ['containers that wait', main({ ...set({ name: 'main', ...C, dependencies: ['a'] }, { name: 'a', ...C }), outputs: { parameters: [{ name: 'o', valueFrom: { path: '/o' } }] } }), []],
  ['metrics', metric({ labels: [{ key: 'a_b', value: '{{status}}' }], when: '{{status}} == Failed' }), []],
  ['each other type', main({ suspend: { duration: '10' } }, { name: 'a', http: { url: 'http://x' } }, { name: 'b', plugin: { p: {} } }, { name: 'c', data: { source: { artifactPaths: { name: 'd', s3: { key: 'k' } } }, transformation: [{ expression: 'data' }] } }), []],
])('%s is fine', (_, spec, lines) => {
  expect(found(workflow(spec))).toEqual(lines);
});
