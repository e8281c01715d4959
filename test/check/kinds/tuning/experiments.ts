import type { Manifest } from '../../../../lib/check';
import { foundIn } from '../../manifests';

/** A Job around one container, as a trial template has it. */
export const job = (container: object = {}, pod: object = {}, rest: object = {}) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  spec: {
    template: { spec: { restartPolicy: 'Never', containers: [{ name: 'train', image: 'train:1', command: ['python', 'train.py', '--lr=${trialParameters.lr}'], ...container }], ...pod } },
    ...rest,
  },
});

/** A small Experiment that Katib takes, with other fields in its spec. */
export function experiment(spec: object = {}, template: object = {}, metadata: object = {}): Manifest {
  return {
    apiVersion: 'kubeflow.org/v1beta1',
    kind: 'Experiment',
    metadata: { name: 'lr', namespace: 'team', ...metadata },
    spec: {
      objective: { type: 'minimize', objectiveMetricName: 'loss' },
      algorithm: { algorithmName: 'random' },
      parameters: [{ name: 'lr', parameterType: 'double', feasibleSpace: { min: '0.01', max: '0.05' } }],
      trialTemplate: { primaryContainerName: 'train', trialParameters: [{ name: 'lr', reference: 'lr' }], trialSpec: job(), ...template },
      ...spec,
    },
  };
}

/** One parameter of a kind, and the trial parameter that takes it. */
export const parameter = (name: string, parameterType: unknown, feasibleSpace: unknown) => ({ name, parameterType, feasibleSpace });

/** An Experiment that searches `parameters` by an algorithm. */
export function searching(algorithm: unknown, parameters: any[], spec: object = {}): Manifest {
  const names = [...new Set(parameters.map(({ name }) => name))];
  const command = names.map(name => `--${name}=\${trialParameters.${name}}`);
  return experiment({ algorithm, parameters, ...spec }, {
    trialParameters: names.map(name => ({ name, reference: name })), trialSpec: job({ command: ['python', ...command] }),
  });
}

/** What Katib's rules and types say, without the policies of pods and what a Namespace elsewhere may lack. */
export function katibSays(...manifests: Manifest[]): string[] {
  return foundIn(manifests).filter(line => !/^info (POD_SECURITY_|HARDENING_|TUNING_NAMESPACE_LABEL)/.test(line));
}
