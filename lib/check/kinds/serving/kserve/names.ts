import type { ServiceRule } from './service';
import { nameOf, text } from './values';
import type { Manifest } from '../../../manifest';
import type { Report } from '../../../report';

const NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const LABEL = 63;

/** Names of InferenceServices and InferenceGraphs become names of Services: no dot, no digit in front. */
export function refuseName(manifest: Manifest, report: Report): void {
  const named = nameOf(manifest);
  if (named && !NAME.test(named.name)) {
    report.refuse('KSERVE_NAME_INVALID', named.field, named.written, 'lower-case letters, digits and -, starting with a letter: Services are named after it');
  }
}

/** Names that controllers make of ours, and have to fit into one label of a host name. */
export const derivedNames: ServiceRule = ({ manifest, mode, components, predictor }, report) => {
  const named = nameOf(manifest);
  if (!named || mode.runs === 'ModelMesh') return;
  const { namespace } = manifest.metadata;
  const variant = text(predictor?.map.name) ?? '';
  const suffixes = components.map(c => (c.role === 'predictor' && variant !== '' ? `-${variant}-predictor` : `-${c.role}`));
  const longest = suffixes.reduce((most, suffix) => (suffix.length > most.length ? suffix : most), '');
  const tooLong = (derived: string, what: string) => {
    report.warn('KSERVE_HOST_TOO_LONG', named.field, named.written,
      `shorten it by ${derived.length - LABEL}: ${what} '${derived}' has ${derived.length} characters of ${LABEL}, and the controller stops there`);
  };
  if (mode.runs === 'Standard') {
    const host = `${named.name}${longest}-${namespace ?? ''}`;
    const label = `isvc.${named.name}${longest}`;
    if (namespace !== undefined && host.length > LABEL && host.length >= label.length) tooLong(host, 'the host name');
    else if (label.length > LABEL) tooLong(label, 'the pod label');
  } else if (named.name.length + longest.length > LABEL) tooLong(`${named.name}${longest}`, 'the Knative Service');
  else if (namespace !== undefined && named.name.length + namespace.length + 1 > LABEL) tooLong(`${named.name}-${namespace}`, 'the host name');
};
