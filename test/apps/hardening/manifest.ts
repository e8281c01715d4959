import type * as k8s from 'kubernetes-types/core/v1';

/** One object as YAML says it. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Record<string, string>; annotations?: Record<string, string> };
  [field: string]: any;
}

/** One line of the table: what linters ask of objects of some kinds. */
export interface Row {
  /** A sentence without its subject, e.g. `runs as nobody`. */
  readonly says: string;
  readonly of: string[];
  /** `<linter> <check>` of everyone who asks; if all are exempted on the object, it may go against the row. */
  readonly asked: string[];
  readonly holds: (object: any, render: Manifest[]) => boolean;
  /** Makes an object of the apps go against the row. */
  readonly breaks: (object: any, render: Manifest[]) => void;
  /** Makes it follow the row, for what no object of the apps does. */
  readonly mends?: (object: any) => void;
}

export const CONTROLLERS = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'];
/** Those that run until they are stopped. */
export const SERVERS = ['Deployment', 'StatefulSet'];

/** The pod template of a controller. */
export function template(controller: Manifest): k8s.PodTemplateSpec & { metadata: { labels: Record<string, string> }; spec: k8s.PodSpec } {
  return controller.kind === 'CronJob' ? controller.spec.jobTemplate.spec.template : controller.spec.template;
}

export const podOf = (controller: Manifest): k8s.PodSpec => template(controller).spec;
export const containersOf = (controller: Manifest): k8s.Container[] => [...podOf(controller).initContainers ?? [], ...podOf(controller).containers];
export const everyContainer = (holds: (container: k8s.Container, pod: k8s.PodSpec) => boolean) =>
  (controller: Manifest) => containersOf(controller).every(container => holds(container, podOf(controller)));

/** The pod's last container: of init containers the last, if it has them. */
export const someContainer = (controller: Manifest): any => podOf(controller).initContainers?.at(-1) ?? podOf(controller).containers[0];
export const mainContainer = (controller: Manifest): any => podOf(controller).containers[0];

/** Objects of a kind beside another, in its namespace. */
export const beside = (object: Manifest, render: Manifest[], kind: string): Manifest[] =>
  render.filter(o => o.kind === kind && o.metadata.namespace === object.metadata.namespace);

/** Whether labels match a selector that is not empty. */
export function matches(selector: Record<string, string> | undefined, labels: Record<string, string> = {}): boolean {
  const wanted = Object.entries(selector ?? {});
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

/** The controllers whose pods a selector takes. */
export const selected = (object: Manifest, render: Manifest[], selector: Record<string, string> | undefined): Manifest[] =>
  render.filter(o => CONTROLLERS.includes(o.kind) && o.metadata.namespace === object.metadata.namespace && matches(selector, template(o).metadata.labels));

/** The HPA of a Deployment or StatefulSet. */
export const autoscalerOf = (object: Manifest, render: Manifest[]): Manifest | undefined =>
  beside(object, render, 'HorizontalPodAutoscaler').find(({ spec }) => spec.scaleTargetRef.kind === object.kind && spec.scaleTargetRef.name === object.metadata.name);

/** `<linter> <check>` of every exemption that an object carries. */
export function exemptions(object: Manifest): string[] {
  return Object.entries(object.metadata.annotations ?? {}).flatMap(([key, value]) => {
    const [, linted] = /^ignore-check\.kube-linter\.io\/(.+)$/.exec(key) ?? [];
    if (linted) return [`kube-linter ${linted}`];
    const [, audited] = /^polaris\.fairwinds\.com\/(.+)-exempt$/.exec(key) ?? [];
    if (audited) return [`polaris ${audited}`];
    if (/^checkov\.io\/skip\d+$/.test(key)) return [`checkov ${value.split('=')[0]}`];
    return key === 'kube-score/ignore' ? value.split(',').map(check => `kube-score ${check}`) : [];
  });
}

/** Writes an exemption as each linter reads it. */
export function exempt(object: Manifest, asked: string[]): void {
  const annotations: Record<string, string> = object.metadata.annotations = { ...object.metadata.annotations };
  asked.forEach((one, i) => {
    const [linter, check] = one.split(' ');
    if (linter === 'kube-linter') annotations[`ignore-check.kube-linter.io/${check}`] = 'a test';
    if (linter === 'polaris') annotations[`polaris.fairwinds.com/${check}-exempt`] = 'true';
    if (linter === 'checkov') annotations[`checkov.io/skip${100 + i}`] = `${check}=a test`;
    if (linter === 'kube-score') annotations['kube-score/ignore'] = [...annotations['kube-score/ignore']?.split(',') ?? [], check].join(',');
  });
}

/** Whether an object follows a row, or is exempted from it by all who ask. */
export function follows(row: Row, object: Manifest, render: Manifest[]): boolean {
  const exempted = exemptions(object);
  return row.holds(object, render) || (row.asked.length > 0 && row.asked.every(check => exempted.includes(check)));
}
