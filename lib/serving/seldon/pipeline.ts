import type { Construct } from 'constructs';
import { propOf, SELDON_API } from './api';
import type { SeldonOutputOptions, SeldonPipelineProps } from './pipeline-props';
import type { ISeldonModel, ISeldonPipeline } from './references';
import { SeldonSource } from './source';
import type { SeldonStepOptions } from './step';
import { checkJoins, checkSources, checkWindow, flow, milliseconds, SeldonStep } from './step';
import type { PipelineSpec } from '../../../imports/mlops.seldon.io';
import type { Problems } from '../../core';
import { checkCall, Existing, Resource } from '../../core';

/**
 * Models that hand each other their answers, over Kafka.
 *
 * It makes a Pipeline. A step is named as its model and without inputs gets
 * what comes into the pipeline; what `addOutput` names is answered.
 *
 * @example
 * const prepare = new SeldonModel(stack, 'prepare', { storageUri: 'gs://acme/prepare', requirements: ['mlserver'] });
 * const income = new SeldonModel(stack, 'income', { storageUri: 'gs://acme/income', requirements: ['sklearn'] });
 * const pipeline = new SeldonPipeline(stack, 'income-production');
 * const prepared = pipeline.addStep(prepare);
 * const answer = pipeline.addStep(income, { inputs: [prepared.output()] });
 * pipeline.addOutput([answer.output()]);
 * @see https://docs.seldon.ai/seldon-core-2
 */
export class SeldonPipeline extends Resource implements ISeldonPipeline {
  /** A Pipeline that exists in the namespace of `scope`. */
  public static fromPipelineName(scope: Construct, id: string, pipelineName: string): ISeldonPipeline {
    return new ExistingPipeline(scope, id, 'pipeline', pipelineName, true);
  }

  private readonly props: SeldonPipelineProps;
  private readonly steps: SeldonStep[] = [];
  private readonly outputs: Array<{ sources: SeldonSource[]; options: SeldonOutputOptions }> = [];

  constructor(scope: Construct, id: string, props: SeldonPipelineProps = {}) {
    checkCall('new SeldonPipeline', [scope, id, props]);
    super(scope, id, props, { apiVersion: SELDON_API, kind: 'Pipeline', app: 'seldon-pipeline', component: 'serving' });
    this.props = props;
  }

  /** Name of the Pipeline. */
  public get pipelineName(): string {
    return this.name;
  }

  /** Adds a step that runs a model. */
  public addStep(model: ISeldonModel, options: SeldonStepOptions = {}): SeldonStep {
    const step = SeldonStep._of(this.name, model.modelName, options);
    this.steps.push(step);
    return step;
  }

  /** Says what the pipeline answers; without, it answers nothing. To be called once. */
  public addOutput(sources: SeldonSource[], options: SeldonOutputOptions = {}): void {
    this.outputs.push({ sources, options });
  }

  /**
   * What comes into the pipeline.
   * @param tensor one of the tensors; all if left out
   * @param receivedAs the name by which a model gets the tensor; its own if left out
   */
  public input(tensor?: string, receivedAs?: string): SeldonSource {
    return SeldonSource.pipelineInput(this, tensor, receivedAs);
  }

  /**
   * What the pipeline answers, for other pipelines.
   * @param tensor one of the tensors; all if left out
   * @param receivedAs the name by which a model gets the tensor; its own if left out
   */
  public output(tensor?: string, receivedAs?: string): SeldonSource {
    return SeldonSource.pipelineOutput(this, tensor, receivedAs);
  }

  /** @internal */
  public _spec(): any {
    const { externalInputs = [], externalTriggers = [], joinType, triggersJoinType, joinWindow } = this.props;
    const [output] = this.outputs;
    const external = externalInputs.length + externalTriggers.length > 0;
    const { steps, tensorMap } = flow({ steps: output?.sources ?? [] }, this.name) as any;
    const spec: PipelineSpec = {
      ...external && {
        input: { ...flow({ externalInputs, externalTriggers }, this.name), joinType, triggersJoinType, joinWindowMs: milliseconds(joinWindow) },
      },
      steps: this.steps.map(step => step._manifest),
      ...output && { output: { steps, stepsJoin: output.options.stepsJoin, joinWindowMs: milliseconds(output.options.joinWindow), tensorMap } },
    };
    return spec;
  }

  /** @internal */
  public _check(problems: Problems): void {
    const { externalInputs, externalTriggers, joinType, triggersJoinType, joinWindow } = this.props;
    for (const step of this.steps) step._check(problems);
    checkJoins(problems, '', { externalInputs, externalTriggers }, { joinType, triggersJoinType });
    checkSources(problems, '', { externalInputs, externalTriggers }, source =>
      source._isOwn(this.name) ? 'it flows in this pipeline; name it in `inputs` or `triggers` of a step' : undefined);
    checkWindow(problems, 'joinWindow', joinWindow);
    if (joinWindow && (externalInputs?.length ?? 0) + (externalTriggers?.length ?? 0) < 2) problems.add('FIELD_IGNORED', 'joinWindow', `${milliseconds(joinWindow)}ms`, 'nothing is joined: there is one external input at most');
    const [output, again] = this.outputs;
    if (again) problems.add('ALTERNATIVES_CONFLICT', 'addOutput', `${this.outputs.length} calls`, 'a pipeline has one answer; put all sources into one call');
    if (!output) return;
    if (output.sources.length === 0) problems.add('SELDON_PIPELINE_SOURCE', 'addOutput', [], 'name what is answered; without an answer leave the call out');
    checkWindow(problems, 'addOutput joinWindow', output.options.joinWindow);
    checkJoins(problems, 'addOutput ', { sources: output.sources }, { stepsJoin: output.options.stepsJoin });
    checkSources(problems, 'addOutput ', { sources: output.sources }, source => {
      if (!source._isOwn(this.name)) return 'it flows in another pipeline; answer what a step of this one says';
      return source._step === undefined ? 'what comes into the pipeline is no answer; name a step' : undefined;
    });
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return propOf(path)
      .replace(/^steps\[(\d+)\]\.?/, (_, i) => `step '${this.steps[Number(i)]?.stepName}' `)
      .replace(/^input\./, '')
      .replace(/^output\.steps/, 'addOutput sources')
      .replace(/^output\./, 'addOutput ')
      .replace(/WindowMs$/i, found => found.slice(0, -2))
      .trim();
  }
}

class ExistingPipeline extends Existing implements ISeldonPipeline {
  public get pipelineName(): string {
    return this.existingName;
  }
}
