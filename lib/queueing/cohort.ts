import type { Construct } from 'constructs';
import type { ClusterQueueResourceGroup } from '../../imports/kueue.x-k8s.io';
import type { Problems, ResourceProps } from '../core';
import { checkCall, Existing, Resource } from '../core';
import { checkKueue, fairSharing, KUEUE_API, propOf } from './kueue';
import type { Quota } from './quota';
import { ResourceGroups } from './resource-groups';

/** Queues that lend each other what they do not use. */
export interface ICohort {
  /** Name of the cohort. */
  readonly cohortName: string;
}

/** Props of a `Cohort`. */
export interface CohortProps extends ResourceProps {
  /**
   * The cohort that this one is part of.
   * @default - none: it is the root of its tree
   */
  readonly parent?: ICohort;
  /**
   * What the cohort has besides the quotas of its queues, for all of them to borrow.
   * @default - none
   */
  readonly quotas?: Quota[];
  /**
   * Its share against other cohorts and queues of `parent`, 0 or more; 0 is served last.
   * Counts where fair sharing is switched on in Kueue's configuration.
   * @default 1
   */
  readonly fairSharingWeight?: number;
}

/**
 * Queues, and cohorts of queues, that lend each other what they do not use.
 *
 * It makes a Cohort of the cluster. A flat cohort with no quota of its own
 * needs none: `Cohort.fromCohortName` is enough.
 *
 * @example
 * const company = new Cohort(stack, 'company');
 * new Cohort(stack, 'research', { parent: company, fairSharingWeight: 2 });
 * @see https://kueue.sigs.k8s.io/docs/concepts/cohort/
 */
export class Cohort extends Resource implements ICohort {
  /** A cohort that exists, or one that is no more than the name its queues share. */
  public static fromCohortName(scope: Construct, id: string, cohortName: string): ICohort {
    return new ExistingCohort(scope, id, 'cohort', cohortName);
  }

  private readonly props: CohortProps;
  private readonly groups: ResourceGroups;

  constructor(scope: Construct, id: string, props: CohortProps = {}) {
    checkCall('new Cohort', [scope, id, props]);
    super(scope, id, props, { apiVersion: KUEUE_API, kind: 'Cohort', app: 'cohort', component: 'queueing', clusterScoped: true });
    this.props = props;
    this.groups = new ResourceGroups(props.quotas ?? []);
  }

  /** Name of the cohort. */
  public get cohortName(): string {
    return this.name;
  }

  /** @internal */
  public _spec(): any {
    const { parent, quotas, fairSharingWeight } = this.props;
    const spec: CohortSpec = {
      ...parent && { parentName: parent.cohortName },
      ...quotas && { resourceGroups: this.groups.render() },
      ...fairSharing(fairSharingWeight),
    };
    return spec;
  }

  /** @internal */
  public _check(problems: Problems): void {
    checkKueue(problems, this, this.props.fairSharingWeight);
    this.groups.check(problems, this.props.parent ? undefined : 'parent');
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return this.groups.fieldOf(path) ?? propOf(path).replace(/^parentName$/, 'parent');
  }
}

/** The pack has no schema of this kind. */
interface CohortSpec {
  parentName?: string;
  resourceGroups?: ClusterQueueResourceGroup[];
  fairSharing?: { weight?: number | string };
}

class ExistingCohort extends Existing implements ICohort {
  public get cohortName(): string {
    return this.existingName;
  }
}
