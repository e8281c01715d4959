import type { CodeInfo } from '../check';

/** What is wrong with an input before anything in it can be judged. */
export const INPUT_CODES = {
  DUPLICATE_KEY: {
    means: 'A key is written more than once in one map.',
    why: 'kubectl takes the last and drops the others in silence; kustomize and other readers of YAML refuse the file.',
    fix: 'Keep one of them.',
    source: 'kubectl 1.34, YAML 1.1',
  },
  INPUT_UNUSABLE: {
    means: 'A file or a document of it cannot be read, so nothing in it was judged.',
    why: 'kubectl cannot read it either, or would drop a part of it in silence.',
    fix: 'Mend it at the line and column that are named.',
    source: 'kubectl 1.34, YAML 1.1',
  },
} satisfies Record<string, CodeInfo>;
