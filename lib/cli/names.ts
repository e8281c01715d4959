import type { Manifest } from '../check';
import type { Step } from './yaml/positions';

const LONGEST = 100;

/** Text of any origin in one line of a terminal. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, c => (c === '\n' ? '\\n' : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`));
}

/** `Deployment/api`; `Job/train-*` where the cluster makes the name. */
export function titleOf(manifest: Manifest): string {
  const { kind, name } = identityOf(manifest);
  return name === undefined ? kind ?? '?' : `${kind ?? '?'}/${name}`;
}

/** What an object says it is, as far as it does. */
export function identityOf(manifest: Manifest): { apiVersion?: string; kind?: string; namespace?: string; name?: string } {
  const { apiVersion, kind } = manifest;
  const { name, generateName, namespace } = (typeof manifest.metadata === 'object' ? manifest.metadata ?? {} : {}) as Record<string, unknown>;
  return {
    apiVersion: textOf(apiVersion), kind: textOf(kind), namespace: textOf(namespace),
    name: textOf(name) ?? (textOf(generateName) === undefined ? undefined : `${textOf(generateName)}*`),
  };
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string' || value === '') return undefined;
  return printable(value.length > LONGEST ? `${value.slice(0, LONGEST - 3)}...` : value);
}

/** A JSON path as problems have it. */
export function pathOf(steps: readonly Step[]): string {
  return steps.map((step, i) => {
    if (typeof step === 'number') return `[${step}]`;
    if (!/^[A-Za-z_][\w-]*$/.test(step)) return `['${step}']`;
    return i === 0 ? step : `.${step}`;
  }).join('');
}
