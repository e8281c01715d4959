import { foundIn } from './manifests';
import type { Manifest } from '../../lib/check';
import { ACKNOWLEDGE, check, describeProblem } from '../../lib/check';

const config = (annotations: Record<string, unknown>): Manifest => ({
  apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'ns', annotations: annotations as Record<string, string> }, data: { PASSWORD: 'correct horse' },
});

test('a problem that an annotation acknowledges is told as information, with the reason', () => {
  const lines = foundIn([config({ [`${ACKNOWLEDGE}PLAIN_SECRET`]: 'a demo, no secret' })]);
  expect(lines).toEqual([expect.stringMatching(/^info PLAIN_SECRET data\['PASSWORD'\]: .* \(acknowledged: a demo, no secret\)$/)]);
});

test('a problem that the code acknowledges is told the same way', () => {
  const [problem] = check([{ where: 'c', manifest: config({}), acknowledgements: [{ code: 'PLAIN_SECRET', reason: 'a demo' }] }]);
  expect(problem.level).toBe('info');
  expect(describeProblem(problem)).toMatch(/\(acknowledged: a demo\)$/);
});

test.each<[string, Record<string, unknown>, string]>([
  ['without a reason', { [`${ACKNOWLEDGE}PLAIN_SECRET`]: ' ' },
    `warning ACKNOWLEDGEMENT_INVALID metadata.annotations['${ACKNOWLEDGE}PLAIN_SECRET']: got ' '; say why it is meant: without a reason nothing is acknowledged`],
  ['of a misspelt code', { [`${ACKNOWLEDGE}PLAIN_SECERT`]: 'a demo' },
    `warning ACKNOWLEDGEMENT_INVALID metadata.annotations['${ACKNOWLEDGE}PLAIN_SECERT']: got 'PLAIN_SECERT'; no problem has this code; did you mean 'PLAIN_SECRET'?`],
])('an acknowledgement %s is told, and acknowledges nothing', (_, annotations, line) => {
  const lines = foundIn([config(annotations)]);
  expect(lines).toContain(line);
  expect(lines).toContainEqual(expect.stringMatching(/^warning PLAIN_SECRET /));
});

test('an acknowledgement of one object leaves others as they are', () => {
  const other = { ...config({}), metadata: { name: 'd', namespace: 'ns' } } as Manifest;
  expect(foundIn([config({ [`${ACKNOWLEDGE}PLAIN_SECRET`]: 'a demo' }), other]).map(line => line.split(' ')[0])).toEqual(['info', 'warning']);
});

test('what a construct has made says of itself what is meant, whichever of its objects was made last', () => {
  const policy = (name: string, annotations?: object) => ({
    apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name, namespace: 'ns', annotations },
    spec: { podSelector: { matchLabels: { app: 'x' } }, policyTypes: ['Ingress'] },
  }) as unknown as Manifest;
  const meant = policy('a', { [`${ACKNOWLEDGE}SELECTOR_MATCHES_NOTHING`]: 'each run makes the pods' });
  const told = (...manifests: Manifest[]) => check(manifests.map(manifest => ({ where: 'c', manifest })))
    .filter(({ code, level = 'error' }) => code === 'SELECTOR_MATCHES_NOTHING' && level !== 'info').length;
  const pod = {
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'y', namespace: 'ns', labels: { app: 'y' } }, spec: { containers: [{ name: 'y', image: 'y:1' }] },
  } as unknown as Manifest;
  expect(told(policy('a'), pod)).toBe(1);
  expect(told(meant, pod)).toBe(0);
  expect(told(pod, meant)).toBe(0);
});
