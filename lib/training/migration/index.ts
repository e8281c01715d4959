import { controllerOf } from './controllers';
import { leftBehind, movesBetween } from './moves';
import type { MigrationReport, MigrationSide } from './training-migration';
import { TrainingMigration } from './training-migration';
import type { TrackingBinding } from '../../core';
import { MpiOperator, Problems } from '../../core';
import { checkJob } from '../job-checks';
import { kindFor } from '../kinds';
import type { JobView, TrainingKind } from '../kinds/kind';
import { TrainingOperator } from '../operator';

const { MPI_OPERATOR, TRAINER, TRAINING_OPERATOR } = TrainingOperator;

/** What changes when a job moves to the other version of Kubeflow's trainer. */
export function migrationOf(
  kind: TrainingKind, viewFor: (operator?: TrainingOperator) => JobView, labels: Record<string, string>, binding?: TrackingBinding,
): TrainingMigration {
  const own = viewFor();
  const { framework, name } = own;
  const forward = kind.kind !== 'TrainJob';
  const from = sideOf(kind, own, labels);
  const over = kindFor(framework, MPI_OPERATOR) && own.platform.mpiOperator === MpiOperator.V2BETA1 ? MPI_OPERATOR : TRAINING_OPERATOR;
  const operator = forward ? TRAINER : over;
  const other = kindFor(framework, operator);
  const about = { job: name, framework: framework.name, from };
  const foreign = forward && !kind.apiVersion.startsWith('kubeflow.org/');
  if (!other || foreign) {
    const reason = foreign ? `${kind.kind} is none of Kubeflow's kinds: both versions leave it alone.` : whyNot(framework.name, forward);
    return new TrainingMigration({ ...about, reason, moves: [], left: [], unsayable: [] } satisfies MigrationReport);
  }
  const there = viewFor(operator);
  const to = sideOf(other, there, labels);
  const known = new Set(problemsOf(own, kind, binding).map(({ field, fix }) => `${field} ${fix}`));
  return new TrainingMigration({
    ...about, to,
    moves: movesBetween(from.manifest as object, to.manifest as object, forward),
    left: leftBehind(from.manifest as object, forward),
    unsayable: problemsOf(there, other, binding).filter(({ field, fix }) => !known.has(`${field} ${fix}`)).map(({ field, got, fix }) => ({ field, got, fix })),
  } satisfies MigrationReport);
}

function whyNot(framework: string, forward: boolean): string {
  return forward
    ? `Trainer 2 has no runtime that knows ${framework}: keep training-operator beside it, or start the processes yourself in a TrainJob of Framework.script() on a runtime of your own.`
    : `training-operator has no kind for ${framework}: it takes the frameworks that it knows.`;
}

function sideOf(kind: TrainingKind, job: JobView, labels: Record<string, string>): MigrationSide {
  const { apiVersion, kind: name, container } = kind;
  const metadata = { name: job.name, ...job.namespace !== undefined && { namespace: job.namespace }, labels };
  const manifest = JSON.parse(JSON.stringify({ apiVersion, kind: name, metadata, spec: kind.spec(job) }));
  return { apiVersion, kind: name, container, ...controllerOf(kind, job), manifest };
}

function problemsOf(job: JobView, kind: TrainingKind, binding?: TrackingBinding) {
  const problems = new Problems('');
  checkJob(job, kind, problems, binding);
  return problems._found;
}
