import { isKey } from '../kubernetes/forms';

interface Layer {
  readonly topology: string;
  readonly size: number;
}

/** The layers of slices inside slices, from the largest; undefined where the text is none. */
function layersOf(text: string): Layer[] | undefined {
  let layers: unknown;
  try {
    layers = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(layers)) return layers === null ? [] : undefined;
  const read: Layer[] = [];
  for (const layer of layers) {
    const { topology = '', size = 0 } = layer ?? {};
    if (typeof layer !== 'object' || Array.isArray(layer) || typeof topology !== 'string' || !Number.isInteger(size)) return undefined;
    read.push({ topology, size });
  }
  return read;
}

/** What is wrong with the layers, and how to mend it. */
export function constraintsProblem(text: string): string | undefined {
  const layers = text.length < 10_000 ? layersOf(text) : [];
  if (!layers) return 'write a list in JSON: [{"topology": "example.com/rack", "size": 4}]';
  if (layers.length === 0 || layers.length > 3) return 'write 1 to 3 layers';
  for (const [i, { topology, size }] of layers.entries()) {
    if (!isKey(topology)) return 'write a node label as topology of each layer';
    if (size < 1) return 'write a size of 1 or more in each layer';
    if (layers.findIndex(layer => layer.topology === topology) !== i) return `write each topology once: ${topology} is there twice`;
    if (i > 0 && layers[i - 1].size % size !== 0) return `write sizes that divide the one before: ${size} does not divide ${layers[i - 1].size}`;
  }
  return undefined;
}

/** Pods of the outermost slice. */
export const sliceOf = (text: string): number => layersOf(text)?.[0]?.size ?? 0;
