import type { KatibConfigProps, KatibExperimentProps, PlatformProps } from '../../lib';
import { Algorithm, EarlyStopping, KatibConfig, KatibExperiment, MetricsCollector, Objective, PodSecurity, SearchSpace, TrainingJob } from '../../lib';
import { find, problems, synth, testStack } from '../support/synth';

const ENFORCE = 'pod-security.kubernetes.io/enforce';

const stackWith = (platform: PlatformProps, props: Partial<KatibExperimentProps> = {}, podSecurity?: PodSecurity) => {
  const stack = testStack(platform, { podSecurity });
  const space = new SearchSpace();
  new KatibExperiment(stack, 'lr', {
    objective: Objective.minimize('loss'), algorithm: Algorithm.random(), maxTrials: 3, space, metricsCollector: MetricsCollector.push(),
    trial: TrainingJob.trial({ image: 'a:1', command: ['train'], args: [`--lr=${space.double('lr', 0.1, 1)}`] }), ...props,
  });
  return stack;
};
const level = (...args: Parameters<typeof stackWith>) => find(synth(stackWith(...args)), 'Namespace').metadata.labels[ENFORCE];
const configured = (props: KatibConfigProps = {}): PlatformProps => ({ katib: KatibConfig.configurationOf(props) });

test.each<[string, PlatformProps, Partial<KatibExperimentProps>, string]>([
  ['the algorithm as Katib ships it', {}, {}, 'baseline'],
  ['an algorithm that KatibConfig hardens', configured(), {}, 'restricted'],
  ['one that it hardens, and a collector that it does', configured(), { metricsCollector: MetricsCollector.stdOut() }, 'restricted'],
  ['a collector that it does not harden', configured({ injectSecurityContext: false }), { metricsCollector: MetricsCollector.stdOut() }, 'baseline'],
  ['one that it does not harden', configured({ algorithms: { random: { hardened: false } } }), {}, 'baseline'],
  ['early stopping beside it, which Katib cannot harden', configured(), { metricsCollector: MetricsCollector.stdOut(), earlyStopping: EarlyStopping.medianStop() }, 'baseline'],
])('%s lets the namespace enforce what its pods pass', (_, platform, props, expected) => {
  expect(level(platform, props)).toBe(expected);
});

test.each<[string, PlatformProps, Partial<KatibExperimentProps>, string[]]>([
  ['the algorithm as Katib ships it', {}, {}, ["[mlops/lr] POD_SECURITY_INJECTED algorithm: got 'random'; Katib runs random for lr in this namespace as its image says, which Pod Security 'restricted' refuses; use PodSecurity.BASELINE for the Stack, or harden it with KatibConfig and declare Platform katib.restrictedAlgorithms"]],
  ['early stopping', configured(), { metricsCollector: MetricsCollector.stdOut(), earlyStopping: EarlyStopping.medianStop() }, ["[mlops/lr] POD_SECURITY_INJECTED earlyStopping: got 'medianstop'; Katib runs medianstop for lr in this namespace as its image says, which Pod Security 'restricted' refuses; use PodSecurity.BASELINE for the Stack"]],
  ['an algorithm that KatibConfig hardens', configured(), {}, []],
])('%s in a namespace that is to enforce restricted', (_, platform, props, lines) => {
  expect(problems(stackWith(platform, props, PodSecurity.RESTRICTED))).toEqual(lines);
});
