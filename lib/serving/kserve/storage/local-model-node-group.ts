import type { Size } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Affinity, TopologySpreadConstraint } from 'kubernetes-types/core/v1';
import type { LocalModelNodeGroupSpec } from '../../../../imports/serving.kserve.io';
import type { AccessMode, Placement, Problems, ResourceProps } from '../../../core';
import { checkCall, Existing, Resource } from '../../../core';

/** Nodes that keep models on their disks. */
export interface ILocalModelNodeGroup {
  /** Name of the LocalModelNodeGroup. */
  readonly nodeGroupName: string;
}

/** What becomes of a volume whose cache is deleted. */
export enum CacheReclaimPolicy {
  /** It stays. */
  RETAIN = 'Retain',
  /** It is deleted. */
  DELETE = 'Delete',
}

/** Props of a `LocalModelNodeGroup`. */
export interface LocalModelNodeGroupProps extends ResourceProps {
  /** Room for models on each node. */
  readonly storageLimit: Size;
  /** The nodes, by `Placement.nodes(...)` and `Placement.notNodes(...)`; all of them hold. */
  readonly nodes: Placement[];
  /**
   * Directory of the nodes that models are kept in. It has to be the one that
   * KServe's agent on the nodes looks into, else models are downloaded again and
   * again: `/mnt/models` as the Helm chart has it, `/models` as the plain manifests do.
   */
  readonly path: string;
  /**
   * Room that the volume of each model claims.
   * @default - the storageLimit
   */
  readonly capacity?: Size;
  /**
   * StorageClass by which volumes and claims find each other. It need not exist.
   * @default 'local-storage'
   */
  readonly storageClass?: string;
  /**
   * How volumes may be mounted.
   * @default - by the pods of one node each
   */
  readonly accessModes?: AccessMode[];
  /**
   * What becomes of a volume whose cache is deleted.
   * @default - Kubernetes': CacheReclaimPolicy.RETAIN
   */
  readonly reclaimPolicy?: CacheReclaimPolicy;
}

/**
 * Nodes with a disk on which models are kept. A `LocalModelCache` names those
 * that keep its model; KServe makes a volume and a claim for each.
 *
 * It makes a LocalModelNodeGroup of the cluster.
 *
 * @example
 * const a100 = new LocalModelNodeGroup(stack, 'a100', {
 *   storageLimit: Size.tebibytes(1),
 *   nodes: [Placement.nodes('nvidia.com/gpu.product', 'NVIDIA-A100-SXM4-80GB')],
 *   path: '/mnt/models',
 * });
 * new LocalModelCache(stack, 'llama3-8b', { sourceModelUri: 's3://models/llama3-8b', modelSize: Size.gibibytes(16), nodeGroups: [a100] });
 * @see https://kserve.github.io/website/docs/model-serving/generative-inference/modelcache/localmodel
 */
export class LocalModelNodeGroup extends Resource implements ILocalModelNodeGroup {
  /** A LocalModelNodeGroup that exists. */
  public static fromNodeGroupName(scope: Construct, id: string, nodeGroupName: string): ILocalModelNodeGroup {
    return new ExistingNodeGroup(scope, id, 'localmodelnodegroup', nodeGroupName);
  }

  private readonly props: LocalModelNodeGroupProps;

  constructor(scope: Construct, id: string, props: LocalModelNodeGroupProps) {
    checkCall('new LocalModelNodeGroup', [scope, id, props]);
    super(scope, id, props, { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'LocalModelNodeGroup', app: 'model-nodes', component: 'serving', clusterScoped: true });
    this.props = props;
  }

  /** Name of the LocalModelNodeGroup. */
  public get nodeGroupName(): string {
    return this.name;
  }

  /** @internal */
  public _spec(): any {
    const { storageLimit, nodes, path, capacity = storageLimit, storageClass: storageClassName = 'local-storage', reclaimPolicy } = this.props;
    const storage = capacity.asString();
    const accessModes = this.props.accessModes ?? ['ReadWriteOnce'];
    const spec: LocalModelNodeGroupSpec = {
      storageLimit: storageLimit.asString(),
      persistentVolumeSpec: {
        accessModes,
        capacity: { storage },
        local: { path },
        nodeAffinity: { required: affinityOf(nodes).affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution },
        persistentVolumeReclaimPolicy: reclaimPolicy,
        storageClassName,
      },
      persistentVolumeClaimSpec: { accessModes, resources: { requests: { storage } }, storageClassName },
    };
    return spec;
  }

  /** @internal */
  public _check(problems: Problems): void {
    const { nodes, path, accessModes } = this.props;
    problems.absolutePath('path', path);
    if (nodes.length === 0) problems.add('PLACEMENT_INVALID', 'nodes', '[]', "the nodes that have the disk: Placement.nodes('acme.example/disk', 'nvme')");
    nodes.forEach((placement, i) => {
      placement._check(problems);
      if (affinityOf([placement]).affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution === undefined) {
        problems.add('FIELD_IGNORED', `nodes[${i}]`, placement._topology, 'a volume is on nodes for good; use Placement.nodes or Placement.notNodes');
      }
    });
    if (accessModes?.length === 0) problems.add('COUNT_RANGE', 'accessModes', '[]', 'at least one; leave it out for the default');
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return path.replace(/^spec\.persistentVolume(?:Claim)?Spec\./, '').replace(/^(spec|metadata)\./, '')
      .replace(/^nodeAffinity\b.*$/, 'nodes').replace(/^local\.path$/, 'path').replace(/^storageClassName$/, 'storageClass')
      .replace(/^(capacity|resources\.requests)\.storage$/, 'capacity').replace(/^persistentVolumeReclaimPolicy$/, 'reclaimPolicy');
  }
}

function affinityOf(placements: readonly Placement[]): { affinity: Required<Affinity> & { nodeAffinity: any } } {
  const affinity: Required<Affinity> = { nodeAffinity: {}, podAffinity: {}, podAntiAffinity: {} };
  const spread: TopologySpreadConstraint[] = [];
  for (const placement of placements) placement._apply(affinity, spread, {});
  return { affinity };
}

class ExistingNodeGroup extends Existing implements ILocalModelNodeGroup {
  public get nodeGroupName(): string {
    return this.existingName;
  }
}
