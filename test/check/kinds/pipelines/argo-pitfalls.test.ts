import type { Row } from './workflows';
import { C, call, found, inputs, main, MAIN, pass, SAY, steps, TAKE, text, workflow } from './workflows';

const loop = (rest: object) => main(steps(call('a', 'say', rest)), SAY);
const retry = (rest: object) => main({ retryStrategy: rest, container: C });
const lock = (rest: object) => main({ synchronization: rest, container: C });
const mounting = (rest: object) => main({ container: { ...C, volumeMounts: [{ name: 'data', mountPath: '/data' }] }, ...rest });
const NOWHERE = { volumeMounts: [{ name: 'x', mountPath: '/x' }] };

test.each<Row>([
  ['a timeout that is none', main({ timeout: 'soon', container: C }), [
    "warning ARGO_DURATION spec.templates[0].timeout: got 'soon'; no duration: write 30s, 10m or 1h30m",
  ]],
  ['a pause that is none', main({ suspend: { duration: 'a while' } }), [
    "warning ARGO_DURATION spec.templates[0].suspend.duration: got 'a while'; no duration: write 30s, 10m or 1h30m, or a number of seconds",
  ]],
  ['an age that is none', main({ memoize: { key: 'k', maxAge: '1d', cache: { configMap: { name: 'c' } } }, container: C }), [
    "warning ARGO_DURATION spec.templates[0].memoize.maxAge: got '1d'; no duration: write 30s, 10m or 1h30m",
  ]],
  ['a delay that is none', { ...MAIN, podGC: { strategy: 'OnPodCompletion', deleteDelayDuration: '1 day' } }, [
    "warning ARGO_DURATION spec.podGC.deleteDelayDuration: got '1 day'; no duration: write 30s, 10m or 1h30m, or a number of seconds",
  ]],
  ['a limit of retries that is none', retry({ limit: 'many' }), [
    "warning ARGO_NUMBER spec.templates[0].retryStrategy.limit: got 'many'; a whole number, or a variable that is one",
  ]],
  ['a limit of the whole workflow that is none', { ...MAIN, retryStrategy: { limit: 'x' } }, [
    "warning ARGO_NUMBER spec.retryStrategy.limit: got 'x'; a whole number, or a variable that is one",
  ]],
  ['a limit of all templates that is none', { ...MAIN, templateDefaults: { retryStrategy: { limit: 'x' } } }, [
    "warning ARGO_NUMBER spec.templateDefaults.retryStrategy.limit: got 'x'; a whole number, or a variable that is one",
  ]],
  ['a backoff without a duration', retry({ limit: 2, backoff: { factor: 2 } }), [
    'warning ARGO_RETRY spec.templates[0].retryStrategy.backoff.duration: a backoff begins with a duration such as 10s; without it the step fails at its first retry',
  ]],
  ['a backoff of no durations', retry({ limit: 2, backoff: { duration: 'x', maxDuration: 'y', cap: 'z', factor: '2.5' } }), [
    "warning ARGO_DURATION spec.templates[0].retryStrategy.backoff.duration: got 'x'; no duration: write 30s, 10m or 1h30m, or a number of seconds",
    "warning ARGO_DURATION spec.templates[0].retryStrategy.backoff.maxDuration: got 'y'; no duration: write 30s, 10m or 1h30m, or a number of seconds",
    "warning ARGO_DURATION spec.templates[0].retryStrategy.backoff.cap: got 'z'; no duration: write 30s, 10m or 1h30m, or a number of seconds",
    "warning ARGO_NUMBER spec.templates[0].retryStrategy.backoff.factor: got '2.5'; a whole number, or a variable that is one",
  ]],
  ['retries of a set that are none', main({ containerSet: { containers: [{ name: 'main', ...C }], retryStrategy: { retries: 'x', duration: 'y' } } }), [
    "warning ARGO_NUMBER spec.templates[0].containerSet.retryStrategy.retries: got 'x'; a whole number, or a variable that is one",
    "warning ARGO_DURATION spec.templates[0].containerSet.retryStrategy.duration: got 'y'; no duration: write 30s, 10m or 1h30m",
  ]],
  ['a sequence without an end', loop({ withSequence: { start: 1 } }), [
    'warning ARGO_LOOP spec.templates[0].steps[0][0].withSequence: say how far it goes: count or end',
  ]],
  ['a sequence of words', loop({ withSequence: { start: 'a', end: 'z' } }), [
    "warning ARGO_NUMBER spec.templates[0].steps[0][0].withSequence.start: got 'a'; a whole number, or a variable that is one",
    "warning ARGO_NUMBER spec.templates[0].steps[0][0].withSequence.end: got 'z'; a whole number, or a variable that is one",
  ]],
  ['a list that is no JSON', loop({ withParam: 'a, b' }), [
    'warning ARGO_LOOP spec.templates[0].steps[0][0].withParam: got \'a, b\'; a JSON list, such as ["a", "b"], or a variable that holds one',
  ]],
  ['JSON that is no list', loop({ withParam: '{"a": 1}' }), [
    'warning ARGO_LOOP spec.templates[0].steps[0][0].withParam: got \'{"a": 1}\'; a JSON list, such as ["a", "b"], or a variable that holds one',
  ]],
  ['a semaphore without a size', lock({ semaphores: [{}] }), [
    'warning ARGO_LOCK spec.templates[0].synchronization.semaphores[0]: say where its size is: configMapKeyRef or database, one of the two',
  ]],
  ['a semaphore with two sizes', lock({ semaphores: [{ configMapKeyRef: { name: 'c', key: 'k' }, database: { key: 'd' } }] }), [
    'warning ARGO_LOCK spec.templates[0].synchronization.semaphores[0]: say where its size is: configMapKeyRef or database, one of the two',
  ]],
  ['a mutex without a name', { ...MAIN, synchronization: { mutexes: [{}] } }, [
    'warning ARGO_LOCK spec.synchronization.mutexes[0].name: all mutexes without a name are one; give it a name',
  ]],
  ['pods without a token, and an executor without its own', { ...MAIN, automountServiceAccountToken: false }, [
    'warning ARGO_EXECUTOR_TOKEN spec.executor.serviceAccountName: required with automountServiceAccountToken: false: the executor reports with a token of its own',
  ]],
  ['a claim without a name', { ...MAIN, volumeClaimTemplates: [{ spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }] }, [
    'warning ARGO_VOLUME_UNKNOWN spec.volumeClaimTemplates[0].metadata.name: required: the volume is mounted under this name, and without it no claim is made',
  ]],
  ['a volume that nobody has', mounting({}), [
    "warning ARGO_VOLUME_UNKNOWN spec.templates[0].container.volumeMounts[0].name: got 'data'; neither the template nor the workflow has that volume, so that no pod is made",
  ]],
  ['a misspelt volume', { volumes: [{ name: 'dat', emptyDir: {} }], ...mounting({}) }, [
    "warning ARGO_VOLUME_UNKNOWN spec.templates[0].container.volumeMounts[0].name: got 'data'; no volume has that name; did you mean 'dat'?",
  ]],
  ['volumes that nobody has, wherever they are mounted', main({ script: { ...C, source: 'x', ...NOWHERE }, initContainers: [{ name: 'i', ...C, ...NOWHERE }], sidecars: [{ name: 's', ...C, ...NOWHERE }] }, { name: 'b', containerSet: { ...NOWHERE, containers: [{ name: 'main', ...C, ...NOWHERE }] } }), [
    "warning ARGO_VOLUME_UNKNOWN spec.templates[0].script.volumeMounts[0].name: got 'x'; neither the template nor the workflow has that volume, so that no pod is made",
    "warning ARGO_VOLUME_UNKNOWN spec.templates[0].initContainers[0].volumeMounts[0].name: got 'x'; neither the template nor the workflow has that volume, so that no pod is made",
    "warning ARGO_VOLUME_UNKNOWN spec.templates[0].sidecars[0].volumeMounts[0].name: got 'x'; neither the template nor the workflow has that volume, so that no pod is made",
    "warning ARGO_VOLUME_UNKNOWN spec.templates[1].containerSet.volumeMounts[0].name: got 'x'; neither the template nor the workflow has that volume, so that no pod is made",
    "warning ARGO_VOLUME_UNKNOWN spec.templates[1].containerSet.containers[0].volumeMounts[0].name: got 'x'; neither the template nor the workflow has that volume, so that no pod is made",
  ]],
  ['containers named like those of Argo', main({ container: C, sidecars: [{ name: 'main', ...C }, { name: 'wait', ...C }] }), [
    "warning ARGO_POD_INVALID spec.templates[0].sidecars[0].name: got 'main'; Argo has a container of this name in every pod; take another one",
    "warning ARGO_POD_INVALID spec.templates[0].sidecars[1].name: got 'wait'; Argo has a container of this name in every pod; take another one",
  ]],
  ['containers of a set without an image', main({ containerSet: { containers: [{ name: 'main' }] } }), [
    'warning ARGO_POD_INVALID spec.templates[0].containerSet.containers[0].image: required: no pod is made without it',
  ]],
  ['an argument that nobody reads', main(steps(call('a', 'take', { arguments: { parameters: [{ name: 'text', value: 'x' }, { name: 'txt', value: 'y' }] } })), TAKE), [
    "warning ARGO_ARGUMENT_UNKNOWN spec.templates[0].steps[0][0].arguments.parameters[1].name: got 'txt'; template take has no such input; did you mean 'text'?",
  ]],
  ['an artifact that nobody reads', main(steps(call('a', 'take', { arguments: { ...text('x').arguments, artifacts: [{ name: 'f', raw: { data: '' } }] } })), TAKE), [
    "warning ARGO_ARGUMENT_UNKNOWN spec.templates[0].steps[0][0].arguments.artifacts[0].name: got 'f'; template take has no such input, so that nobody reads it",
  ]],
  ['a hook that calls what does not exist', { ...MAIN, hooks: { exit: { template: 'sya' } } }, [
    "warning ARGO_TEMPLATE_UNKNOWN spec.hooks.exit.template: got 'sya'; no template has that name; did you mean 'say'?",
  ]],
  ['a hook of a step that calls what does not exist', main(steps(call('a', 'say', { hooks: { exit: { template: 'gone' } } })), SAY), [
    "warning ARGO_TEMPLATE_UNKNOWN spec.templates[0].steps[0][0].hooks.exit.template: got 'gone'; no template has that name: the hook fails when it is its turn",
  ]],
  ['an onExit of a step that does not exist', main(steps(call('a', 'say', { onExit: 'gone' })), SAY), [
    "warning ARGO_TEMPLATE_UNKNOWN spec.templates[0].steps[0][0].onExit: got 'gone'; no template has that name: the hook fails when it is its turn",
  ]],
  ['a hook that calls another object', main(steps(call('a', 'say', { hooks: { exit: { templateRef: { name: 'far', template: 'x' } } } })), SAY), [
    "warning ARGO_REFERENCE_UNSEEN spec.templates[0].steps[0][0].hooks.exit.templateRef.name: got 'far'; no WorkflowTemplate of this namespace in this input has that name; if it exists in the cluster, say so with --external workflowtemplate/far, or Platform external",
  ]],
  ['a template that calls itself', main(steps(call('a', 'main'))), [
    "warning ARGO_RECURSION spec.templates[0]: got 'main -> main'; templates that call each other need a when that ends it",
  ]],
  ['templates that call each other', main(steps(call('a', 'b')), { name: 'b', ...steps(call('a', 'main')) }), [
    "warning ARGO_RECURSION spec.templates[0]: got 'main -> b -> main'; templates that call each other need a when that ends it",
  ]],
])('%s is told as a warning', (_, spec, lines) => {
  expect(found(workflow(spec))).toEqual(lines);
});

test.each<Row>([
  ['a limit beyond 32 bits', retry({ limit: 2147483648 }), [
    'error ARGO_NUMBER spec.templates[0].retryStrategy.limit: got 2147483648; at most 2147483647',
  ]],
  ['a sequence beyond 32 bits', loop({ withSequence: { count: 4000000000 } }), [
    'error ARGO_NUMBER spec.templates[0].steps[0][0].withSequence.count: got 4000000000; at most 2147483647',
  ]],
])('%s is refused', (_, spec, lines) => {
  expect(found(workflow(spec))).toEqual(lines);
});

test.each<Row>([
  ['durations', main({ timeout: '1h', container: C, retryStrategy: { limit: '3', backoff: { duration: '30', maxDuration: '1m30s', cap: '2m', factor: 2 } } }), []],
  ['variables instead of them', { ...pass('t', '1s'), ...main({ ...inputs('t'), timeout: '{{inputs.parameters.t}}', retryStrategy: { limit: '{{inputs.parameters.t}}' }, container: C }) }, []],
  ['sequences and lists', loop({ withSequence: { start: '1', end: '{{workflow.name}}' } }), []],
  ['a list of JSON', loop({ withParam: '[1, 2]' }), []],
  ['locks', lock({ semaphores: [{ configMapKeyRef: { name: 'c', key: 'k' } }], mutexes: [{ name: 'm' }] }), []],
  ['a token for the executor alone', { ...MAIN, automountServiceAccountToken: false, executor: { serviceAccountName: 'executor' } }, []],
  ['a volume of the template', mounting({ volumes: [{ name: 'data', emptyDir: {} }] }), []],
  ['a volume of the workflow', { volumes: [{ name: 'data', emptyDir: {} }], ...mounting({}) }, []],
  ['a claim', { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }], ...mounting({}) }, []],
  ['hooks that call what there is', main(steps(call('a', 'say', { hooks: { exit: { template: 'say' } }, onExit: 'say' })), SAY), []],
  ['a template that calls itself until something holds', main(steps(call('a', 'main', { when: '{{workflow.status}} == x' }))), []],
])('%s is fine', (_, spec, lines) => {
  expect(found(workflow(spec))).toEqual(lines);
});
