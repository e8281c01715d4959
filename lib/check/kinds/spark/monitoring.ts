import type { Application } from './parts';
import { judgePortName } from './ports';
import { isMap, record } from '../../manifest';
import { isEmpty } from '../kubernetes/values';

/** Metrics: all of it hangs on the exporter. */
export function judgeMonitoring({ spec, path, report }: Application): void {
  if (!isMap(spec.monitoring)) return;
  const at = `${path}.monitoring`;
  const { prometheus, exposeDriverMetrics, exposeExecutorMetrics, metricsProperties, metricsPropertiesFile } = spec.monitoring;
  if (!isMap(prometheus)) {
    const used = ['exposeDriverMetrics', 'exposeExecutorMetrics'].some(key => spec.monitoring[key] === true) || !isEmpty(metricsProperties) || !isEmpty(metricsPropertiesFile);
    if (used) report.warn('SPARK_MONITORING', `${at}.prometheus`, undefined, 'name the exporter in jmxExporterJar: without prometheus the operator passes over all of this');
    return;
  }
  if (exposeDriverMetrics === false && exposeExecutorMetrics === false) report.warn('SPARK_MONITORING', `${at}.exposeDriverMetrics`, false, 'write true here or for the executors: no pod runs the exporter');
  if (!isEmpty(metricsPropertiesFile) && !isEmpty(metricsProperties)) report.warn('SPARK_MONITORING', `${at}.metricsProperties`, undefined, 'remove it, or metricsPropertiesFile, which holds');
  if (!isEmpty(prometheus.configFile) && !isEmpty(prometheus.configuration)) report.warn('SPARK_MONITORING', `${at}.prometheus.configuration`, undefined, 'remove it, or configFile, which holds');
  judgePortName(record(prometheus).portName, `${at}.prometheus.portName`, report);
}
