import { SERVING_CONTAINER } from './components';
import { refuseGpus } from './gpu';
import { refusePythonPath } from './implementation';
import { refuseComputed, refuseWorkers } from './multi-node';
import type { Format, Runtime } from './runtimes';
import { SHIPPED, runtimeOf } from './runtimes';
import { maps, number, text } from './values';
import type { Manifest } from '../../../manifest';
import { isMap, record } from '../../../manifest';
import type { Objects } from '../../../objects';
import type { Problem } from '../../../problem';
import { Report } from '../../../report';
import type { KindRule } from '../../../rule';

const NAMESPACED = 'serving.kserve.io/ServingRuntime';
const CLUSTER = 'serving.kserve.io/ClusterServingRuntime';
const WORKER_CONTAINER = 'worker-container';

/** What the webhook looks at in a runtime by itself. */
function refuseSpec(spec: Record<string, any>, report: Report): void {
  const replicas = number(spec.replicas);
  if (replicas !== undefined && (replicas < 0 || replicas > 65535)) report.refuse('KSERVE_REPLICAS', 'spec.replicas', replicas, 'from 0 to 65535');
  if (spec.disabled === true) return;
  refusePythonPath(spec.containers, 'spec.containers', report);
  if (!isMap(spec.workerSpec)) return;
  const { workerSpec } = spec;
  refusePythonPath(workerSpec.containers, 'spec.workerSpec.containers', report);
  refuseWorkers(workerSpec, 'spec.workerSpec', report);
  const workers = maps(workerSpec.containers, 'spec.workerSpec.containers');
  if (Array.isArray(workerSpec.containers) && workers.length === 0) {
    report.refuse('KSERVE_MULTI_NODE', 'spec.workerSpec.containers', undefined, `add the container ${WORKER_CONTAINER}: the webhook fails without one`);
  }
  const serving = maps(spec.containers, 'spec.containers').filter(({ map }) => map.name === SERVING_CONTAINER);
  for (const { path, map } of serving) refuseComputed(map, path, report);
  const gpus = { given: text(record(spec.annotations)['serving.kserve.io/gpu-resource-types']), field: "spec.annotations['serving.kserve.io/gpu-resource-types']" };
  refuseGpus([...serving, ...workers.slice(0, 1).filter(({ map }) => map.name === WORKER_CONTAINER)], gpus, report);
}

/** Two priorities for one format within a runtime: the second place of the first such format. */
function contradiction(formats: readonly Format[]): { index: number; first: number } | undefined {
  const priorities = new Map<string, number | undefined>();
  for (const [index, { name, auto, priority }] of formats.entries()) {
    if (!auto) continue;
    if (!priorities.has(name)) priorities.set(name, priority);
    else {
      const first = priorities.get(name);
      if (first !== undefined && priority !== undefined && first !== priority) return { index, first };
    }
  }
  return undefined;
}

/** Runtimes that are there already, by what two of them may not share. */
class Taken {
  private readonly runtimes = new Map<string, string[]>();
  private count = 0;

  public get any(): boolean {
    return this.count > 0;
  }

  public add(runtime: Runtime): void {
    this.count++;
    if (runtime.disabled) return;
    for (const key of keysOf(runtime).flatMap(({ keys }) => keys)) this.runtimes.set(key, [...this.runtimes.get(key) ?? [], runtime.name]);
  }

  /** Another runtime with the same format, version, protocol and priority. */
  public clash(runtime: Runtime): { index: number; name: string } | undefined {
    for (const { index, keys } of keysOf(runtime)) {
      const name = keys.flatMap(key => this.runtimes.get(key) ?? []).find(other => other !== runtime.name);
      if (name !== undefined) return { index, name };
    }
    return undefined;
  }
}

const keysOf = ({ formats, protocols, multiModel }: Runtime) => formats.flatMap(({ name, version, auto, priority }, index) => (auto && priority !== undefined
  ? [{ index, keys: protocols.map(protocol => JSON.stringify([name.toLowerCase(), version ?? null, priority, protocol, multiModel])) }] : []));

/** The runtimes of one namespace, or of the cluster, and what each met when it came. */
interface Order {
  readonly taken: Taken;
  readonly met: Map<Manifest, { clash?: { index: number; name: string }; others: boolean }>;
}

const ORDERS = new WeakMap<Objects, Map<string, Order>>();

const placeOf = ({ kind, metadata }: Manifest) => (kind === 'ClusterServingRuntime' ? '' : `${metadata.namespace ?? ''}/`);

/** Goes through the runtimes in the order of the input, as they reach the webhook; one that it refuses does not get in. */
function ordersOf(objects: Objects): Map<string, Order> {
  const known = ORDERS.get(objects);
  if (known) return known;
  const orders = new Map<string, Order>();
  ORDERS.set(objects, orders);
  for (const manifest of [...objects.all(NAMESPACED), ...objects.all(CLUSTER)]) {
    const place = placeOf(manifest);
    const order = orders.get(place) ?? { taken: new Taken(), met: new Map() };
    orders.set(place, order);
    const spec = record(manifest.spec);
    const runtime = runtimeOf(manifest.metadata.name ?? '', spec);
    const clash = order.taken.clash(runtime);
    const others = order.taken.any;
    order.met.set(manifest, { clash, others });
    const found: Problem[] = [];
    refuseSpec(spec, new Report('', found));
    const refused = found.length > 0 || (!runtime.disabled && (clash !== undefined || (others && contradiction(runtime.formats) !== undefined)));
    if (!refused) order.taken.add(runtime);
  }
  return orders;
}

/** The shipped ones are in most clusters, but nobody says so. */
const SHIPPED_TAKEN = new Taken();
for (const runtime of SHIPPED) SHIPPED_TAKEN.add(runtime);

/** KServe 0.20 of a ServingRuntime or ClusterServingRuntime. */
export const servingRuntime: KindRule = {
  kinds: [NAMESPACED, CLUSTER],
  judge(manifest, report, { objects }) {
    const spec = record(manifest.spec);
    refuseSpec(spec, report);
    const runtime = runtimeOf(manifest.metadata.name ?? '', spec);
    if (!runtime.disabled) judgePriorities(runtime, manifest, objects, report);
    warnContainers(spec, report);
  },
};

function judgePriorities(runtime: Runtime, manifest: Manifest, objects: Objects, report: Report): void {
  const met = ordersOf(objects).get(placeOf(manifest))?.met.get(manifest);
  const tell = (certain: boolean, index: number, fix: string) => {
    const field = `spec.supportedModelFormats[${index}].priority`;
    const { priority } = runtime.formats[index];
    if (certain) report.refuse('KSERVE_RUNTIME_PRIORITY', field, priority, fix);
    else report.warn('KSERVE_RUNTIME_PRIORITY', field, priority, fix);
  };
  const twice = contradiction(runtime.formats);
  if (twice) {
    const when = met?.others ? '' : ', and is refused as soon as another one is there';
    tell(met?.others === true, twice.index, `${twice.first}, as for the first ${runtime.formats[twice.index].name}: a runtime has one priority for a format${when}`);
  }
  const clash = met?.clash;
  const shipped = clash || manifest.kind !== 'ClusterServingRuntime' ? undefined : SHIPPED_TAKEN.clash(runtime);
  if (clash) tell(true, clash.index, `another priority: runtime '${clash.name}' has this one for the same format, version and protocol`);
  else if (shipped) tell(false, shipped.index, `another priority: '${shipped.name}', which KServe ships, has this one for the same format, version and protocol`);
}

function warnContainers(spec: Record<string, any>, report: Report): void {
  const names = maps(spec.containers, '').map(({ map }) => map.name);
  // ModelMesh names its containers otherwise.
  if (!names.includes(SERVING_CONTAINER) && Array.isArray(spec.containers) && spec.multiModel !== true) {
    report.warn('KSERVE_CONTAINER_NAME', names.length > 0 ? 'spec.containers[0].name' : 'spec.containers', names[0], `name the serving container ${SERVING_CONTAINER}: KServe merges the model into that one, and fails without it`);
  }
  const workers = maps(record(spec.workerSpec).containers, '').map(({ map }) => map.name);
  if (workers.length === 1 && workers[0] !== WORKER_CONTAINER) {
    report.warn('KSERVE_CONTAINER_NAME', 'spec.workerSpec.containers[0].name', workers[0], `name it ${WORKER_CONTAINER}: KServe looks for that name`);
  }
}
