import { External } from '../external';
import type { Manifest } from '../manifest';
import { kindOf, record, records } from '../manifest';
import { secretsProvided } from '../secrets';

/** An object that another one needs. */
export interface Reference {
  /** `group/Kind`. */
  readonly kind: string;
  /** Left out where the kind has none. */
  readonly namespace?: string;
  readonly name: string;
  /** JSON path of the name. */
  readonly path: string;
  /** What the field is called where people know it by another name. */
  readonly field?: string;
}

/** Takes the name of an object, and where it stands; a namespace of null: the kind has none. */
export type Add = (kind: string, name: unknown, path: string, namespace?: unknown) => void;
/** Tells what a manifest refers to. */
export type Find = (manifest: Manifest, add: Add) => void;
/** The same for kinds, `group/Kind`. */
export type Finds = Record<string, Find>;

/** What exists in a cluster, or wherever the operator is, without anyone writing it. */
const ALWAYS: Record<string, (name: string) => boolean> = {
  // Every profile of Kubeflow has the other two.
  '/ServiceAccount': name => ['default', 'default-editor', 'default-viewer'].includes(name),
  '/ConfigMap': name => name === 'kube-root-ca.crt',
  '/Service': name => name === 'kubernetes',
  '/Namespace': name => ['default', 'kube-system', 'kube-public', 'kube-node-lease'].includes(name),
  'scheduling.k8s.io/PriorityClass': name => name.startsWith('system-'),
  'scheduling.volcano.sh/Queue': name => name === 'default' || name === 'root',
  // These come with the charts.
  'mlops.seldon.io/Server': name => name === 'mlserver' || name === 'triton',
  'rbac.authorization.k8s.io/ClusterRole': name => name.startsWith('system:') || /^(kubeflow-)?(admin|edit|view)$|^cluster-admin$/.test(name),
};

/** Controllers make objects that others refer to: `<kind of the maker>`, and what becomes of its name. */
const MADE: ReadonlyArray<readonly [maker: string, kind: string, name: (name: string, manifest: Manifest) => string[]]> = [
  ['kubeflow.org/Notebook', '/Service', name => [name]],
  ['kubeflow.org/Notebook', 'apps/StatefulSet', name => [name]],
  ['kubeflow.org/Profile', '/Namespace', name => [name]],
  ['kubeflow.org/PVCViewer', '/Service', name => [`pvcviewer-${name}`]],
  ['kubeflow.org/PVCViewer', 'apps/Deployment', name => [`pvcviewer-${name}`]],
  ['kubeflow.org/Workspace', '/ServiceAccount', name => [`ws-${name}`]],
  ['tensorboard.kubeflow.org/Tensorboard', '/Service', name => [name]],
  ['tensorboard.kubeflow.org/Tensorboard', 'apps/Deployment', name => [name]],
  ['serving.kserve.io/InferenceService', '/Service', name => [name, ...['predictor', 'transformer', 'explainer'].map(part => `${name}-${part}`)]],
  ['serving.kserve.io/InferenceService', 'apps/Deployment', name => ['predictor', 'transformer', 'explainer'].map(part => `${name}-${part}`)],
  ['serving.kserve.io/InferenceGraph', '/Service', name => [name]],
  ['serving.knative.dev/Service', '/Service', name => [name]],
  ['serving.yatai.ai/BentoDeployment', '/Service', name => [name]],
  ['resources.yatai.ai/BentoRequest', 'resources.yatai.ai/Bento', name => [name]],
  ['ray.io/RayCluster', '/Service', name => [`${name}-head-svc`]],
  ['argoproj.io/Workflow', '/PersistentVolumeClaim', (name, { spec }) => claims(spec).map(claim => `${name}-${claim}`)],
];

const claims = (spec: any) => records(spec.volumeClaimTemplates).map(claim => String(record(claim.metadata).name));

/** What the objects of one input bring into being, and what is said to exist besides. */
export class Existing {
  private readonly names = new Map<string, Set<string>>();
  private readonly external: External;

  constructor(manifests: readonly Manifest[], external: readonly string[]) {
    this.external = new External(external);
    const makers = new Map<string, Array<(typeof MADE)[number]>>();
    for (const made of MADE) makers.set(made[0], [...makers.get(made[0]) ?? [], made]);
    for (const manifest of manifests) {
      const { name, namespace } = manifest.metadata;
      if (name === undefined) continue;
      const kind = kindOf(manifest);
      this.add(kind, namespace, name);
      for (const [, made, names] of makers.get(kind) ?? []) for (const one of names(name, manifest)) this.add(made, namespace, one);
    }
    for (const id of secretsProvided(manifests)) this.add('/Secret', id.slice(0, id.indexOf('/')) || undefined, id.slice(id.indexOf('/') + 1));
  }

  public add(kind: string, namespace: string | undefined, name: string): void {
    const key = `${kind}|${namespace ?? ''}`;
    const set = this.names.get(key);
    if (set) set.add(name);
    else this.names.set(key, new Set([name]));
  }

  public has({ kind, namespace, name }: Reference): boolean {
    if (this.names.get(`${kind}|${namespace ?? ''}`)?.has(name) || ALWAYS[kind]?.(name)) return true;
    return this.external.has(kind, namespace, name);
  }

  /** The names of a kind in a namespace. */
  public namesOf(kind: string, namespace: string | undefined): string[] {
    return [...this.names.get(`${kind}|${namespace ?? ''}`) ?? []];
  }

  /** Another namespace that has an object of this kind and name. */
  public elsewhere({ kind, namespace, name }: Reference): string | undefined {
    for (const [key, names] of this.names) {
      if (key.startsWith(`${kind}|`) && names.has(name)) {
        const other = key.slice(kind.length + 1);
        if (other !== '' && other !== namespace) return other;
      }
    }
    return undefined;
  }
}
