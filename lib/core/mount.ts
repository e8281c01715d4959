import type { Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { Problems } from './problems';
import type { Storage } from './storage';
import type { MountOptions } from './storage-options';
import { AccessMode } from './storage-options';
import { parseQuantity } from '../check';

/** Where a pod's files live and where they appear; made by `Storage.at()`. */
export class Mount {
  /** Where it appears in the container. */
  public readonly path: string;

  /** Whether the container may not write to it. */
  public readonly readOnly: boolean;

  /** @internal */
  constructor(public readonly storage: Storage, path: string, private readonly options: MountOptions) {
    this.path = path.replace(/(?<=.)\/+$/, '');
    this.readOnly = options.readOnly ?? storage._source.readOnly ?? false;
  }

  /**
   * The name of the volume: stable, and readable in a review.
   * @internal
   */
  public get _volumeName(): string {
    if (this.storage._source.name !== undefined) return this.storage._source.name;
    const last = this.path.split('/').filter(part => part !== '').pop() ?? 'root';
    return last.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60).replace(/-+$/, '') || 'data';
  }

  /**
   * Whether one node at a time can attach it.
   * @internal
   */
  public get _oneNode(): boolean {
    const { claim } = this.storage._source;
    return claim !== undefined && claim.accessMode !== AccessMode.READ_WRITE_MANY && claim.accessMode !== AccessMode.READ_ONLY_MANY;
  }

  /** @internal */
  public _volume(volumeName: string, claimName: string | undefined): Volume {
    const { claim, volume, files, fields } = this.storage._source;
    const items = fields && Object.entries(fields).map(([path, fieldPath]) => ({ path, fieldRef: { fieldPath } }));
    if (files && items) return { name: volumeName, projected: { sources: [{ configMap: { name: claimName ?? '' } }, { downwardAPI: { items } }] } };
    if (files) return { name: volumeName, configMap: { name: claimName ?? '' } };
    if (items) return { name: volumeName, downwardAPI: { items } };
    return { name: volumeName, ...claim ? { persistentVolumeClaim: { claimName: claimName ?? '', ...claim.accessMode === AccessMode.READ_ONLY_MANY && { readOnly: true } } } : volume };
  }

  /** @internal */
  public _mount(volumeName: string): VolumeMount {
    return {
      name: volumeName,
      mountPath: this.path,
      ...this.readOnly && { readOnly: true },
      ...this.options.subPath && { subPath: this.options.subPath },
    };
  }

  /**
   * The same place, for the container that fills it.
   * @internal
   */
  public get _writable(): Mount {
    return new Mount(this.storage, this.path, { ...this.options, readOnly: false });
  }

  /**
   * Something else at the same place.
   * @internal
   */
  public _of(storage: Storage): Mount {
    return new Mount(storage, this.path, this.options);
  }

  /** @internal */
  public _check(problems: Problems, field: string): void {
    problems.absolutePath(field, this.path);
    if (this.path === '/') problems.add('PATH_INVALID', field, this.path, 'it would hide the whole image; use a directory');
    const { subPath } = this.options;
    if (subPath !== undefined && (subPath.startsWith('/') || subPath.split('/').includes('..') || subPath === '')) {
      problems.add('PATH_INVALID', `${field} subPath`, subPath, "a path inside the volume: relative, without '..'");
    }
    const { hostPath, size, fetch, ignoredName } = this.storage._source;
    if (ignoredName !== undefined) problems.add('FIELD_IGNORED', `${field} name`, ignoredName, 'each pod has a claim of its own, named after the pod; leave it out');
    if (fetch?.problem) problems.add('URI_INVALID', `${field} ${fetch.problem[0]}`, fetch.problem[1], fetch.problem[2]);
    problems.absolutePath(`${field} hostPath`, hostPath);
    if (size && !(parseQuantity(size.asString())! > 0)) {
      problems.add('QUANTITY_INVALID', `${field} size`, size.asString(), 'a size above zero');
    }
  }
}
