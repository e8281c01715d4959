import type { JobRole, JobView } from './kind';
import type { Problems } from '../../core';
import type { MpiOptions } from '../framework-options';

export const mpiOptions = (job: JobView): MpiOptions => job.framework._options;

/** A launcher that is a worker too counts as one, and trains. */
export function mpiRoles(job: JobView): JobRole[] {
  const { launcherAsWorker = false } = mpiOptions(job);
  const workers = job.workers - (launcherAsWorker ? 1 : 0);
  const { launcher, worker } = job.framework._roles;
  return [
    { type: 'Launcher', field: 'launcher', replicas: 1, props: launcher, trains: launcherAsWorker },
    ...workers > 0 ? [{ type: 'Worker', field: 'worker', replicas: workers, props: worker, trains: true }] : [],
  ];
}

/** Processes that a worker takes: one for each device. */
export const slotsPerWorker = (job: JobView): number | undefined => mpiOptions(job).slotsPerWorker ?? job.processes;

/** The launcher runs the job's command; workers wait for it, by what the operator starts in them. */
export function mpiCommand(job: JobView, { type }: JobRole): { command?: string[]; args?: string[] } {
  return type === 'Launcher' ? { command: job.props.command ?? [], args: job.props.args ?? [] } : { command: [], args: [] };
}

export function checkMpi(job: JobView, problems: Problems): void {
  problems.wholeNumber('COUNT_RANGE', 'framework slotsPerWorker', mpiOptions(job).slotsPerWorker, 1, 1024, 'at least one process');
  checkLaunch(job, problems);
}

/** The launcher has a program, of its own or the job's. */
export function checkLaunch(job: JobView, problems: Problems): void {
  const command = job.framework._roles.launcher?.command ?? job.props.command;
  if (job.safe && command === undefined && job.props.args === undefined && job.framework._roles.launcher?.args === undefined) {
    problems.add('TRAINING_COMMAND_MISSING', 'command', undefined, "the launcher has nothing to launch: give the command, e.g. ['mpirun', 'python', 'train.py']");
  }
}
