import type { Application } from './parts';
import { record } from '../../manifest';
import type { Report } from '../../report';

const AUTHENTICATION = 'remove it: the operator sees to the credentials';
const MASTER = 'remove it: the operator knows the API server';
/** Keys that the webhook denies, and what to do instead. */
const DENIED: Record<string, string> = {
  'spark.kubernetes.authenticate.driver.serviceAccountName': 'name it in the serviceAccount of the driver',
  'spark.kubernetes.authenticate.executor.serviceAccountName': 'name it in the serviceAccount of the executor',
  'spark.kubernetes.authenticate.oauthTokenFile': AUTHENTICATION,
  'spark.kubernetes.authenticate.oauthToken': AUTHENTICATION,
  'spark.kubernetes.authenticate.driver.oauthTokenFile': AUTHENTICATION,
  'spark.kubernetes.authenticate.driver.oauthToken': AUTHENTICATION,
  'spark.kubernetes.authenticate.executor.oauthTokenFile': AUTHENTICATION,
  'spark.kubernetes.authenticate.executor.oauthToken': AUTHENTICATION,
  'spark.master': MASTER,
  'spark.kubernetes.driver.master': MASTER,
  'spark.kubernetes.container.image': 'name it in spec.image',
  'spark.kubernetes.driver.container.image': 'name it in the image of the driver',
  'spark.kubernetes.executor.container.image': 'name it in the image of the executor',
};
const NAMESPACE = 'spark.kubernetes.namespace';

/** Properties that the webhook does not let through, whatever kind they stand in. */
export function judgeConf(conf: unknown, at: string, namespace: string | undefined, report: Report): void {
  for (const [key, value] of Object.entries(record(conf))) {
    if (Object.hasOwn(DENIED, key)) {
      report.refuse('SPARK_CONF', `${at}['${key}']`, /oauthToken$/.test(key) ? undefined : value, DENIED[key]);
    } else if (key === NAMESPACE && typeof value === 'string' && (namespace === undefined ? value === '' : value !== namespace)) {
      report.refuse('SPARK_CONF', `${at}['${key}']`, value, "remove it: applications run in their object's namespace");
    }
  }
}

/** Properties that a field writes as well; the field comes last and holds. */
const FIELDS: ReadonlyArray<readonly [key: string, part: string, field: string]> = [
  ['spark.driver.cores', 'driver', 'cores'],
  ['spark.driver.memory', 'driver', 'memory'],
  ['spark.driver.memoryOverhead', 'driver', 'memoryOverhead'],
  ['spark.driver.extraJavaOptions', 'driver', 'javaOptions'],
  ['spark.kubernetes.driver.request.cores', 'driver', 'coreRequest'],
  ['spark.kubernetes.driver.limit.cores', 'driver', 'coreLimit'],
  ['spark.executor.cores', 'executor', 'cores'],
  ['spark.executor.memory', 'executor', 'memory'],
  ['spark.executor.memoryOverhead', 'executor', 'memoryOverhead'],
  ['spark.executor.extraJavaOptions', 'executor', 'javaOptions'],
  ['spark.executor.instances', 'executor', 'instances'],
  ['spark.kubernetes.executor.request.cores', 'executor', 'coreRequest'],
  ['spark.kubernetes.executor.limit.cores', 'executor', 'coreLimit'],
];

const ALLOCATION = ['initialExecutors', 'minExecutors', 'maxExecutors', 'enabled'];

/** Properties of which a field says something else. */
export function judgeOverridden({ spec, path, report }: Application): void {
  const conf = record(spec.sparkConf);
  const tell = (key: string, field: string, value: unknown) => {
    if (!Object.hasOwn(conf, key) || value === undefined || value === null || String(value) === String(conf[key])) return;
    report.warn('SPARK_CONF_OVERRIDDEN', `${path}.sparkConf['${key}']`, conf[key], `remove it, or ${field}, which holds: it is ${JSON.stringify(value)}`);
  };
  for (const [key, part, field] of FIELDS) tell(key, `${part}.${field}`, record(spec[part])[field]);
  tell('spark.kubernetes.driver.pod.name', 'driver.podName', record(spec.driver).podName || undefined);
  const allocation = record(spec.dynamicAllocation);
  if (allocation.enabled === true) for (const field of ALLOCATION) tell(`spark.dynamicAllocation.${field}`, `dynamicAllocation.${field}`, allocation[field]);
}
