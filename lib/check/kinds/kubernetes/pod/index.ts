import { isLabel, isSubdomain } from '../forms';
import type { Teller } from '../values';
import { between, eachMap, isEmpty, later } from '../values';
import type { Groups, PathOf, PodContext } from './containers';
import { judgeInit, judgeMain } from './containers';
import { judgeNetwork } from './network';
import { judgeHostPorts, judgeLikePorts } from './ports';
import { judgeGates, judgeScheduling } from './scheduling';
import { judgePodSecurity } from './security';
import { judgePodTotals } from './totals';
import { judgeVolumes } from './volumes';
import { judgeOs } from './windows';
import type { EmbeddedPod } from '../../../manifest';
import { isAbsent, isMap, list, record } from '../../../manifest';
import { judgeAnnotations, judgeLabels } from '../labels';

/** How a pod is judged, by what it stands in. */
export interface PodOptions {
  /** `error`: the API server sees this pod; `warning`: it will see it when a controller makes it. */
  readonly level: 'error' | 'warning';
  /** A controller adds containers, images, volumes or claims: what is missing is no mistake. */
  readonly isPartial?: boolean;
  /** The kind around it has no schema for its pods. */
  readonly isUntyped?: boolean;
  /** It is a Pod, not a template. */
  readonly isPod?: boolean;
  /** Names of volumes that claim templates provide. */
  readonly claimed?: readonly string[];
  /** The controller gives each pod its hostname: what the template says is not looked at. */
  readonly isNamed?: boolean;
  /** The name of a Pod. */
  readonly podName?: string;
  /** Minor version of Kubernetes. */
  readonly minor?: number;
}

/** Judges a pod that stands in any kind, with its labels and annotations. */
export function judgePod(pod: EmbeddedPod, report: Teller, options: PodOptions): void {
  const told = options.level === 'error' ? report : later(report, options.isUntyped);
  const isInline = pod.specPath === pod.path;
  if (pod.path !== '') {
    judgeLabels(told, pod.labels, isInline ? `${pod.path}.labels` : `${pod.path}.metadata.labels`);
    judgeAnnotations(told, pod.annotations, isInline ? `${pod.path}.annotations` : `${pod.path}.metadata.annotations`);
  }
  const at = pod.specPath ?? (pod.path === '' ? 'spec' : `${pod.path}.spec`);
  judgePodSpec(told, record(pod.spec), pod, options, at);
}

type Pod = Pick<EmbeddedPod, 'labels' | 'containerPaths'>;

/** Judges the spec of a pod; `at` is its path. */
export function judgePodSpec(report: Teller, spec: Record<string, any>, { labels, containerPaths }: Pod, options: PodOptions, at: string): void {
  const { isPartial = false, isPod = false, minor = 34 } = options;
  const containers = list(spec.containers);
  const initContainers = list(spec.initContainers);
  const volumes = judgeVolumes(report, list(spec.volumes), { claimed: options.claimed, podName: options.podName, minor }, `${at}.volumes`);
  const claims = judgeClaims(report, list(spec.resourceClaims), `${at}.resourceClaims`);
  const context: PodContext = {
    volumes: isPartial ? undefined : volumes,
    claims: isPartial ? undefined : claims,
    grace: spec.terminationGracePeriodSeconds,
    restartPolicy: spec.restartPolicy,
    hostUsers: spec.hostUsers !== false,
    isPartial,
    isPod,
  };
  if (!isPartial && containers.length === 0) report.refuse('VALUE_MISSING', `${at}.containers`, undefined, 'one container at least');
  const names = new Set<string>();
  const main: PathOf = containerPaths ? i => containerPaths[i] ?? at : i => `${at}.containers[${i}]`;
  const init: PathOf = i => `${at}.initContainers[${i}]`;
  judgeMain(report, containers, context, names, main);
  if (initContainers.length > 0) judgeInit(report, initContainers, context, names, init);
  if (list(spec.ephemeralContainers).length > 0) report.refuse('FIELD_NOT_ALLOWED', `${at}.ephemeralContainers`, undefined, 'they are added to a running pod, with kubectl debug');

  const groups: Groups = [[init, initContainers], [main, containers]];
  judgeHost(report, spec, isPod, main, init, at);
  judgeLikePorts(report, groups);
  judgePodTotals(report, spec, isPod, main, at);
  judgePodSecurity(report, spec, at);
  judgeScheduling(report, spec, { labels, isPod }, at);
  judgeGates(report, spec, at);
  judgeNetwork(report, spec, options.isNamed === true, at);
  judgeOs(report, spec, groups, at);
  judgeNames(report, spec, at);
  between(report, spec, 'activeDeadlineSeconds', 1, 2147483647, at);
  judgeIgnored(report, spec, at);
}

/** What a pod shares with its node. */
function judgeHost(report: Teller, spec: Record<string, any>, isPod: boolean, main: PathOf, init: PathOf, at: string): void {
  const { hostNetwork } = spec;
  const containers = list(spec.containers);
  judgeHostPorts(report, containers, isPod && hostNetwork === true, main);
  list(spec.initContainers).forEach((container, i) => judgeHostPorts(report, [container], isPod && hostNetwork === true, () => init(i)));
  if (hostNetwork === true) {
    containers.forEach((container, c) => list(container?.ports).forEach((port, i) => {
      const { hostPort, containerPort } = record(port);
      if (typeof hostPort === 'number' && hostPort !== 0 && hostPort !== containerPort) {
        report.refuse('FIELDS_CONFLICT', `${main(c)}.ports[${i}].hostPort`, hostPort, 'with hostNetwork it is the containerPort: write the same, or leave it out');
      }
    }));
  }
  if (spec.shareProcessNamespace === true && spec.hostPID === true) report.refuse('FIELDS_CONFLICT', `${at}.shareProcessNamespace`, true, 'hostPID shares the processes of the whole node: keep one of the two');
  if (spec.hostUsers !== false) return;
  for (const key of ['hostNetwork', 'hostPID', 'hostIPC']) if (spec[key] === true) report.refuse('FIELDS_CONFLICT', `${at}.${key}`, true, 'not with hostUsers: false');
  for (const [kind, path] of [['initContainers', init], ['containers', main]] as const) {
    list(spec[kind]).forEach((container, i) => {
      if (list(container?.volumeDevices).length > 0) report.refuse('FIELDS_CONFLICT', `${path(i)}.volumeDevices`, undefined, 'not with hostUsers: false');
    });
  }
}

const OBJECTS = ['serviceAccountName', 'nodeName', 'priorityClassName', 'runtimeClassName'];

function judgeNames(report: Teller, spec: Record<string, any>, at: string): void {
  for (const key of OBJECTS) {
    const name = spec[key];
    const isGiven = typeof name === 'string' && (name !== '' || key === 'runtimeClassName');
    if (isGiven && !isSubdomain(name)) report.refuse('NAME_INVALID', `${at}.${key}`, name, 'it names an object: use lower-case letters, digits, - and .');
  }
  const { serviceAccount } = spec;
  if (typeof serviceAccount === 'string' && serviceAccount !== '' && isEmpty(spec.serviceAccountName) && !isSubdomain(serviceAccount)) {
    report.refuse('NAME_INVALID', `${at}.serviceAccount`, serviceAccount, 'it names an object: use lower-case letters, digits, - and .');
  }
  list(spec.imagePullSecrets).forEach((secret, i) => {
    const name = secret?.name;
    if (isMap(secret) && (typeof name !== 'string' || !isSubdomain(name))) {
      report.warn('NAME_INVALID', `${at}.imagePullSecrets[${i}].name`, name ?? undefined, 'no Secret can have this name: use lower-case letters, digits, - and .');
    }
  });
}

/** The devices a pod claims; the names containers may use. */
function judgeClaims(report: Teller, claims: readonly any[], at: string): ReadonlySet<string> {
  const names = new Set<string>();
  eachMap(claims, (claim, i) => {
    const { name, resourceClaimName: one, resourceClaimTemplateName: template } = claim;
    if (typeof name === 'string' && name !== '') {
      if (names.has(name)) report.refuse('NAME_DUPLICATE', `${at}[${i}].name`, name, 'another claim of this pod has the name');
      else if (!isLabel(name)) report.refuse('NAME_INVALID', `${at}[${i}].name`, name, 'use at most 63 lower-case letters, digits and -');
      names.add(name);
    }
    if (isAbsent(one) === isAbsent(template)) report.refuse('NOT_EXACTLY_ONE', `${at}[${i}]`, undefined, 'give one of resourceClaimName, resourceClaimTemplateName');
    for (const key of ['resourceClaimName', 'resourceClaimTemplateName']) {
      if (typeof claim[key] === 'string' && !isSubdomain(claim[key])) report.refuse('NAME_INVALID', `${at}[${i}].${key}`, claim[key], 'it names an object: use lower-case letters, digits, - and .');
    }
  });
  return names;
}

function judgeIgnored(report: Teller, spec: Record<string, any>, at: string): void {
  const { terminationGracePeriodSeconds: grace, hostnameOverride } = spec;
  if (typeof grace === 'number' && grace < 0) report.warn('VALUE_OUT_OF_RANGE', `${at}.terminationGracePeriodSeconds`, grace, 'at least 0: less counts as 1');
  if (!isAbsent(hostnameOverride)) report.warn('FEATURE_OFF', `${at}.hostnameOverride`, hostnameOverride, 'its feature gate is off by default, and the field is dropped; use hostname');
}
