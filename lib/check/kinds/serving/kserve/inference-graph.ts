import { warnUnknownMode } from './annotations';
import { knativeFeatures, podFields } from './knative-pod';
import { AUTOSCALER_CLASS, modeOf } from './mode';
import { refuseName } from './names';
import { CLASSES } from './scaling';
import { annotation, maps, nameOf, number, text } from './values';
import type { Manifest } from '../../../manifest';
import { isMap, record } from '../../../manifest';
import { nearest } from '../../../nearest';
import type { Report } from '../../../report';
import type { KindRule, Scene } from '../../../rule';
import { fieldOf } from '../../../schema/cursor';

const ROOT = 'root';
/** Whoever has more has one mistake. */
const MOST_CYCLES = 10;
/** Comparing a name with more would take long. */
const MOST_COMPARED = 100;
const TARGETS = ['nodeName', 'serviceName', 'serviceUrl'];
/** What Knative, and a pod label `isvc.<name>` of KServe, have room for. */
const LONGEST_NAME = { Knative: 63, Standard: 58 };

type Nodes = ReadonlyMap<string, { path: string; map: Record<string, any> }>;

/** KServe 0.20 of an InferenceGraph. */
export const inferenceGraph: KindRule = {
  kinds: ['serving.kserve.io/InferenceGraph'],
  judge(manifest, report, scene) {
    refuseName(manifest, report);
    const spec = record(manifest.spec);
    const nodes: Nodes = new Map(Object.entries(record(spec.nodes)).filter(([, map]) => map !== null)
      .map(([name, map]) => [name, { path: fieldOf(['spec', 'nodes', name]), map: record(map) }]));
    if ((isMap(spec.nodes) || spec.nodes === undefined || spec.nodes === null) && !nodes.has(ROOT)) {
      const near = nodes.size <= MOST_COMPARED ? nearest(ROOT, [...nodes.keys()]) : undefined;
      report.refuse('KSERVE_GRAPH_ROOT', 'spec.nodes', undefined, `name one node '${ROOT}'${near ? `, perhaps '${near}'` : ''}: requests enter there`);
    }
    for (const { path, map } of nodes.values()) {
      refuseSteps(path, map, report);
      refuseWeights(path, map, report);
      warnSteps(path, map, nodes, report);
    }
    warnCycles(nodes, report);
    warnName(manifest, report, scene);
    warnMode(manifest, spec, report, scene);
  },
};

function refuseSteps(path: string, node: Record<string, any>, report: Report): void {
  const names = new Set<string>();
  for (const { path: at, map: step } of maps(node.steps, `${path}.steps`)) {
    const name = text(step.name) ?? '';
    if (name !== '' && names.has(name)) report.refuse('KSERVE_GRAPH_STEP', `${at}.name`, name, 'another name: an earlier step of this node has this one');
    names.add(name);
    const targets = TARGETS.filter(target => (text(step[target]) ?? '') !== '');
    if (targets.length === 0) report.refuse('KSERVE_GRAPH_STEP', at, undefined, `add one of ${TARGETS.join(', ')}: where the request goes`);
    else if (targets.length > 1) report.refuse('KSERVE_GRAPH_STEP', `${at}.${targets[1]}`, step[targets[1]], `keep one of ${targets.join(', ')}: a step has one target`);
  }
}

function refuseWeights(path: string, node: Record<string, any>, report: Report): void {
  if (node.routerType !== 'Splitter') return;
  const steps = maps(node.steps, `${path}.steps`);
  const missing = steps.filter(({ map }) => number(map.weight) === undefined);
  for (const { path: at, map } of missing) {
    if (map.weight === undefined || map.weight === null) report.refuse('KSERVE_GRAPH_WEIGHT', `${at}.weight`, undefined, 'a percentage: every step of a Splitter has one');
  }
  const sum = steps.reduce((total, { map }) => total + (number(map.weight) ?? 0), 0);
  if (missing.length === 0 && sum !== 100) report.refuse('KSERVE_GRAPH_WEIGHT', `${path}.steps`, sum, 'weights whose sum is 100');
  for (const { path: at, map } of steps) {
    if (map.weight < 0) report.warn('KSERVE_GRAPH_WEIGHT', `${at}.weight`, map.weight, 'at least 0: the router counts the weights up, and the steps after it get less');
  }
}

/** What the router trips over when it runs. */
function warnSteps(path: string, node: Record<string, any>, nodes: Nodes, report: Report): void {
  const steps = maps(node.steps, `${path}.steps`);
  if (steps.length === 0 && node.routerType !== 'Splitter') {
    report.warn('KSERVE_GRAPH_STEP', `${path}.steps`, undefined, 'add a step: a node without steps answers nothing');
  }
  steps.forEach(({ path: at, map: step }, i) => {
    const [next, url] = [text(step.nodeName) ?? '', text(step.serviceUrl) ?? ''];
    if (url !== '' && !/^https?:\/\/[^/]/.test(url)) report.warn('KSERVE_GRAPH_STEP', `${at}.serviceUrl`, url, 'a URL that starts with http:// or https://, and names a host: the router can post to no other');
    if (next !== '' && !nodes.has(next)) {
      const names = nodes.size <= MOST_COMPARED ? [...nodes.keys()] : [];
      const near = nearest(next, names);
      report.warn('KSERVE_GRAPH_NODE', `${at}.nodeName`, next, `${near ? `did you mean '${near}'? ` : ''}${nodes.size <= 12 ? `one of ${names.join(', ')}` : 'the name of a node'}: the router answers a request that comes there with an error`);
    }
    if (node.routerType === 'Switch' && (text(step.condition) ?? '') === '') {
      report.warn('KSERVE_GRAPH_CONDITION', `${at}.condition`, undefined, "a GJSON path such as '[@this].#(kind==\"cat\")': without one a step of a Switch is never taken");
    }
    if ((node.routerType === 'Splitter' || node.routerType === 'Ensemble') && (text(step.condition) ?? '') !== '') {
      report.warn('KSERVE_GRAPH_CONDITION', `${at}.condition`, step.condition, `remove it, or use a Switch: a ${node.routerType} reads no conditions`);
    }
    if (node.routerType !== 'Splitter' && step.weight !== undefined && step.weight !== null) {
      report.warn('KSERVE_GRAPH_WEIGHT', `${at}.weight`, step.weight, 'remove it, or use a Splitter: no other node reads weights');
    }
    warnSequence(node.routerType, step, at, i, report);
  });
}

/** `condition` and `data` of a step, which only some nodes read. */
function warnSequence(routerType: unknown, step: Record<string, any>, at: string, index: number, report: Report): void {
  const data = text(step.data) ?? '';
  if (routerType !== 'Sequence') {
    if (data === '$response') report.warn('KSERVE_GRAPH_STEP', `${at}.data`, data, 'remove it: only the steps of a Sequence are sent the response of the one before');
    return;
  }
  if (index === 0 && (text(step.condition) ?? '') !== '') {
    report.warn('KSERVE_GRAPH_CONDITION', `${at}.condition`, step.condition, 'remove it: it asks about the response of the step before, and the first step has none');
  }
  if (index === 0 && data === '$response') report.warn('KSERVE_GRAPH_STEP', `${at}.data`, data, 'remove it: the first step has no response before it');
  else if (!['', '$request', '$response'].includes(data)) {
    report.warn('KSERVE_GRAPH_STEP', `${at}.data`, data, "'$request' or '$response': the router takes anything else for the request");
  }
}

/** Nodes that lead back to themselves: the router follows them until it is killed. */
function warnCycles(nodes: Nodes, report: Report): void {
  let told = 0;
  const done = new Set<string>();
  for (const start of nodes.keys()) {
    if (done.has(start)) continue;
    // The nodes on the way, each with the steps that are left to follow.
    const way = [{ name: start, left: edges(nodes, start) }];
    const open = new Set([start]);
    while (way.length > 0) {
      const last = way[way.length - 1];
      const edge = last.left.pop();
      if (!edge) {
        open.delete(last.name);
        done.add(last.name);
        way.pop();
      } else if (open.has(edge.to)) {
        if (++told > MOST_CYCLES) return;
        const round = way.slice(way.findIndex(one => one.name === edge.to)).map(one => one.name);
        const shown = round.length > 6 ? [...round.slice(0, 5), '...'] : round;
        report.warn('KSERVE_GRAPH_CYCLE', edge.field, edge.to, `lead elsewhere: ${[...shown, edge.to].join(' -> ')} goes round for ever, until the router crashes`);
      } else if (!done.has(edge.to)) {
        open.add(edge.to);
        way.push({ name: edge.to, left: edges(nodes, edge.to) });
      }
    }
  }
}

function edges(nodes: Nodes, name: string): Array<{ to: string; field: string }> {
  const { path, map } = nodes.get(name)!;
  return maps(map.steps, `${path}.steps`).flatMap(step => (typeof step.map.nodeName === 'string' && nodes.has(step.map.nodeName)
    ? [{ to: step.map.nodeName, field: `${step.path}.nodeName` }] : [])).reverse();
}

function warnName(manifest: Manifest, report: Report, scene: Scene): void {
  const { runs } = modeOf(manifest, scene);
  const named = nameOf(manifest);
  const most = runs === 'Standard' || runs === 'Knative' ? LONGEST_NAME[runs] : Infinity;
  if (named && named.name.length > most) {
    report.warn('KSERVE_HOST_TOO_LONG', named.field, named.written, `at most ${most} characters in ${runs} mode: the Service and labels of the router's pods are named after it`);
  }
}

function warnMode(manifest: Manifest, spec: Record<string, any>, report: Report, scene: Scene): void {
  const mode = modeOf(manifest, scene);
  warnUnknownMode(manifest, mode, report);
  const metric = text(spec.scaleMetric);
  if (mode.runs === 'Standard') {
    const autoscaler = annotation(manifest, AUTOSCALER_CLASS);
    if (spec.minReplicas === 0 && (autoscaler ?? 'hpa') === 'hpa') report.warn('KSERVE_SCALE_TO_ZERO', 'spec.minReplicas', 0, 'write 1: an HPA scales the router in Standard mode, and keeps one replica');
    if (metric === 'concurrency' || metric === 'rps') report.warn('KSERVE_MODE_IGNORED', 'spec.scaleMetric', metric, 'cpu or memory: an HPA scales the router in Standard mode, on CPU at 80 % with this');
    if (spec.timeout !== undefined && spec.timeout !== null) report.warn('KSERVE_MODE_IGNORED', 'spec.timeout', spec.timeout, `ignored in ${mode.said}: set routerTimeouts instead`);
    if (autoscaler !== undefined && !CLASSES.includes(autoscaler)) {
      report.warn('KSERVE_AUTOSCALER_CLASS', `metadata.annotations['${AUTOSCALER_CLASS}']`, autoscaler, `one of ${CLASSES.join(', ')}: the controller stops at any other`);
    }
  } else if (mode.runs === 'Knative') {
    if (metric === 'cpu' || metric === 'memory') report.warn('KSERVE_SCALE_METRIC', 'spec.scaleMetric', metric, `concurrency or rps: in ${mode.said} the KPA scales, and Knative refuses ${metric}`);
    const { affinity, nodeSelector, tolerations, nodeName } = spec;
    if (number(spec.timeout) !== undefined && (spec.timeout < 0 || spec.timeout > 600)) {
      report.warn('KSERVE_KNATIVE_BOUNDS', 'spec.timeout', spec.timeout, 'from 0 to 600: Knative refuses more by default (max-revision-timeout-seconds)');
    }
    podFields({ affinity, nodeSelector, tolerations, nodeName }, 'spec', knativeFeatures(scene), report);
  }
  const [min, max] = [number(spec.minReplicas) ?? 1, number(spec.maxReplicas) ?? 0];
  if (max > 0 && min > max) report.warn('KSERVE_REPLICAS', 'spec.maxReplicas', max, `at least minReplicas, which is ${min}`);
  if (min < 0 || max < 0) report.warn('KSERVE_REPLICAS', min < 0 ? 'spec.minReplicas' : 'spec.maxReplicas', min < 0 ? min : max, 'at least 0');
}
