import type { Crd } from '../../imports/generate/kinds';
import type { RawSchema } from '../../imports/generate/schema';

const STRING = { type: 'string', description: 'prose of upstream' };
const COUNT = { 'x-kubernetes-int-or-string': true, 'anyOf': [{ type: 'integer' }, { type: 'string' }] };

export function object(properties: { [name: string]: RawSchema }, more: RawSchema = {}): RawSchema {
  return { type: 'object', properties, ...more };
}

export const TOLERATION = object({
  effect: STRING, key: STRING, operator: STRING, tolerationSeconds: { type: 'integer', format: 'int64' }, value: STRING,
});

export const PORT = { containerPort: { type: 'integer' }, hostIP: STRING, hostPort: { type: 'integer' }, name: STRING, protocol: STRING };

/** A kind of two versions with something of everything. */
export function widgets(more: { [name: string]: RawSchema } = {}): Crd {
  const spec = object({
    count: COUNT,
    description: STRING,
    mode: { type: 'string', enum: ['Fast', 'it\'s slow'], default: 'Fast' },
    ports: { type: 'array', items: object({ ...PORT, weight: { type: 'integer' } }, { required: ['containerPort'] }) },
    settings: { type: 'object', additionalProperties: STRING },
    tolerations: { type: 'array', items: TOLERATION },
    ...more,
  }, { required: ['mode', 'count'] });
  const version = (name: string, storage: boolean) => ({
    name,
    served: true,
    storage,
    schema: { openAPIV3Schema: object({ apiVersion: STRING, kind: STRING, metadata: { type: 'object' }, spec }) },
  });
  return {
    kind: 'CustomResourceDefinition',
    metadata: { name: 'widgets.example.org' },
    spec: {
      group: 'example.org',
      scope: 'Namespaced',
      names: { kind: 'Widget', plural: 'widgets' },
      versions: [version('v1beta1', false), version('v1', true)],
    },
  };
}
