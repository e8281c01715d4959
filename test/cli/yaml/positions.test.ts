import { stepsOf } from '../../../lib/cli/field-path';
import { Positions } from '../../../lib/cli/yaml/positions';

/** The line, from 1, of each path; undefined where nothing of it is there. */
const lines = (text: string, ...paths: string[]) => {
  const positions = new Positions(text);
  return paths.map(path => {
    const line = positions.lineOf(stepsOf(path));
    return line === undefined ? undefined : line + 1;
  });
};

// Every field of these stands in the line that its value names, however it is written.
test.each<[string, string, Record<string, number>]>([
  ['block style', `# 1
a:            # 2

  b: 4
  c:
    - d: 6
      e: 7
    - 8
    -
      f: 10
  g:
  - 12
  - - 13
    - h: 14
  t: |
    a: 0

    b: 0
  u: 19
v: 20
`, { 'a': 2, 'a.b': 4, 'a.c[0].d': 6, 'a.c[0].e': 7, 'a.c[1]': 8, 'a.c[2].f': 10, 'a.g[0]': 12, 'a.g[1][0]': 13, 'a.g[1][1].h': 14, 'a.u': 19, 'v': 20 }],
  ['flow style', `{
  a: {b: 2, c: [2,
    3, {d: 3,
      e: 4}]},
  "f": [
    g: 6,
    {h}, i],
  j: 8
}
`, { 'a': 2, 'a.b': 2, 'a.c[0]': 2, 'a.c[1]': 3, 'a.c[2].d': 3, 'a.c[2].e': 4, 'f': 5, 'f[0]': 6, 'f[2]': 7, 'j': 8 }],
  ['JSON', '{\n  "a": [\n    {"b": 3},\n    {\n      "c": 5}],\n  "d": {}\n}', { 'a': 2, 'a[0].b': 3, 'a[1]': 4, 'a[1].c': 5, 'd': 6 }],
  ['texts of several lines', `a: one
  two
b: "x
  y: z"
c: 'x

  y'
d: >-
  a: 0
  b: 0
e:
  f: 12
`, { 'a': 1, 'b': 3, 'c': 5, 'd': 8, 'e.f': 12 }],
  ['anchors, tags and keys in quotes', `a: &x
  b: !!str 2
c: *x
"d": &y [4]
e: *y
? f
: g: 7
&k h: 8
`, { 'a.b': 2, 'c': 3, 'd[0]': 4, 'e': 5, 'f.g': 7, 'h': 8 }],
  ['items that are empty', 'a:\n-\n- b: 3\n-\n- 5\n', { 'a[1].b': 3, 'a[3]': 5 }],
  ['keys that are no texts', '1: x\ntrue: y\n? null\n: z\nnull: 5\n', { 1: 1, true: 2 }],
])('fields in %s have the line that they stand in', (_, text, fields) => {
  expect(Object.keys(fields).map((path, i) => [path, lines(text, ...Object.keys(fields))[i]])).toEqual(Object.entries(fields));
});

describe('a path', () => {
  const TEXT = 'a:\n  b:\n    - c: 3\nd: &d\n  e: 5\nf:\n  <<: *d\n  g: 8\n';

  test.each<[string, string, number | undefined]>([
    ['of a missing field has the line of its parent', 'a.b[0].x', 3],
    ['of a missing item has the line of the list', 'a.b[7].x.y', 2],
    ['that leads on from a text has the line of the text', 'a.b[0].c.x[0]', 3],
    ['of a field that a merge brings has the line of the merge', 'f.e', 7],
    ['of a field beside a merge has its own', 'f.g', 8],
    ['with an index into a map has the line of the map', 'a[0]', 1],
    ['with a name into a list has the line of the list', 'a.b.c', 2],
    ['of something that every object has is no field', 'a.constructor', 1],
    ['of nothing that is there has none', 'x.y', undefined],
    ['of the root has none', '', undefined],
  ])('%s', (_, path, line) => {
    expect(lines(TEXT, path)).toEqual([line]);
  });
});

describe('keys that are written twice', () => {
  test('are found wherever they are, in the map that holds', () => {
    expect(new Positions('a: {b: 1, b: 2}\nc:\n- d: 1\n  e: {f: [1], f: [1]}\n  d: 3\n').duplicates()).toEqual([
      { path: ['a'], key: 'b', lines: [0, 0], alike: false },
      { path: ['c', 0], key: 'd', lines: [2, 4], alike: false },
      { path: ['c', 0, 'e'], key: 'f', lines: [3, 3], alike: true },
    ]);
  });

  test('and named by numbers and truth values too', () => {
    expect(new Positions('"1": a\n1: b\nyes: c\ntrue: c\n').duplicates()).toEqual([
      { path: [], key: '1', lines: [0, 1], alike: false }, { path: [], key: 'true', lines: [2, 3], alike: true },
    ]);
  });

  test('are told up to a number', () => {
    const text = `a:\n${Array.from({ length: 500 }, (_, i) => `- {k${i}: 1, k${i}: 2}\n`).join('')}`;
    expect(new Positions(text).duplicates()).toHaveLength(100);
  });
});
