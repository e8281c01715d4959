import { load } from '../../../lib/cli/yaml/load';
import { readPlainBlock } from '../../../lib/cli/yaml/plain-block';

describe('plain block YAML is read as js-yaml reads it', () => {
  test.each<[string, string]>([
    ['a map', 'a: 1\nb: x y\nc: "d"\ne: \'it\'\'s\'\nf:\ng: ~\nh: yes\n'],
    ['maps in maps', 'a:\n  b:\n    c: d\n  e: f\ng: h\n'],
    ['lists in maps, indented or not', 'a:\n- b\n- c\nd:\n  - e\n  -   f\n'],
    ['maps in lists', '- a: 1\n  b:\n    c: 2\n- d:\n  - e\n-\n  f: 3\n'],
    ['lists in lists', '- - a\n  - - b\n- - c: d\n    e: f\n'],
    ['empty maps and lists', 'a: {}\nb: [] # none\nc:\n- {}\n- []\n'],
    ['keys in quotes', '"a/b": 1\n\'c d\': 2\n"1": 3\n"": 4\n'],
    ['comments and blank lines', '# a\n\na: b # c\n  # d\n\nc: "#" # e\n   # f\nd: x#y\n'],
    ['escapes', 'a: "x\\n\\t\\"y\\\\"\n'],
    ['colons, dashes and hashes in texts', 'a: http://b:80/c#d\ne: -f\ng: --h\ni: "- j: k"\nl: m:n\n'],
    ['texts of several lines', 'a: |\n  b\n\n   c\n  # d\n\n\ne: |-\n    f: g\n\n\nh: i\n'],
    ['a text of several lines in a list', '- |\n  a\n- |-\n  b\n'],
    ['a text of several lines at the end', 'a: |\n  b\n   \n'],
    ['items that are empty', 'a:\n- \n-\nb: c\n'],
    ['no line break at the end', 'a:\n  b: c'],
    ['letters beyond ASCII', 'a: süß\nb: "日本"\n'],
    ['blanks at line ends', 'a:   b   \nc:  \n  d: e \n'],
  ])('%s', (_, text) => {
    const value = readPlainBlock(text);
    expect(value).toEqual(load(text, { strict: true }));
  });

  test('and an empty item before an item of the outer list, where js-yaml errs', () => {
    expect(readPlainBlock('- a:\n  -\n- b\n')).toEqual([{ a: [null] }, 'b']);
    expect(readPlainBlock('- - a\n  -\n- b\n')).toEqual([['a', null], 'b']);
  });
});

describe('what is more than plain block YAML is left to js-yaml', () => {
  test.each([
    'a: {b: c}', 'a: [b]', 'a: &x b', 'a: *x', 'a: !x b', '? a', 'a: >\n  b', 'a: |+\n  b', 'a: |2\n  b', 'a: |\n\n  b', 'a: |', 'a: | # b\n  c',
    'a: b\n  c', 'a:\n  b', 'a: "b\n  c"', 'a', '"a"', '- a\n  b', 'a: b\n c: d', 'a:\n  b: c\n d: e', '  a: b\nc: d', ' a: b', 'a: 1\n- b', '- a\nb: c',
    'a: b: c', 'a: b:', 'a: - b', 'a: @b', 'a: `b', 'a: %b', 'a: ?b', 'a: :b', 'a: ,b', 'a: ]', 'a:\tb', '\ta: b', 'a: b\r\n', 'a: \u0001', 'a: \u0085b', 'a: \u2028b',
    'a: "\\x41"', 'a: "\\ud83d"', 'a: "b" c', "a: 'b'c", 'a: "b"#c', 'a : b', '"a" : b', '<<: {}', 'a: 1\na: 2', '1: a', 'yes: a', '~: a', ': a', '__proto__: a', '...', '%A',
    'a: .nan', 'a: -.inf', `${'k'.repeat(2000)}: a`, '', '# a', Array.from({ length: 600 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  ])('%j', text => {
    expect(readPlainBlock(text)).toBeUndefined();
  });
});
