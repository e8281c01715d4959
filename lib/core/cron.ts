const FIELDS: ReadonlyArray<readonly [min: number, max: number, names: string]> = [
  [0, 59, ''],
  [0, 23, ''],
  [1, 31, ''],
  [1, 12, 'jan feb mar apr may jun jul aug sep oct nov dec'],
  [0, 6, 'sun mon tue wed thu fri sat'],
];

/**
 * Whether a CronJob takes the schedule: five fields, or `@daily` and the like.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#schedule-syntax
 */
export function isCronSchedule(schedule: string): boolean {
  if (/^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/.test(schedule)) return true;
  const fields = schedule.trim().split(/\s+/);
  return fields.length === FIELDS.length && fields.every((field, i) => field.split(',').every(part => isPart(part, FIELDS[i])));
}

/** `*`, `?`, `5`, `1-5`, `mon-fri`, and each with a step: `*\/2`. */
function isPart(part: string, [min, max, names]: (typeof FIELDS)[number]): boolean {
  const [range, step, ...more] = part.split('/');
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (range === '*' || range === '?') return true;
  const value = (text: string) => {
    const named = names === '' ? -1 : names.split(' ').indexOf(text.toLowerCase());
    return named >= 0 ? named + min : /^\d+$/.test(text) ? Number(text) : NaN;
  };
  const [from, to = from, ...rest] = range.split('-').map(value);
  return rest.length === 0 && from >= min && to <= max && from <= to;
}
