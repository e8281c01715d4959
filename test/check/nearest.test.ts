import * as fc from 'fast-check';
import { nearest } from '../../lib/check/nearest';

test.each([
  ['H10', ['A100', 'H100', 'H200'], 'H100'],
  ['h100', ['A100', 'H100'], 'H100'],
  ['pasword', ['username', 'password'], 'password'],
  ['PASSWORD', ['username', 'password'], 'password'],
  ['A100-80G', ['A100', 'A100-80GB'], 'A100-80GB'],
  ['tls.cert', ['tls.crt', 'tls.key'], 'tls.crt'],
])('%s among %p means %s', (word, known, meant) => {
  expect(nearest(word, known)).toBe(meant);
});

test.each<[string, string[]]>([
  ['certificate', ['username', 'password']],
  ['anything', []],
  ['', ['username']],
])('%s means none of %p', (word, known) => {
  expect(nearest(word, known)).toBeUndefined();
});

test.each([
  ['x', 'k'],
  ['ab', 'T4'],
  ['', 'T4'],
  ['TPU', 'L4'],
])('%p is not %p misspelt: they have no letter in common', (word, known) => {
  expect(nearest(word, [known])).toBeUndefined();
});

const word = fc.string({ minLength: 1, maxLength: 20 });

test('a known word means itself', () => {
  fc.assert(fc.property(fc.uniqueArray(word, { minLength: 1, selector: w => w.toLowerCase() }), fc.nat(), (known, i) => {
    expect(nearest(known[i % known.length], known)).toBe(known[i % known.length]);
  }));
});

test('one letter left out of a long word is forgiven', () => {
  fc.assert(fc.property(fc.stringMatching(/^[a-z]{6,20}$/), fc.nat(), (known, i) => {
    const at = i % known.length;
    expect(nearest(known.slice(0, at) + known.slice(at + 1), [known])).toBe(known);
  }));
});

test('a word that shares no letter with the known ones means none of them', () => {
  fc.assert(fc.property(fc.stringMatching(/^[a-m]{4,20}$/), fc.array(fc.stringMatching(/^[n-z]{4,20}$/)), (strange, known) => {
    expect(nearest(strange, known)).toBeUndefined();
  }));
});

test('a suggestion is one of the known words, and less than half of the word is to change', () => {
  fc.assert(fc.property(fc.stringMatching(/^[a-z]{7,12}$/), fc.array(fc.stringMatching(/^[a-z]{7,12}$/)), (strange, known) => {
    const meant = nearest(strange, known);
    if (meant === undefined) return;
    expect(known).toContain(meant);
    expect(Math.abs(meant.length - strange.length)).toBeLessThan(strange.length / 2);
  }));
});
