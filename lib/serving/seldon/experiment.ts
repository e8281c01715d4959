import type { Construct } from 'constructs';
import { propOf, SELDON_API } from './api';
import type { ISeldonModel, ISeldonPipeline } from './references';
import type { ExperimentSpec } from '../../../imports/mlops.seldon.io';
import type { Problems, ResourceProps } from '../../core';
import { checkCall, Resource } from '../../core';

/** A model or pipeline that gets a share of the requests of an experiment. */
export class SeldonCandidate {
  /** A model, and its weight against the others, a whole number from 0. */
  public static model(model: ISeldonModel, weight: number): SeldonCandidate {
    return new SeldonCandidate('model', model.modelName, weight);
  }

  /** A pipeline, and its weight against the others, a whole number from 0. */
  public static pipeline(pipeline: ISeldonPipeline, weight: number): SeldonCandidate {
    return new SeldonCandidate('pipeline', pipeline.pipelineName, weight);
  }

  private constructor(
    /** @internal */
    public readonly _type: string,
    /** Name of the model or pipeline. */
    public readonly candidateName: string,
    /** @internal */
    public readonly _weight: number,
  ) {}
}

/** A model or pipeline that gets copies of the requests of an experiment; nobody sees its answers. */
export class SeldonMirror {
  /** A model, and the share of requests that it gets too, a whole number from 0 to 100. */
  public static model(model: ISeldonModel, percent: number): SeldonMirror {
    return new SeldonMirror('model', model.modelName, percent);
  }

  /** A pipeline, and the share of requests that it gets too, a whole number from 0 to 100. */
  public static pipeline(pipeline: ISeldonPipeline, percent: number): SeldonMirror {
    return new SeldonMirror('pipeline', pipeline.pipelineName, percent);
  }

  private constructor(
    /** @internal */
    public readonly _type: string,
    /** Name of the model or pipeline. */
    public readonly mirrorName: string,
    /** @internal */
    public readonly _percent: number,
  ) {}
}

/** Props of a `SeldonExperiment`. */
export interface SeldonExperimentProps extends ResourceProps {
  /** Who shares the requests: models, or pipelines. */
  readonly candidates: SeldonCandidate[];
  /**
   * The candidate whose own requests the experiment takes over.
   * @default - none: requests name the experiment
   */
  readonly defaultCandidate?: SeldonCandidate;
  /**
   * Who gets copies of the requests.
   * @default - nobody
   */
  readonly mirror?: SeldonMirror;
}

/**
 * Shares requests between models, or between pipelines, of Seldon Core 2.
 *
 * It makes an Experiment.
 *
 * @example
 * const iris = SeldonModel.fromModelName(stack, 'iris', 'iris-v1');
 * const better = new SeldonModel(stack, 'iris-v2', { storageUri: 'gs://acme/iris2', requirements: ['sklearn'] });
 * const known = SeldonCandidate.model(iris, 90);
 * new SeldonExperiment(stack, 'iris-ab', { candidates: [known, SeldonCandidate.model(better, 10)], defaultCandidate: known });
 * @see https://docs.seldon.ai/seldon-core-2
 */
export class SeldonExperiment extends Resource {
  private readonly props: SeldonExperimentProps;

  constructor(scope: Construct, id: string, props: SeldonExperimentProps) {
    checkCall('new SeldonExperiment', [scope, id, props]);
    super(scope, id, props, { apiVersion: SELDON_API, kind: 'Experiment', app: 'seldon-experiment', component: 'serving' });
    this.props = props;
  }

  /** @internal */
  public _spec(): any {
    const { candidates, defaultCandidate, mirror } = this.props;
    const spec: ExperimentSpec = {
      default: defaultCandidate?.candidateName,
      candidates: candidates.map(({ candidateName, _weight }) => ({ name: candidateName, weight: _weight })),
      ...mirror && { mirror: { name: mirror.mirrorName, percent: mirror._percent } },
      // Seldon takes all for models unless told.
      ...this.type === 'pipeline' && { resourceType: 'pipeline' },
    };
    return spec;
  }

  private get type(): string {
    return (this.props.candidates[0] ?? this.props.mirror)?._type ?? 'model';
  }

  /** @internal */
  public _check(problems: Problems): void {
    const { candidates, defaultCandidate, mirror } = this.props;
    candidates.forEach(({ _type, candidateName, _weight }, i) => {
      if (_type !== this.type) problems.add('ALTERNATIVES_CONFLICT', `candidates[${i}]`, candidateName, `it is a ${_type} and the first candidate a ${this.type}; an experiment is between models, or between pipelines`);
      if (!Number.isInteger(_weight)) problems.add('COUNT_RANGE', `candidates '${candidateName}' weight`, _weight, 'a whole number from 0');
    });
    if (mirror && mirror._type !== this.type) problems.add('ALTERNATIVES_CONFLICT', 'mirror', mirror.mirrorName, `it is a ${mirror._type} and the first candidate a ${this.type}; an experiment is between models, or between pipelines`);
    if (mirror && !Number.isInteger(mirror._percent)) problems.add('COUNT_RANGE', 'mirror percent', mirror._percent, 'a whole number from 0 to 100');
    if (defaultCandidate && defaultCandidate._type !== this.type) problems.add('ALTERNATIVES_CONFLICT', 'defaultCandidate', defaultCandidate.candidateName, 'name one of `candidates`');
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return propOf(path)
      .replace(/^default$/, 'defaultCandidate')
      .replace(/^candidates\[(\d+)\]\.weight$/, (_, i) => `candidates '${this.props.candidates[Number(i)]?.candidateName}' weight`)
      .replace(/^(candidates\[\d+\]|mirror)\.name$/, '$1')
      .replace(/^mirror\.percent$/, 'mirror percent');
  }
}
