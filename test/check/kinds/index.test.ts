import { existsSync, readdirSync } from 'fs';
import { join } from 'path';
import type { KindRule } from '../../../lib/check';
import { rulesOf, TABLES } from '../../../lib/check/kinds';

const KINDS = join(__dirname, '../../../lib/check/kinds');
const folders = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true }).filter(entry => entry.isDirectory()).flatMap(({ name }) => [join(path, name), ...folders(join(path, name))]);
const isRules = (value: unknown): value is readonly KindRule[] => Array.isArray(value) && value.every(rule => typeof rule?.judge === 'function');

test('each rule of a table is found by each of its kinds', () => {
  for (const { load } of TABLES) {
    for (const rule of load()) for (const kind of rule.kinds) expect([kind, rulesOf(kind).includes(rule)]).toEqual([kind, true]);
  }
});

test('no table is loaded for a kind that it has no rule for, but others of the group', () => {
  for (const { of, load } of TABLES) {
    const kinds = load().flatMap(rule => rule.kinds);
    for (const kind of of) expect([kind, kinds.some(known => known === kind || kind.endsWith('/*') && known.startsWith(kind.slice(0, -1)))]).toEqual([kind, true]);
  }
});

test('every table of rules is one of those', async () => {
  const loaded = TABLES.map(({ load }) => load());
  const indexes = folders(KINDS).map(folder => join(folder, 'index.ts')).filter(file => existsSync(file));
  const all = indexes.flatMap(file => Object.values(jest.requireActual<Record<string, unknown>>(file))).filter(isRules);
  expect(all.length).toBeGreaterThan(10);
  for (const table of all) expect(loaded).toContain(table);
});
