import type { Application } from './parts';
import { judgeContainerPort } from './ports';
import { isSparkMemory, memoryHint } from './words';
import { isAbsent, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import { isLabel } from '../kubernetes/forms';
import { exceeds, quantityOf } from '../kubernetes/quantities';
import { eachMap, isEmpty } from '../kubernetes/values';

const SECRET_TYPES = ['Generic', 'GCPServiceAccount', 'HadoopDelegationToken'];

/** The driver, or the executors. */
export function judgePart({ spec, path, report }: Application, part: 'driver' | 'executor'): void {
  const pod = record(spec[part]);
  const at = `${path}.${part}`;
  for (const key of ['memory', 'memoryOverhead']) {
    if (typeof pod[key] === 'string' && !isSparkMemory(pod[key])) report.warn('SPARK_MEMORY', `${at}.${key}`, pod[key], memoryHint(pod[key]));
  }
  judgeMemoryLimit(pod.memoryLimit, `${at}.memoryLimit`, report);
  judgeCores(pod, record(spec.sparkConf), part, at, report);
  judgeGpu(pod.gpu, `${at}.gpu`, report);
  judgeNames(pod, at, report);
  judgeEnvironment(pod, at, report);
  eachMap(pod.ports, (port, i) => judgeContainerPort(port, `${at}.ports[${i}]`, report));
  if (part !== 'driver') return;
  const { memoryOverheadFactor: factor } = spec;
  if (typeof factor === 'string' && factor !== '' && !(Number(factor) >= 0)) {
    report.warn('SPARK_MEMORY', `${path}.memoryOverheadFactor`, factor, 'write a share such as 0.1: Spark reads it as a number, 0 or more');
  }
  if (isEmpty(pod.serviceAccount) && isEmpty(record(record(pod.template).spec).serviceAccountName)) {
    report.note('SPARK_SERVICE_ACCOUNT', `${at}.serviceAccount`, undefined, 'name one that may make pods, Services and ConfigMaps: the default one rarely may');
  }
}

/** A quantity of Kubernetes; a unit of Spark in lower case is turned into one. */
function judgeMemoryLimit(limit: unknown, at: string, report: Report): void {
  if (typeof limit !== 'string' || limit.length > 64) return;
  const [, number, unit] = /^([0-9]+(?:\.[0-9]+)?)([kmgtp]b?)$/i.exec(limit) ?? [];
  if (unit !== undefined && unit !== unit.toLowerCase()) report.warn('SPARK_MEMORY', at, limit, `write ${number}${unit.toLowerCase()} or ${number}${unit[0].toUpperCase()}i: in capitals the unit is written twice, and the pod is refused`);
  else if (unit === undefined && quantityOf(limit) === undefined) report.warn('SPARK_MEMORY', at, limit, 'write a size such as 4g or 4Gi: the pod is refused');
}

/** What is asked for has to be within the limit: Spark asks for one core where nothing is said. */
function judgeCores(pod: Record<string, any>, conf: Record<string, any>, part: string, at: string, report: Report): void {
  for (const key of ['coreRequest', 'coreLimit']) {
    if (typeof pod[key] === 'string' && quantityOf(pod[key]) === undefined) report.warn('SPARK_CORES', `${at}.${key}`, pod[key], 'write a quantity such as 500m or 2: the pod is refused');
  }
  const limit = quantityOf(pod.coreLimit ?? conf[`spark.kubernetes.${part}.limit.cores`]);
  const request = quantityOf(pod.coreRequest ?? conf[`spark.kubernetes.${part}.request.cores`] ?? pod.cores ?? conf[`spark.${part}.cores`] ?? 1);
  if (limit === undefined || request === undefined || !exceeds(request, limit)) return;
  const field = isAbsent(pod.coreLimit) ? `${at}.coreRequest` : `${at}.coreLimit`;
  report.warn('SPARK_CORES', field, pod.coreLimit ?? pod.coreRequest, `write at least ${request}, or a smaller coreRequest: the pod asks for ${request} and is refused`);
}

function judgeGpu(gpu: unknown, at: string, report: Report): void {
  const { name, quantity } = record(gpu);
  if (name === '') report.warn('SPARK_GPU', `${at}.name`, name, 'write the resource, such as nvidia.com/gpu: without it the pod gets none');
  if (typeof quantity === 'number' && quantity <= 0) report.warn('SPARK_GPU', `${at}.quantity`, quantity, 'write 1 or more, or remove gpu: the pod gets none');
}

/** Volumes are named after the Secrets and ConfigMaps. */
function judgeNames(pod: Record<string, any>, at: string, report: Report): void {
  const seen = new Set<string>();
  eachMap(pod.configMaps, ({ name }, i) => {
    if (typeof name !== 'string') return;
    const field = `${at}.configMaps[${i}].name`;
    if (seen.has(name)) report.warn('SPARK_MOUNT', field, name, 'mount it once: its volume would stand twice, and the pod is refused');
    else if (!isLabel(`${name}-vol`.slice(0, 63))) report.warn('SPARK_MOUNT', field, name, 'use volumes and volumeMounts: a volume is named after it, and the pod is refused for such a name');
    seen.add(name);
  });
  eachMap(pod.secrets, ({ name, secretType }, i) => {
    const field = `${at}.secrets[${i}]`;
    if (typeof name === 'string' && !isLabel(`${name}-volume`)) report.warn('SPARK_MOUNT', `${field}.name`, name, 'use volumes and volumeMounts: a volume is named after it, and the pod is refused for such a name');
    if (typeof secretType !== 'string' || SECRET_TYPES.includes(secretType)) return;
    const near = nearest(secretType, SECRET_TYPES);
    report.warn('SPARK_MOUNT', `${field}.secretType`, secretType, near ? `did you mean '${near}'? The variable that goes with it is not set` : `one of ${SECRET_TYPES.join(', ')}: any other counts as Generic`);
  });
}

/** One variable in two places: the list is appended last and holds. */
function judgeEnvironment(pod: Record<string, any>, at: string, report: Report): void {
  const [old, keys] = [record(pod.envVars), record(pod.envSecretKeyRefs)];
  eachMap(pod.env, ({ name }) => {
    if (typeof name !== 'string') return;
    for (const [field, map] of [['envVars', old], ['envSecretKeyRefs', keys]] as const) {
      if (Object.hasOwn(map, name)) report.warn('SPARK_ENV', `${at}.${field}.${name}`, undefined, 'remove it: env has this variable as well, and holds');
    }
  });
}
