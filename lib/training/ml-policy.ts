import type { MpiImplementation } from './framework-options';
import { RuntimePolicy } from './runtime';
import type { TrainingRuntimeMlPolicy } from '../../imports/trainer.kubeflow.org';
import type { Problems } from '../core';

/** Options of `MlPolicy.torch`. */
export interface TorchPolicyOptions {
  /**
   * Containers beside `node` that get the PET_ variables too, by the replicated job they are in.
   * @default - none
   */
  readonly envInjection?: { [job: string]: string[] };
}

/** Options of `MlPolicy.mpi`. */
export interface MpiPolicyOptions {
  /**
   * Processes of a node, at least 1; jobs may say another number.
   * @default 1
   */
  readonly processesPerNode?: number;
  /**
   * The MPI of the images; Trainer knows Open MPI alone.
   * @default MpiImplementation.OPEN_MPI
   */
  readonly implementation?: MpiImplementation;
  /**
   * Where the ssh keys are, in the home of the user.
   * @default '/home/mpiuser/.ssh'; with Defaults.UPSTREAM '/root/.ssh'
   */
  readonly sshAuthMountPath?: string;
  /**
   * Whether the launcher trains too, as one of the nodes.
   * @default true; with Defaults.UPSTREAM false
   */
  readonly launcherIsNode?: boolean;
}

/**
 * How the pods of a runtime find each other.
 *
 * @example
 * MlPolicy.torch();
 * MlPolicy.mpi({ processesPerNode: 8 });
 * @see https://www.kubeflow.org/docs/components/trainer/operator-guides/ml-policy/
 */
export class MlPolicy {
  /** PyTorch: torchrun reads the PET_ variables. */
  public static torch(options: TorchPolicyOptions = {}): MlPolicy {
    return new MlPolicy(RuntimePolicy.TORCH, options);
  }

  /** JAX: JAX_COORDINATOR_ADDRESS, JAX_NUM_PROCESSES and JAX_PROCESS_ID. */
  public static jax(): MlPolicy {
    return new MlPolicy(RuntimePolicy.JAX);
  }

  /** XGBoost: the DMLC_ variables. */
  public static xgboost(): MlPolicy {
    return new MlPolicy(RuntimePolicy.XGBOOST);
  }

  /** MPI over ssh: a launcher starts the processes in the nodes. */
  public static mpi(options: MpiPolicyOptions = {}): MlPolicy {
    return new MlPolicy(RuntimePolicy.MPI, options);
  }

  /**
   * The Flux scheduler starts the processes.
   * @param processesPerNode at least 1; 1 if left out
   */
  public static flux(processesPerNode?: number): MlPolicy {
    return new MlPolicy(RuntimePolicy.FLUX, { processesPerNode });
  }

  /** Pods that are not told of each other. */
  public static none(): MlPolicy {
    return new MlPolicy(RuntimePolicy.NONE);
  }

  /** @internal */
  public readonly _options: any;

  private constructor(
    /** What it is. */
    public readonly policy: RuntimePolicy,
    options: any = {},
  ) {
    this._options = options;
  }

  /**
   * Whether the launcher of MPI is a node.
   * @internal
   */
  public _launcherIsNode(safe: boolean): boolean {
    return this._options.launcherIsNode ?? safe;
  }

  /** @internal */
  public _spec(numNodes: number | undefined, safe: boolean): TrainingRuntimeMlPolicy | undefined {
    const { envInjection, processesPerNode, implementation, sshAuthMountPath } = this._options;
    const targets = Object.entries(envInjection ?? {}).map(([jobName, containerNames]) => ({ jobName, containerNames: containerNames as string[] }));
    switch (this.policy) {
      case RuntimePolicy.TORCH: return { numNodes, torch: targets.length > 0 ? { envInjection: { targets } } : {} };
      case RuntimePolicy.MPI: return {
        numNodes,
        mpi: {
          numProcPerNode: processesPerNode,
          mpiImplementation: implementation,
          sshAuthMountPath: sshAuthMountPath ?? (safe ? '/home/mpiuser/.ssh' : undefined),
          runLauncherAsNode: this._options.launcherIsNode ?? (safe ? true : undefined),
        },
      };
      case RuntimePolicy.FLUX: return { numNodes, flux: { numProcPerNode: processesPerNode } };
      case RuntimePolicy.NONE: return numNodes === undefined ? undefined : { numNodes };
      default: return { numNodes, [this.policy]: {} };
    }
  }

  /** @internal */
  public _check(problems: Problems): void {
    const { processesPerNode, implementation, sshAuthMountPath } = this._options;
    problems.wholeNumber('COUNT_RANGE', 'policy processesPerNode', processesPerNode, 1, 1024, 'at least one process');
    problems.absolutePath('policy sshAuthMountPath', sshAuthMountPath);
    if (implementation !== undefined && implementation !== 'OpenMPI') problems.add('PLATFORM_UNSUPPORTED', 'policy implementation', implementation, 'Trainer knows Open MPI alone; use an MPIJob v2beta1 (TrainingOperator.MPI_OPERATOR)');
  }
}
