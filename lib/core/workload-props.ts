import type * as kplus from 'cdk8s-plus-28';
import type { CloudIdentity } from './identity';
import type { PodProps } from './pod-props';
import type { ResourceProps } from './resource';

/** Props of everything that runs pods. */
export interface WorkloadProps extends ResourceProps, PodProps {
  /**
   * The ServiceAccount of the pods.
   * @default - a new one with the name of the workload and no token
   */
  readonly serviceAccount?: kplus.IServiceAccount;
  /**
   * The cloud identity of the pods; goes on the ServiceAccount that is made for them.
   * @default - none
   */
  readonly identity?: CloudIdentity;
}
