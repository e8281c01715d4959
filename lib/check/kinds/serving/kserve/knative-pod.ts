import type { Component } from './components';
import type { ServiceRule } from './service';
import { maps, text } from './values';
import { isMap, list, record } from '../../../manifest';
import type { Report } from '../../../report';
import type { Scene } from '../../../rule';

/** Fields of a pod that Knative takes once a flag of its `config-features` is on. */
const FLAGS = new Map([
  ['affinity', 'podspec-affinity'],
  ['topologySpreadConstraints', 'podspec-topologyspreadconstraints'],
  ['hostAliases', 'podspec-hostaliases'],
  ['nodeSelector', 'podspec-nodeselector'],
  ['runtimeClassName', 'podspec-runtimeclassname'],
  ['tolerations', 'podspec-tolerations'],
  ['securityContext', 'podspec-securitycontext'],
  ['shareProcessNamespace', 'podspec-shareprocessnamespace'],
  ['priorityClassName', 'podspec-priorityclassname'],
  ['schedulerName', 'podspec-schedulername'],
  ['initContainers', 'podspec-init-containers'],
  ['dnsPolicy', 'podspec-dnspolicy'],
  ['dnsConfig', 'podspec-dnsconfig'],
  ['hostIPC', 'podspec-hostipc'],
  ['hostPID', 'podspec-hostpid'],
  ['hostNetwork', 'podspec-hostnetwork'],
]);
/** Fields that it never takes. */
const NEVER = [
  'activeDeadlineSeconds', 'ephemeralContainers', 'hostUsers', 'hostname', 'nodeName', 'os', 'overhead', 'preemptionPolicy', 'priority', 'readinessGates',
  'resourceClaims', 'restartPolicy', 'schedulingGates', 'serviceAccount', 'setHostnameAsFQDN', 'subdomain', 'terminationGracePeriodSeconds',
];
const VOLUMES = new Map([
  ['persistentVolumeClaim', 'podspec-persistent-volume-claim'],
  ['hostPath', 'podspec-volumes-hostpath'],
  ['csi', 'podspec-volumes-csi'],
  ['ephemeral', 'podspec-volumes-ephemeral'],
  ['image', 'podspec-volumes-image'],
]);
const VOLUMES_TAKEN = ['name', 'secret', 'configMap', 'projected', 'emptyDir'];
const CONTAINER_NEVER = ['lifecycle', 'stdin', 'stdinOnce', 'tty', 'volumeDevices'];
const RESERVED = ['K_CONFIGURATION', 'K_REVISION', 'K_SERVICE', 'PORT'];

const isSet = (value: unknown) => value !== undefined && value !== null && value !== '' && value !== false &&
  !(typeof value === 'object' && Object.keys(value).length === 0);

/** The flags that are on, with or without the prefix they have in `config-features`. */
export const knativeFeatures = ({ cluster }: Scene) => new Set(cluster.knative.features.map(feature => feature.replace(/^kubernetes\./, '')));

/** What becomes of a component in Knative mode: a Knative Service, which takes fewer fields of a pod. */
export const knativePod: ServiceRule = ({ components, mode, scene }, report) => {
  if (mode.runs !== 'Knative') return;
  const features = knativeFeatures(scene);
  for (const component of components) {
    podFields(component.map, component.path, features, report);
    // A framework field or explainer is a container, too.
    const containers = [
      ...component.containers.map(({ path, map }) => ({ path, map })),
      ...component.implementations.filter(one => one.kind !== 'containers'),
    ];
    for (const { path, map } of containers) containerFields(path, map, features, report);
    if (isMap(component.map.resources)) {
      warn(report, `${component.path}.resources`, undefined, 'move it into model or the container: here it is that of the whole pod, which Knative does not take');
    }
    ports(component, features, report);
  }
};

function warn(report: Report, field: string, value: unknown, fix: string): void {
  report.warn('KSERVE_KNATIVE_POD', field, typeof value === 'object' ? undefined : value, `${fix}; or annotate serving.kserve.io/deploymentMode: Standard`);
}

/** Fields of the pod itself; graphs have some of them. */
export function podFields(map: Record<string, any>, path: string, features: ReadonlySet<string>, report: Report): void {
  const flagged = (field: string, value: unknown, flag: string) => {
    if (!features.has(flag)) warn(report, `${path}.${field}`, value, `Knative refuses it until kubernetes.${flag} is enabled in config-features`);
  };
  for (const [field, flag] of FLAGS) {
    if (isSet(map[field])) flagged(field, map[field], flag);
  }
  for (const field of NEVER) {
    if (isSet(map[field])) warn(report, `${path}.${field}`, map[field], 'remove it: Knative takes no such field');
  }
  if (map.automountServiceAccountToken === true) warn(report, `${path}.automountServiceAccountToken`, true, 'remove it: Knative takes only false here, and mounts the token anyway');
  for (const { path: at, map: volume } of maps(map.volumes, `${path}.volumes`)) volumeFields(volume, at, features, report);
  if (list(map.storageUris).length > 0) {
    const claim = maps(map.storageUris, '').some(uri => text(uri.map.uri)?.startsWith('pvc://'));
    if (maps(map.storageUris, '').some(uri => !/^(pvc|oci)/.test(text(uri.map.uri) ?? ''))) flagged('storageUris', map.storageUris, 'podspec-init-containers');
    else if (claim) flagged('storageUris', map.storageUris, 'podspec-persistent-volume-claim');
  }
}

function volumeFields(volume: Record<string, any>, path: string, features: ReadonlySet<string>, report: Report): void {
  for (const source of Object.keys(volume)) {
    if (VOLUMES_TAKEN.includes(source) || !isMap(volume[source])) continue;
    const flag = VOLUMES.get(source);
    if (flag === undefined) warn(report, `${path}.${source}`, undefined, 'remove it: Knative takes no such volume');
    else if (!features.has(flag)) warn(report, `${path}.${source}`, undefined, `Knative refuses it until kubernetes.${flag} is enabled in config-features`);
    else if (source === 'persistentVolumeClaim' && volume[source].readOnly !== true && !features.has('podspec-persistent-volume-write')) {
      warn(report, `${path}.${source}.readOnly`, volume[source].readOnly, 'true: Knative lets pods write to a claim once kubernetes.podspec-persistent-volume-write is enabled');
    }
  }
}

function containerFields(path: string, map: Record<string, any>, features: ReadonlySet<string>, report: Report): void {
  for (const field of CONTAINER_NEVER) {
    if (isSet(map[field])) warn(report, `${path}.${field}`, map[field], 'remove it: Knative takes no such field of a container');
  }
  if (map.name === 'queue-proxy') warn(report, `${path}.name`, map.name, 'another name: Knative adds a container of this one');
  for (const { path: at, map: env } of maps(map.env, `${path}.env`)) {
    if (RESERVED.includes(env.name)) warn(report, `${at}.name`, env.name, 'another name: Knative sets this variable itself');
    const source = ['fieldRef', 'resourceFieldRef'].find(one => isMap(record(env.valueFrom)[one]));
    if (source !== undefined && !features.has('podspec-fieldref')) {
      warn(report, `${at}.valueFrom.${source}`, undefined, 'Knative refuses it until kubernetes.podspec-fieldref is enabled in config-features');
    }
  }
  if (list(record(record(map.securityContext).capabilities).add).length > 0 && !features.has('containerspec-addcapabilities')) {
    warn(report, `${path}.securityContext.capabilities.add`, undefined, 'Knative refuses it until kubernetes.containerspec-addcapabilities is enabled in config-features');
  }
}

/** One port over all containers, which tells Knative where requests go; a model has that of its runtime. */
function ports({ path: component, containers, implementations, map }: Component, features: ReadonlySet<string>, report: Report): void {
  const model = implementations.find(one => one.kind !== 'containers');
  const all = [...model ? [model] : [], ...containers];
  let first: string | undefined;
  for (const { path, map: container } of all) {
    for (const port of maps(container.ports, `${path}.ports`)) {
      const name = text(port.map.name) ?? '';
      if (!['', 'h2c', 'http1'].includes(name)) warn(report, `${port.path}.name`, name, 'h2c for gRPC, http1, or none: Knative reads the protocol from it');
      if (port.map.hostPort > 0) warn(report, `${port.path}.hostPort`, port.map.hostPort, 'remove it: Knative takes no port of a node');
      if (first !== undefined) warn(report, port.path, undefined, `remove it: Knative takes one port over all containers, which is ${first}`);
      first ??= port.path;
    }
  }
  if (model) return;
  unmounted(component, map, containers, report);
  if (all.length < 2) return;
  if (first === undefined) warn(report, `${component}.containers[0].ports`, undefined, 'give one container a port: among several Knative asks which one serves');
  else if (!features.has('multi-container-probing')) {
    for (const { path, map: container } of containers.filter(one => list(one.map.ports).length === 0)) {
      for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
        if (isMap(container[probe])) warn(report, `${path}.${probe}`, undefined, 'Knative probes only the container with the port until multi-container-probing is enabled in config-features');
      }
    }
  }
}

/** Volumes that no container mounts. */
function unmounted(component: string, map: Record<string, any>, containers: Component['containers'], report: Report): void {
  const mounted = new Set(containers.flatMap(one => maps(one.map.volumeMounts, '').map(mount => mount.map.name)));
  for (const { path, map: volume } of maps(map.volumes, `${component}.volumes`)) {
    if (!mounted.has(volume.name)) warn(report, `${path}.name`, volume.name, 'mount it or remove it: Knative refuses a volume that no container mounts');
  }
}
