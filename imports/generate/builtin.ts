import type { KindVersion } from './kinds';
import type { RawSchema } from './schema';

export interface OpenApiDocument {
  readonly definitions: { readonly [name: string]: RawSchema };
}

const REF = '#/definitions/';
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.';

/** The group-versions a 1.34 API server serves by default, with the kinds in them that are of the cluster. */
const CLUSTER_SCOPED: { readonly [groupVersion: string]: string[] } = {
  'v1': ['ComponentStatus', 'Namespace', 'Node', 'PersistentVolume'],
  'admissionregistration.k8s.io/v1': [
    'MutatingWebhookConfiguration', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'ValidatingWebhookConfiguration',
  ],
  'apiextensions.k8s.io/v1': ['CustomResourceDefinition'],
  'apiregistration.k8s.io/v1': ['APIService'],
  'apps/v1': [],
  'authentication.k8s.io/v1': ['SelfSubjectReview', 'TokenReview'],
  'authorization.k8s.io/v1': ['SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SubjectAccessReview'],
  'autoscaling/v1': [],
  'autoscaling/v2': [],
  'batch/v1': [],
  'certificates.k8s.io/v1': ['CertificateSigningRequest'],
  'coordination.k8s.io/v1': [],
  'discovery.k8s.io/v1': [],
  'events.k8s.io/v1': [],
  'flowcontrol.apiserver.k8s.io/v1': ['FlowSchema', 'PriorityLevelConfiguration'],
  'networking.k8s.io/v1': ['IPAddress', 'IngressClass', 'ServiceCIDR'],
  'node.k8s.io/v1': ['RuntimeClass'],
  'policy/v1': [],
  'rbac.authorization.k8s.io/v1': ['ClusterRole', 'ClusterRoleBinding'],
  'resource.k8s.io/v1': ['DeviceClass', 'ResourceSlice'],
  'scheduling.k8s.io/v1': ['PriorityClass'],
  'storage.k8s.io/v1': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
};

/** Where the definition says less than the API server does. */
const AS_SERVED: { readonly [definition: string]: RawSchema } = {
  // Decoded from a bare number as well, fractions included.
  'io.k8s.apimachinery.pkg.api.resource.Quantity': {
    anyOf: [{ type: 'number' }, { type: 'string' }],
    pattern: '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$',
  },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { 'x-kubernetes-int-or-string': true },
};

/** Every kind of the document that can be an object of its own, with the schema that defines it. */
export function builtInKinds({ definitions }: OpenApiDocument): Array<{ kind: KindVersion; schema: RawSchema }> {
  return Object.values(definitions).flatMap(schema => {
    const [gvk, ...more] = schema['x-kubernetes-group-version-kind'] ?? [];
    if (!gvk || more.length || schema.properties?.metadata?.$ref !== `${REF}${META}ObjectMeta`) return [];
    const { group, version, kind } = gvk;
    const clusterScoped = CLUSTER_SCOPED[group ? `${group}/${version}` : version];
    if (!clusterScoped) return [];
    const scope = clusterScoped.includes(kind) ? 'Cluster' as const : 'Namespaced' as const;
    return [{ kind: { group, version, kind, plural: plural(kind), scope, served: true, storage: true, builtIn: true }, schema }];
  });
}

/** The schema a `$ref` points at, and the name to know it by. */
export function resolve({ definitions }: OpenApiDocument, ref: string): { name: string; schema: RawSchema } {
  const name = ref.slice(REF.length);
  const schema = AS_SERVED[name] ?? definitions[name];
  if (!schema) throw new Error(`${ref} is not defined`);
  return { name, schema };
}

/**
 * In a CRD an object without properties is closed, here it is open: said in
 * the way of a CRD, so that whoever reads the pack needs one rule.
 */
export function asStructural(schema: RawSchema): RawSchema {
  const bare = schema.type === 'object' && !schema.properties && schema.additionalProperties === undefined;
  return bare ? { ...schema, 'x-kubernetes-preserve-unknown-fields': true } : schema;
}

function plural(kind: string): string {
  const name = kind.toLowerCase();
  if (name === 'endpoints') return name;
  if (/(s|x|ch|sh)$/.test(name)) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}
