import type { Construct } from 'constructs';
import type { ResourceFlavorSpec } from '../../imports/kueue.x-k8s.io';
import type { Problems, ResourceProps, TaintEffect, Toleration } from '../core';
import { checkCall, Existing, Resource, seconds } from '../core';
import { checkKueue, KUEUE_API, propOf } from './kueue';
import type { ITopology } from './topology';

/** A kind of nodes that quotas are of. */
export interface IResourceFlavor {
  /** Name of the ResourceFlavor. */
  readonly flavorName: string;
}

/** A taint that nodes have. */
export interface NodeTaint {
  /** Key of the taint. */
  readonly key: string;
  /**
   * Value of the taint.
   * @default - none
   */
  readonly value?: string;
  /** What the taint does to pods that do not tolerate it. */
  readonly effect: TaintEffect;
}

/** Props of a `ResourceFlavor`. */
export interface ResourceFlavorProps extends ResourceProps {
  /**
   * Labels of the nodes; at most 8. Pods get them as node selector.
   * @default - any node
   */
  readonly nodeLabels?: { [label: string]: string };
  /**
   * Taints of the nodes, each key and effect once; at most 8. Only jobs that
   * tolerate them get this flavor, unless it tolerates them itself.
   * @default - none
   */
  readonly nodeTaints?: NodeTaint[];
  /**
   * Tolerations that pods get with this flavor; at most 8.
   * @default - none
   */
  readonly tolerations?: Toleration[];
  /**
   * How the nodes stand to each other; needs `nodeLabels`, and cannot change.
   * @default - pods are placed wherever there is room
   */
  readonly topology?: ITopology;
}

/**
 * A kind of nodes, such as spot or on-demand, or one model of GPU: what quotas
 * are of.
 *
 * It makes a ResourceFlavor of the cluster. One without any props stands for
 * every node, where nodes are all alike.
 *
 * @example
 * new ResourceFlavor(stack, 'spot', {
 *   nodeLabels: { 'cloud.google.com/gke-spot': 'true' },
 *   tolerations: [{ key: 'cloud.google.com/gke-spot', value: 'true', effect: TaintEffect.NO_SCHEDULE }],
 * });
 * @see https://kueue.sigs.k8s.io/docs/concepts/resource_flavor/
 */
export class ResourceFlavor extends Resource implements IResourceFlavor {
  /** A ResourceFlavor that exists. */
  public static fromResourceFlavorName(scope: Construct, id: string, flavorName: string): IResourceFlavor {
    return new ExistingFlavor(scope, id, 'resourceflavor', flavorName);
  }

  private readonly props: ResourceFlavorProps;

  constructor(scope: Construct, id: string, props: ResourceFlavorProps = {}) {
    checkCall('new ResourceFlavor', [scope, id, props]);
    super(scope, id, props, { apiVersion: KUEUE_API, kind: 'ResourceFlavor', app: 'resource-flavor', component: 'queueing', clusterScoped: true });
    this.props = props;
  }

  /** Name of the ResourceFlavor. */
  public get flavorName(): string {
    return this.name;
  }

  /** @internal */
  public _spec(): any {
    const { nodeLabels, nodeTaints, tolerations, topology } = this.props;
    const spec: ResourceFlavorSpec = {
      ...nodeLabels && { nodeLabels },
      ...nodeTaints && { nodeTaints: nodeTaints.map(({ key, value, effect }) => ({ key, ...value !== undefined && { value }, effect })) },
      ...tolerations && { tolerations: tolerations.map(toleration) },
      ...topology && { topologyName: topology.topologyName },
    };
    return spec;
  }

  /** @internal */
  public _check(problems: Problems): void {
    checkKueue(problems, this);
    const { nodeLabels, tolerations = [], topology } = this.props;
    if (topology && Object.keys(nodeLabels ?? {}).length === 0) {
      problems.add('KUEUE_FLAVOR', 'nodeLabels', undefined, 'a flavor with a topology names its nodes; give a label that they carry');
    }
    for (const [i, { key, value, tolerationPeriod }] of tolerations.entries()) {
      if (key === '' && value !== undefined) problems.add('TOLERATION_INVALID', `tolerations[${i}]`, value, 'a value needs a key');
      problems.duration(`tolerations[${i}].tolerationPeriod`, tolerationPeriod, 0, 2 ** 31 - 1, 'at most 68 years');
    }
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return propOf(path).replace(/^topologyName$/, 'topology').replace(/\.tolerationSeconds$/, '.tolerationPeriod');
  }
}

function toleration({ key, value, effect, tolerationPeriod }: Toleration): NonNullable<ResourceFlavorSpec['tolerations']>[number] {
  return {
    ...key !== '' && { key },
    operator: value === undefined ? 'Exists' : 'Equal',
    ...value !== undefined && { value },
    ...effect && { effect },
    ...tolerationPeriod && { tolerationSeconds: seconds(tolerationPeriod) },
  };
}

class ExistingFlavor extends Existing implements IResourceFlavor {
  public get flavorName(): string {
    return this.existingName;
  }
}
