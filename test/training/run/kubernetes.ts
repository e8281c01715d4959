import type { Container, PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { Pod } from './kubelet';
import type { Manifest } from '../../support/synth';

// What the Job controller does, and JobSet's on top of it.

const INDEX = 'batch.kubernetes.io/job-completion-index';

/** A pod for each completion; those of an Indexed Job know which. */
export function indexedPods({ metadata: { name, namespace = 'default' }, spec }: Manifest, subdomain?: string): Pod[] {
  const indexed = spec.completionMode === 'Indexed';
  const template: PodTemplateSpec = spec.template;
  const domain = template.spec!.subdomain ?? subdomain;
  return Array.from({ length: spec.completions ?? spec.parallelism ?? 1 }, (_, i) => {
    const host = indexed ? `${name}-${i}` : undefined;
    const own = { ...indexed && { [INDEX]: String(i) } };
    const labels = { ...template.metadata?.labels, 'job-name': name, 'batch.kubernetes.io/job-name': name, ...own };
    const annotations = { ...template.metadata?.annotations, ...own };
    const [main] = template.spec!.containers;
    return {
      name: `${host ?? name}-abcd${i % 10}`,
      namespace,
      hosts: host && domain ? ['', `.${namespace}`, `.${namespace}.svc`, `.${namespace}.svc.cluster.local`].map(zone => `${host}.${domain}${zone}`) : [],
      template: { ...template, metadata: { ...template.metadata, labels, annotations } },
      container: indexed ? withIndex(main) : main,
    };
  });
}

/** A name that the author has taken is left to him. */
function withIndex(container: Container): Container {
  const { env = [] } = container;
  if (env.some(({ name }) => name === 'JOB_COMPLETION_INDEX')) return container;
  return { ...container, env: [...env, { name: 'JOB_COMPLETION_INDEX', valueFrom: { fieldRef: { fieldPath: `metadata.annotations['${INDEX}']` } } }] };
}

/** The pods of each Job of each part, under one subdomain. */
export function jobSetPods({ metadata: { name, namespace = 'default' }, spec }: Manifest): Pod[] {
  const subdomain = spec.network?.subdomain ?? name;
  return spec.replicatedJobs.flatMap((part: Manifest) => Array.from({ length: part.replicas ?? 1 }, (_, index) => {
    const job = part.template.spec;
    const own = {
      'jobset.sigs.k8s.io/jobset-name': name,
      'jobset.sigs.k8s.io/replicatedjob-name': part.name,
      'jobset.sigs.k8s.io/replicatedjob-replicas': String(part.replicas ?? 1),
      'jobset.sigs.k8s.io/job-index': String(index),
      'jobset.sigs.k8s.io/restart-attempt': '0',
    };
    const { metadata } = job.template;
    const template = { ...job.template, metadata: { labels: { ...metadata?.labels, ...own }, annotations: { ...metadata?.annotations, ...own } } };
    // Every pod is one completion, unless the author says otherwise.
    const completions = job.completions ?? job.parallelism ?? 1;
    return indexedPods({ metadata: { name: `${name}-${part.name}-${index}`, namespace }, spec: { ...job, completionMode: job.completionMode ?? 'Indexed', completions, template } }, subdomain);
  }).flat());
}
