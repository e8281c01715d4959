import type { JobTotals } from './job-totals';
import type { Problems } from './problems';
import type { Resource } from './resource';
import type { Manifest } from '../check';

/** What Katib has to know of a trial, where it does not find out itself. */
export interface TrialOptions {
  /**
   * Labels of the pods whose metrics count.
   * @default - what is known of the kind: its master, launcher or first pod; else every pod
   */
  readonly primaryPodLabels?: { [label: string]: string };
  /**
   * What the object is when the trial has succeeded: a GJSON path that yields something then.
   * @default - what is known of the kind: of jobs, an Argo Workflow, a Tekton PipelineRun
   */
  readonly successCondition?: string;
  /**
   * What the object is when the trial has failed: a GJSON path that yields something then.
   * @default - what is known of the kind
   */
  readonly failureCondition?: string;
}

/**
 * What an experiment asks of that which runs as its trials.
 * @internal
 */
export interface TrialSetting {
  /** The construct of the experiment, which holds what its trials share, and speaks for them. */
  readonly experiment: Resource;
  /** What is added to the name of the experiment for that of a trial. */
  readonly nameSuffix: string;
  /** Where the tuner mounts a directory for the checkpoints of a trial, if it does. */
  readonly checkpoints?: string;
  /** How many trials run at once. */
  readonly parallel: number;
  /** Stands for the name of a trial in its manifest. */
  readonly trialName: string;
  /** Where metrics are read: in what a pod prints or writes, which Katib starts through a shell then, in another way in its pods, or nowhere, for trials report them. */
  readonly metrics: 'output' | 'files' | 'pods' | 'reported';
  /** Whether what comes in the place of a placeholder may mean something to a shell, such as blanks. */
  readonly quoted: (placeholder: string) => boolean;
  /** Whether what a trial has made stays when it has ended. */
  readonly retained: boolean;
}

/**
 * A trial, as an experiment runs and watches it.
 * @internal
 */
export interface TrialRun {
  /** Undefined where a template is not known here. */
  readonly apiVersion?: string;
  readonly kind: string;
  /** The container whose metrics count; one of this name is in every pod. */
  readonly primaryContainer?: string;
  /** Whether pods get what is safe beyond what was asked for. */
  readonly safe: boolean;
  /** Labels of the pods whose metrics count; undefined for what the tuner does of itself. */
  readonly primaryPodLabels?: Record<string, string>;
  /** What a trial is that has succeeded, as a GJSON path; undefined for what the tuner does of itself. */
  readonly successCondition?: string;
  readonly failureCondition?: string;
  /** A ConfigMap that holds the manifest: its name, namespace and key. */
  readonly source?: { readonly configMapName: string; readonly configMapNamespace: string; readonly templatePath: string };
  /** How long a trial takes at most, in seconds. */
  readonly deadlineSeconds?: number;
  /** Code of the trial that is in the app itself. */
  readonly texts?: readonly string[];
  /** The object without its name, with placeholders; undefined where it is in a `source` nobody knows. */
  manifest(): Manifest | undefined;
  /** What a trial asks of the cluster, given its manifest without placeholders. */
  totals(manifest: Manifest): JobTotals | undefined;
  check(problems: Problems): void;
  /** The prop behind a path of the manifest. */
  fieldOf(path: string): string;
}

/**
 * What an experiment runs once for every set of values that it tries:
 * `TrainingJob.trial(...)`, or `TrialTemplate` for objects of any kind.
 */
export abstract class Trial {
  /** @internal */
  public abstract _bind(setting: TrialSetting): TrialRun;
}
