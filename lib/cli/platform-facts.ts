import { externalOf, UsageError } from './args';
import type { ClusterFacts } from '../check';
import { DEFAULT_CLUSTER } from '../check';
import type { Step } from './yaml/positions';
import { nearest } from '../check/nearest';

/** What is said of a cluster, in a platform file or the properties of the plugin. */
export interface Platform {
  readonly cluster: ClusterFacts;
  /** Objects that exist in the cluster already. */
  readonly external: readonly string[];
}

/** What a field holds: one of some words, a text of a form, a list of texts, a truth value, or fields. */
type Field = readonly string[] | RegExp | 'text' | 'texts' | 'flag' | { readonly [name: string]: Field };
type Shape<T> = { readonly [K in keyof Required<T>]: Required<T>[K] extends readonly string[] | string | boolean ? Field : Shape<Required<T>[K]> };

const SHAPE: Shape<ClusterFacts> & { readonly external: Field } = {
  kubernetes: /^v?1\.\d{1,3}(\.\d+)?$/,
  kserve: { defaultMode: ['Knative', 'Standard'] },
  knative: { features: 'texts' },
  kueue: { installed: 'flag', frameworks: 'texts' },
  katib: { algorithms: 'texts', earlyStopping: 'texts', collectors: 'texts', trialResources: 'texts', injectSecurityContext: 'flag', restrictedAlgorithms: 'texts' },
  seldon: { servers: 'texts' },
  istio: { rootNamespace: 'text' },
  policy: { podSecurity: ['privileged', 'baseline', 'restricted'], podSecurityLevel: ['warning', 'info'], hardening: ['warning', 'info', 'off'] },
  external: 'texts',
};

/** A mistake, and where it stands. */
export interface Mistake {
  readonly steps: readonly Step[];
  readonly message: string;
}

/** What upstream ships, with what is given over it; without a platform where something in it cannot be. */
export function platformOf(given: unknown): { platform?: Platform; mistakes: Mistake[] } {
  const mistakes: Mistake[] = [];
  const tell: Tell = (steps, message) => mistakes.push({ steps, message });
  judge(given, SHAPE, [], tell);
  if (mistakes.some(({ steps }) => steps.length === 0)) return { mistakes };
  const { external, ...facts } = given as { external?: unknown };
  const objects = (Array.isArray(external) ? external as unknown[] : []).flatMap((text, i) => (typeof text === 'string' ? nameOf(text, i, tell) : []));
  return mistakes.length > 0 ? { mistakes } : { platform: { cluster: merged(DEFAULT_CLUSTER, facts) as ClusterFacts, external: objects }, mistakes };
}

function nameOf(text: string, index: number, tell: Tell): string[] {
  try {
    return [externalOf(text)];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    tell(['external', index], `got '${text}'; KIND/NAME or KIND/NAMESPACE/NAME`);
    return [];
  }
}

type Tell = (steps: readonly Step[], message: string) => void;

function judge(value: unknown, field: Field, steps: readonly Step[], tell: Tell): void {
  const wanted = (what: string) => tell(steps, `got ${JSON.stringify(value)}; ${what}`);
  if (field === 'flag') {
    if (typeof value !== 'boolean') wanted('true or false');
  } else if (field === 'text') {
    if (typeof value !== 'string' || value === '') wanted('a text');
  } else if (field === 'texts') {
    if (!Array.isArray(value)) wanted('a list of texts');
    else value.forEach((item, i) => judge(item, 'text', [...steps, i], tell));
  } else if (field instanceof RegExp) {
    if (typeof value === 'number') wanted("a text: put it in quotes, as in '1.30'");
    else if (typeof value !== 'string' || !field.test(value)) wanted('a version such as 1.34');
  } else if (isWords(field)) {
    if (!field.includes(value as string)) wanted(`one of ${field.map(word => `'${word}'`).join(', ')}`);
  } else if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    wanted(`a map of ${Object.keys(field).join(', ')}`);
  } else {
    for (const [name, inner] of Object.entries(value)) {
      if (Object.hasOwn(field, name)) judge(inner, field[name], [...steps, name], tell);
      else tell([...steps, name], unknownField(name, Object.keys(field)));
    }
  }
}

const isWords = (field: Field): field is readonly string[] => Array.isArray(field);

function unknownField(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return `no such field; ${near ? `did you mean '${near}'?` : `known here: ${known.join(', ')}`}`;
}

/** What the file leaves out is as upstream ships it. */
function merged(defaults: object, given: object): object {
  const result: Record<string, unknown> = { ...defaults };
  for (const [name, value] of Object.entries(given)) {
    const known = result[name];
    result[name] = typeof value === 'object' && value !== null && !Array.isArray(value) && known ? merged(known, value) : value;
  }
  return result;
}
