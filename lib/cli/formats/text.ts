import type { Finding } from '../findings';
import { printable, titleOf } from '../names';
import type { CheckReport } from '../report';

/** A line for each finding, then one that counts them. */
export function text(report: CheckReport): string {
  return [...report.findings.map(lineOf), summaryOf(report)].map(line => `${line}\n`).join('');
}

/** `file:12  Deployment/api  CODE  field: got X; fix`. What is no error says so. */
export function lineOf({ file, line, column, object, code, level, message }: Finding): string {
  const place = [printable(file), ...line === undefined ? [] : [line], ...column === undefined ? [] : [column]].join(':');
  const mark = level === 'error' ? code : `${code} (${level})`;
  return [place, ...object ? [titleOf(object.manifest)] : [], mark, message].join('  ');
}

/** `2 errors, 0 warnings in 14 objects` */
export function summaryOf({ objects, counts }: CheckReport): string {
  const { errors, warnings, infos, unknownKinds, unusable } = counts;
  const found = [many(errors, 'error'), many(warnings, 'warning'), ...infos > 0 ? [many(infos, 'info')] : []].join(', ');
  const more = [...unknownKinds > 0 ? [many(unknownKinds, 'unknown kind')] : [], ...unusable > 0 ? [`${many(unusable, 'input')} unusable`] : []];
  return [`${found} in ${many(objects.length, 'object')}`, ...more].join(', ');
}

const many = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
