import { canonicalService } from './canonical-service';
import type { InferenceServiceProps, PlatformProps } from '../../../../lib';
import { Accelerator, Defaults, InferenceService, PodSecurity, ServingMode } from '../../../../lib';
import type { Manifest } from '../../../support/synth';
import { find, synth, testStack } from '../../../support/synth';

/** Accounts and claims that the samples take to exist. */
const EXTERNAL = ['serviceaccount/sa', 'serviceaccount/serving-admin', 'serviceaccount/hfserviceacc', 'persistentvolumeclaim/task-pv-claim', 'persistentvolumeclaim/model-pv-claim'];

/** A service of typed props alone, with nothing that was not asked for, as the cluster sees it; any problem fails. */
export function written(name: string, props: InferenceServiceProps, platform: PlatformProps = {}): any {
  const stack = testStack({ external: EXTERNAL, ...platform }, { podSecurity: PodSecurity.PRIVILEGED });
  new InferenceService(stack, name, { defaults: Defaults.UPSTREAM, mode: ServingMode.knative(), ...props });
  return canonicalService(find(synth(stack), 'InferenceService'));
}

/** The manifest of a sample, as the cluster sees it. */
export const sample = (name: string, spec: object, metadata: object = {}): Manifest =>
  canonicalService({ apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService', metadata: { name, ...metadata }, spec });

/** A sample of one predictor. */
export const predictor = (name: string, fields: object, metadata: object = {}): Manifest => sample(name, { predictor: fields }, metadata);

export const GPU = Accelerator.of('nvidia.com/gpu');
export const EXAMPLES = 'gs://kfserving-examples/models';
export const SAMPLES = 'gs://kfserving-samples/models';

/** The same amount as request and limit. */
export const amounts = (cpu: string, memory: string, more: object = {}) => ({ limits: { cpu, memory, ...more }, requests: { cpu, memory, ...more } });
