import type { Row } from './workflows';
import { call, dag, found, main, MAKE, pass, READ, SAY, steps, TAKE, text, workflow } from './workflows';

const after = (...dependencies: string[]) => ({ dependencies });
const depends = (on: string) => ({ depends: on });
const FILE = { ...SAY, name: 'file', outputs: { artifacts: [{ name: 'f', path: '/f' }] } };

test.each<Row>([
  ['a circle', main(dag(call('a', 'say', after('c')), call('b', 'say', after('a')), call('c', 'say', after('b'))), SAY), [
    "error ARGO_DEPENDENCY_CYCLE spec.templates[0].dag.tasks[0].dependencies: got 'a -> c -> b -> a'; tasks that wait for each other never start; break the circle",
  ]],
  ['a task that waits for itself', main(dag(call('a', 'say', depends('a'))), SAY), [
    "error ARGO_DEPENDENCY_CYCLE spec.templates[0].dag.tasks[0].depends: got 'a -> a'; tasks that wait for each other never start; break the circle",
  ]],
  ['an unknown task in dependencies', main(dag(call('prepare', 'say'), call('train', 'say', after('prepare', 'prepar'))), SAY), [
    "error ARGO_DEPENDENCY_UNKNOWN spec.templates[0].dag.tasks[1].dependencies[1]: got 'prepar'; no task of this DAG has that name; did you mean 'prepare'?",
  ]],
  ['an unknown task in depends', main(dag(call('a', 'say'), call('b', 'say', depends('a && zz.Failed'))), SAY), [
    "error ARGO_DEPENDENCY_UNKNOWN spec.templates[0].dag.tasks[1].depends: got 'zz'; no task of this DAG has that name",
  ]],
  ['a result in dependencies', main(dag(call('a', 'say'), call('b', 'say', after('a.Failed'))), SAY), [
    "error ARGO_DEPENDENCY_UNKNOWN spec.templates[0].dag.tasks[1].dependencies[0]: got 'a.Failed'; names of tasks alone; results are written in depends",
  ]],
  ['an unknown result', main(dag(call('a', 'say'), call('b', 'say', depends('a.Suceeded'))), SAY), [
    "error ARGO_DEPENDS spec.templates[0].dag.tasks[1].depends: got 'a.Suceeded'; did you mean a.Succeeded?",
  ]],
  ['a result far from any', main(dag(call('a', 'say'), call('b', 'say', depends('a.Xy'))), SAY), [
    "error ARGO_DEPENDS spec.templates[0].dag.tasks[1].depends: got 'a.Xy'; a task is one of Succeeded, Failed, Errored, Skipped, Omitted, Daemoned, AnySucceeded, AllFailed",
  ]],
  ['the results of a loop that is none', main(dag(call('a', 'say'), call('b', 'say', depends('a.AllFailed')), call('c', 'say', depends('a.AnySucceeded'))), SAY), [
    "error ARGO_DEPENDS spec.templates[0].dag.tasks[1].depends: got 'a.AllFailed'; a is no loop; write a.Failed",
    "error ARGO_DEPENDS spec.templates[0].dag.tasks[2].depends: got 'a.AnySucceeded'; a is no loop; write a.Succeeded",
  ]],
  ['depends here and dependencies there', main(dag(call('a', 'say'), call('b', 'say', depends('a')), call('c', 'say', after('a'))), SAY), [
    'error ARGO_DEPENDS spec.templates[0].dag.tasks[2].dependencies: other tasks of this DAG use depends; write depends here, too',
  ]],
  ['depends here and continueOn there', main(dag(call('a', 'say', { continueOn: { failed: true } }), call('b', 'say', depends('a'))), SAY), [
    'error ARGO_DEPENDS spec.templates[0].dag.tasks[0].continueOn: tasks of this DAG use depends; write there what may fail, e.g. a.Succeeded || a.Failed',
  ]],
  ['depends, and a name that starts with a digit', main(dag(call('1a', 'say'), call('b', 'say', depends('c')), call('c', 'say')), SAY), [
    "error ARGO_DEPENDS spec.templates[0].dag.tasks[0].name: got '1a'; where tasks wait for each other, no name starts with a digit",
  ]],
  ['a target that does not exist', main({ dag: { ...dag(call('train', 'say')).dag, target: 'train  trian' } }, SAY), [
    "error ARGO_TARGET_UNKNOWN spec.templates[0].dag.target: got 'train  trian'; no task is named ''; names stand apart by one blank, and variables do not count here",
    "error ARGO_TARGET_UNKNOWN spec.templates[0].dag.target: got 'train  trian'; no task is named 'trian'; did you mean 'train'?",
  ]],
  ['a target that is a parameter', main({ inputs: { parameters: [{ name: 'x', value: 'nothing' }] }, dag: { ...dag(call('a', 'say')).dag, target: '{{inputs.parameters.x}}' } }, SAY), [
    "error ARGO_TARGET_UNKNOWN spec.templates[0].dag.target: got 'nothing'; no task is named 'nothing'; names stand apart by one blank, and variables do not count here",
  ]],
  ['a template that does not exist', main(dag(call('a', 'sya')), SAY), [
    "error ARGO_TEMPLATE_UNKNOWN spec.templates[0].dag.tasks[0].template: got 'sya'; no template has that name; did you mean 'say'?",
  ]],
  ['an argument from a task that this one does not wait for', main(dag(call('a', 'make'), call('b', 'take', text('{{tasks.a.outputs.result}}'))), TAKE, MAKE), [
    "error ARGO_OUTPUT_TOO_LATE spec.templates[0].dag.tasks[1].arguments.parameters[0].value: got '{{tasks.a.outputs.result}}'; this task does not depend on a; add it to its dependencies",
  ]],
  ['an artifact from a task that this one does not wait for', main(dag(call('a', 'file'), call('b', 'read', { arguments: { artifacts: [{ name: 'file', from: '{{tasks.a.outputs.artifacts.f}}' }] } })), READ, FILE), [
    "error ARGO_OUTPUT_TOO_LATE spec.templates[0].dag.tasks[1].arguments.artifacts[0].from: got '{{tasks.a.outputs.artifacts.f}}'; this task does not depend on a; add it to its dependencies",
  ]],
  ['an argument that is the name of the task', main(dag(call('a', 'take', text('{{tasks.name}}'))), TAKE), [
    "error ARGO_OUTPUT_TOO_LATE spec.templates[0].dag.tasks[0].arguments.parameters[0].value: got '{{tasks.name}}'; Argo takes this for the result of another task; put a text in front of it",
  ]],
  ['an argument from a task that does not exist', main(dag(call('a', 'take', text('{{tasks.b.outputs.result}}'))), TAKE), [
    "error ARGO_VARIABLE_UNKNOWN spec.templates[0].dag.tasks[0].arguments.parameters[0].value: got '{{tasks.b.outputs.result}}'; nothing sets this variable here; did you mean {{tasks.a.outputs.result}}?",
  ]],
  ['an input that nobody passes', main(dag(call('a', 'take')), TAKE), [
    'error ARGO_ARGUMENT_MISSING spec.templates[0].dag.tasks[0].arguments.parameters: template take wants the parameter text, which has no default',
  ]],
  ['two loops at once', main(dag(call('a', 'say', { withItems: [1], withParam: '[2]' })), SAY), [
    'error ARGO_LOOP spec.templates[0].dag.tasks[0].withParam: withItems and withParam exclude each other; keep one',
  ]],
])('%s is refused', (_, spec, lines) => {
  expect(found(workflow(spec))).toEqual(lines);
});

test.each<Row>([
  ['a diamond', main(dag(call('a', 'say'), call('b', 'say', after('a')), call('c', 'say', after('a')), call('d', 'say', after('b', 'c'))), SAY), []],
  ['logic', main(dag(call('a', 'say', { withItems: [1] }), call('b', 'say'), call('c', 'say', depends('(a.AnySucceeded || !b.Failed) && b.Skipped'))), SAY), []],
  ['what a task further up leaves', main(dag(call('a', 'make'), call('b', 'say', depends('a')), call('c', 'take', { ...depends('b'), ...text('{{tasks.a.outputs.result}} {{tasks.a.status}}') })), SAY, TAKE, MAKE), []],
  ['targets', main({ dag: { ...dag(call('a', 'say'), call('b', 'say')).dag, target: 'a b' } }, SAY), []],
  ['a target that is the value of a parameter', { ...pass('x', 'a'), ...main({ dag: { ...dag(call('a', 'say')).dag, target: '{{workflow.parameters.x}}' } }, SAY) }, []],
  ['names that start with a digit where nobody waits', main(dag(call('1a', 'say'), call('2b', 'say')), SAY), []],
  ['dags within dags', main(dag(call('a', 'inner')), { name: 'inner', ...dag(call('a', 'make'), call('b', 'take', { ...after('a'), ...text('{{tasks.a.outputs.result}}') })) }, MAKE, TAKE), []],
  ['continueOn with dependencies', main(dag(call('a', 'say', { continueOn: { failed: true } }), call('b', 'say', after('a'))), SAY), []],
])('%s is fine', (_, spec, lines) => {
  expect(found(workflow(spec))).toEqual(lines);
});

test.each<Row>([
  ['two tasks without a sign between them', main(dag(call('a', 'say'), call('b', 'say'), call('c', 'say', depends('a b'))), SAY), [
    "warning ARGO_DEPENDS_LOGIC spec.templates[0].dag.tasks[2].depends: got 'a b'; && or || is missing in front of 'b'; write tasks such as a.Succeeded with &&, ||, ! and parentheses",
  ]],
  ['two signs', main(dag(call('a', 'say'), call('c', 'say', depends('a && || a'))), SAY), [
    "warning ARGO_DEPENDS_LOGIC spec.templates[0].dag.tasks[1].depends: got 'a && || a'; a task is missing in front of '||'; write tasks such as a.Succeeded with &&, ||, ! and parentheses",
  ]],
  ['a sign at the end', main(dag(call('a', 'say'), call('c', 'say', depends('a &&'))), SAY), [
    "warning ARGO_DEPENDS_LOGIC spec.templates[0].dag.tasks[1].depends: got 'a &&'; a task is missing at the end; write tasks such as a.Succeeded with &&, ||, ! and parentheses",
  ]],
  ['a parenthesis that stays open', main(dag(call('a', 'say'), call('c', 'say', depends('(a'))), SAY), [
    "warning ARGO_DEPENDS_LOGIC spec.templates[0].dag.tasks[1].depends: got '(a'; a parenthesis is not closed; write tasks such as a.Succeeded with &&, ||, ! and parentheses",
  ]],
  ['a parenthesis that was never open', main(dag(call('a', 'say'), call('c', 'say', depends('a)'))), SAY), [
    "warning ARGO_DEPENDS_LOGIC spec.templates[0].dag.tasks[1].depends: got 'a)'; a parenthesis is closed and never opened; write tasks such as a.Succeeded with &&, ||, ! and parentheses",
  ]],
  ['a result in the condition of a task that does not wait for it', main(dag(call('a', 'make'), call('b', 'say', { when: '{{tasks.a.outputs.result}} == 1' })), SAY, MAKE), [
    "warning ARGO_OUTPUT_TOO_LATE spec.templates[0].dag.tasks[1].when: got '{{tasks.a.outputs.result}}'; this task does not depend on a, so that it waits for ever; add a to its dependencies",
  ]],
  ['a result of a step of the same group', main(steps([call('a', 'make'), call('b', 'take', text('{{steps.a.outputs.result}}'))]), TAKE, MAKE), [
    "warning ARGO_OUTPUT_TOO_LATE spec.templates[0].steps[0][1].arguments.parameters[0].value: got '{{steps.a.outputs.result}}'; a runs at the same time, so that this step waits for ever; move it into a later group",
  ]],
  ['a hook of a task without a condition', main(dag(call('a', 'say', { hooks: { running: { template: 'say' } } })), SAY), [
    'warning ARGO_HOOK spec.templates[0].dag.tasks[0].hooks.running.expression: required: when the hook runs, e.g. workflow.status == "Running"; only the hook named exit needs none',
  ]],
])('%s is told as a warning', (_, spec, lines) => {
  expect(found(workflow(spec))).toEqual(lines);
});

test('a large dag takes no time', () => {
  const tasks = Array.from({ length: 2000 }, (_, i) => call(`t${i}`, 'take', { ...after(...i > 0 ? [`t${i - 1}`] : []), ...text(i > 0 ? '{{tasks.t0.status}}' : 'x') }));
  const before = process.cpuUsage().user;
  expect(found(workflow(main(dag(...tasks), TAKE))).filter(line => line.includes('ARGO'))).toEqual([]);
  expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(3);
});

test('templates that call each other are judged once, however many there are', () => {
  const chain = Array.from({ length: 3000 }, (_, i) => ({ name: `t${i}`, ...steps(call('a', `t${i + 1}`, { when: 'x' })) }));
  expect(found(workflow({ entrypoint: 't0', templates: [...chain, { ...SAY, name: 't3000', container: {} }] })).filter(line => line.includes('ARGO'))).toEqual([
    'error ARGO_IMAGE_MISSING spec.templates[3000].container.image: required, unless spec.templateDefaults gives one',
  ]);
});
