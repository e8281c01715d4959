import type { GraphTarget } from './graph-target';

/** What a step of a sequence is sent. */
export enum StepData {
  /** What the node was asked: the same as its first step. */
  REQUEST = '$request',
  /** What the step before answered. */
  RESPONSE = '$response',
}

/** What becomes of the answer of a node when a step of it fails. */
export enum StepDependency {
  /** The failure is one answer among others. */
  SOFT = 'Soft',
  /** The node answers with the failure, and nothing after it runs. */
  HARD = 'Hard',
}

/** What every step of a graph says. */
export interface GraphStep {
  /** Where the request goes. */
  readonly to: GraphTarget;
  /**
   * Name of the step, unlike those of the other steps of its node.
   * @default - none; in an ensemble its answer is then found under its place, from 0
   */
  readonly name?: string;
}

/** A step of a sequence. */
export interface SequenceStep extends GraphStep {
  /**
   * What it is sent.
   * @default - the request
   */
  readonly data?: StepData;
  /**
   * A GJSON path into the answer of the step before: where it finds nothing, the
   * sequence ends, with that answer. The first step has none.
   * @default - the step always runs
   * @see https://github.com/tidwall/gjson/blob/master/SYNTAX.md
   */
  readonly condition?: string;
  /**
   * What a failure of it does.
   * @default StepDependency.SOFT
   */
  readonly dependency?: StepDependency;
  /**
   * Whether `predictions` of what it is sent are renamed to `instances`, which
   * models of the protocol v1 expect.
   * @default false
   */
  readonly mapPredictionsToInstances?: boolean;
}

/** A step of a splitter. */
export interface SplitterStep extends GraphStep {
  /** Its share of the requests in percent; those of all steps are 100 in sum. */
  readonly weight: number;
}

/** A step of an ensemble. */
export interface EnsembleStep extends GraphStep {
  /**
   * What a failure of it does.
   * @default StepDependency.SOFT
   */
  readonly dependency?: StepDependency;
}

/** A step of a switch. */
export interface SwitchStep extends GraphStep {
  /**
   * A GJSON path into the request: the first step whose path finds something gets it.
   * @see https://github.com/tidwall/gjson/blob/master/SYNTAX.md
   */
  readonly condition: string;
}
