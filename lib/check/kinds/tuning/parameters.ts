import { record, text } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';

const TYPES = ['int', 'double', 'discrete', 'categorical'];
const DISTRIBUTIONS = ['uniform', 'logUniform', 'normal', 'logNormal'];

/** A parameter of a search space, and where it stands. */
export interface Parameter {
  readonly path: string;
  readonly name: string;
  readonly type: string;
  readonly space: Record<string, any>;
}

/** The parameters of a list; an item that is no map is read as Katib reads it, as an empty one. */
export function parametersOf(list: unknown, path: string): Parameter[] {
  if (!Array.isArray(list)) return [];
  return list.map((item, i) => {
    const { name, parameterType, feasibleSpace } = record(item);
    return { path: `${path}[${i}]`, name: text(name), type: text(parameterType), space: record(feasibleSpace) };
  });
}

/** What the webhook says of `spec.parameters`. */
export function judgeParameters(parameters: readonly Parameter[], report: Report): void {
  const names = new Set<string>();
  for (const parameter of parameters) {
    const { path, name, type, space } = parameter;
    if (name === '') report.warn('TUNING_SEARCH_SPACE', `${path}.name`, undefined, 'name the parameter: no trialParameter can refer to it without');
    else if (names.has(name)) report.warn('TUNING_SEARCH_SPACE', `${path}.name`, name, 'the name stands above already, so no assignment fits and no trial starts; rename one of the two');
    names.add(name);
    if (type === 'unknown') {
      report.warn('TUNING_VALUE_UNKNOWN', `${path}.parameterType`, type, `accepted, and no algorithm can search it; use one of ${TYPES.join(', ')}`);
    } else if (!TYPES.includes(type)) {
      report.refuse('TUNING_VALUE_UNKNOWN', `${path}.parameterType`, type || undefined, known(type, TYPES, { float: 'double', integer: 'int', string: 'categorical' }));
    } else if (type === 'int' || type === 'double') judgeRange(parameter, report);
    else judgeList(parameter, report);
    const distribution = text(space.distribution);
    if (distribution !== '' && distribution !== 'unknown' && !DISTRIBUTIONS.includes(distribution)) {
      report.refuse('TUNING_VALUE_UNKNOWN', `${path}.feasibleSpace.distribution`, distribution, known(distribution, DISTRIBUTIONS));
    }
  }
}

/** `did you mean 'int'? one of int, double` */
export function known(word: string, words: readonly string[], others: Readonly<Record<string, string>> = {}): string {
  const near = Object.hasOwn(others, word.toLowerCase()) ? others[word.toLowerCase()] : nearest(word, words);
  return `${near ? `did you mean '${near}'? ` : ''}one of ${words.join(', ')}`;
}

function judgeRange({ path, type, space }: Parameter, report: Report): void {
  const field = `${path}.feasibleSpace`;
  if (Array.isArray(space.list) && space.list.length > 0) {
    report.refuse('TUNING_SEARCH_SPACE', `${field}.list`, space.list, `a parameter of type ${type} has min and max; for a list the type is discrete or categorical`);
    return;
  }
  for (const bound of ['min', 'max']) {
    // A number instead of text is reported as such.
    if (space[bound] === undefined || space[bound] === null || space[bound] === '') {
      report.refuse('TUNING_SEARCH_SPACE', `${field}.${bound}`, space[bound] ?? undefined, `a parameter of type ${type} needs min and max, as text in quotes`);
    }
  }
}

function judgeList({ path, type, space }: Parameter, report: Report): void {
  const field = `${path}.feasibleSpace`;
  for (const bound of ['min', 'max', 'step']) {
    if (text(space[bound]) !== '') {
      report.refuse('TUNING_SEARCH_SPACE', `${field}.${bound}`, space[bound], `a parameter of type ${type} has a list alone; for ${bound} the type is int or double`);
    }
  }
  if (!Array.isArray(space.list) || space.list.length === 0) {
    report.warn('TUNING_SEARCH_SPACE', `${field}.list`, space.list ?? undefined, `accepted, and no trial starts: a parameter of type ${type} needs a list of values`);
  }
}
