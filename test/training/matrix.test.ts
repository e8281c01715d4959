import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { Accelerator, Capacity, Framework, Interconnect, Placement, Platform, Stack } from '../../lib';
import { KINDS } from '../../lib/training/kinds';
import type { Case } from '../cluster/matrix/case';
import { ACCELERATORS, CAPACITIES, deviceCases, INTERCONNECTS, PLACEMENTS } from '../cluster/matrix/devices';
import { frameworkCases, FRAMEWORKS } from '../cluster/matrix/frameworks';
import { QUEUEING, queueingCases } from '../cluster/matrix/queueing';
import { problems, testApp } from '../support/synth';

const factories = (of: object) => Object.getOwnPropertyNames(of).filter(name => !['length', 'name', 'prototype'].includes(name) && !name.startsWith('_')).sort();
const keys = (of: object) => Object.keys(of).sort();

test('the matrix for judges has a row for every framework on every operator that runs it', () => {
  expect(Object.fromEntries(Object.entries(FRAMEWORKS).map(([name, { on }]) => [name, keys(on)])))
    .toEqual(Object.fromEntries(Object.entries(KINDS).map(([name, kinds]) => [name, keys(kinds)])));
});

test('every factory of Framework is one of them', () => {
  // What these make has another name.
  const aliases: Record<string, string> = { horovod: 'mpi', scikitLearn: 'scikit-learn', mxnetTune: 'mxnet-tune', of: 'roles' };
  expect([...new Set(factories(Framework).map(name => aliases[name] ?? name))].sort()).toEqual(keys(KINDS));
});

test.each([
  ['Accelerator', Accelerator, ACCELERATORS],
  ['Capacity', Capacity, CAPACITIES],
  ['Interconnect', Interconnect, INTERCONNECTS],
  ['Placement', Placement, PLACEMENTS],
])('it has a row for every factory of %s', (_, of, table) => {
  expect(keys(table)).toEqual(factories(of));
});

test('it has a row for every construct of queueing', () => {
  const dir = join(__dirname, '..', '..', 'lib', 'queueing');
  const exported = readdirSync(dir).filter(file => file.endsWith('.ts')).flatMap(file => Object.entries<any>(jest.requireActual(join(dir, file))));
  const constructs = exported.filter(([, value]) => typeof value === 'function' && value.prototype?._spec).map(([name]) => name);
  expect(keys(QUEUEING)).toEqual(constructs.sort());
});

test('the names of its stacks differ', () => {
  const ids = [...frameworkCases(), ...deviceCases(), ...queueingCases()].map(({ id }) => id);
  expect(ids).toHaveLength(new Set(ids).size);
});

test.each([...frameworkCases()].filter(({ id }) => /-(data|scheduled|upstream)$/.test(id)).map((one): [string, Case] => [one.id, one]))('%s synthesizes', (_, one) => {
  const app = testApp();
  Platform.declare(app, one.platform);
  const stack = new Stack(app, 'matrix', { podSecurity: one.podSecurity });
  one.make(stack, one.id);
  expect(problems(stack)).toEqual([]);
});

test('the README has the table of what runs what', () => {
  const readme = readFileSync(join(__dirname, '..', '..', 'lib', 'training', 'README.md'), 'utf8');
  const rows = readme.split('\n').filter(line => line.startsWith('| `Framework.'));
  const operators = [...new Set(Object.values(KINDS).flatMap(kinds => Object.keys(kinds)))];
  const header = readme.split('\n').find(line => line.startsWith('| framework |'))!.split('|').slice(2, -1).map(cell => cell.trim());
  expect([...header].sort()).toEqual([...operators].sort());
  const written = Object.fromEntries(rows.map(row => {
    const [name, ...cells] = row.split('|').slice(1, -1).map(cell => cell.trim());
    return [name.split('`')[1].replace('Framework.', ''), Object.fromEntries(cells.map((cell, i) => [header[i], cell.split(/[ :,]/)[0]]).filter(([, kind]) => kind !== ''))];
  }));
  const factory: Record<string, string> = { 'scikit-learn': 'scikitLearn', 'mxnet-tune': 'mxnetTune', 'roles': 'of' };
  const kind = (name: string, version: string) => (version.startsWith('batch.volcano') ? 'vcjob' : name);
  expect(written).toEqual(Object.fromEntries(Object.entries(KINDS).map(([name, kinds]) => [
    factory[name] ?? name, Object.fromEntries(Object.entries(kinds).map(([operator, of]) => [operator, kind(of.kind, of.apiVersion)])),
  ])));
});
