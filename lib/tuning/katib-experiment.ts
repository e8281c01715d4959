import { createHash } from 'crypto';
import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkExperiment, checkTrial } from './experiment-checks';
import { experimentField, experimentWords } from './experiment-fields';
import { experimentTotals } from './experiment-totals';
import type { ExperimentTotals, KatibExperimentProps } from './katib-experiment-props';
import { MetricsCollector } from './metrics-collector';
import type { Parameter } from './parameter';
import type { TrialManifest } from './trial-manifest';
import { atMost, trialManifest, templateYaml } from './trial-manifest';
import { trialSuffix } from '../check';
import type { Problems, TrialRun } from '../core';
import { checkCall, Defaults, Platform, PodSecurity, Resource, Stack, trialWatch } from '../core';

/** Katib runs experiments only in namespaces with this label. */
const NAMESPACE_LABEL = 'katib.kubeflow.org/metrics-collector-injection';

/** The key of a template that is kept in a ConfigMap. */
const TEMPLATE = 'trial.yaml';

/**
 * A search for the best values of a training job: Katib runs a trial for each
 * set of values that the algorithm suggests, and reads how well it did.
 *
 * A trial is an ordinary definition of a `TrainingJob`, so what runs once also
 * tunes. Parameters are members of a `SearchSpace` and stand where their values
 * go. Its Namespace gets the label that Katib needs.
 *
 * @example
 * const space = new SearchSpace();
 * new KatibExperiment(research, 'resnet-hpo', {
 *   objective: Objective.maximize('val_accuracy', { goal: 0.78 }), algorithm: Algorithm.tpe(), maxTrials: 24, space,
 *   trial: TrainingJob.trial({
 *     image: 'acme/resnet:2.1', command: ['python', 'train.py'],
 *     args: [`--lr=${space.double('lr', 1e-5, 1e-2, { distribution: Distribution.LOG_UNIFORM })}`, `--batch=${space.discrete('batch', [256, 512])}`],
 *   }),
 * });
 * @see https://www.kubeflow.org/docs/components/katib/
 */
export class KatibExperiment extends Resource {
  /** The ConfigMap with the trial's template; undefined unless a number of it is tuned. */
  public readonly templateObject?: ApiObject;

  private readonly props: KatibExperimentProps;
  private readonly run: TrialRun;
  private readonly collector: MetricsCollector;
  private readonly parallel: number;
  private readonly safe: boolean;

  constructor(scope: Construct, id: string, props: KatibExperimentProps) {
    checkCall('new KatibExperiment', [scope, id, props]);
    super(scope, id, props, {
      apiVersion: 'kubeflow.org/v1beta1', kind: 'Experiment', app: 'experiment', component: 'tuning', contentHash: props.rerunOnChange ?? false,
    });
    this.props = props;
    this.collector = props.metricsCollector ?? MetricsCollector.stdOut();
    this.parallel = props.parallelTrials ?? Math.min(3, props.maxTrials);
    const stack = Stack._of(this);
    for (const { reason } of this.unhardened()) stack?._relax(reason, PodSecurity.BASELINE);
    stack?.namespaceObject?.metadata.addLabel(NAMESPACE_LABEL, 'enabled');
    this.run = props.trial._bind({
      experiment: this, nameSuffix: trialSuffix(props.algorithm.algorithmName), checkpoints: props.algorithm._checkpoints, parallel: this.parallel, trialName: '${trialParameters.trialName}',
      metrics: this.collector._reads, retained: props.retainTrials ?? false,
      quoted: placeholder => props.architecture?._metadata.has(placeholder) || props.space?._isQuoted(placeholder) || false,
    });
    this.safe = props.defaults === undefined ? this.run.safe : props.defaults === Defaults.SAFE;
    if (props.space?._parameters.some(parameter => parameter._isNumber)) {
      // Trials of an experiment that runs read it too: another template is another ConfigMap.
      const trial = this.trialManifest();
      const template = trial ? templateYaml(trial.manifest) : '';
      const name = `${this.name}-template-${createHash('sha256').update(template).digest('hex').slice(0, 8)}`;
      this.templateObject = this._child('template', 'v1', 'ConfigMap', { name, body: { data: { [TEMPLATE]: template } } });
    }
  }

  /** What it asks of the cluster; undefined where the trial is no job that is known here. */
  public get totals(): ExperimentTotals | undefined {
    const rendered = this.run.manifest();
    const trial = rendered && this.run.totals(atMost(rendered));
    return trial && experimentTotals(trial, this.parallel, this.props.maxTrials, this.run.deadlineSeconds);
  }

  /** @internal */
  public _spec(): any {
    const { objective, algorithm, earlyStopping, architecture, space, maxTrials, resumePolicy, retainTrials, maxFailedTrials } = this.props;
    return {
      objective: objective._manifest,
      algorithm: { algorithmName: algorithm.algorithmName, ...settings(algorithm._settings) },
      ...earlyStopping && { earlyStopping: { algorithmName: earlyStopping.algorithmName, ...settings(earlyStopping._settings) } },
      parallelTrialCount: this.parallel,
      maxTrialCount: maxTrials,
      maxFailedTrialCount: maxFailedTrials ?? (this.safe ? Math.min(3, maxTrials) : undefined),
      resumePolicy: resumePolicy ?? algorithm._resume,
      metricsCollectorSpec: this.collector._manifest(this.safe),
      ...space && space._parameters.length > 0 && { parameters: space._parameters.map(parameter => parameter._manifest) },
      ...architecture && { nasConfig: architecture._manifest },
      trialTemplate: this.trialTemplate(retainTrials),
    };
  }

  /** @internal */
  public _check(problems: Problems): void {
    checkExperiment(this.props, this.parallel, this.collector, problems);
    for (const { field, got, reason, way } of Stack._of(this)?.podSecurity === PodSecurity.RESTRICTED ? this.unhardened() : []) {
      problems.add('POD_SECURITY_INJECTED', field, got, `${reason}, which Pod Security 'restricted' refuses; use PodSecurity.BASELINE for the Stack${way}`);
    }
    this.run.check(problems._under('trial'));
    // The names of trials are that of the experiment, and more; its collector reads them.
    problems._found.forEach((problem, i, all) => {
      const { code, field } = problem;
      if ((code === 'NAME_TOO_LONG' && field === 'trial.name') || field === 'trial.metricsCollector') all[i] = { ...problem, field: field.slice(6) };
    });
    const rendered = this.trialManifest();
    for (const { field, placeholder } of rendered?.workedOut ?? []) {
      const prop = this.run.fieldOf(field);
      const way = prop === 'workers' ? `a ${this.run.kind} counts its master apart: use TrainingOperator.JOBSET or TRAINER, whose jobs take it as it is` : 'tune something that is used as it is';
      problems.add('TUNING_PLACEHOLDER_TYPE', `trial.${prop}`, placeholder, `it is used for a sum here, and Katib only puts text in its place; ${way}`);
    }
    checkTrial(this.props, this.run, rendered, Platform.of(this)._facts.katib.trialResources, problems);
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return experimentField(path, this.props, this.declared(this.trialManifest()), below => this.run.fieldOf(below));
  }

  /** @internal */
  public _fixOf(fix: string): string {
    return experimentWords(fix, this.props);
  }

  /** What Katib runs in the namespace of the experiment as katib-config says: collectors, the algorithm, early stopping beside it. */
  private unhardened(): Unhardened[] {
    const { algorithm: { algorithmName: name }, earlyStopping } = this.props;
    const { injectSecurityContext, restrictedAlgorithms } = Platform.of(this)._facts.katib;
    const runs = (algorithm: string) => `Katib runs ${algorithm} for ${this.name} in this namespace as its image says`;
    const found: Unhardened[] = [];
    if (this.collector._injects && !injectSecurityContext) {
      found.push({
        field: 'metricsCollector', got: this.collector.kind, reason: `Katib adds a container to the trials of ${this.name} that reads their metrics`,
        way: ', or set injectSecurityContext in katib-config and declare Platform katib.injectSecurityContext',
      });
    }
    if (earlyStopping) found.push({ field: 'earlyStopping', got: earlyStopping.algorithmName, reason: runs(earlyStopping.algorithmName), way: '' });
    else if (!restrictedAlgorithms.includes(name)) {
      found.push({ field: 'algorithm', got: name, reason: runs(name), way: ', or harden it with KatibConfig and declare Platform katib.restrictedAlgorithms' });
    }
    return found;
  }

  private trialManifest(): TrialManifest | undefined {
    const rendered = this.run.manifest();
    return rendered && trialManifest(rendered);
  }

  private trialTemplate(retain?: boolean): Record<string, unknown> {
    const { apiVersion, kind, primaryContainer, primaryPodLabels, successCondition, failureCondition, source } = this.run;
    const trial = this.trialManifest();
    const fromMap = this.templateObject ? { configMapName: this.templateObject.name, configMapNamespace: this.namespace ?? 'default', templatePath: TEMPLATE } : source;
    const known = trialWatch(kind, apiVersion, fromMap !== undefined);
    return {
      retain,
      primaryContainerName: primaryContainer,
      primaryPodLabels: primaryPodLabels ?? known.primaryPodLabels,
      successCondition: successCondition ?? known.successCondition,
      failureCondition: failureCondition ?? known.failureCondition,
      trialParameters: this.declared(trial).map(({ name, reference, description }) => ({ name, description, reference })),
      ...fromMap ? { configMap: fromMap } : { trialSpec: trial!.manifest },
    };
  }

  /** What the trial's placeholders stand for. */
  private declared(trial: TrialManifest | undefined): Declared[] {
    const { space, architecture } = this.props;
    // Of a template that is not known here all that was asked for counts.
    const used = trial?.placeholders ?? new Set([...space?._metadata.keys() ?? [], ...architecture?._metadata.keys() ?? []]);
    const ofTrial = new Map([['trialName', '${trialSpec.Name}'], ...space?._metadata ?? [], ...architecture?._metadata ?? []]);
    return [
      ...(space?._parameters ?? []).map(parameter => ({
        parameter, name: parameter._options.placeholder ?? parameter.name, reference: parameter.name, description: parameter._options.description,
      })),
      ...[...ofTrial].filter(([name]) => used.has(name)).map(([name, reference]) => ({ name, reference })),
    ];
  }

}

/** What Katib runs without a securityContext. */
interface Unhardened {
  readonly field: string;
  readonly got: string;
  readonly reason: string;
  /** Another way out than a lower level. */
  readonly way: string;
}

/** A placeholder, what it stands for, and the parameter if it is one. */
export interface Declared {
  readonly parameter?: Parameter;
  readonly name: string;
  readonly reference: string;
  readonly description?: string;
}

const settings = (given: ReadonlyArray<readonly [prop: string, name: string, value: string | number | undefined]>) =>
  (given.length === 0 ? {} : { algorithmSettings: given.map(([, name, value]) => ({ name, value: String(value) })) });
