import type { Manifest, Subject } from './manifest';
import { kindOf } from './manifest';

/** The objects of one input, by kind, namespace and name. */
export class Objects {
  private readonly kinds = new Map<string, Manifest[]>();
  private readonly names = new Map<string, Manifest>();

  constructor(subjects: readonly Subject[]) {
    for (const { manifest } of subjects) {
      const kind = kindOf(manifest);
      const list = this.kinds.get(kind);
      if (list) list.push(manifest);
      else this.kinds.set(kind, [manifest]);
      if (manifest.metadata.name !== undefined) this.names.set(id(kind, manifest.metadata.namespace, manifest.metadata.name), manifest);
    }
  }

  /** All objects of a kind, `group/Kind`, in the order of the input. */
  public all(kind: string): readonly Manifest[] {
    return this.kinds.get(kind) ?? [];
  }

  /** One object; without a namespace where its kind has none. */
  public find(kind: string, namespace: string | undefined, name: string): Manifest | undefined {
    return this.names.get(id(kind, namespace, name));
  }
}

const id = (kind: string, namespace: string | undefined, name: string) => `${kind}|${namespace ?? ''}|${name}`;
