import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkExperiment } from './experiment-checks';
import { experimentField } from './experiment-fields';
import { experimentTotals } from './experiment-totals';
import type { ExperimentTotals, KatibExperimentProps } from './katib-experiment-props';
import { MetricsCollector } from './metrics-collector';
import type { Parameter } from './parameter';
import { conditionsOf } from './trial-conditions';
import type { TrialManifest } from './trial-manifest';
import { atMost, trialManifest, templateYaml } from './trial-manifest';
import type { Problems, TrialRun } from '../core';
import { checkCall, Platform, PodSecurity, Resource, Stack } from '../core';

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

  constructor(scope: Construct, id: string, props: KatibExperimentProps) {
    checkCall('new KatibExperiment', [scope, id, props]);
    super(scope, id, props, {
      apiVersion: 'kubeflow.org/v1beta1', kind: 'Experiment', app: 'experiment', component: 'tuning', contentHash: props.rerunOnChange ?? false,
    });
    this.props = props;
    this.collector = props.metricsCollector ?? MetricsCollector.stdOut();
    this.parallel = props.parallelTrials ?? Math.min(3, props.maxTrials);
    const stack = Stack._of(this);
    const injects = this.collector._injects && !Platform.of(this)._facts.katib.injectSecurityContext
      ? `Katib adds a container to the trials of ${this.name} that reads their metrics` : undefined;
    for (const reason of [injects, this.runsUnhardened()]) if (reason !== undefined) stack?._relax(reason, PodSecurity.BASELINE);
    stack?.namespaceObject?.metadata.addLabel(NAMESPACE_LABEL, 'enabled');
    this.run = props.trial._bind({
      experiment: this, parallel: this.parallel, trialName: '${trialParameters.trialName}', injects, retained: props.retainTrials ?? false,
    });
    if (props.space?._parameters.some(parameter => parameter._isNumber)) {
      this.templateObject = this._child('template', 'v1', 'ConfigMap', { body: { data: () => ({ [TEMPLATE]: this.template() }) } });
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
      maxFailedTrialCount: maxFailedTrials ?? Math.min(3, maxTrials),
      resumePolicy: resumePolicy ?? algorithm._resume,
      metricsCollectorSpec: this.collector._manifest(this.run.safe),
      ...space && space._parameters.length > 0 && { parameters: space._parameters.map(parameter => parameter._manifest) },
      ...architecture && { nasConfig: architecture._manifest },
      trialTemplate: this.trialTemplate(retainTrials),
    };
  }

  /** @internal */
  public _check(problems: Problems): void {
    checkExperiment(this.props, this.parallel, this.collector, problems);
    const unhardened = this.runsUnhardened();
    if (unhardened !== undefined && Stack._of(this)?.podSecurity === PodSecurity.RESTRICTED) {
      const { algorithm, earlyStopping } = this.props;
      problems.add('POD_SECURITY_INJECTED', earlyStopping ? 'earlyStopping' : 'algorithm', (earlyStopping ?? algorithm).algorithmName,
        `${unhardened}, which Pod Security 'restricted' refuses; use PodSecurity.BASELINE for the Stack${earlyStopping ? '' : ', or harden it with KatibConfig and declare Platform katib.restrictedAlgorithms'}`);
    }
    this.run.check(problems._under('trial'));
    const rendered = this.trialManifest();
    for (const { field, got } of rendered?.workedOut ?? []) {
      problems.add('TUNING_PLACEHOLDER_TYPE', `trial ${this.run.fieldOf(field)}`, got, 'this is worked out of a number that Katib chooses, which a template cannot do; set a number that is used as it is');
    }
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return experimentField(path, this.props, this.declared(this.trialManifest()), below => this.run.fieldOf(below));
  }

  /** Katib runs the algorithm in the namespace of the experiment, and early stopping beside it, as katib-config says. */
  private runsUnhardened(): string | undefined {
    const { algorithm: { algorithmName: name }, earlyStopping } = this.props;
    if (earlyStopping) return `Katib runs ${earlyStopping.algorithmName} for ${this.name} in this namespace as its image says`;
    return Platform.of(this)._facts.katib.restrictedAlgorithms.includes(name) ? undefined : `Katib runs ${name} for ${this.name} in this namespace as its image says`;
  }

  private trialManifest(): TrialManifest | undefined {
    const rendered = this.run.manifest();
    return rendered && trialManifest(rendered);
  }

  private trialTemplate(retain?: boolean): Record<string, unknown> {
    const { primaryContainer, primaryPodLabels, source } = this.run;
    const trial = this.trialManifest();
    const fromMap = this.templateObject ? { configMapName: `${this.name}-template`, configMapNamespace: this.namespace ?? 'default', templatePath: TEMPLATE } : source;
    return {
      retain,
      primaryContainerName: primaryContainer,
      primaryPodLabels,
      ...this.conditions(),
      trialParameters: this.declared(trial).map(({ name, reference, description }) => ({ name, description, reference })),
      ...fromMap ? { configMap: fromMap } : { trialSpec: trial!.manifest },
    };
  }

  /** Katib knows those of some kinds, but not of what it reads from a ConfigMap. */
  private conditions(): Record<string, string | undefined> {
    const { kind, successCondition, failureCondition } = this.run;
    const known = this.templateObject ? conditionsOf(kind, true) : undefined;
    return { successCondition: successCondition ?? known?.[0], failureCondition: failureCondition ?? known?.[1] };
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

  private template(): string {
    const trial = this.trialManifest();
    return trial ? templateYaml(trial.manifest) : '';
  }
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
