import { Size } from 'cdk8s';
import type * as k8s from 'kubernetes-types/core/v1';
import type { Mount } from './storage';
import { Storage } from './storage';

/**
 * A container, before the pod around it is known.
 * @internal
 */
export interface ContainerModel {
  readonly name: string;
  readonly image: string;
  readonly imagePullPolicy?: string;
  readonly command?: string[];
  readonly args?: string[];
  readonly workingDir?: string;
  readonly env?: k8s.EnvVar[];
  readonly envFrom?: k8s.EnvFromSource[];
  readonly ports?: k8s.ContainerPort[];
  readonly resources?: k8s.ResourceRequirements;
  readonly probes?: Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'>;
  readonly lifecycle?: k8s.Lifecycle;
  readonly mounts: Mount[];
  readonly readOnlyRootFilesystem?: boolean;
  readonly capabilities?: string[];
  readonly privileged?: boolean;
  readonly user?: number;
  readonly group?: number;
  readonly restartPolicy?: string;
}

/**
 * A pod of any workload.
 * @internal
 */
export interface PodModel {
  /** Whether the pod gets what Pod Security `restricted` asks, beyond what was asked for. */
  readonly hardened: boolean;
  /** Names of the claims that the workload made. */
  readonly claimName: (storage: Storage) => string | undefined;
  readonly containers: ContainerModel[];
  readonly initContainers?: ContainerModel[];
  readonly labels: Record<string, string>;
  readonly annotations?: Record<string, string>;
  readonly serviceAccountName?: string;
  readonly automountToken?: boolean;
  readonly user?: number;
  readonly group?: number;
  readonly nodeSelector?: Record<string, string>;
  readonly tolerations?: k8s.Toleration[];
  readonly affinity?: k8s.Affinity;
  readonly spread?: k8s.TopologySpreadConstraint[];
  readonly priorityClass?: string;
  readonly imagePullSecrets?: string[];
  readonly restartPolicy?: string;
  readonly gracePeriodSeconds?: number;
  readonly schedulerName?: string;
  readonly runtimeClass?: string;
  readonly hostNetwork?: boolean;
  readonly hostIpc?: boolean;
  readonly hostPid?: boolean;
  readonly shareProcessNamespace?: boolean;
  readonly fsGroup?: number;
  readonly resourceClaims?: k8s.PodResourceClaim[];
  readonly serviceLinks?: boolean;
  readonly dnsPolicy?: string;
  readonly hostname?: string;
  readonly subdomain?: string;
}

/**
 * Renders every pod of this library: hardened as Pod Security `restricted`
 * asks, with a read-only root, a writable /tmp, no token, no service links;
 * or, where the author wants the cluster's own defaults, only what was said.
 * @internal
 */
export function renderPod(pod: PodModel): k8s.PodTemplateSpec {
  const volumes = new Volumes(pod.claimName);
  const initContainers = (pod.initContainers ?? []).map(c => renderContainer(c, volumes, pod.hardened));
  const containers = pod.containers.map(c => renderContainer(c, volumes, pod.hardened));
  const automountToken = pod.automountToken ?? (pod.hardened ? false : undefined);
  const metadata = nonEmpty({ labels: pod.labels, annotations: pod.annotations });
  return {
    ...nonEmpty({ metadata }),
    spec: {
      ...automountToken !== undefined && { automountServiceAccountToken: automountToken },
      // A Service named like a program's settings would override them: MLFLOW_PORT=tcp://...
      ...(pod.serviceLinks !== undefined || pod.hardened) && { enableServiceLinks: pod.serviceLinks ?? false },
      ...pod.serviceAccountName !== undefined && { serviceAccountName: pod.serviceAccountName },
      ...nonEmpty({
        securityContext: podSecurity(pod, volumes.persistent),
        initContainers,
        volumes: volumes.list,
        nodeSelector: pod.nodeSelector,
        tolerations: pod.tolerations,
        affinity: pod.affinity,
        topologySpreadConstraints: pod.spread,
        resourceClaims: pod.resourceClaims,
        imagePullSecrets: pod.imagePullSecrets?.map(name => ({ name })),
      }),
      ...pod.priorityClass && { priorityClassName: pod.priorityClass },
      ...pod.restartPolicy && { restartPolicy: pod.restartPolicy },
      ...pod.gracePeriodSeconds !== undefined && { terminationGracePeriodSeconds: pod.gracePeriodSeconds },
      ...pod.schedulerName !== undefined && { schedulerName: pod.schedulerName },
      ...pod.runtimeClass !== undefined && { runtimeClassName: pod.runtimeClass },
      ...pod.hostNetwork !== undefined && { hostNetwork: pod.hostNetwork },
      ...pod.hostNetwork && pod.hardened && { dnsPolicy: 'ClusterFirstWithHostNet' },
      ...pod.dnsPolicy !== undefined && { dnsPolicy: pod.dnsPolicy },
      ...pod.hostIpc !== undefined && { hostIPC: pod.hostIpc },
      ...pod.hostPid !== undefined && { hostPID: pod.hostPid },
      ...pod.shareProcessNamespace !== undefined && { shareProcessNamespace: pod.shareProcessNamespace },
      ...pod.hostname !== undefined && { hostname: pod.hostname },
      ...pod.subdomain !== undefined && { subdomain: pod.subdomain },
      containers,
    },
  };
}

function podSecurity({ hardened, user, group, fsGroup }: PodModel, persistent: boolean): k8s.PodSecurityContext {
  return {
    ...hardened && { runAsNonRoot: true },
    ...user !== undefined && { runAsUser: user },
    ...group !== undefined && { runAsGroup: group },
    ...fsGroup !== undefined && { fsGroup },
    ...hardened && persistent && { fsGroup: fsGroup ?? group, fsGroupChangePolicy: 'OnRootMismatch' },
    ...hardened && { seccompProfile: { type: 'RuntimeDefault' } },
  };
}

function renderContainer(c: ContainerModel, volumes: Volumes, hardened: boolean): k8s.Container {
  const mounts = !hardened || c.mounts.some(m => m.path === '/tmp') ? c.mounts : [...c.mounts, volumes.tmp];
  return {
    name: c.name,
    image: c.image,
    imagePullPolicy: c.imagePullPolicy ?? (hardened ? 'Always' : undefined),
    ...nonEmpty({
      command: c.command, args: c.args, envFrom: c.envFrom, env: c.env, ports: c.ports, resources: c.resources, securityContext: containerSecurity(c, hardened),
    }),
    ...c.workingDir && { workingDir: c.workingDir },
    ...c.restartPolicy !== undefined && { restartPolicy: c.restartPolicy },
    ...c.probes,
    ...c.lifecycle && { lifecycle: c.lifecycle },
    ...nonEmpty({ volumeMounts: mounts.map(mount => volumes.mount(mount)) }),
  };
}

function containerSecurity({ privileged, capabilities = [], readOnlyRootFilesystem, user, group }: ContainerModel, hardened: boolean): k8s.SecurityContext {
  const add = capabilities.length > 0 ? { add: capabilities } : {};
  return {
    // A privileged process has all of it anyway, and the API server refuses the contradiction.
    ...hardened && !privileged && { allowPrivilegeEscalation: false },
    ...(hardened || capabilities.length > 0) && { capabilities: { ...hardened && { drop: ['ALL'] }, ...add } },
    ...readOnlyRootFilesystem !== undefined && { readOnlyRootFilesystem },
    ...privileged !== undefined && { privileged },
    ...user !== undefined && { runAsUser: user },
    ...group !== undefined && { runAsGroup: group },
  };
}

/** The volumes of one pod: one for each Storage, however often it is mounted. */
class Volumes {
  public readonly list: k8s.Volume[] = [];
  public readonly tmp = Storage.scratch(Size.gibibytes(1)).at('/tmp');
  /** Whether a volume needs the group of the pod to be writable. */
  public persistent = false;
  private readonly names = new Map<Storage, string>();

  constructor(private readonly claimName: PodModel['claimName']) {}

  public mount(mount: Mount): k8s.VolumeMount {
    let name = this.names.get(mount.storage);
    if (name === undefined) {
      name = this.unused(mount._volumeName);
      this.names.set(mount.storage, name);
      const volume = mount._volume(name, this.claimName(mount.storage));
      this.persistent ||= volume.persistentVolumeClaim !== undefined;
      this.list.push(volume);
    }
    return mount._mount(name);
  }

  private unused(wanted: string): string {
    const taken = new Set(this.names.values());
    if (!taken.has(wanted)) return wanted;
    for (let n = 2; ; n++) if (!taken.has(`${wanted}-${n}`)) return `${wanted}-${n}`;
  }
}

/**
 * The entries that say something: no empty lists and maps in the YAML.
 * @internal
 */
export function nonEmpty<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) =>
    value !== undefined && (Array.isArray(value) ? value.length > 0 : Object.keys(value as object).length > 0))) as Partial<T>;
}
