import { generate, outOfDate, write } from './generate';
import { ImportError, readCrds, readOpenApi } from './source';

async function main(args: string[]): Promise<number> {
  const unknown = args.filter(arg => arg !== '--check');
  if (unknown.length) throw new ImportError(`unknown argument ${unknown.join(' ')}; the only one is --check`);

  const files = generate(await readCrds(), await readOpenApi());
  const stale = outOfDate(files);
  if (args.includes('--check')) {
    if (stale.length) console.error(`out of date, run \`npm run import\`:\n${stale.map(line => `  ${line}`).join('\n')}`);
    return stale.length ? 1 : 0;
  }
  write(files);
  console.log(stale.length ? stale.join('\n') : `imports/ is up to date: ${files.size} files`);
  return 0;
}

main(process.argv.slice(2)).then(
  code => { process.exitCode = code; },
  error => {
    console.error(error instanceof ImportError ? `import: ${error.message}` : error);
    process.exitCode = 1;
  },
);
