import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { SeldonComponent } from './component';
import type { SeldonNode } from './node';
import type { SeldonServedContainer } from './node-container';
import type { SeldonPredictor } from './predictor';
import type { SeldonDeploymentComponentSpec } from '../../../imports/machinelearning.seldon.io';
import type { ComputeDefaults, JobPodProps, Mount, PodBuilder, Problems } from '../../core';
import { seconds } from '../../core';

/** Requests and limits of a node's container that says none. */
export const NODE_COMPUTE: ComputeDefaults = { cpu: ['250m', '2'], memory: ['1Gi', '2Gi'], ephemeralStorage: ['1Gi', '4Gi'] };

/** The user of Seldon's own images, which the operator sets where nothing is said. */
const SELDON_USER = 8888;

const UNCLAIMED = 'no template is made for pods of Seldon; use DeviceClaim.existingTemplate(...)';

/** What a deployment tells of itself to those who build its pods. */
export interface Surroundings {
  readonly safe: boolean;
  /** What is the same in all of its pods. */
  readonly shared: JobPodProps;
  builder(pods: JobPodProps, mounts: readonly Mount[]): PodBuilder;
}

/** A component, and the nodes whose containers it has. */
interface Placed {
  readonly said: SeldonComponent;
  readonly nodes: readonly SeldonNode[];
  /** Its place in `components`; undefined for one that nobody wrote. */
  readonly index?: number;
}

/** The pods of one predictor. */
export class PredictorPods {
  private readonly placed: Placed[];

  constructor(private readonly predictor: SeldonPredictor, private readonly around: Surroundings) {
    const { components = [], graph } = predictor;
    const named = new Set(components.flatMap(({ nodes }) => (nodes ?? []).map(({ nodeName }) => nodeName)));
    const left = unique(graph._all).filter(node => !named.has(node.nodeName));
    const takers = components.findIndex(({ nodes }) => nodes === undefined);
    this.placed = components.map((said, index) => ({ said, nodes: said.nodes ?? (index === takers ? left : []), index }));
    const rest = { said: {}, nodes: left };
    if (takers < 0 && left.some(node => this.hasContainer(node, rest))) this.placed.push(rest);
  }

  /** Volumes of all containers. */
  public get mounts(): Mount[] {
    return this.placed.flatMap(placed => [...this.nodesOf(placed).flatMap(node => node._container?.volumes ?? []), ...beside(placed.said)]);
  }

  public render(): SeldonDeploymentComponentSpec[] {
    return this.placed.map(placed => {
      const { name, replicas, autoscaling, disruptionBudget } = placed.said;
      const { metadata, spec } = this.template(placed);
      return {
        ...(metadata ?? name) !== undefined && { metadata: { name, ...metadata } },
        spec,
        replicas,
        ...autoscaling?._manifest,
        ...disruptionBudget && { pdbSpec: disruptionBudget._manifest },
      };
    });
  }

  public check(problems: Problems): void {
    const { components = [], graph, name } = this.predictor;
    const known = new Set(graph._all.map(({ nodeName }) => nodeName));
    const seen = new Set<string>();
    components.forEach(({ nodes }, i) => {
      const field = `predictors '${name}' components[${i}]`;
      for (const { nodeName } of nodes ?? []) {
        if (!known.has(nodeName)) problems.add('SELDON_NODE', `${field} nodes`, nodeName, 'it is not in the graph of this predictor; add it there');
        else if (seen.has(nodeName)) problems.add('SELDON_NODE', `${field} nodes`, nodeName, 'another component has it; a node runs in one');
        seen.add(nodeName);
      }
    });
    const takers = components.filter(({ nodes }) => nodes === undefined).length;
    if (takers > 1) problems.add('ALTERNATIVES_CONFLICT', `predictors '${name}' components`, `${takers} without nodes`, 'one gets what is left; name `nodes` of the others');
    for (const { nodeName } of repeated(graph._all)) problems.add('SELDON_NODE', `predictors '${name}' graph`, nodeName, 'two nodes of different making have this name; rename one of the two');
    for (const placed of this.placed) this.checkComponent(placed, problems);
  }

  /** The prop behind a path below a component. */
  public fieldOf(index: number, path: string, ofPod: (path: string) => string): string {
    const placed = this.placed[index];
    const container = /^spec\.containers\[(\d+)\]\.?(.*)$/.exec(path);
    const node = container && this.nodesOf(placed)[Number(container[1])];
    if (node) return `node '${node.nodeName}' container.${ofPod(container![2])}`.replace(/\.$/, '');
    const field = ofPod(path.replace(/^spec\./, '').replace(/^metadata\.labels/, 'podLabels').replace(/^metadata\.annotations/, 'podAnnotations'))
      .replace(/^(?:hpa|keda)Spec\./, 'autoscaling ').replace(/ReplicaCount$/, 'Replicas').replace(/^pdbSpec\./, 'disruptionBudget ');
    return placed?.index === undefined ? field : `components[${placed.index}].${field}`;
  }

  private checkComponent(placed: Placed, problems: Problems): void {
    const { said, index } = placed;
    const where = `predictors '${this.predictor.name}'`;
    const own = problems._under(index === undefined ? where : `${where} components[${index}]`);
    const nodes = this.nodesOf(placed);
    if (index !== undefined && nodes.length === 0) own.add('SELDON_NODE', 'nodes', [], 'none of the graph is left for it; leave the component out');
    const devices = nodes.filter(node => node._container?.accelerator);
    if (devices.length > 1) own.add('ALTERNATIVES_CONFLICT', 'nodes', devices.map(({ nodeName }) => nodeName).join(', '), 'one container of a pod has devices; put them into components of their own');
    this.templateBuilder(placed).check(own);
    own.duration('gracePeriod', said.gracePeriod, 0, 2 ** 31 - 1, 'at most 68 years');
    said.autoscaling?._check(own);
    said.disruptionBudget?._check(own);
    if (said.autoscaling && said.replicas !== undefined) own.add('FIELD_IGNORED', 'replicas', said.replicas, 'the autoscaler decides; leave it out, or `autoscaling`');
    for (const node of nodes) {
      const inNode = problems._under(`${where} node '${node.nodeName}' container`);
      const image = node._container?.image;
      if (image !== undefined) inNode.image('image', image);
      if (node._container?.accelerator?._claims('')?.template) inNode.add('PLATFORM_UNSUPPORTED', 'accelerator', 'claimed devices', UNCLAIMED);
      this.containerBuilder(node).check(inNode);
      for (const mount of node._container?.volumes ?? []) mount._check(inNode, `volumes '${mount.path}'`);
    }
  }

  private template(placed: Placed): PodTemplateSpec {
    return this.templateBuilder(placed).template({
      gracePeriodSeconds: placed.said.gracePeriod && seconds(placed.said.gracePeriod),
      containers: this.nodesOf(placed).map(node => {
        const { image, command, args } = node._container ?? {};
        return this.containerBuilder(node).container({ name: node.nodeName, image: image as string, command, args });
      }),
    });
  }

  private templateBuilder(placed: Placed): PodBuilder {
    const { podLabels, podAnnotations, nodeSelector, tolerations, placement, capacity, priorityClass, sidecars, initContainers } = placed.said;
    const { fsGroup, schedulerName, runtimeClass } = placed.said;
    const nodes = this.nodesOf(placed);
    const user = placed.said.user ?? (this.around.safe && nodes.some(({ _served }) => _served) ? SELDON_USER : undefined);
    return this.around.builder({
      ...this.around.shared, podLabels, podAnnotations, nodeSelector, tolerations, placement, capacity, priorityClass, sidecars, initContainers,
      user, group: placed.said.group, fsGroup, schedulerName, runtimeClass,
      accelerator: nodes.find(node => node._container?.accelerator)?._container?.accelerator,
    }, nodes.flatMap(node => node._container?.volumes ?? []));
  }

  private containerBuilder(node: SeldonNode): PodBuilder {
    const { image: _image, command: _command, args: _args, volumes = [], ...container }: SeldonServedContainer = node._container ?? {};
    // Servers of Seldon unpack environments and caches into their own image.
    const readOnlyRootFilesystem = container.readOnlyRootFilesystem ?? (node._served && this.around.safe ? false : undefined);
    return this.around.builder({ ...container, readOnlyRootFilesystem }, volumes);
  }

  /** Nodes with a container in this pod, in the order of the graph. */
  private nodesOf(placed: Placed): SeldonNode[] {
    return placed ? placed.nodes.filter(node => this.hasContainer(node, placed)) : [];
  }

  /** What the engine is itself has none; what a server of Seldon runs gets one, hardened, or where something is said of its pod. */
  private hasContainer(node: SeldonNode, { index }: Placed): boolean {
    return node._container !== undefined || (node._served && (this.around.safe || index !== undefined));
  }
}

const beside = ({ sidecars = [], initContainers = [] }: SeldonComponent) => [...sidecars, ...initContainers].flatMap(({ volumes }) => volumes ?? []);

/** One node may stand in several places of a graph. */
const unique = (nodes: readonly SeldonNode[]) => [...new Map(nodes.map(node => [node.nodeName, node])).values()];
const repeated = (nodes: readonly SeldonNode[]) => unique(nodes.filter(node => nodes.some(other => other !== node && other.nodeName === node.nodeName)));
