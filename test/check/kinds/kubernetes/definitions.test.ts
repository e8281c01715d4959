import { clusterObject, definition, field, schema, told } from './told';
import type { Manifest } from '../../../../lib/check';

test.each<[string, object, ...string[]]>([
  ['a scope that is none', { scope: 'Global' },
    "error VALUE_UNKNOWN spec.scope: got 'Global'; Namespaced or Cluster"],
  ['a short name in upper case', { names: { plural: 'runs', kind: 'Run', shortNames: ['R'] } },
    "error NAME_INVALID spec.names.shortNames[0]: got 'R'; lower-case letters, digits and -, starting with a letter"],
  ['an empty category', { names: { plural: 'runs', kind: 'Run', categories: [''] } },
    "error NAME_INVALID spec.names.categories[0]: got ''; lower-case letters, digits and -, starting with a letter"],
  ['a singular with a dot', { names: { plural: 'runs', kind: 'Run', singular: 'a.b' } },
    "error NAME_INVALID spec.names.singular: got 'a.b'; lower-case letters, digits and -, starting with a letter"],
  ['a kind with a blank', { names: { plural: 'runs', kind: 'A Run' } },
    "error NAME_INVALID spec.names.kind: got 'A Run'; letters, digits and -, starting with a letter"],
  ['a list of the same kind', { names: { plural: 'runs', kind: 'Run', listKind: 'Run' } },
    "error FIELDS_CONFLICT spec.names.listKind: got 'Run'; not the same as kind: leave it out"],
  ['unknown fields kept everywhere', { preserveUnknownFields: true },
    'error FIELD_NOT_ALLOWED spec.preserveUnknownFields: got true; v1 wants false: use x-kubernetes-preserve-unknown-fields in the schema'],
  ['no versions', { versions: [] },
    'error VALUE_MISSING spec.versions: one version at least'],
  ['a version that cannot be', { versions: [{ name: 'V1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }] },
    "error NAME_INVALID spec.versions[0].name: got 'V1'; a version such as v1alpha1"],
  ['one version twice', { versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }, { name: 'v1', served: true, storage: false, schema: { openAPIV3Schema: { type: 'object' } } }] },
    "error NAME_DUPLICATE spec.versions[1].name: got 'v1'; the version is there already"],
  ['two stored versions', { versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }, { name: 'v2', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }] },
    'error NOT_EXACTLY_ONE spec.versions: 2 versions have storage: true; one has to'],
  ['no stored version', { versions: [{ name: 'v1', served: true, storage: false, schema: { openAPIV3Schema: { type: 'object' } } }] },
    'error NOT_EXACTLY_ONE spec.versions: 0 versions have storage: true; one has to'],
  ['a version without a schema', { versions: [{ name: 'v1', served: true, storage: true, schema: undefined }] },
    'error VALUE_MISSING spec.versions[0].schema.openAPIV3Schema: each version has a schema; type: object with x-kubernetes-preserve-unknown-fields: true takes anything'],
  ['a warning, though the version is not deprecated', { versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } }, deprecationWarning: 'use v2' }] },
    "error FIELD_NOT_ALLOWED spec.versions[0].deprecationWarning: got 'use v2'; only with deprecated: true"],
  ['a warning of 257 characters', { versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } }, deprecated: true, deprecationWarning: 'x'.repeat(257) }] },
    "error VALUE_OUT_OF_RANGE spec.versions[0].deprecationWarning: got 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...'; 1 to 256 characters"],
  ['a column of no known type', { versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } }, additionalPrinterColumns: [{ name: 'a', type: 'text', jsonPath: '.spec.a' }] }] },
    "error VALUE_UNKNOWN spec.versions[0].additionalPrinterColumns[0].type: got 'text'; one of integer, number, string, boolean, date"],
  ['a column of no known format', { versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } }, additionalPrinterColumns: [{ name: 'a', type: 'string', format: 'long', jsonPath: '.spec.a' }] }] },
    "error VALUE_UNKNOWN spec.versions[0].additionalPrinterColumns[0].format: got 'long'; one of int32, int64, float, double, byte, date, date-time, password"],
  ['a column of no path', { versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } }, additionalPrinterColumns: [{ name: 'a', type: 'string', jsonPath: 'spec.a' }] }] },
    "error PATH_INVALID spec.versions[0].additionalPrinterColumns[0].jsonPath: got 'spec.a'; begin with a dot, such as .spec.replicas"],
  ['replicas outside of its spec', { versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } }, subresources: { scale: { specReplicasPath: '.status.a', statusReplicasPath: '.status.a' } } }] },
    "error PATH_INVALID spec.versions[0].subresources.scale.specReplicasPath: got '.status.a'; a path under .spec"],
  ['replicas outside of its status', { versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } }, subresources: { scale: { specReplicasPath: '.spec.a', statusReplicasPath: '.spec.a' } } }] },
    "error PATH_INVALID spec.versions[0].subresources.scale.statusReplicasPath: got '.spec.a'; a path under .status"],
  ['a selector outside of both', { versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } }, subresources: { scale: { specReplicasPath: '.spec.a', statusReplicasPath: '.status.a', labelSelectorPath: '.metadata.a' } } }] },
    "error PATH_INVALID spec.versions[0].subresources.scale.labelSelectorPath: got '.metadata.a'; a path under .spec or .status"],
  ['a conversion that is none', { conversion: { strategy: 'Magic' } },
    "error VALUE_UNKNOWN spec.conversion.strategy: got 'Magic'; None or Webhook"],
  ['a conversion without its webhook', { conversion: { strategy: 'Webhook', webhook: { conversionReviewVersions: ['v1'] } } },
    'error VALUE_MISSING spec.conversion.webhook.clientConfig: where the webhook is'],
  ['a conversion of no version', { conversion: { strategy: 'Webhook', webhook: { clientConfig: { url: 'https://a' }, conversionReviewVersions: ['v2'] } } },
    'error VALUE_UNKNOWN spec.conversion.webhook.conversionReviewVersions: got ["v2"]; one of v1, v1beta1 at least: the API server speaks no other'],
  ['a webhook without its conversion', { conversion: { strategy: 'None', webhook: { clientConfig: { url: 'https://a' }, conversionReviewVersions: ['v1'] } } },
    'error FIELD_NOT_ALLOWED spec.conversion.webhook: only with strategy Webhook'],
  ['a conversion over plain HTTP', { conversion: { strategy: 'Webhook', webhook: { clientConfig: { url: 'http://a' }, conversionReviewVersions: ['v1'] } } },
    "error ADDRESS_INVALID spec.conversion.webhook.clientConfig.url: got 'http://a'; https://host/path, without user, query and fragment"],
  ['more than a schema at the root, with a status', { versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', oneOf: [{ required: ['spec'] }] } }, subresources: { status: {} } }] },
    'error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.oneOf: with a status subresource, not at the root'],
])('a definition with %s', (_, given, ...lines) => {
  expect(told(definition(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['everything', { names: { plural: 'runs', kind: 'Run', singular: 'run', listKind: 'RunList', shortNames: ['rn'], categories: ['ml'] }, conversion: { strategy: 'Webhook', webhook: { clientConfig: { url: 'https://a' }, conversionReviewVersions: ['v1'] } }, versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', properties: { replicas: { type: 'integer', default: 1, minimum: 0 } } }, status: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } } } }, subresources: { status: {}, scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas', labelSelectorPath: '.status.selector' } }, additionalPrinterColumns: [{ name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' }] }, { name: 'v1alpha1', served: true, storage: false, schema: { openAPIV3Schema: { type: 'object' } }, deprecated: true, deprecationWarning: 'use v1' }] }],
])('a definition with %s is fine', (_, given) => {
  expect(told(definition(given))).toEqual([]);
});

test.each<[string, object, ...string[]]>([
  ['a list at the root', { type: 'array', items: { type: 'string' } },
    "error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.type: got 'array'; object: every Kubernetes object is one"],
  ['a root that may be null', { nullable: true },
    'error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.nullable: got true; an object is never null'],
  ['any properties at the root', { additionalProperties: { type: 'string' } },
    'error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.additionalProperties: not at the root: name the properties'],
  ['a kind that is a number', { properties: { kind: { type: 'integer' } } },
    "error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.kind.type: got 'integer'; string"],
  ['metadata that is text', { properties: { metadata: { type: 'string' } } },
    "error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.metadata.type: got 'string'; object"],
  ['a label in its metadata', { properties: { metadata: { type: 'object', properties: { labels: { type: 'object' } } } } },
    'error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.metadata.properties.labels: of metadata only name and generateName may be said more of'],
])('a schema with %s', (_, given, ...lines) => {
  expect(told(schema(given))).toEqual(lines);
});

test.each<[string, object, ...string[]]>([
  ['no type', {},
    'error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.type: every value has a type; x-kubernetes-preserve-unknown-fields: true takes anything'],
  ['a type that is none', { type: 'text' },
    "error VALUE_UNKNOWN spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.type: got 'text'; one of array, boolean, integer, number, object, string"],
  ['a list of no items', { type: 'array' },
    'error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.items: the schema of the items'],
  ['properties and any others', { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: { type: 'string' } },
    'error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.additionalProperties: properties are given: keep one of the two'],
  ['a reference', { $ref: '#/definitions/a', type: 'string' },
    'error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.$ref: Kubernetes has no such word in schemas'],
  ['patterns of properties', { type: 'object', patternProperties: { '^a': { type: 'string' } } },
    'error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.patternProperties: Kubernetes has no such word in schemas'],
  ['items that are unique', { type: 'array', uniqueItems: true, items: { type: 'string' } },
    'error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.uniqueItems: got true; use x-kubernetes-list-type: set'],
  ['unknown fields not kept', { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': false },
    "error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a['x-kubernetes-preserve-unknown-fields']: got false; true, or left out"],
  ['a number or text that keeps unknown fields', { 'x-kubernetes-int-or-string': true, 'x-kubernetes-preserve-unknown-fields': true },
    'error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.x-kubernetes-preserve-unknown-fields: got true; not with x-kubernetes-int-or-string'],
  ['an object inside that is text', { 'type': 'string', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true },
    "error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.type: got 'string'; object, with x-kubernetes-embedded-resource"],
  ['an object inside of no fields', { 'type': 'object', 'x-kubernetes-embedded-resource': true },
    'error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.properties: with x-kubernetes-embedded-resource, name the properties, or set x-kubernetes-preserve-unknown-fields'],
  ['a type in an alternative', { type: 'object', properties: { a: { type: 'string' } }, anyOf: [{ properties: { a: { type: 'string' } } }] },
    'error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.anyOf[0].properties.a.type: inside of an alternative only what the value is like: say this of the value itself'],
  ['a default in an exclusion', { type: 'string', not: { default: 'a' } },
    'error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.not.default: inside of an alternative only what the value is like: say this of the value itself'],
  ['a description in an alternative of an alternative', { type: 'array', items: { type: 'string' }, allOf: [{ oneOf: [{ description: 'a' }] }] },
    'error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.allOf[0].oneOf[0].description: inside of an alternative only what the value is like: say this of the value itself'],
  ['a type of items in an alternative', { type: 'array', items: { type: 'string' }, oneOf: [{ items: { type: 'string' } }] },
    'error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.oneOf[0].items.type: inside of an alternative only what the value is like: say this of the value itself'],
  ['a kind of map that is none', { 'type': 'object', 'x-kubernetes-map-type': 'deep' },
    "error VALUE_UNKNOWN spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a['x-kubernetes-map-type']: got 'deep'; atomic or granular"],
  ['a list that is merged as a map', { 'type': 'array', 'items': { type: 'string' }, 'x-kubernetes-map-type': 'atomic' },
    "error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.type: got 'array'; object, with x-kubernetes-map-type"],
  ['a kind of list that is none', { 'type': 'array', 'items': { type: 'object', properties: { name: { type: 'string' }, n: { type: 'integer' } }, required: ['name'] }, 'x-kubernetes-list-type': 'deep' },
    "error VALUE_UNKNOWN spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a['x-kubernetes-list-type']: got 'deep'; atomic, set or map"],
  ['a map that is merged as a list', { 'type': 'object', 'x-kubernetes-list-type': 'atomic' },
    "error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.type: got 'object'; array, with x-kubernetes-list-type"],
  ['keys of a list that is no map', { 'type': 'array', 'items': { type: 'object', properties: { name: { type: 'string' }, n: { type: 'integer' } }, required: ['name'] }, 'x-kubernetes-list-map-keys': ['name'] },
    "error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a['x-kubernetes-list-type']: map, with x-kubernetes-list-map-keys"],
  ['a map of no keys', { 'type': 'array', 'items': { type: 'object', properties: { name: { type: 'string' }, n: { type: 'integer' } }, required: ['name'] }, 'x-kubernetes-list-type': 'map' },
    "error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a['x-kubernetes-list-map-keys']: the fields that tell the items apart"],
  ['a map of items that are text', { 'type': 'array', 'items': { type: 'string' }, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] },
    "error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.items.type: got 'string'; object, in a list of type map"],
  ['a map of a key that is not there', { 'type': 'array', 'items': { type: 'object', properties: { name: { type: 'string' }, n: { type: 'integer' } }, required: ['name'] }, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['id'] },
    "error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a['x-kubernetes-list-map-keys'][0]: got 'id'; a property of the items"],
  ['a map of a key that may be missing', { 'type': 'array', 'items': { type: 'object', properties: { name: { type: 'string' }, n: { type: 'integer' } }, required: ['name'] }, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['n'] },
    "error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a['x-kubernetes-list-map-keys'][0]: got 'n'; list it under required of the items, or give it a default"],
  ['a map of a key twice', { 'type': 'array', 'items': { type: 'object', properties: { name: { type: 'string' }, n: { type: 'integer' } }, required: ['name'] }, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name', 'name'] },
    "error NAME_DUPLICATE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a['x-kubernetes-list-map-keys'][1]: got 'name'; the key is listed already"],
  ['a map of a key that is a list', { 'type': 'array', 'items': { type: 'object', properties: { a: { type: 'array', items: { type: 'string' } } }, required: ['a'] }, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['a'] },
    "error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a['x-kubernetes-list-map-keys'][0]: got 'a'; a key is text, a number or a boolean"],
  ['a map of a key that may be null', { 'type': 'array', 'items': { type: 'object', properties: { a: { type: 'string', nullable: true } }, required: ['a'] }, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['a'] },
    "error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a['x-kubernetes-list-map-keys'][0]: got 'a'; a key is never null"],
  ['a set of items that are merged', { 'type': 'array', 'items': { type: 'object', properties: { name: { type: 'string' }, n: { type: 'integer' } }, required: ['name'] }, 'x-kubernetes-list-type': 'set' },
    "error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.items['x-kubernetes-map-type']: atomic: items of a set are compared as a whole"],
  ['a set of items that may be null', { 'type': 'array', 'items': { type: 'string', nullable: true }, 'x-kubernetes-list-type': 'set' },
    'error CRD_STRUCTURE spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.items.nullable: got true; items of a set are never null'],
  ['a default of another type', { type: 'integer', default: '1' },
    "error CRD_DEFAULT spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.default: got '1'; expected a whole number, not text: leave out the quotes"],
  ['a default that is too small', { type: 'integer', default: 0, minimum: 1 },
    'error CRD_DEFAULT spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.default: got 0; at least 1'],
  ['a default at a bound that does not count', { type: 'integer', default: 5, maximum: 5, exclusiveMaximum: true },
    'error CRD_DEFAULT spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.default: got 5; less than 5'],
  ['a default that is too large', { type: 'integer', default: 6, maximum: 5 },
    'error CRD_DEFAULT spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.default: got 6; at most 5'],
  ['a default that is too short', { type: 'string', default: '', minLength: 1 },
    "error CRD_DEFAULT spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.default: got ''; at least 1 characters"],
  ['a default of too many items', { type: 'array', items: { type: 'string' }, default: ['a', 'b'], maxItems: 1 },
    'error CRD_DEFAULT spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.default: at most 1 items'],
  ['a default of an item of another type', { type: 'array', items: { type: 'string' }, default: [1] },
    'error CRD_DEFAULT spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.default[0]: got 1; expected text, not a whole number: put it in quotes'],
  ['a default that is none of its words', { type: 'string', default: 'c', enum: ['a', 'b'] },
    "error CRD_DEFAULT spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.default: got 'c'; one of a, b"],
  ['a default without a field it requires', { type: 'object', properties: { a: { type: 'string' } }, required: ['a'], default: {} },
    'error CRD_DEFAULT spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.default.a: the schema requires it'],
  ['a default with a field that is not there', { type: 'object', properties: { a: { type: 'string' } }, default: { b: 'c' } },
    'error CRD_DEFAULT spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.default.b: the schema knows no such field'],
  ['a default with a field of another type', { type: 'object', properties: { a: { type: 'string' } }, default: { a: 1 } },
    'error CRD_DEFAULT spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.default.a: got 1; expected text, not a whole number: put it in quotes'],
  ['a rule that cannot be read', { 'type': 'string', 'x-kubernetes-validations': [{ rule: 'self ==' }] },
    "error CEL_INVALID spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a['x-kubernetes-validations'][0].rule: got 'self =='; it ends too early"],
  ['a rule of something else', { 'type': 'string', 'x-kubernetes-validations': [{ rule: "object.spec.a == 'b'" }] },
    "error CEL_INVALID spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a['x-kubernetes-validations'][0].rule: got 'object.spec.a == 'b''; there is no object here"],
  ['a rule of a misspelt word', { 'type': 'string', 'x-kubernetes-validations': [{ rule: "sef == 'b'" }] },
    "error CEL_INVALID spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a['x-kubernetes-validations'][0].rule: got 'sef == 'b''; there is no sef here: did you mean self?"],
  ['a rule of text', { 'type': 'string', 'x-kubernetes-validations': [{ rule: "'b'" }] },
    "error CEL_INVALID spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a['x-kubernetes-validations'][0].rule: got ''b''; it has to come to a bool"],
  ['a message of a number', { 'type': 'string', 'x-kubernetes-validations': [{ rule: "self != 'b'", messageExpression: '1' }] },
    "error CEL_INVALID spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a['x-kubernetes-validations'][0].messageExpression: got '1'; it has to come to a string"],
])('a field with %s', (_, given, ...lines) => {
  expect(told(field(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['anything in it', { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true }],
  ['anything at all', { 'x-kubernetes-preserve-unknown-fields': true }],
  ['a number or text', { 'x-kubernetes-int-or-string': true, 'anyOf': [{ type: 'integer' }, { type: 'string' }], 'default': '25%' }],
  ['a number or text that fits more', { 'x-kubernetes-int-or-string': true, 'allOf': [{ anyOf: [{ type: 'integer' }, { type: 'string' }] }, { pattern: '^a' }] }],
  ['alternatives', { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } }, oneOf: [{ required: ['a'] }, { required: ['b'] }], not: { required: ['a', 'b'] } }],
  ['a set, a map and an atom', { type: 'object', properties: { a: { 'type': 'array', 'items': { type: 'string' }, 'maxItems': 10, 'x-kubernetes-list-type': 'set' }, b: { 'type': 'array', 'items': { type: 'object', properties: { name: { type: 'string' }, n: { type: 'integer' } }, required: ['name'] }, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] }, c: { 'type': 'object', 'additionalProperties': { type: 'string' }, 'x-kubernetes-map-type': 'atomic' } } }],
  ['a key with a default', { 'type': 'array', 'items': { type: 'object', properties: { a: { type: 'string', default: 'x' } } }, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['a'] }],
  ['an object inside', { 'type': 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true }],
  ['defaults', { type: 'object', default: { a: 'b', n: [1, 2] }, properties: { a: { type: 'string', enum: ['b'], default: 'b' }, n: { type: 'array', items: { type: 'integer' }, minItems: 1 }, m: { type: 'object', additionalProperties: { type: 'number' }, default: { x: 1.5 } } } }],
  ['rules', { 'type': 'object', 'properties': { a: { type: 'integer' }, b: { type: 'integer' } }, 'x-kubernetes-validations': [{ rule: 'self.a <= self.b', message: 'a above b', fieldPath: '.a' }, { rule: 'oldSelf.a == self.a', messageExpression: "'a is less than ' + 'b'" }] }],
])('a field with %s is fine', (_, given) => {
  expect(told(field(given))).toEqual([]);
});

test.each<[string, object, ...string[]]>([
  ['no group', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.metrics.example.com' }, spec: { group: '', version: 'v1', groupPriorityMinimum: 100, versionPriority: 100, service: { name: 'a', namespace: 'team' } } },
    "error NAME_INVALID metadata.name: got 'v1.metrics.example.com'; version and group: v1."],
  ['a group in upper case', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.Metrics' }, spec: { group: 'Metrics', version: 'v1', groupPriorityMinimum: 100, versionPriority: 100, service: { name: 'a', namespace: 'team' } } },
    "error NAME_INVALID spec.group: got 'Metrics'; an API group such as metrics.k8s.io"],
  ['a version that cannot be', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.metrics.example.com' }, spec: { group: 'metrics.example.com', version: '1', groupPriorityMinimum: 100, versionPriority: 100, service: { name: 'a', namespace: 'team' } } },
    "error NAME_INVALID spec.version: got '1'; a version such as v1beta1"],
  ['another name', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.metrics' }, spec: { group: 'metrics.example.com', version: 'v1', groupPriorityMinimum: 100, versionPriority: 100, service: { name: 'a', namespace: 'team' } } },
    "error NAME_INVALID metadata.name: got 'v1.metrics'; version and group: v1.metrics.example.com"],
  ['a name to be generated', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.metrics.example.com', generateName: 'a-' }, spec: { group: 'metrics.example.com', version: 'v1', groupPriorityMinimum: 100, versionPriority: 100, service: { name: 'a', namespace: 'team' } } },
    "error FIELD_NOT_ALLOWED metadata.generateName: got 'a-'; its name is its version and group"],
  ['a priority beyond all groups', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.metrics.example.com' }, spec: { group: 'metrics.example.com', version: 'v1', groupPriorityMinimum: 20001, versionPriority: 100, service: { name: 'a', namespace: 'team' } } },
    'error VALUE_OUT_OF_RANGE spec.groupPriorityMinimum: got 20001; 1 to 20000'],
  ['a priority of no version', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.metrics.example.com' }, spec: { group: 'metrics.example.com', version: 'v1', groupPriorityMinimum: 100, versionPriority: 0, service: { name: 'a', namespace: 'team' } } },
    'error VALUE_OUT_OF_RANGE spec.versionPriority: got 0; 1 to 1000'],
  ['a certificate of nobody', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.metrics.example.com' }, spec: { group: 'metrics.example.com', version: 'v1', groupPriorityMinimum: 100, versionPriority: 100, service: undefined, caBundle: 'YQ==' } },
    'error FIELD_NOT_ALLOWED spec.caBundle: only with a service'],
  ['trust in nobody', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.metrics.example.com' }, spec: { group: 'metrics.example.com', version: 'v1', groupPriorityMinimum: 100, versionPriority: 100, service: undefined, insecureSkipTLSVerify: true } },
    'error FIELD_NOT_ALLOWED spec.insecureSkipTLSVerify: got true; only with a service'],
  ['trust beside a certificate', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.metrics.example.com' }, spec: { group: 'metrics.example.com', version: 'v1', groupPriorityMinimum: 100, versionPriority: 100, service: { name: 'a', namespace: 'team' }, insecureSkipTLSVerify: true, caBundle: 'YQ==' } },
    'error FIELDS_CONFLICT spec.insecureSkipTLSVerify: got true; caBundle is given: leave it out'],
  ['a Service without a name', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.metrics.example.com' }, spec: { group: 'metrics.example.com', version: 'v1', groupPriorityMinimum: 100, versionPriority: 100, service: { namespace: 'a' } } },
    'error VALUE_MISSING spec.service.name: the API server wants it: fill it in'],
  ['a port beyond all', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.metrics.example.com' }, spec: { group: 'metrics.example.com', version: 'v1', groupPriorityMinimum: 100, versionPriority: 100, service: { name: 'a', namespace: 'b', port: 70000 } } },
    'error PORT_INVALID spec.service.port: got 70000; 1 to 65535'],
])('an APIService with %s', (_, given, ...lines) => {
  expect(told(clusterObject(given))).toEqual(lines);
});

test.each<[string, object]>([
  ['a Service', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.metrics.example.com' }, spec: { group: 'metrics.example.com', version: 'v1', groupPriorityMinimum: 100, versionPriority: 100, service: { name: 'a', namespace: 'team' }, caBundle: 'YQ==' } }],
  ['no Service, of the server itself', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.metrics.example.com' }, spec: { group: 'metrics.example.com', version: 'v1', groupPriorityMinimum: 100, versionPriority: 100, service: undefined } }],
])('an APIService with %s is fine', (_, given) => {
  expect(told(clusterObject(given))).toEqual([]);
});

const named = (name: string, spec: object, annotations: object = {}) => ({ ...definition(spec), metadata: { name, annotations } } as Manifest);

test.each([
  ['another name', named('run.ml.example.com', {}), "error NAME_INVALID metadata.name: got 'run.ml.example.com'; the plural and the group: runs.ml.example.com"],
  ['a group of no domain', named('runs.ml', { group: 'ml' }), "error NAME_INVALID spec.group: got 'ml'; a domain of yours, such as ml.example.com"],
  ['a group of the community', named('runs.ml.k8s.io', { group: 'ml.k8s.io' }),
    "error CRD_GROUP_RESERVED spec.group: got 'ml.k8s.io'; groups of k8s.io and kubernetes.io are of the community: use your own, or annotate api-approved.kubernetes.io"],
  ['an approval that is none', named('runs.ml.k8s.io', { group: 'ml.k8s.io' }, { 'api-approved.kubernetes.io': 'yes' }),
    "error ANNOTATION_VALUE metadata.annotations['api-approved.kubernetes.io']: got 'yes'; the URL of the approval, or unapproved and a reason"],
])('a definition of %s', (_, given, line) => {
  expect(told(given)).toEqual([line]);
});

test('a group of the community, approved or not yet', () => {
  expect(told(named('runs.ml.k8s.io', { group: 'ml.k8s.io' }, { 'api-approved.kubernetes.io': 'unapproved, a trial' }))).toEqual([]);
  expect(told(named('runs.ml.k8s.io', { group: 'ml.k8s.io' }, { 'api-approved.kubernetes.io': 'https://github.com/kubernetes/a/pull/1' }))).toEqual([]);
});

test('below 200 levels a schema is left to the server', () => {
  let node: object = { type: 'text' };
  for (let i = 0; i < 220; i++) node = { type: 'object', properties: { a: node } };
  expect(told(field(node))).toEqual([]);
});

const OPEN = { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true };
const ruled = (rule: string, rest: object = {}) => ({ 'type': 'object', 'properties': { size: { type: 'integer' } }, ...rest, 'x-kubernetes-validations': [{ rule }] });

test('a rule speaks of fields that the schema has', () => {
  const at = "spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a['x-kubernetes-validations'][0].rule";
  expect(told(field(ruled('self.sise > 0 && has(self.size)')))).toEqual([`error CEL_INVALID ${at}: got 'self.sise'; did you mean self.size?`]);
  expect(told(field(ruled('self.weight > 0')))).toEqual([`error CEL_INVALID ${at}: got 'self.weight'; the schema has no such field here: add it to properties`]);
  expect(told(field(ruled('self.size > 0 && self.size in [1, 2]')))).toEqual([]);
  expect(told(field({ ...ruled('self.weight > 0'), ...OPEN }))).toEqual([]);
});

test('below items, too, lists are lists and schemas are maps', () => {
  const at = 'spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.items';
  expect(told(field({ type: 'array', items: { type: 'object', properties: { a: true }, required: { a: 1 } } }))).toEqual([
    `error SCHEMA_TYPE ${at}.required: expected a list, not a map: begin each item with -`,
    `error SCHEMA_TYPE ${at}.properties.a: got true; expected a map, not a boolean`,
  ]);
  expect(told(field({ type: 'array', items: { type: 'object', additionalProperties: [{ type: 'string' }] } }))).toEqual([
    `error SCHEMA_TYPE ${at}.additionalProperties: expected a map, not a list`,
  ]);
});
