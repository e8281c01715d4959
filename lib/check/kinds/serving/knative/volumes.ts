import type { Part } from './containers';
import type { Features } from './features';
import { isSet, refuseNever, refuseOff, scalar, words } from './features';
import { record, records } from '../../../manifest';
import { parseQuantity } from '../../../quantity';
import type { Report } from '../../../report';

const FLAGS: Readonly<Record<string, string>> = {
  persistentVolumeClaim: 'podspec-persistent-volume-claim', hostPath: 'podspec-volumes-hostpath', csi: 'podspec-volumes-csi',
  ephemeral: 'podspec-volumes-ephemeral', image: 'podspec-volumes-image',
};
const SOURCES = ['secret', 'configMap', 'projected', 'emptyDir', ...Object.keys(FLAGS)];
const NEVER = words(
  'awsElasticBlockStore azureDisk azureFile cephfs cinder downwardAPI fc flexVolume flocker gcePersistentDisk gitRepo glusterfs iscsi nfs photonPersistentDisk ' +
  'portworxVolume quobyte rbd scaleIO storageos vsphereVolume',
);
const PROJECTIONS = ['secret', 'configMap', 'serviceAccountToken', 'downwardAPI'];
const RESERVED = new Set(['/', '/dev', '/dev/log']);
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** The volumes of a pod by name. */
export type Volumes = ReadonlyMap<string, Record<string, any>>;

/** Volumes: of the kinds that Knative takes, each of them mounted. */
export function judgeVolumes(spec: Record<string, any>, path: string, features: Features, report: Report): Volumes {
  const volumes = new Map<string, Record<string, any>>();
  if (!Array.isArray(spec.volumes)) return volumes;
  const all = [...records(spec.containers), ...records(spec.initContainers)];
  const mounted = new Set(all.flatMap(({ volumeMounts }) => records(volumeMounts).map(({ name }) => name)));
  spec.volumes.forEach((item: unknown, i: number) => {
    const volume = record(item);
    const at = `${path}.volumes[${i}]`;
    const { name } = volume;
    if (name === '' || (typeof name === 'string' && (name.length > 63 || !LABEL.test(name)))) {
      report.refuse('KNATIVE_VOLUME', `${at}.name`, name, 'the name of a volume has at most 63 lower-case letters, digits and -');
    } else if (typeof name === 'string' && !mounted.has(name)) {
      report.refuse('KNATIVE_VOLUME', `${at}.name`, name, 'mount it or remove it: Knative refuses a volume that no container mounts');
    }
    judgeSource(volume, at, features, report);
    if (typeof name === 'string') volumes.set(name, volume);
  });
  return volumes;
}

const given = (value: unknown) => value !== undefined && value !== null;

function judgeSource(volume: Record<string, any>, path: string, features: Features, report: Report): void {
  refuseNever(volume, NEVER, path, 'a volume', report);
  for (const [source, flag] of Object.entries(FLAGS)) {
    if (given(volume[source]) && !features.has(flag)) refuseOff(report, flag, `${path}.${source}`, undefined);
  }
  const claim = volume.persistentVolumeClaim;
  if (given(claim) && record(claim).readOnly !== true && !features.has('podspec-persistent-volume-write')) {
    report.refuse('KNATIVE_FEATURE_OFF', `${path}.persistentVolumeClaim.readOnly`, record(claim).readOnly, 'write true: pods write to claims once kubernetes.podspec-persistent-volume-write is enabled in the ConfigMap config-features');
  }
  const sources = SOURCES.filter(source => given(volume[source]));
  if (sources.length === 0) report.refuse('KNATIVE_VOLUME', path, undefined, 'needs one of secret, configMap, projected, emptyDir');
  for (const source of sources.slice(1)) report.refuse('KNATIVE_VOLUME', `${path}.${source}`, undefined, `${sources[0]} is there already; a volume has one source`);
  judgeItems(record(volume.secret).items, `${path}.secret.items`, report);
  judgeItems(record(volume.configMap).items, `${path}.configMap.items`, report);
  judgeProjected(record(volume.projected).sources, `${path}.projected.sources`, report);
  const { medium, sizeLimit } = record(volume.emptyDir);
  if (typeof medium === 'string' && medium !== '' && medium !== 'Memory') report.refuse('KNATIVE_VOLUME', `${path}.emptyDir.medium`, medium, 'Memory, or nothing');
  const size = given(sizeLimit) ? parseQuantity(sizeLimit) : 0;
  if (size === undefined || size < 0) report.refuse('KNATIVE_VOLUME', `${path}.emptyDir.sizeLimit`, scalar(sizeLimit), 'a quantity of at least 0, such as 1Gi');
  if (given(volume.image)) judgeImage(record(volume.image), `${path}.image`, report);
}

function judgeImage(image: Record<string, any>, path: string, report: Report): void {
  if (!isSet(image.reference)) report.refuse('KNATIVE_VOLUME', `${path}.reference`, image.reference ?? undefined, 'an image volume names an image');
  if (typeof image.pullPolicy === 'string' && !['', 'Always', 'IfNotPresent', 'Never'].includes(image.pullPolicy)) {
    report.refuse('KNATIVE_VOLUME', `${path}.pullPolicy`, image.pullPolicy, 'Always, IfNotPresent or Never');
  }
}

function judgeItems(items: unknown, path: string, report: Report): void {
  if (!Array.isArray(items)) return;
  items.forEach((item, i) => {
    for (const name of ['key', 'path']) {
      if (record(item)[name] === '') report.refuse('KNATIVE_VOLUME', `${path}[${i}].${name}`, '', 'an item has a key and a path');
    }
  });
}

function judgeProjected(sources: unknown, path: string, report: Report): void {
  if (!Array.isArray(sources)) return;
  sources.forEach((item, i) => {
    const source = record(item);
    const at = `${path}[${i}]`;
    refuseNever(source, ['clusterTrustBundle', 'podCertificate'], at, 'a projected volume', report);
    const kinds = PROJECTIONS.filter(name => given(source[name]));
    if (kinds.length === 0) report.refuse('KNATIVE_VOLUME', at, undefined, `needs one of ${PROJECTIONS.join(', ')}`);
    for (const kind of kinds.slice(1)) report.refuse('KNATIVE_VOLUME', `${at}.${kind}`, undefined, `${kinds[0]} is there already; each source has one`);
    for (const kind of ['secret', 'configMap']) {
      if (!given(source[kind])) continue;
      if (!isSet(record(source[kind]).name)) report.refuse('KNATIVE_VOLUME', `${at}.${kind}.name`, record(source[kind]).name ?? undefined, `name the ${kind === 'secret' ? 'Secret' : 'ConfigMap'}`);
      judgeItems(record(source[kind]).items, `${at}.${kind}.items`, report);
    }
    if (given(source.serviceAccountToken) && record(source.serviceAccountToken).path === '') {
      report.refuse('KNATIVE_VOLUME', `${at}.serviceAccountToken.path`, '', 'say where the token is written');
    }
    const files = record(source.downwardAPI).items;
    if (Array.isArray(files)) files.forEach((file, j) => judgeFile(record(file), `${at}.downwardAPI.items[${j}]`, report));
  });
}

function judgeFile(file: Record<string, any>, path: string, report: Report): void {
  if (given(file.fieldRef) === given(file.resourceFieldRef)) {
    report.refuse('KNATIVE_VOLUME', path, undefined, given(file.fieldRef) ? 'fieldRef and resourceFieldRef exclude each other; keep one' : 'needs fieldRef or resourceFieldRef');
  }
  if (file.path === '') report.refuse('KNATIVE_VOLUME', `${path}.path`, '', 'say where it is written');
}

/** Mounts: of a volume that is there, at a path of its own. */
export function judgeMounts(mounts: unknown, path: string, part: Part, volumes: Volumes, features: Features, report: Report): void {
  if (!Array.isArray(mounts)) return;
  const paths = new Set<string>();
  mounts.forEach((item, i) => {
    const mount = record(item);
    const at = `${path}[${i}]`;
    refuseNever(mount, ['subPathExpr', 'recursiveReadOnly'], at, 'a volumeMount', report);
    const volume = typeof mount.name === 'string' ? volumes.get(mount.name) : undefined;
    if (typeof mount.name === 'string' && !volume) report.refuse('KNATIVE_MOUNT', `${at}.name`, mount.name, 'no volume of this name in the pod');
    judgePath(mount.mountPath, `${at}.mountPath`, paths, report);
    judgeReadOnly(mount, volume ?? {}, at, part, report);
    if (!given(mount.mountPropagation)) return;
    if (!features.has('podspec-volumes-mount-propagation')) refuseOff(report, 'podspec-volumes-mount-propagation', `${at}.mountPropagation`, mount.mountPropagation);
    else if (mount.mountPropagation !== 'None' && mount.mountPropagation !== 'HostToContainer') {
      report.refuse('KNATIVE_MOUNT', `${at}.mountPropagation`, scalar(mount.mountPropagation), 'None or HostToContainer');
    }
  });
}

function judgePath(mountPath: unknown, field: string, paths: Set<string>, report: Report): void {
  if (typeof mountPath !== 'string') return;
  const clean = cleanPath(mountPath);
  if (mountPath === '') report.refuse('KNATIVE_MOUNT', field, '', 'say where the volume is mounted');
  else if (RESERVED.has(clean)) report.refuse('KNATIVE_MOUNT', field, mountPath, 'Knative mounts nothing at /, /dev and /dev/log; use another path');
  else if (!mountPath.startsWith('/')) report.refuse('KNATIVE_MOUNT', field, mountPath, 'an absolute path, beginning with /');
  else if (paths.has(clean)) report.refuse('KNATIVE_MOUNT', field, mountPath, 'another volume is mounted here; use another path');
  paths.add(clean);
}

/** A path without `.`, `..` and double slashes, as Go's `path.Clean`. */
function cleanPath(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..' && steps.length > 0 && steps[steps.length - 1] !== '..') steps.pop();
    else if (step === '..' && path.startsWith('/')) continue;
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return `${path.startsWith('/') ? '/' : ''}${steps.join('/')}` || '.';
}

/** Knative mounts most volumes read-only itself, but not in init containers. */
function judgeReadOnly({ readOnly }: Record<string, any>, volume: Record<string, any>, path: string, part: Part, report: Report): void {
  const writable = ['emptyDir', 'persistentVolumeClaim', 'ephemeral'].some(source => given(volume[source]));
  if (part === 'init' && !writable && readOnly !== true) report.refuse('KNATIVE_MOUNT', `${path}.readOnly`, readOnly, 'write true: volumes of this kind are mounted read-only');
  else if (record(volume.persistentVolumeClaim).readOnly === true && readOnly !== true) {
    report.refuse('KNATIVE_MOUNT', `${path}.readOnly`, readOnly, 'write true: the claim is read-only');
  }
}
