import { describeProblem } from '../../lib/check';
import { Problems } from '../../lib/core';

function told(tell: (problems: Problems) => void): string[] {
  const problems = new Problems('stack/api');
  tell(problems);
  return problems._found.map(p => `[${p.where}] ${p.code} ${describeProblem(p)}`);
}
const ANY = 'use lower-case letters, digits, - and dots, at most 63 characters between dots';

test('a problem tells where it is, its code, the field, the value and the fix', () => {
  expect(told(p => p.add('COUNT_RANGE', 'workers', 0, 'at least 1'))).toEqual(['[stack/api] COUNT_RANGE workers: got 0; at least 1']);
});

test('what was not given is no problem', () => {
  expect(told(p => {
    p.port('port', undefined);
    p.host('host', undefined);
    p.absolutePath('path', undefined);
    p.wholeNumber('COUNT_RANGE', 'n', undefined, 1, 2, '');
  })).toEqual([]);
});

test.each([1, 80, 65535])('%p is a port', port => {
  expect(told(p => p.port('port', port))).toEqual([]);
});

test.each([0, -1, 65536, 80.5, NaN, Infinity, -Infinity, 1e21])('%p is no port', port => {
  expect(told(p => p.port('port', port))).toEqual([`[stack/api] PORT_RANGE port: got ${port}; use a whole number from 1 to 65535`]);
});

test('a whole number may be at either of its bounds', () => {
  const at = (n: number) => told(p => p.wholeNumber('COUNT_RANGE', 'n', n, 2, 5, 'from 2 to 5'));
  expect([2, 3, 5].map(at)).toEqual([[], [], []]);
  expect([1, 6].map(at)).toEqual([1, 6].map(n => [`[stack/api] COUNT_RANGE n: got ${n}; from 2 to 5`]));
});

test.each(['example.com', 'a', 'localhost', 'iris.ml.example.com', '*.example.com', '1.example.com', 'xn--bcher-kva.example', `${'x'.repeat(63)}.com`])('%s is a host', host => {
  expect(told(p => p.host('host', host))).toEqual([]);
});

test.each([
  ['https://iris.example.com', "a host has no scheme: use 'iris.example.com'"],
  ['https://iris.example.com:8443/path', "a host has no scheme: use 'iris.example.com'"],
  ['iris.example.com:8443', "a host has no port or path: use 'iris.example.com'"],
  ['iris.example.com/api', "a host has no port or path: use 'iris.example.com'"],
  ['10.0.0.1', 'an IP address is no host name: use a DNS name'],
  ['', ANY],
  [' ', ANY],
  [' iris.example.com', ANY],
  ['iris.example.com ', ANY],
  ['Iris.example.com', ANY],
  ['iris_api.example.com', ANY],
  ['iris..example.com', ANY],
  ['iris.example.com.', ANY],
  ['-iris.example.com', ANY],
  ['iris-.example.com', ANY],
  ['*', ANY],
  ['*.*.example.com', ANY],
  ['iris.*.com', ANY],
  ['bücher.example', ANY],
  [`${'x'.repeat(64)}.com`, ANY],
])('%p is no host', (host, fix) => {
  expect(told(p => p.host('host', host))).toEqual([`[stack/api] HOST_INVALID host: got '${host}'; ${fix}`]);
});

test('a host has at most 253 characters', () => {
  const host = (n: number) => `${'a.'.repeat((n - 1) / 2)}b`;
  expect(told(p => p.host('host', host(253)))).toEqual([]);
  expect(told(p => p.host('host', host(255)))).toHaveLength(1);
});

test('a URI in place of a host keeps its password to itself, and is mended to its host', () => {
  const password = ['correct', 'horse'].join('-');
  const [line] = told(p => p.host('host', `postgresql://mlflow:${password}@db.example.com:5432/mlflow`));
  expect(line).not.toContain(password);
  expect(line).toContain("use 'db.example.com'");
});

test.each(['/', '/data', '/data/', '/my data', '/a.b/..c'])('%p is an absolute path', path => {
  expect(told(p => p.absolutePath('path', path))).toEqual([]);
});

test.each([
  ['data', "use an absolute path: '/data'"],
  ['', "use an absolute path: '/'"],
  ['./data', "use an absolute path: '/./data'"],
  ['/a:b', "a path has no ':' and no '..'"],
  ['/a/../b', "a path has no ':' and no '..'"],
  ['/..', "a path has no ':' and no '..'"],
])('%p is no path of a container', (path, fix) => {
  expect(told(p => p.absolutePath('path', path))).toEqual([`[stack/api] PATH_INVALID path: got '${path}'; ${fix}`]);
});

test.each([
  'python', 'python:3.12', 'python:3.12-slim', 'acme/iris:1', 'ghcr.io/acme/iris-api:1.0.0', 'localhost:5000/a', 'registry.example.com:5000/a/b/c:tag', 'Registry.example.com/a',
  `python@sha256:${'0'.repeat(64)}`, `python:3.12@sha256:${'a'.repeat(64)}`, 'a_b/c__d/e--f.g', `a:${'x'.repeat(128)}`,
])('%s is an image', image => {
  expect(told(p => p.image('image', image))).toEqual([]);
});

const FORM = 'use [registry/]repository[:tag][@sha256:digest] in lower case, without spaces';
test.each([
  ['', 'an image is needed'],
  ['docker://python', 'an image has no scheme'],
  ['https://ghcr.io/a/b', 'an image has no scheme'],
  ['Python', FORM],
  ['acme/Iris', FORM],
  ['python:', FORM],
  ['python: 3', FORM],
  [' python', FORM],
  ['python ', FORM],
  ['python:3.12:1', FORM],
  ['python@latest', FORM],
  ['python@sha256:abc', FORM],
  ['a//b', FORM],
  ['-a', FORM],
  ['a___b', FORM],
  [`a:${'x'.repeat(129)}`, FORM],
  ['${IMAGE}', FORM],
])('%p is no image', (image, fix) => {
  const got = image.length > 80 ? `${image.slice(0, 77)}...` : image;
  expect(told(p => p.image('image', image))).toEqual([`[stack/api] IMAGE_INVALID image: got '${got}'; ${fix}`]);
});
