import type { Component } from './components';
import { storageUriOf } from './components';
import { refuseFramework, refuseStorageType } from './framework';
import { warnModelUri } from './model-uri';
import type { ServiceRule } from './service';
import { maps, text } from './values';
import { isMap, list } from '../../../manifest';
import type { Report } from '../../../report';
import type { Scene } from '../../../rule';

const DEFAULT_MOUNT = '/mnt/models';

/** Where models come from, and where they are mounted. */
export const storage: ServiceRule = ({ components, scene }, report) => {
  for (const component of components) {
    refuseTwice(component, report);
    refuseMounts(component, report);
    warnUris(component, scene, report);
    for (const one of component.implementations) {
      if (one.kind === 'art') refuseStorageType(one.map, one.path, text(one.map.storageUri) || undefined, report);
      else if (one.kind === 'framework') refuseFramework(one, report);
    }
  }
};

function refuseTwice(component: Component, report: Report): void {
  const single = storageUriOf(component);
  if (single && Array.isArray(component.map.storageUris)) {
    report.refuse('KSERVE_STORAGE_TWICE', `${component.path}.storageUris`, undefined, `keep ${single.path} or this, not both`);
  }
}

/** Mount paths of several URIs: what is downloaded shares one volume, and so one directory. */
function refuseMounts({ path, map }: Component, report: Report): void {
  const uris = maps(map.storageUris, `${path}.storageUris`).map(({ path: at, map: one }) => ({
    at, uri: text(one.uri) ?? '', mount: text(one.mountPath) ?? DEFAULT_MOUNT,
  }));
  for (const { at, mount } of uris) {
    if (mount === '/' || mount.includes('..')) {
      report.refuse('KSERVE_MOUNT_PATH', `${at}.mountPath`, mount, 'an absolute path below / and without ..');
    }
  }
  const downloads = uris.filter(one => !one.uri.startsWith('pvc://'));
  const claims = uris.filter(one => one.uri.startsWith('pvc://'));
  const mounted = new Set<string>();
  for (const { at, mount } of claims) {
    if (mounted.has(mount)) {
      const fix = 'another path: each volume claim is mounted at a path of its own';
      // The webhook looks at the claims only beside two downloads.
      if (downloads.length > 1) report.refuse('KSERVE_MOUNT_PATH', `${at}.mountPath`, mount, fix);
      else report.warn('KSERVE_MOUNT_PATH', `${at}.mountPath`, mount, `${fix}; the later one is not mounted`);
    }
    mounted.add(mount);
  }
  if (downloads.length > 1 && !shareDirectory(downloads.map(one => one.mount))) {
    report.refuse('KSERVE_MOUNT_PATH', `${path}.storageUris`, downloads.map(one => one.mount).join(', '), 'give all downloads one parent directory below /, such as /mnt/models: they share a volume');
  }
}

function shareDirectory(mounts: readonly string[]): boolean {
  const firsts = mounts.map(mount => mount.replace(/^\/+/, '').split('/')[0]);
  return firsts[0] !== '' && firsts.every(first => first === firsts[0]);
}

function warnUris(component: Component, scene: Scene, report: Report): void {
  const single = storageUriOf(component);
  if (single) warnModelUri(single.uri, single.path, scene, report);
  for (const { path, map } of maps(component.map.storageUris, `${component.path}.storageUris`)) {
    if (text(map.uri)) warnModelUri(text(map.uri)!, `${path}.uri`, scene, report);
  }
}

const RESOURCE = /^kbs:\/\/\/[a-zA-Z0-9_.-]+\/[a-zA-Z0-9_.-]+\/[a-zA-Z0-9_.-]+$/;

/** Models that are encrypted at rest; `uri` is the one they are loaded from. */
export function refuseConfidential(confidential: unknown, path: string, uri: string, report: Report): void {
  if (!isMap(confidential) || confidential.enabled !== true) return;
  const resource = text(confidential.resourceId) ?? '';
  if (resource !== '' && !RESOURCE.test(resource)) {
    report.refuse('KSERVE_CONFIDENTIAL', `${path}.resourceId`, resource, 'kbs:///<repository>/<type>/<tag>, three parts of letters, digits, _, . and -');
  }
  const scheme = ['oci://', 'pvc://'].find(one => uri.startsWith(one));
  if (scheme !== undefined) {
    report.warn('KSERVE_CONFIDENTIAL', `${path}.enabled`, true, `remove it: nothing is decrypted from ${scheme}, where the storage initializer is left out${scheme === 'oci://' ? '; a runtimeClassName decrypts images' : ''}`);
  }
}

/** The same for a predictor, which needs a storageUri for it. */
export const confidential: ServiceRule = ({ predictor }, report) => {
  const [model] = predictor?.implementations ?? [];
  if (!predictor || !model || model.kind === 'containers' || !isMap(model.map.confidential) || model.map.confidential.enabled !== true) return;
  const uri = storageUriOf(predictor)?.uri ?? '';
  if (uri === '') {
    report.refuse('KSERVE_CONFIDENTIAL', `${model.path}.storageUri`, undefined, `add it: with confidential.enabled the model is downloaded and decrypted${list(predictor.map.storageUris).length > 0 ? ', and storageUris is not looked at' : ''}`);
  } else refuseConfidential(model.map.confidential, `${model.path}.confidential`, uri, report);
};
