import { judgeList, judgeMap } from './collections';
import type { Cursor } from './cursor';
import type { SchemaNode, SchemaPack } from './pack';
import { fitsPattern } from './pattern';
import { checkIntegerFormat, checkTextFormat, expected, isNearInteger, isOfType } from './scalars';

/** Judges one value; what it finds goes to the cursor. */
export type Check = (value: any, at: Cursor) => void;

/**
 * How a schema judges: as Go's types of a built-in kind do (`decode`: types and
 * unknown fields alone, as for a status), as a CRD does, or values only, inside
 * allOf, anyOf, oneOf and not.
 */
export type Mode = 'builtIn' | 'decode' | 'custom' | 'value';

/** A schema nested deeper than any real object is an attack on the stack. */
const MAX_DEPTH = 500;

/** Turns nodes of the pack into functions, each on first use. */
export class Compiler {
  private readonly compiled: Record<Mode, Check[]> = { builtIn: [], decode: [], custom: [], value: [] };

  constructor(public readonly pack: SchemaPack) {}

  /** The check of a node; it compiles when it is first called. */
  public check(index: number, mode: Mode): Check {
    const known = this.compiled[mode][index];
    if (known) return known;
    let body: Check | undefined;
    const lazy: Check = (value, at) => (body ??= this.compiled[mode][index] = this.compile(this.pack.nodes[index], mode))(value, at);
    return (this.compiled[mode][index] = lazy);
  }

  private compile(node: SchemaNode, mode: Mode): Check {
    const checks: Check[] = [];
    const structure = this.structure(node, mode);
    if (mode !== 'decode') {
      checks.push(...valueChecks(node, mode), ...this.combinations(node));
    }
    if (checks.length === 0) return structure;
    return (value, at) => {
      const failed = at.failed;
      at.failed = false;
      structure(value, at);
      // Bounds of a value of the wrong type would only repeat it.
      if (!at.failed) for (const check of checks) check(value, at);
      at.failed ||= failed;
    };
  }

  private structure(node: SchemaNode, mode: Mode): Check {
    const { type } = node;
    if (node['x-kubernetes-int-or-string']) {
      return (value, at) => {
        if (!isOfType('integer', value) && typeof value !== 'string' && !(mode === 'custom' && typeof value === 'number' && isNearInteger(value))) {
          at.refuse('SCHEMA_TYPE', value, typeof value === 'number' ? 'a fraction goes in quotes' : expected('a whole number or text', value));
        } else if (typeof value === 'number' && (mode === 'builtIn' || mode === 'custom' && at.decoded && at.name === 'port') && (value < -(2 ** 31) || value >= 2 ** 31)) at.refuse('SCHEMA_RANGE', value, 'a whole number of 32 bits');
      };
    }
    if (type === 'object' || node.properties || typeof node.additionalProperties === 'number' || node.required || node.minProperties || node.maxProperties) {
      const map = judgeMap(this, node, mode);
      return (value, at) => {
        if (!isOfType('object', value)) {
          if (type === 'object') at.refuse('SCHEMA_TYPE', value, expected('object', value));
        } else if (at.depth > MAX_DEPTH) at.refuse('SCHEMA_LENGTH', undefined, `nested deeper than ${MAX_DEPTH} levels`);
        else map(value, at);
      };
    }
    if (type === 'array' || node.items !== undefined) {
      const list = judgeList(this, node, mode);
      return (value, at) => {
        if (Array.isArray(value)) list(value, at);
        else if (type === 'array') at.refuse('SCHEMA_TYPE', value, expected('array', value));
      };
    }
    if (type === undefined) return () => {};
    const goInteger = type === 'integer';
    return (value, at) => {
      if (!isOfType(type, value) && !(goInteger && (mode === 'custom' || mode === 'value') && typeof value === 'number' && isNearInteger(value))) at.refuse('SCHEMA_TYPE', value, expected(type, value));
      else if (goInteger && (mode !== 'custom' || node.format)) checkIntegerFormat(node, value, at);
    };
  }

  private combinations(node: SchemaNode): Check[] {
    const checks: Check[] = [];
    const all = (indexes: readonly number[] | undefined) => (indexes ?? []).map(index => this.check(index, 'value'));
    const { allOf, anyOf, oneOf, not } = node;
    checks.push(...all(allOf));
    if (anyOf) {
      const any = all(anyOf);
      checks.push((value, at) => {
        if (!any.some(check => fits(check, value, at))) at.refuse('SCHEMA_COMBINATION', shown(value), this.choice(anyOf, 'at least one'));
      });
    }
    if (oneOf) {
      const one = all(oneOf);
      checks.push((value, at) => {
        if (one.filter(check => fits(check, value, at)).length !== 1) at.refuse('SCHEMA_COMBINATION', shown(value), this.choice(oneOf, 'exactly one'));
      });
    }
    if (not !== undefined) {
      const never = this.check(not, 'value');
      checks.push((value, at) => {
        if (fits(never, value, at)) at.refuse('SCHEMA_COMBINATION', shown(value), this.choice([not], 'none'));
      });
    }
    return checks;
  }

  /** `exactly one of exact, prefix, regex`, as far as the alternatives name fields. */
  private choice(indexes: readonly number[], count: string): string {
    const names = new Set<string>();
    const collect = (index: number, depth: number) => {
      const { required = [], anyOf = [], allOf = [], oneOf = [], not } = this.pack.nodes[index];
      required.forEach(name => names.add(name));
      if (depth < 3) [...anyOf, ...allOf, ...oneOf, ...not === undefined ? [] : [not]].forEach(child => collect(child, depth + 1));
    };
    indexes.forEach(index => collect(index, 0));
    return names.size > 0 ? `${count} of these combinations of ${[...names].join(', ')} has to hold` : 'this combination of values is not accepted';
  }
}

function fits(check: Check, value: unknown, at: Cursor): boolean {
  const trial = at.trial();
  check(value, trial);
  return !trial.failed;
}

const shown = (value: unknown) => (typeof value === 'object' && value !== null ? undefined : value);

/** Empty is Go's word for unset, but not in a list, nor where Go has a pointer. */
const POINTERS: ReadonlySet<unknown> = new Set([
  'cachingMode', 'completionMode', 'failurePolicy', 'fsGroupChangePolicy', 'fsGroupPolicy', 'internalTrafficPolicy', 'ipFamilyPolicy', 'kind', 'matchPolicy', 'mountPropagation',
  'nodeAffinityPolicy', 'nodeTaintsPolicy', 'podReplacementPolicy', 'preemptionPolicy', 'procMount', 'supplementalGroupsPolicy', 'unhealthyPodEvictionPolicy', 'volumeBindingMode', 'volumeMode',
]);

function valueChecks(node: SchemaNode, mode: Mode): Check[] {
  const checks: Check[] = [];
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, minLength = 0, maxLength = Infinity, pattern, format } = node;
  if (node.enum) {
    const known = new Set(node.enum);
    const words = node.enum.filter(word => typeof word === 'string' && word !== '') as string[];
    checks.push((value, at) => {
      if (known.has(value) || (mode === 'builtIn' && value === '' && !at.inList && !POINTERS.has(at.name))) return;
      const near = typeof value === 'string' ? at.near(value, words) : undefined;
      at.refuse('SCHEMA_ENUM', value, `${near ? `did you mean '${near}'? ` : ''}one of ${[...known].map(word => (word === '' ? "''" : String(word))).join(', ')}`);
    });
  }
  if (minimum !== undefined || maximum !== undefined || multipleOf !== undefined) {
    checks.push((value, at) => {
      if (typeof value !== 'number') return;
      if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum)) {
        at.refuse('SCHEMA_RANGE', value, exclusiveMinimum ? `above ${minimum}` : `at least ${minimum}`);
      } else if (maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum)) {
        at.refuse('SCHEMA_RANGE', value, exclusiveMaximum ? `below ${maximum}` : `at most ${maximum}`);
      } else if (multipleOf !== undefined && value % multipleOf !== 0) at.refuse('SCHEMA_RANGE', value, `a multiple of ${multipleOf}`);
    });
  }
  if (minLength > 0 || maxLength < Infinity) {
    checks.push((value, at) => {
      if (typeof value !== 'string') return;
      // Most texts are short enough whatever their characters are.
      const length = value.length <= maxLength && value.length > 2 * minLength ? value.length : [...value].length;
      if (length < minLength) at.refuse('SCHEMA_LENGTH', value, minLength === 1 ? 'may not be empty' : `at least ${minLength} characters`);
      else if (length > maxLength) at.refuse('SCHEMA_LENGTH', value, `${length} characters, at most ${maxLength}`);
    });
  }
  if (pattern !== undefined) {
    checks.push((value, at) => {
      // The one pattern of built-in kinds is that of quantities, and blanks around those are cut off.
      if (typeof value === 'string' && !fitsPattern(mode === 'builtIn' ? value.trim() : value, pattern)) at.refuse('SCHEMA_PATTERN', value, wording(pattern));
    });
  }
  if (format !== undefined && node.type !== 'integer' && node.type !== 'number') {
    checks.push((value, at) => {
      if (typeof value === 'string') checkTextFormat(format, value, at);
    });
  }
  return checks;
}

/** What a pattern asks for, in words where it is a common one. */
function wording(pattern: string): string {
  if (/numkMGTPE|KMGTPE\]i/.test(pattern)) return 'a quantity such as 500m, 2Gi or 1';
  return `does not fit ${pattern}`;
}
