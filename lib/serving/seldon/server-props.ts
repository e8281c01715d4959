import type * as kplus from 'cdk8s-plus-28';
import type { Mount, WorkloadProps } from '../../core';

/**
 * The ServerConfig that says what a server is made of.
 *
 * @example
 * new SeldonServer(stack, 'mlserver-pvc', { serverConfig: SeldonServerConfig.MLSERVER, extraCapabilities: ['pvc'] });
 */
export class SeldonServerConfig {
  /** MLServer: scikit-learn, XGBoost, LightGBM, MLflow, Hugging Face, Python. */
  public static readonly MLSERVER = new SeldonServerConfig('mlserver', 'mlserver');
  /** NVIDIA Triton: TensorFlow, PyTorch, ONNX, TensorRT. */
  public static readonly TRITON = new SeldonServerConfig('triton', 'triton');

  /**
   * One that the platform team has made.
   * @param configName name of the ServerConfig
   * @param containerName name of the container in it that runs models
   */
  public static of(configName: string, containerName: string): SeldonServerConfig {
    return new SeldonServerConfig(configName, containerName);
  }

  private constructor(
    /** Name of the ServerConfig. */
    public readonly configName: string,
    /** Name of the container that runs models. */
    public readonly containerName: string,
  ) {}
}

/** What is other about a container of a server than its ServerConfig says. */
export interface SeldonServerContainer {
  /**
   * Its image.
   * @default - that of the ServerConfig
   */
  readonly image?: string;
  /**
   * Variables beside those of the ServerConfig.
   * @default - none
   */
  readonly env?: { [name: string]: kplus.EnvValue };
  /**
   * Requests and limits.
   * @default - those of the ServerConfig
   */
  readonly resources?: kplus.ContainerResources;
  /**
   * Volumes, each with the path at which it appears.
   * @default - those of the ServerConfig
   */
  readonly volumes?: Mount[];
}

/**
 * Props of a `SeldonServer`. What they say of pods goes over what the
 * ServerConfig says; what they leave out is left to it.
 */
export interface SeldonServerProps extends WorkloadProps {
  /** What the server is made of. */
  readonly serverConfig: SeldonServerConfig;
  /**
   * The image of the container that runs models.
   * @default - that of the ServerConfig
   */
  readonly image?: string;
  /**
   * Pods of the server.
   * @default - `minReplicas`, or 1
   */
  readonly replicas?: number;
  /**
   * From how many pods on Seldon scales it.
   * @default - it is not scaled
   */
  readonly minReplicas?: number;
  /**
   * Up to how many pods Seldon scales it.
   * @default - it is not scaled
   */
  readonly maxReplicas?: number;
  /**
   * What models may require of it, instead of what the ServerConfig says.
   * @default - what the ServerConfig says
   */
  readonly capabilities?: string[];
  /**
   * What models may require of it beside what the ServerConfig says.
   * @default - nothing
   */
  readonly extraCapabilities?: string[];
  /**
   * The container `rclone`, which fetches models.
   * @default - as the ServerConfig says
   */
  readonly rclone?: SeldonServerContainer;
  /**
   * The container `agent`, which tells the server what to load.
   * @default - as the ServerConfig says
   */
  readonly agent?: SeldonServerContainer;
  /**
   * Whether the server stays as it is when its ServerConfig changes.
   * @default false
   */
  readonly disableAutoUpdate?: boolean;
}
