import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { load } from 'js-yaml';
import { ROOT, runApp } from '../support/run-app';

const program = readFileSync(join(ROOT, 'README.md'), 'utf8').split('```').find(block => block.startsWith('ts nofixture') && block.includes('KatibExperiment'))!
  .replace('ts nofixture\n', '');

test('an experiment, its training definition among it, is at most ten lines', () => {
  const lines = program.split('\n').filter(line => line.trim() !== '');
  const from = lines.findIndex(line => line.includes('new SearchSpace()'));
  const to = lines.findIndex(line => line.includes('app.synth()'));
  expect(from).toBeGreaterThan(0);
  expect(to - from).toBeLessThanOrEqual(10);
});

test('it is what the README says', () => {
  // Inside the repository: there `cdk8s-mlops` is its source.
  mkdirSync(join(ROOT, 'tmp'), { recursive: true });
  const dir = mkdtempSync(join(ROOT, 'tmp', 'readme-'));
  try {
    writeFileSync(join(dir, 'main.ts'), program);
    const manifests = runApp(join(dir, 'main.ts')).get('research.k8s.yaml')!.split(/^---$/m).map(text => load(text) as any);
    const { spec } = manifests.find(({ kind }) => kind === 'Experiment');
    expect(spec.parameters.map(({ name }: any) => name)).toEqual(['lr', 'batch']);
    expect(spec.trialTemplate.trialSpec.spec.pytorchReplicaSpecs.Worker.template.spec.containers[0].args).toEqual(['--lr=${trialParameters.lr}', '--batch=${trialParameters.batch}']);
    expect(manifests.find(({ kind }) => kind === 'Namespace').metadata.labels).toMatchObject({ 'katib.kubeflow.org/metrics-collector-injection': 'enabled' });
  } finally {
    rmSync(dir, { recursive: true });
  }
});
