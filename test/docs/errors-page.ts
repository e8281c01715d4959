import { writeFileSync } from 'fs';
import { join } from 'path';
import { CODES, type CodeInfo } from '../../lib/check/codes';
import { INPUT_CODES } from '../../lib/cli/codes';

const cell = (text: string) => text.replace(/\|/g, '\\|');

/** The page of problem codes, from the table that the library itself uses. */
export function errorsPage(): string {
  return [
    '# Problem codes',
    '',
    'Each line of an error reads `[construct path] CODE field: got value; fix`, of `cdk8s-mlops check` `file:line  kind/name  CODE  field: got value; fix`. Codes are stable. Written by `npm run errors`.',
    '',
    '| code | meaning | why | fix | source |',
    '|---|---|---|---|---|',
    ...Object.entries<CodeInfo>({ ...CODES, ...INPUT_CODES }).sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, { means, why, fix, source }]) => `| \`${code}\` | ${[means, why, fix, source].map(cell).join(' | ')} |`),
    '',
  ].join('\n');
}

if (require.main === module) writeFileSync(join(__dirname, '..', '..', 'docs', 'errors.md'), errorsPage());
