import { existsSync, readdirSync, readFileSync } from 'fs';
import { join, relative } from 'path';
import { FAILSAFE_SCHEMA, load, Type } from 'js-yaml';
import { plainScalar } from '../../lib/cli/yaml/scalars';

/** Anything that YAML or JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Obj = { [key: string]: Json };

/**
 * What the author of a case says of it.
 * `facts`: bad, though no code at hand can judge it; `ignored`: accepted, and
 * then without effect. Of a `generated` one nobody says anything.
 */
export type Claim = 'good' | 'bad' | 'facts' | 'ignored' | 'generated';

/** Objects that are applied together. */
export interface Case {
  /** `training/pytorchjob.yaml:12 two workers`: where it is and what it shows. */
  readonly id: string;
  readonly domain: string;
  /** The folder of the file and its name without `.yaml`: `training/pytorchjob`. */
  readonly topic: string;
  readonly claim: Claim;
  readonly objects: readonly Obj[];
}

const CLAIM = /^# (good|bad|bad \(facts\)|ignored): *(\S.*)$/;
/** As kubectl reads YAML: `yes` is a truth value, `0644` octal, a date a text. */
const SCHEMA = FAILSAFE_SCHEMA.extend({
  implicit: [
    new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: text => text === '<<' }),
    new Type('tag:yaml.org,2002:plain', { kind: 'scalar', resolve: text => text !== null && typeof plainScalar(text) !== 'string', construct: plainScalar }),
  ],
});

/** All cases of a folder, in the order of file names and lines, and what is wrong with the files that are left out. */
export function readCorpus(dir: string): { cases: Case[]; mistakes: string[] } {
  const mistakes: string[] = [];
  const cases = filesOf(dir).flatMap(file => {
    try {
      return readCases(relative(dir, file), readFileSync(file, 'utf8'));
    } catch (e) {
      mistakes.push((e as Error).message);
      return [];
    }
  });
  return { cases, mistakes };
}

function filesOf(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => (entry.isDirectory() ? filesOf(join(dir, entry.name)) : entry.name.endsWith('.yaml') ? [join(dir, entry.name)] : []));
}

/** The cases of one file; throws, with the line, at a document that is none. */
export function readCases(file: string, text: string): Case[] {
  return documents(text).map(({ line, lines }) => readCase(file, line, lines));
}

function readCase(file: string, line: number, lines: string[]): Case {
  const at = lines.findIndex(one => one.trim() !== '');
  const here = `${file}:${line + at}`;
  const claim = CLAIM.exec(lines[at]);
  if (!claim) throw new Error(`${here}: a case starts with a line '# good: ...', '# bad: ...', '# bad (facts): ...' or '# ignored: ...'`);
  let content: unknown;
  try {
    content = load(lines.join('\n'), { schema: SCHEMA });
  } catch (e) {
    throw new Error(`${here}: ${(e as Error).message}`);
  }
  return {
    id: `${here} ${claim[2].trim()}`,
    domain: file.split('/')[0],
    topic: file.replace(/\.yaml$/, ''),
    claim: claim[1] === 'bad (facts)' ? 'facts' : claim[1] as Claim,
    objects: objectsOf(content, here),
  };
}

function objectsOf(content: unknown, here: string): Obj[] {
  if (!isMap(content)) throw new Error(`${here}: a case is an object or a List of objects`);
  if (content.kind !== 'List' || content.apiVersion !== 'v1') return [content];
  const items = content.items;
  if (!Array.isArray(items) || items.length === 0 || !items.every(isMap)) throw new Error(`${here}: the items of a List are objects`);
  return items as Obj[];
}

const isMap = (value: unknown): value is Obj => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The documents of a YAML file that hold more than white space and comments. */
function documents(text: string): { line: number; lines: string[] }[] {
  const found = [{ line: 1, lines: [] as string[] }];
  text.split(/\r?\n/).forEach((one, i) => {
    if (/^---(\s|$)/.test(one)) found.push({ line: i + 2, lines: [] });
    else found[found.length - 1].lines.push(one);
  });
  return found.filter(({ lines }) => lines.some(one => /^\s*[^\s#]/.test(one)));
}

/** `kubeflow.org/v1 PyTorchJob`: what a row of the matrix counts. */
export function kindOf({ apiVersion, kind }: Obj): string {
  return `${typeof apiVersion === 'string' ? apiVersion : '?'} ${typeof kind === 'string' ? kind : '?'}`;
}

/** The object that a case is about: the one that its file is named after, else the first. */
export function subjectOf({ topic, objects }: Case): Obj {
  const plain = (text: unknown) => String(text).toLowerCase().replace(/[^a-z0-9]/g, '');
  const name = plain(topic.split('/').pop());
  return objects.find(({ kind }) => plain(kind) === name || `${plain(kind)}s` === name) ?? objects[0];
}
