import { goDuration } from '../../../go-values';

interface Bounds {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const SECOND: Bounds = { name: 'second', min: 0, max: 59 };
const MINUTE: Bounds = { name: 'minute', min: 0, max: 59 };
const HOUR: Bounds = { name: 'hour', min: 0, max: 23 };
const DAY: Bounds = { name: 'day of the month', min: 1, max: 31 };
const MONTH: Bounds = { name: 'month', min: 1, max: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] };
const WEEKDAY: Bounds = { name: 'day of the week', min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] };

const DESCRIPTORS = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/** The values of a field, and whether it leaves all of them open. */
interface Field {
  readonly values: ReadonlySet<number>;
  readonly any: boolean;
}

export interface CronMistake {
  /** False where it is a schedule, and yet not the one that was meant. */
  readonly refused: boolean;
  readonly fix: string;
}

const FIELDS = [MINUTE, HOUR, DAY, MONTH, WEEKDAY];

/** What is wrong with a schedule, or that it never comes; undefined where it is fine. */
export function cronMistake(schedule: string): CronMistake | undefined {
  return mistakeIn(schedule, FIELDS, 0);
}

/** The same for a schedule that begins with the second, and may end with the month. */
export function secondsCronMistake(schedule: string): CronMistake | undefined {
  const short = schedule.split(/\s+/).filter(word => word !== '').length === 5;
  const mistake = mistakeIn(short ? `${schedule} *` : schedule, [SECOND, ...FIELDS], 1);
  return mistake ?? (short ? { refused: false, fix: 'the first of five fields is the second, and the day of the week is left out; write six, such as 0 0 3 * * *' } : undefined);
}

function mistakeIn(schedule: string, wanted: readonly Bounds[], skip: number): CronMistake | undefined {
  if (schedule.startsWith('@')) {
    if (DESCRIPTORS.includes(schedule) || schedule.startsWith('@every ') && goDuration(schedule.slice(7)) !== undefined) return undefined;
    return refused(`one of ${DESCRIPTORS.join(', ')}, or @every with a duration such as 1h30m`);
  }
  const words = schedule.split(/\s+/).filter(word => word !== '');
  if (words.length !== wanted.length) return refused(`${wanted.length} fields: ${wanted.map(({ name }) => name).join(', ')}; got ${words.length}`);
  const fields: Field[] = [];
  for (const [i, bounds] of wanted.entries()) {
    const field = fieldOf(words[i], bounds);
    if (typeof field === 'string') return refused(`${bounds.name} ${words[i]}: ${field}`);
    fields.push(field);
  }
  return comes(fields.slice(skip)) ? undefined : { refused: false, fix: 'no date fits, so that nothing ever runs; take a day that the months have' };
}

const refused = (fix: string) => ({ refused: true, fix });

function fieldOf(text: string, bounds: Bounds): Field | string {
  const values = new Set<number>();
  let any = false;
  for (const range of text.split(',').filter(part => part !== '')) {
    const [span, step, more] = range.split('/');
    const [low, high, tooMuch] = span.split('-');
    const open = low === '*' || low === '?';
    if (more !== undefined || !open && tooMuch !== undefined) return 'ranges are written low-high/step';
    const start = open ? bounds.min : valueOf(low, bounds);
    const every = step === undefined ? 1 : /^[0-9]+$/.test(step) ? Number(step) : NaN;
    const end = open || step !== undefined && high === undefined ? bounds.max : high === undefined ? start : valueOf(high, bounds);
    if (Number.isNaN(start) || Number.isNaN(end)) return `numbers from ${bounds.min} to ${bounds.max}${bounds.names ? `, or ${bounds.names.join(' ')}` : ''}`;
    if (start < bounds.min || end > bounds.max) return `from ${bounds.min} to ${bounds.max}`;
    if (start > end) return 'a range goes upwards';
    if (!(every > 0)) return 'a step is a number above 0';
    for (let i = start; i <= end; i += every) values.add(i);
    any ||= open && every === 1;
  }
  return { values, any };
}

function valueOf(text: string, { names }: Bounds): number {
  const named = names ? names.indexOf(text.toLowerCase()) : -1;
  if (named >= 0) return names!.length === 12 ? named + 1 : named;
  return /^[0-9]+$/.test(text) ? Number(text) : NaN;
}

const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether any date fits: where both days are bound, one of them is enough. */
function comes([minutes, hours, days, months, weekdays]: readonly Field[]): boolean {
  if ([minutes, hours, months].some(({ values }) => values.size === 0)) return false;
  if (!days.any && !weekdays.any && weekdays.values.size > 0) return true;
  if (weekdays.values.size === 0) return false;
  return [...months.values].some(month => [...days.values].some(day => day <= LONGEST[month - 1]));
}
