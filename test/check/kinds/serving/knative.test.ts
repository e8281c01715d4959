import { annotated, knativeSays, pods, service } from './knative-services';
import type { Manifest } from '../../../../lib/check';

const A = 'autoscaling.knative.dev';
const of = (kind: string, spec: object, metadata: object = {}) =>
  ({ apiVersion: 'serving.knative.dev/v1', kind, metadata: { name: 'api', namespace: 'team', ...metadata }, spec }) as Manifest;
const traffic = (...targets: object[]) => service({}, {}, {}, { traffic: targets });
const named = (metadata: object) => service({}, {}, {}, { metadata });
const mounted = (volume: object, mount: object = {}) =>
  service({ volumeMounts: [{ name: 'v', mountPath: '/v', ...mount }] }, { volumes: [{ name: 'v', ...volume }] });
const projected = (...sources: object[]) => mounted({ projected: { sources } });
const two = (first: object, second: object = {}) =>
  pods({ containers: [{ name: 'a', image: 'team/a:1', ...first }, { name: 'b', image: 'team/b:1', ...second }] });
const probe = (readinessProbe: object, container: object = {}) => service({ readinessProbe, ...container });

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

test.each<[string, Manifest, string[]]>([
  ['no template', of('Service', {}), [
    'error KNATIVE_CONTAINER spec.template: a revision has a template with at least one container',
  ]],
  ['no pod', of('Service', { template: {} }), [
    'error KNATIVE_CONTAINER spec.template.spec: a revision has a template with at least one container',
  ]],
  ['no containers', pods({ containers: [] }), [
    'error KNATIVE_CONTAINER spec.template.spec.containers: got []; a revision has at least one container',
  ]],
  ['fields with a flag', service({}, { nodeSelector: { a: 'b' }, tolerations: [{ operator: 'Exists' }], shareProcessNamespace: false, priorityClassName: 'p', hostNetwork: true, affinity: {}, initContainers: [{ name: 'i' }] }), [
    'error KNATIVE_FEATURE_OFF spec.template.spec.affinity: Knative refuses it until kubernetes.podspec-affinity is enabled in the ConfigMap config-features',
    'error KNATIVE_FEATURE_OFF spec.template.spec.nodeSelector: Knative refuses it until kubernetes.podspec-nodeselector is enabled in the ConfigMap config-features',
    'error KNATIVE_FEATURE_OFF spec.template.spec.tolerations: Knative refuses it until kubernetes.podspec-tolerations is enabled in the ConfigMap config-features',
    'error KNATIVE_FEATURE_OFF spec.template.spec.shareProcessNamespace: got false; Knative refuses it until kubernetes.podspec-shareprocessnamespace is enabled in the ConfigMap config-features',
    "error KNATIVE_FEATURE_OFF spec.template.spec.priorityClassName: got 'p'; Knative refuses it until kubernetes.podspec-priorityclassname is enabled in the ConfigMap config-features",
    'error KNATIVE_FEATURE_OFF spec.template.spec.initContainers: Knative refuses it until kubernetes.podspec-init-containers is enabled in the ConfigMap config-features',
    'error KNATIVE_FEATURE_OFF spec.template.spec.hostNetwork: got true; Knative refuses it until kubernetes.podspec-hostnetwork is enabled in the ConfigMap config-features',
  ]],
  ['fields with a flag, and empty', service({}, { priorityClassName: '', hostNetwork: false, dnsPolicy: '' }), []],
  ['fields that it never has', service({ lifecycle: {}, tty: true }, { restartPolicy: 'Always', terminationGracePeriodSeconds: 5 }), [
    "error KNATIVE_FIELD_FORBIDDEN spec.template.spec.restartPolicy: got 'Always'; remove it: Knative takes no such field of a pod",
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.terminationGracePeriodSeconds: got 5; remove it: Knative takes no such field of a pod',
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.containers[0].lifecycle: remove it: Knative takes no such field of a container',
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.containers[0].tty: got true; remove it: Knative takes no such field of a container',
  ]],
  ['a misspelt field', service({ imag: 'x' }, { nodeSelectors: {} }), [
    "error SCHEMA_UNKNOWN_FIELD spec.template.spec.nodeSelectors: unknown field; did you mean 'nodeSelector'?",
    "error SCHEMA_UNKNOWN_FIELD spec.template.spec.containers[0].imag: unknown field; did you mean 'image'?",
  ]],
  ['a misspelt field of what the CRD leaves open', service({}, {}, { lables: {} }), [
    "error SCHEMA_UNKNOWN_FIELD spec.template.metadata.lables: unknown field; did you mean 'labels'?",
  ]],
  ['a number for a label', service({}, {}, { labels: { a: 1 } }), [
    'error SCHEMA_TYPE spec.template.metadata.labels.a: got 1; expected text, not a whole number: put it in quotes',
  ]],
  ['the token', service({}, { automountServiceAccountToken: true }), [
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.automountServiceAccountToken: got true; remove it: Knative takes only false here, and mounts the token anyway',
  ]],
  ['a long timeout', service({}, { timeoutSeconds: 601 }), [
    'error KNATIVE_BOUNDS spec.template.spec.timeoutSeconds: got 601; from 0 to 600, the max-revision-timeout-seconds of config-defaults',
  ]],
  ['much concurrency', service({}, { containerConcurrency: 1001 }), [
    'error KNATIVE_BOUNDS spec.template.spec.containerConcurrency: got 1001; from 0, which is no limit, to 1000',
  ]],
])('the pod: %s', (_, manifest, lines) => {
  expect(knativeSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['no image', service({ image: undefined }), [
    'error KNATIVE_IMAGE spec.template.spec.containers[0].image: a container has an image',
  ]],
  ['an image without a name', service({ image: 'x' }), [
    "error KNATIVE_IMAGE spec.template.spec.containers[0].image: got 'x'; the name 'x' has 2 to 255 lower-case letters, digits, _, -, . and /",
  ]],
  ['an image with a bad tag', service({ image: 'team/x:a b' }), [
    "error KNATIVE_IMAGE spec.template.spec.containers[0].image: got 'team/x:a b'; a tag has at most 128 letters, digits, _, . and -",
  ]],
  ['an image with a bad digest', service({ image: 'team/x@sha256:abc' }), [
    "error KNATIVE_IMAGE spec.template.spec.containers[0].image: got 'team/x@sha256:abc'; the digest is sha256: and 64 hexadecimal digits",
  ]],
  ['an image with two', service({ image: 'team/x@a@b' }), [
    "error KNATIVE_IMAGE spec.template.spec.containers[0].image: got 'team/x@a@b'; one @ at most, before the digest",
  ]],
  ['an image with a bad registry', service({ image: 'reg:port/x1' }), [
    "error KNATIVE_IMAGE spec.template.spec.containers[0].image: got 'reg:port/x1'; 'reg:port' is no host with a port",
  ]],
  ['an image with a port, a tag and a digest', service({ image: 'reg.io:5000/x1:2@sha256:' + 'a'.repeat(64) }), []],
  ['a name of Knative', service({ name: 'queue-proxy' }), [
    "error KNATIVE_CONTAINER spec.template.spec.containers[0].name: got 'queue-proxy'; Knative adds a container of this name; use another one",
  ]],
  ['a message', service({ terminationMessagePolicy: 'file' }), [
    "error KNATIVE_CONTAINER spec.template.spec.containers[0].terminationMessagePolicy: got 'file'; File or FallbackToLogsOnError",
  ]],
  ['variables of Knative', service({ env: [{ name: 'PORT', value: '1' }, { name: 'K_SERVICE', value: 'x' }] }), [
    "error KNATIVE_ENV spec.template.spec.containers[0].env[0].name: got 'PORT'; Knative sets this variable itself; use another name",
    "error KNATIVE_ENV spec.template.spec.containers[0].env[1].name: got 'K_SERVICE'; Knative sets this variable itself; use another name",
  ]],
  ['a variable without a name', service({ env: [{ name: '', value: '1' }] }), [
    "error KNATIVE_ENV spec.template.spec.containers[0].env[0].name: got ''; a variable has a name",
  ]],
  ['a field of the pod in a variable', service({ env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }), [
    'error KNATIVE_FEATURE_OFF spec.template.spec.containers[0].env[0].valueFrom.fieldRef: Knative refuses it until kubernetes.podspec-fieldref is enabled in the ConfigMap config-features',
  ]],
  ['envFrom of nothing and of two', service({ envFrom: [{}, { secretRef: { name: 'a' }, configMapRef: { name: 'b' } }] }), [
    'error KNATIVE_ENV spec.template.spec.containers[0].envFrom[0]: needs one of configMapRef or secretRef',
    'error KNATIVE_ENV spec.template.spec.containers[0].envFrom[1]: has both configMapRef and secretRef; keep one',
  ]],
  ['two ports', service({ ports: [{ containerPort: 1 }, { containerPort: 2 }] }), [
    'error KNATIVE_PORT spec.template.spec.containers[0].ports[1]: remove it: a revision has one port, over all containers',
  ]],
  ['a port of the queue-proxy', service({ ports: [{ containerPort: 8012 }] }), [
    'error KNATIVE_PORT spec.template.spec.containers[0].ports[0].containerPort: got 8012; the queue-proxy beside the container has this port; use another one',
  ]],
  ['a port out of range', service({ ports: [{ containerPort: 65536 }] }), [
    'error KNATIVE_PORT spec.template.spec.containers[0].ports[0].containerPort: got 65536; from 0 to 65535',
  ]],
  ['a port of UDP', service({ ports: [{ containerPort: 1, protocol: 'UDP' }] }), [
    "error KNATIVE_PORT spec.template.spec.containers[0].ports[0].protocol: got 'UDP'; TCP: Knative serves HTTP and gRPC alone",
  ]],
  ['a port with a name', service({ ports: [{ containerPort: 1, name: 'web' }] }), [
    "error KNATIVE_PORT spec.template.spec.containers[0].ports[0].name: got 'web'; h2c for HTTP/2 and gRPC, http1, or none: Knative reads the protocol from it",
  ]],
  ['a port of the node', service({ ports: [{ containerPort: 1, hostPort: 1 }] }), [
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.containers[0].ports[0].hostPort: got 1; remove it: Knative takes no such field of a port',
  ]],
  ['two without a port', two({}), [
    'error KNATIVE_PORT spec.template.spec.containers[0].ports: give one of the containers a port: among several, it is the one that serves',
  ]],
  ['two with ports', two({ ports: [{ containerPort: 1 }] }, { ports: [{ containerPort: 2 }] }), [
    'error KNATIVE_PORT spec.template.spec.containers[1].ports[0]: remove it: a revision has one port, over all containers',
  ]],
  ['two of one name', two({ ports: [{ containerPort: 1 }] }, { name: 'a' }), [
    "error KNATIVE_CONTAINER spec.template.spec.containers[1].name: got 'a'; another container has this name; rename one of the two",
  ]],
  ['root and more', service({ securityContext: { privileged: true, runAsUser: -1, runAsGroup: 2147483648, procMount: 'Default', capabilities: { add: ['X'] } } }), [
    "error KNATIVE_FIELD_FORBIDDEN spec.template.spec.containers[0].securityContext.procMount: got 'Default'; remove it: Knative takes no such field of a securityContext",
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.containers[0].securityContext.privileged: got true; remove it: Knative runs no privileged containers',
    'error KNATIVE_FEATURE_OFF spec.template.spec.containers[0].securityContext.capabilities.add: Knative refuses it until kubernetes.containerspec-addcapabilities is enabled in the ConfigMap config-features',
    'error KNATIVE_BOUNDS spec.template.spec.containers[0].securityContext.runAsUser: got -1; from 0 to 2147483647',
    'error KNATIVE_BOUNDS spec.template.spec.containers[0].securityContext.runAsGroup: got 2147483648; from 0 to 2147483647',
  ]],
])('containers: %s', (_, manifest, lines) => {
  expect(knativeSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['of nothing', service({ livenessProbe: {}, readinessProbe: {} }), [
    'error KNATIVE_PROBE spec.template.spec.containers[0].livenessProbe: needs one of httpGet, tcpSocket, exec, grpc',
  ]],
  ['of two', probe({ httpGet: {}, exec: { command: ['a'] } }), [
    'error KNATIVE_PROBE spec.template.spec.containers[0].readinessProbe.exec: httpGet is there already; keep one of the two',
  ]],
  ['of another port', probe({ httpGet: { port: '8080' } }), [
    "error KNATIVE_PROBE spec.template.spec.containers[0].readinessProbe.httpGet.port: got '8080'; the number of the container's port, its name 'http', or nothing",
  ]],
  ['of the port by its name', probe({ httpGet: { port: 'h2c' } }, { ports: [{ name: 'h2c', containerPort: 1 }] }), []],
  ['of the port without a name', probe({ tcpSocket: { port: 'http' } }), []],
  ['numbers below zero', probe({ tcpSocket: {}, periodSeconds: -1, initialDelaySeconds: -1, successThreshold: -1, timeoutSeconds: -1 }), [
    'error KNATIVE_PROBE spec.template.spec.containers[0].readinessProbe.periodSeconds: got -1; at least 0',
    'error KNATIVE_PROBE spec.template.spec.containers[0].readinessProbe.initialDelaySeconds: got -1; at least 0',
    'error KNATIVE_PROBE spec.template.spec.containers[0].readinessProbe.successThreshold: got -1; at least 1',
    'error KNATIVE_PROBE spec.template.spec.containers[0].readinessProbe.timeoutSeconds: got -1; at least 1',
  ]],
  ['numbers without a period', probe({ tcpSocket: {}, failureThreshold: 3, timeoutSeconds: 1 }), [
    'error KNATIVE_PROBE spec.template.spec.containers[0].readinessProbe.failureThreshold: got 3; write periodSeconds, too, or leave this out: without a period Knative probes as often as it sees fit',
    'error KNATIVE_PROBE spec.template.spec.containers[0].readinessProbe.timeoutSeconds: got 1; write periodSeconds, too, or leave this out: without a period Knative probes as often as it sees fit',
  ]],
  ['numbers with a period', probe({ tcpSocket: {}, failureThreshold: 3, timeoutSeconds: 1, periodSeconds: 1 }), []],
  ['of a sidecar', two({ ports: [{ containerPort: 1 }] }, { livenessProbe: { tcpSocket: { port: 1 } }, readinessProbe: {}, startupProbe: {} }), [
    'error KNATIVE_FEATURE_OFF spec.template.spec.containers[1].livenessProbe: Knative refuses it until multi-container-probing is enabled in the ConfigMap config-features',
    'error KNATIVE_FEATURE_OFF spec.template.spec.containers[1].readinessProbe: Knative refuses it until multi-container-probing is enabled in the ConfigMap config-features',
  ]],
])('probes: %s', (_, manifest, lines) => {
  expect(knativeSays(manifest)).toEqual(lines);
});

test.each<[string, Manifest, string[]]>([
  ['not mounted', service({}, { volumes: [{ name: 'v', emptyDir: {} }] }), [
    "error KNATIVE_VOLUME spec.template.spec.volumes[0].name: got 'v'; mount it or remove it: Knative refuses a volume that no container mounts",
  ]],
  ['with a bad name', service({ volumeMounts: [{ name: 'V', mountPath: '/v' }] }, { volumes: [{ name: 'V', emptyDir: {} }] }), [
    "error KNATIVE_VOLUME spec.template.spec.volumes[0].name: got 'V'; the name of a volume has at most 63 lower-case letters, digits and -",
  ]],
  ['of nothing', mounted({}), [
    'error KNATIVE_VOLUME spec.template.spec.volumes[0]: needs one of secret, configMap, projected, emptyDir',
  ]],
  ['of two', mounted({ emptyDir: {}, secret: { secretName: 's' } }), [
    'error KNATIVE_VOLUME spec.template.spec.volumes[0].emptyDir: secret is there already; a volume has one source',
  ]],
  ['of kinds with a flag', mounted({ hostPath: { path: '/x' } }), [
    'error KNATIVE_FEATURE_OFF spec.template.spec.volumes[0].hostPath: Knative refuses it until kubernetes.podspec-volumes-hostpath is enabled in the ConfigMap config-features',
  ]],
  ['a claim to write to', mounted({ persistentVolumeClaim: { claimName: 'c' } }), [
    'error KNATIVE_FEATURE_OFF spec.template.spec.volumes[0].persistentVolumeClaim: Knative refuses it until kubernetes.podspec-persistent-volume-claim is enabled in the ConfigMap config-features',
    'error KNATIVE_FEATURE_OFF spec.template.spec.volumes[0].persistentVolumeClaim.readOnly: write true: pods write to claims once kubernetes.podspec-persistent-volume-write is enabled in the ConfigMap config-features',
  ]],
  ['of kinds that it never has', mounted({ emptyDir: {}, nfs: { server: 's', path: '/' } }), [
    'error KNATIVE_FIELD_FORBIDDEN spec.template.spec.volumes[0].nfs: remove it: Knative takes no such field of a volume',
  ]],
  ['an emptyDir of another medium', mounted({ emptyDir: { medium: 'Disk', sizeLimit: '-1Gi' } }), [
    "error KNATIVE_VOLUME spec.template.spec.volumes[0].emptyDir.medium: got 'Disk'; Memory, or nothing",
    "error KNATIVE_VOLUME spec.template.spec.volumes[0].emptyDir.sizeLimit: got '-1Gi'; a quantity of at least 0, such as 1Gi",
  ]],
  ['an emptyDir of a size that is none', mounted({ emptyDir: { sizeLimit: 'big' } }), [
    "error KNATIVE_VOLUME spec.template.spec.volumes[0].emptyDir.sizeLimit: got 'big'; a quantity of at least 0, such as 1Gi",
  ]],
  ['an emptyDir with a misspelt field', mounted({ emptyDir: { size: '1Gi' } }), [
    'error SCHEMA_UNKNOWN_FIELD spec.template.spec.volumes[0].emptyDir.size: unknown field; known here: medium, sizeLimit',
  ]],
  ['items without a key', mounted({ secret: { secretName: 's', items: [{ key: '', path: 'p' }] } }), [
    "error KNATIVE_VOLUME spec.template.spec.volumes[0].secret.items[0].key: got ''; an item has a key and a path",
  ]],
  ['projected of nothing, of two, of no name', projected({}, { secret: { name: 's' }, configMap: { name: 'c' } }, { secret: {} }, { serviceAccountToken: { path: '' } }), [
    'error KNATIVE_VOLUME spec.template.spec.volumes[0].projected.sources[0]: needs one of secret, configMap, serviceAccountToken, downwardAPI',
    'error KNATIVE_VOLUME spec.template.spec.volumes[0].projected.sources[1].configMap: secret is there already; each source has one',
    'error KNATIVE_VOLUME spec.template.spec.volumes[0].projected.sources[2].secret.name: name the Secret',
    "error KNATIVE_VOLUME spec.template.spec.volumes[0].projected.sources[3].serviceAccountToken.path: got ''; say where the token is written",
  ]],
  ['the downward API of nothing, of two, without a path', projected({ downwardAPI: { items: [{ path: 'a' }, { path: 'b', fieldRef: { fieldPath: 'x' }, resourceFieldRef: { resource: 'x' } }, { path: '', fieldRef: { fieldPath: 'x' } }] } }), [
    'error KNATIVE_VOLUME spec.template.spec.volumes[0].projected.sources[0].downwardAPI.items[0]: needs fieldRef or resourceFieldRef',
    'error KNATIVE_VOLUME spec.template.spec.volumes[0].projected.sources[0].downwardAPI.items[1]: fieldRef and resourceFieldRef exclude each other; keep one',
    "error KNATIVE_VOLUME spec.template.spec.volumes[0].projected.sources[0].downwardAPI.items[2].path: got ''; say where it is written",
  ]],
  ['mounts of nothing', service({ volumeMounts: [{ name: 'v', mountPath: '/v' }] }), [
    "error KNATIVE_MOUNT spec.template.spec.containers[0].volumeMounts[0].name: got 'v'; no volume of this name in the pod",
  ]],
  ['mounts at bad paths', mounted({ emptyDir: {} }, { mountPath: 'v' }), [
    "error KNATIVE_MOUNT spec.template.spec.containers[0].volumeMounts[0].mountPath: got 'v'; an absolute path, beginning with /",
  ]],
  ['mounts at the root', mounted({ emptyDir: {} }, { mountPath: '/x/..' }), [
    "error KNATIVE_MOUNT spec.template.spec.containers[0].volumeMounts[0].mountPath: got '/x/..'; Knative mounts nothing at /, /dev and /dev/log; use another path",
  ]],
  ['mounts at no path', mounted({ emptyDir: {} }, { mountPath: '' }), [
    "error KNATIVE_MOUNT spec.template.spec.containers[0].volumeMounts[0].mountPath: got ''; say where the volume is mounted",
  ]],
  ['mounts of two at one path', service({ volumeMounts: [{ name: 'v', mountPath: '/v' }, { name: 'v', mountPath: '/v/' }] }, { volumes: [{ name: 'v', emptyDir: {} }] }), [
    "error KNATIVE_MOUNT spec.template.spec.containers[0].volumeMounts[1].mountPath: got '/v/'; another volume is mounted here; use another path",
  ]],
  ['mounts that spread', mounted({ emptyDir: {} }, { mountPropagation: 'None' }), [
    "error KNATIVE_FEATURE_OFF spec.template.spec.containers[0].volumeMounts[0].mountPropagation: got 'None'; Knative refuses it until kubernetes.podspec-volumes-mount-propagation is enabled in the ConfigMap config-features",
  ]],
  ['mounts with an expression', mounted({ emptyDir: {} }, { subPathExpr: 'x' }), [
    "error KNATIVE_FIELD_FORBIDDEN spec.template.spec.containers[0].volumeMounts[0].subPathExpr: got 'x'; remove it: Knative takes no such field of a volumeMount",
  ]],
])('volumes: %s', (_, manifest, lines) => {
  expect(knativeSays(manifest)).toEqual(lines);
});
