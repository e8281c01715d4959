// Settings and bounds are texts; Katib's services read them as Python or Go does.

const FLOAT = /^[+-]?(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?$/;

/** Python's `int(text)`; undefined where it raises. */
export function pythonInt(text: unknown): number | undefined {
  const trimmed = typeof text === 'string' ? text.trim() : '';
  return /^[+-]?\d[\d_]*$/.test(trimmed) && !strayUnderscore(trimmed) ? Number(trimmed.replace(/_/g, '')) : undefined;
}

/** Python's `float(text)`; undefined where it raises. */
export function pythonFloat(text: unknown): number | undefined {
  const trimmed = typeof text === 'string' ? text.trim() : '';
  const word = /^([+-]?)(inf|infinity|nan)$/i.exec(trimmed);
  if (word) return word[2].toLowerCase() === 'nan' ? NaN : word[1] === '-' ? -Infinity : Infinity;
  return FLOAT.test(trimmed) && !strayUnderscore(trimmed) ? Number(trimmed.replace(/_/g, '')) : undefined;
}

/** Go's `strconv.Atoi(text)`; undefined where it fails. */
export function goInt(text: unknown): number | undefined {
  return typeof text === 'string' && /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

const strayUnderscore = (text: string) => /__|_$|_[.eE]|[.eE+-]_/.test(text);
