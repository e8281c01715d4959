import type * as kplus from 'cdk8s-plus-28';
import type { SeldonComponent } from './component';
import type { SeldonNode } from './node';
import type { SeldonPredictorExplainer } from './predictor-explainer';

/** The engine, which takes requests along the graph. */
export interface SeldonOrchestrator {
  /**
   * Environment variables.
   * @default - none
   */
  readonly env?: { [name: string]: kplus.EnvValue };
  /**
   * Requests and limits.
   * @default - Seldon's
   */
  readonly resources?: kplus.ContainerResources;
  /**
   * Pods of the engine, where it has pods of its own.
   * @default - as the predictor says
   */
  readonly replicas?: number;
}

/** A graph of nodes that answers requests. */
export interface SeldonPredictor {
  /** Its name, in the names of Services and Deployments. */
  readonly name: string;
  /** The first node; others are its children. */
  readonly graph: SeldonNode;
  /**
   * The pods in which the nodes run.
   * @default - one pod for all
   */
  readonly components?: SeldonComponent[];
  /**
   * How many pods of each component.
   * @default - as the deployment says
   */
  readonly replicas?: number;
  /**
   * Its share of the requests, in percent; those of all but the shadow add up to 100.
   * @default - all, where there is one predictor
   */
  readonly traffic?: number;
  /**
   * Whether it gets copies of requests, and nobody its answers.
   * @default false
   */
  readonly shadow?: boolean;
  /**
   * What explains its answers.
   * @default - nothing
   */
  readonly explainer?: SeldonPredictorExplainer;
  /**
   * The engine.
   * @default - Seldon's
   */
  readonly orchestrator?: SeldonOrchestrator;
  /**
   * The Secret with the certificate with which it answers.
   * @default - it answers without TLS
   */
  readonly tlsSecret?: kplus.ISecret;
  /**
   * Labels of what Seldon makes of it.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations, by which Seldon can be told more: `seldon.io/svc-name`, ...
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}
