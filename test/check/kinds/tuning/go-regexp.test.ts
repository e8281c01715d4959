import { canonicalQuantity } from '../../../../lib/check/kinds/tuning/canonical-quantity';
import { readGoRegexp } from '../../../../lib/check/kinds/tuning/go-regexp';
import { goInt, pythonFloat, pythonInt } from '../../../../lib/check/kinds/tuning/numbers';

test.each<[string, number]>([
  ['', 0], ['(a)(b)', 2], ['(?P<n>a)(?<m>b)', 2], ['(?:a)(?i)(?s-U:b)', 0], ['a{01}{,3}{', 0], ['a{2,}?b{3}', 0], ['(?)', 0], ['x(?i)*', 0], ['a*(?i)*', 0],
  ['[]a]', 0], ['[^]a]', 0], ['[a\\]b-]', 0], ['[[:alpha:][:^digit:]]', 0], ['[\\d-z]', 0], ['[[:x]', 0], ['\\Qa*(\\E+', 0], ['\\Q(', 0], ['\\Q\\E', 0],
  ['\\pL\\p{Greek}\\P{^Lu}', 0], ['\\12\\0\\x41\\x{1F600}\\a\\n', 0], ['\\A\\b\\B\\z', 0], ['\\_\\-', 0], ['((a{10}){10}){10}', 2], ['(a{1000}){0}', 1], ['é{3}', 0],
])('Go reads %j', (expression, groups) => {
  expect(readGoRegexp(expression)).toEqual({ groups });
});

test.each([
  ['(?=a)', 'lookahead and lookbehind are not in Go regular expressions (RE2)'],
  ['(?!a)', 'lookahead and lookbehind are not in Go regular expressions (RE2)'],
  ['(?<=a)', 'lookahead and lookbehind are not in Go regular expressions (RE2)'],
  ['(?<!a)', 'lookahead and lookbehind are not in Go regular expressions (RE2)'],
  ['(?>a)', '(?> is not in Go regular expressions (RE2)'],
  ['(?i-)', '(?i is not in Go regular expressions (RE2)'],
  ['(?P<a b>c)', 'the name of a group is letters, digits and _'],
  ['(?P<a', 'the name of a group is letters, digits and _'],
  ['(a)\\1', '\\1: Go regular expressions (RE2) have no backreferences'],
  ['\\8', '\\8 is not in Go regular expressions (RE2)'],
  ['\\Z', '\\Z is not in Go regular expressions (RE2)'],
  ['\\é', '\\é is not in Go regular expressions (RE2)'],
  ['[\\b]', '\\b is not in Go regular expressions (RE2)'],
  ['[a-\\d]', '\\d is not in Go regular expressions (RE2)'],
  ['(', 'a ( without )'],
  [')', 'a ) without ('],
  ['[a', 'a [ without ]'],
  ['[]', 'a [ without ]'],
  ['[z-a]', 'a range in [ ] runs backwards'],
  ['[[:foo:]]', 'no class [:foo:]'],
  ['\\p{Nope}', 'no Unicode class Nope'],
  ['\\p{nope}', 'no Unicode class nope'],
  ['\\', 'a \\ at the end'],
  ['\\xg', '\\x wants two hexadecimal digits, or more in { }'],
  ['\\x{110000}', '\\x wants two hexadecimal digits, or more in { }'],
  ['*', 'nothing before * to repeat'],
  ['a|+', 'nothing before + to repeat'],
  ['(?i)*', 'nothing before * to repeat'],
  ['a**', '* repeats a repetition: put ( ) around it'],
  ['a*?+', '+ repeats a repetition: put ( ) around it'],
  ['a{2}{3}', '{3} repeats a repetition: put ( ) around it'],
  ['a{3,2}', '{3,2} is no count from 0 to 1000'],
  ['a{1001}', '{1001} is no count from 0 to 1000'],
  ['(a{100}){20}', 'repeats more than 1000 times'],
  ['('.repeat(1002), 'nested too deep'],
])('Go refuses %j', (expression, error) => {
  expect(readGoRegexp(expression)).toEqual({ error });
});

test('a long expression is read in one go', () => {
  expect(readGoRegexp('(a|b)*[c-d]{2}\\d'.repeat(20000))).toEqual({ groups: 20000 });
});

test.each([
  ['1024Mi', '1Gi'], ['1536Mi', '1536Mi'], ['1.5Gi', '1536Mi'], ['0.5', '500m'], ['1000m', '1'], ['1000', '1k'], ['1e3', '1e3'], ['1000e3', '1e6'], ['0Gi', '0'],
  ['512Ki', '512Ki'], ['1.1Gi', '1181116006400m'], ['-2048Ki', '-2Mi'], ['.1n', '1n'], ['1023Ki', '1023Ki'], ['1Ei', '1Ei'],
  ['x', undefined], ['', undefined], ['1GiB', undefined], ['.', undefined],
])('Kubernetes writes %s as %s', (quantity, canonical) => {
  expect(canonicalQuantity(quantity)).toBe(canonical);
});

test('numbers are read as Python and Go read them', () => {
  expect([' 1_0 ', '-3', '1.0', '', '_1', '1__0', 5].map(pythonInt)).toEqual([10, -3, undefined, undefined, undefined, undefined, undefined]);
  expect(['1e-3', '.5', '5.', '1_0.5', '-inf', 'Infinity', 'NaN', 'e1', '.', '1_'].map(pythonFloat))
    .toEqual([0.001, 0.5, 5, 10.5, -Infinity, Infinity, NaN, undefined, undefined, undefined]);
  expect(['10', '+1', ' 1', '1_0', '1.0'].map(goInt)).toEqual([10, 1, undefined, undefined, undefined]);
});
