import { createHash } from 'crypto';
import type { PersistentVolumeClaimSpec } from 'kubernetes-types/core/v1';
import type { Problems } from './problems';
import type { Mount, Storage } from './storage';

/** The PersistentVolumeClaims and ConfigMaps that one workload makes: one for each Storage, however often it is mounted. */
export class Claims {
  private readonly names = new Map<Storage, string>();
  private readonly clashes: Mount[] = [];

  constructor(private readonly owner: string) {}

  /** The claim that a mount asks for; undefined if there is none to make, or its name is taken. */
  public add(mount: Mount): { name: string; spec: PersistentVolumeClaimSpec } | undefined {
    const { storage } = mount;
    const { claim } = storage._source;
    if (!claim || this.names.has(storage)) return undefined;
    const name = claim.name ?? `${this.owner}-${mount._volumeName}`;
    const taken = [...this.names.values()].includes(name);
    this.names.set(storage, name);
    if (taken) {
      this.clashes.push(mount);
      return undefined;
    }
    return {
      name,
      spec: {
        accessModes: [claim.accessMode ?? 'ReadWriteOnce'],
        resources: { requests: { storage: claim.size.asString() } },
        ...claim.storageClass !== undefined && { storageClassName: claim.storageClass },
      },
    };
  }

  /** The ConfigMap that holds files of a mount: a new one for new content; undefined if there is none to make. */
  public addFiles({ storage, _volumeName }: Mount): { name: string; data: Record<string, string> } | undefined {
    const { files } = storage._source;
    if (!files || this.names.has(storage)) return undefined;
    const hash = createHash('sha256').update(JSON.stringify(Object.entries(files).sort())).digest('hex').slice(0, 8);
    const name = `${this.owner}-${_volumeName}-${hash}`;
    const isMade = [...this.names.values()].includes(name);
    this.names.set(storage, name);
    return isMade ? undefined : { name, data: files };
  }

  public nameOf(storage: Storage): string | undefined {
    return this.names.get(storage);
  }

  public check(problems: Problems): void {
    for (const { storage, path } of this.clashes) {
      problems.add('DUPLICATE_OBJECT', `volumes '${path}'`, this.nameOf(storage),
        'another claim of this workload has that name; give one of them a `name` of its own');
    }
  }
}
