import type { Problems } from '../core';

/** Options of a kind of trials. */
export interface TrialResourceOptions {
  /**
   * The plural of the kind, as API paths have it.
   * @default - the kind in lower case and an s
   */
  readonly plural?: string;
  /**
   * Objects that stand between a trial and its pods, as `plural.group`:
   * `taskruns.tekton.dev`. Katib looks for the trial of a pod through them.
   * @default - pods belong to the trial's object, or to a Job or JobSet of it
   */
  readonly intermediates?: string[];
}

/**
 * A kind of which trials may be.
 *
 * @example
 * TrialResource.of('AcmeJob', 'v1', 'acme.example');
 * @see https://www.kubeflow.org/docs/components/katib/user-guides/trial-template/#use-custom-resources-as-trials-template
 */
export class TrialResource {
  /** `batch/v1` Job. */
  public static readonly JOB = new TrialResource('Job', 'v1', 'batch');
  /** TrainJob of Trainer 2. */
  public static readonly TRAIN_JOB = new TrialResource('TrainJob', 'v1alpha1', 'trainer.kubeflow.org');
  /** TFJob of training-operator. */
  public static readonly TF_JOB = new TrialResource('TFJob', 'v1', 'kubeflow.org');
  /** PyTorchJob of training-operator. */
  public static readonly PYTORCH_JOB = new TrialResource('PyTorchJob', 'v1', 'kubeflow.org');
  /** MPIJob of training-operator; that of mpi-operator is `MPI_JOB_V2BETA1`. */
  public static readonly MPI_JOB = new TrialResource('MPIJob', 'v1', 'kubeflow.org');
  /** MPIJob of mpi-operator. */
  public static readonly MPI_JOB_V2BETA1 = new TrialResource('MPIJob', 'v2beta1', 'kubeflow.org');
  /** XGBoostJob of training-operator. */
  public static readonly XGBOOST_JOB = new TrialResource('XGBoostJob', 'v1', 'kubeflow.org');
  /** PaddleJob of training-operator. */
  public static readonly PADDLE_JOB = new TrialResource('PaddleJob', 'v1', 'kubeflow.org');
  /** JAXJob of training-operator. */
  public static readonly JAX_JOB = new TrialResource('JAXJob', 'v1', 'kubeflow.org');
  /** JobSet. */
  public static readonly JOB_SET = new TrialResource('JobSet', 'v1alpha2', 'jobset.x-k8s.io');
  /** RayJob of KubeRay. */
  public static readonly RAY_JOB = new TrialResource('RayJob', 'v1', 'ray.io', { intermediates: ['rayclusters.ray.io'] });
  /** Job of Volcano. */
  public static readonly VOLCANO_JOB = new TrialResource('Job', 'v1alpha1', 'batch.volcano.sh');
  /** Workflow of Argo. */
  public static readonly WORKFLOW = new TrialResource('Workflow', 'v1alpha1', 'argoproj.io');
  /** PipelineRun of Tekton. */
  public static readonly PIPELINE_RUN = new TrialResource('PipelineRun', 'v1', 'tekton.dev', { intermediates: ['taskruns.tekton.dev'] });

  /**
   * Any other kind. The trial template of its experiments says when a trial has
   * succeeded or failed.
   * @param version of the API, e.g. `v1`
   * @param group of the API, e.g. `acme.example`
   */
  public static of(kind: string, version: string, group: string, options: TrialResourceOptions = {}): TrialResource {
    return new TrialResource(kind, version, group, options);
  }

  private constructor(
    /** Kind of the object. */
    public readonly kind: string,
    /** Version of its API. */
    public readonly version: string,
    /** Group of its API. */
    public readonly group: string,
    private readonly options: any = {},
  ) {}

  /** As katib-config has it: `Kind.version.group`. */
  public toString(): string {
    return `${this.kind}.${this.version}.${this.group}`;
  }

  /** Its resource in the API, and those between it and its pods. @internal */
  public get _resources(): { readonly own: GroupResource; readonly intermediates: readonly GroupResource[] } {
    const { plural, intermediates = [] }: TrialResourceOptions = this.options;
    return { own: { group: this.group, plural: plural ?? `${this.kind.toLowerCase()}s` }, intermediates: intermediates.map(groupResource) };
  }

  /** @internal */
  public _check(problems: Problems, field: string): void {
    const { plural, intermediates = [] }: TrialResourceOptions = this.options;
    const told = (part: string, got: unknown, fix: string) => problems.add('TUNING_CONFIG', `${field} ${part}`, got, fix);
    if (!/^[A-Z][A-Za-z0-9]*$/.test(this.kind)) told('kind', this.kind, "the kind as manifests have it: 'TFJob'");
    if (!/^v\d+((alpha|beta)\d+)?$/.test(this.version)) told('version', this.version, "a version of the API: 'v1', 'v1beta1'");
    if (!GROUP.test(this.group)) told('group', this.group, "the group of the API, without version: 'kubeflow.org'");
    if (plural !== undefined && !PLURAL.test(plural)) told('plural', plural, "the plural in lower case: 'tfjobs'");
    intermediates.forEach((resource, i) => {
      const { plural: name, group } = groupResource(resource);
      if (!PLURAL.test(name) || !GROUP.test(group)) told(`intermediates[${i}]`, resource, "a plural and its group: 'taskruns.tekton.dev'");
    });
  }
}

export interface GroupResource {
  readonly group: string;
  readonly plural: string;
}

const PLURAL = /^[a-z][-a-z0-9]*$/;
const GROUP = /^[a-z0-9][-a-z0-9]*(\.[a-z0-9][-a-z0-9]*)*$/;

function groupResource(resource: string): GroupResource {
  const dot = resource.indexOf('.');
  return dot < 0 ? { plural: resource, group: '' } : { plural: resource.slice(0, dot), group: resource.slice(dot + 1) };
}
