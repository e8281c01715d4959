import type { Controller } from './controllers';
import type { Left, Move } from './moves';

/** What `TrainingJob.migration()` found out. */
export interface MigrationReport {
  readonly job: string;
  readonly framework: string;
  readonly from: MigrationSide;
  readonly to?: MigrationSide;
  /** Why there is no other side. */
  readonly reason?: string;
  readonly moves: readonly Move[];
  readonly left: readonly Left[];
  readonly unsayable: ReadonlyArray<{ readonly field: string; readonly got?: unknown; readonly fix: string }>;
}

/** A job as one controller knows it. */
export interface MigrationSide extends Controller {
  readonly apiVersion: string;
  readonly kind: string;
  readonly container: string;
  readonly manifest: unknown;
}

/**
 * What changes when a job moves between training-operator and Trainer 2: its
 * kind, the place of each prop, variables, names, labels and conditions, and
 * what the other cannot say. Made by `TrainingJob.migration()`.
 *
 * @example
 * const job = new TrainingJob(research, 'resnet', { framework: Framework.pytorch(), image: 'acme/resnet:2.1' });
 * const changes = job.migration().toText();
 * @see https://www.kubeflow.org/docs/components/trainer/operator-guides/migration/
 */
export class TrainingMigration {
  private readonly report: MigrationReport;

  /** @internal */
  constructor(report: any) {
    this.report = report;
  }

  /** Whether the job can move at all, after the fixes that are told. */
  public get possible(): boolean {
    return this.report.to !== undefined;
  }

  /** Kind of the job as it is. */
  public get fromKind(): string {
    return this.report.from.kind;
  }

  /** Kind to which it moves; undefined if it cannot. */
  public get toKind(): string | undefined {
    return this.report.to?.kind;
  }

  /** What to read before moving: a screen at most for most jobs. */
  public toText(): string {
    const { job, framework, from, to, reason, moves, left, unsayable } = this.report;
    if (!to) return `${job} (${framework}): ${named(from)} stays.\n${reason}\n`;
    const { kept, gone, added } = environment(from, to);
    const sections: Array<readonly [string, readonly string[]]> = [
      ['Has to change first', unsayable.map(({ field, got, fix }) => `${field}${got === undefined ? '' : `: ${got}`}: ${fix}`)],
      ['Is left behind', left.map(({ path, value, instead }) => `${path}${typeof value === 'object' ? '' : `: ${value}`}: ${instead}`)],
      ['Moves', moves.map(move => `${move.prop}: ${short(move.from)} -> ${short(move.to)}`)],
      ['Variables', [...kept.length > 0 ? [`kept: ${kept.join(', ')}`] : [], ...gone.length > 0 ? [`gone: ${gone.join(', ')}`] : [], ...added.length > 0 ? [`new: ${added.join(', ')}`] : []]],
      ['Names', [
        `pods: ${from.pods.join(', ')} -> ${to.pods.join(', ')}`,
        `container: ${from.container} -> ${to.container}`,
        `labels: ${from.labels.join(', ')} -> ${to.labels.join(', ')}`,
        `conditions: ${from.conditions.join(', ')} -> ${to.conditions.join(', ')}`,
      ]],
    ];
    const told = sections.filter(([, lines]) => lines.length > 0).map(([title, lines]) => `${title}\n${lines.map(line => `  ${line}`).join('\n')}\n`);
    return `${job} (${framework}): ${named(from)} -> ${named(to)}\n${told.join('')}`;
  }

  /** The same for programs, with both manifests: JSON of stable keys and order. */
  public toJson(): string {
    const { job, framework, from, to, reason, moves, left, unsayable } = this.report;
    return JSON.stringify({
      job, framework, possible: this.possible, reason, from, to, hasToChange: unsayable, leftBehind: left, moves,
      variables: to && environment(from, to),
    }, null, 2);
  }
}

const named = ({ apiVersion, kind }: MigrationSide) => `${apiVersion} ${kind}`;

/** Paths that fit on a line. */
const short = (path: string) => path
  .replace(/^spec\.runtimePatches\[0\]\.trainingRuntimeSpec\.template\.spec\.replicatedJobs\[\*\]\.template\.spec\.template/, 'runtimePatches: pod')
  .replace(/^spec\.(\w+ReplicaSpecs)\.\*\.template/, '$1: pod');

function environment(from: Controller, to: Controller) {
  return {
    kept: from.environment.filter(name => to.environment.includes(name)),
    gone: from.environment.filter(name => !to.environment.includes(name)),
    added: to.environment.filter(name => !from.environment.includes(name)),
  };
}
