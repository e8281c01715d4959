import { canonical } from './canonical';
import type { PlatformProps, RayClusterProps, TrainingJobProps, TrainingRuntimeProps } from '../../../lib';
import { ClusterTrainingRuntime, Defaults, PodSecurity, RayCluster, TrainerVersion, TrainingJob } from '../../../lib';
import { find, synth, testStack } from '../../support/synth';

const stackOn = (platform: PlatformProps) => testStack(platform, { podSecurity: PodSecurity.PRIVILEGED });

/** A job of typed props alone, with nothing that was not asked for, as the cluster sees it. */
export function written(kind: string, name: string, props: TrainingJobProps, platform: PlatformProps = {}): any {
  const stack = stackOn(platform);
  const job = new TrainingJob(stack, name, { defaults: Defaults.UPSTREAM, ...props });
  return canonical(find(synth(stack), kind, job.name));
}

/** The same on a cluster with queues, of an image that is often shown. */
export const upstream = (kind: string, name: string, props: Partial<TrainingJobProps>, platform: PlatformProps = {}) =>
  written(kind, name, { image: 'busybox', ...props }, { volcano: true, kueue: true, ...platform });

export function rayCluster(name: string, props: Partial<RayClusterProps>): any {
  const stack = stackOn({ kueue: true });
  new RayCluster(stack, name, { image: 'rayproject/ray:2.52.0', defaults: Defaults.UPSTREAM, ...props });
  return canonical(find(synth(stack), 'RayCluster'));
}

export function clusterRuntime(name: string, props: TrainingRuntimeProps): any {
  const stack = stackOn({ trainer: TrainerVersion.V2 });
  new ClusterTrainingRuntime(stack, name, { defaults: Defaults.UPSTREAM, ...props });
  return canonical(find(synth(stack), 'ClusterTrainingRuntime'));
}
