import type { Duration } from 'cdk8s';
import { options } from './volcano-kind';
import type { JobNetworkTopology, JobPartitionPolicy, JobPolicy, JobVolume } from '../../../../imports/batch.volcano.sh';
import { seconds } from '../../../core';
import { sorted } from '../../failure-rule';
import { RestartPolicy } from '../../role-props';
import type { VolcanoPartitions, VolcanoPolicy, VolcanoTopology } from '../../volcano-options';
import type { JobView } from '../kind';

export const goTime = (time: Duration) => `${seconds(time)}s`;

export const topology = ({ mode, highestTierAllowed, highestTierName }: VolcanoTopology): JobNetworkTopology => ({ mode: mode ?? 'hard', highestTierAllowed, highestTierName });

export const partitions = ({ totalPartitions, partitionSize, minPartitions, networkTopology }: VolcanoPartitions): JobPartitionPolicy =>
  ({ totalPartitions, partitionSize, minPartitions, ...networkTopology && { networkTopology: topology(networkTopology) } });

export const policies = (given: readonly VolcanoPolicy[]): JobPolicy[] => given.map(({ action, events = [], exitCode, timeout }) => ({
  ...events.length === 1 ? { event: events[0] } : events.length > 1 ? { events } : {},
  ...exitCode !== undefined && { exitCode },
  action,
  ...timeout && { timeout: goTime(timeout) },
}));

/** Codes that are final come first: of all policies the first that fits counts. */
export function policiesOf(job: JobView): JobPolicy[] | undefined {
  const { fatalExitCodes = [], restartPolicy = RestartPolicy.NEVER } = job.props;
  const given = options(job).policies;
  const failed = restartPolicy === RestartPolicy.NEVER ? [{ event: 'PodFailed' as const, action: 'RestartJob' }] : [];
  const all: JobPolicy[] = [
    ...sorted(fatalExitCodes).map(exitCode => ({ exitCode, action: 'TerminateJob' })),
    ...given ? policies(given) : job.safe ? [{ event: 'PodEvicted' as const, action: 'RestartJob' }, ...failed] : [],
  ];
  return all.length > 0 ? all : undefined;
}

export function volumes(job: JobView): JobVolume[] | undefined {
  return options(job).volumes?.map(({ path, claimName, size, accessMode, storageClass }) => ({
    mountPath: path,
    ...claimName !== undefined && { volumeClaimName: claimName },
    ...size && {
      volumeClaim: {
        accessModes: [accessMode ?? 'ReadWriteOnce'],
        resources: { requests: { storage: size.asString() } },
        ...storageClass !== undefined && { storageClassName: storageClass },
      },
    },
  }));
}
