import type { ManyRow, Row } from './platform';
import { found, notebook, pvcViewer, tensorboard } from './platform';
import type { Manifest } from '../../../../lib/check';

const annotated = (annotations: object) => notebook({}, { annotations });
const at = (key: string) => `metadata.annotations['${key}']`;
const HEADERS = 'notebooks.kubeflow.org/http-headers-request-set';
const REWRITE = 'notebooks.kubeflow.org/http-rewrite-uri';
const TYPE = 'notebooks.kubeflow.org/server-type';

test.each([
  ['Jupyter', notebook()],
  ['a GPU, shared memory and labels for PodDefaults', notebook({ resources: { limits: { 'nvidia.com/gpu': 1 } } }, { labels: { 'app': 'churn', 'access-ml-pipeline': 'true' } })],
  ['a port of its own, and the prefix as it is', notebook({ ports: [{ containerPort: 8080 }], env: [{ name: 'NB_PREFIX', value: '/notebook/team/churn/' }] })],
  ['a prefix that is put together', notebook({ env: [{ name: 'NB_PREFIX', value: '/notebook/$(NAMESPACE)/churn' }] })],
  ['another prefix with a rewrite', notebook({ env: [{ name: 'NB_PREFIX', value: '/' }] }, { annotations: { [REWRITE]: '/' } })],
  ['VS Code', notebook({ image: 'codeserver-python:v1.11.0' }, { annotations: { [TYPE]: 'group-one', [REWRITE]: '/' } })],
  ['Jupyter from a registry of that name', notebook({ image: 'rstudio.example.com/jupyter:1' })],
  ['RStudio', annotated({ [TYPE]: 'group-two', [REWRITE]: '/', [HEADERS]: '{"X-RStudio-Root-Path":"/notebook/team/churn/"}' })],
  ['one that is stopped', annotated({ 'kubeflow-resource-stopped': '2030-01-31T08:00:00Z' })],
  ['annotations of others', annotated({ 'notebooks.example.com/type': 'x', 'notebooks.kubeflow.org/creator': 'ann' })],
  ['a name that the server makes', notebook({}, { name: undefined, generateName: 'churn-' })],
  ['a sidecar', notebook({}, {}, { containers: [{ name: 'server', image: 'a:1', volumeMounts: [{ name: 'home', mountPath: '/home/jovyan' }] }, { name: 'churn', image: 'b:1' }] })],
] as [string, Manifest][])('%s is fine', (_, manifest) => {
  expect(found(manifest)).toEqual([]);
});

const LONG = `n${'o'.repeat(52)}`;
test.each([
  ['a name that is too long', LONG, `metadata.name: got '${LONG}'; 53 characters, at most 52: the pods of its StatefulSet are labelled with the name and 11 characters more, and none can be made`],
  ['a name with a dot', 'churn.v2', "metadata.name: got 'churn.v2'; the controller makes a Service of this name: use lower-case letters, digits and -, starting with a letter"],
  ['a name with a digit in front', '2030', "metadata.name: got '2030'; the controller makes a Service of this name: use lower-case letters, digits and -, starting with a letter"],
])('%s makes no pods', (_, name, line) => {
  expect(found(notebook({ name }, { name }))).toContain(`warning NOTEBOOK_NAME ${line}`);
});

test('a generated name has five characters more', () => {
  const generateName = 'n'.repeat(48);
  expect(found(notebook({}, { name: undefined, generateName }))).toEqual([
    `warning NOTEBOOK_NAME metadata.generateName: got '${generateName}'; 48 characters, at most 47: the pods of its StatefulSet are labelled with the name and 11 characters more, and none can be made`,
  ]);
});

const CONTAINER = 'spec.template.spec.containers[0]';
test.each<Row>([
  ['a container of another name', { name: 'notebook' }, [
    `warning NOTEBOOK_CONTAINER ${CONTAINER}.name: got 'notebook'; name it 'churn', as the Notebook: the controller follows the state of that container alone`,
  ]],
  ['an empty list of ports', { ports: [] }, [
    `warning NOTEBOOK_PORT ${CONTAINER}.ports: leave it out for port 8888: the controller takes the first port of the list, and crashes where it is empty`,
  ]],
  ['the port of the server second', { ports: [{ containerPort: 6006 }, { containerPort: 8888 }] }, [
    `warning NOTEBOOK_PORT ${CONTAINER}.ports[0].containerPort: got 6006; the Service leads to the first port of the list: put 8888 first`,
  ]],
  ['a port of UDP', { ports: [{ containerPort: 8888, protocol: 'UDP' }] }, [
    `warning NOTEBOOK_PORT ${CONTAINER}.ports[0].protocol: got 'UDP'; the Service leads to the first port of the list, by TCP`,
  ]],
  ['another prefix', { env: [{ name: 'NB_PREFIX', value: '/churn' }] }, [
    `warning NOTEBOOK_PREFIX ${CONTAINER}.env[0].value: got '/churn'; leave it out: requests come in under /notebook/team/churn, which the controller sets`,
  ]],
  ['nothing that keeps', { volumeMounts: [] }, [
    `info NOTEBOOK_STORAGE ${CONTAINER}.volumeMounts: mount a PersistentVolumeClaim at the home directory: what is written elsewhere is lost when the Notebook stops`,
  ]],
])('%s is told', (_, container, lines) => {
  expect(found(notebook(container))).toEqual(lines);
});

test.each<Row>([
  ['an end', { restartPolicy: 'Never', activeDeadlineSeconds: 60 }, [
    "warning RESTART_POLICY spec.template.spec.restartPolicy: got 'Never'; the pod of a Notebook is always started again, and the API server refuses what the controller makes: leave it out",
    'warning FIELD_NOT_ALLOWED spec.template.spec.activeDeadlineSeconds: got 60; the pod of a Notebook has no end, and the API server refuses what the controller makes: leave it out',
  ]],
  ['a security context without a group', { securityContext: { runAsUser: 1000 } }, [
    'info NOTEBOOK_STORAGE spec.template.spec.securityContext.fsGroup: the controller adds fsGroup 100 only where there is no securityContext: without it the user may not write to the volume',
  ]],
  ['a volume that it does not have', { volumes: [] }, [
    `info NOTEBOOK_STORAGE ${CONTAINER}.volumeMounts: mount a PersistentVolumeClaim at the home directory: what is written elsewhere is lost when the Notebook stops`,
    `warning VOLUME_UNKNOWN ${CONTAINER}.volumeMounts[0].name: got 'home'; the pod has no volumes: add this one, or mount one of them`,
  ]],
])('a pod with %s is told', (_, pod, lines) => {
  expect(found(notebook({}, {}, pod)).sort()).toEqual(lines.sort());
});

test('a Notebook without a pod crashes the controller', () => {
  expect(found({ ...notebook(), spec: {} })).toEqual([
    'warning NOTEBOOK_CONTAINER spec.template.spec.containers: give the container of the server: without one the controller crashes',
  ]);
});

test.each<Row>([
  ['an annotation that is misspelt', { 'notebooks.kubeflow.org/http-rewrite-url': '/' }, [
    `warning NOTEBOOK_ANNOTATION ${at('notebooks.kubeflow.org/http-rewrite-url')}: got '/'; nobody reads this annotation; did you mean '${REWRITE}'?`,
  ]],
  ['a stop that says false', { 'kubeflow-resource-stopped': 'false' }, [
    `warning NOTEBOOK_STOPPED ${at('kubeflow-resource-stopped')}: got 'false'; a Notebook with this annotation is stopped, whatever it says: remove it to start, or write the time such as 2030-01-31T08:00:00Z`,
  ]],
  ['an activity that is no time', { 'notebooks.kubeflow.org/last-activity': 'never' }, [
    `warning NOTEBOOK_ANNOTATION ${at('notebooks.kubeflow.org/last-activity')}: got 'never'; leave it out: the culler writes it, and cannot read this one, so that the Notebook is never stopped`,
  ]],
  ['a type that is misspelt', { [TYPE]: 'jupiter' }, [
    `warning NOTEBOOK_ANNOTATION ${at(TYPE)}: got 'jupiter'; did you mean 'jupyter'? Others are shown as jupyter`,
  ]],
  ['a type of its own', { [TYPE]: 'streamlit-app' }, [
    `warning NOTEBOOK_ANNOTATION ${at(TYPE)}: got 'streamlit-app'; one of jupyter, group-one, group-two: others are shown as jupyter`,
  ]],
  ['a rewrite that is no path', { [REWRITE]: 'lab' }, [
    `warning NOTEBOOK_ANNOTATION ${at(REWRITE)}: got 'lab'; a path: it starts with /`,
  ]],
  ['VS Code without a rewrite', { [TYPE]: 'group-one' }, [
    `warning NOTEBOOK_REWRITE ${at(REWRITE)}: write '/': VS Code and RStudio serve there, and requests come in under /notebook/<namespace>/<name>/`,
  ]],
  ['RStudio without its header', { [TYPE]: 'group-two', [REWRITE]: '/' }, [
    `warning NOTEBOOK_HEADERS ${at(HEADERS)}: RStudio has to know its path: write {"X-RStudio-Root-Path":"/notebook/team/churn/"}`,
  ]],
  ['headers that are not JSON', { [HEADERS]: '{X-A: b}' }, [
    `warning NOTEBOOK_HEADERS ${at(HEADERS)}: got '{X-A: b}'; a JSON object of texts, such as {"X-Header":"value"}: the controller ignores all of it otherwise`,
  ]],
  ['a header that is a number', { [HEADERS]: '{"X-A":1}' }, [
    `warning NOTEBOOK_HEADERS ${at(HEADERS)}: got '{"X-A":1}'; a JSON object of texts, such as {"X-Header":"value"}: the controller ignores all of it otherwise`,
  ]],
  ['the path of another Notebook', { [HEADERS]: '{"X-RStudio-Root-Path":"/notebook/team/other/"}' }, [
    `warning NOTEBOOK_HEADERS ${at(HEADERS)}: got '{"X-RStudio-Root-Path":"/notebook/team/other/"}'; X-RStudio-Root-Path is the path of this Notebook, /notebook/team/churn/`,
  ]],
])('%s is told', (_, annotations, lines) => {
  expect(found(annotated(annotations))).toEqual(lines);
});

test('an image of RStudio needs the rewrite too', () => {
  expect(found(notebook({ image: 'ghcr.io/kubeflow/kubeflow/notebook-servers/rstudio-tidyverse:v1.11.0' }))).toEqual([
    `warning NOTEBOOK_REWRITE ${at(REWRITE)}: write '/': VS Code and RStudio serve there, and requests come in under /notebook/<namespace>/<name>/`,
  ]);
});

test('labels of the controller stay its own', () => {
  expect(found(notebook({}, { labels: { 'statefulset': 'a', 'notebook-name': 'b' } }))).toEqual([
    "warning NOTEBOOK_LABEL metadata.labels.statefulset: got 'a'; remove it: it overwrites the label that the StatefulSet selects its pod by, and the API server refuses that",
    "warning NOTEBOOK_LABEL metadata.labels.notebook-name: got 'b'; remove it: it overwrites the label that the controller knows the pod by, and the status is never updated",
  ]);
  expect(found(notebook({}, { labels: { 'statefulset': 'churn', 'notebook-name': 'churn' } }))).toEqual([]);
});

const service = (name: string, kind = 'Service', apiVersion = 'v1'): Manifest => ({ apiVersion, kind, metadata: { name, namespace: 'team' }, spec: { selector: { app: name }, ports: [{ port: 80 }] } });
const inTheWay = (who: string, name: string) =>
  `warning PLATFORM_NAME_TAKEN metadata.name: got '${name}'; ${who} of this input is in the way: the controller makes one of that name, and overwrites it; rename one of the two`;
const twins = (who: string) => `warning PLATFORM_NAME_TAKEN metadata.name: got 'churn'; ${who} of this input has the name too, and their controllers make one Service for both; rename one of the two`;
test.each<ManyRow>([
  ['a Service', [notebook(), service('churn')], [inTheWay("Service 'churn'", 'churn')]],
  ['a Tensorboard', [notebook(), tensorboard('s3://logs/churn', { name: 'churn' })], [twins("Tensorboard 'churn'"), twins("Notebook 'churn'")]],
  ['the Service of a viewer', [pvcViewer({}), service('pvcviewer-runs')], [inTheWay("Service 'pvcviewer-runs'", 'runs')]],
  ['another Service', [notebook(), service('other')], []],
])('%s of the input may be in the way', (_, manifests, lines) => {
  expect(found(...manifests)).toEqual(lines);
});

test('what is of the wrong type is left to the schema', () => {
  for (const spec of [null, { template: 1 }, { template: { spec: [] } }, { template: { spec: { containers: [null, 1, { ports: {}, env: [1], volumeMounts: 'x' }], volumes: [null] } } }]) {
    expect(() => found({ ...notebook(), spec })).not.toThrow();
  }
});
