import { readFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { APPS, render } from './apps';
import { ROOT, runApp } from '../support/run-app';
import { expectSchemaValid } from '../support/schema';

describe.each(Object.keys(APPS))('app %s', app => {
  const rendered = render(app);

  test('writes the YAML that was reviewed (after a wanted change: npm run golden)', () => {
    expect(rendered).toBe(readFileSync(join(__dirname, `${app}.yaml`), 'utf8'));
  });

  test('writes objects that fit the schemas of their kinds', () => {
    const manifests = parseAllDocuments(rendered).map(doc => doc.toJS()).filter(doc => doc !== null);
    expect(manifests.length).toBeGreaterThan(3);
    expectSchemaValid(manifests);
  });

  test('writes no value of a secret', () => {
    expect(rendered).not.toMatch(/^kind: Secret$/m);
  });
});

test('an unknown mode of the iris app is an error that names the known ones', () => {
  expect(() => runApp('apps/iris/main.ts', ['nowhere'])).toThrow("mode 'nowhere': use one of cluster, local, bucket");
});

const lines = (file: string) => readFileSync(join(ROOT, file), 'utf8').split('\n');

test.each(['iris', 'mlflow-team', 'gpu-training', 'training', 'tuning'])('main.ts of %s has at most 40 lines', app => {
  expect(lines(`apps/${app}/main.ts`).length).toBeLessThanOrEqual(40);
});

test('the iris stack takes at most 15 lines of user code', () => {
  expect(lines('apps/iris/stack.ts').filter(line => !/^\s*(\/\/.*|\/\*\*.*)?$/.test(line)).length).toBeLessThanOrEqual(15);
});
