import type { Ended } from './node';
import { failureOf, summaryOf } from './verdict';

const ended = (...reports: object[]): Ended[] => reports.map((report, i) => ({
  pod: `p-${i}`, code: 0, output: `starting\nRESULT ${JSON.stringify({ rank: i, world: reports.length, loss: [0.69, 0.12], model: 'm', ...report })}`,
}));

test('ranks that all learnt the same have succeeded', () => {
  expect(failureOf(ended({}, {}), { processes: 2 })).toBeUndefined();
  expect(summaryOf(ended({}, {}))).toBe('loss 0.69 -> 0.12');
});

test('the last run of ranks that may run anew counts', () => {
  const twice = [...ended({ model: 'of the first run' }, { model: 'of the first run' }), ...ended({}, {})];
  expect(failureOf(twice, { processes: 2, anew: true })).toBeUndefined();
  expect(failureOf(twice, { processes: 2 })).toBe('the ranks that reported are 0, 0, 1, 1, of 2');
  expect(failureOf(ended({}, { rank: 0 }), { processes: 2, anew: true })).toBe('the ranks that reported are 0, of 2');
});

test('processes may share a line of output', () => {
  const outputs = ended({}, {}).map(({ output }) => output).join('');
  expect(failureOf([{ pod: 'p', code: 0, output: outputs }], { processes: 2 })).toBeUndefined();
});

test.each<[string, Ended[], Parameters<typeof failureOf>[1], string]>([
  ['an exit code', [{ pod: 'p', code: 3, output: 'no such file' }], { processes: 1 }, 'p ended with 3\n    no such file'],
  ['a pod that hangs', [{ pod: 'p', output: 'waiting' }], { processes: 1 }, 'p had to be killed\n    waiting'],
  ['silence', [{ pod: 'p', code: 0, output: '' }], { processes: 1 }, 'the ranks that reported are none, of 1'],
  ['a rank twice', ended({}, { rank: 0 }), { processes: 2 }, 'the ranks that reported are 0, 0, of 2'],
  ['processes that are alone', ended({ world: 1 }, { world: 1 }), { processes: 2 }, 'rank 0 saw a world of 1, not 2'],
  ['models that differ', ended({}, { model: 'n' }), { processes: 2 }, 'the ranks do not agree on the model: m, n'],
  ['a loss that stays', ended({ loss: [0.69, 0.68] }), { processes: 1 }, 'rank 0 has learnt nothing: loss 0.69 -> 0.68'],
])('%s is a failure', (_, pods, expected, line) => {
  expect(failureOf(pods, expected)).toBe(line);
});
