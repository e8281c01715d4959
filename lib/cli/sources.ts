import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { decoded } from './encoding';
import type { Io } from './io';
import type { Flaw } from './yaml/flaw';

/** A text to check, or why there is none. */
export interface Source {
  /** The path as it was given, with / between its parts; `-` is standard input. */
  readonly name: string;
  readonly text?: string;
  /** Why it cannot be read; without a place where it cannot be opened. */
  readonly flaw?: Pick<Flaw, 'message'> & Partial<Flaw>;
}

const EXTENSIONS = /\.(ya?ml|json)$/i;

/** Reads what the inputs name, in their order, each file once; a folder gives its YAML and JSON files, sorted. */
export async function* sourcesOf(inputs: readonly string[], io: Io): AsyncGenerator<Source> {
  const seen = new Set<string>();
  for (const input of inputs) {
    for (const file of input === '-' ? ['-'] : filesOf(input, io.cwd)) {
      if (typeof file !== 'string') {
        yield file;
        continue;
      }
      const identity = file === '-' ? '-' : identityOf(resolve(io.cwd, file));
      if (seen.has(identity)) continue;
      seen.add(identity);
      yield await sourceOf(file, io);
    }
  }
}

/** The text of one file, or of standard input. */
export async function sourceOf(file: string, io: Io): Promise<Source> {
  const name = slashed(file);
  try {
    const bytes = file === '-' ? await allOf(io.stdin) : readFileSync(resolve(io.cwd, file));
    if (file === '-' && bytes.length === 0) return { name, flaw: { message: 'nothing came in: did the command before it fail?' } };
    const text = decoded(bytes);
    return typeof text === 'string' ? { name, text } : { name, flaw: text };
  } catch (error) {
    return { name, flaw: { message: reasonOf(error) } };
  }
}

function filesOf(input: string, cwd: string): Array<string | Source> {
  try {
    if (!statSync(resolve(cwd, input)).isDirectory()) return [input];
    const files = walk(input, cwd);
    const none = { name: slashed(input), flaw: { message: 'a folder without a *.yaml, *.yml or *.json file' } };
    return files.length > 0 ? files : [none];
  } catch (error) {
    return [{ name: slashed(input), flaw: { message: reasonOf(error) } }];
  }
}

function walk(folder: string, cwd: string): Array<string | Source> {
  const entries = readdirSync(resolve(cwd, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : safely(path, cwd);
    return EXTENSIONS.test(entry.name) && (entry.isFile() || isLinkToFile(entry, resolve(cwd, path))) ? [path] : [];
  });
}

function safely(folder: string, cwd: string): Array<string | Source> {
  try {
    return walk(folder, cwd);
  } catch (error) {
    return [{ name: slashed(folder), flaw: { message: reasonOf(error) } }];
  }
}

/** Links to folders are not followed: they may lead in a circle. A link to nothing is told. */
function isLinkToFile(entry: { isSymbolicLink(): boolean }, path: string): boolean {
  if (!entry.isSymbolicLink()) return false;
  try {
    return statSync(path).isFile();
  } catch {
    return true; // to be told when it is read
  }
}

function identityOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

async function allOf(stream: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  return Buffer.concat(chunks);
}

const slashed = (path: string) => (sep === '/' ? path : path.split(sep).join('/'));

const REASONS: Record<string, string> = {
  ENOENT: 'no such file or folder',
  EISDIR: 'a folder, not a file',
  EACCES: 'not allowed to read it',
  EPERM: 'not allowed to read it',
  ELOOP: 'a link that leads in a circle',
  ERR_STRING_TOO_LONG: 'too large to be read at once (512 MB): split it',
  ERR_FS_FILE_TOO_LARGE: 'too large to be read at once (512 MB): split it',
};

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return REASONS[code ?? ''] ?? message;
}
