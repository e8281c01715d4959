import type { Features } from './features';
import { isSet, refuseNever, refuseOff, scalar, words } from './features';
import { imageMistake } from './image-reference';
import { judgeProbes } from './probes';
import { judgeSecurity } from './security';
import type { Volumes } from './volumes';
import { judgeMounts } from './volumes';
import { record } from '../../../manifest';
import type { Report } from '../../../report';

const NEVER = words('lifecycle resizePolicy restartPolicy restartPolicyRules stdin stdinOnce tty volumeDevices');
const OF_KNATIVE = new Set(['K_SERVICE', 'K_CONFIGURATION', 'K_REVISION']);
const PORTS = new Set([8008, 8012, 8013, 8022, 9090, 9091]);
const NO_PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];

/** Which part a container has in the pod: the one that serves, one beside it, one before it. */
export type Part = 'serving' | 'sidecar' | 'init';

/** The containers of a revision: one of them has the one port. */
export function judgeContainers(spec: Record<string, any>, path: string, volumes: Volumes, features: Features, report: Report): void {
  const containers: unknown[] = Array.isArray(spec.containers) ? spec.containers : [];
  const initContainers: unknown[] = Array.isArray(spec.initContainers) ? spec.initContainers : [];
  if (containers.length === 0 && (spec.containers === undefined || Array.isArray(spec.containers))) {
    report.refuse('KNATIVE_CONTAINER', `${path}.containers`, spec.containers, 'a revision has at least one container');
  }
  const serving = judgePortCount(containers, path, report);
  const names = new Set<unknown>();
  containers.forEach((written, i) => {
    const container = record(written);
    const at = `${path}.containers[${i}]`;
    const sidecar = containers.length > 1 && !hasItems(container.ports);
    judgeContainer(container, at, sidecar ? 'sidecar' : 'serving', volumes, features, report);
    judgeProbes(container, at, sidecar ? undefined : serving, containers.length === 1 || hasItems(container.ports), features, report);
    if (isSet(container.name) && names.has(container.name)) report.refuse('KNATIVE_CONTAINER', `${at}.name`, scalar(container.name), 'another container has this name; rename one of the two');
    names.add(container.name);
  });
  if (!features.has('podspec-init-containers')) return;
  initContainers.forEach((written, i) => {
    const container = record(written);
    const at = `${path}.initContainers[${i}]`;
    judgeContainer(container, at, 'init', volumes, features, report);
    for (const name of NO_PROBES) {
      if (container[name] !== undefined && container[name] !== null) report.refuse('KNATIVE_FIELD_FORBIDDEN', `${at}.${name}`, undefined, 'remove it: an init container takes none');
    }
    if (isSet(container.name) && names.has(container.name)) report.refuse('KNATIVE_CONTAINER', `${at}.name`, scalar(container.name), 'a container has this name; rename one of the two');
  });
}

const hasItems = (value: unknown) => Array.isArray(value) && value.length > 0;

/** The name of the port that serves: `http` where it has none. */
function judgePortCount(containers: readonly unknown[], path: string, report: Report): string {
  const all = containers.flatMap((container, i) => {
    const { ports } = record(container);
    return Array.isArray(ports) ? ports.map((port, j) => ({ port: record(port), at: `${path}.containers[${i}].ports[${j}]` })) : [];
  });
  if (all.length === 0 && containers.length > 1) {
    report.refuse('KNATIVE_PORT', `${path}.containers[0].ports`, undefined, 'give one of the containers a port: among several, it is the one that serves');
  }
  for (const { at } of all.slice(1)) report.refuse('KNATIVE_PORT', at, undefined, 'remove it: a revision has one port, over all containers');
  const last = containers.map(container => record(container).ports).filter(hasItems).at(-1);
  return (typeof record(last?.[0]).name === 'string' && record(last?.[0]).name) || 'http';
}

function judgeContainer(container: Record<string, any>, path: string, part: Part, volumes: Volumes, features: Features, report: Report): void {
  refuseNever(container, NEVER, path, 'a container', report);
  if (container.name === 'queue-proxy') report.refuse('KNATIVE_CONTAINER', `${path}.name`, 'queue-proxy', 'Knative adds a container of this name; use another one');
  judgeEnv(container.env, `${path}.env`, part, features, report);
  judgeEnvFrom(container.envFrom, `${path}.envFrom`, report);
  const { image } = container;
  if (image === undefined || image === null || image === '') report.refuse('KNATIVE_IMAGE', `${path}.image`, image ?? undefined, 'a container has an image');
  else if (typeof image === 'string') {
    const mistake = imageMistake(image);
    if (mistake) report.refuse('KNATIVE_IMAGE', `${path}.image`, image, mistake);
  }
  judgePorts(container.ports, `${path}.ports`, part, report);
  refuseNever(record(container.resources), ['claims'], `${path}.resources`, 'resources', report);
  judgeSecurity(container.securityContext, `${path}.securityContext`, features, report);
  const policy = container.terminationMessagePolicy;
  if (typeof policy === 'string' && !['', 'File', 'FallbackToLogsOnError'].includes(policy)) {
    report.refuse('KNATIVE_CONTAINER', `${path}.terminationMessagePolicy`, policy, 'File or FallbackToLogsOnError');
  }
  judgeMounts(container.volumeMounts, `${path}.volumeMounts`, part, volumes, features, report);
}

function judgeEnv(env: unknown, path: string, part: Part, features: Features, report: Report): void {
  if (!Array.isArray(env)) return;
  env.forEach((item, i) => {
    const { name, valueFrom } = record(item);
    const at = `${path}[${i}]`;
    if (name === '') report.refuse('KNATIVE_ENV', `${at}.name`, '', 'a variable has a name');
    else if (OF_KNATIVE.has(name) || (name === 'PORT' && part === 'serving')) report.refuse('KNATIVE_ENV', `${at}.name`, name, 'Knative sets this variable itself; use another name');
    const source = record(valueFrom);
    refuseNever(source, ['fileKeyRef'], `${at}.valueFrom`, 'valueFrom', report);
    for (const field of ['fieldRef', 'resourceFieldRef']) {
      if (isSet(source[field]) && !features.has('podspec-fieldref')) refuseOff(report, 'podspec-fieldref', `${at}.valueFrom.${field}`, undefined);
    }
  });
}

function judgeEnvFrom(envFrom: unknown, path: string, report: Report): void {
  if (!Array.isArray(envFrom)) return;
  envFrom.forEach((item, i) => {
    const { configMapRef, secretRef } = record(item);
    const given = [configMapRef, secretRef].filter(ref => ref !== undefined && ref !== null).length;
    if (given !== 1) report.refuse('KNATIVE_ENV', `${path}[${i}]`, undefined, `${given === 0 ? 'needs' : 'has'} ${given === 0 ? 'one of' : 'both'} configMapRef ${given === 0 ? 'or' : 'and'} secretRef${given === 0 ? '' : '; keep one'}`);
  });
}

function judgePorts(ports: unknown, path: string, part: Part, report: Report): void {
  if (!Array.isArray(ports)) return;
  ports.forEach((item, i) => {
    const { containerPort, protocol, name } = record(item);
    const at = `${path}[${i}]`;
    // Of more than one port, the first is read; the others are refused anyway.
    if (i > 0 && part !== 'init') return;
    refuseNever(record(item), ['hostIP', 'hostPort'], at, 'a port', report);
    if (typeof containerPort === 'number') {
      if (PORTS.has(containerPort)) report.refuse('KNATIVE_PORT', `${at}.containerPort`, containerPort, 'the queue-proxy beside the container has this port; use another one');
      else if (containerPort < 0 || containerPort > 65535) report.refuse('KNATIVE_PORT', `${at}.containerPort`, containerPort, 'from 0 to 65535');
    }
    if (part === 'init') return;
    if (typeof protocol === 'string' && protocol !== '' && protocol !== 'TCP') report.refuse('KNATIVE_PORT', `${at}.protocol`, protocol, 'TCP: Knative serves HTTP and gRPC alone');
    if (typeof name === 'string' && !['', 'h2c', 'http1'].includes(name)) report.refuse('KNATIVE_PORT', `${at}.name`, name, 'h2c for HTTP/2 and gRPC, http1, or none: Knative reads the protocol from it');
  });
}
