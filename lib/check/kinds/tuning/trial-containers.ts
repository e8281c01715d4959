import { fieldUnder } from './placeholders';
import { record } from '../../manifest';

const MAX_DEPTH = 60;

export interface PodTemplate {
  readonly path: string;
  readonly spec: Record<string, any>;
}

/** Every pod template of a trial, whatever its kind. */
export function podTemplatesOf(trial: unknown, path: string): PodTemplate[] {
  const found: PodTemplate[] = [];
  const visit = (value: unknown, steps: Array<string | number>) => {
    if (typeof value !== 'object' || value === null || steps.length > MAX_DEPTH) return;
    if (steps[steps.length - 1] === 'spec' && Array.isArray(record(value).containers)) {
      found.push({ path: fieldUnder(path, steps), spec: record(value) });
      return;
    }
    for (const [key, child] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
      steps.push(key);
      visit(child, steps);
      steps.pop();
    }
  };
  visit(trial, []);
  return found;
}

/**
 * Containers that Katib starts through a shell when it reads what they print,
 * as far as the trial says what they run; other pods than the leading one it leaves alone.
 */
export function startedByShell(trial: Record<string, any>, primary: string, path = ''): Array<{ path: string; container: Record<string, any> }> {
  const templates = podTemplatesOf(trial, path);
  const led = templates.some(template => /ReplicaSpecs\.(Master|Chief|Launcher)\./.test(template.path));
  const found = templates.filter(template => !(led && /ReplicaSpecs\.(Worker|PS|Evaluator)\./.test(template.path))).flatMap(({ path: at, spec }) => {
    const index = spec.containers.findIndex((container: unknown) => record(container).name === primary);
    return index < 0 ? [] : [{ path: `${at}.containers[${index}]`, container: record(spec.containers[index]) }];
  });
  if (trial.kind === 'Workflow') return [...found, ...stepsOf(trial, path)];
  return trial.kind === 'TrainJob' ? [...found, { path: `${path}.spec.trainer`, container: record(record(trial.spec).trainer) }] : found;
}

/** Steps of an Argo Workflow are no pods yet; the container is of the template. */
function stepsOf(trial: Record<string, any>, path: string): Array<{ path: string; container: Record<string, any> }> {
  const { templates } = record(trial.spec);
  if (!Array.isArray(templates)) return [];
  return templates.flatMap((template, i) => (record(template).container ? [{ path: `${path}.spec.templates[${i}].container`, container: record(record(template).container) }] : []));
}
