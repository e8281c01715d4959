import { generatedCases } from './generated';
import { problemsOf } from './verdicts';

describe('generated cases', () => {
  const { cases } = generatedCases(2, '1');

  test('are the same for the same seed', () => {
    expect(generatedCases(2, '1').cases).toEqual(cases);
    expect(generatedCases(2, '2').cases).not.toEqual(cases);
  });

  test('are of every kind, and check never throws at one', () => {
    expect(new Set(cases.map(({ objects }) => `${objects[0].apiVersion} ${objects[0].kind}`)).size).toBe(cases.length / 2);
    for (const { objects } of cases) problemsOf(objects);
  });
});
