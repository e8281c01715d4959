import { GraphNode } from './graph-node';
import type { GraphTarget } from './graph-target';
import type { Problems } from '../../../core';
import type { IInferenceService } from '../inference-service-reference';

/** KServe looks for the first node under this name. */
const ROOT = 'root';

/** The nodes that requests can reach from the first one, and what they are called. */
export class GraphNodes {
  private readonly names = new Map<GraphTarget, string>();
  /** Each node with the place that it was found at. */
  private readonly found: Array<{ node: GraphNode; at: string }> = [];

  constructor(private readonly root: GraphNode) {
    this.visit(root, 'root');
  }

  /** The services that the graph asks. */
  public get services(): IInferenceService[] {
    return this.found.flatMap(({ node }) => node._targets.map(to => to._service()).filter(service => service !== undefined));
  }

  public render(): Record<string, any> {
    return Object.fromEntries(this.found.map(({ node }) => [this.names.get(node)!, node._manifest(to => this.names.get(to)!)]));
  }

  public check(problems: Problems): void {
    const taken = new Map<string, string>();
    for (const { node, at } of this.found) {
      const { nodeName } = node;
      if (node === this.root) {
        if (nodeName !== undefined && nodeName !== ROOT) problems.add('FIELD_IGNORED', 'root.name', nodeName, "leave it out: KServe finds the first node by the name 'root'");
      } else if (nodeName === undefined || nodeName === '') {
        problems.add('KSERVE_GRAPH_NODE', at, nodeName, "name the node: GraphNode.sequence([...], { name: 'ranking' }), so that the step finds it");
      } else if (nodeName === ROOT) {
        problems.add('KSERVE_GRAPH_NODE', at, nodeName, 'another name: the first node is called so');
      } else if (taken.has(nodeName)) {
        problems.add('KSERVE_GRAPH_NODE', at, nodeName, `another name: the node at ${taken.get(nodeName)} has this one, and each name stands for one node`);
      }
      if (nodeName !== undefined) taken.set(nodeName, taken.get(nodeName) ?? at);
    }
  }

  /** The field behind a path below `spec.nodes`, in words of the node. */
  public fieldOf(path: string): string | undefined {
    const [, plain, quoted, rest] = /^spec\.nodes(?:\.([\w$-]+)|\['([^']*)'\])(.*)$/.exec(path) ?? [];
    const name = plain ?? quoted;
    if (name === undefined) return /^spec\.nodes\b/.test(path) ? ROOT : undefined;
    const within = rest.replace(/^\./, '').replace(/^(steps\[\d+\])\.(?:serviceName|serviceUrl|nodeName)$/, '$1.to');
    const at = name === ROOT ? ROOT : `node '${name}'`;
    return within === '' ? at : `${at}${name === ROOT ? '.' : ' '}${within}`;
  }

  /** Nodes that lead back are visited once; the rules tell of them. */
  private visit(node: GraphNode, at: string): void {
    this.names.set(node, node === this.root ? ROOT : node.nodeName ?? at);
    this.found.push({ node, at });
    const own = node === this.root ? 'root.' : `node '${node.nodeName ?? at}' `;
    node._targets.forEach((to, i) => {
      if (to instanceof GraphNode && !this.names.has(to)) this.visit(to, `${own}steps[${i}].to`);
    });
  }
}
