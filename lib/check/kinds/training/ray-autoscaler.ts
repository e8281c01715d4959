import type { RayClusterPart } from './ray-groups';
import { isAbsent, record } from '../../manifest';
import type { Report } from '../../report';

const V2 = 'RAY_enable_autoscaler_v2';

/** What goes with the autoscaler inside the head pod, and with its second version. */
export function judgeAutoscaler({ path, spec, head, workers, autoscaling, headEnv }: RayClusterPart, report: Report): void {
  const options = record(spec.autoscalerOptions);
  const tell = (field: string, got: unknown, fix: string) => report.refuse('RAY_AUTOSCALER', field, got, fix);
  const variable = headEnv.get(V2);
  const switched = variable?.value === '1' || variable?.value === 'true';
  if (variable && switched && !autoscaling) {
    tell(variable.path, variable.value, `write ${path}.enableInTreeAutoscaling: true, or remove the variable`);
  }
  if (variable && autoscaling && !isAbsent(options.version)) {
    tell(variable.path, variable.value, `remove the variable: ${path}.autoscalerOptions.version says it`);
  }
  if (typeof options.idleTimeoutSeconds === 'number' && options.idleTimeoutSeconds < 0) {
    tell(`${path}.autoscalerOptions.idleTimeoutSeconds`, options.idleTimeoutSeconds, 'write 0 or more');
  }
  for (const { path: at, given } of workers) {
    if (given.suspend === true && autoscaling) tell(`${at}.suspend`, true, 'remove it: the autoscaler does not leave a group suspended');
    if (typeof given.idleTimeoutSeconds !== 'number') continue;
    if (given.idleTimeoutSeconds < 0) {
      tell(`${at}.idleTimeoutSeconds`, given.idleTimeoutSeconds, 'write 0 or more');
    } else if (options.version !== 'v2' && !switched) {
      tell(`${at}.idleTimeoutSeconds`, given.idleTimeoutSeconds, `write ${path}.autoscalerOptions.version: v2, which knows it, or use ${path}.autoscalerOptions.idleTimeoutSeconds`);
    }
  }
  if (!autoscaling || options.version !== 'v2') return;
  for (const { path: at, pod } of head ? [head, ...workers] : workers) {
    const { restartPolicy } = pod;
    if (typeof restartPolicy !== 'string' || restartPolicy === '' || restartPolicy === 'Never') continue;
    tell(`${at}.template.spec.restartPolicy`, restartPolicy, 'write Never or leave it out: version 2 of the autoscaler replaces pods');
  }
}
