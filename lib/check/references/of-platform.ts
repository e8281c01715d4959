import type { Manifest } from '../manifest';
import { embeddedPod, groupOf, record, records } from '../manifest';
import { referencesOf } from './of-pods';
import type { Finds, Reference } from './reference';

/** Volumes and kinds that the parts of a Kubeflow platform refer to. */
export const OF_PLATFORM: Finds = {
  'tensorboard.kubeflow.org/Tensorboard': ({ spec: { logspath } }, add) => {
    if (typeof logspath !== 'string') return;
    if (logspath.startsWith('gs://')) add('/Secret', 'user-gcp-sa', 'spec.logspath');
    // A path without a scheme is in a claim of this name.
    else add('/PersistentVolumeClaim', /^pvc:\/\/([^/]+)/.exec(logspath)?.[1] ?? (/^\/(?!cns\/)[^:]*$/.test(logspath) ? 'tb-volume' : undefined), 'spec.logspath');
  },
  'kubeflow.org/PVCViewer': ({ spec }, add) => add('/PersistentVolumeClaim', spec.pvc, 'spec.pvc'),
  'kubeflow.org/Workspace': ({ spec }, add) => {
    const { home, data, secrets } = record(record(spec.podTemplate).volumes);
    const at = 'spec.podTemplate.volumes';
    add('kubeflow.org/WorkspaceKind', spec.kind, 'spec.kind', null);
    add('/PersistentVolumeClaim', home, `${at}.home`);
    records(data).forEach(({ pvcName }, i) => add('/PersistentVolumeClaim', pvcName, `${at}.data[${i}].pvcName`));
    records(secrets).forEach(({ secretName }, i) => add('/Secret', secretName, `${at}.secrets[${i}].secretName`));
  },
  'kubeflow.org/WorkspaceKind': ({ spec }, add) => {
    const roles = record(record(spec.podTemplate).serviceAccount).clusterRoles;
    records(roles).forEach(({ name }, i) => add('rbac.authorization.k8s.io/ClusterRole', name, `spec.podTemplate.serviceAccount.clusterRoles[${i}].name`, null));
    for (const key of ['icon', 'logo']) {
      const { name, namespace } = record(record(record(spec.spawner)[key]).configMap);
      add('/ConfigMap', name, `spec.spawner.${key}.configMap.name`, namespace);
    }
  },
};

/** What a PodDefault adds to pods refers to objects as a pod does: one container is for all those it adds to. */
export function podDefaultReferences(manifest: Manifest): Reference[] {
  if (manifest.kind !== 'PodDefault' || groupOf(manifest) !== 'kubeflow.org') return [];
  const { spec } = manifest;
  const sidecars = records(spec.sidecars);
  const pod = embeddedPod('spec', { spec: { ...spec, containers: [{ env: spec.env, envFrom: spec.envFrom }, ...sidecars] } });
  return referencesOf([{ ...pod, specPath: 'spec', containerPaths: ['spec', ...sidecars.map((_, i) => `spec.sidecars[${i}]`)], custom: true }], manifest);
}
