import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { checkGang, runPolicy, RUN_POLICY_FIELDS } from './run-policy';
import type { Problems } from '../../../core';
import { RestartPolicy } from '../../role-props';
import type { JobRole, JobView, TrainingKind } from '../kind';

/** What one kind of training-operator says of itself. */
export interface ReplicaKind {
  readonly kind: string;
  /** The field with the replicas by type. */
  readonly field: string;
  readonly container: string;
  /** Props of the framework whose `replicas` count. */
  readonly counted?: readonly string[];
  /** Props that it has no place for, beyond those of every kind. */
  readonly ignores?: TrainingKind['ignores'];
  /** Props behind fields of its own. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The policy of pods where neither job nor role says one. */
  readonly restartPolicy?: string;
  roles(job: JobView): JobRole[];
  /** Fields beside the replicas and the run policy. */
  extras?(job: JobView): Record<string, unknown>;
  check?(job: JobView, problems: Problems): void;
  injects?(job: JobView): string | undefined;
  /** What a role runs, where that is not the job's command. */
  command?(job: JobView, role: JobRole): { command?: string[]; args?: string[] };
  /** Fields that pods of a role need. */
  pod?(job: JobView, role: JobRole): Parameters<JobView['pod']>[0]['pod'];
}

/**
 * A kind of training-operator: replicas by type around one pod template each.
 * The restart policy stands beside the template, never in it: the operator
 * would overwrite it there.
 */
export function replicaKind(of: ReplicaKind): TrainingKind {
  return {
    apiVersion: 'kubeflow.org/v1',
    kind: of.kind,
    container: of.container,
    counted: of.counted,
    ignores: {
      completions: `a ${of.kind} has no pieces of work: its pods train together; leave it out`,
      fatalExitCodes: `a ${of.kind} has no list of them: with restartPolicy: RestartPolicy.EXIT_CODE codes from 1 to 127 fail the job at once`,
      runtime: 'runtimes are of Trainer 2; leave it out',
      ...of.ignores,
    },
    roles: job => of.roles(job),
    injects: of.injects && (job => of.injects!(job)),
    spec: job => ({
      ...of.extras?.(job),
      runPolicy: runPolicy(job),
      [of.field]: Object.fromEntries(of.roles(job).map(role => [role.type, replicas(of, job, role)])),
    }),
    check: (job, problems) => {
      checkGang(job, 'training-operator', '--gang-scheduler-name', problems);
      checkSpot(of, job, problems);
      of.check?.(job, problems);
    },
    longestSuffix: job => {
      const suffixes = of.roles(job).map(({ type, replicas: n }) => `-${type.toLowerCase()}-${Math.max(n, 1) - 1}`);
      return [suffixes.reduce((a, b) => (b.length > a.length ? b : a), ''), 'a pod and its Service'];
    },
    fieldOf: path => {
      const own = /^spec\.(?:runPolicy\.)?([A-Za-z.]+)$/.exec(path)?.[1];
      if (own !== undefined && own in { ...RUN_POLICY_FIELDS, ...of.fields }) return { ...RUN_POLICY_FIELDS, ...of.fields }[own];
      const [, field] = new RegExp(`^spec\\.${of.field}\\.[A-Za-z]+\\.(replicas|restartPolicy)$`).exec(path) ?? [];
      return field === 'replicas' ? 'workers' : field;
    },
  };
}

function replicas(of: ReplicaKind, job: JobView, role: JobRole): { replicas: number; restartPolicy?: string; template: PodTemplateSpec } {
  const restartPolicy = role.props?.restartPolicy ?? job.props.restartPolicy ?? (job.safe ? of.restartPolicy ?? 'OnFailure' : undefined);
  return {
    replicas: role.replicas,
    ...restartPolicy !== undefined && { restartPolicy },
    template: job.pod({ role, container: of.container, ...of.command?.(job, role), pod: of.pod?.(job, role) }),
  };
}

/** A part of the job that a prop of the framework describes. */
export const role = (job: JobView, type: string, field: string, count: number, trains = true): JobRole =>
  ({ type, field, replicas: count, props: job.framework._roles[field], trains });

/** A pod that is taken away has failed; with Never it is not made again. */
function checkSpot(of: ReplicaKind, job: JobView, problems: Problems): void {
  if (job.props.capacity?._notice(job.platform.cloud) === undefined) return;
  for (const { field, props } of of.roles(job)) {
    const policy = props?.restartPolicy ?? job.props.restartPolicy ?? of.restartPolicy;
    if (policy !== RestartPolicy.NEVER) continue;
    problems.add('SPOT_NEVER_RESTARTS', props?.restartPolicy ? `framework ${field}.restartPolicy` : 'restartPolicy', policy,
      'the first machine that is taken away would fail the job; use RestartPolicy.ON_FAILURE, with checkpoints from which it goes on');
  }
}
