import type { Container, EnvVar, PodTemplateSpec } from 'kubernetes-types/core/v1';

/** A pod, after its controller wrote into it. */
export interface Pod {
  readonly name: string;
  readonly namespace: string;
  /** Names by which the cluster's DNS knows it. */
  readonly hosts: readonly string[];
  readonly template: PodTemplateSpec;
  /** The container that trains. */
  readonly container: Container;
}

/** What a container is started with. */
export interface Start {
  readonly command: string[];
  readonly env: Record<string, string>;
}

/**
 * What the kubelet starts a container with: the downward API read, and
 * `$(NAME)` replaced by what stands before it, in values, command and arguments.
 */
export function startOf(pod: Pod, ip: string): Start {
  if (pod.container.envFrom) throw new Error(`${pod.name} reads its environment from objects that are not here`);
  const env: Record<string, string> = {};
  for (const variable of pod.container.env ?? []) env[variable.name] = valueOf(variable, pod, ip, env);
  const command = [...pod.container.command ?? [], ...pod.container.args ?? []];
  if (!pod.container.command) throw new Error(`${pod.name} runs the entrypoint of its image, which is not here: give the job a command`);
  return { command: command.map(word => expand(word, env)), env };
}

/** `$(NAME)` becomes its value, or stays if there is none; `$$` is a dollar. */
export function expand(text: string, env: Readonly<Record<string, string>>): string {
  return text.replace(/\$(\$|\(([^()]*)\))/g, (whole, _, name) => (whole === '$$' ? '$' : env[name] ?? whole));
}

function valueOf({ name, value = '', valueFrom }: EnvVar, pod: Pod, ip: string, before: Readonly<Record<string, string>>): string {
  if (!valueFrom) return expand(value, before);
  if (!valueFrom.fieldRef) throw new Error(`${pod.name} reads ${name} from ${Object.keys(valueFrom).join()}, which is not here`);
  return fieldOf(valueFrom.fieldRef.fieldPath, pod, ip);
}

/** What the downward API says of a field. */
export function fieldOf(path: string, { name, namespace, template }: Pod, ip: string): string {
  const key = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path);
  if (key) return template.metadata?.[key[1] as 'labels' | 'annotations']?.[key[2]] ?? '';
  switch (path) {
    case 'metadata.name': return name;
    case 'metadata.namespace': return namespace;
    case 'spec.serviceAccountName': return template.spec?.serviceAccountName ?? 'default';
    case 'status.podIP': case 'status.podIPs': case 'status.hostIP': return ip;
    case 'spec.nodeName': return 'node';
    default: throw new Error(`${name} reads the field ${path}, which pods have not`);
  }
}
