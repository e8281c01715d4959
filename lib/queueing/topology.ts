import type { Construct } from 'constructs';
import type { TopologySpec } from '../../imports/kueue.x-k8s.io';
import type { Problems, ResourceProps } from '../core';
import { checkCall, Existing, Resource } from '../core';
import { checkKueue, KUEUE_API, propOf } from './kueue';

/** How nodes stand to each other. */
export interface ITopology {
  /** Name of the Topology. */
  readonly topologyName: string;
}

/** Props of a `Topology`. */
export interface TopologyProps extends ResourceProps {
  /**
   * Labels of nodes that say where they stand, from the widest to the
   * narrowest: 1 to 16, each once; `kubernetes.io/hostname` can only be the last.
   */
  readonly levels: string[];
}

/**
 * How nodes stand to each other: blocks, racks, hosts. A `ResourceFlavor` with
 * a topology places the pods of a job close together.
 *
 * It makes a Topology of the cluster. Its levels cannot change afterwards.
 *
 * @example
 * const topology = new Topology(stack, 'datacenter', { levels: ['acme.example/block', 'acme.example/rack', 'kubernetes.io/hostname'] });
 * new ResourceFlavor(stack, 'h100', { topology, nodeLabels: { 'acme.example/pool': 'h100' } });
 * @see https://kueue.sigs.k8s.io/docs/concepts/topology_aware_scheduling/
 */
export class Topology extends Resource implements ITopology {
  /** A Topology that exists. */
  public static fromTopologyName(scope: Construct, id: string, topologyName: string): ITopology {
    return new ExistingTopology(scope, id, 'topology', topologyName);
  }

  private readonly levels: string[];

  constructor(scope: Construct, id: string, props: TopologyProps) {
    checkCall('new Topology', [scope, id, props]);
    super(scope, id, props, { apiVersion: KUEUE_API, kind: 'Topology', app: 'topology', component: 'queueing', clusterScoped: true });
    this.levels = props.levels;
  }

  /** Name of the Topology. */
  public get topologyName(): string {
    return this.name;
  }

  /** @internal */
  public _spec(): any {
    const spec: TopologySpec = { levels: this.levels.map(nodeLabel => ({ nodeLabel })) };
    return spec;
  }

  /** @internal */
  public _check(problems: Problems): void {
    checkKueue(problems, this);
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return propOf(path).replace(/^(levels\[\d+\])\.nodeLabel$/, '$1');
  }
}

class ExistingTopology extends Existing implements ITopology {
  public get topologyName(): string {
    return this.existingName;
  }
}
