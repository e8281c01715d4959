import { moved } from './made';
import { judgePlugins } from './profile-plugins';
import type { Manifest } from '../../manifest';
import { isAbsent, isMap, list, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import type { KindRule, Scene } from '../../rule';
import { resourceQuota } from '../kubernetes/cluster/quotas';
import { isLabel, isSubdomain } from '../kubernetes/forms';
import { isExtended } from '../kubernetes/pod/resources';
import { child, isEmpty } from '../kubernetes/values';

const OWNER = 'spec.owner';
const QUOTA = 'spec.resourceQuotaSpec';
const OWNERS = ['User', 'Group', 'ServiceAccount'];
const RBAC = 'rbac.authorization.k8s.io';

/** Namespaces that are there before any profile. */
const SYSTEM = new Set(['default', 'kubeflow', 'istio-system', 'knative-serving', 'knative-eventing', 'cert-manager', 'auth', 'oauth2-proxy', 'gatekeeper-system']);

/** What the controller of Kubeflow's dashboard 2.0 makes of a Profile; nobody validates it before. */
export const profile: KindRule = {
  kinds: ['kubeflow.org/Profile'],
  judge(manifest, report, scene) {
    const { spec } = manifest;
    judgeProfileName(manifest, report, scene);
    if (isMap(spec.owner)) judgeOwner(spec.owner, report);
    else if (isAbsent(spec.owner)) report.warn('PROFILE_OWNER', OWNER, undefined, 'say who owns the namespace, as kind User and the name that the login gives: without one the controller stops half way');
    judgePlugins(spec.plugins, report);
    judgeQuota(manifest, report, scene);
  },
};

/** The controller makes a Namespace of the name, or takes one whose annotation says that it is the owner's. */
function judgeProfileName({ metadata, spec }: Manifest, report: Report, { objects }: Scene): void {
  const { name } = metadata;
  if (name === undefined || !isSubdomain(name)) return;
  if (!isLabel(name)) {
    report.warn('PROFILE_NAME', 'metadata.name', name, 'it is the name of a namespace: use at most 63 lower-case letters, digits and -');
    return;
  }
  if (SYSTEM.has(name) || name.startsWith('kube-')) {
    report.warn('PROFILE_NAMESPACE', 'metadata.name', name, 'a namespace of the system: the controller takes no namespace that others have made');
    return;
  }
  const namespace = objects.find('/Namespace', undefined, name);
  const owner = record(spec.owner).name;
  if (namespace && typeof owner === 'string' && record(namespace.metadata.annotations).owner !== owner) {
    report.warn('PROFILE_NAMESPACE', 'metadata.name', name, `leave Namespace '${name}' to the controller, or give it the annotation owner: ${owner}: without it the controller does not take it over`);
  }
}

function judgeOwner({ kind, name, apiGroup, namespace }: Record<string, any>, report: Report): void {
  if (typeof kind === 'string' && !OWNERS.includes(kind)) {
    const near = nearest(kind, OWNERS);
    report.warn('PROFILE_OWNER', `${OWNER}.kind`, kind, `${near ? `did you mean '${near}'?` : `one of ${OWNERS.join(', ')}:`} the API server refuses the RoleBinding of the owner otherwise`);
    return;
  }
  const wanted = kind === 'ServiceAccount' ? '' : RBAC;
  if (!isEmpty(apiGroup) && apiGroup !== wanted) {
    report.warn('PROFILE_OWNER', `${OWNER}.apiGroup`, apiGroup, `${wanted === '' ? 'leave it out' : `write ${wanted}, or leave it out`}: the API server refuses the RoleBinding of the owner otherwise`);
  }
  if (name === '') report.warn('PROFILE_OWNER', `${OWNER}.name`, name, 'the name that the login gives, such as an e-mail address');
  else if (typeof name === 'string' && name.trim() !== name) report.warn('PROFILE_OWNER', `${OWNER}.name`, name, 'no blanks around it: it is compared with the name that the login gives');
  if (kind === 'ServiceAccount' && isEmpty(namespace)) {
    report.warn('PROFILE_OWNER', `${OWNER}.namespace`, namespace ?? undefined, 'the namespace of the ServiceAccount');
  } else if (kind === 'Group' || kind === 'ServiceAccount') {
    report.warn('PROFILE_OWNER', `${OWNER}.kind`, kind, 'may use the API alone: what runs in the namespace is open to a User of the name, by the header of the login; add an AuthorizationPolicy, or name a User');
  } else if (typeof name === 'string' && /[A-Z]/.test(name) && name.includes('@')) {
    report.note('PROFILE_OWNER', `${OWNER}.name`, name, 'compared letter by letter with the name that the login gives: check its case');
  }
}

/** The quota becomes a ResourceQuota of the namespace. */
function judgeQuota(manifest: Manifest, report: Report, scene: Scene): void {
  const { resourceQuotaSpec } = manifest.spec;
  if (!isMap(resourceQuotaSpec)) return;
  const hard = Object.keys(record(resourceQuotaSpec.hard));
  if (hard.length === 0) {
    if (list(resourceQuotaSpec.scopes).length > 0 || isMap(resourceQuotaSpec.scopeSelector)) {
      report.warn('PROFILE_QUOTA', `${QUOTA}.hard`, undefined, 'say what is limited: without it no quota is made');
    }
    return;
  }
  resourceQuota.judge({ ...manifest, spec: resourceQuotaSpec }, moved(report, 'spec', QUOTA) as unknown as Report, scene);
  for (const name of hard) {
    const device = name.replace(/^limits\./, '');
    if (!isExtended(device) || /^count\/|\.k8s\.io\//.test(device)) continue;
    report.warn('PROFILE_QUOTA', child(`${QUOTA}.hard`, name), resourceQuotaSpec.hard[name], `write 'requests.${device}': devices are counted by what is requested, and under other names not at all`);
  }
}
