import type { AutoscalerOptions, HeadGroupSpec, RayClusterSpec, WorkerGroupSpec } from '../../../../imports/ray.io';
import type { Accelerator, ComputeDefaults } from '../../../core';
import { computeResources, envVar, givenResources, seconds } from '../../../core';
import type { RayAutoscaling, RayClusterOptions, RayGroup, RayHeadService } from '../../ray-options';
import type { RoleProps } from '../../role-props';
import type { JobRole, JobView, RolePod } from '../kind';

/** A Ray cluster, as a RayJob has one inside and a RayCluster is one. */
export interface RayView {
  readonly options: RayClusterOptions;
  /** As given: without them, and with groups, there is no group of this name. */
  readonly workers?: number;
  readonly safe: boolean;
  readonly user?: number;
  readonly restartPolicy?: string;
  /** That of all pods that train, unless they say another. */
  readonly accelerator?: Accelerator;
  readonly pod: JobView['pod'];
}

/** The prop behind a path below the spec of a cluster; `at` stands before each. */
export function rayClusterField(path: string, options: RayClusterOptions, workers: number | undefined, at: string): string | undefined {
  const head = /^headGroupSpec\.(?!template\.)(.*)$/.exec(path);
  if (head) return `${at}${head[1].replace('rayStartParams', 'headStartParams').replace('resources', 'headLogicalResources').replace(/^labels/, 'headNodeLabels').replace('serviceType', 'headServiceType').replace('enableIngress', 'headIngress')}`;
  const [, index, below] = /^workerGroupSpecs\[(\d+)\]\.(?!template\.)(.*)$/.exec(path) ?? [];
  const role = index === undefined ? undefined : groupRoles(options, workers)[Number(index)];
  if (!role) return CLUSTER_FIELDS[path] && `${at}${CLUSTER_FIELDS[path]}`;
  if (role.field === 'worker') return below === 'replicas' ? 'workers' : `${at}${below.replace('Replicas', 'Workers')}`;
  if (below === 'groupName') return `${at}${role.field}`;
  return `${at}${role.field}.${below.replace('rayStartParams', 'startParams').replace('resources', 'logicalResources').replace(/^labels/, 'nodeLabels').replace('idleTimeoutSeconds', 'idleTimeout')}`;
}

const CLUSTER_FIELDS: Readonly<Record<string, string>> = {
  'enableInTreeAutoscaling': 'autoscaling',
  'autoscalerOptions.idleTimeoutSeconds': 'autoscaling.idleTimeout',
  'rayVersion': 'rayVersion',
};

const HEAD: ComputeDefaults = { cpu: ['1', '2'], memory: ['4Gi', '4Gi'], ephemeralStorage: ['1Gi', '10Gi'] };
const AUTOSCALER: ComputeDefaults = { cpu: ['500m', '500m'], memory: ['512Mi', '512Mi'], ephemeralStorage: ['100Mi', '1Gi'] };

/** Of the user in Ray's images, who owns what runtime environments are installed into. */
const RAY_USER = { user: 1000, group: 100 };

/** What others connect to; the operator asks the dashboard how a job does. */
export const HEAD_PORTS = { 'gcs-server': 6379, 'dashboard': 8265, 'client': 10001 } as const;

export const headRole = ({ head }: RayClusterOptions): JobRole => ({ type: 'head', field: 'head', replicas: 1, props: head, trains: false, compute: HEAD });

/** The group `workers`, then those that the author named. */
export function groupRoles({ worker, groups = {} }: RayClusterOptions, workers: number | undefined): JobRole[] {
  const named = Object.entries(groups).map(([name, props]) => ({ type: name, field: `groups.${name}`, replicas: props.replicas ?? props.minReplicas ?? 1, props, trains: true }));
  if (workers === undefined && named.length > 0) return named;
  return [{ type: 'workers', field: 'worker', replicas: workers ?? 1, props: worker, trains: true }, ...named];
}

export const rayPod = ({ safe, user, restartPolicy }: RayView, props?: RoleProps): RolePod['pod'] => ({
  ...safe && user === undefined && props?.user === undefined && RAY_USER,
  ...(props?.restartPolicy ?? restartPolicy) !== undefined && { restartPolicy: props?.restartPolicy ?? restartPolicy },
});

export function rayClusterSpec(view: RayView): RayClusterSpec {
  const { options, safe } = view;
  const { rayVersion, autoscaling, faultTolerance, auth } = options;
  const head = headGroup(view);
  return {
    rayVersion,
    ...autoscaling && { enableInTreeAutoscaling: true, autoscalerOptions: autoscaler(autoscaling, safe, head) },
    ...faultTolerance && { gcsFaultToleranceOptions: faultTolerance._render() },
    ...auth && { authOptions: { mode: 'token', secretName: auth.secret?.name } },
    headGroupSpec: head,
    workerGroupSpecs: groupRoles(options, view.workers).map(role => workerGroup(view, role)),
  };
}

function headGroup(view: RayView): HeadGroupSpec {
  const { options, safe } = view;
  const { headStartParams, headLogicalResources, headNodeLabels, headServiceType, headService, headIngress, autoscaling } = options;
  const role = headRole(options);
  // Ray counts the head's processors as room for work, unless told.
  const idle = safe && headLogicalResources === undefined ? { 'num-cpus': '0' } : undefined;
  const params = headStartParams || idle ? { ...idle, ...headStartParams } : undefined;
  return {
    ...headServiceType !== undefined && !headService && { serviceType: headServiceType },
    ...headService && { headService: serviceOf(headService, headServiceType) },
    ...headIngress !== undefined && { enableIngress: headIngress },
    rayStartParams: params,
    resources: headLogicalResources,
    labels: headNodeLabels,
    template: view.pod({
      role, container: role.props?.containerName ?? 'ray-head', command: role.props?.command ?? [], args: role.props?.args ?? [], ports: safe ? HEAD_PORTS : {},
      // The autoscaler asks the API server for pods, with rights that KubeRay binds to the ServiceAccount.
      pod: { ...rayPod(view, role.props), ...safe && autoscaling && { automountToken: true } },
    }) as HeadGroupSpec['template'],
  };
}

/** Machines of a slice of TPUs, each of which takes a pod. */
export const hostsOf = (view: Pick<RayView, 'accelerator'>, props: RoleProps | undefined): number => (props?.accelerator ?? view.accelerator)?.hosts ?? 1;

function workerGroup(view: RayView, role: JobRole): WorkerGroupSpec {
  const { options, safe } = view;
  const own = role.field === 'worker';
  const hosts = hostsOf(view, role.props);
  const slices = (pods: number | undefined) => pods && Math.ceil(pods / hosts);
  const group: RayGroup = own ? {
    ...role.props, replicas: slices(view.workers) ?? (safe ? 1 : undefined), minReplicas: slices(options.minWorkers),
    maxReplicas: slices(options.maxWorkers),
  } : role.props ?? {};
  const replicas = group.replicas ?? (own ? slices(role.replicas) : safe ? role.replicas : undefined);
  const fixed = safe ? replicas : undefined;
  const bounds = { minReplicas: group.minReplicas ?? (options.autoscaling ? (safe ? 0 : undefined) : fixed), maxReplicas: group.maxReplicas ?? fixed };
  return {
    groupName: role.type,
    replicas,
    ...bounds as { minReplicas: number; maxReplicas: number },
    numOfHosts: group.numOfHosts ?? (hosts > 1 ? hosts : undefined),
    rayStartParams: group.startParams,
    resources: group.logicalResources,
    labels: group.nodeLabels,
    idleTimeoutSeconds: group.idleTimeout && seconds(group.idleTimeout),
    template: view.pod({
      role, container: role.props?.containerName ?? 'ray-worker', command: role.props?.command ?? [], args: role.props?.args ?? [], pod: rayPod(view, role.props),
    }) as WorkerGroupSpec['template'],
  };
}

function serviceOf({ name, labels, annotations, ports }: RayHeadService, type: string | undefined): HeadGroupSpec['headService'] {
  return {
    metadata: { name, labels, annotations },
    spec: { type: type as 'ClusterIP' | undefined, ...ports && { ports: Object.entries(ports).map(([port, number]) => ({ name: port, port: number, targetPort: number })) } },
  };
}

/** What the head mounts. */
const mountsOf = (head: HeadGroupSpec) => head.template.spec?.containers[0].volumeMounts ?? [];

function autoscaler(autoscaling: RayAutoscaling, safe: boolean, head: HeadGroupSpec): AutoscalerOptions {
  const { version, upscalingMode, idleTimeout, image, imagePullPolicy, resources, env, headVolumes = [] } = autoscaling;
  const mounts = mountsOf(head).filter(({ mountPath }) => headVolumes.includes(mountPath));
  const compute = safe ? computeResources(resources, AUTOSCALER) : givenResources(resources);
  return {
    version,
    upscalingMode,
    idleTimeoutSeconds: idleTimeout && seconds(idleTimeout),
    image,
    imagePullPolicy,
    ...env && { env: Object.entries(env).map(([name, value]) => envVar(name, value)) as AutoscalerOptions['env'] },
    ...mounts.length > 0 && { volumeMounts: mounts },
    ...Object.keys(compute).length > 0 && { resources: compute as AutoscalerOptions['resources'] },
    ...safe && { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } },
  };
}
