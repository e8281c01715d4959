import type { ManyRow, Row } from './platform';
import { found, notebook, podDefault, profile, tensorboard } from './platform';
import type { Manifest } from '../../../../lib/check';

const env = (name: string, value: string) => ({ env: [{ name, value }] });
const TOKEN = {
  desc: 'Pipelines',
  ...env('KF_PIPELINES_SA_TOKEN_PATH', '/var/run/secrets/kubeflow/pipelines/token'),
  volumes: [{ name: 'token', projected: { sources: [{ serviceAccountToken: { path: 'token', expirationSeconds: 7200, audience: 'pipelines.kubeflow.org' } }] } }],
  volumeMounts: [{ name: 'token', mountPath: '/var/run/secrets/kubeflow/pipelines', readOnly: true }],
};
const USED = { labels: { use: 'true' } };
const namespace = (labels: object): Manifest => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team', labels } as Manifest['metadata'] });
const pod = (labels: object, spec: object = {}): Manifest =>
  ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'team', labels } as Manifest['metadata'], spec: { containers: [{ name: 'main', image: 'a:1' }], ...spec } });

test.each<ManyRow>([
  ['a token', [podDefault(TOKEN)], []],
  ['one that a Notebook uses', [podDefault(TOKEN), notebook({}, USED)], []],
  ['one beside pods of other labels', [podDefault(TOKEN), pod({ app: 'server' })], []],
  ['much at once', [podDefault({
    envFrom: [{ secretRef: { name: 'bucket' } }], tolerations: [{ key: 'pool', operator: 'Exists' }], labels: { a: 'b' }, annotations: { c: 'd' }, imagePullSecrets: [{ name: 'registry' }],
    sidecars: [{ name: 'sync', image: 'sync:1' }], initContainers: [{ name: 'fetch', image: 'fetch:1' }], command: ['sh'], serviceAccountName: 'default-editor',
  }), notebook({}, USED)], []],
  ['the same from two', [podDefault(env('A', 'b'), 'one'), podDefault(env('A', 'b'), 'two'), notebook({ env: [{ name: 'A', value: 'b' }] }, USED)], []],
  ['a pod that is left out', [podDefault(env('A', 'b')), notebook(env('A', 'c'), { ...USED, annotations: { 'poddefault.admission.kubeflow.org/exclude': 'true' } })], []],
  ['two that never meet', [podDefault({ ...env('A', 'b'), selector: { matchLabels: { env: 'dev' } } }, 'one'), podDefault({ ...env('A', 'c'), selector: { matchLabels: { env: 'prod' } } }, 'two')], []],
  ['a namespace of a profile', [podDefault(TOKEN), namespace({ 'app.kubernetes.io/part-of': 'kubeflow-profile' })], []],
  ['a profile', [podDefault(TOKEN), profile({}, 'team')], []],
  ['a volume of another one', [podDefault({ volumes: TOKEN.volumes }, 'one'), podDefault({ volumeMounts: TOKEN.volumeMounts }, 'two')], []],
  ['a volume of its pods', [podDefault({ volumeMounts: [{ name: 'home', mountPath: '/old' }] }), notebook({ volumeMounts: [] }, USED)], [
    'info NOTEBOOK_STORAGE spec.template.spec.containers[0].volumeMounts: mount a PersistentVolumeClaim at the home directory: what is written elsewhere is lost when the Notebook stops',
  ]],
])('%s is fine', (_, manifests, lines) => {
  expect(found(...manifests)).toEqual(lines);
});

const BROKEN = 'with a selector that it cannot read, the webhook refuses every pod of the namespace';
test.each<Row>([
  ['everything', {}, [
    'warning POD_DEFAULT_SELECTOR spec.selector: an empty one selects every pod of the namespace, those of pipelines and models too: name a label under matchLabels',
  ]],
  ['by an operator that is none', { matchExpressions: [{ key: 'a', operator: 'Equals', values: ['b'] }] }, [
    `warning POD_DEFAULT_SELECTOR spec.selector.matchExpressions[0].operator: got 'Equals'; one of In, NotIn, Exists, DoesNotExist; ${BROKEN}`,
  ]],
  ['by no values', { matchExpressions: [{ key: 'a', operator: 'In' }] }, [
    `warning POD_DEFAULT_SELECTOR spec.selector.matchExpressions[0].values: In needs values; ${BROKEN}`,
  ]],
])('a selector of %s is told', (_, selector, lines) => {
  expect(found(podDefault({ selector, ...env('A', 'b') }))).toEqual(lines);
});

test.each<ManyRow>([
  ['a label that is misspelt', [podDefault(env('A', 'b')), notebook({}, { labels: { uses: 'true' } })], [
    "warning POD_DEFAULT_SELECTOR spec.selector.matchLabels['use']: got 'true'; no pod of this input has this label; did you mean 'uses'?",
  ]],
  ['a value in another case', [podDefault(env('A', 'b')), tensorboard('s3://a/b', { labels: { use: 'True' } })], [
    "warning POD_DEFAULT_SELECTOR spec.selector.matchLabels['use']: got 'true'; no pod of this input has this value; did you mean 'True'?",
  ]],
  ['a namespace that is no profile', [podDefault(env('A', 'b')), namespace({})], [
    'warning POD_DEFAULT_NAMESPACE metadata.namespace: got \'team\'; without effect there: make the namespace by a Profile, or give it the label app.kubernetes.io/part-of: kubeflow-profile',
  ]],
])('%s is told', (_, manifests, lines) => {
  expect(found(...manifests)).toEqual(lines);
});

test.each<Row>([
  ['a mount of no volume', { volumeMounts: TOKEN.volumeMounts }, [
    "warning POD_DEFAULT_MOUNT spec.volumeMounts[0].name: got 'token'; add the volume under volumes: pods that do not have it are refused",
  ]],
  ['a volume that nobody mounts', { volumes: TOKEN.volumes }, [
    "warning POD_DEFAULT_MOUNT spec.volumes[0].name: got 'token'; add it to volumeMounts: no container sees the volume",
  ]],
  ['a variable that is none', env('A=B', 'c'), ["warning ENV_NAME_INVALID spec.env[0].name: got 'A=B'; use printable ASCII characters other than '='"]],
  ['a toleration of nothing', { tolerations: [{ value: 'x' }] }, [
    'warning TOLERATION_INVALID spec.tolerations[0].operator: without a key it has to be Exists, which tolerates every taint',
  ]],
  ['a label that is none', { labels: { a: 'b c' } }, [
    "warning LABEL_INVALID spec.labels.a: got 'b c'; a label value is at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit",
  ]],
  ['a sidecar with a name that is none', { sidecars: [{ name: 'Sync', image: 'a:1' }] }, [
    "warning NAME_INVALID spec.sidecars[0].name: got 'Sync'; a container is named like a DNS label: use at most 63 lower-case letters, digits and -",
  ]],
  ['one volume at two paths', { volumes: TOKEN.volumes, volumeMounts: [...TOKEN.volumeMounts, { name: 'token', mountPath: '/other' }] }, [
    "warning POD_DEFAULT_CONFLICT spec.volumeMounts[1].name: got 'token'; this PodDefault has a mount of volume 'token' of other content: the webhook refuses every pod that is selected; keep one",
  ]],
  ['two tolerations of one key', { tolerations: [{ key: 'a', operator: 'Exists', effect: 'NoSchedule' }, { key: 'a', operator: 'Exists', effect: 'NoExecute' }] }, [
    "warning POD_DEFAULT_CONFLICT spec.tolerations[1].key: got 'a'; this PodDefault has a toleration 'a' of other content: the webhook refuses every pod that is selected; keep one",
  ]],
])('%s is told', (_, spec, lines) => {
  expect(found(podDefault(spec))).toEqual(lines);
});

const clash = (field: string, got: string, who: string, what: string, end: string, level = 'warning') =>
  `${level} POD_DEFAULT_CONFLICT ${field}: got '${got}'; ${who} has a ${what} '${got}' of other content: the webhook refuses ${end}; rename one of the two`;
const NB = "Notebook 'churn'";
test.each<ManyRow>([
  ['a variable', [podDefault(env('A', 'b')), notebook(env('A', 'c'), USED)], [clash('spec.env[0].name', 'A', NB, 'variable', 'its pod')]],
  ['a volume', [podDefault({ volumes: [{ name: 'home', emptyDir: {} }], volumeMounts: [{ name: 'home', mountPath: '/home/jovyan' }] }), notebook({}, USED)], [
    clash('spec.volumes[0].name', 'home', NB, 'volume', 'its pod'),
  ]],
  ['a path', [podDefault({ volumes: TOKEN.volumes, volumeMounts: [{ name: 'token', mountPath: '/home/jovyan' }] }), notebook({}, USED)], [
    clash('spec.volumeMounts[0].mountPath', '/home/jovyan', NB, 'mount at', 'its pod'),
  ]],
  ['a label', [podDefault({ labels: { use: 'yes' } }), notebook({}, USED)], [clash('spec.labels.use', 'use', NB, 'label', 'its pod')]],
  ['a container', [podDefault({ sidecars: [{ name: 'main', image: 'b:1' }] }), pod({ use: 'true' })], [clash('spec.sidecars[0].name', 'main', "Pod 'p'", 'container', 'its pod')]],
  ['a container of a Tensorboard', [podDefault({ sidecars: [{ name: 'tensorboard', image: 'b:1' }] }), tensorboard('s3://a/b', USED)], [
    clash('spec.sidecars[0].name', 'tensorboard', "Tensorboard 'runs'", 'container', 'its pod'),
  ]],
  ['what another one adds', [
    podDefault({ ...env('A', 'b'), selector: { matchLabels: { a: 'true' } } }, 'one'), podDefault({ ...env('A', 'c'), selector: { matchLabels: { b: 'true' } } }, 'two'),
    notebook({}, { labels: { a: 'true', b: 'true' } }),
  ], [clash('spec.env[0].name', 'A', "PodDefault 'one'", 'variable', `the pod of ${NB}`)]],
  ['what another one adds to all that this one selects', [podDefault(env('A', 'b'), 'one'), podDefault(env('A', 'c'), 'two')], [
    clash('spec.env[0].name', 'A', "PodDefault 'one'", 'variable', 'a pod that both select'),
  ]],
  ['what another one may add', [podDefault({ ...env('A', 'b'), selector: { matchLabels: { a: 'true' } } }, 'one'), podDefault(env('A', 'c'), 'two')], [
    clash('spec.env[0].name', 'A', "PodDefault 'one'", 'variable', 'a pod that both select', 'info'),
  ]],
  ['nothing of another namespace', [podDefault(env('A', 'b'), 'one'), podDefault(env('A', 'c'), 'two', { namespace: 'other' })], []],
])('%s may be there with other content', (_, manifests, lines) => {
  expect(found(...manifests)).toEqual(lines);
});

test('what is of the wrong type is left to the schema', () => {
  for (const spec of [
    { selector: [] }, { selector: { matchLabels: 'x', matchExpressions: [null, 1] } }, { env: 'x', volumes: [1, null], volumeMounts: [{ name: 1 }], labels: [] },
    { env: [{ name: { a: 1 } }], sidecars: [null], initContainers: {}, tolerations: [{ key: 2 }], annotations: 'x' },
  ]) {
    expect(() => found(podDefault(spec), podDefault(spec, 'other'), notebook({ env: 1 }, USED))).not.toThrow();
  }
});
