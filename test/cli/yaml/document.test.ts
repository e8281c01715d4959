import { readDocuments } from '../../../lib/cli/yaml/document';

/** The documents of a text, or the place and words of what is wrong with it. */
function read(text: string): unknown[] {
  const { documents, flaws } = readDocuments(text);
  return [...documents.map(({ value }) => value), ...flaws.map(({ line, column, message }) => `${line}:${column} ${message}`)];
}

describe('documents', () => {
  // Each line was held against kubectl 1.34.
  test.each<[string, string, unknown[]]>([
    ['one', 'a: 1\n', [{ a: 1 }]],
    ['one without a line break at its end', 'a: 1', [{ a: 1 }]],
    ['several', '---\na: 1\n--- # two\nb: 2\n---   \nc: 3', [{ a: 1 }, { b: 2 }, { c: 3 }]],
    ['several with Windows line breaks', '---\r\na: 1\r\n---\r\nb: |\r\n  x\r\n  y\r\n', [{ a: 1 }, { b: 'x\ny\n' }]],
    ['an indented line of dashes in a text', 'a: |\n  ---\n  x\n', [{ a: '---\nx\n' }]],
    ['files that are joined with their marks', '---\n\ufeffa: 1\n---\n\ufeffb: [2]\n', [{ a: 1 }, { b: [2] }]],
    ['one that ends with dots', 'a: 1\n...\n---\nb: 2\n...\n# end\n', [{ a: 1 }, { b: 2 }]],
    ['JSON', '{"a": 1, "b": [true, null, "x"]}', [{ a: 1, b: [true, null, 'x'] }]],
    ['JSON indented by tabs', '{\n\t"a":\n\t\t1\n}\n', [{ a: 1 }]],
    ['several of JSON', '{"a":1}{"b":2}\n{\n"c":"}{"}', [{ a: 1 }, { b: 2 }, { c: '}{' }]],
    ['JSON and YAML', '{"a":1}\n---\nb: 2\n---\n{"c": 3}', [{ a: 1 }, { b: 2 }, { c: 3 }]],
    ['JSON with a comma too many, which is YAML', '{"a": 1,}', [{ a: 1 }]],
    ['JSON with numbers beyond 2^53', '{"a": 9223372036854775807, "b": 9007199254740993}', [{ a: 9223372036854774784, b: 9007199254740992 }]],
    ['long digits in a text', '{"a": "12345678901234567890"}', [{ a: '12345678901234567890' }]],
  ])('%s', (_, text, values) => {
    expect(read(text)).toEqual(values);
  });

  test.each<[string, string, unknown[]]>([
    ['something after the dashes', 'a: 1\n--- b\nc: 2\n', [{ a: 1 }, { c: 2 }, '2:4 only a comment may follow --- on its line: put what follows it on a line of its own']],
    ['a document after dots', 'a: 1\n...\nb: 2\n', ['2:1 kubectl ignores what follows a line of ...: put --- before it']],
    ['less indentation than at the beginning', '  a: 1\nb: 2\n', ['2:1 the document ends here, and kubectl ignores what follows: indent it like the lines above, or put --- before it']],
    ['JSON after JSON that is not at the beginning', '---\n{"a":1}{"b":2}', ['2:8 the document ends here, and kubectl ignores what follows: indent it like the lines above, or put --- before it']],
    ['a directive', '%YAML 1.1\n---\na: 1\n', [{ a: 1 }, '2:1 kubectl takes no directives: remove the lines that start with %']],
    ['a value with a colon', 'a: b: c\n', ['1:5 bad indentation, or a text that needs quotes: one with ": " or " #" in it, or that starts with @, `, % or the like']],
    ['a key without a colon', 'a: 1\nb\nc: 2\n', ['3:2 neither a key with a colon nor the rest of a value: mend the indentation, or add the colon']],
    ['an open bracket in the second document', 'a: 1\n---\nb:\n  c: [1,\n', [{ a: 1 }, '5:1 a [ or { that is never closed']],
    ['an open quote', 'a: "x\nb: 1\n', ['3:1 a " that is never closed']],
    ['an alias of nothing', 'a: *b\n', ['1:6 no anchor "b" comes before this alias; a text that starts with * needs quotes']],
    ['the second of two JSON texts', '{"a":1} {"b" 2}', [{ a: 1 }, '1:14 a comma is missing between the entries of [ ] or { }']],
    ['a tag that does not fit', 'a: !!int x\n', ['1:11 cannot resolve a node with !<tag:yaml.org,2002:int> explicit tag']],
    ['an endless number', 'a:\n  b: .inf\n', ['2:3 a number that JSON has not (.nan, .inf): kubectl refuses it']],
    ['no number', 'a: [1,\n  .nan]\n', ['2:3 a number that JSON has not (.nan, .inf): kubectl refuses it']],
    ['a map as a key', 'a: 1\n? {b: c}\n: d\n', ['2:1 a map where a key is expected: put it in quotes']],
    ['a list as a key', 'a: 1\n[b]: c\n', ['2:1 a list where a key is expected: put it in quotes']],
    ['a list of one item as a key', 'a: 1\n? - b\n: c\n', ['2:1 a list where a key is expected: put it in quotes']],
    ['an empty list as a key', '? []\n', ['1:1 a list where a key is expected: put it in quotes']],
    ['null as a key', 'a:\n  ~: c\n', ['2:3 null where a key is expected: put it in quotes']],
  ])('%s is told with its place', (_, text, told) => {
    expect(read(text)).toEqual(told);
  });
});

describe('keys', () => {
  test('that are no texts become texts', () => {
    expect(read('1: a\n1.5: b\nyes: c\n0x10: d\n2001-01-01: e\n')).toEqual([{ '1': 'a', '1.5': 'b', 'true': 'c', '16': 'd', '2001-01-01': 'e' }]);
  });

  test('called null or with commas in them are keys', () => {
    expect(read('"null": 1\n"a,b": {"[object Object]": 2}\n')).toEqual([{ 'null': 1, 'a,b': { '[object Object]': 2 } }]);
  });

  test.each(['__proto__: {polluted: 1}\nconstructor: 2\n', '{__proto__: {polluted: 1}, constructor: 2}', '{"__proto__": {"polluted": 1}, "constructor": 2}'])('of the prototype are like others: %s', text => {
    const [value] = read(text) as [object];
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe('anchors', () => {
  test.each<[string, string, unknown]>([
    ['an alias', 'a: &x {b: 1}\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['a merge', 'a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n', { a: { b: 1, c: 2 }, d: { b: 1, c: 3 } }],
    ['a merge after a key, which wins in go-yaml', 'd:\n  c: 3\n  <<: {b: 1, c: 2}\n', { d: { b: 1, c: 2 } }],
    ['merges of several maps, the first of which wins', 'd:\n  <<: [{b: 1}, {b: 2, c: 3}]\n', { d: { b: 1, c: 3 } }],
    ['two merges in one map', 'd:\n  <<: {b: 1}\n  <<: {c: 2}\n', { d: { b: 1, c: 2 } }],
    ['a merge of a map that merges', 'a: &x\n  <<: {b: 1}\nc:\n  <<: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['<< in quotes, or as a value', 'a: {"<<": <<, c: [<<]}\n', { a: { '<<': '<<', 'c': ['<<'] } }],
  ])('%s', (_, text, value) => {
    expect(read(text)).toEqual([value]);
  });

  test.each<[string, string, string]>([
    ['a list within itself', 'a: &x [*x]\n', 'an anchor whose value contains itself'],
    ['a map within itself', 'a: &x\n  b:\n    c: *x\n', 'an anchor whose value contains itself'],
    ['a merge of a text', 'a:\n  <<: b\n', '<< takes a map, or a list of maps'],
    ['a merge of texts', 'a:\n  <<: [b]\n', '<< takes a map, or a list of maps'],
    ['a few lines that grow beyond measure', `a: &a0 [x, x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &a${i + 1} [*a${i}, *a${i}]\n`).join('')}`,
      'aliases that repeat so much that the document grows beyond measure: kubectl refuses it'],
    ['a chain of aliases', `a: &a0 {x: 1}\n${Array.from({ length: 20_000 }, (_, i) => `b${i}: &a${i + 1} {y: *a${i}}\n`).join('')}`, 'more than 500 levels deep: no manifest is'],
  ])('%s is told', (_, text, message) => {
    expect(read(text)).toEqual([`1:1 ${message}`]);
  });

  test('that are used a lot are fine as long as the document stays small', () => {
    const text = `a: &a {b: 1, c: 2}\nd:\n${'- *a\n'.repeat(2000)}`;
    expect((read(text) as [{ d: unknown[] }])[0].d).toHaveLength(2000);
  });
});

describe('depth', () => {
  const deep = (depth: number, open: string, close: string) => `a: ${open.repeat(depth)}${close.repeat(depth)}\n`;

  test.each([
    ['lists', deep(100_000, '[', ']')],
    ['maps', deep(100_000, '{a: ', '}')],
    ['JSON', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['JSON that is cut off', '[{"a":'.repeat(100_000)],
    ['dashes', `a:\n  ${'- '.repeat(100_000)}x\n`],
    ['indentation', Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
    ['keys of keys', '? '.repeat(100_000)],
  ])('of 100,000 %s is told at once', (_, text) => {
    expect(read(text)).toEqual([expect.stringMatching(/^\d+:\d+ more than 500 levels deep: no manifest is$/)]);
  });

  test('of 400 is fine', () => {
    expect(read(deep(400, '[', ']'))).toHaveLength(1);
    expect(read(`{"a":${'[['.repeat(200)}${']]'.repeat(200)}}`)).toEqual([{ a: expect.any(Array) }]);
    expect(read(Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''))).toEqual([{ a: expect.any(Object) }]);
  });
});
