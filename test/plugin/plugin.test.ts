import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Check, type CheckProperties } from '../../lib/plugin';
import { ValidationContext } from '../../node_modules/cdk8s-cli/lib/plugins';

async function judge(yaml: string, properties?: CheckProperties) {
  const file = join(mkdtempSync(join(tmpdir(), 'cdk8s-mlops-')), 'app.k8s.yaml');
  writeFileSync(file, yaml);
  const context = new ValidationContext([file], 'check', '1.0.0', {}, false);
  await new Check(properties).validate(context);
  return { file, success: context.report.success, violations: context.report.toJson().violations };
}

const GOOD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: ns}\ndata: {A: b}\n';
const BAD = `${GOOD}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: d, namespace: ns}\ndta: {A: b}\n`;
const READS = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: ns}\nspec: {containers: [{name: a, image: "a:1", envFrom: [{secretRef: {name: login}}]}]}\n';

test('a manifest that the cluster accepts passes', async () => {
  expect(await judge(GOOD)).toMatchObject({ success: true, violations: [] });
});

test('a problem is a violation, with what it means, where it is and how to mend it', async () => {
  const { file, success, violations } = await judge(BAD);
  expect(success).toBe(false);
  expect(violations).toEqual([{
    ruleName: 'SCHEMA_UNKNOWN_FIELD',
    recommendation: 'The kind has no field of this name at this place.',
    fix: "dta: unknown field; did you mean 'data'?",
    violatingConstructs: [expect.objectContaining({ resourceName: 'd', locations: ['dta'], manifestPath: file })],
  }]);
});

test('the level, and what exists already, are properties', async () => {
  expect(await judge(READS)).toMatchObject({ success: true });
  expect(await judge(READS, { level: 'warning' })).toMatchObject({ success: false, violations: [{ ruleName: 'REFERENCE_MISSING' }] });
  expect(await judge(READS, { level: 'warning', external: ['secret/login'] })).toMatchObject({ success: true });
});

test('what the cluster runs is said over what upstream ships', async () => {
  const job = 'apiVersion: batch/v1\nkind: Job\nmetadata: {name: j, namespace: ns, labels: {kueue.x-k8s.io/queue-name: q}}\nspec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: "a:1"}]}}}\n';
  expect((await judge(job, { level: 'warning', platform: { kueue: { installed: false } }, external: ['localqueue/q'] })).success).toBe(false);
  expect((await judge(job, { level: 'warning', platform: { kueue: { installed: true } }, external: ['localqueue/q'] })).success).toBe(true);
});

test.each<[string, object, string]>([
  ['a property that is none', { externl: [] }, "externl: no such property; did you mean 'external'?"],
  ['a level that is none', { level: 'warnings' }, 'level: got "warnings"; one of info, warning, error'],
  ['a field of the platform that is none', { platform: { kserv: {} } }, "platform.kserv: no such field; did you mean 'kserve'?"],
  ['a file for the platform', { platform: './platform.yaml' }, 'platform: got "./platform.yaml"; a map of kubernetes, kserve, knative, kueue, katib, seldon, istio, policy, external'],
  ['one text for a list', { external: 'secret/s' }, 'external: got "secret/s"; a list of texts'],
  ['an object without a kind', { external: ['login'] }, "external[0]: got 'login'; KIND/NAME or KIND/NAMESPACE/NAME"],
])('%s is told', (_, properties, line) => {
  expect(() => new Check(properties)).toThrow(new Error(`the properties of the plugin Check in cdk8s.yaml:\n  ${line}`));
});
