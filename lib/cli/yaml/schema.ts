import { Schema, Type } from 'js-yaml';
import { MERGE } from './load';
import type { Scalar } from './scalars';
import { plainScalar, taggedScalar } from './scalars';

export { loadAll, YAMLException } from 'js-yaml';

// js-yaml asks first whether a type fits and then for the value.
let resolved: Scalar | undefined;
let merges = 0;

const plain = new Type('tag:yaml.org,2002:implicit', {
  kind: 'scalar',
  resolve: (text: string) => {
    resolved = text === '<<' ? `${MERGE}${merges++}` : plainScalar(text);
    return resolved !== text;
  },
  construct: () => resolved,
});

// The empty tag is the beginning of every tag.
const tagged = new Type('', {
  kind: 'scalar',
  multi: true,
  resolve: (text: unknown, tag?: string) => {
    resolved = taggedScalar(tag ?? '', String(text ?? ''));
    return resolved !== undefined;
  },
  construct: () => resolved,
} as ConstructorParameters<typeof Type>[1]);

/** Scalars as kubectl has them; tags that go-yaml does not know say nothing. */
export const SCHEMA = new Schema({
  implicit: [plain],
  explicit: [tagged, new Type('', { kind: 'sequence', multi: true }), new Type('', { kind: 'mapping', multi: true })],
});
