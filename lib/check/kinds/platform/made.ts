import type { Manifest } from '../../manifest';
import { isAbsent } from '../../manifest';
import type { Objects } from '../../objects';
import type { Report } from '../../report';
import { isLabel } from '../kubernetes/forms';
import type { Teller } from '../kubernetes/values';

/** What a controller makes of the name of an object. */
export interface Made {
  /** The longest name that leaves room for what is added. */
  readonly most: number;
  /** Why it is no longer. */
  readonly why: string;
  /** Whether a digit may stand in front, because something stands before it. */
  readonly digitFirst?: boolean;
}

/** A name that the API server takes, but not for the objects that the controller makes; `code` tells of which kind it is. */
export function judgeMadeName({ metadata }: Manifest, code: Parameters<Report['warn']>[0], { most, why, digitFirst = false }: Made, report: Report): void {
  const { name, generateName } = metadata as { name?: string; generateName?: unknown };
  const [field, given, room] = !name && typeof generateName === 'string' ? ['metadata.generateName', generateName, most - 5] as const : ['metadata.name', name, most] as const;
  // What is no name at all is told by the rules of names.
  if (!given || !/^[a-z0-9.-]+$/.test(given)) return;
  if (given.length > room) report.warn(code, field, given, `${given.length} characters, at most ${room}: ${why}`);
  else if (given.includes('.') || !digitFirst && /^\d/.test(given)) {
    report.warn(code, field, given, `the controller makes a Service of this name: use lower-case letters, digits and -${digitFirst ? '' : ', starting with a letter'}`);
  }
}

/** Objects of the input that have the name of one that the controller makes: it overwrites them. */
export function judgeTaken(manifest: Manifest, name: string, kinds: readonly string[], objects: Objects, report: Report): void {
  for (const kind of kinds) {
    const taken = objects.find(kind, manifest.metadata.namespace, name);
    if (!taken || taken === manifest) continue;
    const why = kind.includes('kubeflow.org/') ? 'has the name too, and their controllers make one Service for both' : 'is in the way: the controller makes one of that name, and overwrites it';
    report.warn('PLATFORM_NAME_TAKEN', 'metadata.name', manifest.metadata.name, `${taken.kind} '${name}' of this input ${why}; rename one of the two`);
    return;
  }
}

/** Pods that are always started again, under a StatefulSet or Deployment. */
export function judgeKept(spec: Record<string, any>, at: string, { kind }: Manifest, report: Report): void {
  const { restartPolicy, activeDeadlineSeconds } = spec;
  if (restartPolicy === 'Never' || restartPolicy === 'OnFailure') {
    report.warn('RESTART_POLICY', `${at}.restartPolicy`, restartPolicy, `the pod of a ${kind} is always started again, and the API server refuses what the controller makes: leave it out`);
  }
  if (!isAbsent(activeDeadlineSeconds)) {
    report.warn('FIELD_NOT_ALLOWED', `${at}.activeDeadlineSeconds`, activeDeadlineSeconds, `the pod of a ${kind} has no end, and the API server refuses what the controller makes: leave it out`);
  }
}

/** What is judged as if it stood at another path; all of it is seen only when a controller makes the object. */
export function moved(report: Report, path: string, real: string): Teller {
  const warn: Teller['warn'] = (code, field, got, fix) => report.warn(code, field.startsWith(path) ? real + field.slice(path.length) : field, got, fix);
  return { warn, refuse: warn };
}

/** Where its objects stand, as people read it: `Notebook 'churn'`. */
export const called = ({ kind, metadata }: Manifest) => `${kind} '${metadata.name ?? ''}'`;

/** The path of a namespace and a name in a URL; undefined where one of them is not known. */
export function routeOf({ metadata }: Manifest, before: string): string | undefined {
  const { name, namespace } = metadata;
  return name !== undefined && isLabel(name) && namespace !== undefined ? `${before}/${namespace}/${name}` : undefined;
}

