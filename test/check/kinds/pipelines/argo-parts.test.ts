import { goDuration } from '../../../../lib/check/go-values';
import { cleaned, hasLocation } from '../../../../lib/check/kinds/pipelines/argo/artifacts';
import { isDurationOrSeconds } from '../../../../lib/check/kinds/pipelines/argo/duration';
import { Ancestry, circleText, cycleOf, orderOf } from '../../../../lib/check/kinds/pipelines/argo/graph';
import { legible, placeholder, substitute, tagsOf, trimTag, withExpressions } from '../../../../lib/check/kinds/pipelines/argo/tags';
import { below, eachText, mapTexts } from '../../../../lib/check/kinds/pipelines/argo/tree';
import { isTimeZone, nearestTimeZone } from '../../../../lib/check/time-zone';

test.each([
  ['none here', { simple: [] }],
  ['{{a}} and {{ b }}', { simple: ['a', ' b '] }],
  ['{{= a + 1}}{{c}}', { simple: ['c'] }],
  ['{{{a}}}', { simple: ['{a'] }],
  ['{{a{{b}}}}', { simple: ['a{{b'] }],
  ['{{a}} {{b}', { simple: ['a'], open: 'b}' }],
])('the tags of %s', (text, tags) => {
  expect(tagsOf(text)).toEqual(tags);
});

test.each([
  ['{{a}} {{ a }} {{b}}', '1 1 {{b}}'],
  ['{{x.{{a}}}}', '{{x.1}}'],
  ['{{= a }}', '{{= a }}'],
  ['{{a', '{{a'],
])('%s is filled in as %s', (text, filled) => {
  expect(substitute(text, name => (name === 'a' ? '1' : undefined))).toBe(filled);
});

test('a line end within a tag is no blank for Argo', () => {
  expect(trimTag(' a\u00a0')).toBe('a');
  expect(trimTag('\na')).toBe('\na');
});

test('expressions give way to a word, variables stay', () => {
  expect(withExpressions('a: {{=b}}, {{ = c }}, {{d}}', 'x')).toBe('a: x, x, {{d}}');
});

test('a placeholder is a name, and people see what it stands for', () => {
  expect(placeholder('workflow.labels.a/b')).toMatch(/^[-\w]+$/);
  expect(legible(`x ${placeholder('a.b')}`)).toBe('x a-b');
});

test.each([
  ['1h30m', 5400e9], ['1.5s', 1.5e9], ['.5m', 30e9], ['-2us', -2000], ['0', 0], ['1d', undefined], ['10', undefined], ['', undefined], ['.s', undefined], ['1h ', undefined],
  ['9999999h', undefined],
])('the duration %s', (text, time) => {
  expect(goDuration(text)).toBe(time);
});

test('seconds count where Argo takes them', () => {
  expect(['10', '-5', '1m', 'x', '1.5'].map(isDurationOrSeconds)).toEqual([true, true, true, false, false]);
});

test.each([
  [[[1], [2], [0]], [0, 1, 2]],
  [[[1], [1]], [1]],
  [[[1, 2], [2], []], undefined],
  [[], undefined],
])('the circle of %j is %j', (edges, circle) => {
  expect(cycleOf(edges)).toEqual(circle);
});

test('a circle of many shows its beginning', () => {
  expect(circleText(['a', 'b'])).toBe('a -> b -> a');
  expect(circleText([...'abcdefghij'])).toBe('a -> b -> c -> d -> e -> f -> g -> h -> ...');
});

test('what is waited for comes first', () => {
  expect(orderOf([[2], [0], []])).toEqual([2, 0, 1]);
});

test('who waits for whom, through others', () => {
  const ancestry = new Ancestry([[], [0], [1], []]);
  const pairs = [[2, 0], [2, 1], [0, 2], [3, 0], [2, 3]];
  expect(pairs.map(([node, other]) => ancestry.waits(node, other))).toEqual([true, true, false, false, false]);
});

test.each([
  ['/a/../b', '/b'], ['/a/./b//c/', '/a/b/c'], ['a/..', '.'], ['../a', '../a'], ['/..', '/'], ['a/../../b', '../b'],
])('the path %s leads to %s', (path, end) => {
  expect(cleaned(path)).toBe(end);
});

test('of several locations Argo takes the first of its own order', () => {
  expect(hasLocation({ s3: { key: 'k' }, git: { repo: '' } })).toBe(false);
  expect(hasLocation({ artifactory: { url: 'relative' } })).toBe(true);
  expect(hasLocation({ artifactory: { url: 'http://host' } })).toBe(false);
});

test.each([
  ['America/New_York', true], ['Etc/GMT-14', true], ['GB-Eire', true], ['EST5EDT', true], ['NZ-CHAT', true], ['America/Port-au-Prince', true],
  ['america/new_york', false], ['AMERICA/NEW_YORK', false], ['US/PACIFIC', false], ['utc', false], ['Nowhere', false], ['UTC+2', false],
])('%s as a time zone: %s', (name, known) => {
  expect(isTimeZone(name)).toBe(known);
});

test('a misspelt time zone is told its nearest', () => {
  expect([nearestTimeZone('asia/tokyo'), nearestTimeZone('Asia/Tokio'), nearestTimeZone('x'.repeat(50))]).toEqual(['Asia/Tokyo', 'Asia/Tokyo', undefined]);
});

test('a tree is changed where it has to be, and shared where not', () => {
  const same = { b: ['x'] };
  const tree = { 'a': 'x{{', same, '{{k': 1 };
  const changed = mapTexts(tree, text => text.replace('{{', '!'));
  expect(changed).toEqual({ 'a': 'x!', same, '!k': 1 });
  expect(changed.same).toBe(same);
});

test('texts and keys are visited with the way to them', () => {
  const seen: string[] = [];
  eachText({ a: [{ 'b.c': 'x' }] }, (text, steps) => seen.push(`${below('spec', ...steps)}=${text}`));
  expect(seen).toEqual(['spec.a=a', "spec.a[0]['b.c']=b.c", "spec.a[0]['b.c']=x"]);
});
