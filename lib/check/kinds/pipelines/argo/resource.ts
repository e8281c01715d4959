import type { Schema } from 'js-yaml';
import type { Located } from './home';
import type { Run } from './run';
import { isPlaceholder, isUnforeseeable, withExpressions } from './tags';
import { below, has } from './tree';
import { list, record, text } from '../../../manifest';
import { yamlReader } from '../../../yaml';

const ACTIONS = ['get', 'create', 'apply', 'delete', 'replace', 'patch'];

/** Judges a template that works on an object of the cluster. */
export function judgeResource(run: Run, bound: Record<string, any>, { home, path, inline }: Located): void {
  const at = below(path, 'resource');
  const { action, manifest, manifestFrom } = record(bound.resource);
  const word = text(action);
  // The schema has the words, but sees neither variables replaced nor inline templates, and lets the field be missing.
  if (!isPlaceholder(word) && !isUnforeseeable(word) && !ACTIONS.includes(word) && (inline || !has(action))) {
    run.refuse(home, 'ARGO_RESOURCE', below(at, 'action'), has(action) ? action : undefined, `one of ${ACTIONS.join(', ')}`);
  }
  if (word === 'delete' || word === 'get') return;
  if (text(manifest) === '' && !has(manifestFrom)) {
    run.refuse(home, 'ARGO_RESOURCE', below(at, 'manifest'), undefined, 'required, or manifestFrom, unless the action is get or delete');
  } else if (text(manifest) !== '' && has(manifestFrom) && inline) {
    run.refuse(home, 'ARGO_RESOURCE', below(at, 'manifestFrom'), undefined, 'manifest and manifestFrom exclude each other; keep one');
  }
  const { artifact } = record(manifestFrom);
  if (has(artifact) && !list(record(bound.inputs).artifacts).some(input => text(record(input).name) === text(record(artifact).name))) {
    run.refuse(home, 'ARGO_RESOURCE', below(at, 'manifestFrom', 'artifact', 'name'), record(artifact).name, 'no artifact of inputs.artifacts has that name');
  }
  if (text(manifest) !== '' && !isPlaceholder(manifest) && !isYaml(manifest)) {
    run.refuse(home, 'ARGO_RESOURCE', below(at, 'manifest'), undefined, 'not YAML; put quotes around values that begin with {{ or hold a colon');
  }
}

/** Any tag goes: Go's reader leaves what it does not know as it is. */
let anyTag: Schema | undefined;

function anyTagSchema(): Schema {
  const { DEFAULT_SCHEMA, Type } = yamlReader();
  return anyTag ??= DEFAULT_SCHEMA.extend((['scalar', 'sequence', 'mapping'] as const).map(kind => new Type('!', { kind, multi: true, construct: data => data })));
}

/** Whether a manifest is YAML, whatever its expressions give: a word, or nothing. */
function isYaml(manifest: string): boolean {
  return isDocument(withExpressions(manifest, 'expression')) || isUnforeseeable(manifest) && isDocument(withExpressions(manifest, ''));
}

/** Whether the first document of a text can be JSON. */
function isDocument(manifest: string): boolean {
  try {
    // A map cannot be the key of another one: `{{ x }}` without quotes.
    return !hasMapKey(yamlReader().load(firstDocument(manifest), { schema: anyTagSchema(), json: true })) || manifest.includes(MAP_KEY);
  } catch {
    return false;
  }
}

function firstDocument(manifest: string): string {
  const lines = manifest.split('\n');
  const start = lines.findIndex(line => line.trim() !== '' && !line.startsWith('#') && !line.startsWith('---'));
  const end = lines.findIndex((line, i) => i > start && start >= 0 && /^(?:---|\.\.\.)(?:\s|$)/.test(line));
  return end < 0 ? manifest : lines.slice(0, end).join('\n');
}

const MAP_KEY = '[object Object]';

function hasMapKey(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null || depth > 100) return false;
  if (Array.isArray(value)) return value.some(item => hasMapKey(item, depth + 1));
  return Object.entries(value).some(([key, item]) => key === MAP_KEY || hasMapKey(item, depth + 1));
}
