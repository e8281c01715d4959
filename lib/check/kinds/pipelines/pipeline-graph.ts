import { circleText, cycleOf } from './argo/graph';
import { below } from './argo/tree';
import { get } from './pipeline-version';
import { list, record, text } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';

interface Pipeline {
  readonly components: Record<string, any>;
  readonly executors: Record<string, any>;
  readonly report: Report;
}

/** Warns of what the compiler of a run will stumble over: references between components, tasks and executors. */
export function judgePipelineGraph(spec: Record<string, any>, at: string, report: Report): void {
  const pipeline = { components: record(spec.components), executors: record(get(get(spec, 'deploymentSpec'), 'executors')), report };
  judgeComponent(pipeline, spec.root, below(at, 'root'));
  for (const [name, component] of Object.entries(pipeline.components)) judgeComponent(pipeline, component, below(at, 'components', name));
}

function judgeComponent(pipeline: Pipeline, component: unknown, at: string): void {
  const label = get(component, 'executorLabel');
  if (typeof label === 'string') known(pipeline, label, pipeline.executors, below(at, 'executorLabel'), 'no executor of deploymentSpec has that label');
  const tasks = record(record(record(component).dag).tasks);
  const names = Object.keys(tasks);
  const edges = names.map(name => judgeTask(pipeline, tasks, name, below(at, 'dag', 'tasks', name)).map(other => names.indexOf(other)));
  const cycle = cycleOf(edges);
  if (cycle) {
    pipeline.report.warn('KFP_PIPELINE_GRAPH', below(at, 'dag', 'tasks', names[cycle[0]]), circleText(cycle.map(i => names[i])), 'tasks that wait for each other never start; break the circle');
  }
}

/** Judges one task; gives the tasks that it waits for. */
function judgeTask(pipeline: Pipeline, tasks: Record<string, any>, name: string, at: string): string[] {
  const task = tasks[name];
  const component = get(get(task, 'componentRef'), 'name');
  if (typeof component !== 'string') pipeline.report.warn('KFP_PIPELINE_GRAPH', below(at, 'componentRef', 'name'), undefined, 'required: the component that the task runs');
  else known(pipeline, component, pipeline.components, below(at, 'componentRef', 'name'), 'no component has that name');
  const others: string[] = [];
  const wait = (other: unknown, field: string) => {
    if (typeof other === 'string' && known(pipeline, other, tasks, field, 'no task beside this one has that name')) others.push(other);
  };
  list(get(task, 'dependentTasks')).forEach((other, i) => wait(other, below(at, 'dependentTasks', i)));
  const inputs = record(task).inputs;
  for (const [input, value] of Object.entries(record(record(inputs).parameters))) {
    for (const kind of ['taskOutputParameter', 'taskFinalStatus']) wait(get(get(value, kind), 'producerTask'), below(at, 'inputs', 'parameters', input, kind, 'producerTask'));
  }
  for (const [input, value] of Object.entries(record(record(inputs).artifacts))) {
    wait(get(get(value, 'taskOutputArtifact'), 'producerTask'), below(at, 'inputs', 'artifacts', input, 'taskOutputArtifact', 'producerTask'));
  }
  judgeInputs(pipeline, record(pipeline.components[text(component)]), inputs, below(at, 'inputs'));
  return others;
}

/** The inputs of a task are those of its component. */
function judgeInputs({ report }: Pipeline, component: Record<string, any>, inputs: unknown, at: string): void {
  for (const kind of ['parameters', 'artifacts']) {
    const defined = record(record(get(component, 'inputDefinitions'))[kind]);
    const given = record(record(inputs)[kind]);
    if (Object.keys(component).length === 0) continue;
    for (const name of Object.keys(given)) {
      if (Object.hasOwn(defined, name)) continue;
      const near = nearest(name, Object.keys(defined));
      report.warn('KFP_PIPELINE_GRAPH', below(at, kind, name), undefined, near ? `the component has no such input; did you mean '${near}'?` : 'the component has no such input');
    }
    for (const [name, definition] of Object.entries(defined)) {
      const optional = get(definition, 'isOptional') === true || get(definition, 'defaultValue') !== undefined;
      if (!optional && !Object.hasOwn(given, name)) report.warn('KFP_PIPELINE_GRAPH', below(at, kind, name), undefined, 'the component wants this input, which has no default');
    }
  }
}

function known({ report }: Pipeline, name: string, names: Record<string, any>, field: string, otherwise: string): boolean {
  if (Object.hasOwn(names, name)) return true;
  const near = nearest(name, Object.keys(names));
  report.warn('KFP_PIPELINE_GRAPH', field, name, near ? `${otherwise}; did you mean '${near}'?` : otherwise);
  return false;
}
