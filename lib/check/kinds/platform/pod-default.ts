import { judgeConflicts } from './pod-default-conflicts';
import { selectedPods } from './selected-pods';
import { minorOf } from '../../cluster';
import type { Manifest } from '../../manifest';
import { isMap, list, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Objects } from '../../objects';
import type { Report } from '../../report';
import type { KindRule, Scene } from '../../rule';
import { isEmptySelector, judgeAnnotations, judgeLabels, judgeSelector } from '../kubernetes/labels';
import { judgeInit, judgeMain } from '../kubernetes/pod/containers';
import { judgeEnv, judgeEnvFrom } from '../kubernetes/pod/env';
import { judgeMounts } from '../kubernetes/pod/mounts';
import { judgeTolerations } from '../kubernetes/pod/scheduling';
import { judgeVolumes } from '../kubernetes/pod/volumes';
import type { Teller } from '../kubernetes/values';
import { isEmpty, later } from '../kubernetes/values';

const SELECTOR = 'spec.selector';
const PROFILE_LABEL = 'app.kubernetes.io/part-of';

/** What the webhook of Kubeflow's dashboard 2.0 does with a PodDefault, when pods are made; nobody validates it before. */
export const podDefault: KindRule = {
  kinds: ['kubeflow.org/PodDefault'],
  judge(manifest, report, scene) {
    judgeSelected(manifest, report, scene);
    judgeNamespace(manifest, report, scene);
    judgeParts(manifest.spec, report, scene);
    judgeVolumeNames(manifest, report, scene);
    judgeConflicts(manifest, report, scene.objects);
  },
};

/** The pods it goes into. */
function judgeSelected(manifest: Manifest, report: Report, { objects }: Scene): void {
  const { selector } = manifest.spec;
  if (!isMap(selector)) return;
  if (isEmptySelector(selector)) {
    report.warn('POD_DEFAULT_SELECTOR', SELECTOR, undefined, 'an empty one selects every pod of the namespace, those of pipelines and models too: name a label under matchLabels');
    return;
  }
  let isBroken = false;
  const warn: Teller['warn'] = (_, field, got, fix) => {
    isBroken = true;
    report.warn('POD_DEFAULT_SELECTOR', field, got, `${fix}; with a selector that it cannot read, the webhook refuses every pod of the namespace`);
  };
  judgeSelector({ warn, refuse: warn }, selector, SELECTOR);
  if (!isBroken) judgeNearMiss(manifest, report, objects);
}

/** Pods of the namespace that may have been meant. */
function judgeNearMiss({ spec, metadata }: Manifest, report: Report, objects: Objects): void {
  const pods = selectedPods(objects);
  const wanted = Object.entries(record(spec.selector.matchLabels)).filter(([, value]) => typeof value === 'string') as [string, string][];
  if (wanted.length === 0 || pods.some(metadata.namespace, spec.selector)) return;
  const labels = pods.labelsOf(metadata.namespace);
  for (const [key, value] of wanted) {
    const field = `${SELECTOR}.matchLabels['${key}']`;
    const values = labels.get(key);
    const near = values ? nearest(value, [...values].slice(0, 50)) : nearest(key, [...labels.keys()].slice(0, 200));
    if (values?.has(value) || near === undefined) continue;
    report.warn('POD_DEFAULT_SELECTOR', field, value, values ? `no pod of this input has this value; did you mean '${near}'?` : `no pod of this input has this label; did you mean '${near}'?`);
    return;
  }
}

/** The webhook looks at the namespaces of profiles alone. */
function judgeNamespace({ metadata: { namespace } }: Manifest, report: Report, { objects }: Scene): void {
  if (namespace === undefined || objects.find('kubeflow.org/Profile', undefined, namespace)) return;
  const found = objects.find('/Namespace', undefined, namespace);
  if (!found || record(found.metadata.labels)[PROFILE_LABEL] === 'kubeflow-profile') return;
  report.warn('POD_DEFAULT_NAMESPACE', 'metadata.namespace', namespace, `without effect there: make the namespace by a Profile, or give it the label ${PROFILE_LABEL}: kubeflow-profile`);
}

/** What is added to pods is judged by the API server when they are made. */
function judgeParts(spec: Record<string, any>, report: Report, { cluster }: Scene): void {
  const told = later(report);
  const minor = minorOf(cluster);
  judgeEnv(told, list(spec.env), 'spec');
  judgeEnvFrom(told, list(spec.envFrom), 'spec');
  judgeMounts(told, { volumeMounts: spec.volumeMounts }, undefined, 'spec');
  judgeVolumes(told, list(spec.volumes), { minor }, 'spec.volumes');
  judgeTolerations(told, list(spec.tolerations), 'spec.tolerations');
  judgeLabels(told, spec.labels, 'spec.labels');
  judgeAnnotations(told, spec.annotations, 'spec.annotations');
  const pod = { grace: undefined, restartPolicy: undefined, hostUsers: true, isPartial: true, isPod: false };
  const names = new Set<string>();
  judgeMain(told, list(spec.sidecars), pod, names, i => `spec.sidecars[${i}]`);
  judgeInit(told, list(spec.initContainers), pod, names, i => `spec.initContainers[${i}]`);
}

/** Mounts go into every container, so that their volumes should come along. */
function judgeVolumeNames(manifest: Manifest, report: Report, { objects }: Scene): void {
  const { spec, metadata } = manifest;
  const { provided, asked } = volumesOf(objects, metadata.namespace);
  const own = new Set(list(spec.volumes).map(volume => record(volume).name));
  list(spec.volumeMounts).forEach((mount, i) => {
    const { name } = record(mount);
    if (typeof name !== 'string' || name === '' || own.has(name) || provided.has(name)) return;
    if (selectedPods(objects).haveVolume(metadata.namespace, spec.selector, name)) return;
    report.warn('POD_DEFAULT_MOUNT', `spec.volumeMounts[${i}].name`, name, 'add the volume under volumes: pods that do not have it are refused');
  });
  const parts = [spec, ...list(spec.sidecars), ...list(spec.initContainers)];
  const mounted = new Set(parts.flatMap(part => list(record(part).volumeMounts)).map(mount => record(mount).name));
  list(spec.volumes).forEach((volume, i) => {
    const { name } = record(volume);
    if (!isEmpty(name) && !mounted.has(name) && !asked.has(name)) report.warn('POD_DEFAULT_MOUNT', `spec.volumes[${i}].name`, name, 'add it to volumeMounts: no container sees the volume');
  });
}

interface Volumes { readonly provided: Set<unknown>; readonly asked: Set<unknown> }
const VOLUMES = new WeakMap<Objects, Map<string, Volumes>>();

/** The volumes that PodDefaults of a namespace provide, and those that they mount. */
function volumesOf(objects: Objects, namespace: string | undefined): Volumes {
  let found = VOLUMES.get(objects);
  if (!found) {
    VOLUMES.set(objects, found = new Map());
    for (const { metadata, spec } of objects.all('kubeflow.org/PodDefault')) {
      const key = metadata.namespace ?? '';
      const here: Volumes = found.get(key) ?? { provided: new Set(), asked: new Set() };
      found.set(key, here);
      for (const volume of list(spec.volumes)) here.provided.add(record(volume).name);
      for (const mount of list(spec.volumeMounts)) here.asked.add(record(mount).name);
    }
  }
  return found.get(namespace ?? '') ?? { provided: new Set(), asked: new Set() };
}
