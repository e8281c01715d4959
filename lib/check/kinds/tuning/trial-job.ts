import { canonicalQuantity } from './canonical-quantity';
import { fieldUnder } from './placeholders';
import { record } from '../../manifest';
import type { Report } from '../../report';

/** What Katib puts in the place of a placeholder before it converts. */
export const TRIED = 'test-value';

const MAX_DEPTH = 100;
const set = (names: string) => new Set(names.split(' '));
// Fields that Go types leave out when they are empty, by name, or by their parent and name where names mean several things.
const DROPPED_FALSE = set('hostIPC hostNetwork hostPID readOnly stdin stdinOnce tty');
const DROPPED_ZERO = set('failureThreshold hostPort initialDelaySeconds partition periodSeconds successThreshold timeoutSeconds');
const DROPPED_MAP = set('annotations labels nodeSelector limits requests matchLabels overhead volumeAttributes');
const KEPT_LIST = set('containers nodeSelectorTerms rules sources onExitCodes.values');
const DROPPED_TEXT = set(
  'imagePullPolicy subPath subPathExpr workingDir terminationMessagePath terminationMessagePolicy hostname subdomain nodeName schedulerName priorityClassName ' +
  'serviceAccountName serviceAccount dnsPolicy medium effect hostIP scheme protocol prefix generateName audience host volumeName request secret.secretName httpGet.path ' +
  'spec.restartPolicy env.value tolerations.value tolerations.key tolerations.operator containers.image initContainers.image ports.name imagePullSecrets.name ' +
  'configMapKeyRef.name secretKeyRef.name configMapRef.name secretRef.name configMap.name secret.name metadata.name metadata.namespace',
);
/** Pointers in these volumes keep `readOnly: false`. */
const KEEP_READ_ONLY = set('csi azureDisk');

/**
 * Katib converts a batch/v1 Job to its type and back, and refuses what does not
 * come back the same: empty values, and quantities written in another way.
 * Types and unknown fields are the business of every Job.
 */
export function judgeTrialJob(trial: unknown, path: string, report: Report): void {
  visit(trial, [], (value, steps) => judgeField(value, steps, path, report));
}

function visit(value: unknown, steps: Array<string | number>, see: (value: unknown, steps: ReadonlyArray<string | number>) => void): void {
  if (steps.length > 0) see(value, steps);
  if (typeof value !== 'object' || value === null || steps.length > MAX_DEPTH) return;
  for (const [key, child] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    // The server fills it in.
    if (steps.length === 0 && key === 'status') continue;
    steps.push(key);
    visit(child, steps, see);
    steps.pop();
  }
}

function judgeField(value: unknown, steps: ReadonlyArray<string | number>, path: string, report: Report): void {
  const name = steps[steps.length - 1];
  if (typeof name === 'number') return;
  const above = steps.filter((step): step is string => typeof step === 'string');
  const parent = above[above.length - 2] ?? '';
  if (isMapKey(parent) && value !== null) {
    if (parent !== 'annotations' && !parent.endsWith('abels')) judgeQuantity(value, parent === 'overhead', steps, path, report);
  } else if (name === 'sizeLimit' || name === 'divisor') judgeQuantity(value, true, steps, path, report);
  else if (isDropped(value, name, parent)) {
    const got = Array.isArray(value) || typeof value === 'object' ? undefined : value;
    report.refuse('TUNING_JOB_NOT_STRICT', fieldUnder(path, steps), got, `Katib wants a Job as its type writes it, and that leaves out ${nameOf(value)} here; remove the field`);
  }
}

/** Keys of these maps are not fields. */
const isMapKey = (parent: string) => DROPPED_MAP.has(parent) && parent !== 'volumeAttributes' && parent !== 'nodeSelector';

function isDropped(value: unknown, name: string, parent: string): boolean {
  if (value === null) return name !== 'creationTimestamp' && !KEPT_LIST.has(name) && !KEPT_LIST.has(`${parent}.${name}`);
  if (value === false) return DROPPED_FALSE.has(name) && !(name === 'readOnly' && KEEP_READ_ONLY.has(parent));
  if (value === 0) return DROPPED_ZERO.has(name);
  if (value === '') return DROPPED_TEXT.has(name) || DROPPED_TEXT.has(`${parent}.${name}`);
  if (Array.isArray(value)) return value.length === 0 && !KEPT_LIST.has(name) && !KEPT_LIST.has(`${parent}.${name}`);
  return Object.keys(record(value)).length === 0 && typeof value === 'object' && DROPPED_MAP.has(name);
}

const nameOf = (value: unknown) => (value === null ? 'null' : value === '' ? 'an empty text' : Array.isArray(value) ? 'an empty list' : typeof value === 'object' ? 'an empty map' : String(value));

function judgeQuantity(value: unknown, exact: boolean, steps: ReadonlyArray<string | number>, path: string, report: Report): void {
  const field = fieldUnder(path, steps);
  if (typeof value === 'string' && (value.includes('${trialParameters.') || value.includes(TRIED))) {
    report.refuse('TUNING_JOB_NOT_STRICT', field, value, 'a quantity cannot be tuned in a Job: Katib tries the template with a word in its place; tune it in a kind other than Job');
  } else if (exact && (typeof value === 'string' || typeof value === 'number')) {
    const canonical = canonicalQuantity(String(value));
    // A sign, leading zeros and a large E come back as they are.
    const plain = typeof value === 'string' && canonical !== '0' ? value.replace(/^([+-]?)0*(?=\d)/, '$1').replace(/^\+/, '').replace(/E(?=[+-]?\d)/, 'e') : value;
    if (canonical !== undefined && canonical !== plain) {
      report.refuse('TUNING_JOB_NOT_STRICT', field, value, `Katib wants a Job as its type writes it: '${canonical}', in quotes`);
    }
  }
}
