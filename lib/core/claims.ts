import type { PersistentVolumeClaimSpec } from 'kubernetes-types/core/v1';
import type { Problems } from './problems';
import type { Mount, Storage } from './storage';

/** The PersistentVolumeClaims that one workload makes: one for each Storage, however often it is mounted. */
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
