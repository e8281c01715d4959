import { called, judgeKept, judgeMadeName, judgeTaken } from './made';
import { goDuration } from '../../go-values';
import type { Manifest } from '../../manifest';
import { isAbsent, isMap, kindOf, list, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Objects } from '../../objects';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';
import { isPortName } from '../kubernetes/forms';
import { isEmpty } from '../kubernetes/values';

const POD = 'spec.podSpec';
const NET = 'spec.networking';

/** What the webhook and the controller of Kubeflow Notebooks 1.11 want of a PVCViewer. */
export const pvcViewer: KindRule = {
  kinds: ['kubeflow.org/PVCViewer'],
  judge(manifest, report, { objects }) {
    const { spec, metadata } = manifest;
    const { pvc, podSpec, networking } = spec;
    const isRouted = Object.values(record(networking)).some(value => !isEmpty(value) && value !== 0);
    judgeViewerName(manifest, isRouted, report);
    if (metadata.name !== undefined) judgeTaken(manifest, `pvcviewer-${metadata.name}`, ['apps/Deployment', ...isRouted ? ['/Service'] : []], objects, report);
    if (pvc === '') report.refuse('PVC_VIEWER_CLAIM', 'spec.pvc', pvc, 'name the PersistentVolumeClaim to show');
    // Whatever is in a podSpec, the webhook keeps it as it is.
    const own = isMap(podSpec) && Object.values(podSpec).some(value => !isAbsent(value)) ? podSpec : undefined;
    if (own) judgePod(manifest, own, report);
    if (isRouted) judgeNetworking(record(networking), own, report);
    else report.note('PVC_VIEWER_NETWORK', NET, undefined, 'without it there is neither a Service nor a route to the viewer; the dashboard uses basePrefix /pvcviewers and targetPort 8080');
    judgeScheduling(manifest, objects, report);
  },
};

function judgeViewerName(manifest: Manifest, isRouted: boolean, report: Report): void {
  const { name } = manifest.metadata;
  // Only a Service cannot have a dot in its name.
  if (!isRouted && name?.includes('.') && name.length <= 53) return;
  judgeMadeName(manifest, 'PVC_VIEWER_NAME', { most: 53, why: "the pods are labelled with 'pvcviewer-' and the name, and a label has at most 63", digitFirst: true }, report);
}

function judgePod(manifest: Manifest, pod: Record<string, any>, report: Report): void {
  const { pvc } = manifest.spec;
  const names = list(pod.volumes).filter(volume => record(record(volume).persistentVolumeClaim).claimName === pvc).map(volume => record(volume).name);
  if (typeof pvc === 'string' && pvc !== '') {
    if (names.length === 0) {
      report.refuse('PVC_VIEWER_CLAIM', `${POD}.volumes`, undefined, `one of the volumes has to be claim '${pvc}'; or leave podSpec out for the default viewer`);
    } else if (!mounts(pod).some(mount => names.includes(record(mount).name))) {
      report.warn('PVC_VIEWER_MOUNT', `${POD}.containers[0].volumeMounts`, undefined, `mount volume '${String(names[0])}': no container sees the claim`);
    }
  }
  if (!isAbsent(pod.affinity)) report.warn('PVC_VIEWER_AFFINITY', `${POD}.affinity`, undefined, 'the controller drops it; spec.rwoScheduling brings the viewer to the node of the claim');
  judgeKept(pod, POD, manifest, report);
}

function mounts({ containers }: Record<string, any>): readonly unknown[] {
  return list(containers).map(container => record(container)).flatMap(({ volumeMounts, volumeDevices }) => [...list(volumeMounts), ...list(volumeDevices)]);
}

function judgeNetworking({ targetPort, basePrefix, rewrite, timeout }: Record<string, any>, pod: Record<string, any> | undefined, report: Report): void {
  judgePort(targetPort, pod, report);
  if (typeof basePrefix === 'string' && (basePrefix !== '' && !basePrefix.startsWith('/') || basePrefix.endsWith('/'))) {
    report.warn('PVC_VIEWER_NETWORK', `${NET}.basePrefix`, basePrefix, 'starts with / and does not end with it: /<namespace>/<name>/ follows');
  }
  if (typeof rewrite === 'string' && rewrite !== '' && !rewrite.startsWith('/')) report.warn('PVC_VIEWER_NETWORK', `${NET}.rewrite`, rewrite, 'a path: it starts with /');
  if (typeof timeout === 'string' && timeout !== '' && (goDuration(timeout) ?? 0) < 1e6) {
    report.warn('PVC_VIEWER_NETWORK', `${NET}.timeout`, timeout, 'a duration of 1ms or more, such as 30s: Istio refuses the VirtualService otherwise');
  }
}

function judgePort(port: unknown, pod: Record<string, any> | undefined, report: Report): void {
  const field = `${NET}.targetPort`;
  if (isEmpty(port) || port === 0) {
    report.warn('PVC_VIEWER_PORT', field, port ?? undefined, 'the port of the viewer: without it the Service leads to 80; the default viewer listens at 8080');
  } else if (typeof port === 'number') {
    if (port < 1 || port > 65535) report.warn('PVC_VIEWER_PORT', field, port, 'a port is 1 to 65535: the API server refuses the Service');
  } else if (typeof port === 'string') {
    if (!isPortName(port)) report.warn('PVC_VIEWER_PORT', field, port, 'a number, or the name of a port of the viewer: the API server refuses the Service');
    else if (pod) {
      const names = list(pod.containers).flatMap(container => list(record(container).ports)).map(one => record(one).name).filter(name => typeof name === 'string');
      const near = nearest(port, names);
      if (!names.includes(port)) report.warn('PVC_VIEWER_PORT', field, port, `no container has a port of this name${near ? `; did you mean '${near}'?` : ''}`);
    }
  }
}

const KEEPERS = ['kubeflow.org/Notebook', 'apps/Deployment', 'apps/StatefulSet', '/Pod'];
const HOLDERS = new WeakMap<Objects, ReadonlyMap<string, Manifest>>();

/** The first object of an input that keeps a claim mounted, by the namespace and name of the claim. */
function holdersOf(objects: Objects): ReadonlyMap<string, Manifest> {
  let holders = HOLDERS.get(objects) as Map<string, Manifest> | undefined;
  if (!holders) {
    HOLDERS.set(objects, holders = new Map());
    for (const manifest of KEEPERS.flatMap(kind => objects.all(kind))) {
      const pod = record(kindOf(manifest) === '/Pod' ? manifest.spec : record(record(manifest.spec).template).spec);
      for (const volume of list(pod.volumes)) {
        const id = `${manifest.metadata.namespace ?? ''}/${String(record(record(volume).persistentVolumeClaim).claimName)}`;
        if (!holders.has(id)) holders.set(id, manifest);
      }
    }
  }
  return holders;
}

/** A claim of one node, which somebody else may hold. */
function judgeScheduling({ spec, metadata }: Manifest, objects: Objects, report: Report): void {
  if (spec.rwoScheduling === true || typeof spec.pvc !== 'string') return;
  const modes = list(objects.find('/PersistentVolumeClaim', metadata.namespace, spec.pvc)?.spec.accessModes);
  if (modes.length !== 1 || modes[0] !== 'ReadWriteOnce') return;
  const holder = holdersOf(objects).get(`${metadata.namespace ?? ''}/${spec.pvc}`);
  if (holder) {
    report.warn('PVC_VIEWER_SCHEDULING', 'spec.rwoScheduling', spec.rwoScheduling ?? undefined, `write true: ${called(holder)} mounts the claim as well, and only pods of one node can`);
  }
}
