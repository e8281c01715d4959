import type { EnvVar } from 'kubernetes-types/core/v1';
import { codeTexts, TunedFiles } from './tuned-files';
import { SUBMITTER, watched } from './watched';
import { keepWords, quotesAround } from './words';
import type { Manifest } from '../../check';
import { canonicalQuantity } from '../../check';
import type { Problems, TrialRun, TrialSetting } from '../../core';
import { literal, mostOf } from '../../core';
import { exemptions } from '../job-exemptions';
import { queueLabels } from '../job-labels';
import type { JobRole, JobView } from '../kinds/kind';
import type { TrainingJobProps } from '../training-job-props';
import { trainingDefinition, TrainingWorkload } from '../training-workload';

/** Props of a job that a trial has no use for, each with what to do instead. */
const NOT_OF_TRIALS: ReadonlyArray<readonly [prop: keyof TrainingJobProps | 'schedule', fix: string]> = [
  ['name', 'Katib names each trial after the experiment; set `name` of that'],
  ['rerunOnChange', 'each trial has a name of its own; set `rerunOnChange` of the experiment'],
  ['suspend', 'Katib would wait for ever for a trial that nobody starts; leave it out'],
  ['multiKueue', 'Katib collects metrics in the pods of its own cluster; leave it out'],
  ['registeredModel', 'each trial would register its model; give it to the job that trains with the best values'],
  ['schedule', 'a trial starts when Katib wants it; leave it out'],
];

/** What all trials of an experiment share, and the job that each of them is: part of the experiment's object. */
export class TrialJob extends TrainingWorkload {
  /** Whether numbers that are chosen later count as the largest that may be chosen. */
  private asMost = false;
  private readonly files: TunedFiles;

  constructor(private readonly setting: TrialSetting, private readonly given: TrainingJobProps) {
    const { experiment } = setting;
    const files = new TunedFiles(given);
    const definition = trainingDefinition(experiment, { ...files.props, name: experiment.name, rerunOnChange: undefined, suspend: undefined });
    const { runs: { apiVersion, kind }, binding } = definition;
    const runSetting = { nameSuffix: setting.nameSuffix, inShell: setting.metrics === 'output' || setting.metrics === 'files', quoted: setting.quoted };
    super(setting.experiment, 'trial', { ...definition, runSetting }, { apiVersion, kind, within: setting.experiment, apart: true, atOnce: setting.parallel });
    this.files = files;
    this._exempt(this.apiObject, exemptions(this._view(), binding));
  }

  /** @internal */
  public _run(): TrialRun {
    const { apiVersion, kind, container } = this._runs;
    const { deadlineSeconds } = this._view();
    return {
      apiVersion,
      kind,
      safe: this._view().safe,
      primaryContainer: this.given.containerName ?? container,
      ...watched(this._view(), this._runs),
      deadlineSeconds,
      texts: codeTexts(this.given),
      manifest: () => this.manifest(),
      totals: manifest => this._totals(manifest),
      check: problems => this._check(problems),
      fieldOf: path => this._fieldOf(path),
    };
  }

  /** @internal */
  public _spec(): any {
    return this._runs.spec(this._view());
  }

  /** @internal */
  public _check(problems: Problems): void {
    const view = this._view();
    for (const [prop, fix] of NOT_OF_TRIALS) {
      const got = (this.given as Record<string, unknown>)[prop];
      if (got !== undefined && got !== false) problems.add('FIELD_IGNORED', prop, got, fix);
    }
    if (this._runs.kind === 'RayJob') this.checkRay(problems);
    const { ttlAfterFinished, checkpoints, runName, tracking } = this.given;
    if (checkpoints && this.setting.checkpoints !== undefined) {
      problems.add('FIELD_IGNORED', 'checkpoints', undefined, `the algorithm hands checkpoints over in ${this.setting.checkpoints}, which CHECKPOINT_DIR names; leave it out`);
    }
    if (tracking && runName !== undefined && !runName.includes('${trial')) {
      problems.add('FIELD_IGNORED', 'runName', runName, 'every trial would have it; leave it out for the name of the trial, or put a value of the space into it');
    }
    if (ttlAfterFinished && !this.setting.retained) {
      problems.add('FIELD_IGNORED', 'ttlAfterFinished', ttlAfterFinished.toHumanString(), 'Katib removes a trial that has ended; set `retainTrials` of the experiment, or leave it out');
    }
    for (const prop of ['command', 'args'] as const) {
      const at = quotesAround(this.given[prop]);
      if (at >= 0 && view.inShell && view.safe) problems.add('TUNING_COMMAND', `${prop}[${at}]`, this.given[prop]![at], 'the program gets each word as it is written, with these quotes around the value: remove them');
    }
    this.asMost = true;
    try {
      super._check(problems);
    } finally {
      this.asMost = false;
    }
  }

  /**
   * Of words that stand together in a script all are told.
   * @internal
   */
  public _fieldOf(path: string): string {
    const prop = super._fieldOf(path);
    const [, at] = /^command\[(\d+)\]$/.exec(prop) ?? [];
    return at !== undefined && Number(at) >= (this.given.command?.length ?? 0) ? 'command' : this.files.fieldOf(prop) ?? prop;
  }

  /** @internal */
  protected _view(operator = this.operator): JobView {
    const view = super._view(operator);
    return this.asMost ? { ...view, workers: mostOf(view.workers) } : view;
  }

  /**
   * Katib refuses pods without the container whose metrics count.
   * @internal
   */
  protected _containerName(_ofKind: string): string {
    return this._runs.container;
  }

  /**
   * What a program of Ray prints, the pod prints that submits it; KubeRay gives that no label.
   * @internal
   */
  protected _partLabels({ type }: JobRole): Record<string, string> {
    return this._runs.kind === 'RayJob' && type === 'submitter' ? SUBMITTER : {};
  }

  /**
   * Each trial writes beside the others, and its run has its name.
   * @internal
   */
  protected _environment(): EnvVar[] {
    const { trialName, checkpoints: tuners } = this.setting;
    const { checkpoints, tracking, runName } = this.given;
    const own: Record<string, string> = checkpoints
      ? { CHECKPOINT_DIR: `${checkpoints.directory}/${trialName}`, TENSORBOARD_LOGDIR: `${checkpoints.directory}/tensorboard/${trialName}` } : {};
    const variables = super._environment().map(variable => (Object.hasOwn(own, variable.name) ? literal(variable.name, own[variable.name]) : variable));
    return [...variables, ...tuners !== undefined && !checkpoints && this._view().safe ? [literal('CHECKPOINT_DIR', tuners)] : [], ...tracking && runName === undefined ? [literal('MLFLOW_RUN_NAME', trialName)] : []];
  }

  /** The program runs on the head of Ray, and Katib reads in the pod that submits it. */
  private checkRay(problems: Problems): void {
    const { metrics } = this.setting;
    const submits = this._runs.roles(this._view()).some(({ type }) => type === 'submitter');
    if (metrics !== 'reported' && !submits) {
      problems.add('TUNING_METRICS_LOST', 'framework submissionMode', this.framework._options.submissionMode,
        'no pod prints what the program prints; use RaySubmissionMode.K8S_JOB, or MetricsCollector.push()');
    } else if (metrics === 'files' || metrics === 'pods') {
      problems.add('TUNING_METRICS_LOST', 'metricsCollector', undefined,
        'the program runs on the head of Ray, and Katib reads in the pod that submits it, which prints what the program prints; use MetricsCollector.stdOut() or push()');
    }
  }

  private manifest(): Manifest {
    const view = this._view();
    const { apiVersion, kind, labels, annotations } = this._runs;
    const annotated = { ...this.given.annotations, ...annotations?.(view) };
    const manifest: Manifest = {
      apiVersion,
      kind,
      metadata: {
        labels: { ...this._labels(), ...queueLabels(this.given), ...labels?.(view) },
        ...Object.keys(annotated).length > 0 && { annotations: annotated },
      },
      spec: kind === 'Job' ? asTyped(this._spec()) : this._spec(),
    };
    if (view.inShell && view.safe) keepWords(manifest, this._runs.container, this.setting.quoted);
    return manifest;
  }
}

/** Katib takes a Job only as its Go type writes it: sizes in their shortest form, no empty text. */
function asTyped(spec: unknown): unknown {
  return JSON.parse(JSON.stringify(spec), (key, value) => {
    if (key === 'sizeLimit' || key === 'divisor') return canonicalQuantity(String(value)) ?? value;
    return key === 'env' && Array.isArray(value) ? value.map(({ value: text, ...variable }) => (text === '' || text === undefined ? variable : { ...variable, value: text })) : value;
  });
}
