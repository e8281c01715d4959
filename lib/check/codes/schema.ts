import { codes } from './code';

/** Layers of every kind alike: schema, CEL, API versions. */
export const SCHEMA_CODES = codes({
  API_VERSION_GONE: {
    means: 'No cluster of the pinned releases serves this apiVersion and kind.',
    why: 'The API server answers that there are no matches for the kind.',
    fix: 'Use the version that replaced it; its fields may differ.',
    source: "Kubernetes' deprecated API migration guide; the CRDs of each project",
  },
  CEL_RULE: {
    means: "A rule of the kind's CustomResourceDefinition does not hold.",
    why: 'The API server evaluates these rules on creation and refuses the object.',
    fix: 'Read the rule in the message; it says which fields contradict each other.',
    source: 'x-kubernetes-validations of the CRD',
  },
  KIND_UNKNOWN: {
    means: 'The kind is not one that is known here, so its schema and rules were not judged.',
    why: 'It may be a kind of your own, or a misspelt one.',
    fix: 'Look at the spelling of apiVersion and kind; add its CustomResourceDefinition to the input to have it known.',
    source: 'the schemas of this library',
  },
  SCHEMA_COMBINATION: {
    means: 'The fields stand in a combination that the schema does not accept.',
    why: 'The API server refuses the object.',
    fix: 'Keep as many of the fields named as the message says.',
    source: 'oneOf, anyOf and not of the schema',
  },
  SCHEMA_DUPLICATE: {
    means: 'A list holds an item twice, where items have to differ.',
    why: 'The API server refuses the object.',
    fix: 'Remove one of the two.',
    source: 'x-kubernetes-list-type of the schema',
  },
  SCHEMA_ENUM: {
    means: 'The value is not one of those that the field takes.',
    why: 'The API server refuses the object.',
    fix: 'Use one of the values told; upper and lower case count.',
    source: 'enum of the schema',
  },
  SCHEMA_FORMAT: {
    means: 'The text does not have the form that the field takes.',
    why: 'The API server cannot read it.',
    fix: 'Use the form told.',
    source: 'format of the schema',
  },
  SCHEMA_LENGTH: {
    means: 'A text, list or map is too short or too long.',
    why: 'The API server refuses the object.',
    fix: 'Stay within the bounds told.',
    source: 'minLength, maxItems and the like of the schema',
  },
  SCHEMA_PATTERN: {
    means: 'The text does not fit the pattern of the field.',
    why: 'The API server refuses the object.',
    fix: 'Use the form told.',
    source: 'pattern of the schema',
  },
  SCHEMA_RANGE: {
    means: 'The number is out of range.',
    why: 'The API server refuses the object.',
    fix: 'Stay within the bounds told.',
    source: 'minimum and maximum of the schema',
  },
  SCHEMA_REQUIRED: {
    means: 'A field that has to be there is missing.',
    why: 'The API server refuses the object.',
    fix: 'Add the field.',
    source: 'required of the schema',
  },
  SCHEMA_TYPE: {
    means: 'The value is of another type than the field takes.',
    why: 'The API server cannot decode the object.',
    fix: 'Put text in quotes, leave numbers and booleans without, begin items of a list with -.',
    source: 'type of the schema',
  },
  SCHEMA_UNKNOWN_FIELD: {
    means: 'The kind has no field of this name at this place.',
    why: 'With strict validation the API server refuses it; without, the field is dropped in silence.',
    fix: 'Mend the spelling or the indentation; look up where the field belongs.',
    source: 'the schema of the kind',
  },
});
