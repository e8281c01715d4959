import type { Problems } from '../../../core';
import type { RayOptions } from '../../ray-options';
import { RaySubmissionMode } from '../../ray-options';
import type { JobView } from '../kind';
import { checkRestarts } from '../roles';

/** Who submits, what is run, and what a cluster that exists takes no word of. */
export function checkRayJob(job: JobView, options: RayOptions, problems: Problems): void {
  const { entrypoint, entrypointNumCpus, entrypointNumGpus, entrypointResources = {}, submitterBackoffLimit, deletionRules = [], preRunningDeadline } = options;
  const { command, args } = job.props;
  const given = [...command ?? [], ...args ?? []].join(' ');
  if (entrypoint !== undefined && given !== '') problems.add('ALTERNATIVES_CONFLICT', 'framework entrypoint', entrypoint, 'the driver runs one program; remove it, or `command` and `args`');
  if (options.submissionMode === RaySubmissionMode.INTERACTIVE && (entrypoint ?? given) !== '') {
    problems.add('FIELD_IGNORED', entrypoint === undefined ? 'command' : 'framework entrypoint', entrypoint ?? given, 'in InteractiveMode a person submits the program; leave it out');
  }
  const submitsItself = (options.submitter?.command ?? options.submitter?.args) !== undefined;
  if ((entrypoint ?? given) === '' && options.submissionMode !== RaySubmissionMode.INTERACTIVE && !submitsItself) {
    problems.add('TRAINING_COMMAND_MISSING', 'command', undefined, "Ray has nothing to run: give the command, e.g. ['python', 'train.py']");
  }
  const roles = [['head', options.head], ['worker', options.worker], ['submitter', options.submitter], ...Object.entries(options.groups ?? {})] as const;
  checkRestarts(job, roles.map(([field, role]) => ({ type: field, field, replicas: 1, props: role, trains: false })), problems, ['ExitCode']);
  if (options.submitter && options.submissionMode === RaySubmissionMode.INTERACTIVE) problems.add('FIELD_IGNORED', 'framework submitter', undefined, 'in InteractiveMode no pod submits; leave it out');
  const nobody = options.submissionMode === RaySubmissionMode.HTTP || options.submissionMode === RaySubmissionMode.INTERACTIVE;
  if (submitterBackoffLimit !== undefined && nobody) problems.add('FIELD_IGNORED', 'framework submitterBackoffLimit', submitterBackoffLimit, `in ${options.submissionMode} no pod submits; leave it out`);
  for (const [field, value] of Object.entries({ entrypointNumCpus, entrypointNumGpus, ...prefixed(entrypointResources) })) {
    if (value !== undefined && !(value >= 0)) problems.add('COUNT_RANGE', `framework ${field}`, value, '0 or more');
  }
  problems.wholeNumber('COUNT_RANGE', 'framework submitterBackoffLimit', submitterBackoffLimit, 0, 2 ** 31 - 1, '0 or more tries');
  problems.duration('framework preRunningDeadline', preRunningDeadline, 1, 2 ** 31 - 1, 'from one second to 68 years');
  for (const [i, { after }] of deletionRules.entries()) problems.duration(`framework deletionRules[${i}].after`, after, 0, 2 ** 31 - 1, 'at most 68 years');
  if (options.deletionRules && deletionRules.length === 0) problems.add('COUNT_RANGE', 'framework deletionRules', undefined, 'at least one rule, or leave it out');
  if (options.cluster) checkExisting(job, options, problems);
}

const prefixed = (resources: Record<string, number>) => Object.fromEntries(Object.entries(resources).map(([name, value]) => [`entrypointResources.${name}`, value]));

function checkExisting({ props, safe }: JobView, options: RayOptions, problems: Problems): void {
  const { cluster, head, worker, groups, autoscaling, faultTolerance, rayVersion, auth, minWorkers, maxWorkers } = options;
  const { headStartParams, headLogicalResources, headNodeLabels, headServiceType, headService, headIngress } = options;
  const why = `the cluster ${cluster!.rayClusterName} has its pods already; say it there`;
  const { workers, accelerator, data, checkpoints, sharedMemory, resources, sidecars, initContainers, placement, queue } = props;
  for (const [field, value] of Object.entries({ workers, accelerator, data, checkpoints, sharedMemory, resources, sidecars, initContainers, placement })) {
    if (value !== undefined) problems.add('FIELD_IGNORED', field, typeof value === 'number' ? value : undefined, why);
  }
  const described = {
    head, worker, groups, autoscaling, faultTolerance, rayVersion, auth, minWorkers, maxWorkers, headStartParams, headLogicalResources, headNodeLabels,
    headServiceType, headService, headIngress,
  };
  for (const [field, value] of Object.entries(described)) {
    if (value !== undefined) problems.add('FIELD_IGNORED', `framework ${field}`, typeof value === 'object' ? undefined : value, why);
  }
  if (queue) problems.add('FIELD_IGNORED', 'queue', queue.queueName, `a job on a cluster that exists does not wait; give the queue to the cluster ${cluster!.rayClusterName}`);
  if (!safe && !options.submitter) {
    const { env, volumes, nodeSelector, tolerations } = props;
    for (const [field, value] of Object.entries({ env, volumes, nodeSelector, tolerations })) {
      if (value && Object.keys(value).length > 0) problems.add('FIELD_IGNORED', field, undefined, `${why}, or describe the pod that submits in \`submitter\``);
    }
  }
}
