import { celEnvironment, type Program } from './cel-environment';
import type { Cursor } from './cursor';
import type { CelRule, SchemaPack } from './pack';

/** Rules of one node, and the parts below it that have some. */
interface RuleNode {
  readonly rules: readonly CelRule[];
  readonly fields: ReadonlyArray<readonly [name: string, index: number]>;
  readonly items?: number;
  readonly values?: number;
}

const NODES = new WeakMap<SchemaPack, Array<RuleNode | null | undefined>>();
const PROGRAMS = new Map<string, Program | undefined>();

/** Judges an object that fits its schema by the CEL rules of its CRD, as on creation. */
export function judgeCel(pack: SchemaPack, index: number, value: any, at: Cursor): void {
  let nodes = NODES.get(pack);
  if (!nodes) NODES.set(pack, nodes = []);
  walk(pack, nodes, index, value, at);
}

function walk(pack: SchemaPack, nodes: Array<RuleNode | null | undefined>, index: number, value: any, at: Cursor): void {
  const node = nodes[index] === undefined ? (nodes[index] = ruleNode(pack, index)) : nodes[index];
  if (!node || value === undefined || value === null) return;
  for (const rule of node.rules) judge(rule, value, at);
  const below = (step: string | number, child: number, part: unknown) => {
    at.enter(step);
    walk(pack, nodes, child, part, at);
    at.leave();
  };
  if (Array.isArray(value)) {
    if (node.items !== undefined) value.forEach((item, i) => below(i, node.items!, item));
  } else if (typeof value === 'object') {
    for (const [name, child] of node.fields) if (Object.hasOwn(value, name)) below(name, child, value[name]);
    if (node.values !== undefined) for (const name of Object.keys(value)) below(name, node.values, value[name]);
  }
}

/** Null where neither a node nor anything below it has a rule. */
function ruleNode(pack: SchemaPack, index: number, open = new Set<number>()): RuleNode | null {
  if (open.has(index)) return null;
  open.add(index);
  const { properties = {}, items, additionalProperties, 'x-kubernetes-validations': validations = [] } = pack.nodes[index];
  const has = (child: number | boolean | undefined): child is number => typeof child === 'number' && ruleNode(pack, child, open) !== null;
  // What compares with the old object holds on updates alone.
  const rules = validations.filter(rule => !/\boldSelf\b/.test(rule.rule) || rule.optionalOldSelf);
  const fields = Object.entries(properties).filter(([, child]) => has(child));
  const node = { rules, fields, ...has(items) && { items }, ...has(additionalProperties) && { values: additionalProperties } };
  open.delete(index);
  return rules.length + fields.length > 0 || 'items' in node || 'values' in node ? node : null;
}

function judge(rule: CelRule, self: unknown, at: Cursor): void {
  let holds: unknown;
  let error = '';
  try {
    holds = program(rule.rule)?.({ self }) ?? true;
  } catch (e) {
    // The server refuses what it cannot evaluate, too.
    error = (e as Error).message.split('\n')[0];
  }
  if (holds === true) return;
  // A rule of the whole object is told at the first field that it reads.
  const field = rule.fieldPath?.replace(/^\./, '') ?? (at.depth === 0 ? /\bself\.([\w.]*\w)/.exec(rule.rule)?.[1].replace(/\.matches$/, '') : undefined);
  const steps = field?.split('.') ?? [];
  steps.forEach(step => at.enter(step));
  at.refuse('CEL_RULE', typeof self === 'object' ? undefined : self, messageOf(rule, self, error));
  steps.forEach(() => at.leave());
}

function messageOf({ rule, message, messageExpression }: CelRule, self: unknown, error: string): string {
  try {
    const text = messageExpression !== undefined && program(messageExpression)?.({ self });
    if (typeof text === 'string' && text.trim() !== '') return text.trim();
  } catch {
    // The plain message stands in, as it does on the server.
  }
  return (message ?? `has to hold: ${rule}`).trim() + (error && !message ? ` (${error})` : '');
}

function program(source: string): Program | undefined {
  if (!PROGRAMS.has(source)) PROGRAMS.set(source, celEnvironment().compile(source));
  return PROGRAMS.get(source);
}
