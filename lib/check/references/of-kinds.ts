import type { Manifest } from '../manifest';
import { kindOf, record, records } from '../manifest';
import { OF_MODELS } from './of-models';
import { OF_PLATFORM, podDefaultReferences } from './of-platform';
import { OF_QUEUES, queueLabels } from './of-queues';
import { OF_SPARK } from './of-spark';
import type { Add, Find, Finds, Reference } from './reference';

const ROLE_REF: Find = ({ spec: _, ...rest }, add) => {
  const { roleRef, subjects } = rest as Record<string, any>;
  const { kind, name } = record(roleRef);
  if (kind === 'Role') add('rbac.authorization.k8s.io/Role', name, 'roleRef.name');
  if (kind === 'ClusterRole') add('rbac.authorization.k8s.io/ClusterRole', name, 'roleRef.name', null);
  (Array.isArray(subjects) ? subjects : []).forEach((subject, i) => {
    const { kind: who, name: called, namespace } = record(subject);
    if (who === 'ServiceAccount') add('/ServiceAccount', called, `subjects[${i}].name`, namespace);
  });
};

const STORE_REF: Find = ({ spec }, add) => {
  const { kind = 'SecretStore', name } = record(spec.secretStoreRef);
  add(`external-secrets.io/${kind}`, name, 'spec.secretStoreRef.name', kind === 'ClusterSecretStore' ? null : undefined);
};

const SCALE_TARGET: Find = ({ spec }, add) => {
  const { apiVersion = '', kind = 'Deployment', name } = record(spec.scaleTargetRef);
  const group = apiVersion === '' ? 'apps' : String(apiVersion).includes('/') ? String(apiVersion).split('/')[0] : '';
  if (typeof kind === 'string') add(`${group}/${kind}`, name, 'spec.scaleTargetRef.name');
};

/** The objects that kinds refer to, outside their pods. */
const KINDS: Finds = {
  ...OF_MODELS,
  ...OF_PLATFORM,
  ...OF_QUEUES,
  ...OF_SPARK,
  'networking.k8s.io/Ingress': ({ spec, metadata }, add) => {
    const issued = Object.keys(metadata.annotations ?? {}).some(key => key.startsWith('cert-manager.io/'));
    if (!issued) records(spec.tls).forEach(({ secretName }, i) => add('/Secret', secretName, `spec.tls[${i}].secretName`));
    add('/Service', record(record(spec.defaultBackend).service).name, 'spec.defaultBackend.service.name');
    records(spec.rules).forEach(({ http }, r) => records(record(http).paths).forEach(({ backend }, p) => {
      add('/Service', record(record(backend).service).name, `spec.rules[${r}].http.paths[${p}].backend.service.name`);
    }));
  },
  'gateway.networking.k8s.io/HTTPRoute': ({ spec }, add) => {
    records(spec.parentRefs).forEach(({ kind = 'Gateway', name, namespace }, i) => {
      if (kind === 'Gateway') add('gateway.networking.k8s.io/Gateway', name, `spec.parentRefs[${i}].name`, namespace);
    });
    records(spec.rules).forEach(({ backendRefs }, r) => records(backendRefs).forEach(({ kind = 'Service', group = '', name, namespace }, b) => {
      if (kind === 'Service' && group === '') add('/Service', name, `spec.rules[${r}].backendRefs[${b}].name`, namespace);
    }));
  },
  'apps/StatefulSet': ({ spec }, add) => add('/Service', spec.serviceName, 'spec.serviceName'),
  'autoscaling/HorizontalPodAutoscaler': SCALE_TARGET,
  'keda.sh/ScaledObject': SCALE_TARGET,
  'rbac.authorization.k8s.io/RoleBinding': ROLE_REF,
  'rbac.authorization.k8s.io/ClusterRoleBinding': ROLE_REF,
  'external-secrets.io/ExternalSecret': STORE_REF,
  'external-secrets.io/PushSecret': ({ spec }, add) => records(spec.secretStoreRefs).forEach(({ kind = 'SecretStore', name }, i) => {
    add(`external-secrets.io/${kind}`, name, `spec.secretStoreRefs[${i}].name`, kind === 'ClusterSecretStore' ? null : undefined);
  }),
  'cert-manager.io/Certificate': ({ spec }, add) => {
    const { kind = 'Issuer', name, group = 'cert-manager.io' } = record(spec.issuerRef);
    if (group === 'cert-manager.io') add(`cert-manager.io/${kind}`, name, 'spec.issuerRef.name', kind === 'ClusterIssuer' ? null : undefined);
  },
  'trainer.kubeflow.org/TrainJob': ({ spec }, add) => ['dataset', 'model'].forEach(part => {
    add('/Secret', record(record(record(spec.initializer)[part]).secretRef).name, `spec.initializer.${part}.secretRef.name`);
  }),
};

/** Every object that a manifest needs, outside its pods. */
export function referencesOfKinds(manifest: Manifest): Reference[] {
  const find = KINDS[kindOf(manifest)];
  const found: Reference[] = [];
  const { namespace: own } = manifest.metadata;
  const add: Add = (kind, name, path, namespace) => {
    // What is computed later nobody can look up.
    if (typeof name !== 'string' || name === '' || name.includes('{{') || name.includes('${') || kind.includes('[object ')) return;
    found.push({ kind, name, path, namespace: namespace === null ? undefined : typeof namespace === 'string' ? namespace : own });
  };
  find?.(manifest, add);
  queueLabels(manifest, add);
  found.push(...podDefaultReferences(manifest));
  return found;
}
