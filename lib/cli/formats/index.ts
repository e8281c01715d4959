import type { CheckReport } from '../report';

export type Format = (report: CheckReport) => string;

/** Each format, loaded when it is asked for. */
export const FORMATS = {
  /* eslint-disable @typescript-eslint/no-require-imports */
  text: () => (require('./text') as typeof import('./text')).text,
  json: () => (require('./json') as typeof import('./json')).json,
  sarif: () => (require('./sarif') as typeof import('./sarif')).sarif,
  junit: () => (require('./junit') as typeof import('./junit')).junit,
  github: () => (require('./github') as typeof import('./github')).github,
  /* eslint-enable @typescript-eslint/no-require-imports */
} satisfies Record<string, () => Format>;

export type FormatName = keyof typeof FORMATS;
