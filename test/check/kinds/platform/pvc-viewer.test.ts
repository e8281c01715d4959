import type { Row } from './platform';
import { found, NETWORKING, notebook, pvcViewer } from './platform';
import type { Manifest } from '../../../../lib/check';

const POD = {
  containers: [{ name: 'viewer', image: 'filebrowser:v2', ports: [{ name: 'http', containerPort: 8080 }], volumeMounts: [{ name: 'data', mountPath: '/data' }] }],
  volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'runs' } }],
};
const routed = (networking: object) => ({ networking: { ...NETWORKING, ...networking } });

test.each<Row>([
  ['the default viewer', {}, []],
  ['one of its own', { podSpec: POD, ...routed({ targetPort: 'http' }) }, []],
  ['one of its own that is given as nothing', { podSpec: null }, []],
  ['scheduling to the node of the claim', { rwoScheduling: true }, []],
  ['a route at the root', routed({ basePrefix: '' }), []],
])('%s is fine', (_, spec, lines) => {
  expect(found(pvcViewer(spec)).filter(line => !line.includes('SCHEMA'))).toEqual(lines);
});

test.each<Row>([
  ['an empty claim', { pvc: '' }, ["error PVC_VIEWER_CLAIM spec.pvc: got ''; name the PersistentVolumeClaim to show"]],
  ['a pod without the claim', { podSpec: { ...POD, volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'run' } }] } }, [
    "error PVC_VIEWER_CLAIM spec.podSpec.volumes: one of the volumes has to be claim 'runs'; or leave podSpec out for the default viewer",
  ]],
  ['a claim that nobody mounts', { podSpec: { ...POD, containers: [{ name: 'viewer', image: 'filebrowser:v2' }] } }, [
    "warning PVC_VIEWER_MOUNT spec.podSpec.containers[0].volumeMounts: mount volume 'data': no container sees the claim",
  ]],
  ['an affinity', { podSpec: { ...POD, affinity: {} } }, [
    'warning PVC_VIEWER_AFFINITY spec.podSpec.affinity: the controller drops it; spec.rwoScheduling brings the viewer to the node of the claim',
  ]],
  ['a pod that ends', { podSpec: { ...POD, restartPolicy: 'OnFailure', activeDeadlineSeconds: 5 } }, [
    "warning RESTART_POLICY spec.podSpec.restartPolicy: got 'OnFailure'; the pod of a PVCViewer is always started again, and the API server refuses what the controller makes: leave it out",
    'warning FIELD_NOT_ALLOWED spec.podSpec.activeDeadlineSeconds: got 5; the pod of a PVCViewer has no end, and the API server refuses what the controller makes: leave it out',
  ]],
  ['no route', { networking: {} }, [
    'info PVC_VIEWER_NETWORK spec.networking: without it there is neither a Service nor a route to the viewer; the dashboard uses basePrefix /pvcviewers and targetPort 8080',
  ]],
  ['no port', routed({ targetPort: undefined }), [
    'warning PVC_VIEWER_PORT spec.networking.targetPort: the port of the viewer: without it the Service leads to 80; the default viewer listens at 8080',
  ]],
  ['a port beyond all', routed({ targetPort: 80800 }), [
    'warning PVC_VIEWER_PORT spec.networking.targetPort: got 80800; a port is 1 to 65535: the API server refuses the Service',
  ]],
  ['a port name that is none', routed({ targetPort: 'HTTP_PORT' }), [
    "warning PVC_VIEWER_PORT spec.networking.targetPort: got 'HTTP_PORT'; a number, or the name of a port of the viewer: the API server refuses the Service",
  ]],
  ['a port that the viewer does not have', { podSpec: POD, ...routed({ targetPort: 'htp' }) }, [
    "warning PVC_VIEWER_PORT spec.networking.targetPort: got 'htp'; no container has a port of this name; did you mean 'http'?",
  ]],
  ['a prefix with a slash at the end', routed({ basePrefix: '/pvcviewers/' }), [
    "warning PVC_VIEWER_NETWORK spec.networking.basePrefix: got '/pvcviewers/'; starts with / and does not end with it: /<namespace>/<name>/ follows",
  ]],
  ['a prefix without one in front', routed({ basePrefix: 'pvcviewers' }), [
    "warning PVC_VIEWER_NETWORK spec.networking.basePrefix: got 'pvcviewers'; starts with / and does not end with it: /<namespace>/<name>/ follows",
  ]],
  ['a rewrite that is no path', routed({ rewrite: 'files' }), ["warning PVC_VIEWER_NETWORK spec.networking.rewrite: got 'files'; a path: it starts with /"]],
  ['a timeout without a unit', routed({ timeout: '30' }), [
    "warning PVC_VIEWER_NETWORK spec.networking.timeout: got '30'; a duration of 1ms or more, such as 30s: Istio refuses the VirtualService otherwise",
  ]],
  ['a timeout of nothing', routed({ timeout: '0s' }), [
    "warning PVC_VIEWER_NETWORK spec.networking.timeout: got '0s'; a duration of 1ms or more, such as 30s: Istio refuses the VirtualService otherwise",
  ]],
])('%s is told', (_, spec, lines) => {
  expect(found(pvcViewer(spec))).toEqual(lines);
});

const LONG = 'v'.repeat(54);
test('names leave room for a prefix, and are those of a Service where there is a route', () => {
  expect(found(pvcViewer({}, { name: LONG }))).toEqual([
    `warning PVC_VIEWER_NAME metadata.name: got '${LONG}'; 54 characters, at most 53: the pods are labelled with 'pvcviewer-' and the name, and a label has at most 63`,
  ]);
  expect(found(pvcViewer({}, { name: 'runs.v2' }))).toEqual([
    "warning PVC_VIEWER_NAME metadata.name: got 'runs.v2'; the controller makes a Service of this name: use lower-case letters, digits and -",
  ]);
  expect(found(pvcViewer({ networking: undefined }, { name: 'runs.v2' }))).toEqual([expect.stringContaining('info PVC_VIEWER_NETWORK')]);
  expect(found(pvcViewer({}, { name: '2030-runs' }))).toEqual([]);
});

const claim = (accessModes: string[]): Manifest => ({
  apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'churn-workspace', namespace: 'team' }, spec: { accessModes, resources: { requests: { storage: '5Gi' } } },
});
test('a claim of one node that a Notebook holds wants scheduling', () => {
  const viewer = pvcViewer({ pvc: 'churn-workspace' });
  expect(found(claim(['ReadWriteOnce']), notebook(), viewer)).toEqual([
    "warning PVC_VIEWER_SCHEDULING spec.rwoScheduling: write true: Notebook 'churn' mounts the claim as well, and only pods of one node can",
  ]);
  expect(found(claim(['ReadWriteMany']), notebook(), viewer)).toEqual([]);
  expect(found(claim(['ReadWriteOnce']), viewer)).toEqual([]);
  expect(found(claim(['ReadWriteOnce']), notebook(), pvcViewer({ pvc: 'churn-workspace', rwoScheduling: true }))).toEqual([]);
});

test('what is of the wrong type is left to the schema', () => {
  for (const spec of [{ pvc: 1 }, { podSpec: [] }, { podSpec: { containers: 1, volumes: [null] } }, { networking: 'x' }, { networking: { targetPort: {}, basePrefix: 1, timeout: 2 } }]) {
    expect(() => found(pvcViewer(spec))).not.toThrow();
  }
});
