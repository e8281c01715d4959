import { externalOf, UsageError } from './args';
import type { Io } from './io';
import { pathOf, printable } from './names';
import { sourceOf } from './sources';
import type { ClusterFacts } from '../check';
import { DEFAULT_CLUSTER } from '../check';
import type { Document } from './yaml/document';
import { positionsOf, readDocuments } from './yaml/document';
import type { Flaw } from './yaml/flaw';
import type { Step } from './yaml/positions';
import { nearest } from '../check/nearest';

/** What a platform file says. */
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
  katib: { algorithms: 'texts', earlyStopping: 'texts', collectors: 'texts', trialResources: 'texts' },
  seldon: { servers: 'texts' },
  istio: { rootNamespace: 'text' },
  policy: { podSecurity: ['privileged', 'baseline', 'restricted'], podSecurityLevel: ['warning', 'info'], hardening: ['warning', 'info', 'off'] },
  external: 'texts',
};

/** Reads a platform file; without a platform where it is not one, with a line for each reason. */
export async function readPlatform(file: string, io: Io): Promise<{ platform?: Platform; problems: string[] }> {
  const { name, text, flaw } = await sourceOf(file, io);
  if (text === undefined) return { problems: [line(name, flaw!)] };
  const { documents, flaws } = readDocuments(text);
  if (flaws.length > 0) return { problems: flaws.map(one => line(name, one)) };
  return documents.length === 1 ? platformOf(name, documents[0]) : { problems: [line(name, { message: `one document is expected, got ${documents.length}` })] };
}

function line(file: string, flaw: Partial<Flaw> & Pick<Flaw, 'message'>): string {
  const place = [file, flaw.line, flaw.column].filter(part => part !== undefined).join(':');
  return printable(`${place}  ${flaw.message}`);
}

function platformOf(name: string, document: Document): { platform?: Platform; problems: string[] } {
  const told: Array<{ steps: readonly Step[]; message: string }> = [];
  judge(document.value, SHAPE, [], (steps, message) => told.push({ steps, message }));
  const { external = [], ...facts } = document.value as { external?: string[] };
  const objects: string[] = [];
  if (told.length === 0) {
    external.forEach((text, i) => {
      try {
        objects.push(externalOf(text));
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        told.push({ steps: ['external', i], message: `got '${text}'; KIND/NAME or KIND/NAMESPACE/NAME` });
      }
    });
  }
  if (told.length === 0) return { platform: { cluster: merged(DEFAULT_CLUSTER, facts) as ClusterFacts, external: objects }, problems: [] };
  const positions = positionsOf(document);
  const lineOf = (steps: readonly Step[]) => document.chunk.line + (positions?.lineOf(steps) ?? 0) + 1;
  return { problems: told.map(({ steps, message }) => line(name, { line: lineOf(steps), message: `${pathOf(steps)}: ${message}` })) };
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
