import type { InferenceServiceProps, PlatformProps } from '../../../lib';
import { Defaults, InferenceService, PodSecurity } from '../../../lib';
import type { Manifest } from '../../support/synth';
import { find, synth, testStack } from '../../support/synth';

/** All objects around a service of the name iris. */
export function made(props: InferenceServiceProps, platform: PlatformProps = {}): Manifest[] {
  const stack = testStack(platform, { podSecurity: props.defaults === Defaults.UPSTREAM ? PodSecurity.PRIVILEGED : undefined });
  new InferenceService(stack, 'iris', props);
  return synth(stack);
}

/** The service itself. */
export const service = (props: InferenceServiceProps, platform: PlatformProps = {}) => find(made(props, platform), 'InferenceService');

/** Its predictor. */
export const predictor = (props: InferenceServiceProps, platform: PlatformProps = {}) => service(props, platform).spec.predictor;
