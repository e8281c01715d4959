// Synthesizes any app of this repository as `cdk8s synth` does the default one.
//   npm run app -- apps/mlflow-team/main.ts [ARGUMENT ...]
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const [main, ...args] = process.argv.slice(2);
if (!main || !existsSync(main)) {
  console.error(main ? `${main}: no such app` : 'usage: npm run app -- apps/<app>/main.ts [argument]');
  process.exit(2);
}
const app = ['node --conditions=source node_modules/ts-node/dist/bin.js --project apps/tsconfig.json', main, ...args].join(' ');
const output = process.env.CDK8S_OUTDIR ? ['--output', process.env.CDK8S_OUTDIR] : [];
const cdk8s = new URL('../node_modules/cdk8s-cli/bin/cdk8s', import.meta.url).pathname;
process.exit(spawnSync(process.execPath, [cdk8s, 'synth', '--check-upgrade=false', '--app', app, ...output], { stdio: 'inherit' }).status ?? 1);
