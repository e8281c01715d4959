import { describeProblem } from '../../lib/check';
import { Problems } from '../../lib/core';

/** The lines of problems that a value tells of itself, without the construct around it. */
export function told(tell: (problems: Problems) => void): string[] {
  const problems = new Problems('');
  tell(problems);
  return problems._found.map(problem => `${problem.code} ${describeProblem(problem)}`);
}
