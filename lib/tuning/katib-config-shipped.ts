import { TrialResource } from './trial-resource';
import type { ComputeDefaults } from '../core';
import { AccessMode } from '../core';

export const VERSION = 'v0.19.0';
export const REGISTRY = 'ghcr.io/kubeflow/katib';
/** Katib's controller and its webhooks run as this. */
export const CONTROLLER = 'katib-controller';

/** A service as Katib 0.19 ships it. */
export interface Shipped {
  readonly image: string;
  readonly memoryLimit?: string;
  readonly volume?: { readonly size: string; readonly accessMode: AccessMode };
}

const suggestion = (service: string, rest: Omit<Shipped, 'image'> = {}): Shipped => ({ image: `suggestion-${service}`, ...rest });

export const ALGORITHMS: Readonly<Record<string, Shipped>> = {
  'random': suggestion('hyperopt'),
  'tpe': suggestion('hyperopt'),
  'grid': suggestion('optuna'),
  'hyperband': suggestion('hyperband'),
  'bayesianoptimization': suggestion('skopt'),
  'cmaes': suggestion('goptuna'),
  'sobol': suggestion('goptuna'),
  'multivariate-tpe': suggestion('optuna'),
  'enas': suggestion('enas', { memoryLimit: '400Mi' }),
  'darts': suggestion('darts'),
  'pbt': suggestion('pbt', { volume: { size: '5Gi', accessMode: AccessMode.READ_WRITE_MANY } }),
};

export const EARLY_STOPPING: Readonly<Record<string, Shipped>> = { medianstop: { image: 'earlystopping-medianstop' } };

export const COLLECTORS: Readonly<Record<string, Shipped>> = {
  StdOut: { image: 'file-metrics-collector' },
  File: { image: 'file-metrics-collector' },
  TensorFlowEvent: { image: 'tfevent-metrics-collector', memoryLimit: '1Gi' },
};

/** The kinds for which katib-config can have a collector. */
export const COLLECTOR_KINDS = [...Object.keys(COLLECTORS), 'PrometheusMetric'];

export const TRIAL_RESOURCES: readonly TrialResource[] = [
  TrialResource.TRAIN_JOB, TrialResource.JOB, TrialResource.TF_JOB, TrialResource.PYTORCH_JOB, TrialResource.MPI_JOB, TrialResource.XGBOOST_JOB,
];

/** What Katib fills in where nothing is said. */
export const computeDefaults = (memoryLimit = '100Mi'): ComputeDefaults => ({
  cpu: ['50m', '500m'], memory: ['10Mi', memoryLimit], ephemeralStorage: ['500Mi', '5Gi'],
});
