import type { Manifest } from '../../../../lib/check';
import { DEFAULT_CLUSTER } from '../../../../lib/check/cluster';
import { foundIn } from '../../manifests';

export type Row = [what: string, spec: object, lines: string[]];
export type ManyRow = [what: string, manifests: readonly Manifest[], lines: string[]];

const POLICY = { podSecurity: 'privileged', podSecurityLevel: 'info', hardening: 'off' } as const;

/** All that is found, but for the policy on pods and names that may be elsewhere. */
export const found = (...manifests: readonly Manifest[]): string[] =>
  foundIn(manifests, { outside: [], partial: true, cluster: { ...DEFAULT_CLUSTER, policy: POLICY } }).filter(line => !line.startsWith('info REFERENCE_MISSING'));

const of = (apiVersion: string, kind: string, name: string, spec: unknown, metadata: object): Manifest => ({ apiVersion, kind, metadata: { name, namespace: 'team', ...metadata }, spec });

export const HOME = { name: 'home', persistentVolumeClaim: { claimName: 'churn-workspace' } };
export const MOUNTS = [{ name: 'home', mountPath: '/home/jovyan' }];

/** A Notebook named churn; its container has what is given. */
export const notebook = (container: object = {}, metadata: object = {}, pod: object = {}): Manifest => of('kubeflow.org/v1', 'Notebook', 'churn', {
  template: { spec: { containers: [{ name: 'churn', image: 'jupyter-scipy:v1.11.0', volumeMounts: MOUNTS, ...container }], volumes: [HOME], ...pod } },
}, metadata);

export const profile = (spec: object, name = 'ml'): Manifest => ({ apiVersion: 'kubeflow.org/v1', kind: 'Profile', metadata: { name }, spec: { owner: { kind: 'User', name: 'ann@example.com' }, ...spec } });

/** A PodDefault for pods with the label `use`. */
export const podDefault = (spec: object, name = 'defaults', metadata: object = {}): Manifest =>
  of('kubeflow.org/v1alpha1', 'PodDefault', name, { selector: { matchLabels: { use: 'true' } }, ...spec }, metadata);

export const tensorboard = (logspath: unknown, metadata: object = {}): Manifest => of('tensorboard.kubeflow.org/v1alpha1', 'Tensorboard', 'runs', { logspath }, metadata);

export const NETWORKING = { targetPort: 8080, basePrefix: '/pvcviewers', rewrite: '/', timeout: '30s' };
export const pvcViewer = (spec: object, metadata: object = {}): Manifest => of('kubeflow.org/v1alpha1', 'PVCViewer', 'runs', { pvc: 'runs', networking: NETWORKING, ...spec }, metadata);

export const workspace = (podTemplate: object, metadata: object = {}): Manifest => of('kubeflow.org/v1beta1', 'Workspace', 'fraud', {
  kind: 'lab', podTemplate: { volumes: {}, options: { imageConfig: 'scipy', podConfig: 'tiny' }, ...podTemplate },
}, metadata);

const URL = { url: 'https://example.com/a.png' };
export const PORTS = [{ id: 'jupyterlab', defaultDisplayName: 'JupyterLab', protocol: 'HTTP' }];
export const image = (id: string, rest: object = {}, ports: readonly object[] = [{ id: 'jupyterlab', port: 8888 }]) =>
  ({ id, spawner: { displayName: `Option ${id}`, labels: [{ key: 'python', value: '3.12' }] }, spec: { image: `${id}:1`, ports }, ...rest });
export const size = (id: string, rest: object = {}) => ({ id, spawner: { displayName: `Option ${id}`, labels: [{ key: 'size', value: id }] }, spec: {}, ...rest });
export const options = (images: readonly object[], sizes: readonly object[] = [size('tiny')]) => ({
  imageConfig: { spawner: { default: 'scipy' }, values: images }, podConfig: { spawner: { default: 'tiny' }, values: sizes },
});

/** A WorkspaceKind of one image and one size. */
export const workspaceKind = (podTemplate: object = {}, spec: object = {}): Manifest => ({
  apiVersion: 'kubeflow.org/v1beta1', kind: 'WorkspaceKind', metadata: { name: 'lab' },
  spec: {
    spawner: { displayName: 'JupyterLab', description: 'Notebooks', icon: URL, logo: URL },
    podTemplate: { volumeMounts: { home: '/home/jovyan' }, ports: PORTS, options: options([image('scipy')]), ...podTemplate },
    ...spec,
  },
});
