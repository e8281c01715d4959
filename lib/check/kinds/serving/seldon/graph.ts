import { items } from './words';
import { record } from '../../../manifest';
import { fieldOf } from '../../../schema/cursor';

/** A node of an inference graph, and where it stands. */
export interface GraphNode {
  readonly node: Record<string, any>;
  /** What is written there, a map or not. */
  readonly written: unknown;
  readonly steps: ReadonlyArray<string | number>;
  readonly path: string;
}

/** No graph has more nodes; one that repeats itself by aliases could. */
const MOST = 5000;
/** The CRD knows children of children ten times. */
const DEEPEST = 60;

/** The nodes of a graph, parents first. */
export function graphNodes(graph: unknown, steps: ReadonlyArray<string | number>): GraphNode[] {
  const found: GraphNode[] = graph === undefined || graph === null ? [] : [nodeAt(graph, steps)];
  for (let i = 0; i < found.length; i++) {
    const { node, steps: at } = found[i];
    if (at.length - steps.length > 2 * DEEPEST) continue;
    items(node.children).forEach((child, j) => {
      if (found.length < MOST) found.push(nodeAt(child, [...at, 'children', j]));
    });
  }
  return found;
}

const nodeAt = (written: unknown, steps: ReadonlyArray<string | number>): GraphNode => ({ node: record(written), written, steps, path: fieldOf(steps) });
