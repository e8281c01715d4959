import { propsTable } from './types';
import type { PropType } from './types';
import { nearest } from '../../check/nearest';

/** What is wrong with a value: where, what it is, and what it should be. */
export interface Wrong {
  readonly field: string;
  readonly got?: unknown;
  readonly fix: string;
}

/** How common values of other packages are made. */
const MADE: Readonly<Record<string, string>> = {
  Construct: 'an App, a Stack or another construct',
  Cpu: 'a Cpu, e.g. kplus.Cpu.units(2)',
  Duration: 'a Duration, e.g. Duration.minutes(5)',
  EnvFrom: 'an EnvFrom, e.g. new kplus.EnvFrom(configMap)',
  EnvValue: "an EnvValue, e.g. kplus.EnvValue.fromValue('x')",
  IConstruct: 'an App, a Stack or another construct',
  IConfigMap: 'an IConfigMap, e.g. kplus.ConfigMap.fromConfigMapName(scope, id, name)',
  ISecret: 'an ISecret, e.g. kplus.Secret.fromSecretName(scope, id, name)',
  IServiceAccount: 'an IServiceAccount, e.g. kplus.ServiceAccount.fromServiceAccountName(scope, id, name)',
  Mount: "a Mount, e.g. Storage.existingClaim('data').at('/data')",
  Trial: "a Trial, e.g. TrainingJob.trial({ image: 'acme/train:1.0', command: ['python', 'train.py'] })",
  Size: 'a Size, e.g. Size.gibibytes(4)',
};

/**
 * Tells where a value is not of a type of the table. Fields that no type knows are told
 * too, but for those of the outermost: props may be handed on with more in them than is read.
 */
export function wrongs(type: number, value: unknown, field: string, found: Wrong[], { outermost = false, optional = false } = {}): void {
  const { types } = propsTable();
  const described = types[type];
  if (isToken(value)) return;
  // What is meant for a variable or a secret may be a credential.
  const secret = described.is === 'object' && /^(EnvValue|ISecret)$/.test(described.name);
  const refuse = (fix = `give ${expected(described)}`) => { found.push({ field, ...!secret && got(value), fix: `${kindOf(value)}${fix}` }); };
  if (value === null) return refuse(optional ? 'leave it out for the default' : undefined);
  switch (described.is) {
    case 'any': return;
    case 'string': case 'number': case 'boolean':
      if (typeof value !== described.is) refuse();
      return;
    case 'enum':
      if (!Object.values(described.of).includes(value as string)) refuse(oneOf(described, value));
      return;
    case 'list':
      if (!Array.isArray(value)) return refuse();
      value.forEach((item, i) => wrongs(described.of, item, `${field}[${i}]`, found));
      return;
    case 'map':
      if (!isPlain(value)) return refuse();
      for (const [key, item] of Object.entries(value)) wrongs(described.of, item, `${field}${inside(key)}`, found);
      return;
    case 'either': {
      const none = described.of.every(one => { const wrong: Wrong[] = []; wrongs(one, value, field, wrong); return wrong.length > 0; });
      if (none) refuse();
      return;
    }
    case 'object':
      if (!behavesAs(described, value)) refuse();
      return;
    case 'struct': return wrongFields(described, value, field, found, outermost);
  }
}

/** What to say of a value that is missing. */
export const needed = (type: number) => `it is needed: give ${expected(propsTable().types[type])}`;

function wrongFields(type: PropType & { is: 'struct' }, value: unknown, field: string, found: Wrong[], outermost: boolean): void {
  if (typeof value !== 'object' || Array.isArray(value)) {
    found.push({ field, ...got(value), fix: `${kindOf(value)}give ${expected(type)}` });
    return;
  }
  const at = (name: string) => (field === '' ? name : `${field}.${name}`);
  const given = value as Record<string, unknown>;
  const names = Object.keys(type.fields);
  for (const [name, [of, isNeeded]] of Object.entries(type.fields)) {
    if (given[name] !== undefined) wrongs(of, given[name], at(name), found, { optional: !isNeeded });
    else if (isNeeded) found.push({ field: at(name), fix: needed(of) });
  }
  if (!isPlain(value)) return;
  for (const [name, one] of Object.entries(given)) {
    if (one === undefined || Object.hasOwn(type.fields, name)) continue;
    const near = nearest(name, names);
    if (near !== undefined && given[near] === undefined) found.push({ field: at(name), ...got(one), fix: `${kindOf(one)}nothing reads it; did you mean '${near}'?` });
    else if (!outermost) found.push({ field: at(name), ...got(one), fix: `${kindOf(one)}nothing reads it; ${type.name} has ${listed(names)}` });
  }
}

/** Two copies of a package may be installed: what counts is what it can do. */
function behavesAs({ name, has }: PropType & { is: 'object' }, value: unknown): boolean {
  if (typeof value !== 'object') return false;
  if (has.length > 0) return has.every(member => member in (value as object));
  for (let prototype = Object.getPrototypeOf(value); prototype !== null; prototype = Object.getPrototypeOf(prototype)) {
    if (prototype.constructor?.name === name) return true;
  }
  return false;
}

/** A value that is known at synth alone. */
const isToken = (value: any) => typeof value === 'object' && value !== null && (typeof value.resolve === 'function' || typeof value.produce === 'function');

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function expected(type: PropType): string {
  const { types } = propsTable();
  switch (type.is) {
    case 'any': return 'a value';
    case 'string': return 'a string';
    case 'number': return 'a number';
    case 'boolean': return 'true or false';
    case 'enum': return oneOf(type);
    case 'list': return `a list, each of it ${expected(types[type.of])}`;
    case 'map': return `values by name, each of them ${expected(types[type.of])}`;
    case 'either': return type.of.map(one => expected(types[one])).join(', or ');
    case 'struct': return `an object with ${listed(Object.keys(type.fields))}`;
    case 'object': return MADE[type.name] ?? `${article(type.name)} ${type.name}${type.by ? `, e.g. ${type.by.map(by => `${by}(...)`).join(' or ')}` : ''}`;
  }
}

function oneOf({ name, of }: PropType & { is: 'enum' }, given?: unknown): string {
  const words = Object.entries(of);
  const near = typeof given === 'string' ? nearest(given, words.flatMap(([member, value]) => [member, String(value)])) : undefined;
  const meant = near !== undefined && words.find(([member, value]) => member === near || value === near);
  return meant ? `did you mean ${name}.${meant[0]}?` : `one of ${words.map(([member]) => `${name}.${member}`).join(', ')}`;
}

const listed = (names: readonly string[]) => (names.length > 8 ? [...names.slice(0, 7), '...'] : names).join(', ');
const article = (name: string) => (/^[AEIO]/.test(name) ? 'an' : 'a');
const inside = (key: string) => (/^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `['${key}']`);

/** The value as it is told; objects may be constructs with the whole app behind them. */
function got(value: unknown): { readonly got?: unknown } {
  const told = typeof value !== 'object' || value === null || (isPlain(value) || Array.isArray(value)) && Object.values(value).every(item => typeof item !== 'object');
  return told && typeof value !== 'function' ? { got: value } : {};
}

/** What it is, where it is not told. */
function kindOf(value: unknown): string {
  if (typeof value === 'function') return `${/^class\b/.test(String(value)) ? 'class' : 'function'} ${value.name}: `;
  if ('got' in got(value)) return '';
  const name = isPlain(value) ? 'an object' : Array.isArray(value) ? 'a list' : `${article(value!.constructor.name)} ${value!.constructor.name}`;
  return `it is ${name}; `;
}
