import type { Duration } from 'cdk8s';
import type { SeldonJoin } from './source';
import { SeldonSource } from './source';
import type { Problems } from '../../core';

/** Requests that are put together before they go to a model. */
export interface SeldonBatch {
  /**
   * How many at most, at least 1.
   * @default - Seldon's
   */
  readonly size?: number;
  /**
   * How long it waits for them: whole milliseconds.
   * @default - Seldon's
   */
  readonly window?: Duration;
  /**
   * Whether each request starts a batch of its own, with those before it.
   * @default false
   */
  readonly rolling?: boolean;
}

/** Options of a step. */
export interface SeldonStepOptions {
  /**
   * What the model gets: of steps of this pipeline, or of what comes into it.
   * @default - what comes into the pipeline
   */
  readonly inputs?: SeldonSource[];
  /**
   * How several inputs become one.
   * @default SeldonJoin.INNER
   */
  readonly inputsJoinType?: SeldonJoin;
  /**
   * What has to be there before the step runs, although the model does not get it.
   * @default - nothing
   */
  readonly triggers?: SeldonSource[];
  /**
   * How several triggers become one.
   * @default SeldonJoin.INNER
   */
  readonly triggersJoinType?: SeldonJoin;
  /**
   * How long inputs wait for each other: whole milliseconds.
   * @default - Seldon's
   */
  readonly joinWindow?: Duration;
  /**
   * Puts requests together.
   * @default - each goes by itself
   */
  readonly batch?: SeldonBatch;
}

/** A step of a pipeline; `SeldonPipeline.addStep` makes it. */
export class SeldonStep {
  /** @internal */
  public static _of(pipeline: string, stepName: string, options: SeldonStepOptions): SeldonStep {
    return new SeldonStep(pipeline, stepName, options);
  }

  private constructor(
    private readonly pipeline: string,
    /** Name of the step, which is that of its model. */
    public readonly stepName: string,
    private readonly options: SeldonStepOptions,
  ) {}

  /**
   * What its model answers.
   * @param tensor one of the tensors; all if left out
   * @param receivedAs the name by which another model gets the tensor; its own if left out
   */
  public output(tensor?: string, receivedAs?: string): SeldonSource {
    return SeldonSource._ofStep(this.pipeline, this.stepName, 'outputs', tensor, receivedAs);
  }

  /**
   * What its model is asked.
   * @param tensor one of the tensors; all if left out
   * @param receivedAs the name by which another model gets the tensor; its own if left out
   */
  public input(tensor?: string, receivedAs?: string): SeldonSource {
    return SeldonSource._ofStep(this.pipeline, this.stepName, 'inputs', tensor, receivedAs);
  }

  /** @internal */
  public get _manifest(): any {
    const { inputs = [], inputsJoinType, triggers = [], triggersJoinType, joinWindow, batch } = this.options;
    return {
      name: this.stepName,
      ...flow({ inputs, triggers }, this.pipeline),
      inputsJoinType,
      triggersJoinType,
      joinWindowMs: milliseconds(joinWindow),
      batch: batch && { size: batch.size, windowMs: milliseconds(batch.window), rolling: batch.rolling },
    };
  }

  /** @internal */
  public _check(problems: Problems): void {
    const { inputs, triggers, inputsJoinType, triggersJoinType, joinWindow, batch } = this.options;
    const field = `step '${this.stepName}'`;
    checkWindow(problems, `${field} joinWindow`, joinWindow);
    checkWindow(problems, `${field} batch.window`, batch?.window);
    problems.wholeNumber('COUNT_RANGE', `${field} batch.size`, batch?.size, 1, 2 ** 31 - 1, 'a whole number from 1');
    checkJoins(problems, `${field} `, { inputs, triggers }, { inputsJoinType, triggersJoinType });
    checkSources(problems, `${field} `, { inputs, triggers }, source => source._isOwn(this.pipeline) ? undefined : 'it flows in another pipeline; name it in `externalInputs` of this one');
  }
}

/** Sources, each list under the name of its field, and the names of their tensors. @internal */
export function flow(lists: Record<string, readonly SeldonSource[]>, pipeline: string): Record<string, unknown> {
  const written = Object.entries(lists).filter(([, list]) => list.length > 0).map(([field, list]) => [field, list.map(source => source._in(pipeline))]);
  const names = Object.values(lists).flatMap(list => list.flatMap(source => source._tensorMap(pipeline)));
  return { ...Object.fromEntries(written), ...names.length > 0 && { tensorMap: Object.fromEntries(names) } };
}

/** @internal */
export const milliseconds = (time: Duration | undefined) => time?.toMilliseconds({ integral: false });

/** A time in whole milliseconds. @internal */
export function checkWindow(problems: Problems, field: string, time: Duration | undefined): void {
  const value = milliseconds(time);
  if (value !== undefined && (!Number.isInteger(value) || value < 1 || value > 2 ** 31 - 1)) problems.add('DURATION_RANGE', field, `${value}ms`, 'whole milliseconds, at least 1');
}

/** One source is joined with nothing. @internal */
export function checkJoins(
  problems: Problems, prefix: string, lists: Record<string, readonly SeldonSource[] | undefined>, joins: Record<string, SeldonJoin | undefined>,
): void {
  const names = Object.keys(lists);
  Object.entries(joins).forEach(([field, join], i) => {
    const count = lists[names[i]]?.length ?? 0;
    if (join !== undefined && count < 2) problems.add('FIELD_IGNORED', `${prefix}${field}`, join, `nothing is joined: \`${names[i]}\` has ${count === 0 ? 'none' : 'one alone'}`);
  });
}

/** @internal */
export function checkSources(
  problems: Problems, prefix: string, lists: Record<string, readonly SeldonSource[] | undefined>, mistake: (source: SeldonSource) => string | undefined,
): void {
  for (const [field, list] of Object.entries(lists)) {
    (list ?? []).forEach((source, i) => {
      const wrong = mistake(source);
      if (wrong) problems.add('SELDON_PIPELINE_SOURCE', `${prefix}${field}[${i}]`, source._in(''), wrong);
      const name = source._nameOfNone;
      if (name !== undefined) problems.add('FIELD_IGNORED', `${prefix}${field}[${i}] receivedAs`, name, 'name the tensor that gets it, or use `mapping`');
      for (const stranger of source._strangers) problems.add('FIELD_IGNORED', `${prefix}${field}[${i}] mapping`, stranger, `the source is another tensor, ${source._in('')}; map that one, or all tensors`);
    });
  }
}
