import type { Hint } from './cursor';
import { MOVED_FIELDS as SERVING } from '../kinds/serving/moved-fields';
import { MOVED_FIELDS as TRAINING } from '../kinds/training/moved-fields';

/** What became of fields that people still write, by kind; patterns of paths, `*` for any one step. */
const MOVED: Record<string, Record<string, string>> = { ...SERVING, ...TRAINING };

/** The hints of a kind, `group/Kind`. */
export function hintsOf(kind: string): Hint | undefined {
  const moved = MOVED[kind];
  if (!moved) return undefined;
  return path => {
    const steps = path.split('.');
    for (const [pattern, hint] of Object.entries(moved)) {
      const wanted = pattern.split('.');
      if (wanted.length === steps.length && wanted.every((step, i) => step === '*' || step === steps[i])) return hint;
    }
    return undefined;
  };
}
