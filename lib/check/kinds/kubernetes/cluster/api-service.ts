import { isAbsent, isMap, record } from '../../../manifest';
import type { KindRule } from '../../../rule';
import { isServiceName, isSubdomain } from '../forms';
import { judgePort } from '../pod/ports';
import { between, filled, isEmpty } from '../values';

/** An APIService: a group and version that another server answers for. */
export const apiService: KindRule = {
  kinds: ['apiregistration.k8s.io/APIService'],
  judge({ metadata, spec }, report) {
    const { group, version, service, caBundle, insecureSkipTLSVerify } = spec;
    if (isEmpty(group) && version !== 'v1') report.refuse('VALUE_MISSING', 'spec.group', group ?? undefined, 'the API group');
    if (typeof group === 'string' && group !== '' && !isSubdomain(group)) report.refuse('NAME_INVALID', 'spec.group', group, 'an API group such as metrics.k8s.io');
    if (typeof version !== 'string' || !isServiceName(version)) report.refuse('NAME_INVALID', 'spec.version', version, 'a version such as v1beta1');
    else if (metadata.name !== undefined && metadata.name !== `${version}.${group ?? ''}`) report.refuse('NAME_INVALID', 'metadata.name', metadata.name, `version and group: ${version}.${group ?? ''}`);
    const { generateName } = record(metadata);
    if (!isEmpty(generateName)) report.refuse('FIELD_NOT_ALLOWED', 'metadata.generateName', generateName, 'its name is its version and group');
    between(report, spec, 'groupPriorityMinimum', 1, 20000, 'spec');
    between(report, spec, 'versionPriority', 1, 1000, 'spec');
    if (isAbsent(service)) {
      if (!isEmpty(caBundle)) report.refuse('FIELD_NOT_ALLOWED', 'spec.caBundle', undefined, 'only with a service');
      if (insecureSkipTLSVerify === true) report.refuse('FIELD_NOT_ALLOWED', 'spec.insecureSkipTLSVerify', true, 'only with a service');
      return;
    }
    if (insecureSkipTLSVerify === true && !isEmpty(caBundle)) report.refuse('FIELDS_CONFLICT', 'spec.insecureSkipTLSVerify', true, 'caBundle is given: leave it out');
    if (!isMap(service)) return;
    filled(report, service, 'name', 'spec.service');
    filled(report, service, 'namespace', 'spec.service');
    judgePort(report, service.port, 'spec.service.port');
  },
};
