import type { Home } from './home';
import type { Run } from './run';
import { below, has } from './tree';
import { list, record } from '../../../manifest';

/** Templates, steps, tasks and containers of a set are named alike; parameters and artifacts may hold underscores. */
export type NameForm = 'template' | 'parameter';

const FORMS = {
  template: { pattern: /^[a-zA-Z0-9][-a-zA-Z0-9]*$/, wants: 'letters, digits and -, starting with a letter or digit, at most 128' },
  parameter: { pattern: /^[-a-zA-Z0-9_]+$/, wants: 'letters, digits, - and _' },
};

/** What the schema refuses already, so that it is not said twice. */
export interface BySchema {
  readonly missing: boolean;
  readonly malformed: boolean;
  /** Of two items the second is dropped before anything looks at it. */
  readonly merged?: boolean;
}

/** In what is written into a step or task. */
export const NO_SCHEMA: BySchema = { missing: false, malformed: false };

export function isName(name: string, form: NameForm): boolean {
  return FORMS[form].pattern.test(name) && (form === 'parameter' || name.length <= 128);
}

/** The names of a list: set, well formed and unique. */
export function judgeNames(run: Run, home: Home, items: unknown, path: string, form: NameForm, bySchema: BySchema): void {
  const seen = new Set<string>();
  list(items).forEach((item, i) => {
    const { name } = record(item);
    judgeName(run, home, name, below(path, i, 'name'), form, bySchema);
    if (typeof name !== 'string' || name === '') return;
    if (seen.has(name) && !bySchema.merged) run.refuse(home, 'ARGO_NAME_DUPLICATE', below(path, i, 'name'), name, 'names are unique here; rename one of the two');
    seen.add(name);
  });
}

/** One name; of the wrong type it is the schema's. */
export function judgeName(run: Run, home: Home, name: unknown, field: string, form: NameForm, bySchema: BySchema): void {
  if (!has(name)) {
    if (!bySchema.missing) run.refuse(home, 'ARGO_NAME_INVALID', field, undefined, `required: ${FORMS[form].wants}`);
  } else if (typeof name === 'string' && !bySchema.malformed && !isName(name, form)) {
    run.refuse(home, 'ARGO_NAME_INVALID', field, name, FORMS[form].wants);
  }
}
