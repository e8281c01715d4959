import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { expandSchema } from './expand';
import { loadPack, type Pack, type PackKind } from './pack';

/**
 * Writes a JSON Schema file for every served kind-version of the pack, named
 * so that `kubeconform -schema-location 'DIR/{{.ResourceKind}}{{.KindSuffix}}.json'`
 * finds it.
 */
export function writeKubeconformSchemas(dir: string, pack: Pack = loadPack()): string[] {
  mkdirSync(dir, { recursive: true });
  const written = new Set<string>();
  for (const kind of pack.kinds) {
    if (!kind.served) continue;
    const name = fileName(kind);
    if (written.has(name)) throw new Error(`two kinds would be written to ${name}`);
    written.add(name);
    writeFileSync(join(dir, name), JSON.stringify(expandSchema(pack, kind)));
  }
  return [...written];
}

/** Of the group kubeconform takes what is before the first dot, and nothing for the core group. */
function fileName({ kind, group, version }: PackKind): string {
  return `${[kind, ...group ? [group.split('.')[0]] : [], version].join('-').toLowerCase()}.json`;
}

if (require.main === module) {
  const [dir, ...more] = process.argv.slice(2);
  if (!dir || more.length) {
    console.error('usage: kubeconform.ts DIR');
    process.exitCode = 2;
  } else {
    console.log(`${writeKubeconformSchemas(dir).length} schemas in ${dir}`);
  }
}
