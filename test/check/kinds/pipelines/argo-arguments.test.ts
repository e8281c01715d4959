import type { Row } from './workflows';
import { C, call, found, inputs, MAIN, main, pass, READ, steps, TAKE, workflow } from './workflows';

const parameter = (rest: object) => ({ ...MAIN, arguments: { parameters: [{ name: 'x', ...rest }] } });
const artifact = (rest: object) => ({ ...MAIN, arguments: { artifacts: [{ name: 'x', ...rest }] } });
const taking = (rest: object) => main(steps(call('a', 'take', { arguments: { parameters: [{ name: 'text', ...rest }] } })), TAKE);
const reading = (rest: object) => main(steps(call('a', 'read', { arguments: { artifacts: [{ name: 'file', ...rest }] } })), READ);

test.each<Row>([
  ['a parameter with a default alone', parameter({ default: 'y' }), [
    'error ARGO_ARGUMENT_VALUE spec.arguments.parameters[0].value: required: a value or valueFrom; the default of an argument does not count',
  ]],
  ['a value outside of its enum', parameter({ value: 'smal', enum: ['small', 'large'] }), [
    "error ARGO_ENUM spec.arguments.parameters[0].value: got 'smal'; not in enum; did you mean 'small'?",
  ]],
  ['a value far from its enum', parameter({ value: 'no', enum: ['small', 'large'] }), [
    "error ARGO_ENUM spec.arguments.parameters[0].value: got 'no'; one of small, large",
  ]],
  ['an enum without a value', parameter({ enum: ['small'], valueFrom: { supplied: {} } }), [
    'error ARGO_ENUM spec.arguments.parameters[0].value: a parameter with enum has a value',
  ]],
  ['an argument from a path', taking({ valueFrom: { path: '/x' } }), [
    "error ARGO_ARGUMENT_VALUE spec.templates[0].steps[0][0].arguments.parameters[0].valueFrom.path: got '/x'; an argument comes from configMapKeyRef, supplied or event; a result of another step is written as value: '{{...}}'",
    'error ARGO_ARGUMENT_MISSING spec.templates[0].steps[0][0].arguments.parameters: template take wants the parameter text, which has no default',
  ]],
  ['an argument from a default alone', parameter({ valueFrom: { default: 'y' } }), [
    'error ARGO_ARGUMENT_VALUE spec.arguments.parameters[0].valueFrom: say where the value comes from: configMapKeyRef, supplied or event',
  ]],
  ['an artifact from nowhere', artifact({}), [
    'error ARGO_ARTIFACT_SOURCE spec.arguments.artifacts[0].from: required: from, a location, or a key in the default repository',
  ]],
  ['an artifact with a bucket and no key', artifact({ s3: { bucket: 'b' } }), [
    'error ARGO_ARTIFACT_SOURCE spec.arguments.artifacts[0].from: required: from, a location, or a key in the default repository',
  ]],
  ['an artifact from an expression', reading({ fromExpression: 'steps.a' }), [
    'error ARGO_ARTIFACT_SOURCE spec.templates[0].steps[0][0].arguments.artifacts[0].from: Argo 3.7 takes fromExpression in outputs alone; write from, a location or a key',
  ]],
  ['an artifact from two places', artifact({ from: '{{workflow.name}}', fromExpression: 'x' }), [
    "error ARGO_ARTIFACT_SOURCE spec.arguments.artifacts[0].fromExpression: got 'x'; from and fromExpression exclude each other; keep one",
  ]],
  ['an input that nobody passes', main(steps(call('a', 'take')), TAKE), [
    'error ARGO_ARGUMENT_MISSING spec.templates[0].steps[0][0].arguments.parameters: template take wants the parameter text, which has no default',
  ]],
  ['an input of the entrypoint that nobody gives', main({ ...inputs('text'), container: C }), [
    'error ARGO_ARGUMENT_MISSING spec.arguments.parameters: template main wants the parameter text, which has no default',
  ]],
  ['an input from an event', taking({ valueFrom: { event: 'x' } }), [
    'error ARGO_ARGUMENT_MISSING spec.templates[0].steps[0][0].arguments.parameters: template take wants the parameter text, which has no default',
  ]],
  ['an artifact that nobody passes', main(steps(call('a', 'read')), READ), [
    'error ARGO_ARGUMENT_MISSING spec.templates[0].steps[0][0].arguments.artifacts: template read wants the artifact file, which is not optional and has no location',
  ]],
  ['a timeout that the caller spoils', main(steps(call('a', 'slow', pass('t', '30'))), { name: 'slow', timeout: '{{inputs.parameters.t}}', ...inputs('t'), container: C }), [
    "error ARGO_DURATION spec.templates[0].steps[0][0].arguments: got '30'; a number with a unit, such as 30s or 1h30m",
  ]],
])('%s is refused', (_, spec, lines) => {
  expect(found(workflow(spec))).toEqual(lines);
});

const GIVE = { name: 'give', inputs: { parameters: [{ name: 'x', default: '1' }, { name: 'y', value: '2' }] }, container: C };
const MAYBE = { name: 'maybe', inputs: { artifacts: [{ name: 'x', path: '/x', optional: true }, { name: 'y', path: '/y', s3: { key: 'k' } }] }, container: C };

test.each<Row>([
  ['a value of its enum', parameter({ value: 'small', enum: ['small', 'large'] }), []],
  ['a value that is supplied', parameter({ valueFrom: { supplied: {} } }), []],
  ['a value from a ConfigMap', taking({ valueFrom: { configMapKeyRef: { name: 'c', key: 'k' } } }), []],
  ['a default that nobody overrides', main(steps(call('a', 'give')), GIVE), []],
  ['an input of the entrypoint', { ...main({ ...inputs('text'), container: C }), ...pass('text', 'x') }, []],
  ['an optional artifact, and one with a key', main(steps(call('a', 'maybe')), MAYBE), []],
  ['an artifact of S3', artifact({ s3: { key: 'k' } }), []],
  ['an artifact of GCS', artifact({ gcs: { key: 'k' } }), []],
  ['an artifact of OSS', artifact({ oss: { key: 'k' } }), []],
  ['an artifact of HTTP', artifact({ http: { url: 'http://x' } }), []],
  ['an artifact that is text', artifact({ raw: { data: '' } }), []],
  ['an artifact of git', artifact({ git: { repo: 'x' } }), []],
  ['an artifact of Azure', artifact({ azure: { endpoint: 'e', container: 'c', blob: 'b' } }), []],
  ['an artifact of Artifactory', artifact({ artifactory: { url: 'http://x/y' } }), []],
  ['an artifact of Artifactory with a user', artifact({ artifactory: { url: 'http://x', usernameSecret: { name: 's', key: 'k' } } }), []],
  ['an artifact of HDFS', artifact({ hdfs: { path: '/x' } }), []],
])('%s is fine', (_, spec, lines) => {
  expect(found(workflow(spec))).toEqual(lines);
});
