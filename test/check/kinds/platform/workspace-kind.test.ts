import type { Row } from './platform';
import { found, image, options, PORTS, size, workspaceKind } from './platform';

const POD = 'spec.podTemplate';
const OPTIONS = `${POD}.options`;
const templated = (value: string) => ({ extraEnv: [{ name: 'NB_PREFIX', value }] });

test.each<Row>([
  ['the least', {}, []],
  ['redirects', { options: options([image('a', { redirect: { to: 'b' } }), image('b', { redirect: { to: 'scipy' } }), image('scipy')]) }, []],
  ['volumes', { extraVolumes: [{ name: 'dshm', emptyDir: {} }], extraVolumeMounts: [{ name: 'dshm', mountPath: '/dev/shm' }, { name: 'home-volume', mountPath: '/old' }] }, []],
  ['probes', { probes: { livenessProbe: { httpGet: { path: '/', port: 'http-8888' } }, readinessProbe: { tcpSocket: { port: 8888 } } } }, []],
  ['headers', { ports: [{ ...PORTS[0], httpProxy: { requestHeaders: { set: { 'X-Path': '{{ httpPathPrefix "jupyterlab" }}' }, add: { 'X-A': 'b' } } } }] }, []],
  ['security', { securityContext: { fsGroup: 100 }, containerSecurityContext: { runAsNonRoot: true } }, []],
])('%s is fine', (_, podTemplate, lines) => {
  expect(found(workspaceKind(podTemplate))).toEqual(lines);
});

test.each([
  '{{ httpPathPrefix "jupyterlab" }}', '{{httpPathPrefix "jupyterlab"}}api', '{{- httpPathPrefix `jupyterlab` -}}', '{{ printf "%s}}" (httpPathPrefix "jupyterlab") }}', '}} {', "it's",
  '{{/* a note */}}x', '{{ $x := httpPathPrefix "jupyterlab" }}{{ $x }}', '{{ if true }}a{{ else }}b{{ end }}', '{{ httpPathPrefix "jupyterlab" | print }}', "{{ printf \"%c\" 'x' }}", "{{ print 'x' 1 'y' }}",
])('the text %s is filled in', value => {
  expect(found(workspaceKind(templated(value)))).toEqual([]);
});

const EXAMPLE = '{{ httpPathPrefix "<port id>" }}';
test.each([
  ['{{ httpPathPrefix "jupyterlab"', `{{ is not closed; write ${EXAMPLE}`],
  ['{{ httpPathPrefix "jupyterlab }}', `{{ is not closed; write ${EXAMPLE}`],
  ["{{ httpPathPrefix 'jupyterlab' }}", `a text stands in double quotes; write ${EXAMPLE}`],
  ["{{ print 'lab' }}", `a text stands in double quotes; write ${EXAMPLE}`],
  ['{{ httpPathPrefix }}', `it takes one port; write ${EXAMPLE}`],
  ['{{ httpPathPrefix "a" "b" }}', `it takes one port; write ${EXAMPLE}`],
  ['{{ }}', `an empty {{ }}; write ${EXAMPLE}`],
  ['{{ httpPathprefix "jupyterlab" }}', "no function 'httpPathprefix'; did you mean 'httpPathPrefix'?"],
  ['{{ httpPathPrefix jupyterlab }}', `no function 'jupyterlab': the name of a port stands in double quotes, as in ${EXAMPLE}`],
])('the text %s is refused', (value, fix) => {
  expect(found(workspaceKind(templated(value)))).toEqual([`error WORKSPACE_KIND_TEMPLATE ${POD}.extraEnv[0].value: got '${value}'; ${fix}`]);
});

test.each([
  ['{{ httpPathPrefix "jupiterlab" }}', "no port 'jupiterlab', and nothing is filled in; did you mean 'jupyterlab'?"],
  ['{{ httpPathPrefix "ssh" }}', "no port 'ssh' in spec.podTemplate.ports, and nothing is filled in"],
  ['{{ .Namespace }}', `there are no fields, and '<no value>' is filled in; write ${EXAMPLE}`],
])('the text %s is filled in with nothing', (value, fix) => {
  expect(found(workspaceKind(templated(value)))).toEqual([`warning WORKSPACE_KIND_TEMPLATE ${POD}.extraEnv[0].value: got '${value}'; ${fix}`]);
});

const images = (...all: readonly object[]) => ({ options: options(all) });
test.each<Row>([
  ['a default that is misspelt', images(image('scipi')), [`error WORKSPACE_KIND_DEFAULT ${OPTIONS}.imageConfig.spawner.default: got 'scipy'; did you mean 'scipi'?`]],
  ['a default that is not there', { options: options([image('scipy')], [size('large')]) }, [
    `error WORKSPACE_KIND_DEFAULT ${OPTIONS}.podConfig.spawner.default: got 'tiny'; the id of one of the values: large`,
  ]],
  ['a redirect to nothing', images(image('scipy', { redirect: { to: 'pytorch' } })), [
    `error WORKSPACE_KIND_REDIRECT ${OPTIONS}.imageConfig.values[0].redirect.to: got 'pytorch'; the id of one of the values: scipy`,
  ]],
  ['a redirect to itself', images(image('scipy', { redirect: { to: 'scipy' } })), [
    `error WORKSPACE_KIND_REDIRECT ${OPTIONS}.imageConfig.values[0].redirect.to: got 'scipy'; leads back to where it came from: the last value of a chain has no redirect`,
  ]],
  ['a circle behind a chain', { options: options([image('scipy')], [size('tiny', { redirect: { to: 'a' } }), size('a', { redirect: { to: 'b' } }), size('b', { redirect: { to: 'a' } })]) }, [
    `error WORKSPACE_KIND_REDIRECT ${OPTIONS}.podConfig.values[1].redirect.to: got 'b'; leads back to where it came from: the last value of a chain has no redirect`,
  ]],
  ['a port that is misspelt', images(image('scipy', {}, [{ id: 'jupiterlab', port: 8888 }])), [
    `error WORKSPACE_KIND_PORT ${OPTIONS}.imageConfig.values[0].spec.ports[0].id: got 'jupiterlab'; did you mean 'jupyterlab'?`,
  ]],
  ['a port that is not there', images(image('scipy', {}, [{ id: 'ssh', port: 22 }])), [
    `error WORKSPACE_KIND_PORT ${OPTIONS}.imageConfig.values[0].spec.ports[0].id: got 'ssh'; add it to spec.podTemplate.ports, which says how its requests are routed`,
  ]],
  ['a number twice', { ports: [...PORTS, { ...PORTS[0], id: 'app' }], ...images(image('scipy', {}, [{ id: 'jupyterlab', port: 80 }, { id: 'app', port: 80 }])) }, [
    `error WORKSPACE_KIND_PORT ${OPTIONS}.imageConfig.values[0].spec.ports[1].port: got 80; another port of this image has the number`,
  ]],
  ['a label that is none', { podMetadata: { labels: { a: 'b c' } } }, [
    `error LABEL_INVALID ${POD}.podMetadata.labels.a: got 'b c'; a label value is at most 63 letters, digits, -, _ and ., starting and ending with a letter or digit`,
  ]],
  ['an annotation that is none', { podMetadata: { annotations: { 'a b': 'c' } } }, [
    `error LABEL_INVALID ${POD}.podMetadata.annotations['a b']: an annotation key is [prefix/]name with a name of at most 63 letters, digits, -, _ and .`,
  ]],
  ['a header that is not filled in', { ports: [{ ...PORTS[0], httpProxy: { requestHeaders: { add: { 'X-Path': '{{ a }}' } } } }] }, [
    `error WORKSPACE_KIND_TEMPLATE ${POD}.ports[0].httpProxy.requestHeaders.add.X-Path: got '{{ a }}'; no function 'a': the name of a port stands in double quotes, as in ${EXAMPLE}`,
  ]],
  ['a volume of the workspace', { extraVolumes: [{ name: 'data-volume-0', emptyDir: {} }] }, [
    `warning WORKSPACE_KIND_VOLUME ${POD}.extraVolumes[0].name: got 'data-volume-0'; take another name: a volume of the workspace has this one, and this volume is left out`,
  ]],
  ['a mount that is misspelt', { extraVolumes: [{ name: 'dshm', emptyDir: {} }], extraVolumeMounts: [{ name: 'dsh', mountPath: '/dev/shm' }] }, [
    `warning WORKSPACE_KIND_VOLUME ${POD}.extraVolumeMounts[0].name: got 'dsh'; did you mean 'dshm'? Mounts of unknown volumes are left out`,
  ]],
  ['a mount of nothing, at the home directory', { extraVolumeMounts: [{ name: 'cache', mountPath: '/home/jovyan' }] }, [
    `warning WORKSPACE_KIND_VOLUME ${POD}.extraVolumeMounts[0].name: got 'cache'; add the volume to extraVolumes: mounts of unknown volumes are left out`,
    `warning WORKSPACE_KIND_VOLUME ${POD}.extraVolumeMounts[0].mountPath: got '/home/jovyan'; the home volume is there, and this mount is left out`,
  ]],
  ['a mount with two paths below', { extraVolumeMounts: [{ name: 'home-volume', mountPath: '/a', subPath: '/b' }] }, [
    `warning PATH_INVALID ${POD}.extraVolumeMounts[0].subPath: got '/b'; a path below the volume: no / in front`,
  ]],
  ['a volume of two sources', { extraVolumes: [{ name: 'a', emptyDir: {}, secret: { secretName: 'b' } }] }, [
    expect.stringMatching(/^warning NOT_EXACTLY_ONE spec\.podTemplate\.extraVolumes\[0\]/),
  ] as never],
  ['a variable with two values', { extraEnv: [{ name: 'A', value: 'b', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }, [
    `warning NOT_EXACTLY_ONE ${POD}.extraEnv[0].valueFrom: value is given too: keep one of the two`,
  ]],
  ['a probe of a port by its id', { probes: { startupProbe: { tcpSocket: { port: 'jupyterlab' } } } }, [
    `warning WORKSPACE_KIND_PROBE ${POD}.probes.startupProbe.tcpSocket.port: got 'jupyterlab'; a number, or http-8888: ports of the container are named by their number, not by their id`,
  ]],
  ['a probe of a path that is not filled in', { probes: { readinessProbe: { httpGet: { port: 8888, path: '{{ httpPathPrefix "jupyterlab" }}' } } } }, [
    `warning WORKSPACE_KIND_PROBE ${POD}.probes.readinessProbe.httpGet.path: got '{{ httpPathPrefix "jupyterlab" }}'; a path as it is: only extraEnv and request headers are filled in`,
  ]],
  ['a probe that nobody can ask', { probes: { livenessProbe: { successThreshold: 2, tcpSocket: { port: 8888 } } } }, [
    `warning VALUE_OUT_OF_RANGE ${POD}.probes.livenessProbe.successThreshold: got 2; 1, or left out: more is for readiness probes`,
  ]],
  ['a node label that is none', { options: options([image('scipy')], [size('tiny', { spec: { nodeSelector: { 'a b': 'c' } } })]) }, [
    `warning LABEL_INVALID ${OPTIONS}.podConfig.values[0].spec.nodeSelector['a b']: a label key is [prefix/]name with a name of at most 63 letters, digits, -, _ and .`,
  ]],
  ['a resource that is misspelt', { options: options([image('scipy')], [size('tiny', { spec: { resources: { requests: { memmory: '1Gi' } } } })]) }, [
    `warning RESOURCE_NAME_UNKNOWN ${OPTIONS}.podConfig.values[0].spec.resources.requests.memmory: did you mean 'memory'?`,
  ]],
])('%s is told', (_, podTemplate, lines) => {
  expect(found(workspaceKind(podTemplate))).toEqual(lines);
});

test('contexts of security are judged as those of a pod', () => {
  const lines = found(workspaceKind({ securityContext: { runAsUser: -1 }, containerSecurityContext: { runAsUser: -1 } }));
  expect(lines.map(line => line.split(':')[0])).toEqual([expect.stringContaining(`${POD}.securityContext.runAsUser`), expect.stringContaining(`${POD}.containerSecurityContext.runAsUser`)]);
});

test('what is of the wrong type is left to the schema', () => {
  for (const podTemplate of [
    { ports: 'x' }, { ports: [null, { id: 1 }] }, { options: [] }, { options: { imageConfig: { values: [null, { id: 1, redirect: 'x', spec: { ports: [null] } }] }, podConfig: { values: 'x' } } },
    { extraEnv: [null, { value: 1 }], extraVolumes: 'x', extraVolumeMounts: [1], probes: [], activityProbe: 'x', podMetadata: 1 },
  ]) {
    expect(() => found(workspaceKind(podTemplate, { activityRules: [null, { match: 'x', config: [] }], filterRules: [1, { match: [null] }] }))).not.toThrow();
  }
});
