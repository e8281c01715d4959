import { maps, number, text } from './values';
import { isMap, list, record } from '../../../manifest';
import type { Report } from '../../../report';

const GATEWAY = 'spec.router.gateway';
const ROUTE = 'spec.router.route';

/** How requests reach the model. */
export function refuseRouter(spec: Record<string, any>, version: string, report: Report): void {
  const { route, gateway, ingress } = record(spec.router);
  if (!isMap(route)) return;
  const refs = list(record(route.http).refs).length > 0;
  if (isMap(route.http)) {
    if (refs && isMap(route.http.spec)) {
      report.refuse('KSERVE_LLM_ROUTE', `${ROUTE}.http.spec`, undefined, 'keep refs, which name HTTPRoutes of yours, or spec, which KServe makes one of');
    }
    if (refs && isMap(gateway) && list(gateway.refs).length === 0) {
      report.refuse('KSERVE_LLM_ROUTE', `${ROUTE}.http.refs`, undefined, `remove ${GATEWAY} or give it refs: routes of yours do not hang on the gateway that KServe manages`);
    }
    const parents = maps(record(route.http.spec).parentRefs, `${ROUTE}.http.spec.parentRefs`);
    const gateways = maps(record(gateway).refs, `${GATEWAY}.refs`);
    if (isMap(route.http.spec) && parents.length > 0 && gateways.length > 0) {
      if (version === 'v1alpha1') {
        report.refuse('KSERVE_LLM_ROUTE', `${ROUTE}.http.spec.parentRefs`, undefined, `remove it: the parents of the route are ${GATEWAY}.refs`);
      } else if (!sameGateways(parents, gateways)) {
        report.refuse('KSERVE_LLM_ROUTE', `${ROUTE}.http.spec.parentRefs`, undefined, `remove it, or write the gateways of ${GATEWAY}.refs with their namespaces and section names: both say where the route hangs`);
      }
    }
  }
  refuseTraffic(route, isMap(ingress), refs && isMap(route.http), report);
}

function sameGateways(parents: ReturnType<typeof maps>, gateways: ReturnType<typeof maps>): boolean {
  const keys = (refs: ReturnType<typeof maps>) => refs.map(({ map }) => JSON.stringify([text(map.namespace) ?? '', text(map.name) ?? '', text(map.sectionName) ?? ''])).sort().join();
  return keys(parents) === keys(gateways);
}

/** `group` and `weight` split traffic between services of one group. */
function refuseTraffic(route: Record<string, any>, ingress: boolean, refs: boolean, report: Report): void {
  const [group, weight] = [text(route.group), number(route.weight)];
  if (group === undefined && weight === undefined) return;
  if (ingress) {
    report.refuse('KSERVE_LLM_TRAFFIC', group === undefined ? `${ROUTE}.weight` : `${ROUTE}.group`, group ?? weight, 'remove it, or router.ingress: traffic is split between HTTPRoutes alone');
  } else if (group === undefined) {
    report.refuse('KSERVE_LLM_TRAFFIC', `${ROUTE}.group`, undefined, 'add it: a weight is a share of the traffic of a group');
  } else if (weight === undefined) {
    report.refuse('KSERVE_LLM_TRAFFIC', `${ROUTE}.weight`, undefined, 'add it: a member of a group has a weight');
  } else if (refs) {
    report.refuse('KSERVE_LLM_TRAFFIC', `${ROUTE}.group`, group, 'remove it, or http.refs: KServe splits the traffic of routes that it makes itself (http: {} or http.spec)');
  }
}

export function refuseSchedulerReplicas(spec: Record<string, any>, report: Report): void {
  const replicas = number(record(record(spec.router).scheduler).replicas);
  if (replicas !== undefined && replicas <= 0) report.refuse('KSERVE_LLM_SCHEDULER', 'spec.router.scheduler.replicas', replicas, 'at least 1: requests go through the scheduler');
}

/** The scheduler, which picks an endpoint, and its configuration. */
export function refuseScheduler(spec: Record<string, any>, report: Report): void {
  refuseSchedulerReplicas(spec, report);
  const { config } = record(record(spec.router).scheduler);
  if (!isMap(config)) return;
  const path = 'spec.router.scheduler.config';
  const inline = config.inline !== undefined && config.inline !== null;
  if (!inline && !isMap(config.ref)) report.refuse('KSERVE_LLM_SCHEDULER', path, undefined, 'add inline, an EndpointPickerConfig, or ref, a key of a ConfigMap');
  else if (inline && isMap(config.ref)) report.refuse('KSERVE_LLM_SCHEDULER', `${path}.ref`, undefined, 'keep inline or ref: a scheduler has one configuration');
  if (isMap(config.inline) && Object.keys(config.inline).length === 0) {
    report.refuse('KSERVE_LLM_SCHEDULER', `${path}.inline`, undefined, 'an EndpointPickerConfig: an empty one is none');
  }
  if (isMap(config.ref) && (text(config.ref.name) ?? '') === '') report.refuse('KSERVE_LLM_SCHEDULER', `${path}.ref.name`, config.ref.name, 'the name of a ConfigMap');
}
