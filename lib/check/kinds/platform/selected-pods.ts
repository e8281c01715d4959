import { called } from './made';
import type { EmbeddedPod, Manifest } from '../../manifest';
import { kindOf, list, record } from '../../manifest';
import type { Objects } from '../../objects';
import { allPodsOf } from '../../pods';
import { isEmptySelector, mismatch } from '../kubernetes/labels';

/** A pod as the webhook sees it. */
export interface SeenPod {
  /** Whose it is: `Notebook 'churn'`. */
  readonly owner: string;
  readonly labels: Record<string, unknown>;
  readonly annotations: Record<string, unknown>;
  readonly spec: Record<string, any>;
}

/** Kinds whose pods have the labels of their templates, or of the object itself. */
const KINDS = [
  '/Pod', 'apps/DaemonSet', 'apps/Deployment', 'apps/ReplicaSet', 'apps/StatefulSet', 'batch/CronJob', 'batch/Job', 'kubeflow.org/JAXJob', 'kubeflow.org/MPIJob',
  'kubeflow.org/Notebook', 'kubeflow.org/PyTorchJob', 'kubeflow.org/TFJob', 'kubeflow.org/XGBoostJob', 'ray.io/RayCluster', 'tensorboard.kubeflow.org/Tensorboard',
];
const EXCLUDED = 'poddefault.admission.kubeflow.org/exclude';

class SelectedPods {
  private readonly pods = new Map<string, SeenPod[]>();
  private readonly labels = new Map<string, Map<string, Set<string>>>();

  constructor(objects: Objects) {
    for (const kind of KINDS) for (const manifest of objects.all(kind)) for (const pod of podsSeen(manifest)) this.add(manifest.metadata.namespace ?? '', pod);
  }

  /** The pods of a namespace that a selector fits. */
  public fitting(namespace: string | undefined, selector: unknown): readonly SeenPod[] {
    const all = this.pods.get(namespace ?? '') ?? [];
    if (isEmptySelector(selector)) return all;
    // The rarest label narrows the search.
    let rarest: readonly SeenPod[] = all;
    for (const [key, value] of Object.entries(record(record(selector).matchLabels))) {
      const found = this.pods.get(`${namespace ?? ''}|${key}=${String(value)}`) ?? [];
      if (found.length < rarest.length) rarest = found;
    }
    return rarest.filter(({ labels }) => mismatch(selector, labels) === undefined);
  }

  public some(namespace: string | undefined, selector: unknown): boolean {
    return this.fitting(namespace, selector).length > 0;
  }

  public haveVolume(namespace: string | undefined, selector: unknown, name: string): boolean {
    const pods = this.fitting(namespace, selector);
    return pods.length > 0 && pods.every(({ spec }) => list(spec.volumes).some(volume => record(volume).name === name));
  }

  /** The labels of the pods of a namespace, with their values. */
  public labelsOf(namespace: string | undefined): ReadonlyMap<string, ReadonlySet<string>> {
    return this.labels.get(namespace ?? '') ?? new Map();
  }

  private add(namespace: string, pod: SeenPod): void {
    if (pod.annotations[EXCLUDED] === 'true') return;
    push(this.pods, namespace, pod);
    let labels = this.labels.get(namespace);
    if (!labels) this.labels.set(namespace, labels = new Map());
    for (const [key, value] of Object.entries(pod.labels)) {
      push(this.pods, `${namespace}|${key}=${String(value)}`, pod);
      const values = labels.get(key);
      if (values) values.add(String(value));
      else labels.set(key, new Set([String(value)]));
    }
  }
}

function push(map: Map<string, SeenPod[]>, key: string, pod: SeenPod): void {
  const known = map.get(key);
  if (known) known.push(pod);
  else map.set(key, [pod]);
}

const FOUND = new WeakMap<Objects, SelectedPods>();

/** The pods of an input, found by their labels. */
export function selectedPods(objects: Objects): SelectedPods {
  let found = FOUND.get(objects);
  if (!found) FOUND.set(objects, found = new SelectedPods(objects));
  return found;
}

function podsSeen(manifest: Manifest): SeenPod[] {
  const { metadata } = manifest;
  const owner = called(manifest);
  const [labels, annotations] = [record(metadata.labels), record(metadata.annotations)];
  switch (kindOf(manifest)) {
    case 'kubeflow.org/Notebook':
      return [{ owner, annotations, labels: { 'statefulset': metadata.name, 'notebook-name': metadata.name, ...labels }, spec: record(record(record(manifest.spec).template).spec) }];
    case 'tensorboard.kubeflow.org/Tensorboard':
      return [{ owner, annotations: {}, labels: { ...labels, app: metadata.name }, spec: { containers: [{ name: 'tensorboard' }] } }];
    default:
      return allPodsOf(manifest).map((pod: EmbeddedPod) => ({ owner, labels: pod.labels, annotations: pod.annotations, spec: record(pod.spec) }));
  }
}
