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
  readonly readOnlyRootFilesystem: boolean;
}

/**
 * A pod of any workload.
 * @internal
 */
export interface PodModel {
  /** Names of the claims that the workload made. */
  readonly claimName: (storage: Storage) => string | undefined;
  readonly containers: ContainerModel[];
  readonly initContainers?: ContainerModel[];
  readonly labels: Record<string, string>;
  readonly annotations?: Record<string, string>;
  readonly serviceAccountName: string;
  readonly automountToken?: boolean;
  readonly user: number;
  readonly group: number;
  readonly nodeSelector?: Record<string, string>;
  readonly tolerations?: k8s.Toleration[];
  readonly affinity?: k8s.Affinity;
  readonly spread?: k8s.TopologySpreadConstraint[];
  readonly priorityClass?: string;
  readonly imagePullSecrets?: string[];
  readonly restartPolicy?: string;
  readonly gracePeriodSeconds?: number;
}

/**
 * Renders every pod of this library: hardened as Pod Security `restricted`
 * asks, with a read-only root, a writable /tmp, no token, no service links.
 * @internal
 */
export function renderPod(pod: PodModel): k8s.PodTemplateSpec {
  const volumes = new Volumes(pod.claimName);
  const initContainers = (pod.initContainers ?? []).map(c => renderContainer(c, volumes));
  const containers = pod.containers.map(c => renderContainer(c, volumes));
  return {
    metadata: { labels: pod.labels, ...nonEmpty({ annotations: pod.annotations }) },
    spec: {
      automountServiceAccountToken: pod.automountToken ?? false,
      // A Service named like a program's settings would override them: MLFLOW_PORT=tcp://...
      enableServiceLinks: false,
      serviceAccountName: pod.serviceAccountName,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: pod.user,
        runAsGroup: pod.group,
        ...volumes.persistent && { fsGroup: pod.group, fsGroupChangePolicy: 'OnRootMismatch' },
        seccompProfile: { type: 'RuntimeDefault' },
      },
      ...nonEmpty({
        initContainers,
        volumes: volumes.list,
        nodeSelector: pod.nodeSelector,
        tolerations: pod.tolerations,
        affinity: pod.affinity,
        topologySpreadConstraints: pod.spread,
        imagePullSecrets: pod.imagePullSecrets?.map(name => ({ name })),
      }),
      ...pod.priorityClass && { priorityClassName: pod.priorityClass },
      ...pod.restartPolicy && { restartPolicy: pod.restartPolicy },
      ...pod.gracePeriodSeconds !== undefined && { terminationGracePeriodSeconds: pod.gracePeriodSeconds },
      containers,
    },
  };
}

function renderContainer(c: ContainerModel, volumes: Volumes): k8s.Container {
  const mounts = c.mounts.some(m => m.path === '/tmp') ? c.mounts : [...c.mounts, volumes.tmp];
  return {
    name: c.name,
    image: c.image,
    imagePullPolicy: c.imagePullPolicy ?? 'Always',
    ...nonEmpty({ command: c.command, args: c.args, envFrom: c.envFrom, env: c.env, ports: c.ports }),
    ...c.workingDir && { workingDir: c.workingDir },
    ...c.probes,
    ...c.lifecycle && { lifecycle: c.lifecycle },
    resources: c.resources,
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: c.readOnlyRootFilesystem,
    },
    volumeMounts: mounts.map(mount => volumes.mount(mount)),
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
