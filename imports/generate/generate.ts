import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import type { OpenApiDocument } from './builtin';
import { groupFiles, HEADER } from './emit';
import type { Crd } from './kinds';
import { buildPack, formatPack } from './pack';

export const IMPORTS = join(__dirname, '..');

/** Every generated file of `imports/`, by name. */
export function generate(crds: Crd[], openApi?: OpenApiDocument): Map<string, string> {
  const pack = buildPack(crds, openApi);
  return new Map([...groupFiles(pack), ['schema.json', formatPack(pack)]]);
}

/** How the folder differs from what would be generated, a line a file. */
export function outOfDate(files: ReadonlyMap<string, string>, dir = IMPORTS): string[] {
  const differing = [...files].flatMap(([name, content]) => {
    const path = join(dir, name);
    if (!existsSync(path)) return [`missing    imports/${name}`];
    return readFileSync(path, 'utf8') === content ? [] : [`changed    imports/${name}`];
  });
  return [...differing, ...leftOver(files, dir).map(name => `left over  imports/${name}`)];
}

export function write(files: ReadonlyMap<string, string>, dir = IMPORTS): void {
  for (const name of leftOver(files, dir)) rmSync(join(dir, name));
  for (const [name, content] of files) writeFileSync(join(dir, name), content);
}

/** Files of groups that are no longer pinned. */
function leftOver(files: ReadonlyMap<string, string>, dir: string): string[] {
  return readdirSync(dir).sort().filter(name =>
    name.endsWith('.ts') && !files.has(name) && readFileSync(join(dir, name), 'utf8').startsWith(HEADER));
}
