import { Parameter } from './parameter';
import type { Problems } from '../core';
import { checkCall } from '../core';

/** What an operation of a network may be like. */
export interface OperationOptions {
  /**
   * Parameters with a list of texts, such as the number of filters: `{ num_filter: ['32', '48'] }`.
   * @default - none
   */
  readonly categorical?: { [name: string]: string[] };
  /**
   * Parameters with a list of numbers.
   * @default - none
   */
  readonly discrete?: { [name: string]: number[] };
  /**
   * Parameters that are numbers between bounds.
   * @default - none
   */
  readonly ranges?: { [name: string]: OperationRange };
}

/** The bounds of a parameter of an operation. */
export interface OperationRange {
  /** The least value. */
  readonly min: number;
  /** The largest value. */
  readonly max: number;
  /** Distance between values, above zero. */
  readonly step: number;
  /**
   * Whether values are whole numbers.
   * @default false
   */
  readonly whole?: boolean;
}

/** The networks that are searched. */
export interface ArchitectureProps {
  /** Layers of a network, at least 1. */
  readonly layers: number;
  /**
   * Sizes of the input, such as `[32, 32, 3]`; enas needs them.
   * @default - the training code knows them
   */
  readonly inputSizes?: number[];
  /**
   * Sizes of the output, such as `[10]`; enas needs them.
   * @default - the training code knows them
   */
  readonly outputSizes?: number[];
}

/**
 * The architectures of neural networks that an experiment searches with
 * `Algorithm.enas()` or `Algorithm.darts()`. Hand its members to the trial.
 *
 * @example
 * const networks = new ArchitectureSpace({ layers: 8, inputSizes: [32, 32, 3], outputSizes: [10] });
 * networks.addOperation('convolution', { categorical: { filter_size: ['3', '5'], num_filter: ['32', '48'] } });
 * // What is suggested has blanks and brackets, and Katib runs commands through a shell.
 * TrainingJob.trial({ image: 'acme/enas:1.0', command: ['python', 'train.py', `--architecture=${networks.architecture}`, `--nn_config=${networks.networkConfig}`] });
 * @see https://www.kubeflow.org/docs/components/katib/user-guides/nas/configure-experiment/
 */
export class ArchitectureSpace {
  private readonly asked = new Set<string>();
  private readonly operations: Array<{ type: string; parameters: Parameter[] }> = [];

  public constructor(private readonly props: ArchitectureProps) {
    checkCall('new ArchitectureSpace', [props]);
  }

  /** Adds an operation that a layer may be: `convolution`, `reduction`, `skip_connection` ... */
  public addOperation(type: string, options: OperationOptions): ArchitectureSpace {
    const { categorical = {}, discrete = {}, ranges = {} } = options;
    const made = (name: string, feasible: object) => new Parameter(name, '', feasible);
    this.operations.push({
      type,
      parameters: [
        ...Object.entries(categorical).map(([name, list]) => made(name, { type: 'categorical', list })),
        ...Object.entries(discrete).map(([name, list]) => made(name, { type: 'discrete', list: list.map(String) })),
        ...Object.entries(ranges).map(([name, { min, max, step, whole }]) => made(name, { type: whole ? 'int' : 'double', min, max, step })),
      ],
    });
    return this;
  }

  /** Stands for the layers that enas suggests. */
  public get architecture(): string {
    return this.standIn('architecture');
  }

  /** Stands for the description of a network that enas suggests. */
  public get networkConfig(): string {
    return this.standIn('nn_config');
  }

  /** Stands for the settings that darts hands to the trial. */
  public get algorithmSettings(): string {
    return this.standIn('algorithm-settings');
  }

  /** Stands for the operations among which a trial of darts searches. */
  public get searchSpace(): string {
    return this.standIn('search-space');
  }

  /** Stands for the number of layers of a trial of darts. */
  public get layerCount(): string {
    return this.standIn('num-layers');
  }

  /** What was asked for of that which algorithms suggest, by the name of its placeholder. @internal */
  public get _metadata(): ReadonlyMap<string, string> {
    return new Map([...this.asked].map(reference => [SUGGESTED[reference], reference]));
  }

  /** @internal */
  public get _manifest(): Record<string, unknown> {
    const { layers, inputSizes, outputSizes } = this.props;
    return {
      graphConfig: { numLayers: layers, inputSizes, outputSizes },
      operations: this.operations.map(({ type, parameters }) => ({ operationType: type, parameters: parameters.map(parameter => parameter._manifest) })),
    };
  }

  private standIn(reference: string): string {
    this.asked.add(reference);
    return `\${trialParameters.${SUGGESTED[reference]}}`;
  }

  /** @internal */
  public _check(problems: Problems, field: string): void {
    const { layers, inputSizes = [], outputSizes = [] } = this.props;
    problems.wholeNumber('COUNT_RANGE', `${field} layers`, layers, 1, 10000, 'at least one layer');
    for (const [name, sizes] of Object.entries({ inputSizes, outputSizes })) {
      sizes.forEach((size, i) => problems.wholeNumber('COUNT_RANGE', `${field} ${name}[${i}]`, size, 1, 2 ** 31 - 1, 'a size of at least 1'));
    }
    if (this.operations.length === 0) problems.add('TUNING_REQUIRED', `${field} operations`, undefined, "there is nothing to build networks from: use addOperation('convolution', ...)");
    for (const { type, parameters } of this.operations) {
      if (parameters.length === 0) problems.add('TUNING_REQUIRED', `${field} operation '${type}'`, undefined, 'an operation has at least one parameter');
      for (const parameter of parameters) parameter._check(problems, `${field} operation '${type}' ${parameter.name}`);
    }
  }
}

/** Placeholders have names in one form; enas and darts have their own. */
const SUGGESTED: Readonly<Record<string, string>> = {
  'architecture': 'neuralNetworkArchitecture', 'nn_config': 'neuralNetworkConfig',
  'algorithm-settings': 'algorithmSettings', 'search-space': 'searchSpace', 'num-layers': 'numberLayers',
};

