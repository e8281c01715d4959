import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { load } from 'js-yaml';
import { ROOT, runApp } from '../support/run-app';

const [, , program] = /(```ts nofixture\n[^`]*TrainingJob[^`]*)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))![1].split(/(```ts nofixture\n)/);

test('two machines of eight GPUs, with shared memory and a volume for checkpoints, are at most twelve lines', () => {
  expect(program.split('\n').filter(line => line.trim() !== '').length).toBeLessThanOrEqual(12);
});

test('they are what the README says', () => {
  // Inside the repository: there `cdk8s-mlops` is its source.
  mkdirSync(join(ROOT, 'tmp'), { recursive: true });
  const dir = mkdtempSync(join(ROOT, 'tmp', 'readme-'));
  try {
    writeFileSync(join(dir, 'main.ts'), program);
    const yaml = runApp(join(dir, 'main.ts')).get('research.k8s.yaml')!;
    const manifests = yaml.split(/^---$/m).map(text => load(text) as any);
    const { spec } = manifests.find(({ kind }) => kind === 'PyTorchJob');
    expect(spec.nprocPerNode).toBe('8');
    for (const type of ['Master', 'Worker']) {
      const { replicas, template } = spec.pytorchReplicaSpecs[type];
      expect(replicas).toBe(1);
      expect(template.spec.containers[0].resources.limits['nvidia.com/gpu']).toBe('8');
      expect(template.spec.containers[0].volumeMounts.map((mount: any) => mount.mountPath)).toEqual(['/checkpoints', '/dev/shm', '/tmp']);
    }
    expect(manifests.find(({ kind }) => kind === 'PersistentVolumeClaim').spec).toMatchObject({ accessModes: ['ReadWriteMany'], resources: { requests: { storage: '500Gi' } } });
  } finally {
    rmSync(dir, { recursive: true });
  }
});
