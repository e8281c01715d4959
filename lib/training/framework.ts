import type { EnvVar, ResourceRequirements } from 'kubernetes-types/core/v1';
import { parseQuantity } from '../check';
import { literal } from '../core';

/**
 * What the training code is written with; decides how it is started and what
 * it is told.
 */
export class Framework {
  /** Any program: the image and the command say it all. */
  public static script(): Framework {
    return new Framework(() => []);
  }

  /**
   * scikit-learn and other numpy code, which start a thread for each core of
   * the node unless told how many the container has.
   */
  public static scikitLearn(): Framework {
    return new Framework((resources: ResourceRequirements) => {
      const cores = String(Math.max(1, Math.floor(parseQuantity(resources.limits?.cpu) ?? 1)));
      return ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'LOKY_MAX_CPU_COUNT'].map(name => literal(name, cores));
    });
  }

  private constructor(private readonly environment: any) {}

  /** @internal */
  public _env(resources: ResourceRequirements): EnvVar[] {
    return this.environment(resources);
  }
}
