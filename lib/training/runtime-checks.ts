import { RestartPolicy } from './role-props';
import { RuntimePolicy } from './runtime';
import type { RuntimeView } from './runtime-steps';
import { allMounts, stepsOf, waitsForSsh } from './runtime-steps';
import type { Problems } from '../core';

/** What is wrong with the props of a runtime, beyond what rules see in its manifest. */
export function checkRuntimeProps(view: RuntimeView, cluster: boolean, problems: Problems): void {
  const { props, policy } = view;
  checkPods(view, cluster, problems);
  policy._check(problems);
  props.podGroup?._check(problems);
  problems.wholeNumber('COUNT_RANGE', 'numNodes', props.numNodes, 1, 10000, 'from 1 to 10000 pods at once');
  problems.wholeNumber('COUNT_RANGE', 'backoffLimit', props.backoffLimit, 0, 2 ** 31 - 1, '0 or more failures');
  problems.wholeNumber('COUNT_RANGE', 'maxRestarts', props.maxRestarts, 0, 2 ** 31 - 1, '0 or more restarts');
  problems.duration('ttlAfterFinished', props.ttlAfterFinished, 0, 2 ** 31 - 1, 'at most 68 years');
  problems.duration('gracePeriod', props.gracePeriod, 0, 2 ** 31 - 1, 'at most 68 years');
  if (props.restartPolicy === RestartPolicy.ALWAYS || props.restartPolicy === RestartPolicy.EXIT_CODE) {
    problems.add('PLATFORM_UNSUPPORTED', 'restartPolicy', props.restartPolicy, 'pods of a JobSet restart on failure or never; use RestartPolicy.ON_FAILURE or NEVER');
  }
  if (props.startInOrder && stepsOf(view).some(({ dependsOn }) => dependsOn.length > 0)) {
    problems.add('ALTERNATIVES_CONFLICT', 'startInOrder', true, 'the steps wait for each other already, and JobSet takes one of the two; leave it out');
  }
  if (props.subdomain !== undefined) problems.add('FIELD_IGNORED', 'subdomain', props.subdomain, 'JobSet gives its pods one; set network.subdomain');
  if (props.launcher && policy.policy !== RuntimePolicy.MPI) problems.add('FIELD_IGNORED', 'launcher', undefined, 'only MlPolicy.mpi(...) has one; leave it out');
  if (props.anySuccess !== undefined && !props.successSteps && policy.policy !== RuntimePolicy.MPI) {
    problems.add('FIELD_IGNORED', 'anySuccess', props.anySuccess, 'say which steps count in `successSteps`');
  }
}

function checkPods(view: RuntimeView, cluster: boolean, problems: Problems): void {
  const { props } = view;
  problems.image('image', props.image ?? '');
  for (const field of ['datasetInitializer', 'modelInitializer', 'launcher'] as const) {
    const image = props[field]?.image;
    if (image !== undefined) problems.image(`${field}.image`, image);
  }
  const pods = { '': waitsForSsh(view) ? {} : props, 'launcher.': props.launcher, 'datasetInitializer.': props.datasetInitializer, 'modelInitializer.': props.modelInitializer };
  for (const [at, { readinessDelay, readinessPort } = {}] of Object.entries(pods)) {
    if (readinessDelay && readinessPort === undefined) problems.add('FIELD_IGNORED', `${at}readinessDelay`, readinessDelay.toHumanString(), 'nobody looks whether these pods are ready; set `readinessPort`');
  }
  for (const { field, builder } of stepsOf(view)) if (field !== undefined) builder.check(problems._under(field));
  const fetches = props.datasetInitializer ?? props.modelInitializer;
  if (fetches && !props.workspace) problems.add('TRAINER_INITIALIZER', 'workspace', undefined, 'what is fetched needs a place that the training reads: Storage.claimPerJob(Size.gibibytes(20))');
  if (!fetches && props.workspace) problems.add('FIELD_IGNORED', 'workspace', undefined, 'nothing is fetched there; mount it in `volumes`');
  const { claim } = props.workspace?._source ?? {};
  if (claim) problems.add('PLATFORM_UNSUPPORTED', 'workspace', claim.size.asString(), 'jobs of a runtime share no new claim: use Storage.claimPerJob(...), or Storage.existingClaim(...)');
  for (const [name, devices] of cluster ? Object.entries(props.deviceClaims ?? {}) : []) {
    if (devices._source.requests) problems.add('PLATFORM_UNSUPPORTED', `deviceClaims '${name}'`, undefined, 'a template lives in one namespace, and the jobs of a ClusterTrainingRuntime in any: use DeviceClaim.existingTemplate(...)');
  }
  for (const mount of cluster ? allMounts(view) : []) {
    if (mount.storage._source.claim && mount.path !== '/workspace') {
      problems.add('PLATFORM_UNSUPPORTED', `volumes '${mount.path}'`, undefined, 'a claim lives in one namespace, and the jobs of a ClusterTrainingRuntime in any: use Storage.claimPerJob(...), or Storage.existingClaim(...) of a name that all have');
    }
  }
}
