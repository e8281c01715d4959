import type { EnsembleStep, GraphStep, SequenceStep, SplitterStep, SwitchStep } from './graph-steps';
import { GraphTarget } from './graph-target';
import type { TargetFields } from './graph-target';
import type { InferenceGraphNode } from '../../../../imports/serving.kserve.io';

/** Options of a node. */
export interface GraphNodeOptions {
  /**
   * Name of the node; every node but the first has one.
   * @default - none: KServe calls the first one root
   */
  readonly name?: string;
}

/**
 * A place of an `InferenceGraph` at which a request takes its way.
 *
 * A node is a target of steps of other nodes. It may not lead back to itself.
 *
 * @example
 * const cats = GraphTarget.service(InferenceServiceRef.fromName('cats'));
 * const dogs = GraphTarget.service(InferenceServiceRef.fromName('dogs'));
 * const breeds = GraphNode.switch([
 *   { to: cats, condition: '[@this].#(kind=="cat")' },
 *   { to: dogs, condition: '[@this].#(kind=="dog")' },
 * ], { name: 'breeds' });
 * GraphNode.sequence([{ to: GraphTarget.service(InferenceServiceRef.fromName('pets')) }, { to: breeds, data: StepData.RESPONSE }]);
 * @see https://kserve.github.io/website/docs/model-serving/inferencegraph/overview
 */
export class GraphNode extends GraphTarget {
  /** One step after the other; the last one answers. */
  public static sequence(steps: SequenceStep[], options: GraphNodeOptions = {}): GraphNode {
    return new GraphNode('Sequence', steps, options.name);
  }

  /** Each request to one of the steps, by chance. */
  public static splitter(steps: SplitterStep[], options: GraphNodeOptions = {}): GraphNode {
    return new GraphNode('Splitter', steps, options.name);
  }

  /** All steps at once; the answers come together in one object, by the names of the steps. */
  public static ensemble(steps: EnsembleStep[], options: GraphNodeOptions = {}): GraphNode {
    return new GraphNode('Ensemble', steps, options.name);
  }

  /** The first step whose condition is met; a request that meets none is answered with 404. */
  public static switch(steps: SwitchStep[], options: GraphNodeOptions = {}): GraphNode {
    return new GraphNode('Switch', steps, options.name);
  }

  private constructor(
    private readonly routerType: any,
    private readonly steps: GraphStep[],
    /** Name of the node, as it was given. */
    public readonly nodeName?: string,
  ) {
    super();
  }

  /** @internal */
  public get _targets(): readonly GraphTarget[] {
    return this.steps.map(({ to }) => to);
  }

  /** @internal */
  public _fields(nameOf: (target: GraphTarget) => string): TargetFields {
    return { nodeName: nameOf(this) };
  }

  /** @internal */
  public _manifest(nameOf: (target: GraphTarget) => string): any {
    const node: InferenceGraphNode = {
      routerType: this.routerType,
      steps: this.steps.map(({ to, ...rest }) => ({ ...rest, ...to._fields(nameOf) })),
    };
    return node;
  }
}
