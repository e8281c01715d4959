import { annotated, knativeSays, pods, service } from './knative-services';
import type { Manifest } from '../../../../lib/check';

const A = 'autoscaling.knative.dev';
const of = (kind: string, spec: object, metadata: object = {}) =>
  ({ apiVersion: 'serving.knative.dev/v1', kind, metadata: { name: 'api', namespace: 'team', ...metadata }, spec }) as Manifest;
const traffic = (...targets: object[]) => service({}, {}, {}, { traffic: targets });
const named = (metadata: object) => service({}, {}, {}, { metadata });
const two = (first: object, second: object = {}) =>
  pods({ containers: [{ name: 'a', image: 'team/a:1', ...first }, { name: 'b', image: 'team/b:1', ...second }] });

test.each<[string, Manifest, string[]]>([
  ['the least', service(), []],
  ['a full one', service({ ports: [{ name: 'h2c', containerPort: 80 }], env: [{ name: 'A', value: 'b' }], envFrom: [{ secretRef: { name: 's' } }], readinessProbe: { grpc: { port: 80 } }, livenessProbe: { tcpSocket: { port: 'h2c' } }, securityContext: { runAsUser: 0, privileged: false, capabilities: { drop: ['ALL'] } } }, { automountServiceAccountToken: false, timeoutSeconds: 600, containerConcurrency: 0 }, { name: 'api-a', annotations: { 'autoscaling.knative.dev/min-scale': '1' } }, { traffic: [{ percent: 100 }] }), []],
  ['a sidecar', two({ ports: [{ containerPort: 80 }] }, { env: [{ name: 'PORT', value: '1' }], livenessProbe: {} }), []],
  ['a Route', of('Route', { traffic: [{ revisionName: 'api-1', percent: 100, tag: 'x', latestRevision: false }, { configurationName: 'api' }] }), []],
])('good: %s', (_, manifest, lines) => {
  expect(knativeSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['with a dot', named({ name: 'a.b' }), [
    "error KNATIVE_NAME metadata.name: got 'a.b'; at most 63 lower-case letters, digits and -, beginning with a letter: a Kubernetes Service gets this name",
  ]],
  ['of 64 characters', named({ name: 'a'.repeat(64) }), [
    "error KNATIVE_NAME metadata.name: got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; at most 63 lower-case letters, digits and -, beginning with a letter: a Kubernetes Service gets this name",
  ]],
  ['generated', named({ name: undefined, generateName: 'api-' }), []],
  ['generated from a digit', named({ name: undefined, generateName: '2-' }), [
    "error KNATIVE_NAME metadata.generateName: got '2-'; at most 63 lower-case letters, digits and -, beginning with a letter: a Kubernetes Service gets this name",
  ]],
  ['generated from 64 characters', named({ name: undefined, generateName: 'a'.repeat(64) }), [
    "error KNATIVE_NAME metadata.generateName: got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; at most 63 lower-case letters, digits and -, beginning with a letter: a Kubernetes Service gets this name",
  ]],
  ['of a revision of another one', service({}, {}, { name: 'web-1' }), [
    "error KNATIVE_NAME spec.template.metadata.name: got 'web-1'; begins with 'api-': a revision is named after its parent",
  ]],
  ['of a revision like its parent', service({}, {}, { name: 'api' }), [
    "error KNATIVE_NAME spec.template.metadata.name: got 'api'; begins with 'api-': a revision is named after its parent",
  ]],
  ['of a revision in capitals', service({}, {}, { name: 'api-A' }), [
    "error KNATIVE_NAME spec.template.metadata.name: got 'api-A'; at most 63 lower-case letters, digits and -, beginning with a letter: a Kubernetes Service gets this name",
  ]],
  ['of a revision of a generated parent', service({}, {}, { name: 'api-1' }, { metadata: { name: undefined, generateName: 'api-' } }), [
    "error KNATIVE_NAME spec.template.metadata.name: got 'api-1'; leave it out where the name of the parent is generated: a revision is named after it",
  ]],
  ['generated for revisions', service({}, {}, { generateName: 'Api-' }), [
    "error KNATIVE_NAME spec.template.metadata.generateName: got 'Api-'; at most 63 lower-case letters, digits and -, beginning with a letter: a Kubernetes Service gets this name",
  ]],
  ['of a ServiceAccount', service({}, { serviceAccountName: 'Api' }), [
    "error KNATIVE_NAME spec.template.spec.serviceAccountName: got 'Api'; lower-case letters, digits, - and .: the name of a ServiceAccount is a DNS subdomain",
  ]],
])('names: %s', (_, manifest, lines) => {
  expect(knativeSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['the autoscaler is elsewhere', named({ annotations: { 'autoscaling.knative.dev/min-scale': '1' } }), [
    "error KNATIVE_ANNOTATION_PLACE metadata.annotations['autoscaling.knative.dev/min-scale']: move it to spec.template.metadata.annotations: revisions scale, each by its own",
  ]],
  ['a rollout of half a second', named({ annotations: { 'serving.knative.dev/rollout-duration': '1500ms' } }), [
    "error KNATIVE_SCALING metadata.annotations['serving.knative.dev/rollout-duration']: got '1500ms'; a duration of whole seconds, such as 90s or 5m",
  ]],
  ['a rollout backwards', named({ annotations: { 'serving.knative.dev/rollout-duration': '-1s' } }), [
    "error KNATIVE_SCALING metadata.annotations['serving.knative.dev/rollout-duration']: got '-1s'; a duration of whole seconds, such as 90s or 5m",
  ]],
  ['a rollout of nothing', named({ annotations: { 'serving.knative.dev/rollout-duration': '' } }), []],
  ['visible to whom?', named({ labels: { 'networking.knative.dev/visibility': 'private' } }), [
    "warning KNATIVE_LABEL metadata.labels['networking.knative.dev/visibility']: got 'private'; cluster-local, or leave it out: Knative knows no other word here",
  ]],
  ['a Configuration of a Service that does not own it', of('Configuration', { template: { spec: { containers: [{ image: 'team/api' }] } } }, { labels: { 'serving.knative.dev/service': 'api' } }), [
    "error KNATIVE_LABEL metadata.labels['serving.knative.dev/service']: got 'api'; remove it: Knative labels what a Service owns, and this one has no owner of that name",
  ]],
  ['a Configuration of its owner', of('Configuration', { template: { spec: { containers: [{ image: 'team/api' }] } } }, { labels: { 'serving.knative.dev/service': 'api' }, ownerReferences: [{ apiVersion: 'serving.knative.dev/v1', kind: 'Service', name: 'api', uid: 'u' }] }), []],
  ['a Revision without its owner', of('Revision', { containers: [{ image: 'team/api' }] }, { labels: { 'serving.knative.dev/configuration': 'api' } }), [
    "error KNATIVE_LABEL metadata.labels['serving.knative.dev/configuration']: got 'api'; remove it: Knative labels what a Configuration owns, and this one has no owner of that name",
  ]],
])('labels and annotations of the object: %s', (_, manifest, lines) => {
  expect(knativeSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['another class of Knative', annotated(`${A}/class`, 'my.knative.dev'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/class']: got 'my.knative.dev'; kpa.autoscaling.knative.dev or hpa.autoscaling.knative.dev",
  ]],
  ['a class of somebody else', annotated(`${A}/class`, 'keda', { [`${A}/metric`]: 'queue' }), []],
  ['a metric of the HPA', annotated(`${A}/metric`, 'cpu'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/metric']: got 'cpu'; concurrency or rps; for others annotate autoscaling.knative.dev/class: hpa.autoscaling.knative.dev",
  ]],
  ['a metric of the HPA for the HPA', annotated(`${A}/metric`, 'cpu', { [`${A}/class`]: `hpa.${A}` }), []],
  ['an empty metric for the HPA', annotated(`${A}/metric`, '', { [`${A}/class`]: `hpa.${A}` }), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/metric']: got ''; name a metric, such as cpu or memory",
  ]],
  ['an unknown algorithm', annotated(`${A}/metric-aggregation-algorithm`, 'mean', { [`${A}/class`]: `kpa.${A}` }), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/metric-aggregation-algorithm']: got 'mean'; linear or weighted-exponential",
  ]],
  ['an unknown algorithm of nobody', annotated(`${A}/metric-aggregation-algorithm`, 'mean'), []],
  ['a scale of one and a half', annotated(`${A}/min-scale`, '1.5'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/min-scale']: got '1.5'; a whole number of at least 0",
  ]],
  ['a scale below zero, by its older name', annotated(`${A}/maxScale`, '-1'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/maxScale']: got '-1'; a whole number of at least 0",
  ]],
  ['max below min', annotated(`${A}/max-scale`, '1', { [`${A}/min-scale`]: '2' }), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/max-scale']: got '1'; at least min-scale, 2, or 0 for no limit",
  ]],
  ['no max', annotated(`${A}/max-scale`, '0', { [`${A}/min-scale`]: '2' }), []],
  ['one to start with', annotated(`${A}/activation-scale`, '1'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/activation-scale']: got '1'; at least 2: it is how many start when there are none",
  ]],
  ['fewer to start with than at least', annotated(`${A}/activation-scale`, '2', { [`${A}/min-scale`]: '3' }), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/activation-scale']: got '2'; at least min-scale, 3",
  ]],
  ['more to start with than at most', annotated(`${A}/activation-scale`, '3', { [`${A}/max-scale`]: '2' }), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/activation-scale']: got '3'; at most max-scale, 2",
  ]],
  ['some to start with', annotated(`${A}/activation-scale`, 'some'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/activation-scale']: got 'some'; a whole number of at least 2",
  ]],
  ['none at first', annotated(`${A}/initial-scale`, '0'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/initial-scale']: got '0'; a whole number of at least 1; 0 needs allow-zero-initial-scale in config-autoscaler",
  ]],
  ['a target of nothing', annotated(`${A}/target`, '0.001'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/target']: got '0.001'; a number of at least 0.01",
  ]],
  ['a target in words', annotated(`${A}/target`, 'ten'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/target']: got 'ten'; a number of at least 0.01",
  ]],
  ['a target of one thousand', annotated(`${A}/target`, '1_000'), []],
  ['a utilization of more than all', annotated(`${A}/target-utilization-percentage`, '101'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/target-utilization-percentage']: got '101'; a number from 1 to 100",
  ]],
  ['a burst below zero', annotated(`${A}/target-burst-capacity`, '-2'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/target-burst-capacity']: got '-2'; a number of at least 0, or -1 for no limit",
  ]],
  ['a panic window', annotated(`${A}/panic-window-percentage`, '0.5'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/panic-window-percentage']: got '0.5'; a number from 1 to 100",
  ]],
  ['a panic threshold', annotated(`${A}/panic-threshold-percentage`, '100'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/panic-threshold-percentage']: got '100'; a number from 110 to 1000",
  ]],
  ['a short window', annotated(`${A}/window`, '5s'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/window']: got '5s'; a duration of whole seconds from 6s to 1h",
  ]],
  ['a window of a broken second', annotated(`${A}/window`, '6500ms'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/window']: got '6500ms'; a duration of whole seconds from 6s to 1h",
  ]],
  ['a long retention', annotated(`${A}/scale-to-zero-pod-retention-period`, '61m'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/scale-to-zero-pod-retention-period']: got '61m'; a duration of at most 1h, such as 2m",
  ]],
  ['a delay of no unit', annotated(`${A}/scale-down-delay`, '10'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['autoscaling.knative.dev/scale-down-delay']: got '10'; a duration of whole seconds, at most 1h",
  ]],
  ['a misspelt annotation', annotated(`${A}/minscale`, '1'), [
    "warning KNATIVE_ANNOTATION_UNKNOWN spec.template.metadata.annotations['autoscaling.knative.dev/minscale']: Knative does not know it, and ignores it; did you mean 'autoscaling.knative.dev/min-scale'?",
  ]],
  ['an unknown annotation', annotated(`${A}/whatever`, '1'), [
    "warning KNATIVE_ANNOTATION_UNKNOWN spec.template.metadata.annotations['autoscaling.knative.dev/whatever']: Knative does not know it, and ignores it",
  ]],
  ['an unknown annotation of networking', annotated('networking.knative.dev/ingressclass', 'x'), [
    "error KNATIVE_ANNOTATION_UNKNOWN spec.template.metadata.annotations['networking.knative.dev/ingressclass']: Knative takes no such annotation of networking.knative.dev; did you mean 'networking.knative.dev/ingress.class'?",
  ]],
  ['a share for the queue-proxy', annotated('queue.sidecar.serving.knative.dev/resource-percentage', '0'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['queue.sidecar.serving.knative.dev/resource-percentage']: got '0'; a number from 0.1 to 100",
  ]],
  ['a quantity for the queue-proxy', annotated('queue.sidecar.serving.knative.dev/cpu-resource-limit', 'much'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['queue.sidecar.serving.knative.dev/cpu-resource-limit']: got 'much'; a quantity such as 100m or 64Mi",
  ]],
  ['a deadline', annotated('serving.knative.dev/progress-deadline', 'soon'), [
    "error KNATIVE_SCALING spec.template.metadata.annotations['serving.knative.dev/progress-deadline']: got 'soon'; a duration of whole seconds, such as 90s or 5m",
  ]],
  ['a Revision', of('Revision', { containers: [{ image: 'team/api' }] }, { annotations: { 'autoscaling.knative.dev/target': 'x' } }), [
    "error KNATIVE_SCALING metadata.annotations['autoscaling.knative.dev/target']: got 'x'; a number of at least 0.01",
  ]],
])('scaling: %s', (_, manifest, lines) => {
  expect(knativeSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['of less than all', traffic({ percent: 60 }, { revisionName: 'api-1', percent: 20 }), [
    'error KNATIVE_TRAFFIC spec.traffic: got 80; the percents of all targets add up to 100',
  ]],
  ['of more than all', traffic({ percent: 120 }, { revisionName: 'api-1', percent: -20 }), [
    'error KNATIVE_TRAFFIC spec.traffic[0].percent: got 120; a whole number from 0 to 100',
    'error KNATIVE_TRAFFIC spec.traffic[1].percent: got -20; a whole number from 0 to 100',
  ]],
  ['without percents', traffic({ latestRevision: true }), [
    'error KNATIVE_TRAFFIC spec.traffic: got 0; the percents of all targets add up to 100',
  ]],
  ['the latest, by name', traffic({ percent: 100, latestRevision: true, revisionName: 'api-1' }), [
    'error KNATIVE_TRAFFIC spec.traffic[0].latestRevision: got true; false with a revisionName, or leave it out',
  ]],
  ['not the latest, without a name', traffic({ percent: 100, latestRevision: false }), [
    'error KNATIVE_TRAFFIC spec.traffic[0].latestRevision: got false; true without a revisionName, or leave it out',
  ]],
  ['a configuration of a Service', traffic({ percent: 100, configurationName: 'api' }), [
    "error KNATIVE_TRAFFIC spec.traffic[0].configurationName: got 'api'; remove it: a Service has a Configuration of its own",
  ]],
  ['a name that is none', traffic({ percent: 100, revisionName: 'api 1' }), [
    "error KNATIVE_TRAFFIC spec.traffic[0].revisionName: got 'api 1'; no name of a Revision",
  ]],
  ['a url', traffic({ percent: 100, url: 'http://x' }), [
    "error KNATIVE_TRAFFIC spec.traffic[0].url: got 'http://x'; remove it: Knative writes it into the status",
  ]],
  ['a tag in capitals', traffic({ percent: 100, tag: 'A' }), [
    "error KNATIVE_TRAFFIC spec.traffic[0].tag: got 'A'; a tag has at most 63 lower-case letters, digits and -, and begins with a letter",
  ]],
  ['a tag twice', traffic({ percent: 100, tag: 'a' }, { revisionName: 'api-1', tag: 'a' }), [
    "error KNATIVE_TRAFFIC spec.traffic[1].tag: got 'a'; another target has this tag; rename one of the two",
  ]],
  ['of a Route without any', of('Route', {}), [
    'error KNATIVE_TRAFFIC spec.traffic: a Route has at least one target, and their percents add up to 100',
  ]],
  ['of a Route to nothing', of('Route', { traffic: [{ percent: 100 }] }), [
    'error KNATIVE_TRAFFIC spec.traffic[0]: a target has a revisionName or a configurationName',
  ]],
  ['of a Route to two', of('Route', { traffic: [{ percent: 100, revisionName: 'a', configurationName: 'b' }] }), [
    "error KNATIVE_TRAFFIC spec.traffic[0].configurationName: got 'b'; revisionName and configurationName exclude each other; keep one",
  ]],
  ['of a Route to a name that is none', of('Route', { traffic: [{ percent: 100, configurationName: '-b' }] }), [
    "error KNATIVE_TRAFFIC spec.traffic[0].configurationName: got '-b'; no name of a Configuration",
  ]],
])('traffic: %s', (_, manifest, lines) => {
  expect(knativeSays(manifest)).toEqual(lines);
});
