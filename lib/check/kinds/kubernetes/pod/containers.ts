import { isAbsent, isMap, list } from '../../../manifest';
import { isLabel } from '../forms';
import type { Teller } from '../values';
import { eachMap, isEmpty, plain } from '../values';
import { judgeEnv, judgeEnvFrom } from './env';
import type { Volumes } from './mounts';
import { judgeMounts } from './mounts';
import { judgePorts } from './ports';
import { judgeLifecycle, judgeProbes } from './probes';
import { judgeResizePolicy, judgeResources } from './resources';
import { judgeSecurity } from './security';

/** The path of a container by its index. */
export type PathOf = (index: number) => string;
/** The init containers and the containers of a pod. */
export type Groups = readonly (readonly [path: PathOf, containers: readonly any[]])[];

/** What containers need to know of their pod. */
export interface PodContext {
  /** Undefined where a controller may add volumes. */
  readonly volumes?: Volumes;
  /** Names under resourceClaims; undefined where a controller may add some. */
  readonly claims?: ReadonlySet<string>;
  readonly grace: unknown;
  readonly restartPolicy: unknown;
  readonly hostUsers: boolean;
  /** A controller fills in images that are left out. */
  readonly isPartial: boolean;
  /** Whether it is a Pod itself, which is judged more closely than a template. */
  readonly isPod: boolean;
}

const ONLY_MAIN = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'];

/** The containers a pod runs. */
export function judgeMain(report: Teller, containers: readonly any[], pod: PodContext, names: Set<string>, at: PathOf): void {
  eachMap(containers, (container, i) => {
    const field = at(i);
    judgeContainer(report, container, pod, field);
    judgeName(report, container.name, names, field);
    judgeProbes(report, container, field);
    judgeLifecycle(report, container.lifecycle, pod.grace, `${field}.lifecycle`);
    if (!isAbsent(container.restartPolicy)) report.warn('FEATURE_OFF', `${field}.restartPolicy`, container.restartPolicy, 'only init containers have one, and here it is dropped: the pod has a restartPolicy of its own');
  });
}

/** The containers that run first, and sidecars. */
export function judgeInit(report: Teller, containers: readonly any[], pod: PodContext, names: Set<string>, at: PathOf): void {
  eachMap(containers, (container, i) => {
    const field = at(i);
    judgeContainer(report, container, pod, field);
    judgeName(report, container.name, names, field);
    const { restartPolicy } = container;
    if (restartPolicy === 'Always') {
      judgeProbes(report, container, field);
      judgeLifecycle(report, container.lifecycle, pod.grace, `${field}.lifecycle`);
      return;
    }
    if (!isAbsent(restartPolicy)) report.warn('FEATURE_OFF', `${field}.restartPolicy`, restartPolicy, 'it is dropped: Always makes the container a sidecar; leave it out for one that ends');
    for (const key of ONLY_MAIN) {
      if (!isAbsent(container[key]) && !isOnlySignal(container[key])) report.refuse('FIELD_NOT_ALLOWED', `${field}.${key}`, plain(container[key]), 'only for sidecars: an init container ends before anything is asked of it; restartPolicy: Always makes it a sidecar');
    }
  });
}

/** A lifecycle whose only field is dropped. */
const isOnlySignal = (value: unknown) => isMap(value) && 'stopSignal' in value && Object.keys(value).length === 1;

function judgeName(report: Teller, name: unknown, names: Set<string>, at: string): void {
  if (typeof name !== 'string' || name === '') return;
  if (!isLabel(name)) report.refuse('NAME_INVALID', `${at}.name`, name, 'a container is named like a DNS label: use at most 63 lower-case letters, digits and -');
  if (names.has(name)) report.refuse('NAME_DUPLICATE', `${at}.name`, name, 'another container of this pod has the name');
  names.add(name);
}

function judgeContainer(report: Teller, container: Record<string, any>, pod: PodContext, at: string): void {
  judgeImage(report, container.image, pod, `${at}.image`);
  judgePorts(report, list(container.ports), at);
  judgeEnv(report, list(container.env), at);
  judgeEnvFrom(report, list(container.envFrom), at);
  judgeMounts(report, container, pod.volumes, at);
  judgeResources(report, container.resources, pod.claims, `${at}.resources`);
  if (!isAbsent(container.resizePolicy)) judgeResizePolicy(report, list(container.resizePolicy), pod.restartPolicy, at);
  judgeSecurity(report, container.securityContext, pod.hostUsers, `${at}.securityContext`);
}

function judgeImage(report: Teller, image: unknown, pod: PodContext, field: string): void {
  if (isEmpty(image)) {
    if (!pod.isPartial) report.refuse('VALUE_MISSING', field, image ?? undefined, 'a container has an image');
  } else if (typeof image === 'string' && image.trim() !== image) {
    const fix = 'no blanks around the image';
    if (pod.isPod) report.refuse('NAME_INVALID', field, image, fix);
    else report.warn('NAME_INVALID', field, image, `${fix}: its pods are refused`);
  }
}
