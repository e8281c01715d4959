import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import type { Volume } from 'kubernetes-types/core/v1';
import type { Pod } from './kubelet';
import { fieldOf } from './kubelet';
import type { Manifest } from '../../support/synth';

/** Paths of mounted volumes become folders here: claims are shared, all else is the pod's, with the files that it has. */
export function localPaths(pod: Pod, folder: string, objects: readonly Manifest[] = []): (text: string) => string {
  const { volumes = [] } = pod.template.spec ?? {};
  const mounts = (pod.container.volumeMounts ?? []).filter(({ mountPath }) => mountPath !== '/tmp' && mountPath !== '/dev/shm').map(({ name, mountPath }) => {
    const volume = volumes.find(one => one.name === name);
    const claim = volume?.persistentVolumeClaim?.claimName;
    const path = claim ? join(folder, 'claims', claim) : join(folder, 'pods', pod.name, name);
    mkdirSync(path, { recursive: true });
    for (const [file, content] of Object.entries(volume ? filesOf(volume, pod, objects) : {})) writeFileSync(join(path, file), content);
    return { mountPath, path };
  });
  return text => mounts.reduce((path, mount) => path.replace(new RegExp(`(^|[=:,>\\s'"])${mount.mountPath}(?=$|[/:,\\s'"])`, 'g'), `$1${mount.path}`), text);
}

function filesOf({ configMap, downwardAPI, projected }: Pick<Volume, 'configMap' | 'downwardAPI' | 'projected'>, pod: Pod, objects: readonly Manifest[]): Record<string, string> {
  if (projected) return Object.assign({}, ...(projected.sources ?? []).map(source => filesOf(source, pod, objects)));
  if (downwardAPI) return Object.fromEntries((downwardAPI.items ?? []).map(({ path, fieldRef }) => [path, fieldOf(fieldRef!.fieldPath, pod, '')]));
  if (!configMap) return {};
  const found = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === configMap.name);
  if (!found) throw new Error(`${pod.name} reads the ConfigMap ${configMap.name}, which is not here`);
  return found.data;
}
