import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version of the package this file is in, compiled or not. */
export function version(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const manifest = manifestIn(folder);
    if (manifest?.name === 'cdk8s-mlops') return String(manifest.version);
    if (folder === dirname(folder)) return 'unknown';
  }
}

function manifestIn(folder: string): { name?: unknown; version?: unknown } | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  } catch {
    return undefined;
  }
}
