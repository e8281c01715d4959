import type * as kplus from 'cdk8s-plus-28';
import type { Manifest } from '../check';
import type { Problems, TrialOptions, TrialRun, TrialSetting } from '../core';
import { totalsOf, Trial } from '../core';

/** What Katib has to know of an object to run it as a trial. */
export interface TrialTemplateOptions extends TrialOptions {
  /** Name of the container whose metrics count; a container of this name is in every pod of a trial. */
  readonly primaryContainer: string;
}

/** A template that somebody else keeps. */
export interface TrialConfigMapOptions extends TrialTemplateOptions {
  /**
   * Namespace of the ConfigMap.
   * @default - that of the experiment
   */
  readonly namespace?: string;
  /**
   * Kind of the object in the template, by which Katib knows when a trial has ended.
   * @default - both conditions are given
   */
  readonly kind?: string;
}

/**
 * A trial of any kind that Katib watches: an object, or a template that a
 * ConfigMap keeps. For training jobs `TrainingJob.trial(...)` knows all of this.
 *
 * @example
 * TrialTemplate.configMap('trials', 'defaultTrialTemplate.yaml', { primaryContainer: 'training-container', kind: 'Job' });
 */
export class TrialTemplate extends Trial {
  /**
   * An object without `metadata.name`; parameters stand in its text.
   * @param manifest e.g. an Argo Workflow
   */
  public static of(manifest: { [field: string]: any }, options: TrialTemplateOptions): TrialTemplate {
    return new TrialTemplate(options, manifest);
  }

  /** A template that is kept by its name and key; it says `${trialParameters.NAME}` for the parameters of the space. */
  public static configMap(name: string, key: string, options: TrialConfigMapOptions): TrialTemplate {
    return new TrialTemplate(options, undefined, { name, key });
  }

  /** A template in a ConfigMap of the app. */
  public static fromConfigMap(configMap: kplus.IConfigMap, key: string, options: TrialConfigMapOptions): TrialTemplate {
    return new TrialTemplate(options, undefined, { name: configMap.name, key });
  }

  private constructor(
    private readonly options: TrialConfigMapOptions,
    private readonly object?: { [field: string]: any },
    private readonly source?: any,
  ) {
    super();
  }

  /** @internal */
  public _bind({ experiment }: TrialSetting): TrialRun {
    const { primaryContainer, primaryPodLabels, successCondition, failureCondition, kind = this.object?.kind ?? '', namespace } = this.options;
    return {
      safe: true,
      apiVersion: this.object?.apiVersion,
      kind,
      primaryContainer,
      primaryPodLabels,
      successCondition,
      failureCondition,
      ...this.source && {
        source: { configMapName: this.source.name, configMapNamespace: namespace ?? experiment.namespace ?? 'default', templatePath: this.source.key },
      },
      manifest: () => this.object as Manifest | undefined,
      totals: manifest => totalsOf(manifest, []),
      check: problems => this.check(problems),
      fieldOf: path => path,
    };
  }

  private check(problems: Problems): void {
    const { primaryContainer } = this.options;
    if (primaryContainer === '') problems.add('TUNING_REQUIRED', 'primaryContainer', '', 'name the container whose metrics count');
  }
}
