import type { Features } from './features';
import { refuseOff } from './features';
import { record } from '../../../manifest';
import type { Report } from '../../../report';

const HANDLERS = ['httpGet', 'tcpSocket', 'exec', 'grpc'];

/** The probes of a container; `port` is the name of the port that serves, of those beside it undefined. */
export function judgeProbes(
  container: Record<string, any>, path: string, port: string | undefined, hasDefault: boolean, features: Features, report: Report,
): void {
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    const probe = container[name];
    if (typeof probe !== 'object' || probe === null || Array.isArray(probe)) continue;
    const at = `${path}.${name}`;
    const readiness = name === 'readinessProbe';
    if (port === undefined && !features.has('multi-container-probing')) {
      // Without a flag only the container with the port is probed; an empty probe is none, but of readiness, which gets a default.
      if (readiness || Object.values(probe).some(value => value !== undefined && value !== null && value !== 0)) refuseOff(report, 'multi-container-probing', at, undefined);
      continue;
    }
    judgeHandler(probe, at, port, readiness && hasDefault, report);
    if (readiness) judgeReadiness(probe, at, report);
  }
}

function judgeHandler(probe: Record<string, any>, path: string, port: string | undefined, hasDefault: boolean, report: Report): void {
  const given = HANDLERS.filter(name => probe[name] !== undefined && probe[name] !== null);
  if (given.length === 0 && !hasDefault) report.refuse('KNATIVE_PROBE', path, undefined, `needs one of ${HANDLERS.join(', ')}`);
  for (const name of given.slice(1)) report.refuse('KNATIVE_PROBE', `${path}.${name}`, undefined, `${given[0]} is there already; keep one of the two`);
  for (const name of ['httpGet', 'tcpSocket']) {
    if (!given.includes(name)) continue;
    const at = record(probe[name]).port;
    // The webhook reads it with Go's types, of which the CRD has none.
    if (typeof at === 'number' && Math.abs(at) >= 2 ** 31) report.refuse('SCHEMA_RANGE', `${path}.${name}.port`, at, 'a whole number of 32 bits');
    if (port === undefined) {
      if (at === undefined || at === null || at === '' || at === 0) report.refuse('KNATIVE_PROBE', `${path}.${name}.port`, at ?? undefined, 'a container without a port of its own needs the port here');
    } else if (typeof at === 'string' && at !== '' && at !== port) {
      report.refuse('KNATIVE_PROBE', `${path}.${name}.port`, at, `the number of the container's port, its name '${port}', or nothing`);
    }
  }
}

/** Numbers of the readiness probe; with a period of 0, which is the default, Knative probes as often as it sees fit. */
function judgeReadiness(probe: Record<string, any>, path: string, report: Report): void {
  const refuse = (name: string, fix: string) => report.refuse('KNATIVE_PROBE', `${path}.${name}`, probe[name], fix);
  const below = (name: string, least: number) => typeof probe[name] === 'number' && probe[name] < least;
  if (below('periodSeconds', 0)) refuse('periodSeconds', 'at least 0');
  if (below('initialDelaySeconds', 0)) refuse('initialDelaySeconds', 'at least 0');
  // Zero stands for the default.
  if (below('successThreshold', 0)) refuse('successThreshold', 'at least 1');
  for (const name of ['failureThreshold', 'timeoutSeconds']) {
    if (probe.periodSeconds) {
      if (below(name, 0)) refuse(name, 'at least 1');
    } else if (probe[name]) refuse(name, 'write periodSeconds, too, or leave this out: without a period Knative probes as often as it sees fit');
  }
}
