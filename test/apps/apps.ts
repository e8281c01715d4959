import { runApp } from '../support/run-app';

/** Every runnable app, each with the arguments of its variants. */
export const APPS: Record<string, { main: string; args?: string[] }> = {
  'iris': { main: 'apps/iris/main.ts' },
  'iris-local': { main: 'apps/iris/main.ts', args: ['local'] },
  'iris-bucket': { main: 'apps/iris/main.ts', args: ['bucket'] },
  'mlflow-team': { main: 'apps/mlflow-team/main.ts' },
  'gpu-training': { main: 'apps/gpu-training/main.ts' },
  'training': { main: 'apps/training/main.ts' },
  'tuning': { main: 'apps/tuning/main.ts' },
};

/** All an app writes, in one text: the YAML first, then what is beside it. */
export function render(app: string): string {
  const { main, args } = APPS[app];
  const files = [...runApp(main, args)];
  const yaml = files.filter(([name]) => name.endsWith('.yaml'));
  const beside = files.filter(([name]) => !name.endsWith('.yaml'));
  return [
    ...yaml.map(([name, text]) => `# ${name}\n${text}`),
    ...beside.map(([name, text]) => `# ${name}\n${text.replace(/^(?=.)/gm, '# ').replace(/^# # /gm, '# ')}`),
  ].join('---\n');
}
