import type { Problems } from '../../../core';
import { PodSecurity } from '../../../core';
import { Runtime } from '../../runtime';
import type { JobView } from '../kind';

/** Pods of runtimes that nobody but Trainer has a say in are as safe as what a TrainJob adds, and no safer. */
export function checkShippedRuntime({ safe, props: { runtime, defaults } }: JobView, podSecurity: PodSecurity | undefined, problems: Problems): void {
  const isShipped = runtime === undefined || (runtime instanceof Runtime && runtime._shipped);
  if (safe || !isShipped || podSecurity !== PodSecurity.RESTRICTED) return;
  problems.add('POD_SECURITY_RESTRICTED', 'defaults', defaults,
    'the pods of runtimes that Trainer ships fall short of what the namespace enforces; leave it out, or lower that: new Stack(..., { podSecurity: PodSecurity.BASELINE })');
}
