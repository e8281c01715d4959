import type { Step } from './yaml/positions';

/**
 * The steps of a JSON path as problems have it: `spec.containers[0].name`,
 * `metadata.labels['a.b/c']`. Whatever else stands there makes steps as well;
 * they lead nowhere.
 */
export function stepsOf(path: string): Step[] {
  const steps: Step[] = [];
  let at = 0;
  while (at < path.length) {
    const quoted = path.startsWith("['", at) ? closingQuote(path, at + 2) : -1;
    if (quoted >= 0) {
      steps.push(path.slice(at + 2, quoted));
      at = quoted + 2;
    } else if (path[at] === '[' && /^\d+\]/.test(path.slice(at + 1, at + 18))) {
      const end = path.indexOf(']', at);
      steps.push(Number(path.slice(at + 1, end)));
      at = end + 1;
    } else if (path[at] === '.') {
      at += 1;
    } else {
      const end = nameEnd(path, at + 1);
      steps.push(path.slice(at, end));
      at = end;
    }
  }
  return steps;
}

/** A quote that ends a key is followed by the next step, or by nothing: the key itself may hold quotes. */
function closingQuote(path: string, from: number): number {
  for (let at = path.indexOf("']", from); at >= 0; at = path.indexOf("']", at + 1)) {
    const next = path[at + 2];
    if (next === undefined || next === '.' || next === '[') return at;
  }
  return -1;
}

function nameEnd(path: string, from: number): number {
  let end = from;
  while (end < path.length && path[end] !== '.' && path[end] !== '[') end += 1;
  return end;
}
