import type { ISeldonPipeline } from './references';

/** How several inputs or triggers become one request. */
export enum SeldonJoin {
  /** All have to be there. */
  INNER = 'inner',
  /** Those that are there when the window closes. */
  OUTER = 'outer',
  /** The first that is there. */
  ANY = 'any',
}

/**
 * What flows in a pipeline: the inputs or outputs of a step, or of a whole
 * pipeline; all tensors of them, or one. Steps and pipelines make it.
 *
 * @example
 * const pipeline = new SeldonPipeline(stack, 'checked');
 * const check = pipeline.addStep(SeldonModel.fromModelName(stack, 'check', 'outlier'));
 * const iris = pipeline.addStep(SeldonModel.fromModelName(stack, 'iris', 'iris-clf'), {
 *   inputs: [pipeline.input('features', 'INPUT')], triggers: [check.output('is_normal')],
 * });
 * pipeline.addOutput([iris.output(), check.output('score')]);
 */
export class SeldonSource {
  /**
   * What comes into another pipeline.
   * @param tensor one of its tensors; all if left out
   * @param receivedAs the name by which the model gets the tensor; its own if left out
   */
  public static pipelineInput(pipeline: ISeldonPipeline, tensor?: string, receivedAs?: string): SeldonSource {
    return SeldonSource.make(pipeline.pipelineName, undefined, 'inputs', tensor, receivedAs);
  }

  /**
   * What comes out of another pipeline.
   * @param tensor one of its tensors; all if left out
   * @param receivedAs the name by which the model gets the tensor; its own if left out
   */
  public static pipelineOutput(pipeline: ISeldonPipeline, tensor?: string, receivedAs?: string): SeldonSource {
    return SeldonSource.make(pipeline.pipelineName, undefined, 'outputs', tensor, receivedAs);
  }

  /**
   * What comes out of a step of another pipeline.
   * @param step name of the model that runs there
   * @param tensor one of its tensors; all if left out
   * @param receivedAs the name by which the model gets the tensor; its own if left out
   */
  public static stepOutput(pipeline: ISeldonPipeline, step: string, tensor?: string, receivedAs?: string): SeldonSource {
    return SeldonSource.make(pipeline.pipelineName, step, 'outputs', tensor, receivedAs);
  }

  /** @internal */
  public static _ofStep(pipeline: string, step: string, side: string, tensor?: string, receivedAs?: string): SeldonSource {
    return SeldonSource.make(pipeline, step, side, tensor, receivedAs);
  }

  private static make(pipeline: string, step: string | undefined, side: string, tensor?: string, receivedAs?: string): SeldonSource {
    const names = tensor !== undefined && receivedAs !== undefined ? { [tensor]: receivedAs } : {};
    return new SeldonSource(pipeline, step, side, tensor, names, tensor === undefined ? receivedAs : undefined);
  }

  private constructor(
    /**
     * Name of the pipeline in which it flows.
     * @internal
     */
    public readonly _pipeline: string,
    /**
     * Name of the step; undefined for the pipeline itself.
     * @internal
     */
    public readonly _step: string | undefined,
    private readonly side: string,
    private readonly tensor: string | undefined,
    private readonly names: { [tensor: string]: string },
    /**
     * A name that no tensor was given.
     * @internal
     */
    public readonly _nameOfNone?: string,
  ) {}

  /**
   * The same, with other names for tensors: the name here, and the one by which
   * the model gets it. A source of one tensor knows that alone.
   */
  public mapping(tensors: { [tensor: string]: string }): SeldonSource {
    return new SeldonSource(this._pipeline, this._step, this.side, this.tensor, { ...this.names, ...tensors }, this._nameOfNone);
  }

  /**
   * As a pipeline writes it: its own steps by their names, what is elsewhere behind the name of the pipeline.
   * @internal
   */
  public _in(pipeline: string): string {
    const { tensor, side } = this;
    // A step alone stands for its outputs.
    if (this._isOwn(pipeline) && this._step !== undefined && side === 'outputs' && tensor === undefined) return this._step;
    return [this.whole(pipeline), ...tensor === undefined ? [] : [tensor]].join('.');
  }

  /** Other names of its tensors, as a pipeline writes them. @internal */
  public _tensorMap(pipeline: string): Array<[string, string]> {
    return Object.entries(this.names).map(([tensor, name]) => [`${this.whole(pipeline)}.${tensor}`, name]);
  }

  /** Whether it flows in this pipeline. @internal */
  public _isOwn(pipeline: string): boolean {
    return this._pipeline === pipeline;
  }

  /** Tensors with other names, that are no part of it. @internal */
  public get _strangers(): string[] {
    return this.tensor === undefined ? [] : Object.keys(this.names).filter(name => name !== this.tensor);
  }

  private whole(pipeline: string): string {
    const { _step: step, side } = this;
    if (step === undefined) return `${this._pipeline}.${side}`;
    return this._isOwn(pipeline) ? `${step}.${side}` : `${this._pipeline}.step.${step}.${side}`;
  }
}
