import { isAbsent, isMap, list } from '../../../manifest';
import type { Teller } from '../values';
import { atLeast, between } from '../values';
import { judgePort, judgePortReference } from './ports';

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const HOOKS = ['exec', 'httpGet', 'tcpSocket', 'sleep'];
const HEADER = /^[-A-Za-z0-9]+$/;

/** The three probes of a container. */
export function judgeProbes(report: Teller, container: Record<string, any>, at: string): void {
  for (const kind of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    if (isMap(container[kind])) judgeProbe(report, container[kind], kind, `${at}.${kind}`);
  }
}

function judgeProbe(report: Teller, probe: Record<string, any>, kind: string, at: string): void {
  judgeHandler(report, probe, HANDLERS, at);
  for (const key of ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'failureThreshold', 'successThreshold']) atLeast(report, probe, key, 0, at);
  if (kind === 'readinessProbe') {
    if (!isAbsent(probe.terminationGracePeriodSeconds)) {
      report.refuse('FIELD_NOT_ALLOWED', `${at}.terminationGracePeriodSeconds`, probe.terminationGracePeriodSeconds, 'a readiness probe ends no container');
    }
    return;
  }
  const { successThreshold } = probe;
  if (typeof successThreshold === 'number' && successThreshold > 1) report.refuse('VALUE_OUT_OF_RANGE', `${at}.successThreshold`, successThreshold, '1, or left out: more is for readiness probes');
  atLeast(report, probe, 'terminationGracePeriodSeconds', 1, at);
}

/** Hooks after the start and before the end; `grace` is how long the pod may take to end. */
export function judgeLifecycle(report: Teller, lifecycle: unknown, grace: unknown, at: string): void {
  if (!isMap(lifecycle)) return;
  if (!isAbsent(lifecycle.stopSignal)) report.warn('FEATURE_OFF', `${at}.stopSignal`, lifecycle.stopSignal, 'its feature gate is off by default, and the field is dropped');
  for (const key of ['postStart', 'preStop']) {
    const hook = lifecycle[key];
    if (!isMap(hook)) continue;
    judgeHandler(report, hook, HOOKS, `${at}.${key}`);
    if (isMap(hook.sleep)) between(report, hook.sleep, 'seconds', 0, typeof grace === 'number' ? Math.max(grace, 0) : 30, `${at}.${key}.sleep`);
  }
}

function judgeHandler(report: Teller, handler: Record<string, any>, kinds: readonly string[], at: string): void {
  let found: string | undefined;
  for (const kind of kinds) {
    const action = handler[kind];
    if (isAbsent(action)) continue;
    if (found) report.refuse('NOT_EXACTLY_ONE', `${at}.${kind}`, undefined, `${found} is given too: keep one of the two`);
    found ??= kind;
    if (isMap(action)) judgeAction(report, kind, action, `${at}.${kind}`);
  }
  if (!found) report.refuse('NOT_EXACTLY_ONE', at, undefined, `say how: one of ${kinds.join(', ')}`);
}

function judgeAction(report: Teller, kind: string, action: Record<string, any>, at: string): void {
  switch (kind) {
    case 'exec':
      if (list(action.command).length === 0) report.refuse('VALUE_MISSING', `${at}.command`, undefined, 'the program to run, and its arguments');
      break;
    case 'httpGet':
      judgePortReference(report, action.port, `${at}.port`);
      list(action.httpHeaders).forEach((header, i) => {
        if (typeof header?.name === 'string' && header.name !== '' && !HEADER.test(header.name)) report.refuse('NAME_INVALID', `${at}.httpHeaders[${i}].name`, header.name, 'a header is letters, digits and -');
      });
      break;
    case 'tcpSocket':
      judgePortReference(report, action.port, `${at}.port`);
      break;
    case 'grpc':
      judgePort(report, action.port, `${at}.port`);
      break;
    default:
  }
}
