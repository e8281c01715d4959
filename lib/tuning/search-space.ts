import { bestValues } from './best-values';
import type { Feasible, ParameterOptions, RangeOptions } from './parameter';
import { Distribution, Parameter } from './parameter';
import { misread } from '../check';
import type { Problems } from '../core';
import { SynthesisError } from '../core';

/** Sums of steps, as Katib makes them, end a little beside a bound. */
const ROUNDING = 1e-9;

const placeholderOf = (name: string) => `\${trialParameters.${name}}`;

/**
 * What an experiment searches. Each of its members adds a parameter and returns
 * what stands for its value: use it where the value goes.
 *
 * With the values of `SearchSpace.best(...)` the same definition is that of one
 * job, with the values that an experiment has found.
 *
 * @example
 * const space = new SearchSpace();
 * const lr = space.double('lr', 1e-5, 1e-2, { distribution: Distribution.LOG_UNIFORM });
 * TrainingJob.trial({ image: 'acme/resnet:2.1', command: ['python', 'train.py', `--lr=${lr}`] });
 */
export class SearchSpace {
  /**
   * The space with the values that an experiment has found.
   * @param file what `kubectl get experiment NAME -o json` (or yaml) wrote, or a map of names and values
   */
  public static best(file: string): SearchSpace {
    const { values, handedOut } = bestValues(file);
    const space = SearchSpace.with(values, `SearchSpace.best: '${file}'`);
    space.handedOut = handedOut;
    return space;
  }

  /**
   * The space with values of one's own, texts or numbers by name.
   *
   * @example
   * SearchSpace.of({ lr: 3e-4, batch: 256 });
   */
  public static of(values: { [name: string]: any }): SearchSpace {
    return SearchSpace.with(Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])), 'SearchSpace.of:');
  }

  private static with(values: Record<string, string>, source: string): SearchSpace {
    const space = new SearchSpace();
    space.values = values;
    space.source = source;
    return space;
  }

  private readonly parameters: Parameter[] = [];
  private readonly metadata = new Map<string, string>();
  /** Values that are known, and where they are from. */
  private values?: Record<string, string>;
  private source?: string;
  /** The parameter that an algorithm set itself. */
  private handedOut?: string;

  /** A number between bounds, which are among the values. */
  public double(name: string, min: number, max: number, options: RangeOptions = {}): Parameter {
    return this.add(name, { type: 'double', min, max, step: options.step, distribution: options.distribution }, options);
  }

  /** A whole number between bounds, which are among the values. */
  public int(name: string, min: number, max: number, options: RangeOptions = {}): Parameter {
    return this.add(name, { type: 'int', min, max, step: options.step, distribution: options.distribution }, options);
  }

  /** One of some texts. */
  public categorical(name: string, choices: string[], options: ParameterOptions = {}): Parameter {
    return this.add(name, { type: 'categorical', list: choices.map(String) }, options);
  }

  /** One of some numbers. */
  public discrete(name: string, values: number[], options: ParameterOptions = {}): Parameter {
    return this.add(name, { type: 'discrete', list: values.map(String) }, options);
  }

  /** Stands for the name of a trial. */
  public get trialName(): string {
    return this.meta('trialName', 'Name');
  }

  /** Stands for the namespace of a trial. */
  public get trialNamespace(): string {
    return this.meta('trialNamespace', 'Namespace');
  }

  /** Stands for the kind of a trial. */
  public get trialKind(): string {
    return this.meta('trialKind', 'Kind');
  }

  /** Stands for the API version of a trial. */
  public get trialApiVersion(): string {
    return this.meta('trialApiVersion', 'APIVersion');
  }

  /** Stands for a label of a trial. */
  public trialLabel(key: string): string {
    return this.meta(`label-${key.replace(/[^A-Za-z0-9-]/g, '-')}`, `Labels[${key}]`);
  }

  /** Stands for an annotation of a trial. */
  public trialAnnotation(key: string): string {
    return this.meta(`annotation-${key.replace(/[^A-Za-z0-9-]/g, '-')}`, `Annotations[${key}]`);
  }

  /** @internal */
  public get _parameters(): readonly Parameter[] {
    return this.parameters;
  }

  /** What stands for something of the trial itself, by the name of its placeholder. @internal */
  public get _metadata(): ReadonlyMap<string, string> {
    return this.metadata;
  }

  /** Whether a value in the place of a placeholder may mean something to a shell. @internal */
  public _isQuoted(placeholder: string): boolean {
    // Annotations are any text.
    return this.metadata.get(placeholder)?.startsWith('${trialSpec.Annotations') || this.parameters.some(({ name, _options, _feasible }) =>
      (_options.placeholder ?? name) === placeholder && (_feasible as Feasible).list?.some(value => misread([value]) !== undefined));
  }

  /** @internal */
  public _check(problems: Problems, field: string, handedOut?: string): void {
    if (this.values) problems.add('TUNING_SEARCH_SPACE', field, JSON.stringify(this.values), 'its values are chosen already; use new SearchSpace()');
    const [names, placeholders] = [new Set<string>(), new Set<string>(['trialName', ...this.metadata.keys()])];
    for (const parameter of this.parameters) {
      const at = `${field} '${parameter.name}'`;
      const { placeholder = parameter.name } = parameter._options;
      if (names.has(parameter.name)) problems.add('TUNING_SEARCH_SPACE', at, parameter.name, 'there is one of this name already: keep the reference to it and use it twice');
      else if (placeholders.has(placeholder)) problems.add('TUNING_TRIAL_PARAMETER', `${at} placeholder`, placeholder, 'something else has this placeholder already; give another one');
      if (/[{}"\\]/.test(placeholder) || placeholder === '') problems.add('TUNING_TRIAL_PARAMETER', `${at} placeholder`, placeholder, 'the bare name, without ${ and }');
      names.add(parameter.name);
      placeholders.add(placeholder);
      // Hyperband sets its resource itself, whatever the bounds.
      parameter._check(problems, at, parameter.name === handedOut);
    }
  }

  private add(name: string, feasible: Feasible, options: ParameterOptions): Parameter {
    const value = this.values && this.valueOf(name, feasible);
    const parameter = new Parameter(name, value ?? placeholderOf(options.placeholder ?? name), feasible, options, value);
    this.parameters.push(parameter);
    return parameter;
  }

  private meta(name: string, field: string): string {
    if (this.values) throw new SynthesisError(`${this.source} these values are of a job, which is no trial and has no ${name}`);
    this.metadata.set(name, `\${trialSpec.${field}}`);
    return placeholderOf(name);
  }

  /** A value that was found is one that could be. */
  private valueOf(name: string, { type, min, max, list, ...range }: Feasible): string {
    const { source, values = {} } = this;
    const refuse = (got: string, fix: string) => new SynthesisError(`${source} ${got}; ${fix}`);
    const value: string | undefined = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw refuse(`has no value for '${name}'`, `it has ${Object.keys(values).join(', ') || 'none at all'}`);
    if (list && !list.some(one => one === value || (type === 'discrete' && Number(one) === Number(value)))) throw refuse(`has '${value}' for '${name}'`, `one of ${list.join(', ')}`);
    const beyond = list ? 0 : beyondBounds(min!, max!, range);
    if (!list && name !== this.handedOut && !(value.trim() !== '' && Number(value) >= min! - beyond && Number(value) <= max! + beyond)) {
      throw refuse(`has '${value}' for '${name}'`, `a number from ${min} to ${max}`);
    }
    if (type === 'int' && !Number.isInteger(Number(value))) throw refuse(`has '${value}' for '${name}'`, 'a whole number');
    return value;
  }
}

/** How far beyond the bounds Katib itself goes: some of its algorithms round to multiples of the step, and normal distributions have no end. */
function beyondBounds(min: number, max: number, { step = 0, distribution }: Pick<Feasible, 'step' | 'distribution'>): number {
  return distribution === Distribution.NORMAL || distribution === Distribution.LOG_NORMAL ? Infinity : step / 2 + (max - min) * ROUNDING;
}
