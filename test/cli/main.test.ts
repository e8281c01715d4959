import { checked, configMap, run } from './run';

const MISSPELT = `# a Deployment
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: team
spec:
  replica: 2
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      containers: [{name: api, image: 'acme/api:1'}]
`;
const UNKNOWN = 'apiVersion: example.com/v1\nkind: Strange\nmetadata: {name: x}\n';
const TWICE = `${configMap('a')}---\n${configMap('a')}`;

describe('a check', () => {
  test('tells each problem with its line, and counts', async () => {
    expect(await run(['check', 'api.yaml'], { 'api.yaml': MISSPELT })).toEqual({
      code: 1,
      out: "api.yaml:8  Deployment/api  SCHEMA_UNKNOWN_FIELD  spec.replica: unknown field; did you mean 'replicas'?\n1 error, 0 warnings in 1 object\n",
      err: '',
    });
  });

  test('of manifests that are right says that nothing was found', async () => {
    expect(await run(['check', 'a.yaml'], { 'a.yaml': configMap('a') })).toEqual({ code: 0, out: '0 errors, 0 warnings in 1 object\n', err: '' });
  });

  test('reads what a pipe brings', async () => {
    expect(await checked(`---\n${configMap('a')}---\n${MISSPELT}`)).toEqual([
      "-:15  Deployment/api  SCHEMA_UNKNOWN_FIELD  spec.replica: unknown field; did you mean 'replicas'?",
      '1 error, 0 warnings in 2 objects',
    ]);
  });

  test('judges all inputs together, and names the place of the other object', async () => {
    const { code, out } = await run(['check', 'b.yaml', 'a.yaml'], { 'a.yaml': configMap('twin'), 'b.yaml': `---\n# first\n${configMap('twin')}` });
    expect(out).toMatch(/^a\.yaml:4 {2}ConfigMap\/twin {2}DUPLICATE_OBJECT \(warning\) {2}metadata\.name: got 'twin'; .* is also defined at \[b\.yaml:3\];/);
    expect(code).toBe(0);
  });
});

describe('levels', () => {
  test.each([
    ['a warning', [], 0, ['DUPLICATE_OBJECT (warning)']],
    ['a warning at level warning', ['--level', 'warning'], 1, ['DUPLICATE_OBJECT (warning)']],
    ['a warning at level info', ['--level=info'], 1, ['DUPLICATE_OBJECT (warning)']],
  ])('%s makes the exit code %p %i', async (_, options, code, marks) => {
    const ran = await run(['check', '-', ...options], {}, TWICE);
    expect([ran.code, ran.out.match(/[A-Z_]{6,}(?: \(\w+\))?/g)]).toEqual([code, marks]);
  });

  test('infos are told at level info alone, and then count', async () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: team}\nspec: {containers: [{name: p, image: acme/p}]}\n';
    expect((await run(['check', '-'], {}, pod)).out).not.toContain('(info)');
    const { code, out } = await run(['check', '-', '--level', 'info'], {}, pod);
    expect(code).toBe(1);
    expect(out).toMatch(/ \(info\) {2}/);
    expect(out).toMatch(/0 errors, \d+ warnings?, \d+ infos? in 1 object\n$/);
  });

  test('a kind that is not known is said once, whatever the level, and counted', async () => {
    for (const level of ['error', 'warning']) {
      const { code, out } = await run(['check', '-', '--level', level], {}, `${UNKNOWN}---\n${UNKNOWN.replace('name: x', 'name: other')}`);
      expect(code).toBe(0);
      expect(out.match(/KIND_UNKNOWN/g)).toHaveLength(1);
      expect(out).toMatch(/^-:2 {2}Strange\/x {2}KIND_UNKNOWN \(info\) {2}kind: got 'example\.com\/v1 Strange'; .*\n0 errors, 0 warnings in 2 objects, 1 unknown kind\n$/);
    }
    expect((await run(['check', '-', '--level', 'info'], {}, UNKNOWN)).code).toBe(1);
  });
});

describe('what cannot be read', () => {
  test('makes the exit code 2, and the others are judged all the same', async () => {
    const { code, out } = await run(['check', 'a.yaml', 'none.yaml', 'api.yaml'], { 'a.yaml': `a: [\n---\n${configMap('A')}`, 'api.yaml': MISSPELT });
    expect(code).toBe(2);
    expect(out.split('\n').map(line => line.replace(/(?<=[A-Z_]{6,} ).*/, ''))).toEqual([
      'a.yaml:2:1  INPUT_UNUSABLE ', 'a.yaml:6  ConfigMap/A  NAME_INVALID ', 'none.yaml  INPUT_UNUSABLE ', 'api.yaml:8  Deployment/api  SCHEMA_UNKNOWN_FIELD ',
      '2 errors, 0 warnings in 2 objects, 2 inputs unusable', '',
    ]);
  });

  test.each([
    ['a list', '- 1\n', '-:1:1  INPUT_UNUSABLE  a list where a map of fields is expected'],
    ['a text', '# a comment\n\n  hello\n', '-:3:3  INPUT_UNUSABLE  a text where a map of fields is expected'],
    ['a number', '---\n---\n5\n', '-:3:1  INPUT_UNUSABLE  a number where a map of fields is expected'],
    ['no UTF-8', Buffer.from('61: é\nb: \xff\n', 'latin1'), '-:1:5  INPUT_UNUSABLE  not UTF-8: save the file as UTF-8'],
    ['a NUL byte', 'a: "x\0y"\n', '-:1:6  INPUT_UNUSABLE  a NUL byte: this is no text'],
    ['a control character', 'a: b\nc: \x01\n', '-:2:5  INPUT_UNUSABLE  a control character: write it as an escape in double quotes, e.g. "\\u0007"'],
    ['a tab', 'a:\n\tb: c\n', '-:2:1  INPUT_UNUSABLE  a tab in the indentation: use blanks'],
    ['a chart', 'name: {{ .Values.name }}\n', '-:1:1  INPUT_UNUSABLE  a map where a key is expected: put it in quotes; of a template check what comes out: helm template chart/ | cdk8s-mlops check -'],
    ['an item that is no object', 'kind: List\napiVersion: v1\nitems:\n- null\n', '-:4:1  INPUT_UNUSABLE  items[0]: nothing where a map of fields is expected'],
    ['a List without items', 'kind: List\napiVersion: v1\n', '-:1:1  INPUT_UNUSABLE  a List is apiVersion: v1 and items, a list of objects'],
    ['a List without apiVersion', 'kind: List\nitems: []\n', '-:1:1  INPUT_UNUSABLE  a List is apiVersion: v1 and items, a list of objects'],
  ])('%s is told with its place', async (_, text, line) => {
    expect(await checked(text)).toEqual([line, '0 errors, 0 warnings in 0 objects, 1 input unusable']);
  });

  test.each([
    ['blank lines and comments', '\n\n# a comment\n---\n---   \n--- # and one more\n\n'],
    ['null', 'null\n---\n~\n'],
    ['an empty list', 'kind: List\napiVersion: v1\nitems: []\n'],
  ])('%s is no object', async (_, text) => {
    expect(await checked(text)).toEqual(['0 errors, 0 warnings in 0 objects']);
  });

  test('nothing at all may come of a command that failed', async () => {
    const { code, out } = await run(['check', '-'], {}, '');
    expect([code, out.split('\n')[0]]).toEqual([2, '-  INPUT_UNUSABLE  nothing came in: did the command before it fail?']);
  });
});

describe('a map without apiVersion and kind', () => {
  test('is refused, as by kubectl', async () => {
    expect(await checked('replicas: 3\n')).toEqual([
      '-:1  ?  SCHEMA_REQUIRED  apiVersion: neither apiVersion nor kind: this is no Kubernetes manifest',
      '1 error, 0 warnings in 1 object',
    ]);
  });
});

describe('a key that is written twice', () => {
  const twice = (data: string) => checked(configMap('a', `data:\n${data}`));

  test('is a warning that names both lines, and kubectl\'s choice is judged', async () => {
    expect(await twice('  mode: x\n  other: z\n  mode: 5\n')).toEqual([
      '-:9  ConfigMap/a  SCHEMA_TYPE  data.mode: got 5; expected text, not a whole number: put it in quotes',
      '-:9  ConfigMap/a  DUPLICATE_KEY (warning)  data.mode: also in line 7, with another value; kubectl takes the last and drops the others: keep one of them',
      '1 error, 1 warning in 1 object',
    ]);
  });

  test('is a warning where the values are alike', async () => {
    expect(await twice('  mode: x\n  mode: x\n  "mode": x\n')).toEqual([
      '-:9  ConfigMap/a  DUPLICATE_KEY (warning)  data.mode: also in lines 7, 8, with the same value; keep one of them',
      '0 errors, 1 warning in 1 object',
    ]);
  });

  test('is found in JSON', async () => {
    expect(await checked('{"apiVersion": "v1", "kind": "ConfigMap",\n "metadata": {"name": "a",\n  "name": "b"}}')).toEqual([
      '-:3  ConfigMap/b  DUPLICATE_KEY (warning)  metadata.name: also in line 2, with another value; kubectl takes the last and drops the others: keep one of them',
      '0 errors, 1 warning in 1 object',
    ]);
  });

  test('is told of the item of a list that holds it', async () => {
    const [line] = await checked('kind: List\napiVersion: v1\nitems:\n- {kind: ConfigMap, apiVersion: v1, metadata: {name: a}}\n- {kind: ConfigMap, apiVersion: v1, metadata: {name: b}, data: {k: x, k: z}}\n');
    expect(line).toMatch(/^-:5 {2}ConfigMap\/b {2}DUPLICATE_KEY \(warning\) {2}data\.k: also in line 5, /);
  });
});

describe('lists', () => {
  test('stand for their items, whatever their kind and depth, with the lines of the items', async () => {
    const text = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: A}
- apiVersion: v1
  kind: List
  items:
    - apiVersion: v1
      kind: ConfigMapList
      items:
        - metadata:
            name: B
        - metadata: {name: c}
`;
    expect((await checked(text)).map(line => line.replace(/(?<=NAME_INVALID ).*/, ''))).toEqual([
      '-:6  ConfigMap/A  NAME_INVALID ', '-:14  ConfigMap/B  NAME_INVALID ', '2 errors, 0 warnings in 3 objects',
    ]);
  });

  test('that name each other are told with the lines of the items', async () => {
    const list = 'kind: List\napiVersion: v1\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: a, namespace: team}\n';
    const { out } = await run(['check', '.'], { 'a.yaml': list, 'b.yaml': list });
    expect(out).toMatch(/^b\.yaml:6 .* is also defined at \[a\.yaml:4\]/);
  });
});

describe('what exists in the cluster already', () => {
  const pod = configMap('p').replace('ConfigMap', 'Pod') +
    'spec: {containers: [{name: p, image: "acme/p:1", envFrom: [{configMapRef: {name: settings}}]}]}\n';
  const missing = async (...options: string[]) => (await checked(pod, ...options)).filter(line => line.includes('REFERENCE_MISSING')).length;

  test.each([
    ['nothing said', [], 1],
    ['its kind and name', ['--external', 'configmap/settings'], 0],
    ['the kind in another case', ['--external=ConfigMap/settings'], 0],
    ['its namespace too', ['--external', 'ConfigMap/team/settings'], 0],
    ['another namespace', ['--external', 'ConfigMap/other/settings'], 1],
    ['another kind', ['--external', 'secret/settings'], 1],
    ['several', ['--external', 'secret/a', '--external', 'configmap/settings'], 0],
  ])('with %s', async (_, options, count) => {
    expect(await missing(...options)).toBe(count);
  });
});

describe('a platform file', () => {
  test('says what exists and what runs', async () => {
    const pod = configMap('p').replace('ConfigMap', 'Pod') + 'spec: {containers: [{name: p, image: "acme/p:1", envFrom: [{configMapRef: {name: settings}}]}]}\n';
    const ran = await run(['check', 'pod.yaml', '--platform', 'platform.yaml'], { 'pod.yaml': pod, 'platform.yaml': 'external: [configmap/settings]\n' });
    expect(ran.out).not.toContain('REFERENCE_MISSING');
  });

  test('that is wrong ends the run', async () => {
    expect(await run(['check', '-', '--platform', 'platform.yaml'], { 'platform.yaml': 'kserve:\n  defaultMod: x\n' })).toEqual({
      code: 2, out: '', err: "platform.yaml:2  kserve.defaultMod: no such field; did you mean 'defaultMode'?\n",
    });
  });
});

describe('the command itself', () => {
  test.each([
    ['no command', [], 'which command? There is one: check'],
    ['another command', ['chek'], "no command 'chek'; did you mean 'check'?"],
    ['no input', ['check'], 'nothing to check: name a file, a folder, or - for standard input'],
    ['an unknown option', ['check', '-', '--formt=json'], "no option '--formt'; did you mean '--format'?"],
    ['an unknown format', ['check', '-', '--format', 'xml'], "--format is one of text, json, sarif, junit, github: got 'xml'"],
    ['an unknown level', ['check', '-', '--level', 'warn'], "--level is one of info, warning, error: got 'warn'"],
    ['an option without its value', ['check', '-', '--level'], '--level wants a value'],
    ['a value that nothing wants', ['--help=x'], '--help takes no value'],
    ['an external without a name', ['check', '-', '--external', 'secret'], "--external is KIND/NAME or KIND/NAMESPACE/NAME: got 'secret'"],
    ['an external with too much', ['check', '-', '--external', 'a/b/c/d'], "--external is KIND/NAME or KIND/NAMESPACE/NAME: got 'a/b/c/d'"],
    ['an external without a kind', ['check', '-', '--external', '/b'], "--external is KIND/NAME or KIND/NAMESPACE/NAME: got '/b'"],
  ])('with %s ends with 2 and one line', async (_, argv, message) => {
    expect(await run(argv)).toEqual({ code: 2, out: '', err: `cdk8s-mlops: ${message} (see cdk8s-mlops check --help)\n` });
  });

  test.each([[['--help']], [['check', '--help']], [['check', '-h', '-']]])('%p shows help that fits on a screen', async argv => {
    const { code, out, err } = await run(argv);
    expect([code, err]).toEqual([0, '']);
    const lines = out.split('\n');
    expect(lines[0]).toBe('Usage: cdk8s-mlops check [FILE|DIR|-]... [options]');
    expect(lines.length).toBeLessThanOrEqual(25);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(80);
  });

  test('tells its version', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, out: '0.0.0\n', err: '' });
  });

  test('takes what follows -- for a file', async () => {
    const { out } = await run(['check', '--', '--level'], { '--level': configMap('a') });
    expect(out).toBe('0 errors, 0 warnings in 1 object\n');
  });
});
