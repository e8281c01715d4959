import { judgeAllocation } from './allocation';
import { judgeConf } from './conf';
import { judgeSparkName, warnOfLongSparkName } from './name';
import { hasImage, judgeTemplates } from './template';
import { isSparkMemory, memoryHint } from './words';
import { isMap, record } from '../../manifest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';
import { isEmpty } from '../kubernetes/values';

const PARTS = ['server', 'executor'];

/** What the webhook and the controller of the Spark operator 2.5 make of a SparkConnect. */
export const sparkConnect: KindRule = {
  kinds: ['sparkoperator.k8s.io/SparkConnect'],
  judge(manifest, report) {
    const { spec } = manifest;
    judgeSparkName(manifest, 56, report);
    warnOfLongSparkName(manifest, 47, 56, 'the executors are named after it, and Spark refuses a longer one', report);
    if (spec.sparkVersion === '') report.refuse('SPARK_VERSION', 'spec.sparkVersion', '', 'write the version of Spark, such as 4.0.1');
    else judgeTemplates(spec, PARTS, 'spec', report);
    judgeImages(spec, report);
    judgeAllocation(spec.dynamicAllocation, 'spec.dynamicAllocation', report, true);
    for (const part of PARTS) {
      const { memory } = record(spec[part]);
      if (typeof memory === 'string' && memory !== '' && !isSparkMemory(memory)) report.refuse('SPARK_MEMORY', `spec.${part}.memory`, memory, memoryHint(memory));
    }
    judgeConf(spec.sparkConf, 'spec.sparkConf', manifest.metadata.namespace, report);
    judgeService(record(spec.server).service, report);
  },
};

/** One image for all, or one in either template. */
function judgeImages(spec: Record<string, any>, report: Report): void {
  if (!isEmpty(spec.image)) return;
  const missing = PARTS.filter(part => !hasImage(record(spec[part]).template));
  if (missing.length > 0) {
    report.refuse('SPARK_IMAGE', 'spec.image', undefined, `name the image, or give the containers of both templates one: ${missing.join(' and ')} ${missing.length > 1 ? 'have' : 'has'} none`);
  } else if (!hasImage(record(spec.executor).template, 'spark-kubernetes-executor')) {
    report.warn('SPARK_IMAGE', 'spec.image', undefined, "name the image, or call the executor's container spark-kubernetes-executor: the controller finds none");
  }
}

/** The Service in front of the server. */
function judgeService(service: unknown, report: Report): void {
  if (!isMap(service)) return;
  if (isEmpty(record(service.metadata).name)) report.warn('SPARK_SERVICE', 'spec.server.service.metadata.name', undefined, 'write a name: the controller takes it from here, and can make no Service without one');
  if (Array.isArray(record(service.spec).ports)) report.warn('SPARK_FIELD_IGNORED', 'spec.server.service.spec.ports', undefined, 'remove them: the controller writes its own, 15002 for clients among them');
}
