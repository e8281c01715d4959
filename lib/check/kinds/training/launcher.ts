import { judgeOnlyOne } from './replica-specs';
import type { Replica } from './replicas';
import { isAbsent, isMap } from '../../manifest';
import type { Report } from '../../report';

/** The Launcher, of which there is exactly one. */
export function judgeLauncher(spec: Record<string, any>, launcher: Replica | undefined, report: Report): void {
  if (launcher) judgeOnlyOne(launcher, report, { optional: true });
  else if (isMap(spec.mpiReplicaSpecs) && isAbsent(spec.mpiReplicaSpecs.Launcher)) {
    report.refuse('TRAINING_REPLICA_MISSING', 'spec.mpiReplicaSpecs.Launcher', undefined, 'add a Launcher: it runs mpirun, and the controller passes over a job without one');
  }
}
