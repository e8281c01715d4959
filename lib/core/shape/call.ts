import { Construct } from 'constructs';
import type { Parameter } from './types';
import { propsTable } from './types';
import type { Wrong } from './wrong';
import { needed, wrongs } from './wrong';
import { formatProblems } from '../../check';
import { SynthesisError } from '../synthesis-error';

const CONSTRUCTOR = /^new /;

/**
 * Throws one error that tells every value of a call that is not of its type:
 * with such a value the call means nothing. TypeScript and jsii say the same
 * earlier; JavaScript and casts do not.
 */
export function checkCall(call: string, args: readonly unknown[]): void {
  const parameters = propsTable().calls[call];
  if (!parameters) return;
  const found: Wrong[] = [];
  parameters.forEach((parameter, i) => checkArgument(parameter, parameter.rest ? args.slice(i) : args[i], found));
  if (found.length === 0) return;
  const where = CONSTRUCTOR.test(call) && Construct.isConstruct(args[0]) ? [args[0].node.path, String(args[1])].filter(part => part !== '').join('/') : call;
  throw new SynthesisError(formatProblems(found.map(wrong => ({ where, code: 'TYPE_INVALID' as const, ...wrong }))));
}

function checkArgument({ name, type, optional = false }: Parameter, value: unknown, found: Wrong[]): void {
  const before = found.length;
  // Authors know the fields of these, not the name of the whole.
  const whole = (name === 'props' || name === 'options') && typeof (value ?? {}) === 'object' && value !== null;
  if (value !== undefined || (whole && !optional)) wrongs(type, value ?? (whole ? {} : value), whole ? '' : name, found, { outermost: name === 'props', optional });
  if (value === undefined && !optional && found.length === before) found.push({ field: name, fix: needed(type) });
}

/**
 * Judges every call of the methods of the given classes that take something.
 * They are replaced on the classes, where jsii looks them up too.
 */
export function guardMethods(exported: Readonly<Record<string, unknown>>): void {
  for (const call of Object.keys(propsTable().calls)) {
    const [, name, kind, method] = /^(\w+)([.#])(\w+)$/.exec(call) ?? [];
    const owner = name === undefined ? undefined : exported[name] as any;
    const holder = kind === '#' ? owner?.prototype : owner;
    if (!holder || !Object.hasOwn(holder, method)) continue;
    const own = holder[method] as (...args: unknown[]) => unknown;
    const guarded = {
      [method](this: unknown, ...args: unknown[]) {
        checkCall(call, args);
        return own.apply(this, args);
      },
    };
    Object.defineProperty(holder, method, { value: guarded[method], writable: true, configurable: true, enumerable: false });
  }
}
