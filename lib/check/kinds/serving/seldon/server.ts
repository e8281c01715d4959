import { judgeScaling } from './scaling';
import type { KindRule } from '../../../rule';
import { isLabel } from '../../kubernetes/forms';

/** What Seldon Core 2 wants of a Server, which becomes a StatefulSet. */
export const server: KindRule = {
  kinds: ['mlops.seldon.io/Server'],
  judge({ spec, metadata }, report) {
    judgeScaling(spec, report);
    if (spec.serverConfig === '') report.warn('SELDON_VALUE', 'spec.serverConfig', '', 'name a ServerConfig, such as mlserver or triton');
    const { name } = metadata;
    if (name !== undefined && name.length <= 253 && !isLabel(name)) {
      report.warn('SELDON_NAME', 'metadata.name', name, 'at most 63 lower-case letters, digits and -: it names a StatefulSet and its pods');
    }
  },
};
