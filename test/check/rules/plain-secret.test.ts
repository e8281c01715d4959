import type { Manifest } from '../../../lib/check';
import { formatProblems, check } from '../../../lib/check';
import { job, linesOf, object, PODS } from '../manifests';
import { AWS_KEY, HARMLESS, JWT, NAMES, PASSWORD, SHAPES } from './credentials';

const AT = 'spec.template.spec.containers[0]';
const BY_NAME = 'a literal value (the name says it is a credential)';
const FROM_SECRET = 'take it from a secret: EnvValue.fromSecretValue(...)';
const VISIBLE = 'arguments are visible to everyone on the node: use an environment variable from a secret';

const config = (data: object) => object('v1', 'ConfigMap', 'c', { data });
const env = (name: string, value: string) => job({ env: [{ name, value }] });

const base64 = (text: string) => Buffer.from(text).toString('base64');
const IN_SECRET = 'a Secret in YAML is an open one: keep the value in the cluster or a vault, as an ExternalSecret or SealedSecret has it';

/** Every place in which a literal of a name can stand. */
const PLACES: [place: string, make: (name: string, value: string) => ReturnType<typeof config>][] = [
  ['the data of a ConfigMap', (name, value) => config({ [name]: value })],
  ['an environment variable', (name, value) => env(name, value)],
  ['an environment variable of an init container', (name, value) => job({}, { initContainers: [{ env: [{ name, value }] }] })],
  ['an argument, --name=value', (name, value) => job({ args: [`--${name}=${value}`] })],
  ['an argument, --name value', (name, value) => job({ args: [`--${name}`, value] })],
  ['a command, --name=value', (name, value) => job({ command: ['python', 'train.py', `--${name}=${value}`] })],
  ['a command, -name value', (name, value) => job({ command: ['train', `-${name}`, value] })],
];

describe('what is found', () => {
  test.each(SHAPES)('%s is found in an environment variable of any name', (_, value, told) => {
    expect(linesOf([env('NOTE', value)])).toEqual([`[Job/job] PLAIN_SECRET env.NOTE: a literal value (${told}); ${FROM_SECRET}`]);
  });

  test.each(SHAPES)('%s is found in a ConfigMap', (_, value, told) => {
    expect(linesOf([config({ note: value })])).toEqual([`[ConfigMap/c] PLAIN_SECRET data['note']: a literal value (${told}); move it to a Secret`]);
  });

  test.each(SHAPES)('%s is found as a bare word of the command', (_, value, told) => {
    expect(linesOf([job({ command: ['login', value] })])).toEqual([`[Job/job] PLAIN_SECRET ${AT}.command[1]: a literal value (${told}); ${VISIBLE}`]);
  });

  test.each(SHAPES)('%s is found under every option', (_, value, told) => {
    expect(linesOf([job({ args: ['--epochs=3', `--x=${value}`, '--y', value] })])).toEqual([
      `[Job/job] PLAIN_SECRET ${AT}.args[1]: a literal value (${told}); ${VISIBLE}`,
      `[Job/job] PLAIN_SECRET ${AT}.args[3]: a literal value (${told}); ${VISIBLE}`,
    ]);
  });

  test.each(NAMES)('a literal under the name %s is found wherever it stands', name => {
    for (const [place, make] of PLACES) {
      expect([place, linesOf([make(name, PASSWORD)])]).toEqual([place, [expect.stringContaining(BY_NAME)]]);
    }
  });

  test('a database URI inside a shell command is found', () => {
    const script = `mlflow server --backend-store-uri postgresql://mlflow:${PASSWORD}@db:5432/mlflow`;
    expect(linesOf([job({ command: ['sh', '-c', script] })])).toEqual([`[Job/job] PLAIN_SECRET ${AT}.command[2]: a literal value (a URI with a password); ${VISIBLE}`]);
  });

  test('a connection string of Azure storage is found', () => {
    const value = ['DefaultEndpointsProtocol=https;AccountName=acme;Account', 'Key=', 'aB3dE5gH7jK9'.repeat(7), '=='].join('');
    expect(linesOf([env('AZURE_STORAGE_CONNECTION_STRING', value)])).toHaveLength(1);
  });

  test.each(PODS)('the pods of a %s are looked through, init containers first', (kind, path, make) => {
    const container = { env: [{ name: 'HF_TOKEN', value: PASSWORD }], args: [AWS_KEY] };
    expect(linesOf([make({ containers: [container], initContainers: [container] })])).toEqual([
      `[${kind}/p] PLAIN_SECRET env.HF_TOKEN: ${BY_NAME}; ${FROM_SECRET}`,
      `[${kind}/p] PLAIN_SECRET ${path}.initContainers[0].args[0]: a literal value (an AWS access key); ${VISIBLE}`,
      `[${kind}/p] PLAIN_SECRET env.HF_TOKEN: ${BY_NAME}; ${FROM_SECRET}`,
      `[${kind}/p] PLAIN_SECRET ${path}.containers[0].args[0]: a literal value (an AWS access key); ${VISIBLE}`,
    ]);
  });

  test.each(SHAPES)('%s is found in a Secret, plain or encoded', (_, value, told) => {
    const lines = (field: string) => [`[Secret/s] PLAIN_SECRET ${field}['note']: a literal value (${told}); ${IN_SECRET}`];
    expect(linesOf([object('v1', 'Secret', 's', { stringData: { note: value } })])).toEqual(lines('stringData'));
    expect(linesOf([object('v1', 'Secret', 's', { data: { note: base64(value) } })])).toEqual(lines('data'));
  });

  test('a Secret with a password, a settings file and a login of a registry', () => {
    const data = { 'password': base64(PASSWORD), 'app.ini': base64(`[db]\npassword = ${PASSWORD}\n`), '.dockerconfigjson': base64(JSON.stringify({ auths: { 'ghcr.io': { auth: base64(`me:${PASSWORD}`) } } })) };
    expect(linesOf([object('v1', 'Secret', 's', { data })])).toEqual([
      `[Secret/s] PLAIN_SECRET data['password']: ${BY_NAME}; ${IN_SECRET}`,
      `[Secret/s] PLAIN_SECRET data['app.ini']: ${BY_NAME}; ${IN_SECRET}`,
      `[Secret/s] PLAIN_SECRET data['.dockerconfigjson']: a literal value (a login of a registry); ${IN_SECRET}`,
    ]);
  });

  test('each of several credentials is told', () => {
    expect(linesOf([config({ a: AWS_KEY, b: 'b', c: JWT })])).toHaveLength(2);
  });
});

describe('what is harmless', () => {
  test.each(HARMLESS)('%s = %s is no credential', (name, value) => {
    for (const [place, make] of PLACES) {
      // A pair whose value opens with a dash is two options, not one.
      expect([place, linesOf([make(name, value)]).filter(line => line.includes('PLAIN_SECRET'))]).toEqual([place, []]);
    }
  });

  test.each<[string, object]>([
    ['a variable from a Secret', { env: [{ name: 'PGPASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }] }],
    ['a variable without a value', { env: [{ name: 'PASSWORD' }] }],
    ['an option that names a file', { args: ['--password-file=/run/secrets/x', '--token-path', 'secrets/token'] }],
    ['the name of a tokenizer', { args: ['--tokenizer', 'bert', '--tokenizer=bert'] }],
    ['an option that takes no value', { args: ['--ask-password', '--verbose'] }],
    ['an option at the end', { args: ['--password'] }],
    ['the special tokens of a language model', { args: ['--pad-token', '[PAD]', '--eos-token=</s>', '--bos-token', '<s>'] }],
    ['a reference to a variable from a Secret', { args: ['--password=$(PASSWORD)', '--token', '$(TOKEN)'] }],
    ['a switch', { env: [{ name: 'ALLOW_EMPTY_PASSWORD', value: 'yes' }] }],
    ['a module of Python', { command: ['python', '-m', 'secrets'] }],
  ])('%s is no credential', (_, container) => {
    expect(linesOf([job(container)])).toEqual([]);
  });

  test('a Secret without values, with placeholders and with what is public is fine', () => {
    const data = { 'password': '', 'token': base64('${TOKEN}'), 'ca.crt': base64('-----BEGIN CERTIFICATE-----'), 'user': base64('mlflow'), '.dockerconfigjson': base64('{"auths":{}}') };
    expect(linesOf([object('v1', 'Secret', 's', { data, stringData: { 'api-key': '<fill in>', 'password': null, 'n': 1 } })])).toEqual([]);
  });

  test('a sealed Secret may hold what a ConfigMap may not', () => {
    expect(linesOf([object('bitnami.com/v1alpha1', 'SealedSecret', 's', { spec: { encryptedData: { password: 'AgBy3i' } } })])).toEqual([]);
  });
});

describe('what is told', () => {
  const all = [...SHAPES.map(([, value]) => ['NOTE', value]), ...NAMES.map(name => [name, PASSWORD])];

  test.each(PLACES)('the value of a credential never shows in the report: %s', (_, make) => {
    for (const [name, value] of all) {
      const report = formatProblems(check([{ where: 'x', manifest: make(name, value) }]));
      for (const part of [value, value.slice(0, 12), PASSWORD, AWS_KEY]) expect(report).not.toContain(part);
    }
  });

  test.each<[string, object]>([
    ['a number in a Secret', object('v1', 'Secret', 's', { stringData: { password: 12345678 } })],
    ['a map in a Secret', object('v1', 'Secret', 's', { data: { 'tls.key': { a: '12345678' } } })],
    ['a number in a variable', job({ env: [{ name: 'DB_PASSWORD', value: 12345678 }] })],
    ['a map in a variable of a custom resource', object('kubeflow.org/v1', 'PyTorchJob', 'j', { spec: { pytorchReplicaSpecs: { Worker: { template: { spec: { containers: [{ env: [{ name: 'API_KEY', value: { a: 12345678 } }] }] } } } } } })],
  ])('what is no text, and may be a credential, does not show either: %s', (_, manifest) => {
    const report = formatProblems(check([{ where: 'x', manifest: manifest as Manifest }]));
    expect(report).toContain('SCHEMA_TYPE');
    expect(report).not.toContain('12345678');
  });

  test('the value does not show either where the name is wrong as well', () => {
    const bad = job({ env: [{ name: '1 PASSWORD', value: PASSWORD }, { name: '1 PASSWORD', value: PASSWORD }] });
    expect(linesOf([bad]).length).toBeGreaterThan(2);
    expect(linesOf([bad]).join()).not.toContain(PASSWORD);
  });
});
