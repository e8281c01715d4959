import { judgeContainerSet } from './container-set';
import type { Located } from './home';
import { judgeResource } from './resource';
import type { Run } from './run';
import type { Scope } from './scope';
import { isPlaceholder, isUnforeseeable } from './tags';
import { below, has } from './tree';
import { judgeVariables } from './variables';
import { list, record, text } from '../../../manifest';

/** Judges a template that does something itself, or waits. */
export function judgeLeaf(run: Run, bound: Record<string, any>, located: Located, scope: Scope): void {
  const { home, path } = located;
  judgeVariables(run, bound, { home, path, scope, fieldOf: steps => fieldOf(located, steps) });
  if (has(bound.container)) {
    judgeMounts(run, bound, located);
    judgeImage(run, located, bound, 'container');
  }
  if (has(bound.script)) judgeImage(run, located, bound, 'script');
  if (has(bound.containerSet)) judgeContainerSet(run, bound, located);
  if (has(bound.resource)) judgeResource(run, bound, located);
  judgeDeadline(run, bound, located);
  if (has(bound.parallelism)) {
    run.refuse(home, 'ARGO_FIELD_MISPLACED', below(path, 'parallelism'), bound.parallelism, 'only steps and dag templates have parallelism; spec.parallelism bounds the whole workflow');
  }
}

/** The labels and annotations of all pods stand in the spec. */
function fieldOf({ home, path, inline }: Located, steps: ReadonlyArray<string | number>): string {
  const [field, kind, key] = steps;
  const general = field === 'metadata' && !inline && Object.hasOwn(record(record(home.spec.podMetadata)[kind]), key ?? '');
  return general ? below(home.path, 'podMetadata', ...steps.slice(1)) : below(path, ...steps);
}

/** Artifacts are mounts, too; the schema keeps the mounts of a container apart already. */
function judgeMounts(run: Run, bound: Record<string, any>, { home, path, inline, template }: Located): void {
  const mounted = new Map<string, string>();
  const written = list(record(template.container).volumeMounts).map(mount => record(mount).mountPath);
  list(record(bound.container).volumeMounts).forEach((item, i) => {
    const { mountPath, name } = record(item);
    const field = below(path, 'container', 'volumeMounts', i, 'mountPath');
    if (typeof mountPath !== 'string') return;
    const before = mounted.get(mountPath);
    // Two of the same text are the schema's, two that variables make alike are not.
    if (before !== undefined && (inline || written.indexOf(written[i]) === i)) {
      run.refuse(home, 'ARGO_MOUNT_DUPLICATE', field, written[i], `the volume ${before} is there already; mount one of them elsewhere`);
    }
    mounted.set(mountPath, text(name));
  });
  list(record(bound.inputs).artifacts).forEach((item, i) => {
    const artifact = record(item);
    if (text(artifact.path) === '') return;
    const before = mounted.get(artifact.path);
    if (before !== undefined) {
      run.refuse(home, 'ARGO_MOUNT_DUPLICATE', below(path, 'inputs', 'artifacts', i, 'path'), artifact.path, `${before} is there already; put the artifact elsewhere`);
    }
    mounted.set(artifact.path, `artifact ${artifact.name}`);
  });
}

function judgeImage(run: Run, { home, path }: Located, bound: Record<string, any>, type: 'container' | 'script'): void {
  const { image } = record(bound[type]);
  if (text(image) !== '' || has(image) && typeof image !== 'string') return;
  const preset = record(record(record(home.spec.templateDefaults)[type])).image;
  if (home.kind !== 'ClusterWorkflowTemplate' && text(preset) !== '') return;
  run.refuse(home, 'ARGO_IMAGE_MISSING', below(path, type, 'image'), has(image) ? image : undefined, 'required, unless spec.templateDefaults gives one');
}

function judgeDeadline(run: Run, { activeDeadlineSeconds: seconds }: Record<string, any>, { home, path }: Located): void {
  const field = below(path, 'activeDeadlineSeconds');
  if (typeof seconds === 'number' && (seconds < 0 || seconds > 2147483647) || typeof seconds === 'string' && !isSeconds(seconds)) {
    run.refuse(home, 'ARGO_DEADLINE', field, seconds, 'seconds, above 0, or one variable');
  } else if (Number(seconds) === 0 && has(seconds)) run.warn(home, 'ARGO_DEADLINE', field, seconds, 'a deadline of 0 seconds is no deadline; leave it out or write at least 1');
}

function isSeconds(seconds: string): boolean {
  return isPlaceholder(seconds) || isUnforeseeable(seconds) || seconds.startsWith('{{') && seconds.endsWith('}}') || /^(?:\+?[0-9]{1,18}|-0+)$/.test(seconds);
}
