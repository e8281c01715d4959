import { Duration, Size } from 'cdk8s';
import {
  ClaimRetention, CompletionMode, FailureAction, FailureRule, JobFailureReason, JobSetAction, JobSetRestart, NumaPolicy, PodReplacement, SuccessOperator,
  TopologyMode, VolcanoAction, VolcanoEvent,
} from '../../../lib';
import type { JobSetJobOptions, JobSetOptions, VolcanoOptions, VolcanoTaskOptions, AccessMode } from '../../../lib';

type All<T> = { readonly [P in keyof Required<T>]: T[P] | ReadonlyArray<T[P]> };
const one = <T>(key: string, value: T) => ({ to: { [key]: value } as any });

const ROLE_OF_JOB_SET: All<JobSetJobOptions> = {
  jobs: 2, completions: 9, backoffLimit: 4, deadline: Duration.hours(4), ttlAfterFinished: Duration.hours(4), dependsOn: [[{ role: 'worker' }]],
  groupName: 'other',
  exclusiveTopology: 'rack', completionMode: CompletionMode.NON_INDEXED, backoffLimitPerIndex: 1, maxFailedIndexes: 2, successRules: [[{ succeededCount: 1 }]],
  failureRules: [[FailureRule.onExitCodes(FailureAction.FAIL_JOB, 3)]], podReplacement: PodReplacement.TERMINATING_OR_FAILED,
};

const JOB_SET: All<Omit<JobSetOptions, 'roles'>> = {
  restartStrategy: JobSetRestart.BLOCKING_RECREATE,
  failureRules: [[{ action: JobSetAction.FAIL_JOB_SET }], [{
    action: JobSetAction.RESTART_JOB_SET, name: 'mine',
    reasons: [JobFailureReason.DEADLINE_EXCEEDED],
  }]],
  success: [{ operator: SuccessOperator.ANY }, { roles: ['worker'] }],
  startInOrder: true,
  network: [{ hostnames: false }, { subdomain: 'other' }, { publishNotReadyAddresses: false }],
  coordinator: [{ role: 'worker' }, { role: 'worker', podIndex: 1 }],
  exclusiveTopology: 'rack',
  claims: [{ data: { size: Size.gibibytes(1), path: '/claim', retention: ClaimRetention.RETAIN, storageClass: 'fast' } }],
  managedBy: 'kueue.x-k8s.io/multikueue',
};

const TASK: All<VolcanoTaskOptions> = {
  policies: [[{ action: VolcanoAction.RESTART_JOB, events: [VolcanoEvent.POD_FAILED], timeout: Duration.minutes(1) }]],
  dependsOn: [['other']], minAvailable: 1, maxRetry: 7, numa: NumaPolicy.RESTRICTED,
  partitions: [{ totalPartitions: 1, partitionSize: 2 }, { totalPartitions: 1, partitionSize: 2, minPartitions: 1 }],
};

const VOLCANO: All<Omit<VolcanoOptions, 'tasks'>> = {
  plugins: { env: ['--x=y'] },
  policies: [[{ action: VolcanoAction.TERMINATE_JOB, exitCode: 3 }]],
  volumes: [[{ path: '/claim', claimName: 'mine' }], [{
    path: '/claim', size: Size.gibibytes(1), accessMode: 'ReadWriteMany' as AccessMode,
    storageClass: 'fast',
  }]],
  networkTopology: [{ mode: TopologyMode.HARD, highestTierAllowed: 1 }, { highestTierName: 'rack' }],
  minSuccess: 1,
  runningEstimate: Duration.hours(4),
};

const each = (table: object) => Object.entries(table).flatMap(([key, value]) => (Array.isArray(value) ? value : [value]).map(v => [key, v] as const));

/** Each option of a JobSet alone. */
export const jobSet = (role: string) => [
  ...each(JOB_SET).map(([key, value]) => one(key, value)),
  ...each(ROLE_OF_JOB_SET).map(([key, value]) => ({ to: { roles: { [role]: { [key]: value } } } })),
];

/** Each option of a Volcano Job alone. */
export const volcano = (role: string) => [
  ...each(VOLCANO).map(([key, value]) => one(key, value)),
  ...each(TASK).map(([key, value]) => ({ to: { tasks: { [role]: { [key]: value } } } })),
];
