import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { COORDINATOR, computeFor, kindsFields, ownPorts, podsOf, sharedMemory } from './job-pods';
import type { JobRole, RolePod } from './kinds/kind';
import { checkRayCluster, checkVolcanoQueue } from './kinds/ray/cluster-checks';
import type { RayView } from './kinds/ray/cluster-spec';
import { groupRoles, HEAD_PORTS, headRole, rayClusterField, rayClusterSpec } from './kinds/ray/cluster-spec';
import type { RayClusterProps } from './ray-cluster-props';
import type { IRayCluster } from './ray-cluster-reference';
import { rayRoles } from './ray-roles';
import type { PodBuilder, Problems } from '../core';
import { checkCall, Defaults, imageByTag, literal, networkPolicy, Peer, Platform, QueueSystem, withoutPriority, Workload } from '../core';

/**
 * A Ray cluster that stays: for notebooks, and for many short jobs on the same machines.
 *
 * It makes a RayCluster, its ServiceAccount and a NetworkPolicy. A job runs on it
 * by reference; for one job alone `Framework.ray()` makes a cluster that goes with it.
 *
 * @example
 * const cluster = new RayCluster(research, 'shared', { image: 'rayproject/ray:2.52.0', rayVersion: '2.52.0', workers: 2 });
 * new TrainingJob(research, 'nightly', { framework: Framework.ray({ cluster }), image: 'rayproject/ray:2.52.0', command: ['python', 'nightly.py'] });
 * @see https://docs.ray.io/en/latest/cluster/kubernetes/user-guides/config.html
 */
export class RayCluster extends Workload implements IRayCluster {
  /** A cluster that exists, by name. */
  public static fromRayClusterName(name: string): IRayCluster {
    return { rayClusterName: name };
  }

  /** Name of the RayCluster. */
  public readonly rayClusterName: string;

  /** The NetworkPolicy; undefined if switched off. */
  public readonly networkPolicyObject?: ApiObject;

  private readonly cluster: RayClusterProps;
  private readonly safely: boolean;

  constructor(scope: Construct, id: string, props: RayClusterProps) {
    checkCall('new RayCluster', [scope, id, props]);
    const safe = props.defaults !== Defaults.UPSTREAM;
    super(scope, id, props, {
      apiVersion: 'ray.io/v1', kind: 'RayCluster', app: 'ray-cluster', component: 'training', compute: computeFor(props.accelerator), safe, pods: props,
    });
    this.cluster = props;
    this.safely = safe;
    this.rayClusterName = this.name;
    for (const role of Object.values(rayRoles(props))) {
      role?.volumes?.forEach(mount => this._claim(mount));
      this._claimDevices(role?.deviceClaims);
    }
    const { queue } = props;
    const labels: Record<string, string> = queue?.queueSystem === QueueSystem.KUEUE ? { 'kueue.x-k8s.io/queue-name': queue.queueName }
      : queue ? { 'ray.io/scheduler-name': 'volcano', 'volcano.sh/queue-name': queue.queueName } : {};
    for (const [key, value] of Object.entries(labels)) this.apiObject.metadata.addLabel(key, value);
    if (props.networkPolicy ?? safe) this.networkPolicyObject = this.closeNetwork();
    this._exempt(this.apiObject, [...imageByTag(props.image), ...withoutPriority(props.priorityClass)]);
  }

  /** @internal */
  public _spec(): any {
    return { suspend: this.cluster.suspend, ...rayClusterSpec(this.view()) };
  }

  /** @internal */
  public _check(problems: Problems): void {
    super._check(problems);
    const { image, workers, queue, placement = [] } = this.cluster;
    problems.image('image', image);
    problems.wholeNumber('COUNT_RANGE', 'workers', workers, 1, 10000, 'from 1 to 10000 pods');
    checkRayCluster(this.view(), [...this._mounts, ...this.cluster.head?.volumes ?? []].map(({ path }) => path), '', problems);
    if (queue?.queueSystem === QueueSystem.KUEUE && !this._platform.kueue) {
      problems.add('PLATFORM_UNSUPPORTED', 'queue', queue.queueName, 'without Kueue nothing reads the label and the cluster starts at once; declare Platform kueue: true');
    }
    checkVolcanoQueue(queue, this._platform, problems);
    const byKueue = placement.find(p => p._isKueue);
    if (byKueue && queue?.queueSystem !== QueueSystem.KUEUE) {
      problems.add('FIELD_IGNORED', 'placement', byKueue._topology, 'Kueue places only what waits in its queues; set `queue`');
    }
    for (const [field, role] of Object.entries(rayRoles(this.cluster))) {
      if (role?.image !== undefined) problems.image(`${field}.image`, role.image);
      if (role?.replicas === undefined) continue;
      if (field.startsWith('groups.')) problems.wholeNumber('COUNT_RANGE', `${field}.replicas`, role.replicas, 0, 10000, 'from 0 to 10000 pods');
      else problems.add('FIELD_IGNORED', `${field}.replicas`, role.replicas, field === 'worker' ? 'set `workers` instead' : 'there is exactly one; leave it out');
    }
    for (const role of [headRole(this.cluster), ...groupRoles(this.cluster, workers)]) if (role.props) this.builderOf(role).check(problems._under(role.field));
    if (this.name.length > 53) problems.add('NAME_TOO_LONG', 'name', this.name, `${this.name.length} characters, at most 53, for the names of pods and Services are made of it; shorten the id or set \`name\``);
  }

  /** @internal */
  public _fieldOf(path: string): string {
    const own = rayClusterField(path.replace(/^spec\./, ''), this.cluster, this.cluster.workers, '');
    return own ?? super._fieldOf(path.replace(/^spec\.[^\s]*\btemplate\.(spec|metadata)\./, 'spec.template.$1.'));
  }

  private view(): RayView {
    const { workers, user, accelerator } = this.cluster;
    return { options: this.cluster, workers, safe: this.safely, user, accelerator, pod: pod => this.podOf(pod) };
  }

  private builderOf({ props, trains, compute = COORDINATOR }: JobRole): PodBuilder {
    const pods = podsOf(this.cluster, props, trains);
    return this._builder(pods, [...this._mounts, ...props?.volumes ?? []], trains ? computeFor(pods.accelerator) : compute);
  }

  private podOf({ role, container, command, args, pod, ports = {} }: RolePod): PodTemplateSpec {
    const { props = {}, trains } = role;
    const builder = this.builderOf(role);
    const several = trains && (this.cluster.accelerator !== undefined || props.accelerator !== undefined);
    return builder.template({
      ...kindsFields(podsOf(this.cluster, props, trains), pod),
      ...Platform.of(this).istio && { labels: { 'sidecar.istio.io/inject': 'false', ...pod?.labels } },
      containers: [builder.container({
        name: container,
        image: props.image ?? this.cluster.image,
        command,
        args,
        defaultEnv: this.safely ? [literal('HOME', '/tmp')] : [],
        ports: ownPorts(ports, props.ports),
        mounts: sharedMemory(undefined, builder, this.safely && several),
      })],
    });
  }

  /** Its own pods, the operator to the dashboard, and jobs and notebooks of the namespace. */
  private closeNetwork(): ApiObject {
    const ingress = [
      { from: Peer.pods(this.selectorLabels), ports: [] },
      { from: Peer.cluster(), ports: [HEAD_PORTS.dashboard] },
      { from: Peer.sameNamespace(), ports: [HEAD_PORTS.client] },
    ];
    return this._child('network', 'networking.k8s.io/v1', 'NetworkPolicy', { body: { spec: networkPolicy(this.selectorLabels, ingress, [{ to: Peer.anywhere() }]) } });
  }
}
