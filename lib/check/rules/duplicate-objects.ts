import { kindOf } from '../manifest';
import type { Problem } from '../problem';
import type { AppRule } from '../rule';

interface Twins {
  readonly first: string;
  readonly second: string;
  readonly objects: { kind: string; name: string; namespace?: string }[];
}

/** Two objects of one kind, namespace and name: the second apply overwrites the first. */
export const duplicateObjects: AppRule = (subjects, around) => {
  const outside = around.outside.map(({ kind, namespace, name, where }) => ({ where, manifest: { apiVersion: 'v1', kind, metadata: { namespace, name } } }));
  const seen = new Map<string, string>();
  const twins = new Map<string, Twins>();
  for (const { where, manifest } of [...subjects, ...outside]) {
    const { name, namespace } = manifest.metadata;
    if (name === undefined) continue; // generateName
    const key = `${kindOf(manifest)}/${namespace ?? ''}/${name}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, where);
      continue;
    }
    // Two constructs of one name share many objects; one line tells it.
    const pair = `${first}|${where}`;
    if (!twins.has(pair)) twins.set(pair, { first, second: where, objects: [] });
    twins.get(pair)!.objects.push({ kind: manifest.kind, name, namespace });
  }
  return [...twins.values()].map(describe);
};

function describe({ first, second, objects: [object, ...more] }: Twins): Problem {
  const { kind, name, namespace } = object;
  const others = more.length > 0 ? ` (and ${more.length} more of its objects)` : '';
  const hint = kind === 'Namespace' ? 'give one stack `createNamespace: false`' : 'give one of them another id or name';
  return {
    where: second,
    level: 'warning',
    code: 'DUPLICATE_OBJECT',
    field: 'metadata.name',
    got: name,
    fix: `${kind} '${name}'${namespace ? ` in namespace '${namespace}'` : ''}${others} is also defined at [${first}]; ${hint}`,
  };
}
