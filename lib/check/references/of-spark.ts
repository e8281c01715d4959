import type { Add, Finds } from './reference';
import { list, record } from '../manifest';

/** What an application of Spark needs, wherever its spec stands: its fields are not those of a pod. */
function application(spec: Record<string, any>, at: string, add: Add): void {
  list(spec.imagePullSecrets).forEach((name, i) => add('/Secret', name, `${at}.imagePullSecrets[${i}]`));
  for (const key of ['sparkConfigMap', 'hadoopConfigMap']) add('/ConfigMap', spec[key], `${at}.${key}`);
  list(spec.volumes).forEach((volume, i) => {
    const { secret, configMap, persistentVolumeClaim } = record(volume);
    if (record(secret).optional !== true) add('/Secret', record(secret).secretName, `${at}.volumes[${i}].secret.secretName`);
    if (record(configMap).optional !== true) add('/ConfigMap', record(configMap).name, `${at}.volumes[${i}].configMap.name`);
    // Spark makes a claim of its own for this one.
    const { claimName } = record(persistentVolumeClaim);
    if (claimName !== 'OnDemand') add('/PersistentVolumeClaim', claimName, `${at}.volumes[${i}].persistentVolumeClaim.claimName`);
  });
  if (spec.batchScheduler === 'volcano') {
    const { queue, priorityClassName } = record(spec.batchSchedulerOptions);
    add('scheduling.volcano.sh/Queue', queue, `${at}.batchSchedulerOptions.queue`, null);
    add('scheduling.k8s.io/PriorityClass', priorityClassName, `${at}.batchSchedulerOptions.priorityClassName`, null);
  }
  for (const part of ['driver', 'executor']) pod(record(spec[part]), `${at}.${part}`, add);
}

function pod(fields: Record<string, any>, at: string, add: Add): void {
  add('/ServiceAccount', fields.serviceAccount, `${at}.serviceAccount`);
  add('scheduling.k8s.io/PriorityClass', fields.priorityClassName, `${at}.priorityClassName`, null);
  list(fields.secrets).forEach((secret, i) => add('/Secret', record(secret).name, `${at}.secrets[${i}].name`));
  list(fields.configMaps).forEach((map, i) => add('/ConfigMap', record(map).name, `${at}.configMaps[${i}].name`));
  for (const [variable, ref] of Object.entries(record(fields.envSecretKeyRefs))) add('/Secret', record(ref).name, `${at}.envSecretKeyRefs.${variable}.name`);
  list(fields.env).forEach((variable, i) => {
    const { secretKeyRef, configMapKeyRef } = record(record(variable).valueFrom);
    if (record(secretKeyRef).optional !== true) add('/Secret', record(secretKeyRef).name, `${at}.env[${i}].valueFrom.secretKeyRef.name`);
    if (record(configMapKeyRef).optional !== true) add('/ConfigMap', record(configMapKeyRef).name, `${at}.env[${i}].valueFrom.configMapKeyRef.name`);
  });
  list(fields.envFrom).forEach((source, i) => {
    const { secretRef, configMapRef } = record(source);
    if (record(secretRef).optional !== true) add('/Secret', record(secretRef).name, `${at}.envFrom[${i}].secretRef.name`);
    if (record(configMapRef).optional !== true) add('/ConfigMap', record(configMapRef).name, `${at}.envFrom[${i}].configMapRef.name`);
  });
}

/** The objects that applications of Spark refer to. */
export const OF_SPARK: Finds = {
  'sparkoperator.k8s.io/SparkApplication': ({ spec }, add) => application(spec, 'spec', add),
  'sparkoperator.k8s.io/ScheduledSparkApplication': ({ spec }, add) => application(record(spec.template), 'spec.template', add),
};
