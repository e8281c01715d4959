import { takesTemplates } from './words';
import { isMap, record } from '../../manifest';
import type { Teller } from '../kubernetes/values';
import { eachMap } from '../kubernetes/values';

/** The container that Spark takes for its own. */
const CONTAINERS: Record<string, string> = { driver: 'spark-kubernetes-driver', server: 'spark-kubernetes-driver', executor: 'spark-kubernetes-executor' };

/** Pod templates: the version they need, and the container that is Spark's. */
export function judgeTemplates(spec: Record<string, any>, parts: readonly string[], path: string, told: Teller): void {
  const templated = parts.filter(part => isMap(record(spec[part]).template));
  if (templated.length > 0 && typeof spec.sparkVersion === 'string' && !takesTemplates(spec.sparkVersion)) {
    told.refuse('SPARK_VERSION', `${path}.sparkVersion`, spec.sparkVersion, `write a version such as 3.5.1: ${templated[0]}.template goes with Spark 3.0.0 or later, and with versions of this form`);
  }
  for (const part of templated) {
    const pod = record(spec[part].template.spec);
    const at = `${path}.${part}.template.spec.containers`;
    if (!Array.isArray(pod.containers) || pod.containers.length === 0) continue;
    const own = pod.containers.findIndex(container => record(container).name === CONTAINERS[part]);
    if (own < 0 && pod.containers.length > 1) {
      told.warn('SPARK_TEMPLATE', `${at}[0].name`, record(pod.containers[0]).name, `name Spark's own container ${CONTAINERS[part]}: none is called so, and the first one is taken for it`);
    }
    if (part !== 'server' && !(part === 'executor' && parts.includes('server'))) judgeOverwritten(pod.containers[Math.max(own, 0)], `${at}[${Math.max(own, 0)}]`, part, told);
  }
}

/** What Spark writes itself into its container. */
function judgeOverwritten(container: unknown, at: string, part: string, told: Teller): void {
  const { image, resources } = record(container);
  if (typeof image === 'string' && image !== '') told.warn('SPARK_FIELD_IGNORED', `${at}.image`, image, `name it in spec.image or ${part}.image: Spark writes its own over this`);
  const { requests, limits } = record(resources);
  const tell = (path: string, field: string, got: unknown) => {
    if (got !== undefined && got !== null) told.warn('SPARK_FIELD_IGNORED', `${at}.resources.${path}`, got, `write it as ${part}.${field}: Spark writes its own over this`);
  };
  tell('requests.cpu', 'cores or coreRequest', record(requests).cpu);
  tell('requests.memory', 'memory', record(requests).memory);
  tell('limits.memory', 'memory or memoryLimit', record(limits).memory);
}

/** The image of a container in a template, as the webhook looks for it. */
export function hasImage(template: unknown, name?: string): boolean {
  let found = false;
  eachMap(record(record(template).spec).containers, container => {
    if ((name === undefined || container.name === name) && typeof container.image === 'string' && container.image !== '') found = true;
  });
  return found;
}
