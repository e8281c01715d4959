import { routeOf } from './made';
import type { Manifest } from '../../manifest';
import { isMap, list, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';

const STOPPED = 'kubeflow-resource-stopped';
const HEADERS = 'notebooks.kubeflow.org/http-headers-request-set';
const TYPE = 'notebooks.kubeflow.org/server-type';
const ACTIVITY = 'notebooks.kubeflow.org/last-activity';
export const REWRITE = 'notebooks.kubeflow.org/http-rewrite-uri';
const KNOWN = [STOPPED, HEADERS, TYPE, ACTIVITY, REWRITE, 'notebooks.kubeflow.org/creator', 'notebooks.kubeflow.org/last_activity_check_timestamp'];

/** group-one are VS Code and the like, group-two RStudio. */
const TYPES = ['jupyter', 'group-one', 'group-two'];
const ROOTED = /code-?server|rstudio/i;
const ROOT_PATH = 'X-RStudio-Root-Path';

const field = (key: string) => `metadata.annotations['${key}']`;

/** Annotations of a Notebook that its controller, the culler and the dashboard read. */
export function judgeNotebookAnnotations(manifest: Manifest, report: Report): void {
  const annotations = record(manifest.metadata.annotations);
  for (const key of Object.keys(annotations)) {
    if (KNOWN.includes(key) || !key.startsWith('notebooks.kubeflow.org/') && !key.startsWith('kubeflow-resource')) continue;
    const near = nearest(key, KNOWN);
    if (near) report.warn('NOTEBOOK_ANNOTATION', field(key), annotations[key], `nobody reads this annotation; did you mean '${near}'?`);
  }
  const stopped = annotations[STOPPED];
  if (typeof stopped === 'string' && !/^\d{4}-/.test(stopped)) {
    report.warn('NOTEBOOK_STOPPED', field(STOPPED), stopped, 'a Notebook with this annotation is stopped, whatever it says: remove it to start, or write the time such as 2030-01-31T08:00:00Z');
  }
  const active = annotations[ACTIVITY];
  if (typeof active === 'string' && Number.isNaN(Date.parse(active))) {
    report.warn('NOTEBOOK_ANNOTATION', field(ACTIVITY), active, 'leave it out: the culler writes it, and cannot read this one, so that the Notebook is never stopped');
  }
  judgeType(annotations[TYPE], report);
  judgeRouting(manifest, annotations, report);
}

function judgeType(type: unknown, report: Report): void {
  if (typeof type !== 'string' || TYPES.includes(type)) return;
  const near = nearest(type, TYPES);
  report.warn('NOTEBOOK_ANNOTATION', field(TYPE), type, near ? `did you mean '${near}'? Others are shown as jupyter` : `one of ${TYPES.join(', ')}: others are shown as jupyter`);
}

/** The requests as the server sees them. */
function judgeRouting(manifest: Manifest, annotations: Record<string, any>, report: Report): void {
  const rewrite = annotations[REWRITE];
  if (typeof rewrite === 'string' && rewrite !== '' && !rewrite.startsWith('/')) {
    report.warn('NOTEBOOK_ANNOTATION', field(REWRITE), rewrite, 'a path: it starts with /');
  }
  const image = record(list(record(record(record(manifest.spec).template).spec).containers)[0]).image;
  const isRooted = annotations[TYPE] === 'group-one' || annotations[TYPE] === 'group-two' || typeof image === 'string' && ROOTED.test(image.slice(image.lastIndexOf('/') + 1));
  if (isRooted && (rewrite === undefined || rewrite === '')) {
    report.warn('NOTEBOOK_REWRITE', field(REWRITE), undefined, "write '/': VS Code and RStudio serve there, and requests come in under /notebook/<namespace>/<name>/");
  }
  judgeHeaders(manifest, annotations[HEADERS], annotations[TYPE], report);
}

function judgeHeaders(manifest: Manifest, given: unknown, type: unknown, report: Report): void {
  const route = routeOf(manifest, '/notebook');
  if (given === undefined || given === '') {
    if (type === 'group-two') {
      report.warn('NOTEBOOK_HEADERS', field(HEADERS), undefined, `RStudio has to know its path: write {"${ROOT_PATH}":"${route ?? '/notebook/<namespace>/<name>'}/"}`);
    }
    return;
  }
  if (typeof given !== 'string') return;
  const headers = parsed(given);
  if (!isMap(headers) || Object.values(headers).some(value => typeof value !== 'string' && value !== null)) {
    report.warn('NOTEBOOK_HEADERS', field(HEADERS), given, 'a JSON object of texts, such as {"X-Header":"value"}: the controller ignores all of it otherwise');
    return;
  }
  const root = headers[ROOT_PATH];
  if (typeof root === 'string' && route !== undefined && root.replace(/\/$/, '') !== route) {
    report.warn('NOTEBOOK_HEADERS', field(HEADERS), given, `${ROOT_PATH} is the path of this Notebook, ${route}/`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return undefined;
  }
}
