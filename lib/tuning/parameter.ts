import type { Problems } from '../core';
import { standIn, SynthesisError } from '../core';

/** How values are drawn between the bounds of a parameter. */
export enum Distribution {
  /** Every value is as likely as any other. */
  UNIFORM = 'uniform',
  /** Every order of magnitude is as likely as any other; bounds are above zero. */
  LOG_UNIFORM = 'logUniform',
  /** Around the middle of the bounds; three values of a thousand lie beyond them. */
  NORMAL = 'normal',
  /** The same by orders of magnitude; bounds are above zero. */
  LOG_NORMAL = 'logNormal',
}

/** What can be said of every parameter. */
export interface ParameterOptions {
  /**
   * What the parameter is, for those who read the experiment.
   * @default - nothing
   */
  readonly description?: string;
  /**
   * Name of the placeholder that stands for the value in a trial, without braces.
   * @default - the name of the parameter
   */
  readonly placeholder?: string;
}

/** What can be said of a parameter between bounds. */
export interface RangeOptions extends ParameterOptions {
  /**
   * Distance between values, above zero; a grid needs it of a double. With
   * `Algorithm.random` and `Algorithm.tpe` values are multiples of it, so give them bounds that are.
   * @default - any value; 1 of whole numbers in a grid
   */
  readonly step?: number;
  /**
   * How values are drawn between the bounds.
   * @default Distribution.UNIFORM
   */
  readonly distribution?: Distribution;
}

/**
 * The values that a parameter may have.
 * @internal
 */
export interface Feasible {
  readonly type: 'double' | 'int' | 'categorical' | 'discrete';
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly distribution?: Distribution;
  readonly list?: readonly string[];
}

/** What JSON writes in another way: the value of a placeholder is put into JSON as it is. */
const BREAKS_JSON = /["\\\u0000-\u001f]/; // eslint-disable-line no-control-regex

/**
 * A value that a tuner chooses for each trial. Put it into the text of an
 * argument or a variable: `--lr=${lr}`; in Python `f'--lr={lr.placeholder}'`.
 * A whole number also stands where a number is asked for: `workers: n.asNumber`.
 */
export class Parameter {
  private number?: number;

  /** @internal */
  public constructor(
    /** Name of the parameter. */
    public readonly name: string,
    /** What stands for the value in the text of a trial; the value itself, where it is known. */
    public readonly placeholder: string,
    /** @internal */
    public readonly _feasible: any = undefined,
    /** @internal */
    public readonly _options: ParameterOptions = {},
    private readonly value?: string,
  ) {}

  /** What stands for the value in the text of a trial. */
  public toString(): string {
    return this.placeholder;
  }

  /**
   * What stands for a whole number in a prop that takes numbers, such as
   * `workers`; only of parameters that are whole numbers. Katib then reads the trial from a ConfigMap, and a plain Job
   * takes none.
   */
  public get asNumber(): number {
    const { type, min, max } = (this._feasible ?? {}) as Partial<Feasible>;
    if (type !== 'int') throw new SynthesisError(`Parameter.asNumber: got '${this.name}', a parameter of type ${type ?? 'text'}; only one of SearchSpace.int(...) is a whole number`);
    if (this.value !== undefined) return Number(this.value);
    return this.number ??= standIn({ placeholder: this.placeholder, min: min!, max: max! });
  }

  /** Whether a prop that takes numbers has asked for it. @internal */
  public get _isNumber(): boolean {
    return this.number !== undefined;
  }

  /** As Katib writes it. @internal */
  public get _manifest(): { name: string; parameterType: string; feasibleSpace: Record<string, unknown> } {
    const { type, min, max, step, distribution, list }: Feasible = this._feasible;
    const text = (value?: number) => (value === undefined ? undefined : String(value));
    return {
      name: this.name,
      parameterType: type,
      feasibleSpace: list ? { list: [...list] } : { min: text(min), max: text(max), step: text(step), distribution },
    };
  }

  /** The option that lists its values. @internal */
  public get _listName(): string {
    return this._feasible?.type === 'discrete' ? 'values' : 'choices';
  }

  /** @internal */
  public _check(problems: Problems, field: string, fixed = false): void {
    const { type, min, max, step, distribution, list }: Feasible = this._feasible;
    const refuse = (part: string, got: unknown, fix: string) => problems.add('TUNING_SEARCH_SPACE', part === '' ? field : `${field} ${part}`, got, fix);
    if (this.name === '' || /[{}]|^trialSpec/.test(this.name)) refuse('name', this.name, 'a name without braces, such as lr');
    if (list) {
      if (list.length === 0) refuse(this._listName, undefined, 'there is nothing to choose from: give at least one');
      for (const value of list) {
        if (BREAKS_JSON.test(value)) refuse('choices', value, 'it is put into JSON as it is: use text without quotes, backslashes and line breaks');
        if (type === 'discrete' && !Number.isFinite(Number(value))) refuse('values', value, 'a finite number');
        if (list.indexOf(value) !== list.lastIndexOf(value)) refuse(this._listName, value, 'it is there twice: remove one');
      }
      return;
    }
    for (const [part, value] of Object.entries({ min, max, step })) {
      if (value === undefined) continue;
      if (!Number.isFinite(value)) refuse(part, value, 'a finite number');
      else if (type === 'int' && !Number.isInteger(value)) refuse(part, value, 'a whole number; for fractions use double');
    }
    if (min! > max! || (min === max && !fixed)) refuse('min', min, `not below max (${max}), so there is nothing to search`);
    if (step !== undefined && step <= 0) refuse('step', step, 'a step goes forward: use one above zero');
    else if (step !== undefined && step > max! - min!) refuse('step', step, `wider than the range from ${min} to ${max}: one value is left`);
    if ((distribution === Distribution.LOG_UNIFORM || distribution === Distribution.LOG_NORMAL) && min! <= 0) {
      refuse('min', min, `${distribution} has a logarithmic scale: use a bound above zero`);
    }
  }
}
