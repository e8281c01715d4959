import * as fc from 'fast-check';
import { checked, configMap, run } from './run';
import { readDocuments } from '../../lib/cli/yaml/document';
import { load } from '../../lib/cli/yaml/load';
import { readPlainBlock } from '../../lib/cli/yaml/plain-block';
import type { Step } from '../../lib/cli/yaml/positions';
import { Positions } from '../../lib/cli/yaml/positions';
import { onPaths } from '../../lib/cli/yaml/written';

/** More of them: FC_RUNS=100000 npx jest test/cli/fuzz --testTimeout 3000000 */
const RUNS = Number(process.env.FC_RUNS ?? 3000);

/** Pieces that YAML, or a reader of it, may stumble over. */
const PIECES = [
  '\n', '\n\n', '\r\n', '\r', ' ', '  ', '\t', ':', ': ', '- ', '-', '? ', '"', "'", '#', ' # c', '{', '}', '[', ']', ',', '&a ', '*a', '!!str ', '!!int ', '!x ', '!', '|', '|-', '>+', '|2',
  '%', '@', '`', '<<: ', '\\', '~', 'null', 'yes', '0x1F', '.inf', '1e400', '9223372036854775807', '---', '---\n', '...', '\ufeff', '\u0085', '\u2028', 'é', '😀', '\ud800', '\u0000', '\u0007',
  'a', 'a: b', 'b: c\n', '[]', '{}', '{a: b}', '{"a": 1}', '[a: b]', '__proto__: x', 'constructor: {}', '{{ .Values.x }}', 'kind: List\n', 'apiVersion: v1\n', 'items:\n', 'metadata:\n  name: x\n', 'kind: Pod\n', 'spec:\n',
];
const MANIFESTS = [
  configMap('a', 'data:\n  x: "y"\n  z: |\n    text\n\n    more\n'),
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d, labels: &l {app: d}}\nspec:\n  selector: {matchLabels: *l}\n  template:\n    metadata: {labels: {<<: *l}}\n    spec:\n      containers:\n      - name: c\n        image: x:1\n        args: ["--a", \'b\']\n',
  '{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "x"}, "data": {"a": "\\u00e9"}}]}',
];

const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map(pieces => pieces.join(''));
/** A manifest with some of its characters cut, and pieces put in. */
const mutant = fc.tuple(fc.constantFrom(...MANIFESTS), fc.array(fc.tuple(fc.nat(), fc.nat(4), fc.constantFrom(...PIECES, '')), { maxLength: 4 }))
  .map(([text, changes]) => changes.reduce((changed, [at, cut, piece]) => {
    const place = at % (changed.length + 1);
    return changed.slice(0, place) + piece + changed.slice(place + cut);
  }, text));
const anything = fc.oneof(soup, mutant, fc.string({ unit: 'binary', maxLength: 60 }), fc.tuple(mutant, fc.constantFrom('---\n', '\n---\n', ''), mutant).map(parts => parts.join('')));

const pathsIn = (value: unknown, path: readonly Step[] = []): Array<readonly Step[]> => (typeof value !== 'object' || value === null || path.length > 8 ? [] :
  Object.entries(value).flatMap(([key, inner]) => {
    const step = Array.isArray(value) ? Number(key) : key;
    return [[...path, step], ...pathsIn(inner, [...path, step])];
  }));

test('no text makes the reader throw, or keeps it long, and each flaw has a place', () => {
  fc.assert(fc.property(anything, text => {
    const lines = text.split('\n').length;
    for (const { line, column, message } of readDocuments(text).flaws) {
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(lines + 1);
      expect(column).toBeGreaterThanOrEqual(1);
      expect(message).not.toBe('');
    }
  }), { numRuns: RUNS });
});

test('whatever is read as plain block YAML js-yaml reads alike', () => {
  fc.assert(fc.property(fc.oneof(soup, mutant), text => {
    const value = readPlainBlock(text);
    // js-yaml errs where an empty item is followed by an item of an outer list.
    if (value !== undefined && !/-[ ]*(?:#.*)?(?:\n|$)/.test(text)) expect(value).toEqual(load(text, { strict: true }));
  }), { numRuns: RUNS });
});

test('every field of a document that is read has a line in it, the same if nothing else is asked for', () => {
  fc.assert(fc.property(anything, text => {
    for (const { chunk, value } of readDocuments(text).documents) {
      let positions: Positions;
      try {
        positions = new Positions(chunk.text);
      } catch {
        continue; // JSON that js-yaml does not take
      }
      for (const path of pathsIn(value)) {
        const line = positions.lineOf(path);
        expect(line).toBeGreaterThanOrEqual(0);
        expect(line).toBeLessThan(chunk.text.split(/\r\n|[\r\n]/).length);
        expect([path, new Positions(chunk.text, onPaths([path])).lineOf(path)]).toEqual([path, line]);
      }
    }
  }), { numRuns: RUNS });
});

test('no input makes the command throw, whatever the format', async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 40 }), anything, fc.constantFrom('text', 'json', 'sarif', 'junit', 'github'), async (bytes, text, format) => {
    const { code, err } = await run(['check', '-', 'a.yaml', '--format', format], { 'a.yaml': Buffer.from(bytes) }, text);
    expect(err).toBe('');
    expect([0, 1, 2]).toContain(code);
  }), { numRuns: RUNS / 10 });
});

test.each([
  ['text of one line', configMap('a', `data:\n  a: ${'x'.repeat(2_000_000)}\n`)],
  ['JSON texts side by side', '{}'.repeat(20_000)],
  ['documents', '---\n'.repeat(200_000)],
  ['blank lines', `${'\n'.repeat(1_000_000)}${' '.repeat(1_000_000)}`],
  ['comments', `# ${'x'.repeat(1_000_000)}\n`.repeat(3)],
  ['keys', configMap('a', `data:\n${Array.from({ length: 50_000 }, (_, i) => `  k${i}: "x"\n`).join('')}`)],
  ['keys written twice', configMap('a', `data:\n${'  k: x\n'.repeat(50_000)}`)],
  ['anchors', configMap('a', `data:\n${Array.from({ length: 10_000 }, (_, i) => `  k${i}: &a${i} x\n`).join('')}`)],
  ['quotes', `a: "${'\\"'.repeat(500_000)}`],
  ['digits', `a: ${'9'.repeat(500_000)}`],
  ['colons', `a: {${'b:'.repeat(100_000)}}`],
])('a lot of %s is read in bounded time', async (_, text) => {
  const lines = await checked(text);
  expect(lines[lines.length - 1]).toMatch(/^\d+ errors?, \d+ warnings? in \d+ objects?/);
}, 60_000);
