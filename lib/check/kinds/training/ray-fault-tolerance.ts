import type { RayClusterPart } from './ray-groups';
import { isAbsent, record } from '../../manifest';
import type { Report } from '../../report';

const ANNOTATION = 'ray.io/ft-enabled';
const NAMESPACE = 'ray.io/external-storage-namespace';
const OPTIONS = 'gcsFaultToleranceOptions';

/** Where Ray keeps its state: said in one place, gcsFaultToleranceOptions. */
export function judgeFaultTolerance({ path, spec, annotations, head, headEnv }: RayClusterPart, report: Report): void {
  const options = !isAbsent(spec[OPTIONS]);
  const annotation = annotations[ANNOTATION];
  const tell = (field: string, fix: string) => report.refuse('RAY_FAULT_TOLERANCE', field, undefined, fix);
  const at = `${path}.${OPTIONS}`;
  const params = record(head?.given.rayStartParams);
  const paramAt = (key: string) => `${head?.path}.rayStartParams['${key}']`;
  if (options && typeof annotation === 'string' && annotation !== '') {
    tell(`metadata.annotations['${ANNOTATION}']`, `remove the annotation: ${at} says it`);
  }
  const address = headEnv.get('RAY_REDIS_ADDRESS');
  if (address && (options || String(annotation).toLowerCase() !== 'true')) tell(address.path, `remove the variable and write ${at}.redisAddress`);
  const user = headEnv.get('REDIS_USERNAME');
  if (user) tell(user.path, `remove the variable and write ${at}.redisUsername`);
  if (typeof params['redis-username'] === 'string' && params['redis-username'] !== '') tell(paramAt('redis-username'), `remove it and write ${at}.redisUsername`);
  if (!options) return;
  const password = headEnv.get('REDIS_PASSWORD');
  if (password) tell(password.path, `remove the variable and write ${at}.redisPassword`);
  if (typeof params['redis-password'] === 'string' && params['redis-password'] !== '') tell(paramAt('redis-password'), `remove it and write ${at}.redisPassword`);
  if (typeof annotations[NAMESPACE] === 'string' && annotations[NAMESPACE] !== '') {
    tell(`metadata.annotations['${NAMESPACE}']`, `remove the annotation and write ${at}.externalStorageNamespace`);
  }
}
