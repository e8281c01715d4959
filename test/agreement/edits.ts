import type { Json, Obj } from './corpus';

export type Path = readonly (string | number)[];

/** One change of one object; the value is left out where the field is taken away. */
export interface Edit {
  readonly operation: string;
  readonly path: Path;
  readonly value?: Json;
  /** What was done, for people: `replicas -> replcas`. */
  readonly says: string;
}

export interface Node {
  readonly path: Path;
  readonly value: Json;
  readonly parent?: Json;
}

/** Every value inside an object with its path, the object itself first. */
export function nodesOf(value: Json, path: Path = [], parent?: Json): Node[] {
  const here: Node = { path, value, parent };
  if (value === null || typeof value !== 'object') return [here];
  const entries: [string | number, Json][] = Array.isArray(value) ? value.map((item, i) => [i, item]) : Object.entries(value);
  return [here, ...entries.flatMap(([key, item]) => nodesOf(item, [...path, key], value))];
}

/** A copy of the object with the change made; what it shares with the origin is not to be written to. */
export function apply(object: Obj, { path, value }: Pick<Edit, 'path' | 'value'>): Obj {
  return set(object, path, value) as Obj;
}

function set(at: Json, [key, ...rest]: Path, value: Json | undefined): Json {
  if (Array.isArray(at)) {
    const list = [...at];
    if (rest.length > 0) list[Number(key)] = set(list[Number(key)], rest, value);
    else if (value === undefined) list.splice(Number(key), 1);
    else list[Number(key)] = value;
    return list;
  }
  const map = { ...at as Obj };
  if (rest.length > 0) map[key] = set(map[key], rest, value);
  else if (value === undefined) delete map[key];
  else map[key] = value;
  return map;
}

/** `spec.containers[0].env`, as problems write their fields. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    if (!/^[\w$-]+$/.test(key)) return `${text}['${key}']`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}
