import { batchOf, standsAlone } from './admission-batch';
import type { Obj } from './corpus';

const object = (kind: string, metadata: Obj, rest: Obj = {}): Obj => ({ apiVersion: 'a/v1', kind, metadata, ...rest });
const KINDS = new Set(['a/v1 Known']);
const read = (text: string) => text.split('\n---\n').map(one => JSON.parse(one));

describe('a batch for the admission checkers', () => {
  test('gives each case namespaces of its own, in references as well', () => {
    const one = [object('Known', { name: 'x', namespace: 'team' }, { spec: { ref: { namespace: 'team' }, other: { namespace: 'prod' }, team: 'team' } })];
    const { text, original } = batchOf([one, one], KINDS);
    const [first, second] = read(text);
    expect([first.metadata.namespace, first.spec.ref.namespace, first.spec.other.namespace, first.spec.team]).toEqual(['c000', 'c000', 'prod', 'team']);
    expect(second.metadata.namespace).toBe('c001');
    expect(original('no c001/x, no c00')).toBe('no team/x, no c00');
  });

  test('keeps apart what is apart in a case, and the length of names', () => {
    const { text } = batchOf([[object('Known', { namespace: 'team' }), object('Known', { namespace: 'kserve' }), object('Known', { namespace: 'team' })]], KINDS);
    expect(read(text).map(({ metadata }) => metadata.namespace)).toEqual(['c000', 'c00001', 'c000']);
  });

  test('fills in the default namespace, except where there is none', () => {
    const { text } = batchOf([[object('Known', {}), object('ClusterKnown', {}), object('Known', { namespace: 3 }), object('Known', { namespace: 'default' })]], KINDS);
    expect(read(text).map(({ metadata }) => metadata.namespace)).toEqual(['c000000', undefined, 3, 'c000000']);
  });

  test('drops nulls in maps, as the API server does', () => {
    const { text } = batchOf([[object('Known', { namespace: null }, { spec: { Worker: null, list: [null, { a: null }] } })]], KINDS);
    expect(read(text)[0]).toEqual({ apiVersion: 'a/v1', kind: 'Known', metadata: { namespace: 'c000000' }, spec: { list: [null, {}] } });
  });

  test('tells the owner of each object that is answered to', () => {
    const { owners } = batchOf([[object('Known', {})], [object('Other', {}), object('Known', {}), object('Known', {})]], KINDS);
    expect(owners).toEqual([0, 1, 1]);
  });

  test('has no room for two cases that would meet', () => {
    expect(standsAlone([object('Known', {}), object('ClusterServingRuntime', {})])).toBe(true);
    expect(standsAlone([object('ConfigMap', { name: 'inferenceservice-config' })])).toBe(true);
    expect(standsAlone([object('ConfigMap', { name: 'other' })])).toBe(false);
  });
});
