import * as fc from 'fast-check';
import type { Problem, ProblemCode } from '../../lib/check';
import { describeProblem, formatProblems } from '../../lib/check';
import type { CodeInfo } from '../../lib/check/codes';
import { CODES } from '../../lib/check/codes';

const problem = (p: Partial<Problem> = {}): Problem => ({ where: 'stack/api', code: 'PORT_RANGE', field: 'port', fix: 'use another', ...p });

describe('one problem', () => {
  test.each<[string, unknown, string]>([
    ['a number', 0, 'port: got 0; use another'],
    ['no number', NaN, 'port: got NaN; use another'],
    ['a text', 'http', "port: got 'http'; use another"],
    ['an empty text', '', "port: got ''; use another"],
    ['a truth value', false, 'port: got false; use another'],
    ['null', null, 'port: got null; use another'],
    ['an object', { a: 1 }, 'port: got {"a":1}; use another'],
    ['a list', ['a'], 'port: got ["a"]; use another'],
    ['nothing', undefined, 'port: use another'],
  ])('tells %s that was got', (_, got, line) => {
    expect(describeProblem(problem({ got }))).toBe(line);
  });

  test('shortens a long text', () => {
    expect(describeProblem(problem({ got: 'x'.repeat(80) }))).toBe(`port: got '${'x'.repeat(80)}'; use another`);
    expect(describeProblem(problem({ got: 'x'.repeat(81) }))).toBe(`port: got '${'x'.repeat(77)}...'; use another`);
  });

  test('shortens a large object', () => {
    expect(describeProblem(problem({ got: { text: 'x'.repeat(5000) } })).length).toBeLessThan(200);
  });

  test('does not tell the password of a URI that was got', () => {
    const password = ['correct', 'horse'].join('-');
    expect(describeProblem(problem({ got: `https://user:${password}@mlflow.example.com` }))).not.toContain(password);
  });
});

describe('a report', () => {
  test('has a head line with the number of problems, then a line for each', () => {
    expect(formatProblems([problem({ got: 0 })])).toBe([
      '1 problem, nothing written',
      '  [stack/api]  PORT_RANGE  port: got 0; use another',
    ].join('\n'));
  });

  test('says problems of more than one, in columns', () => {
    expect(formatProblems([problem({ got: 0 }), problem({ where: 'x', code: 'NAME_INVALID', field: 'name' })])).toBe([
      '2 problems, nothing written',
      '  [stack/api]  PORT_RANGE    port: got 0; use another',
      '  [x]          NAME_INVALID  name: use another',
    ].join('\n'));
  });

  const text = fc.oneof(fc.string(), fc.constantFrom('a\nb', 'a\r\nb', '\n', 'a\u2028b', '\u001b[31mred', 'a\tb'));
  const problems = fc.array(fc.record<Problem>({
    where: text,
    code: fc.constantFrom(...Object.keys(CODES) as ProblemCode[]),
    field: text,
    got: fc.oneof(text, fc.jsonValue(), fc.double(), fc.constant(undefined)),
    fix: text,
  }), { minLength: 1 });

  test('never breaks a problem over two lines, nor moves the cursor, whatever the texts hold', () => {
    fc.assert(fc.property(problems, some => {
      const lines = formatProblems(some).split(/\r\n|[\n\r\u2028\u2029]/);
      expect(lines).toHaveLength(some.length + 1);
      expect(lines.join('')).not.toContain('\u001b');
    }));
  });

  test('never lets two problems run together', () => {
    const plain = fc.stringMatching(/^[a-z/]{1,20}$/);
    fc.assert(fc.property(fc.array(fc.tuple(plain, plain), { minLength: 1 }), pairs => {
      const [head, ...lines] = formatProblems(pairs.map(([where, field]) => problem({ where, field }))).split('\n');
      expect(head).toBe(`${pairs.length} ${pairs.length === 1 ? 'problem' : 'problems'}, nothing written`);
      pairs.forEach(([where, field], i) => expect(lines[i]).toMatch(new RegExp(`^  \\[${where}\\] +PORT_RANGE  ${field}: use another$`)));
    }));
  });
});

describe('the table of codes', () => {
  test.each(Object.entries<CodeInfo>(CODES))('%s says what it means, why, the fix and the source', (code, { means, why, fix, source }) => {
    expect(code).toMatch(/^[A-Z]+([A-Z0-9]*_[A-Z0-9]+)+$|^VALIDATION$/);
    for (const sentence of [means, why, fix]) expect(sentence).toMatch(/^[A-Za-z'`].*\.$/);
    expect(source).not.toBe('');
  });
});
