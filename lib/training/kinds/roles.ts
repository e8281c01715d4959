import type { JobRole, JobView } from './kind';
import type { Problems } from '../../core';
import type { RoleProps } from '../role-props';
import { RestartPolicy } from '../role-props';

/** Parts that the author named, or one: the workers. */
export function rolesOf(job: JobView): JobRole[] {
  const { framework } = job;
  if (framework.name !== 'roles') return [{ type: 'worker', field: 'worker', replicas: job.workers, props: workerProps(job), trains: true }];
  return Object.entries(framework._roles).map(([name, props]) => ({ type: name, field: name, replicas: props?.replicas ?? 1, props, trains: true }));
}

/** Where pods are all alike, what is said of the first holds for none of them alone. */
const workerProps = (job: JobView): RoleProps | undefined => job.framework._roles.worker;

/** Roles that the author named give their name to their container. */
export const containerOf = ({ framework, props: job }: JobView, { type, props }: JobRole) =>
  props?.containerName ?? job.containerName ?? (framework.name === 'roles' ? type : 'main');

/** What means nothing where the author names the roles, or where all pods are alike. */
export function checkRoles(job: JobView, problems: Problems): void {
  const { props, framework } = job;
  if (framework.name === 'roles') {
    if (props.workers !== undefined) problems.add('FIELD_IGNORED', 'workers', props.workers, 'each role says its replicas; leave it out');
    if (Object.keys(framework._roles).length === 0) problems.add('COUNT_RANGE', 'framework', undefined, 'name at least one role');
    for (const name of Object.keys(framework._roles)) {
      if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) problems.add('NAME_INVALID', `framework ${name}`, name, 'pods and containers are named after it: use lower-case letters, digits and -');
    }
    return;
  }
  if (framework._roles.master) problems.add('FIELD_IGNORED', 'framework master', undefined, 'its pods are all alike here; use `worker`, or Framework.of(...)');
  if (framework._options.elastic) problems.add('FIELD_IGNORED', 'framework elastic', undefined, 'the number of pods is fixed here; use TrainingOperator.TRAINING_OPERATOR');
}

/** Policies that pods do not know. */
export function checkRestarts(job: JobView, roles: readonly JobRole[], problems: Problems, unfit: readonly string[]): void {
  const told = (field: string, policy: string | undefined) => {
    if (policy !== undefined && unfit.includes(policy)) problems.add('PLATFORM_UNSUPPORTED', field, policy, 'use RestartPolicy.NEVER or ON_FAILURE; leave it out for the safe one');
  };
  told('restartPolicy', job.props.restartPolicy);
  for (const { field, props } of roles) told(`framework ${field}.restartPolicy`, props?.restartPolicy);
}

/** Exit codes are of pods that have failed: where containers start anew in their pods nobody sees them. `unsaid` is what pods do that are told nothing. */
export function checkFatalExitCodes(job: JobView, roles: readonly JobRole[], unsaid: RestartPolicy, fix: string, problems: Problems): void {
  const { fatalExitCodes, restartPolicy = unsaid } = job.props;
  if (!fatalExitCodes) return;
  fatalExitCodes.forEach(code => problems.wholeNumber('COUNT_RANGE', 'fatalExitCodes', code, 1, 255, 'an exit code of a failure is from 1 to 255'));
  const isDeaf = (policy: string) => policy === RestartPolicy.ON_FAILURE || policy === unsaid && policy !== RestartPolicy.NEVER;
  if (isDeaf(restartPolicy) && roles.some(({ props }) => props?.restartPolicy === undefined)) problems.add('ALTERNATIVES_CONFLICT', 'fatalExitCodes', fatalExitCodes.join(', '), fix);
  for (const { field, props } of roles) {
    const policy = props?.restartPolicy;
    if (policy !== undefined && isDeaf(policy)) problems.add('ALTERNATIVES_CONFLICT', `framework ${field}.restartPolicy`, policy, `\`fatalExitCodes\`: ${fix}`);
  }
}

/** What a Job is told who asks for exit codes where there are none. */
export const ONLY_NEVER = 'the API server takes them only with RestartPolicy.NEVER, which makes a new pod for each try';

/** Whether the number of pods is written, though nothing was asked for. */
export const saysWorkers = ({ safe, props, workers }: JobView) => safe || props.workers !== undefined || workers > 1;

/** Options by role are about roles that there are. */
export function checkRoleNames(job: JobView, at: string, given: { [role: string]: unknown } | undefined, problems: Problems, roles = rolesOf(job)): void {
  const names = roles.map(({ type }) => type);
  for (const name of Object.keys(given ?? {})) {
    if (!names.includes(name)) problems.add('FIELD_IGNORED', `${at}.${name}`, undefined, `there is no such role; one of ${names.join(', ')}`);
  }
}
