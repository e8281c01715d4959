import type { ComputeDefaults, ContainerModel } from '../../core';
import { networkPolicy, Peer, selectorOf, Storage } from '../../core';
import type { TrainingKind } from '../kinds/kind';

/** What makes an object needs little. */
export const CREATOR: ComputeDefaults = { cpu: ['50m', '500m'], memory: ['64Mi', '256Mi'], ephemeralStorage: ['50Mi', '1Gi'] };

/** A small object beside the CronJob: id, API version, kind, its name and fields. */
export interface CreatorObject {
  readonly id: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly body: Record<string, unknown>;
}

export const creatorName = (job: string) => `${job}-scheduler`;

/** The right to make one kind of object, and no other, and the manifest that is made. */
export function creatorObjects(job: string, namespace: string | undefined, { apiVersion, kind }: TrainingKind, manifest: () => object): CreatorObject[] {
  const name = creatorName(job);
  const rbac = 'rbac.authorization.k8s.io';
  const selector = selectorOf(name);
  return [
    { id: 'scheduler', apiVersion: 'v1', kind: 'ServiceAccount', name, body: { automountServiceAccountToken: false } },
    {
      id: 'scheduler-role', apiVersion: `${rbac}/v1`, kind: 'Role', name,
      body: { rules: [{ apiGroups: [apiVersion.split('/')[0]], resources: [`${kind.toLowerCase()}s`], verbs: ['create'] }] },
    },
    {
      id: 'scheduler-binding', apiVersion: `${rbac}/v1`, kind: 'RoleBinding', name,
      body: { roleRef: { apiGroup: rbac, kind: 'Role', name }, subjects: [{ kind: 'ServiceAccount', name, ...namespace !== undefined && { namespace } }] },
    },
    { id: 'scheduler-run', apiVersion: 'v1', kind: 'ConfigMap', name: `${job}-run`, body: { data: () => ({ 'run.json': JSON.stringify(manifest(), null, 2) }) } },
    {
      id: 'scheduler-network', apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name: `${name}-network`,
      body: { spec: networkPolicy(selector, [{ from: Peer.pods(selector), ports: [] }], [{ to: Peer.anywhere() }]) },
    },
  ];
}

/** `kubectl create`, which takes the manifest as it is and gives each run a name of its own. */
export const creatorContainer = (job: string, image: string): Pick<ContainerModel, 'name' | 'image' | 'command' | 'mounts'> => ({
  name: 'create', image, command: ['kubectl', 'create', '-f', '/run-job/run.json'], mounts: [runVolume(job)],
});

const runVolume = (job: string) => Storage.configMap({ name: `${job}-run` } as any).at('/run-job');
