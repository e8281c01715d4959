import { list, record, records } from '../../manifest';
import type { KindRule } from '../../rule';

/** Routes whose weights or references the Gateway accepts, and then answers with errors. */
export const httpRoute: KindRule = {
  kinds: ['gateway.networking.k8s.io/HTTPRoute', 'gateway.networking.k8s.io/GRPCRoute'],
  judge({ spec, metadata, kind }, report, { objects }) {
    list(spec.rules).forEach((given, r) => {
      const refs = list(record(given).backendRefs);
      if (refs.length > 0 && refs.every(ref => record(ref).weight === 0)) {
        report.warn('GATEWAY_WEIGHTS', `spec.rules[${r}].backendRefs`, undefined, 'every weight is 0: requests get 500; give one of them a weight');
      }
      refs.forEach((ref, b) => {
        const { namespace, kind: to = 'Service', name } = record(ref);
        if (typeof namespace !== 'string' || namespace === metadata.namespace) return;
        const granted = objects.all('gateway.networking.k8s.io/ReferenceGrant').some(grant => grant.metadata.namespace === namespace &&
          records(grant.spec.from).some(from => from.kind === kind && from.namespace === metadata.namespace) &&
          records(grant.spec.to).some(target => target.kind === to && (target.name === undefined || target.name === name)));
        if (!granted) report.note('GATEWAY_GRANT', `spec.rules[${r}].backendRefs[${b}].namespace`, namespace, 'another namespace has to allow it by a ReferenceGrant; none is in this input');
      });
    });
  },
};

/** Listeners that HTTPRoutes of the input name, and the Gateway does not have. */
export const routeParents: KindRule = {
  kinds: ['gateway.networking.k8s.io/HTTPRoute', 'gateway.networking.k8s.io/GRPCRoute'],
  judge({ spec, metadata }, report, { objects }) {
    list(spec.parentRefs).forEach((given, i) => {
      const { kind = 'Gateway', name, namespace = metadata.namespace, sectionName } = record(given);
      const gateway = kind === 'Gateway' && typeof name === 'string' ? objects.find('gateway.networking.k8s.io/Gateway', namespace, name) : undefined;
      if (!gateway || typeof sectionName !== 'string') return;
      const listeners = records(gateway.spec.listeners).map(listener => listener.name);
      if (!listeners.includes(sectionName)) report.warn('GATEWAY_LISTENER', `spec.parentRefs[${i}].sectionName`, sectionName, `Gateway '${name}' has the listeners ${listeners.join(', ')}`);
    });
  },
};
