import { writeFileSync } from 'fs';
import { join } from 'path';
import { CODES } from '../../lib/check/codes';

/** The page of problem codes, from the table that the library itself uses. */
export function errorsPage(): string {
  return [
    '# Problem codes',
    '',
    'Each line of an error reads `[construct path] CODE field: got value; fix`. Codes are stable. Written by `npm run errors`.',
    '',
    '| code | meaning |',
    '|---|---|',
    ...Object.entries(CODES).sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`),
    '',
  ].join('\n');
}

if (require.main === module) writeFileSync(join(__dirname, '..', '..', 'docs', 'errors.md'), errorsPage());
