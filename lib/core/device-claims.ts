import type { JobPodProps } from './job-pod-props';
import type { Platform } from './platform';
import type { Problems } from './problems';

/** The name under which pods claim their accelerator. */
const ACCELERATOR = 'device';

/**
 * Claims beside the accelerator: their names are those of Kubernetes, none twice.
 * @internal
 */
export function checkClaims(problems: Problems, { deviceClaims = {} }: Pick<JobPodProps, 'deviceClaims'>, platform: Platform): void {
  for (const [name, claim] of Object.entries(deviceClaims)) {
    const field = `deviceClaims '${name}'`;
    if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) problems.add('NAME_INVALID', 'deviceClaims', name, 'use up to 63 lower-case letters, digits and -');
    else if (name === ACCELERATOR || name === `${ACCELERATOR}s`) problems.add('ALTERNATIVES_CONFLICT', 'deviceClaims', name, 'the accelerator has this name; take another one');
    claim._check(problems, platform, field);
  }
}
