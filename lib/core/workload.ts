import type { ApiObject } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type * as k8s from 'kubernetes-types/core/v1';
import { Claims } from './claims';
import type { ComputeDefaults } from './compute';
import type { DeviceClaim } from './device-claim';
import type { JobPodProps } from './job-pod-props';
import { loadKplus } from './kplus';
import { selectorOf } from './naming';
import { Platform } from './platform';
import type { ContainerModel } from './pod';
import type { OwnPod } from './pod-builder';
import { PodBuilder } from './pod-builder';
import { podPropsOf, propOfPod } from './pod-fields';
import type { Problems } from './problems';
import type { ResourceKind } from './resource';
import { Resource } from './resource';
import { PodSecurity, Stack } from './stack';
import type { Mount, Storage } from './storage';
import type { WorkloadProps } from './workload-props';

/**
 * What a subclass says of its pods.
 * @internal
 */
export interface WorkloadKind extends ResourceKind {
  readonly compute: ComputeDefaults;
  /** What its author says of its pods, where that is more than every workload knows. */
  readonly pods?: JobPodProps;
  /** Whether pods get what is safe beyond what was asked for; true if left out. */
  readonly safe?: boolean;
  /** Whether its pods work together, as those of a slice of TPUs do. */
  readonly together?: boolean;
  /** Names of Secrets that the ServiceAccount lists, for those who read credentials there. */
  readonly secrets?: readonly string[];
  /** Whether its pods run in namespaces of others, under a ServiceAccount of those; false if left out. */
  readonly elsewhere?: boolean;
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
  /** Mounts of every pod of the workload. */
  private readonly claimed: Mount[] = [];
  private readonly said: WorkloadProps;
  private readonly pods: JobPodProps;
  private readonly compute: ComputeDefaults;
  private readonly safe: boolean;
  private readonly together: boolean;
  /** Whether JobSet, which makes claims for each job, runs its pods. */
  private readonly elsewhere: boolean;
  /** Claims of devices by the names of their templates, and names that stand for two. */
  private readonly devices = new Map<string, DeviceClaim>();
  private readonly clashes = new Set<string>();

  /** @internal */
  protected constructor(scope: Construct, id: string, props: WorkloadProps, kind: any) {
    super(scope, id, props, kind);
    this.said = props;
    this.pods = kind.pods ?? podPropsOf(props);
    this.compute = kind.compute;
    this.safe = kind.safe ?? true;
    this.together = kind.together ?? false;
    this.elsewhere = kind.elsewhere ?? false;
    this.claims = new Claims(this.name);
    this._platform = Platform.of(this);
    this.serviceAccountName = props.serviceAccount?.name ?? (!kind.elsewhere && (this.safe || props.identity || kind.secrets?.length > 0) ? this.name : 'default');
    if (!kind.elsewhere && !props.serviceAccount && this.serviceAccountName === this.name) {
      this.serviceAccountObject = this._child('service-account', 'v1', 'ServiceAccount', {
        name: this.name,
        annotations: props.identity?.serviceAccountAnnotations,
        body: { automountServiceAccountToken: false, ...kind.secrets?.length > 0 && { secrets: kind.secrets.map((name: string) => ({ name })) } },
      });
    }
    for (const mount of props.volumes ?? []) this._addMount(mount);
    this._claimDevices(this.pods.deviceClaims);
    const devices = props.accelerator?._claims(this.name)?.template;
    if (devices) this._child('devices', 'resource.k8s.io/v1', 'ResourceClaimTemplate', { name: devices.name, body: devices.body });
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
    this._claim(mount);
  }

  /**
   * Makes the claim that a mount of some pod asks for, if it is a new one.
   * @internal
   */
  protected _claim(mount: Mount): void {
    this.claimed.push(mount);
    const { development, hostPath } = mount.storage._source;
    if (development) Stack._of(this)?._relax(`${this.name} mounts ${hostPath} of its node`);
    const claim = this.claims.add(mount);
    const made = this.claims.addFiles(mount);
    if (made) this._child(`files-${made.name}`, 'v1', 'ConfigMap', { name: made.name, body: { data: made.data } });
    if (claim) this._child(`claim-${claim.name}`, 'v1', 'PersistentVolumeClaim', { name: claim.name, body: { spec: claim.spec } });
  }

  /**
   * Makes the templates of claims of devices; roles that share a claim share its template.
   * @internal
   */
  protected _claimDevices(claims: JobPodProps['deviceClaims'] = {}): void {
    for (const [name, claim] of Object.entries(claims)) {
      const { template } = claim._of(this.name, name);
      if (!template || this.devices.get(name) === claim) continue;
      if (this.devices.has(name)) this.clashes.add(name);
      else this._child(`devices-${name}`, 'resource.k8s.io/v1', 'ResourceClaimTemplate', { name: template.name, body: template.body });
      this.devices.set(name, claim);
    }
  }

  /** @internal */
  protected _claimName(storage: Storage): string | undefined {
    return this.claims.nameOf(storage);
  }

  /**
   * The main container: what the props say, under what the subclass adds.
   * @internal
   */
  protected _container(own: Parameters<PodBuilder['container']>[0]): ContainerModel {
    return this._builder().container(own);
  }

  /** @internal */
  protected _resources(): k8s.ResourceRequirements {
    return this._builder().resources();
  }

  /**
   * A pod of this workload: its identity and placement around the given containers.
   * @internal
   */
  protected _pod(own: OwnPod): k8s.PodTemplateSpec {
    return this._builder().template(own);
  }

  /**
   * Builds pods: those of the workload itself, or of one of its roles, which
   * adds to what the workload says, or says it differently.
   * @internal
   */
  protected _builder(pods: JobPodProps = this.pods, mounts: readonly Mount[] = this._mounts, compute: ComputeDefaults = this.compute): PodBuilder {
    return new PodBuilder(pods, {
      name: this.name,
      podSecurity: () => Stack._of(this)?.podSecurity,
      platform: this._platform,
      compute,
      safe: this.safe,
      serviceAccountName: this.serviceAccountObject || this.said.serviceAccount ? this.serviceAccountName : undefined,
      claimName: storage => this.claims.nameOf(storage),
      labels: (instance, component) => ({ ...this._labels(instance, component), ...this.said.identity?.podLabels }),
      selector: this.selectorLabels,
    }, mounts);
  }

  /** @internal */
  public _check(problems: Problems): void {
    const { identity, serviceAccount, accelerator } = this.said;
    this._builder().check(problems);
    const hosts = accelerator?.hosts ?? 1;
    if (hosts > 1 && !this.together) {
      problems.add('ACCELERATOR_UNKNOWN', 'accelerator topology', `${hosts} machines`, 'one pod uses the chips of one machine; take a smaller topology, or a TrainingJob');
    }
    identity?._check(problems);
    if (identity && serviceAccount) {
      problems.add('ALTERNATIVES_CONFLICT', 'identity', undefined, 'it goes on the ServiceAccount that this construct makes; annotate the one you gave instead');
    }
    for (const mount of this.claimed) {
      mount._check(problems, `volumes '${mount.path}'`);
      if (mount.storage._source.perJob && !this.elsewhere) problems.add('PLATFORM_UNSUPPORTED', `volumes '${mount.path}'`, undefined, 'JobSet makes a claim for each job of a TrainingRuntime alone; use Storage.claim(...)');
      if (mount.storage._source.hostPath !== undefined) this.checkHostPath(problems, mount);
    }
    this.claims.check(problems);
    for (const name of this.clashes) problems.add('ALTERNATIVES_CONFLICT', 'deviceClaims', name, 'two parts claim different devices by this name; give one of them another');
    for (const key of Object.keys(this.selectorLabels)) {
      for (const field of ['labels', 'podLabels'] as const) {
        const value = this.said[field]?.[key];
        if (value !== undefined) problems.add('FIELD_IGNORED', `${field}['${key}']`, value, 'the selector of the workload needs this label; set `name` instead');
      }
    }
  }

  /** @internal */
  public _fieldOf(path: string): string {
    // Defaults of the main container, of the pod and of claims, as props say them.
    if (path === 'metadata.name') return 'name';
    const claims = this.claimed.filter(mount => mount.storage._source.claim);
    if (path === 'spec.resources.requests.storage' && claims.length === 1) return `volumes '${claims[0].path}' size`;
    const field = propOfPod(path);
    // Labels of the object are on its pods too.
    const label = /^podLabels(?:\.(\w+)|\['(.*)'\])$/.exec(field);
    const ofObject = label && (label[1] ?? label[2]) in { ...this.said.labels } && !((label[1] ?? label[2]) in { ...this.pods.podLabels });
    return ofObject ? field.replace('podLabels', 'labels') : field;
  }

  private checkHostPath(problems: Problems, mount: Mount): void {
    const level = Stack._of(this)?.podSecurity;
    if (level === PodSecurity.PRIVILEGED || level === undefined) return;
    problems.add('HOST_PATH_REFUSED', `volumes '${mount.path}'`, mount.storage._source.hostPath,
      `the namespace enforces Pod Security '${level}', which refuses hostPath; use a claim, or for development new Stack(..., { podSecurity: PodSecurity.PRIVILEGED })`);
  }
}
