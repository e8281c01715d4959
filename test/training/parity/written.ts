import { canonical } from './canonical';
import type { PlatformProps, TrainingJobProps } from '../../../lib';
import { Defaults, PodSecurity, TrainingJob } from '../../../lib';
import { find, synth, testStack } from '../../support/synth';

/** A job of typed props alone, with nothing that was not asked for, as the cluster sees it. */
export function written(kind: string, name: string, props: TrainingJobProps, platform: PlatformProps = {}): any {
  const stack = testStack(platform, { podSecurity: PodSecurity.PRIVILEGED });
  const job = new TrainingJob(stack, name, { defaults: Defaults.UPSTREAM, ...props });
  return canonical(find(synth(stack), kind, job.name));
}

/** The same on a cluster with queues, of an image that is often shown. */
export const upstream = (kind: string, name: string, props: Partial<TrainingJobProps>, platform: PlatformProps = {}) =>
  written(kind, name, { image: 'busybox', ...props }, { volcano: true, kueue: true, ...platform });
