import type { Construct } from 'constructs';
import { gitOpsAnnotations } from './git-ops';
import { exemptions } from './job-exemptions';
import { queueLabels } from './job-labels';
import type { Manifest } from '../check';
import { check } from '../check';
import type { JobTotals, Problems, Trial, TrialOptions } from '../core';
import { checkCall, Stack } from '../core';
import type { TrainingKind } from './kinds/kind';
import { KUBERNETES_JOB } from './kinds/kubernetes/job';
import { migrationOf } from './migration';
import type { TrainingMigration } from './migration/training-migration';
import { creation, scheduledCreation, scheduledJob } from './scheduled/cron-job';
import { CREATOR, creatorContainer, creatorName, creatorObjects } from './scheduled/run-creator';
import type { ScheduledTrainingJobProps } from './scheduled/schedule-props';
import type { TrainingJobProps } from './training-job-props';
import { trainingDefinition, TrainingWorkload } from './training-workload';
import { TrainingTrial } from './trial/training-trial';

/**
 * Training code that runs to its end: on one pod or on many, with any
 * framework, on CPUs or any accelerator.
 *
 * The framework and the platform decide what it makes: a Job, a PyTorchJob, an
 * MPIJob, a TrainJob ... It survives preemption, has /dev/shm for data loaders,
 * data and checkpoints where the code expects them, and an experiment tracker
 * by reference.
 *
 * @example
 * new TrainingJob(research, 'resnet', {
 *   framework: Framework.pytorch(), image: 'acme/resnet:2.1', command: ['torchrun', 'train.py'],
 *   workers: 2, accelerator: Accelerator.nvidia('H100', 8), tracking,
 *   data: [Storage.existingClaim('imagenet').at('/data', { readOnly: true })],
 *   checkpoints: Checkpoints.claim(Size.gibibytes(500)),
 * });
 * @see https://www.kubeflow.org/docs/components/trainer/
 */
export class TrainingJob extends TrainingWorkload {
  /**
   * A training job that runs by the clock: a CronJob around a plain Job; of
   * other kinds one that makes an object for each run.
   *
   * @example
   * TrainingJob.scheduled(research, 'nightly', { image: 'acme/churn:4.0', schedule: '0 3 * * *', timeZone: 'Europe/Paris' });
   */
  public static scheduled(scope: Construct, id: string, props: ScheduledTrainingJobProps): TrainingJob {
    return new TrainingJob(scope, id, props);
  }

  /**
   * The same definition as what an experiment tries: each trial is a job of it,
   * with the values that the tuner chose. Of which pods metrics count, and when
   * a trial has ended, is known of each kind; `options` say it differently.
   *
   * @example
   * const space = new SearchSpace();
   * TrainingJob.trial({ image: 'acme/churn:4.0', command: ['python', 'train.py', `--lr=${space.double('lr', 0.001, 0.1)}`] });
   */
  public static trial(props: TrainingJobProps, options: TrialOptions = {}): Trial {
    return new TrainingTrial(props, options);
  }

  /** The clock around what is run; undefined where nothing is around it. */
  private readonly clock?: TrainingKind;

  constructor(scope: Construct, id: string, props: TrainingJobProps) {
    checkCall('new TrainingJob', [scope, id, props]);
    const definition = trainingDefinition(scope, props);
    const { runs, binding } = definition;
    const clock = 'schedule' in props ? props as ScheduledTrainingJobProps : undefined;
    super(scope, id, definition, {
      ...clock ? { apiVersion: 'batch/v1', kind: 'CronJob' } : { apiVersion: runs.apiVersion, kind: runs.kind },
      contentHash: props.rerunOnChange ?? false, apart: clock !== undefined && runs !== KUBERNETES_JOB,
    });
    this.clock = clock && this.byTheClock(clock, runs);
    const view = this._view();
    const labels = clock ? {} : { ...queueLabels(props), ...runs.labels?.(view) };
    for (const [key, value] of Object.entries(labels)) this.apiObject.metadata.addLabel(key, value);
    const annotations = { ...clock ? {} : gitOpsAnnotations(view), ...this._kind().annotations?.(view) };
    for (const [key, value] of Object.entries(annotations)) this.apiObject.metadata.addAnnotation(key, value);
    this._exempt(this.apiObject, exemptions(view, binding));
  }

  /**
   * What would change if the job moved from training-operator to Trainer 2, or
   * back: the kind, the place of each prop, variables, names, and what the
   * other cannot say.
   */
  public migration(): TrainingMigration {
    return migrationOf(this._runs, operator => this._view(operator), this.apiObject.metadata.toJson()?.labels ?? {}, this._binding);
  }

  /** What it asks of the cluster, all at once; on a runtime that neither the app nor Trainer has, what it says itself. */
  public get totals(): JobTotals {
    return this._totals(this.run ?? this.apiObject.toJson());
  }

  /** The clock around the runs; what makes them has the right to do that, and no other. */
  private byTheClock(props: ScheduledTrainingJobProps, runs: TrainingKind): TrainingKind {
    if (runs === KUBERNETES_JOB) return scheduledJob(props, { ...queueLabels(props), ...runs.labels?.(this._view()) });
    for (const { id, name, ...object } of creatorObjects(this.name, this.namespace, runs, () => this.made(runs))) {
      this._child(id, object.apiVersion, object.kind, { name, instance: creatorName(this.name), body: object.body });
    }
    const image = props.kubectlImage ?? `registry.k8s.io/kubectl:v${this._platform.kubernetes}.0`;
    return scheduledCreation(props, runs, () => this._builder({ imagePullSecrets: props.imagePullSecrets }, [], CREATOR).template({
      instance: creatorName(this.name), component: 'scheduler', serviceAccountName: creatorName(this.name), automountToken: true, restartPolicy: 'Never',
      containers: [this._builder({}, [], CREATOR).container(creatorContainer(this.name, image))],
    }));
  }

  /** @internal */
  public _spec(): any {
    return this._kind().spec(this._view());
  }

  /** @internal */
  public _check(problems: Problems): void {
    super._check(problems);
    if (this.run) this.checkRun(this.run, problems);
  }

  /** @internal */
  protected _kind(): TrainingKind {
    return this.clock ?? this._runs;
  }

  /** The object that each run makes, where that is not a Job of the CronJob. */
  private get run(): Manifest | undefined {
    return this.clock && this._runs !== KUBERNETES_JOB ? this.made(this._runs) as Manifest : undefined;
  }

  /** What each run makes. */
  private made(runs: TrainingKind): Record<string, any> {
    return creation(runs, this._view(), { ...this._labels(), ...queueLabels(this._job), ...runs.labels?.(this._view()) });
  }

  /** It stands in a ConfigMap, where no rule would see it, in the namespace of the job. */
  private checkRun(manifest: Manifest, problems: Problems): void {
    const where = this.node.path;
    const cluster = this._platform._facts;
    const namespace = Stack._of(this)?.namespaceObject?.toJson();
    const subjects = [{ where, manifest: JSON.parse(JSON.stringify(manifest)), cluster }, ...namespace ? [{ where: 'namespace', manifest: namespace, cluster }] : []];
    for (const { where: at, code, field, got, fix, level = 'error' } of check(subjects, { outside: [], partial: true })) {
      if (at === where && level !== 'info') problems.add(code, this._fieldOfRun(field), got, fix);
    }
  }
}
