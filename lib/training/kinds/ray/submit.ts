import type { RayOptions } from '../../ray-options';
import { runtimeEnvOf } from '../../ray-runtime-env';
import { shellJoin } from '../../shell-command';
import type { JobView } from '../kind';

/** The program, as the driver's shell reads it. */
export function entrypointOf(job: JobView): string | undefined {
  const { entrypoint } = job.framework._options as RayOptions;
  const words = [...job.props.command ?? [], ...job.props.args ?? []];
  return entrypoint ?? (words.length > 0 ? shellJoin(words, job.quoted) : undefined);
}

/**
 * Submits the program unless an earlier try has, and prints what it prints.
 * KubeRay sets both variables. Where a pod has a command it adds no options.
 */
export function submitScript(job: JobView): string {
  const { runtimeEnv, metadata, entrypointNumCpus, entrypointNumGpus, entrypointResources } = job.framework._options as RayOptions;
  const at = '--address http://$RAY_DASHBOARD_ADDRESS';
  const id = '$RAY_JOB_SUBMISSION_ID';
  const options = Object.entries({
    '--runtime-env-json': runtimeEnv && JSON.stringify(runtimeEnvOf(runtimeEnv)),
    '--metadata-json': metadata && JSON.stringify(metadata),
    '--entrypoint-num-cpus': entrypointNumCpus,
    '--entrypoint-num-gpus': entrypointNumGpus,
    '--entrypoint-resources': entrypointResources && JSON.stringify(entrypointResources),
  }).filter(([, value]) => value !== undefined).map(([option, value]) => ` ${shellJoin([option, String(value)], job.quoted)}`);
  return [
    `ray job status ${at} ${id} >/dev/null 2>&1`,
    ` || ray job submit ${at} --no-wait --submission-id ${id}${options.join('')} -- ${entrypointOf(job) ?? ''}`,
    `; ray job logs ${at} --follow ${id}`,
  ].join('');
}
