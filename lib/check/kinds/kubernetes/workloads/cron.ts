import { goDuration } from '../../../go-values';
import { nearest } from '../../../nearest';
import { isTimeZone, nearestTimeZone } from '../../../time-zone';

interface Part {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words: Record<string, number>;
}

const words = (text: string, from: number) => Object.fromEntries(text.split(' ').map((word, i) => [word, i + from]));
const PARTS: readonly Part[] = [
  { name: 'minute', min: 0, max: 59, words: {} },
  { name: 'hour', min: 0, max: 23, words: {} },
  { name: 'day of month', min: 1, max: 31, words: {} },
  { name: 'month', min: 1, max: 12, words: words('jan feb mar apr may jun jul aug sep oct nov dec', 1) },
  { name: 'day of week', min: 0, max: 6, words: words('sun mon tue wed thu fri sat', 0) },
];
const NAMED = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/** What is wrong with a schedule, as the cron library of Kubernetes reads it. */
export function scheduleMistake(schedule: string): string | undefined {
  if (schedule.includes('TZ')) return 'the time zone goes into timeZone';
  if (schedule.startsWith('@every ')) return goDuration(schedule.slice('@every '.length)) !== undefined ? undefined : "'@every ' and a duration, such as @every 1h30m";
  if (schedule.startsWith('@')) {
    if (NAMED.includes(schedule)) return undefined;
    const near = nearest(schedule, NAMED);
    return near ? `did you mean '${near}'?` : `one of ${NAMED.join(', ')}`;
  }
  const fields = schedule.split(/[\s\u0085]+/).filter(field => field !== '');
  if (fields.length !== PARTS.length) return `minute, hour, day of month, month and day of week: five parts, not ${fields.length}`;
  for (const [i, part] of PARTS.entries()) {
    for (const expression of fields[i].split(',')) {
      const mistake = expression === '' ? undefined : rangeMistake(expression, part);
      if (mistake !== undefined) return `${part.name} '${expression}': ${mistake}`;
    }
  }
  return undefined;
}

function rangeMistake(expression: string, part: Part): string | undefined {
  const [range, step, more] = expression.split('/');
  const [low, high, extra] = range.split('-');
  // After a star nothing up to the step is read.
  const isAll = low === '*' || low === '?';
  if (more !== undefined || extra !== undefined && !isAll) return 'one - and one / at most';
  const start = isAll ? part.min : numberOf(low, part);
  const stride = step === undefined ? 1 : numberOf(step, undefined);
  if (start === undefined || stride === undefined) return `${part.min} to ${part.max}${Object.keys(part.words).length > 0 ? ' or a name of three letters' : ''}`;
  const end = isAll || high === undefined && step !== undefined ? part.max : high === undefined ? start : numberOf(high, part);
  if (end === undefined || start < part.min || end > part.max) return `${part.min} to ${part.max}`;
  if (start > end) return 'it ends before it begins';
  return stride === 0 ? 'a step of at least 1' : undefined;
}

function numberOf(text: string, part: Part | undefined): number | undefined {
  const word = part?.words[text.toLowerCase()];
  if (word !== undefined) return word;
  return /^\+?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** What is wrong with the name of a time zone. */
export function zoneMistake(zone: string): string | undefined {
  if (zone === '') return 'leave it out, or name a zone such as Europe/Berlin';
  if (zone.toLowerCase() === 'local') return "no zone of its own: name one such as Europe/Berlin, or 'Etc/UTC'";
  if (zone.length > 64 || zone.split('/').some(part => part.startsWith('-') || !/^[A-Za-z.\-_0-9+]{1,14}$/.test(part) || part === '.' || part === '..')) return 'a zone of the IANA database, such as Europe/Berlin';
  if (isTimeZone(zone)) return undefined;
  const near = nearestTimeZone(zone);
  return near ? `did you mean '${near}'?` : 'a zone of the IANA database, such as Europe/Berlin';
}
