import type { Row } from './workflows';
import { C, call, dag, found, main, MAIN, SAY, steps, workflow } from './workflows';

test.each<Row>([
  ['no entrypoint', { templates: [SAY] }, [
    'error ARGO_ENTRYPOINT_MISSING spec.entrypoint: required: the template that the workflow begins with; write say, the only template',
  ]],
  ['no entrypoint, and several to choose from', { templates: [SAY, { ...SAY, name: 'other' }] }, [
    'error ARGO_ENTRYPOINT_MISSING spec.entrypoint: required: the template that the workflow begins with',
  ]],
  ['an unknown entrypoint', { ...MAIN, entrypoint: 'sya' }, [
    "error ARGO_TEMPLATE_UNKNOWN spec.entrypoint: got 'sya'; no template has that name; did you mean 'say'?",
  ]],
  ['an unknown onExit', { ...MAIN, onExit: 'clean-up' }, [
    "error ARGO_TEMPLATE_UNKNOWN spec.onExit: got 'clean-up'; no template has that name",
  ]],
  ['a template without a name', { ...MAIN, templates: [SAY, { container: C }] }, [
    'error ARGO_NAME_INVALID spec.templates[1].name: required: letters, digits and -, starting with a letter or digit, at most 128',
  ]],
  ['two templates of one name', { ...MAIN, templates: [SAY, SAY] }, [
    "error ARGO_NAME_DUPLICATE spec.templates[1].name: got 'say'; names are unique here; rename one of the two",
  ]],
  ['a template of no type', { ...MAIN, templates: [SAY, { name: 'none' }] }, [
    'error ARGO_TEMPLATE_TYPE spec.templates[1]: exactly one of container, containerSet, steps, dag, script, resource, data, suspend, http, plugin',
  ]],
  ['two steps of one name', main(steps(call('a', 'say'), call('a', 'say')), SAY), [
    "error ARGO_NAME_DUPLICATE spec.templates[0].steps[1][0].name: got 'a'; names are unique among all steps of a template; rename one of the two",
  ]],
  ['a step without a name', main(steps({ template: 'say' }), SAY), [
    'error ARGO_NAME_INVALID spec.templates[0].steps[0][0].name: required: letters, digits and -, starting with a letter or digit, at most 128',
  ]],
  ['two tasks of one name', main(dag(call('a', 'say'), call('a', 'say')), SAY), [
    "error ARGO_NAME_DUPLICATE spec.templates[0].dag.tasks[1].name: got 'a'; names are unique here; rename one of the two",
  ]],
  ['two inputs of one name', main({ inputs: { parameters: [{ name: 'x', value: '1' }, { name: 'x', value: '2' }] }, container: C }), [
    "error ARGO_NAME_DUPLICATE spec.templates[0].inputs.parameters[1].name: got 'x'; names are unique here; rename one of the two",
  ]],
  ['an artifact with a dot in its name', main({ container: C, outputs: { artifacts: [{ name: 'a.b', path: '/x' }] } }), [
    "error ARGO_NAME_INVALID spec.templates[0].outputs.artifacts[0].name: got 'a.b'; letters, digits, - and _",
  ]],
  ['a globalName with a blank', main({ container: C, outputs: { parameters: [{ name: 'a', globalName: 'a b', valueFrom: { path: '/x' } }] } }), [
    "error ARGO_NAME_INVALID spec.templates[0].outputs.parameters[0].globalName: got 'a b'; letters, digits, - and _",
  ]],
  ['a selector of pods that is none', { ...MAIN, podGC: { labelSelector: { matchExpressions: [{ key: 'a', operator: 'Has' }] } } }, [
    "error ARGO_POD_GC spec.podGC.labelSelector.matchExpressions[0].operator: got 'Has'; one of In, NotIn, Exists, DoesNotExist",
  ]],
  ['a hook without a condition', { ...MAIN, hooks: { running: { template: 'say' } } }, [
    'error ARGO_HOOK spec.hooks.running.expression: required: when the hook runs, e.g. workflow.status == "Running"; only the hook named exit needs none',
  ]],
])('%s is refused', (_, spec, lines) => {
  expect(found(workflow(spec))).toEqual(lines);
});

const GLOBAL = { name: 'a', globalName: '{{inputs.parameters.x}}', valueFrom: { path: '/x' } };

test.each<Row>([
  ['a container', MAIN, []],
  ['an exit handler with hooks', { ...MAIN, onExit: 'say', hooks: { exit: { template: 'say' }, run: { template: 'say', expression: 'true' } } }, []],
  ['a globalName that is made at run time', main({ inputs: { parameters: [{ name: 'x', value: 'y' }] }, container: C, outputs: { parameters: [GLOBAL] } }), []],
])('%s is fine', (_, spec, lines) => {
  expect(found(workflow(spec))).toEqual(lines);
});

test('the name of a workflow is at most 63 characters long', () => {
  const name = 'a'.repeat(64);
  expect(found(workflow(MAIN, { name }))).toEqual([
    `error ARGO_NAME_TOO_LONG metadata.name: got '${name}'; 64 characters, at most 63 for a Workflow: the name becomes a label of the pods`,
  ]);
  expect(found(workflow(MAIN, { name: name.slice(1) }))).toEqual([]);
});
