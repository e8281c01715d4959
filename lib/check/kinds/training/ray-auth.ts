import type { RayClusterPart } from './ray-groups';
import { record } from '../../manifest';
import type { Report } from '../../report';

/** Logins need a Ray that knows them. */
export function judgeAuth({ path, spec }: RayClusterPart, report: Report): void {
  const { mode, enableK8sTokenAuth, secretName } = record(spec.authOptions);
  const at = `${path}.authOptions`;
  if (mode !== 'token') {
    if (enableK8sTokenAuth === true) report.refuse('RAY_AUTH', `${at}.mode`, mode ?? undefined, 'write token: enableK8sTokenAuth is for that mode');
    return;
  }
  const [least, why] = enableK8sTokenAuth === true ? [[2, 55], 'enableK8sTokenAuth'] : [[2, 52], 'mode token'];
  if (!reaches(spec.rayVersion, least)) {
    const wanted = `${least.join('.')}.0`;
    const got = typeof spec.rayVersion === 'string' ? spec.rayVersion : undefined;
    report.refuse('RAY_AUTH', `${path}.rayVersion`, got, `write ${wanted} or newer, in full: authOptions with ${why} needs it`);
  }
  if (enableK8sTokenAuth === true && typeof secretName === 'string' && secretName !== '') {
    report.refuse('RAY_AUTH', `${at}.secretName`, secretName, 'remove it: with enableK8sTokenAuth the token is that of the ServiceAccount');
  }
}

/** Whether a version such as `2.52.0` or `v2.52` is at least this one; a text that is no version is not. */
function reaches(version: unknown, [major, minor]: number[]): boolean {
  const numbers = typeof version === 'string' ? /^\s*v?(\d+)\.(\d+)/.exec(version) : null;
  if (!numbers || /^0\d/.test(numbers[1])) return false;
  const given = [Number(numbers[1]), Number(numbers[2])];
  return given[0] > major || given[0] === major && given[1] >= minor;
}
