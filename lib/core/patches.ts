import type { ApiObject } from 'cdk8s';
import { fieldOf } from '../check';

/** What cdk8s keeps of a patch. */
interface Operation {
  readonly op: string;
  readonly path: string;
}

/** The fields that patches of an object set, as paths of its manifest. */
export function patchedFields(object: ApiObject): string[] {
  const { patches } = object as unknown as { patches?: Array<{ _toJson(): Operation }> };
  return (patches ?? []).map(patch => patch._toJson()).filter(({ op }) => op !== 'remove' && op !== 'test').map(({ path }) => fieldOf(stepsOf(path)));
}

/** The steps of a JSON pointer. */
function stepsOf(pointer: string): Array<string | number> {
  return pointer.split('/').slice(1).map(step => step.replace(/~1/g, '/').replace(/~0/g, '~')).map(step => (/^\d+$/.test(step) ? Number(step) : step));
}
