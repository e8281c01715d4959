import type { Duration } from 'cdk8s';
import type { SeldonJoin, SeldonSource } from './source';
import type { ResourceProps } from '../../core';

/** Props of a `SeldonPipeline`. */
export interface SeldonPipelineProps extends ResourceProps {
  /**
   * What comes in from other pipelines, instead of from requests.
   * @default - requests come in
   */
  readonly externalInputs?: SeldonSource[];
  /**
   * What of other pipelines has to be there before this one runs; only beside `externalInputs`.
   * @default - nothing
   */
  readonly externalTriggers?: SeldonSource[];
  /**
   * How several external inputs become one.
   * @default SeldonJoin.INNER
   */
  readonly joinType?: SeldonJoin;
  /**
   * How several external triggers become one.
   * @default SeldonJoin.INNER
   */
  readonly triggersJoinType?: SeldonJoin;
  /**
   * How long external inputs wait for each other: whole milliseconds.
   * @default - Seldon's
   */
  readonly joinWindow?: Duration;
}

/** How the answer of a pipeline is put together. */
export interface SeldonOutputOptions {
  /**
   * How several sources become one answer.
   * @default SeldonJoin.INNER
   */
  readonly stepsJoin?: SeldonJoin;
  /**
   * How long they wait for each other: whole milliseconds.
   * @default - Seldon's
   */
  readonly joinWindow?: Duration;
}
