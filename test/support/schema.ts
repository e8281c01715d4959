import type { ValidateFunction } from 'ajv';
import Ajv from 'ajv';
import { expandSchema } from '../../imports/generate/expand';
import { findKind, loadPack } from '../../imports/generate/pack';

const pack = loadPack();
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
const validators = new Map<string, ValidateFunction>();

/** Every manifest is of a known kind and fits its strict schema: no unknown field, no wrong type. */
export function expectSchemaValid(manifests: Array<Record<string, any>>): void {
  for (const manifest of manifests) {
    const id = `${manifest.apiVersion} ${manifest.kind}`;
    let validate = validators.get(id);
    if (!validate) {
      const kind = findKind(pack, manifest.apiVersion, manifest.kind);
      if (!kind) throw new Error(`no schema for ${id}`);
      validate = ajv.compile(expandSchema(pack, kind));
      validators.set(id, validate);
    }
    // As the YAML says it: what is undefined is not there.
    if (!validate(JSON.parse(JSON.stringify(manifest)))) {
      throw new Error(`${manifest.kind}/${manifest.metadata?.name}: ${ajv.errorsText(validate.errors, { separator: '\n' })}`);
    }
  }
}
