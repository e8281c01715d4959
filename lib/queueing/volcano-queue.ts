import type { Construct } from 'constructs';
import type { QueueAffinity, QueueSpec } from '../../imports/scheduling.volcano.sh';
import type { IQueue, Problems } from '../core';
import { checkCall, Existing, Platform, QueueSystem, Resource } from '../core';
import { propOf } from './kueue';
import { checkAmounts, fieldOfResource, quantitiesOf } from './resource-amounts';
import type { NodeGroups, VolcanoQueueProps } from './volcano-queue-props';

const AMOUNTS = ['capability', 'deserved', 'guarantee'] as const;

/**
 * A queue of the Volcano scheduler: a share of the cluster, alone or as part of
 * a tree of queues. Jobs go to its leaves.
 *
 * It makes a Queue of the cluster. A parent is written before its children.
 *
 * @example
 * const company = new VolcanoQueue(stack, 'company', { deserved: { cpu: kplus.Cpu.units(64) } });
 * new VolcanoQueue(stack, 'research', { parent: company, deserved: { cpu: kplus.Cpu.units(32) }, guarantee: { cpu: kplus.Cpu.units(8) } });
 * @see https://volcano.sh/en/docs/queue/
 */
export class VolcanoQueue extends Resource implements IQueue {
  /** A Queue of Volcano that exists. */
  public static fromVolcanoQueueName(scope: Construct, id: string, queueName: string): IQueue {
    return new ExistingVolcanoQueue(scope, id, 'queue', queueName);
  }

  /** What hands out room to its jobs. */
  public readonly queueSystem: QueueSystem = QueueSystem.VOLCANO;

  private readonly props: VolcanoQueueProps;

  constructor(scope: Construct, id: string, props: VolcanoQueueProps = {}) {
    checkCall('new VolcanoQueue', [scope, id, props]);
    super(scope, id, props, { apiVersion: 'scheduling.volcano.sh/v1beta1', kind: 'Queue', app: 'queue', component: 'queueing', clusterScoped: true });
    this.props = props;
    // Volcano refuses a queue whose parent is not there yet.
    if (props.parent instanceof VolcanoQueue) this.apiObject.addDependency(props.parent.apiObject);
  }

  /** Name of the Queue. */
  public get queueName(): string {
    return this.name;
  }

  /** @internal */
  public _spec(): any {
    const { weight, capability, deserved, guarantee, reclaimable, parent, priority, dequeueStrategy, extendClusters, type } = this.props;
    const spec: QueueSpec = {
      weight,
      ...capability && { capability: quantitiesOf(capability) },
      ...deserved && { deserved: quantitiesOf(deserved) },
      ...guarantee && { guarantee: { resource: quantitiesOf(guarantee) } },
      reclaimable,
      ...parent && { parent: parent.queueName },
      priority,
      dequeueStrategy,
      ...this.affinity(),
      extendClusters: extendClusters?.map(({ name, weight: share, capacity }) => ({ name, weight: share, capacity: capacity && quantitiesOf(capacity) })),
      type,
    };
    return spec;
  }

  private affinity(): { affinity?: QueueAffinity } {
    const { nodeGroupAffinity, nodeGroupAntiAffinity } = this.props;
    if (!nodeGroupAffinity && !nodeGroupAntiAffinity) return {};
    return {
      affinity: {
        ...nodeGroupAffinity && { nodeGroupAffinity: groups(nodeGroupAffinity) },
        ...nodeGroupAntiAffinity && { nodeGroupAntiAffinity: groups(nodeGroupAntiAffinity) },
      },
    };
  }

  /** @internal */
  public _check(problems: Problems): void {
    const { weight, parent, priority, extendClusters = [] } = this.props;
    if (!Platform.of(this).volcano) {
      problems.add('PLATFORM_UNSUPPORTED', 'kind', 'Queue', 'without Volcano the cluster does not know this kind; declare Platform volcano: true');
    }
    problems.wholeNumber('COUNT_RANGE', 'weight', weight, 1, 65535, 'from 1 to 65535');
    problems.wholeNumber('COUNT_RANGE', 'priority', priority, 0, 2 ** 31 - 1, '0 or more');
    for (const field of AMOUNTS) checkAmounts(problems, field, this.props[field]);
    extendClusters.forEach((cluster, i) => checkAmounts(problems, `extendClusters[${i}].capacity`, cluster.capacity));
    if (parent?.queueSystem === QueueSystem.KUEUE) {
      problems.add('VOLCANO_QUEUE', 'parent', parent.queueName, 'this is a queue of Kueue; name a queue of Volcano');
    }
  }

  /** @internal */
  public _fieldOf(path: string): string {
    const [, at, quoted, plain] = /^spec\.(capability|deserved|guarantee)(?:\.resource)?(?:\['([^']+)'\]|\.([\w-]+))$/.exec(path) ?? [];
    const field = AMOUNTS.find(one => one === at);
    return field ? `${field}.${fieldOfResource(this.props[field] ?? {}, quoted ?? plain)}` : propOf(path).replace(/^affinity\./, '');
  }
}

const groups = ({ required, preferred }: NodeGroups): NonNullable<QueueAffinity['nodeGroupAffinity']> => ({
  ...required && { requiredDuringSchedulingIgnoredDuringExecution: required },
  ...preferred && { preferredDuringSchedulingIgnoredDuringExecution: preferred },
});

class ExistingVolcanoQueue extends Existing implements IQueue {
  public readonly queueSystem: QueueSystem = QueueSystem.VOLCANO;

  public get queueName(): string {
    return this.existingName;
  }
}
