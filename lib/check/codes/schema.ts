import { codes } from './code';

/** Layers of every kind alike: schema, CEL, API versions. */
export const SCHEMA_CODES = codes({
});
