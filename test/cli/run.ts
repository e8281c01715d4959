import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../lib/cli/main';

/** What a command wrote, and its exit code. */
export interface Ran { readonly code: number; readonly out: string; readonly err: string }

/** Runs the command line in a folder with these files. */
export async function run(argv: readonly string[], files: Record<string, string | Buffer> = {}, stdin: string | Buffer = ''): Promise<Ran> {
  const cwd = mkdtempSync(join(tmpdir(), 'cli-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), content);
    }
    return await runIn(cwd, argv, stdin);
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/** Runs the command line in a folder that is there. */
export async function runIn(cwd: string, argv: readonly string[], stdin: string | Buffer = ''): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(argv, {
    stdin: streamOf(stdin),
    stdout: { write: text => out.push(text) },
    stderr: { write: text => err.push(text) },
    cwd,
  });
  return { code, out: out.join(''), err: err.join('') };
}

/** The lines of a check of one text. */
export async function checked(text: string | Buffer, ...options: string[]): Promise<string[]> {
  const { out } = await run(['check', '-', ...options], {}, text);
  return out.split('\n').slice(0, -1);
}

async function* streamOf(content: string | Buffer): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  // In pieces that may cut a character in two, as pipes do.
  for (let at = 0; at < bytes.length; at += 1021) yield bytes.subarray(at, at + 1021);
}

/** A ConfigMap that nothing is wrong with. */
export const configMap = (name: string, rest = '') => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: team\n${rest}`;
