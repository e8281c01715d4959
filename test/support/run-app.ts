import { execFileSync } from 'child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

export const ROOT = join(__dirname, '..', '..');
const RUN = ['--conditions=source', 'node_modules/ts-node/dist/bin.js', '--project', 'apps/tsconfig.json'];

/** Runs an app as `cdk8s synth` does; gives the files it wrote. */
export function runApp(main: string, args: string[] = [], env: Record<string, string> = {}): Map<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-mlops-app-'));
  execFileSync(process.execPath, [...RUN, main, ...args], { cwd: ROOT, stdio: 'pipe', env: { ...process.env, ...env, CDK8S_OUTDIR: outdir } });
  return new Map(readdirSync(outdir).sort().map(file => [file, readFileSync(join(outdir, file), 'utf8')]));
}
