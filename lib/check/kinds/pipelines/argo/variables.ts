import type { Home } from './home';
import type { Run } from './run';
import { ANY_ITEM, ANY_OUTPUT_ARTIFACT, ANY_OUTPUT_PARAMETER } from './scope';
import type { Scope } from './scope';
import { legible, tagsOf, trimTag } from './tags';
import { below, eachText } from './tree';

/** Argo takes only tags that start like this for its own; others stay as they are. */
const PREFIXES = ['item.', 'steps.', 'inputs.', 'outputs.', 'pod.', 'workflow.', 'tasks.'];
/** Filled in at run time whatever follows. */
const LATER = ['outputs.', 'workflow.creationTimestamp', 'workflow.scheduledTime', 'workflow.duration', 'tasks.name', 'steps.name', 'node.name'];

/** Whether Argo resolves a variable here. */
function isKnown(run: Run, scope: Scope, name: string): boolean {
  if (scope.has(name) || run.globals.has(name) || LATER.some(prefix => name.startsWith(prefix))) return true;
  if (name.startsWith('item.')) return scope.has(ANY_ITEM);
  if (name.startsWith('workflow.outputs.parameters.') && (scope.has(ANY_OUTPUT_PARAMETER) || run.globals.has(ANY_OUTPUT_PARAMETER))) return true;
  if (name.startsWith('workflow.outputs.artifacts.') && (scope.has(ANY_OUTPUT_ARTIFACT) || run.globals.has(ANY_OUTPUT_ARTIFACT))) return true;
  return name.startsWith('workflow.parameters') && run.isTemplate;
}

export interface Place {
  readonly home: Home;
  readonly path: string;
  readonly scope: Scope;
  /** Where a text stands, if not below `path`. */
  readonly fieldOf?: (steps: ReadonlyArray<string | number>) => string;
  /** Told of every known variable, to find those that are known and yet never come. */
  readonly visit?: (name: string, field: () => string) => void;
}

/** Refuses the variables of a tree that nothing sets. */
export function judgeVariables(run: Run, tree: unknown, { home, path, scope, visit, fieldOf = steps => below(path, ...steps) }: Place): void {
  eachText(tree, (text, steps) => {
    const { simple, open } = tagsOf(text);
    for (const tag of simple) {
      const name = trimTag(tag);
      const field = () => fieldOf(steps);
      if (!PREFIXES.some(prefix => name.startsWith(prefix))) visit?.(name, field);
      else if (isKnown(run, scope, name)) visit?.(name, field);
      else refuse(run, home, scope, name, field());
    }
    if (open === undefined) return;
    const start = trimTag(open);
    if (PREFIXES.some(prefix => start.startsWith(prefix))) {
      run.refuse(home, 'ARGO_VARIABLE_UNKNOWN', fieldOf(steps), `{{${open.slice(0, 40)}`, 'close the variable with }}');
    }
  });
}

function refuse(run: Run, home: Home, scope: Scope, name: string, field: string): void {
  const output = /^workflow\.outputs\.(?:parameters|artifacts)\./.test(name);
  const got = `{{${legible(name)}}}`;
  // What is written into a step is read with the step, and again on its own.
  const first = () => run.once(`${home.via} ${field} ${name}`);
  if (run.mild) {
    const fix = hint(run, scope, name);
    run.atLast(() => first() && run.warn(home, 'ARGO_VARIABLE_UNKNOWN', field, got, fix));
    return;
  }
  if (!first()) return;
  // Which of two tasks Argo looks at first is chance, unless one waits for the other.
  if (output && (run.unseen || run.dagDepth > 0 && run.exported.has(name))) {
    run.warn(home, 'ARGO_VARIABLE_UNKNOWN', field, got, 'whether Argo knows this global output here is chance; make the task wait for the one that sets it');
  } else run.refuse(home, 'ARGO_VARIABLE_UNKNOWN', field, got, hint(run, scope, name));
}

function hint(run: Run, scope: Scope, name: string): string {
  const own = Object.entries(OWN).find(([pattern]) => name.startsWith(pattern) || name.endsWith(pattern));
  if (own) return own[1];
  const root = name.slice(0, name.indexOf('.') + 1);
  const parts = name.split('.').length;
  // A suggestion has as many parts as what was written.
  const near = run.near(name, () => [...scope.starting(root), ...run.globals.keys()].filter(known => known.startsWith(root) && !/\.(?:\.|$)/.test(known) && known.split('.').length === parts));
  if (near) return `nothing sets this variable here; did you mean {{${near}}}?`;
  return WHY[root] ?? 'nothing sets this variable here';
}

const OWN: Record<string, string> = {
  'workflow.failures': 'only the template of spec.onExit knows the failures',
  'workflow.priority': 'the workflow has no spec.priority',
  'workflow.labels.': 'the workflow gets no such label; add it to spec.workflowMetadata.labels',
  'workflow.annotations.': 'the workflow gets no such annotation; add it to spec.workflowMetadata.annotations',
  '.ip': 'only a template with daemon: true has an address',
};

const WHY: Record<string, string> = {
  'inputs.': 'the template has no such input; declare it under inputs',
  'steps.': 'only steps of earlier groups have outputs here, and only those that their template declares',
  'tasks.': 'only tasks of this DAG have outputs here, those that their template declares; a status only tasks that this one depends on',
  'item.': 'only a step or task with withItems, withParam or withSequence has items, and maps alone have fields',
  'pod.': 'only templates that run as a pod have pod.name',
  'workflow.': 'nothing sets this variable; workflow parameters are declared in spec.arguments.parameters, global outputs by a template that ran before',
};
