import type { VolcanoKind } from './volcano-kind';
import { options } from './volcano-kind';
import { parseQuantity } from '../../../check';
import type { Problems } from '../../../core';
import { RestartPolicy } from '../../role-props';
import type { VolcanoPolicy } from '../../volcano-options';
import type { JobView } from '../kind';
import { checkFatalExitCodes, checkRestarts, checkRoleNames, checkRoles } from '../roles';

/** What Volcano does not read, and numbers that the rules about manifests do not look at. */
export function checkVolcano(job: JobView, of: VolcanoKind, problems: Problems): void {
  const { queue, gang } = job.props;
  const { tasks = {}, policies = [], volumes = [], minSuccess, runningEstimate } = options(job);
  if (job.framework.name !== 'pytorch') checkRoles(job, problems);
  of.check?.(job, problems);
  checkRestarts(job, of.roles(job), problems, ['Always', 'ExitCode']);
  checkRoleNames(job, 'volcano.tasks', tasks, problems, of.roles(job));
  if (queue?.queueSystem === 'kueue') {
    problems.add('PLATFORM_UNSUPPORTED', 'queue', queue.queueName, 'Kueue does not manage Volcano Jobs; use Queue.fromVolcanoQueueName(...), or another operator');
  }
  if (gang?.scheduleTimeout) problems.add('FIELD_IGNORED', 'gang.scheduleTimeout', gang.scheduleTimeout.toHumanString(), 'a Volcano Job waits as long as it takes; leave it out');
  if (gang?.minResources) problems.add('FIELD_IGNORED', 'gang.minResources', JSON.stringify(gang.minResources), 'a Volcano Job takes what its pods request; leave it out');
  checkFatalExitCodes(job, of.roles(job), job.safe ? RestartPolicy.NEVER : RestartPolicy.ALWAYS, 'containers start anew in their pods, which do not fail; set RestartPolicy.NEVER', problems);
  for (const { field, props } of of.roles(job)) {
    if (props?.schedulerName !== undefined) problems.add('FIELD_IGNORED', `framework ${field}.schedulerName`, props.schedulerName, 'one scheduler places all pods of a Volcano Job; set it for the job');
  }
  problems.wholeNumber('COUNT_RANGE', 'volcano.minSuccess', minSuccess, 1, 2 ** 31 - 1, 'at least one pod');
  problems.duration('volcano.runningEstimate', runningEstimate, 1, 2 ** 31 - 1, 'from one second to 68 years');
  for (const [name, { minAvailable, maxRetry, partitions, policies: own = [] }] of Object.entries(tasks)) {
    const at = `volcano.tasks.${name}`;
    problems.wholeNumber('COUNT_RANGE', `${at}.minAvailable`, minAvailable, 0, 10000, 'from 0 to 10000 pods');
    problems.wholeNumber('COUNT_RANGE', `${at}.maxRetry`, maxRetry, 1, 2 ** 31 - 1, 'at least one try');
    problems.wholeNumber('COUNT_RANGE', `${at}.partitions.totalPartitions`, partitions?.totalPartitions, 1, 10000, 'at least one part');
    problems.wholeNumber('COUNT_RANGE', `${at}.partitions.partitionSize`, partitions?.partitionSize, 1, 10000, 'at least one pod');
    problems.wholeNumber('COUNT_RANGE', `${at}.partitions.minPartitions`, partitions?.minPartitions, 1, 10000, 'at least one part');
    checkTimeouts(own, `${at}.policies`, problems);
  }
  checkTimeouts(policies, 'volcano.policies', problems);
  for (const [i, { path, claimName, size, accessMode, storageClass }] of volumes.entries()) {
    const at = `volcano.volumes[${i}]`;
    problems.absolutePath(`${at}.path`, path);
    if (size && !(parseQuantity(size.asString())! > 0)) problems.add('QUANTITY_INVALID', `${at}.size`, size.asString(), 'a size above zero');
    for (const [field, value] of Object.entries({ accessMode, storageClass })) {
      if (value !== undefined && !size) problems.add('FIELD_IGNORED', `${at}.${field}`, value, `it is about a new claim; set \`size\`${claimName === undefined ? '' : ' instead of claimName'}`);
    }
  }
}

function checkTimeouts(policies: readonly VolcanoPolicy[], at: string, problems: Problems): void {
  for (const [i, { timeout }] of policies.entries()) problems.duration(`${at}[${i}].timeout`, timeout, 1, 2 ** 31 - 1, 'from one second to 68 years');
}
