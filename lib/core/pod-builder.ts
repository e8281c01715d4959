import type * as k8s from 'kubernetes-types/core/v1';
import { parseQuantity } from '../check';
import type { AcceleratorScheduling } from './accelerator-device';
import type { AuxiliaryContainer } from './auxiliary-container';
import type { ComputeDefaults } from './compute';
import { computeResources, givenResources } from './compute';
import { addedResources, preStop, probes, toleration } from './container-parts';
import type { DeviceClaims } from './device-claim';
import { checkClaims } from './device-claims';
import { envFrom, envVar, literal } from './env';
import type { JobPodProps } from './job-pod-props';
import { INSTANCE_LABEL } from './naming';
import type { Platform } from './platform';
import type { ContainerModel, PodModel } from './pod';
import { nonEmpty, renderPod } from './pod';
import type { Problems } from './problems';
import type { PodSecurity } from './stack';
import type { Mount } from './storage';
import { Storage } from './storage';

/**
 * What a workload tells of itself to those who build its pods.
 * @internal
 */
export interface PodSurroundings {
  /** Name of the workload. */
  readonly name: string;
  /** The Pod Security Standard of the namespace, where it is known. */
  readonly podSecurity: () => PodSecurity | undefined;
  readonly platform: Platform;
  readonly compute: ComputeDefaults;
  /** Whether pods get what is safe beyond what was asked for. */
  readonly safe: boolean;
  readonly serviceAccountName?: string;
  readonly claimName: (storage: Storage) => string | undefined;
  /** Labels of the pods, `app.kubernetes.io/instance` among them. */
  readonly labels: (instance?: string, component?: string) => Record<string, string>;
  /** Labels by which the pods are found. */
  readonly selector: Record<string, string>;
}

/** What a construct says of its main container; the author's variables replace its defaults. */
type OwnContainer = Omit<ContainerModel, 'mounts' | 'readOnlyRootFilesystem' | 'env'> & { defaultEnv?: k8s.EnvVar[]; env?: k8s.EnvVar[]; mounts?: Mount[] };

/**
 * What a construct says of its pod.
 * @internal
 */
export type OwnPod = Pick<PodModel, 'containers'> & Partial<Omit<PodModel, 'labels' | 'claimName' | 'hardened'>> & {
  readonly labels?: Record<string, string>;
  readonly instance?: string;
  readonly component?: string;
};

/** Compute of containers beside the main one. */
const AUXILIARY: ComputeDefaults = { cpu: ['100m', '1'], memory: ['128Mi', '512Mi'], ephemeralStorage: ['100Mi', '1Gi'] };

/** Compute of containers that fetch data: what they write to the volume counts against theirs. */
const FETCHER: ComputeDefaults = { cpu: ['500m', '2'], memory: ['1Gi', '4Gi'], ephemeralStorage: ['1Gi', '10Gi'] };

/**
 * Builds the pods of one description: containers, devices, storage, identity,
 * hardening, placement. A workload has one, a job one for each of its roles.
 * @internal
 */
export class PodBuilder {
  constructor(private readonly pods: JobPodProps, private readonly around: PodSurroundings, public readonly mounts: readonly Mount[]) {}

  /** Requests and limits of the main container, its devices among them. */
  public resources(): k8s.ResourceRequirements {
    const { safe, platform } = this.around;
    const resources = safe ? computeResources(this.pods.resources, this.withScratch()) : givenResources(this.pods.resources);
    const extra = addedResources(this.pods.accelerator?._resources(platform.cloud), this.pods.interconnect?._resources());
    if (Object.keys(extra).length > 0) {
      for (const side of ['requests', 'limits'] as const) resources[side] = { ...resources[side], ...extra };
    }
    const claims = this.claims()?.container;
    return claims ? { ...resources, claims } as k8s.ResourceRequirements : resources;
  }

  /** The main container: what the props say, under what the construct adds. */
  public container({ defaultEnv = [], ...own }: OwnContainer): ContainerModel {
    const { pods, around } = this;
    const given = pods.env ?? {};
    const ports = Object.entries(pods.ports ?? {}).map(([name, containerPort]) => ({ name, containerPort }));
    return {
      ...own,
      name: pods.containerName ?? own.name,
      imagePullPolicy: pods.imagePullPolicy,
      resources: this.resources(),
      readOnlyRootFilesystem: pods.readOnlyRootFilesystem ?? (around.safe ? true : undefined),
      env: [
        ...[...defaultEnv, ...pods.interconnect?._env() ?? []].filter(({ name }) => !Object.hasOwn(given, name)),
        ...own.env ?? [],
        ...Object.entries(given).map(([name, value]) => envVar(name, value)),
      ],
      mounts: [...this.mounts, ...own.mounts ?? [], ...this.hugepages()],
      ...nonEmpty({
        envFrom: [...own.envFrom ?? [], ...envFrom(pods.envFrom)],
        ports: [...own.ports ?? [], ...ports],
        capabilities: [...new Set([...pods.interconnect?._capabilities() ?? [], ...pods.capabilities ?? []])],
      }),
      ...pods.workingDir !== undefined && { workingDir: pods.workingDir },
      ...pods.privileged !== undefined && { privileged: pods.privileged },
      probes: { ...own.probes, ...probes(pods) },
      ...pods.preStop && { lifecycle: { ...own.lifecycle, ...preStop(pods.preStop) } },
    };
  }

  /** A pod around the given containers, the author's own among them. */
  public template(own: OwnPod): k8s.PodTemplateSpec {
    const { pods, around } = this;
    const { nodeSelector, tolerations } = this.scheduling();
    const { instance, component, labels, annotations, containers, initContainers = [], ...rest } = own;
    const described = around.labels(instance, component);
    const placed = this.place(rest.affinity, rest.spread);
    return renderPod({
      hardened: around.safe,
      claimName: around.claimName,
      ...around.serviceAccountName !== undefined && { serviceAccountName: around.serviceAccountName },
      user: pods.user ?? (around.safe ? 10001 : undefined),
      group: pods.group ?? (around.safe ? pods.user ?? 10001 : undefined),
      nodeSelector: { ...nodeSelector, ...pods.nodeSelector },
      tolerations: [...around.safe ? tolerations : [], ...(pods.tolerations ?? []).map(toleration)],
      priorityClass: pods.priorityClass,
      imagePullSecrets: pods.imagePullSecrets?.map(secret => secret.name),
      schedulerName: pods.schedulerName,
      runtimeClass: pods.runtimeClass,
      hostNetwork: pods.hostNetwork,
      hostIpc: pods.hostIpc,
      hostPid: pods.hostPid,
      shareProcessNamespace: pods.shareProcessNamespace,
      subdomain: pods.subdomain,
      fsGroup: pods.fsGroup,
      automountToken: pods.automountToken,
      serviceLinks: pods.serviceLinks,
      dnsPolicy: pods.dnsPolicy,
      resourceClaims: this.claims()?.pod,
      ...rest,
      ...placed,
      containers: [...containers, ...(pods.sidecars ?? []).map(aux => this.auxiliary(aux))],
      initContainers: [...initContainers, ...this.fetchers(), ...(pods.initContainers ?? []).map(aux => this.auxiliary(aux))],
      labels: { ...described, ...pods.podLabels, ...labels, [INSTANCE_LABEL]: described[INSTANCE_LABEL] },
      annotations: {
        ...pods.interconnect?._annotations(), ...Object.assign({}, ...(pods.placement ?? []).map(p => p._annotations)), ...pods.podAnnotations, ...annotations,
      },
    });
  }

  /** Bytes of scratch space, on disk or in memory. */
  public scratchBytes(inMemory: boolean): number {
    const storages = new Set(this.mounts.map(mount => mount.storage));
    return [...storages].map(storage => storage._source)
      .filter(({ volume }) => volume?.emptyDir && (volume.emptyDir.medium === 'Memory') === inMemory)
      .reduce((sum, { size }) => sum + (size ? parseQuantity(size.asString()) ?? 0 : 0), 0);
  }

  public check(problems: Problems): void {
    const { pods, around } = this;
    const { cloud } = around.platform;
    pods.accelerator?._check(problems, cloud, around.platform);
    pods.capacity?._check(problems, cloud);
    pods.interconnect?._check(problems, cloud, around.podSecurity());
    for (const [field, id] of [['user', pods.user], ['group', pods.group], ['fsGroup', pods.fsGroup]] as const) {
      problems.wholeNumber('USER_ID_RANGE', field, id, around.safe ? 1 : 0, 2 ** 31 - 1, 'use a numeric id from 1: Pod Security refuses root');
    }
    for (const t of pods.tolerations ?? []) {
      if (t.key === '' && t.value !== undefined) problems.add('TOLERATION_INVALID', 'tolerations', t.value, 'a value needs a key');
    }
    for (const placement of pods.placement ?? []) placement._check(problems);
    for (const { tolerationPeriod } of pods.tolerations ?? []) problems.duration('tolerations.tolerationPeriod', tolerationPeriod, 0, 2 ** 31 - 1, 'at most 68 years');
    for (const [name, port] of Object.entries(pods.ports ?? {})) problems.port(`ports.${name}`, port);
    // Schemas of operators let it pass; the pods would be refused.
    if (Object.hasOwn(pods.env ?? {}, '')) problems.add('ENV_NAME_INVALID', 'env', '', 'a variable has a name');
    checkClaims(problems, pods, around.platform);
    for (const [field, list] of [['initContainers', pods.initContainers], ['sidecars', pods.sidecars]] as const) {
      for (const { name, image, user, group, volumes = [] } of list ?? []) {
        problems.image(`${field} '${name}' image`, image);
        for (const [id, value] of Object.entries({ user, group })) {
          problems.wholeNumber('USER_ID_RANGE', `${field} '${name}' ${id}`, value, around.safe ? 1 : 0, 2 ** 31 - 1, 'use a numeric id from 1: Pod Security refuses root');
        }
        for (const mount of volumes) mount._check(problems, `${field} '${name}' volumes '${mount.path}'`);
      }
    }
    const { limits = {} } = this.resources();
    for (const [name, inMemory] of [['ephemeral-storage', false], ['memory', true]] as const) {
      const scratch = this.scratchBytes(inMemory);
      if (scratch > 0 && limits[name] !== undefined && scratch >= parseQuantity(limits[name])!) {
        problems.add('MEMORY_TOO_SMALL', 'volumes', `${scratch / 2 ** 20}Mi of scratch space`, `it counts against the ${name} limit of ${limits[name]}; raise it or take less`);
      }
    }
  }

  /** What the device and the capacity ask of the scheduler. */
  private scheduling(): AcceleratorScheduling {
    const { cloud } = this.around.platform;
    const [device, capacity] = [this.pods.accelerator?._scheduling(cloud), this.pods.capacity?._scheduling(cloud)];
    return {
      nodeSelector: { ...device?.nodeSelector, ...capacity?.nodeSelector },
      tolerations: [...device?.tolerations ?? [], ...capacity?.tolerations ?? []],
      affinity: [...device?.affinity ?? [], ...capacity?.affinity ?? []],
    };
  }

  /** Devices by dynamic resource allocation. */
  private claims(): DeviceClaims | undefined {
    const { accelerator, deviceClaims = {} } = this.pods;
    const { name } = this.around;
    const beside = Object.entries(deviceClaims).map(([claimed, claim]) => claim._of(name, claimed));
    const all = [accelerator?._claims(name), ...beside].filter(claims => claims !== undefined);
    return all.length === 0 ? undefined : { pod: all.flatMap(({ pod }) => pod), container: all.flatMap(({ container }) => container) };
  }

  private hugepages(): Mount[] {
    const pages = this.pods.accelerator?._hugepages ?? this.pods.interconnect?._hugepages();
    return pages ? [Storage._hugepages(pages.medium).at(pages.path)] : [];
  }

  /** Containers that fill volumes before the main one starts. */
  private fetchers(): ContainerModel[] {
    const { safe } = this.around;
    const unique = new Map(this.mounts.map(mount => [mount.storage, mount]));
    return [...unique.values()].filter(({ storage }) => storage._source.fetch).map(mount => {
      const { image, command, args, env = [] } = mount.storage._source.fetch!;
      return {
        name: `fetch-${mount._volumeName}`.slice(0, 63).replace(/-+$/, ''),
        image,
        imagePullPolicy: this.pods.imagePullPolicy,
        command,
        args: args(mount.path),
        env: [...safe ? [literal('HOME', '/tmp')] : [], ...env],
        resources: safe ? computeResources(undefined, FETCHER) : undefined,
        mounts: [mount._writable],
        readOnlyRootFilesystem: safe ? true : undefined,
      };
    });
  }

  private auxiliary(c: AuxiliaryContainer): ContainerModel {
    const { safe } = this.around;
    return {
      name: c.name,
      image: c.image,
      imagePullPolicy: c.imagePullPolicy ?? this.pods.imagePullPolicy,
      command: c.command,
      args: c.args,
      workingDir: c.workingDir,
      env: Object.entries(c.env ?? {}).map(([name, value]) => envVar(name, value)),
      ...c.envFrom && { envFrom: envFrom(c.envFrom) },
      ports: Object.entries(c.ports ?? {}).map(([name, containerPort]) => ({ name, containerPort })),
      resources: safe ? computeResources(c.resources, AUXILIARY) : givenResources(c.resources),
      mounts: c.volumes ?? [],
      readOnlyRootFilesystem: safe ? true : undefined,
      capabilities: c.capabilities,
      privileged: c.privileged,
      user: c.user,
      group: c.group,
      probes: probes(c),
      ...c.preStop && { lifecycle: preStop(c.preStop) },
      ...c.staysOn && { restartPolicy: 'Always' },
    };
  }

  /** What the device, the author and the construct ask of the scheduler, together. */
  private place(given: k8s.Affinity = {}, spreads: readonly k8s.TopologySpreadConstraint[] = []): Pick<PodModel, 'affinity' | 'spread'> {
    const { affinity: device } = this.scheduling();
    const affinity: Required<k8s.Affinity> = {
      nodeAffinity: device.length > 0 ? { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [...device] }] } } : {},
      podAffinity: { ...given.podAffinity },
      podAntiAffinity: { ...given.podAntiAffinity },
    };
    const spread = [...spreads];
    for (const placement of this.pods.placement ?? []) placement._apply(affinity, spread, this.around.selector);
    const some = nonEmpty(affinity);
    return { affinity: Object.keys(some).length > 0 ? some : undefined, spread };
  }

  /** Default limits have room for the scratch space that was asked for. */
  private withScratch(): ComputeDefaults {
    const { compute } = this.around;
    if (!compute.ephemeralStorage) return compute;
    const [request, limit] = compute.ephemeralStorage;
    const scratch = this.scratchBytes(false);
    return scratch === 0 ? compute : { ...compute, ephemeralStorage: [request, `${Math.ceil((parseQuantity(limit)! + scratch) / 2 ** 20)}Mi`] };
  }
}
