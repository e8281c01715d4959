import type { Manifest } from '../../../lib/check';
import { fieldOf } from '../../../lib/check';
import { foundIn, linesOf, object } from '../manifests';

const DNS = 'a name is a DNS subdomain: use lower-case letters, digits, - and .';
const labelled = (labels: object): Manifest => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', labels: labels as Record<string, string> } });

describe('names', () => {
  test.each<[string, Manifest, string]>([
    ['upper case', object('v1', 'ConfigMap', 'Iris'), `got 'Iris'; ${DNS}`],
    ['an underscore', object('v1', 'ConfigMap', 'my_map'), `got 'my_map'; ${DNS}`],
    ['a blank', object('v1', 'ConfigMap', 'a b'), `got 'a b'; ${DNS}`],
    ['a dash at the end', object('v1', 'ConfigMap', 'a-'), `got 'a-'; ${DNS}`],
    ['two dots', object('v1', 'ConfigMap', 'a..b'), `got 'a..b'; ${DNS}`],
    ['letters beyond ASCII', object('v1', 'ConfigMap', 'süß'), `got 'süß'; ${DNS}`],
    ['a Service that starts with a digit', object('v1', 'Service', '1a'),
      "got '1a'; a Service name is a DNS label: use lower-case letters, digits and -, starting with a letter"],
    ['a Service with a dot', object('v1', 'Service', 'a.b'),
      "got 'a.b'; a Service name is a DNS label: use lower-case letters, digits and -, starting with a letter"],
    ['a Namespace with a dot', object('v1', 'Namespace', 'a.b'), "got 'a.b'; a Namespace name is a DNS label: use lower-case letters, digits and -"],
    ['a Job with an underscore', object('batch/v1', 'Job', 'a_b'), "got 'a_b'; the name becomes a label of the Pods: use lower-case letters, digits, - and ."],
  ])('%s is refused', (_, manifest, line) => {
    expect(linesOf([manifest])).toEqual([`[${manifest.kind}/${manifest.metadata.name}] NAME_INVALID metadata.name: ${line}`]);
  });

  test.each<[string, Manifest]>([
    ['dots in a ConfigMap', object('v1', 'ConfigMap', 'kube-root-ca.crt')],
    ['a digit first in a Namespace', object('v1', 'Namespace', '2024')],
    ['a Service of another group with a digit first', object('serving.knative.dev/v1', 'Service', '1a')],
    ['colons in an RBAC name', object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:Team_A')],
    ['no name yet', { apiVersion: 'v1', kind: 'Pod', metadata: {} }],
  ])('%s is accepted', (_, manifest) => {
    expect(linesOf([manifest])).toEqual([]);
  });

  test.each<[kind: string, apiVersion: string, max: number, why: string]>([
    ['Service', 'v1', 63, 'a Service name is a DNS label'],
    ['Namespace', 'v1', 63, 'a Namespace name is a DNS label'],
    ['Job', 'batch/v1', 63, 'the name becomes a label of the Pods'],
    ['CronJob', 'batch/v1', 52, 'the controller adds 11 characters for each Job'],
    ['Deployment', 'apps/v1', 253, 'a name is a DNS subdomain'],
    ['ConfigMap', 'v1', 253, 'a name is a DNS subdomain'],
  ])('the longest name of a %s in %s has %i characters', (kind, apiVersion, max, why) => {
    expect(linesOf([object(apiVersion, kind, 'x'.repeat(max))])).toEqual([]);
    const [line] = linesOf([object(apiVersion, kind, 'x'.repeat(max + 1))]);
    expect(line).toContain('NAME_TOO_LONG metadata.name: got ');
    expect(line).toMatch(new RegExp(`; ${max + 1} characters, at most ${max} \\(${kind}: ${why}\\); shorten the construct's id or set \`name\`$`));
  });
});

describe('what else stands in for a name', () => {
  const told = (apiVersion: string, kind: string, metadata: object, rest: object = {}) => foundIn([{ apiVersion, kind, metadata, ...rest } as Manifest]).filter(line => / metadata\./.test(line) && !line.startsWith('info'));

  test.each<[string, string, string, object, string]>([
    ['no name', 'v1', 'ConfigMap', {}, 'error VALUE_MISSING metadata.name: every object has a name'],
    ['an empty name', 'v1', 'ConfigMap', { name: '' }, "error VALUE_MISSING metadata.name: got ''; every object has a name"],
    ['a StatefulSet with a dot', 'apps/v1', 'StatefulSet', { name: 'a.b' },
      "error NAME_INVALID metadata.name: got 'a.b'; the name becomes a host name: use lower-case letters, digits and -"],
    ['a StatefulSet of 53 characters, which gets no pods', 'apps/v1', 'StatefulSet', { name: 'x'.repeat(53) },
      `warning NAME_TOO_LONG metadata.name: got '${'x'.repeat(53)}'; 53 characters, at most 52: the controller labels the pods with the name and 11 characters more, and can make none`],
    ['a budget with a slash', 'policy/v1', 'PodDisruptionBudget', { name: 'a/b' },
      "error NAME_INVALID metadata.name: got 'a/b'; a name is part of a path: use no / and no %, and not . or .."],
    ['a role with a percent sign', 'rbac.authorization.k8s.io/v1', 'Role', { name: 'a%' },
      "error NAME_INVALID metadata.name: got 'a%'; a name is part of a path: use no / and no %, and not . or .."],
    ['the front of a name in upper case', 'v1', 'ConfigMap', { generateName: 'Run-' },
      "error NAME_INVALID metadata.generateName: got 'Run-'; a name is a DNS subdomain: use lower-case letters, digits, - and ."],
    ['the front of a CronJob of 48 characters', 'batch/v1', 'CronJob', { generateName: `${'x'.repeat(47)}-` },
      `error NAME_TOO_LONG metadata.generateName: got '${'x'.repeat(47)}-'; 48 characters, at most 47: five are added, and the controller adds 11 characters for each Job`],
    ['a namespace with a dot', 'v1', 'ConfigMap', { name: 'a', namespace: 'a.b' },
      "error NAME_INVALID metadata.namespace: got 'a.b'; a Namespace name is a DNS label: use lower-case letters, digits and -"],
  ])('%s', (_, apiVersion, kind, metadata, line) => {
    expect(told(apiVersion, kind, metadata)).toEqual([line]);
  });

  test.each<[string, string, string, object]>([
    ['a name to be generated', 'batch/v1', 'Job', { generateName: 'run-' }],
    ['a budget in upper case', 'policy/v1', 'PodDisruptionBudget', { name: 'Main Budget' }],
    ['a question to the server', 'authorization.k8s.io/v1', 'SelfSubjectAccessReview', {}],
    ['a kind that nobody knows', 'example.com/v1', 'Run', {}],
    ['a StatefulSet of 52 characters', 'apps/v1', 'StatefulSet', { name: 'x'.repeat(52) }],
    ['an empty namespace', 'v1', 'ConfigMap', { name: 'a', namespace: '' }],
  ])('%s is fine', (_, apiVersion, kind, metadata) => {
    expect(told(apiVersion, kind, metadata)).toEqual([]);
  });
});

describe('labels', () => {
  const KEY = 'a label key is [prefix/]name with a name of at most 63 letters, digits, -, _ and .';
  const VALUE = 'a label value is at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit';

  test.each([
    ['a blank', 'a b'],
    ['nothing', ''],
    ['nothing after the prefix', 'example.com/'],
    ['an upper-case prefix', 'Example.com/a'],
    ['two slashes', 'a/b/c'],
    ['a dash at the end', 'a-'],
    ['a name of 64 characters', 'x'.repeat(64)],
    ['a name of 64 characters after a prefix', `example.com/${'x'.repeat(64)}`],
    ['a prefix with two dots, which is no DNS name', 'a..b/c'],
    ['a prefix of 254 characters', `${'x'.repeat(254)}/c`],
  ])('a key with %s is refused', (_, key) => {
    expect(linesOf([labelled({ [key]: 'v' })])).toEqual([`[ConfigMap/x] LABEL_INVALID ${fieldOf(['metadata', 'labels', key])}: ${KEY}`]);
  });

  test.each<[string, unknown, string]>([
    ['a blank', 'a b', "'a b'"],
    ['a dash at the end', 'a-', "'a-'"],
    ['a slash', 'a/b', "'a/b'"],
    ['64 characters', 'x'.repeat(64), `'${'x'.repeat(64)}'`],
  ])('a value of %s is refused', (_, value, got) => {
    expect(linesOf([labelled({ key: value })])).toEqual([`[ConfigMap/x] LABEL_INVALID metadata.labels.key: got ${got}; ${VALUE}`]);
  });

  test.each([
    ['an empty value', 'key', ''],
    ['63 characters', 'x'.repeat(63), 'x'.repeat(63)],
    ['a prefix', 'app.kubernetes.io/name', 'Model_API.v1-2'],
  ])('%s is accepted', (_, key, value) => {
    expect(linesOf([labelled({ [key]: value })])).toEqual([]);
  });
});
