import { codes } from './code';

/** References from one object to another. */
export const REFERENCE_CODES = codes({
  REFERENCE_MISSING: {
    means: 'An object refers to another that the input does not hold.',
    why: 'The cluster accepts it; pods stay pending, routes answer 503, roles give nothing, until the other one exists.',
    fix: 'Add the object, mend the name, or say that it exists in the cluster: --external kind/name, Platform external.',
    source: 'references between Kubernetes objects',
  },
  SELECTOR_MATCHES_NOTHING: {
    means: 'A Service, PodDisruptionBudget or NetworkPolicy selects pods by labels that no pod of the input has.',
    why: 'The cluster accepts it, and it does nothing: no endpoints, no protection.',
    fix: 'Use the labels of the pod template, not those of the workload.',
    source: 'Kubernetes label selectors',
  },
  SERVICE_PORT_MISSING: {
    means: 'A port is named that the pods, or the Service, do not have.',
    why: 'The cluster accepts it, and connections are refused.',
    fix: 'Use a name of a container port, or of a port of the Service; numbers work too.',
    source: 'core/v1 ServicePort, networking.k8s.io/v1 IngressBackend',
  },
});
