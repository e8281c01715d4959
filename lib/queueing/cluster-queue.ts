import type { Construct } from 'constructs';
import type { ClusterQueueSpec } from '../../imports/kueue.x-k8s.io';
import type { Problems } from '../core';
import { checkCall, Existing, Resource } from '../core';
import type { ClusterQueueProps } from './cluster-queue-props';
import { MigrationMode } from './cluster-queue-props';
import { checkKueue, fairSharing, KUEUE_API, propOf } from './kueue';
import { NamespaceSelector } from './namespace-selector';
import { BorrowWithinCohort } from './preemption';
import { ResourceGroups } from './resource-groups';

/** A pool of quotas. */
export interface IClusterQueue {
  /** Name of the ClusterQueue. */
  readonly clusterQueueName: string;
}

/**
 * A pool of quotas, from which jobs get room in their turn. Teams reach it
 * through a `LocalQueue` of their namespace.
 *
 * It makes a ClusterQueue of the cluster.
 *
 * @example
 * const cohort = Cohort.fromCohortName(stack, 'cohort', 'company');
 * const h100 = new ResourceFlavor(stack, 'h100', { nodeLabels: { 'nvidia.com/gpu.product': 'NVIDIA-H100-80GB-HBM3' } });
 * const clusterQueue = new ClusterQueue(stack, 'gpu-pool', {
 *   cohort,
 *   quotas: [Quota.of(h100, { cpu: kplus.Cpu.units(64), memory: Size.gibibytes(512), devices: { 'nvidia.com/gpu': 16 } })],
 *   preemption: { reclaimWithinCohort: ReclaimWithinCohort.ANY },
 * });
 * new LocalQueue(research, 'gpu', { clusterQueue });
 * @see https://kueue.sigs.k8s.io/docs/concepts/cluster_queue/
 */
export class ClusterQueue extends Resource implements IClusterQueue {
  /** A ClusterQueue that exists. */
  public static fromClusterQueueName(scope: Construct, id: string, clusterQueueName: string): IClusterQueue {
    return new ExistingClusterQueue(scope, id, 'clusterqueue', clusterQueueName);
  }

  private readonly props: ClusterQueueProps;
  private readonly groups: ResourceGroups;
  private readonly served: Resource[] = [];

  constructor(scope: Construct, id: string, props: ClusterQueueProps) {
    checkCall('new ClusterQueue', [scope, id, props]);
    super(scope, id, props, { apiVersion: KUEUE_API, kind: 'ClusterQueue', app: 'cluster-queue', component: 'queueing', clusterScoped: true });
    this.props = props;
    this.groups = new ResourceGroups(props.quotas);
  }

  /** Name of the ClusterQueue. */
  public get clusterQueueName(): string {
    return this.name;
  }

  /**
   * Learns of a LocalQueue that leads here.
   * @internal
   */
  public _serve(queue: Resource): void {
    this.served.push(queue);
  }

  /** @internal */
  public _spec(): any {
    const { cohort, queueingStrategy, preemption, flavorFungibility, stopPolicy, fairSharingWeight, admissionMode } = this.props;
    const { borrowWithinCohort, maxPriorityThreshold, ...withoutBorrowing } = preemption ?? {};
    const spec: ClusterQueueSpec = {
      ...cohort && { cohortName: cohort.cohortName },
      namespaceSelector: this.namespaces()._selector,
      resourceGroups: this.groups.render(),
      queueingStrategy,
      preemption: preemption && {
        ...withoutBorrowing,
        ...(borrowWithinCohort ?? maxPriorityThreshold) !== undefined && { borrowWithinCohort: { policy: borrowWithinCohort, maxPriorityThreshold } },
      },
      flavorFungibility,
      ...this.checks(),
      stopPolicy,
      ...fairSharing(fairSharingWeight),
      ...admissionMode && { admissionScope: { admissionMode } },
      ...this.concurrency(),
    };
    return spec;
  }

  private namespaces(): NamespaceSelector {
    const names = this.served.map(({ namespace }) => namespace);
    const known = names.length > 0 && names.every(name => name !== undefined);
    return this.props.namespaceSelector ?? (known ? NamespaceSelector.named(...names as string[]) : NamespaceSelector.all());
  }

  private checks(): Pick<ClusterQueueSpec, 'admissionChecksStrategy'> {
    const checks = this.props.admissionChecks ?? [];
    if (checks.length === 0) return {};
    const admissionChecks = checks.map(({ name, onFlavors }) => ({ name, ...onFlavors && { onFlavors: onFlavors.map(one => one.flavorName) } }));
    return { admissionChecksStrategy: { admissionChecks } };
  }

  private concurrency(): Pick<ClusterQueueSpec, 'concurrentAdmissionPolicy'> {
    const { concurrentAdmission } = this.props;
    if (!concurrentAdmission) return {};
    const { mode, lastAcceptableFlavor } = concurrentAdmission;
    const constraints = lastAcceptableFlavor && { lastAcceptableFlavorName: lastAcceptableFlavor.flavorName };
    return { concurrentAdmissionPolicy: { migration: { mode, constraints } } };
  }

  /** @internal */
  public _check(problems: Problems): void {
    checkKueue(problems, this, this.props.fairSharingWeight);
    const { cohort, quotas, preemption = {}, concurrentAdmission } = this.props;
    this.groups.check(problems, cohort ? undefined : 'cohort');
    const { reclaimWithinCohort, borrowWithinCohort, maxPriorityThreshold } = preemption;
    problems.wholeNumber('COUNT_RANGE', 'preemption.maxPriorityThreshold', maxPriorityThreshold, -(2 ** 31), 2 ** 31 - 1, 'a whole number of 32 bits');
    if (maxPriorityThreshold !== undefined && (borrowWithinCohort ?? BorrowWithinCohort.NEVER) === BorrowWithinCohort.NEVER) {
      problems.add('FIELD_IGNORED', 'preemption.maxPriorityThreshold', maxPriorityThreshold, 'nobody is pushed aside while borrowing; set `borrowWithinCohort`');
    }
    for (const [field, policy] of Object.entries({ reclaimWithinCohort, borrowWithinCohort })) {
      if (policy !== undefined && policy !== 'Never' && !cohort) problems.add('FIELD_IGNORED', `preemption.${field}`, policy, 'the queue is in no cohort; set `cohort`');
    }
    const last = concurrentAdmission?.lastAcceptableFlavor?.flavorName;
    if (last === undefined) return;
    if (concurrentAdmission?.mode === MigrationMode.RETAIN_FIRST_ADMISSION) {
      problems.add('FIELD_IGNORED', 'concurrentAdmission.lastAcceptableFlavor', last, 'jobs stay where they started; use MigrationMode.TRY_PREFERRED_FLAVORS');
    } else if (!quotas.some(({ flavor }) => flavor.flavorName === last)) {
      problems.add('FIELD_IGNORED', 'concurrentAdmission.lastAcceptableFlavor', last, 'the queue has no quota of this flavor; name one of `quotas`');
    }
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return this.groups.fieldOf(path) ?? propOf(path)
      .replace(/^cohortName$/, 'cohort')
      .replace(/^admissionChecksStrategy\./, '')
      .replace(/^preemption\.borrowWithinCohort\.policy$/, 'preemption.borrowWithinCohort')
      .replace(/^preemption\.borrowWithinCohort\.max/, 'preemption.max');
  }
}

class ExistingClusterQueue extends Existing implements IClusterQueue {
  public get clusterQueueName(): string {
    return this.existingName;
  }
}
