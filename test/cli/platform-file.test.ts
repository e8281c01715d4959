import { run } from './run';
import { DEFAULT_CLUSTER } from '../../lib/check';
import { readPlatform } from '../../lib/cli/platform-file';

const platformOf = (text: string) => readPlatform('-', { stdin: (async function* () { yield text; })(), stdout: { write: () => true }, stderr: { write: () => true }, cwd: '.' });

test('what a platform file leaves out is as upstream ships it', async () => {
  expect(await platformOf('# our cluster\nkserve:\n  defaultMode: Standard\nkueue: {installed: true}\nexternal: [Secret/db, configmap/team/x]\n')).toEqual({
    platform: {
      cluster: { ...DEFAULT_CLUSTER, kserve: { defaultMode: 'Standard' }, kueue: { ...DEFAULT_CLUSTER.kueue, installed: true } },
      external: ['secret/db', 'configmap/team/x'],
    },
    problems: [],
  });
});

test('every field of the cluster can be said', async () => {
  const { platform, problems } = await platformOf(JSON.stringify({ ...DEFAULT_CLUSTER, kueue: { ...DEFAULT_CLUSTER.kueue, installed: false } }));
  expect(problems).toEqual([]);
  expect(platform?.cluster).toEqual({ ...DEFAULT_CLUSTER, kueue: { ...DEFAULT_CLUSTER.kueue, installed: false } });
});

test.each([
  ['a misspelt section', 'kubernetes: "1.34"\nkserv: {}\n', "-:2  kserv: no such field; did you mean 'kserve'?"],
  ['a misspelt field', 'katib:\n  algorithm: [tpe]\n', "-:2  katib.algorithm: no such field; did you mean 'algorithms'?"],
  ['a field that is like none', 'istio:\n  x: 1\n', '-:2  istio.x: no such field; known here: rootNamespace'],
  ['a word that is none of the known', 'kserve:\n  defaultMode: Serverless\n', "-:2  kserve.defaultMode: got \"Serverless\"; one of 'Knative', 'Standard'"],
  ['a version that YAML reads as a number', 'kubernetes: 1.30\n', "-:1  kubernetes: got 1.3; a text: put it in quotes, as in '1.30'"],
  ['no version', 'kubernetes: latest\n', '-:1  kubernetes: got "latest"; a version such as 1.34'],
  ['no list', 'seldon:\n  servers: MLFLOW_SERVER\n', '-:2  seldon.servers: got "MLFLOW_SERVER"; a list of texts'],
  ['a list with something else', 'seldon:\n  servers:\n    - A\n    - 5\n', '-:4  seldon.servers[1]: got 5; a text'],
  ['no truth value', 'kueue:\n  installed: "yes"\n', '-:2  kueue.installed: got "yes"; true or false'],
  ['no map', 'kserve: Standard\n', '-:1  kserve: got "Standard"; a map of defaultMode'],
  ['null', 'istio:\n', '-:1  istio: got null; a map of rootNamespace'],
  ['no object', 'external:\n  - secret\n', "-:2  external[0]: got 'secret'; KIND/NAME or KIND/NAMESPACE/NAME"],
  ['a name that every object has', 'constructor: 1\n', '-:1  constructor: no such field; known here: kubernetes, kserve, knative, kueue, katib, seldon, istio, policy, external'],
])('%s is told with its field', async (_, text, problem) => {
  expect(await platformOf(text)).toEqual({ problems: [problem] });
});

test('all mistakes are told at once', async () => {
  const { code, out, err } = await run(['check', '-', '--platform', 'dir/p.yaml'], { 'dir/p.yaml': 'a: 1\nkserve:\n  b: 2\n' });
  expect([code, out]).toEqual([2, '']);
  expect(err.split('\n').map(line => line.split('  ')[0])).toEqual(['dir/p.yaml:1', 'dir/p.yaml:3', '']);
});

test.each([
  ['that is not there', {}, 'p.yaml  no such file or folder'],
  ['that is a folder', { 'p.yaml/x': '' }, 'p.yaml  a folder, not a file'],
  ['that is no YAML', { 'p.yaml': 'a: [' }, 'p.yaml:1:6  a [ or { that is never closed'],
  ['that is no map', { 'p.yaml': '- 1' }, 'p.yaml:1:1  a list where a map of fields is expected'],
  ['that is empty', { 'p.yaml': '# nothing\n' }, 'p.yaml  one document is expected, got 0'],
  ['of two documents', { 'p.yaml': 'kserve: {}\n---\nkserve: {}\n' }, 'p.yaml  one document is expected, got 2'],
])('a file %s is told', async (_, files, problem) => {
  expect(await run(['check', '-', '--platform', 'p.yaml'], files as Record<string, string>)).toEqual({ code: 2, out: '', err: `${problem}\n` });
});
