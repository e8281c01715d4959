import { Construct } from 'constructs';
import { Cloud, Linter, Platform, Stack } from '../../lib';
import { find, synth, testApp } from '../support/synth';

test('a cluster of which nothing was said is a current Kubernetes of no cloud', () => {
  const platform = Platform.of(testApp());
  expect(platform).toMatchObject({ kubernetes: '1.34', cloud: Cloud.OTHER, kueue: false, volcano: false, gitOps: false, linters: [] });
  for (const fact of ['ingressClass', 'certificateIssuer', 'gateway', 'ingressNamespace', 'monitoringNamespace', 'serviceMonitorLabels'] as const) {
    expect([fact, platform[fact]]).toEqual([fact, undefined]);
  }
});

test('what was said is what constructs are told', () => {
  const app = testApp();
  const facts = {
    kubernetes: '1.30', cloud: Cloud.EKS, kueue: true, volcano: true, gitOps: true, linters: [Linter.POLARIS], ingressClass: 'nginx', certificateIssuer: 'letsencrypt',
    gateway: { name: 'g' }, ingressNamespace: 'ingress', monitoringNamespace: 'monitoring', serviceMonitorLabels: { release: 'p' },
  };
  const platform = Platform.declare(app, facts);
  expect(platform).toMatchObject(facts);
  expect(Platform.of(new Construct(new Stack(app, 'a'), 'b'))).toBe(platform);
});

test('undefined is not a fact', () => {
  expect(Platform.declare(testApp(), { kubernetes: undefined, cloud: undefined, kueue: undefined, linters: undefined }))
    .toMatchObject({ kubernetes: '1.34', cloud: Cloud.OTHER, kueue: false, linters: [] });
});

test('the nearest declaration holds: two stacks may go to two clusters', () => {
  const app = testApp();
  const whole = Platform.declare(app, { cloud: Cloud.GKE });
  const [near, far] = [new Construct(app, 'near'), new Construct(app, 'far')];
  const own = Platform.declare(near, { cloud: Cloud.EKS, kubernetes: '1.31' });
  expect(Platform.of(new Construct(near, 'x'))).toBe(own);
  expect(Platform.of(far)).toBe(whole);
  expect(find(synth(new Stack(near, 'a')), 'Namespace').metadata.labels['pod-security.kubernetes.io/enforce-version']).toBe('v1.31');
});

test('a platform declared twice in one place is an error that names the place', () => {
  const app = testApp();
  const part = new Construct(app, 'part');
  Platform.declare(app, {});
  Platform.declare(part, {});
  expect(() => Platform.declare(app, {})).toThrow("Platform.declare: 'the app' has a platform already");
  expect(() => Platform.declare(part, {})).toThrow("Platform.declare: 'part' has a platform already");
});

test('a platform declared after a construct has asked for it is an error', () => {
  const app = testApp();
  new Stack(app, 'a');
  expect(() => Platform.declare(app, {})).toThrow('Platform.declare: declare the platform before the first construct that asks for it');
});

test('a platform declared late at a part, which has been built with another, is an error too', () => {
  const app = testApp();
  Platform.declare(app, { kubernetes: '1.34' });
  const part = new Construct(app, 'part');
  new Stack(part, 'a');
  expect(() => Platform.declare(part, { kubernetes: '1.30' })).toThrow('declare the platform before the first construct that asks for it');
});

test('every construct that asks before anyone has said gets the same answer', () => {
  const app = testApp();
  expect(Platform.of(new Construct(app, 'a'))).toBe(Platform.of(new Construct(app, 'b')));
});

test.each(['', '1', '1.', '2.0', '1.x', ' 1.34', '1.34\n', '1,34'])('%p is no minor version of Kubernetes', kubernetes => {
  expect(() => Platform.declare(testApp(), { kubernetes })).toThrow(`Platform kubernetes: got '${kubernetes}'; use a minor version such as '1.34'`);
});

test('minor versions compare as numbers, not as texts', () => {
  const at = (kubernetes: string) => Platform.declare(testApp(), { kubernetes });
  expect([at('1.30').atLeast(30), at('1.31').atLeast(30), at('1.29').atLeast(30), at('1.9').atLeast(10), at('1.100').atLeast(34)]).toEqual([true, true, false, false, true]);
});

test.each(['v1.34', '1.34.4', 'v1.34.4'])('%p is Kubernetes 1.34', kubernetes => {
  expect(Platform.declare(testApp(), { kubernetes }).kubernetes).toBe('1.34');
});
