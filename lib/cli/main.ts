import type { Args } from './args';
import { parseArgs, UsageError } from './args';
import { FORMATS } from './formats';
import { HELP } from './help';
import type { Io } from './io';
import type { Platform } from './platform-facts';
import { exitCodeOf, reportOn } from './report';
import { sourcesOf } from './sources';
import { version } from './version';

/**
 * The command line. Gives the exit code: 0 nothing at or above the level, 1
 * something, 2 wrong usage or an input that cannot be read.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    const args = parseArgs(argv);
    if (args.command === 'check') return await runCheck(args, io);
    io.stdout.write(args.command === 'help' ? HELP : `${version()}\n`);
    return 0;
  } catch (error) {
    const { message, stack } = error as Error;
    io.stderr.write(error instanceof UsageError
      ? `cdk8s-mlops: ${message} (see cdk8s-mlops check --help)\n`
      : `cdk8s-mlops: a mistake of its own, please report it: ${stack ?? message}\n`);
    return 2;
  }
}

async function runCheck({ inputs, format, level, platform, external }: Args & { command: 'check' }, io: Io): Promise<number> {
  const around = await platformOf(platform, io);
  if (!around) return 2;
  const report = await reportOn(sourcesOf(inputs, io), { outside: [], cluster: around.cluster, external: [...around.external, ...external] }, level);
  io.stdout.write(FORMATS[format]()(report));
  return exitCodeOf(report);
}

/** What the cluster is said to run; undefined where that cannot be read, which is told. */
async function platformOf(file: string | undefined, io: Io): Promise<Partial<Platform> & { external: readonly string[] } | undefined> {
  if (file === undefined) return { external: [] };
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { readPlatform } = require('./platform-file') as typeof import('./platform-file');
  const { platform, problems } = await readPlatform(file, io);
  for (const problem of problems) io.stderr.write(`${problem}\n`);
  return platform;
}
