import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { loadAll } from 'js-yaml';
import type { OpenApiDocument } from './builtin';
import type { Crd } from './kinds';

/** One release of one upstream repository and the CRDs taken from it. */
export interface Release {
  readonly repository: string;
  readonly tag: string;
  /** What the tag pointed at when it was pinned: a record, the tag is what is fetched. */
  readonly commit: string;
  /** `<group>_<plural>` (anything after a second `_` tells files of one CRD apart) to the path in the repository. */
  readonly files: { readonly [file: string]: string };
}

export interface PinnedFile {
  readonly file: string;
  /** The CRD's `metadata.name`, which picks it out of a file of many documents. */
  readonly name: string;
  readonly url: string;
}

/** A failure whose message says all there is to say: shown without a stack. */
export class ImportError extends Error {}

const ROOT = join(__dirname, '..', '..');
const RAW = 'https://raw.githubusercontent.com';
const OPENAPI_URL = `${RAW}/kubernetes/kubernetes/v1.34.4/api/openapi-spec/swagger.json`;

export function pinnedReleases(): Release[] {
  return JSON.parse(readFileSync(join(__dirname, 'crds.json'), 'utf8'));
}

export function pinnedFiles(releases: Release[] = pinnedReleases()): PinnedFile[] {
  return releases.flatMap(({ repository, tag, files }) => Object.entries(files).map(([file, path]) => {
    const [group, plural] = file.split('_');
    return { file: `${file}.yaml`, name: `${plural}.${group}`, url: `${RAW}/${repository}/${tag}/${path}` };
  }));
}

/** Where the CRDs are at hand, if they are. */
export function localCrds(): string | undefined {
  const given = process.env.CRDS_DIR;
  if (given && !existsSync(given)) throw new ImportError(`CRDS_DIR is ${given}, which does not exist`);
  return given ?? [join(ROOT, '..', 'shared', 'crds')].find(existsSync);
}

export function localOpenApi(): string | undefined {
  const given = process.env.OPENAPI_FILE;
  if (given && !existsSync(given)) throw new ImportError(`OPENAPI_FILE is ${given}, which does not exist`);
  return given ?? [join(ROOT, '..', 'shared', 'openapi', 'kubernetes-v1.34.4.json')].find(existsSync);
}

export async function readCrds(dir = localCrds(), files = pinnedFiles()): Promise<Crd[]> {
  if (dir) return files.map(pinned => select(readFileSync(join(dir, pinned.file), 'utf8'), pinned, join(dir, pinned.file)));
  // One at a time, and once per address: a file of many documents is pinned many times.
  const fetched = new Map<string, string>();
  const crds: Crd[] = [];
  for (const pinned of files) {
    if (!fetched.has(pinned.url)) fetched.set(pinned.url, await download(pinned.url));
    crds.push(select(fetched.get(pinned.url)!, pinned, pinned.url));
  }
  return crds;
}

export async function readOpenApi(file = localOpenApi()): Promise<OpenApiDocument> {
  return JSON.parse(file ? readFileSync(file, 'utf8') : await download(OPENAPI_URL));
}

function select(text: string, pinned: PinnedFile, from: string): Crd {
  const documents = loadAll(text) as Array<Crd | undefined>;
  const crd = documents.find(d => d?.kind === 'CustomResourceDefinition' && d.metadata.name === pinned.name);
  if (!crd) throw new ImportError(`${from} holds no CustomResourceDefinition named ${pinned.name}`);
  return crd;
}

async function download(url: string): Promise<string> {
  let reason: string;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
    if (response.ok) return await response.text();
    reason = `HTTP ${response.status}`;
  } catch (error) {
    const { message, cause } = error as Error;
    reason = cause instanceof Error && cause.message ? cause.message : message;
  }
  throw new ImportError(`cannot fetch ${url}: ${reason}`);
}
