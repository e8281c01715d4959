import type { EmbeddedPod, Manifest, Subject } from '../manifest';
import { containersOf, groupOf, kindOf, record, records } from '../manifest';
import { nearest } from '../nearest';
import { allPodsOf } from '../pods';
import type { Problem } from '../problem';
import type { AppRule } from '../rule';

type Selector = Record<string, string>;

/** The pods of an input, found by their labels. */
class Pods {
  private readonly byLabel = new Map<string, EmbeddedPod[]>();
  private readonly namespaces = new Set<string>();
  private readonly open = new Set<string>();

  constructor(subjects: readonly Subject[]) {
    for (const { manifest } of subjects) {
      const namespace = manifest.metadata.namespace ?? '';
      for (const pod of allPodsOf(manifest)) {
        // Controllers of other projects label their pods as they like.
        if (pod.custom) this.open.add(namespace);
        this.namespaces.add(namespace);
        for (const [key, value] of Object.entries(pod.labels)) {
          const label = `${namespace}|${key}=${value}`;
          const list = this.byLabel.get(label);
          if (list) list.push(pod);
          else this.byLabel.set(label, [pod]);
        }
      }
    }
  }

  /** Undefined where nobody can know: no pods here, or such whose labels a controller makes. */
  public selected(namespace: string | undefined, selector: Selector): readonly EmbeddedPod[] | undefined {
    const pairs = Object.entries(selector);
    // What is no text is the schema's to tell.
    if (pairs.length === 0 || pairs.some(([, value]) => typeof value !== 'string')) return undefined;
    let rarest: readonly EmbeddedPod[] | undefined;
    for (const [key, value] of pairs) {
      const found = this.byLabel.get(`${namespace ?? ''}|${key}=${value}`) ?? [];
      if (rarest === undefined || found.length < rarest.length) rarest = found;
    }
    const pods = rarest!.filter(pod => pairs.every(([key, value]) => pod.labels[key] === value));
    if (pods.length > 0) return pods;
    return this.namespaces.has(namespace ?? '') && !this.open.has(namespace ?? '') ? [] : undefined;
  }
}

const NO_PODS = 'no pod of this input has these labels: mend the selector, or the labels of the pods';

/** Selectors that match no pod, and ports that those they match, or the Service, do not have. */
export const selectedPods: AppRule = subjects => {
  const pods = new Pods(subjects);
  const services = new Map<string, Manifest>();
  for (const { manifest } of subjects) {
    if (manifest.kind === 'Service' && groupOf(manifest) === '') services.set(`${manifest.metadata.namespace ?? ''}/${manifest.metadata.name}`, manifest);
  }
  const problems: Problem[] = [];
  for (const { where, manifest } of subjects) {
    const { namespace } = manifest.metadata;
    const warn = (code: Problem['code'], field: string, got: unknown, fix: string) => problems.push({ where, level: 'warning', code, field, got, fix });
    const selects = (field: string, selector: unknown) => {
      const found = pods.selected(namespace, record(selector));
      if (found?.length === 0) warn('SELECTOR_MATCHES_NOTHING', field, selector, NO_PODS);
      return found;
    };
    switch (kindOf(manifest)) {
      case '/Service': {
        const found = selects('spec.selector', manifest.spec.selector);
        if (found && found.length > 0) targetPorts(manifest, found, warn);
        break;
      }
      case 'policy/PodDisruptionBudget':
        if (record(manifest.spec.selector).matchExpressions === undefined) selects('spec.selector.matchLabels', record(manifest.spec.selector).matchLabels);
        break;
      case 'networking.k8s.io/NetworkPolicy':
        if (record(manifest.spec.podSelector).matchExpressions === undefined) selects('spec.podSelector.matchLabels', record(manifest.spec.podSelector).matchLabels);
        break;
      case 'networking.k8s.io/Ingress':
        backendPorts(manifest, services, warn);
        break;
      default:
    }
  }
  return problems;
};

type Warn = (code: Problem['code'], field: string, got: unknown, fix: string) => void;

const MOST_PODS = 100;

function targetPorts({ spec }: Manifest, pods: readonly EmbeddedPod[], warn: Warn): void {
  // Of many pods some tell what the others have.
  const names = pods.slice(0, MOST_PODS).flatMap(pod => containersOf(pod).flatMap(({ container }) => records(container.ports).map(({ name }) => name))).filter(name => typeof name === 'string');
  (Array.isArray(spec.ports) ? spec.ports as unknown[] : []).forEach((port, i) => {
    const { targetPort } = record(port);
    if (typeof targetPort !== 'string' || /^\d+$/.test(targetPort) || names.includes(targetPort) || pods.length > MOST_PODS) return;
    const near = nearest(targetPort, names);
    warn('SERVICE_PORT_MISSING', `spec.ports[${i}].targetPort`, targetPort, `no container it selects has a port of this name${near ? `; did you mean '${near}'?` : names.length > 0 ? `; they have ${[...new Set(names)].join(', ')}` : ''}`);
  });
}

function backendPorts({ spec, metadata }: Manifest, services: ReadonlyMap<string, Manifest>, warn: Warn): void {
  const judge = (backend: unknown, path: string) => {
    const { name, port } = record(record(backend).service);
    const service = services.get(`${metadata.namespace ?? ''}/${name}`);
    if (!service) return;
    const ports = records(service.spec.ports);
    const { name: called, number } = record(port);
    const has = ports.map(p => (called === undefined ? p.port : p.name));
    const wanted = called ?? number;
    if (wanted === undefined || has.includes(wanted)) return;
    const told = ports.map(p => (called === undefined ? p.port : typeof p.name === 'string' ? `'${p.name}'` : `port ${p.port} without a name: write number: ${p.port}`));
    warn('SERVICE_PORT_MISSING', `${path}.service.port.${called === undefined ? 'number' : 'name'}`, wanted, `Service '${name}' has ${told.join(', ') || 'no ports'}`);
  };
  judge(spec.defaultBackend, 'spec.defaultBackend');
  records(spec.rules).forEach(({ http }, r) => records(record(http).paths).forEach(({ backend }, p) => judge(backend, `spec.rules[${r}].http.paths[${p}].backend`)));
}
