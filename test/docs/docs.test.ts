import { existsSync, readdirSync, readFileSync } from 'fs';
import { dirname, join } from 'path';
import { errorsPage } from './errors-page';
import { CODES } from '../../lib/check/codes';
import { ROOT } from '../support/run-app';

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const sources = (dir: string): string[] => readdirSync(join(ROOT, dir), { withFileTypes: true })
  .flatMap(entry => (entry.isDirectory() ? sources(join(dir, entry.name)) : [join(dir, entry.name)]))
  .filter(file => file.endsWith('.ts'));

test('docs/errors.md lists the codes of the library (npm run errors)', () => {
  expect(read('docs/errors.md')).toBe(errorsPage());
});

test('every code is used by a construct or a rule', () => {
  const code = sources('lib').filter(file => !file.includes('check/codes/')).map(read).join('\n');
  expect(Object.keys(CODES).filter(name => !code.includes(`'${name}'`))).toEqual([]);
});

const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/check.md', 'apps/iris/README.md', 'apps/mlflow-team/README.md', 'apps/gpu-training/README.md', 'apps/training/README.md'];

test.each(pages)('links of %s lead somewhere', page => {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(match => match[1]);
  expect(links.filter(link => !existsSync(join(ROOT, dirname(page), link)))).toEqual([]);
});

test('no source file is past 300 lines', () => {
  const files = ['lib', 'apps', 'test', 'imports/generate'].flatMap(sources);
  expect(files.filter(file => read(file).split('\n').length > 301)).toEqual([]);
});
