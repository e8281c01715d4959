import type { ApiObject } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type * as k8s from 'kubernetes-types/core/v1';
import { parseQuantity } from '../check';
import { Claims } from './claims';
import type { ComputeDefaults } from './compute';
import { computeResources } from './compute';
import { envVar } from './env';
import { loadKplus } from './kplus';
import { INSTANCE_LABEL, selectorOf } from './naming';
import { Platform } from './platform';
import type { ContainerModel, PodModel } from './pod';
import { renderPod } from './pod';
import type { Problems } from './problems';
import type { ResourceKind } from './resource';
import { Resource } from './resource';
import { PodSecurity, Stack } from './stack';
import type { Mount } from './storage';
import type { WorkloadProps } from './workload-props';

/**
 * What a subclass says of its pods.
 * @internal
 */
export interface WorkloadKind extends ResourceKind {
  readonly compute: ComputeDefaults;
}

/**
 * Anything that runs pods. Every pod, of whatever kind, is described and
 * rendered here: containers, devices, storage, identity, hardening, placement.
 *
 * It works with the classes of cdk8s-plus: as a peer of a
 * `kplus.NetworkPolicy`, as a pod selector of a `kplus.Service`.
 */
export abstract class Workload extends Resource implements kplus.IPodSelector, kplus.INetworkPolicyPeer {
  /** Name of the ServiceAccount of the pods. */
  public readonly serviceAccountName: string;

  /** The ServiceAccount made for the pods; undefined if one was given. */
  public readonly serviceAccountObject?: ApiObject;

  /** @internal */
  protected readonly _platform: Platform;
  /** @internal */
  protected readonly _mounts: Mount[] = [];
  private readonly claims: Claims;
  private readonly pods: WorkloadProps;
  private readonly compute: ComputeDefaults;

  /** @internal */
  protected constructor(scope: Construct, id: string, props: WorkloadProps, kind: any) {
    super(scope, id, props, kind);
    this.pods = props;
    this.compute = kind.compute;
    this.claims = new Claims(this.name);
    this._platform = Platform.of(this);
    this.serviceAccountName = props.serviceAccount?.name ?? this.name;
    if (!props.serviceAccount) {
      this.serviceAccountObject = this._child('service-account', 'v1', 'ServiceAccount', {
        name: this.name,
        annotations: props.identity?.serviceAccountAnnotations,
        body: { automountServiceAccountToken: false },
      });
    }
    for (const mount of props.volumes ?? []) this._addMount(mount);
  }

  /** The labels by which its pods are found: derived from the name alone. */
  public get selectorLabels(): { [key: string]: string } {
    return selectorOf(this.name);
  }

  /** Selects its pods, for the classes of cdk8s-plus. */
  public toPodSelectorConfig(): kplus.PodSelectorConfig {
    return { labelSelector: loadKplus().LabelSelector.of({ labels: this.selectorLabels }) };
  }

  /** Selects its pods, for a `kplus.NetworkPolicy`. */
  public toNetworkPolicyPeerConfig(): kplus.NetworkPolicyPeerConfig {
    return { podSelector: this.toPodSelectorConfig() };
  }

  /** Selects its pods, for a `kplus.NetworkPolicy`. */
  public toPodSelector(): kplus.IPodSelector | undefined {
    return this;
  }

  /** @internal */
  protected _addMount(mount: Mount): void {
    this._mounts.push(mount);
    const { development, hostPath } = mount.storage._source;
    if (development) Stack._of(this)?._relax(`${this.name} mounts ${hostPath} of its node`);
    const claim = this.claims.add(mount);
    if (claim) this._child(`claim-${claim.name}`, 'v1', 'PersistentVolumeClaim', { name: claim.name, body: { spec: claim.spec } });
  }

  /**
   * The main container: what the props say, under what the subclass adds.
   * @internal
   */
  protected _container({ defaultEnv = [], ...own }: OwnContainer): ContainerModel {
    const { pods } = this;
    const given = pods.env ?? {};
    return {
      ...own,
      imagePullPolicy: pods.imagePullPolicy,
      resources: this._resources(),
      readOnlyRootFilesystem: pods.readOnlyRootFilesystem ?? true,
      env: [
        ...defaultEnv.filter(({ name }) => !Object.hasOwn(given, name)),
        ...own.env ?? [],
        ...Object.entries(given).map(([name, value]) => envVar(name, value)),
      ],
      mounts: [...this._mounts, ...own.mounts ?? []],
    };
  }

  /** @internal */
  protected _resources(): k8s.ResourceRequirements {
    const resources = computeResources(this.pods.resources, this.withScratch());
    const { accelerator } = this.pods;
    if (accelerator) {
      const name = accelerator.resourceName(this._platform.cloud);
      resources.requests![name] = resources.limits![name] = String(accelerator.count);
    }
    return resources;
  }

  /** Default limits have room for the scratch space that was asked for. */
  private withScratch(): ComputeDefaults {
    const [request, limit] = this.compute.ephemeralStorage;
    const scratch = this.scratchBytes(false);
    return scratch === 0 ? this.compute : { ...this.compute, ephemeralStorage: [request, `${Math.ceil((parseQuantity(limit)! + scratch) / 2 ** 20)}Mi`] };
  }

  private scratchBytes(inMemory: boolean): number {
    const storages = new Set(this._mounts.map(mount => mount.storage));
    return [...storages].map(storage => storage._source)
      .filter(({ volume }) => volume?.emptyDir && (volume.emptyDir.medium === 'Memory') === inMemory)
      .reduce((sum, { size }) => sum + (parseQuantity(size!.asString()) ?? 0), 0);
  }

  /**
   * A pod of this workload: its identity and placement around the given containers.
   * @internal
   */
  protected _pod(own: Pick<PodModel, 'containers'> & Partial<PodModel> & { instance?: string; component?: string }): k8s.PodTemplateSpec {
    const { pods } = this;
    const device = pods.accelerator?._scheduling(this._platform.cloud);
    const nodeAffinity = device && device.affinity.length > 0
      ? { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: device.affinity }] } }
      : undefined;
    const { instance = this.name, component, labels, annotations, affinity, ...rest } = own;
    return renderPod({
      claimName: storage => this.claims.nameOf(storage),
      serviceAccountName: this.serviceAccountName,
      user: this._user,
      group: pods.group ?? this._user,
      nodeSelector: { ...device?.nodeSelector, ...pods.nodeSelector },
      tolerations: [...device?.tolerations ?? [], ...(pods.tolerations ?? []).map(toleration)],
      priorityClass: pods.priorityClass,
      imagePullSecrets: pods.imagePullSecrets?.map(secret => secret.name),
      ...rest,
      affinity: nodeAffinity || affinity ? { ...affinity, ...nodeAffinity && { nodeAffinity } } : undefined,
      labels: {
        ...this._labels(instance, component), ...pods.identity?.podLabels, ...pods.podLabels, ...labels,
        [INSTANCE_LABEL]: instance,
      },
      annotations: { ...pods.podAnnotations, ...annotations },
    });
  }

  /** @internal */
  protected get _user(): number {
    return this.pods.user ?? 10001;
  }

  /** @internal */
  public _check(problems: Problems): void {
    const { pods } = this;
    const { accelerator, user, group, identity, serviceAccount } = pods;
    accelerator?._check(problems, this._platform.cloud);
    identity?._check(problems);
    if (identity && serviceAccount) {
      problems.add('ALTERNATIVES_CONFLICT', 'identity', undefined, 'it goes on the ServiceAccount that this construct makes; annotate the one you gave instead');
    }
    for (const [field, id] of [['user', user], ['group', group]] as const) {
      problems.wholeNumber('USER_ID_RANGE', field, id, 1, 2 ** 31 - 1, 'use a numeric id from 1: Pod Security refuses root');
    }
    for (const mount of this._mounts) {
      mount._check(problems, `volumes '${mount.path}'`);
      if (mount.storage._source.hostPath !== undefined) this.checkHostPath(problems, mount);
    }
    for (const t of pods.tolerations ?? []) {
      if (t.key === '' && t.value !== undefined) problems.add('TOLERATION_INVALID', 'tolerations', t.value, 'a value needs a key');
    }
    this.claims.check(problems);
    const { limits } = this._resources();
    for (const [name, inMemory] of [['ephemeral-storage', false], ['memory', true]] as const) {
      const scratch = this.scratchBytes(inMemory);
      if (scratch > 0 && scratch >= parseQuantity(limits![name])!) {
        problems.add('MEMORY_TOO_SMALL', 'volumes', `${scratch / 2 ** 20}Mi of scratch space`, `it counts against the ${name} limit of ${limits![name]}; raise it or take less`);
      }
    }
    for (const key of Object.keys(this.selectorLabels)) {
      for (const field of ['labels', 'podLabels'] as const) {
        const value = pods[field]?.[key];
        if (value !== undefined) problems.add('FIELD_IGNORED', `${field}['${key}']`, value, 'the selector of the workload needs this label; set `name` instead');
      }
    }
  }

  /** @internal */
  public _fieldOf(path: string): string {
    // Defaults of the main container, of the pod and of claims, as props say them.
    if (path === 'metadata.name') return 'name';
    const claims = this._mounts.filter(mount => mount.storage._source.claim);
    if (path === 'spec.resources.requests.storage' && claims.length === 1) return `volumes '${claims[0].path}' size`;
    return path.replace(/^spec\.template\.spec\.(containers\[0\]\.)?/, '').replace(/^spec\.template\.metadata\.(labels|annotations)/, (_, map) => `pod${map[0].toUpperCase()}${map.slice(1)}`).replace(/^metadata\./, '');
  }

  private checkHostPath(problems: Problems, mount: Mount): void {
    const level = Stack._of(this)?.podSecurity;
    if (level === PodSecurity.PRIVILEGED || level === undefined) return;
    problems.add('HOST_PATH_REFUSED', `volumes '${mount.path}'`, mount.storage._source.hostPath,
      `the namespace enforces Pod Security '${level}', which refuses hostPath; use a claim, or for development new Stack(..., { podSecurity: PodSecurity.PRIVILEGED })`);
  }
}

/** What a construct says of its main container; the author's variables replace its defaults. */
type OwnContainer = Omit<ContainerModel, 'mounts' | 'readOnlyRootFilesystem' | 'env'> & { defaultEnv?: k8s.EnvVar[]; env?: k8s.EnvVar[]; mounts?: Mount[] };

function toleration(t: NonNullable<WorkloadProps['tolerations']>[number]): k8s.Toleration {
  return {
    ...t.key !== '' && { key: t.key },
    operator: t.value === undefined ? 'Exists' : 'Equal',
    ...t.value !== undefined && { value: t.value },
    ...t.effect && { effect: t.effect },
  };
}
