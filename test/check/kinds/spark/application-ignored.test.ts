import { app, driver, executor, found, template } from './spark-objects';
import type { Manifest } from '../../../../lib/check';

type Row = [what: string, manifest: Manifest, lines: string[]];

describe('what has no effect', () => {
  test.each<Row>([
    ['retries that nobody reads', app({ failureRetries: 3, retryInterval: 10 }), [
      'warning SPARK_FIELD_IGNORED spec.failureRetries: got 3; write it as restartPolicy.onFailureRetries: the operator does not read this',
      'warning SPARK_FIELD_IGNORED spec.retryInterval: got 10; write it as restartPolicy.onFailureRetryInterval: the operator does not read this',
    ]],
    ['retries without a type', app({ restartPolicy: { onFailureRetries: 3 } }), [
      'warning SPARK_RESTART spec.restartPolicy.onFailureRetries: got 3; write type: OnFailure, or remove it: nothing is tried again',
    ]],
    ['an interval under Never', app({ restartPolicy: { type: 'Never', onFailureRetryInterval: 3 } }), [
      'warning SPARK_RESTART spec.restartPolicy.onFailureRetryInterval: got 3; write OnFailure as the type, or remove it: nothing is tried again',
    ]],
    ['retries under Always', app({ restartPolicy: { type: 'Always', onSubmissionFailureRetries: 3, onFailureRetryInterval: 10 } }), [
      'warning SPARK_RESTART spec.restartPolicy.onSubmissionFailureRetries: got 3; write OnFailure as the type, or remove it: with Always it is tried again without end',
    ]],
    ['OnFailure without retries', app({ restartPolicy: { type: 'OnFailure', onFailureRetryInterval: 10 } }), [
      'warning SPARK_RESTART spec.restartPolicy.onFailureRetries: write how often: without onFailureRetries and onSubmissionFailureRetries nothing is tried again',
    ]],
    ['bounds without enabled', app({ dynamicAllocation: { minExecutors: 1, maxExecutors: 2 } }), [
      'warning SPARK_ALLOCATION spec.dynamicAllocation.enabled: write true: without it minExecutors has no effect',
    ]],
    ['a start outside the bounds', app({ dynamicAllocation: { enabled: true, initialExecutors: 9, maxExecutors: 2 } }), [
      'warning SPARK_ALLOCATION spec.dynamicAllocation.initialExecutors: got 9; write at most 2, which is maxExecutors',
    ]],
    ['a time for tracking that is off', app({ dynamicAllocation: { enabled: true, shuffleTrackingEnabled: false, shuffleTrackingTimeout: 5 } }), [
      'warning SPARK_ALLOCATION spec.dynamicAllocation.shuffleTrackingTimeout: got 5; remove it: shuffleTrackingEnabled is false',
    ]],
    ['metrics without an exporter', app({ monitoring: { exposeDriverMetrics: true, exposeExecutorMetrics: false } }), [
      'warning SPARK_MONITORING spec.monitoring.prometheus: name the exporter in jmxExporterJar: without prometheus the operator passes over all of this',
    ]],
    ['an exporter in no pod', app({ monitoring: { exposeDriverMetrics: false, exposeExecutorMetrics: false, prometheus: { jmxExporterJar: '/a.jar' } } }), [
      'warning SPARK_MONITORING spec.monitoring.exposeDriverMetrics: got false; write true here or for the executors: no pod runs the exporter',
    ]],
    ['files and contents', app({ monitoring: { exposeDriverMetrics: true, exposeExecutorMetrics: true, metricsProperties: 'a', metricsPropertiesFile: '/a', prometheus: { jmxExporterJar: '/a.jar', configFile: '/b', configuration: 'b', portName: 'Metrics' } } }), [
      'warning SPARK_MONITORING spec.monitoring.metricsProperties: remove it, or metricsPropertiesFile, which holds',
      'warning SPARK_MONITORING spec.monitoring.prometheus.configuration: remove it, or configFile, which holds',
      "warning SPARK_PORT spec.monitoring.prometheus.portName: got 'Metrics'; use at most 15 lower-case letters, digits and single -: the pod is refused",
    ]],
    ['properties that fields override', executor({ memory: '2g', instances: 2 }, { sparkConf: { 'spark.executor.memory': '8g', 'spark.executor.instances': '2' } }), [
      'warning SPARK_CONF_OVERRIDDEN spec.sparkConf[\'spark.executor.memory\']: got \'8g\'; remove it, or executor.memory, which holds: it is "2g"',
    ]],
    ['bounds in sparkConf that fields override', app({ dynamicAllocation: { enabled: true, maxExecutors: 5 }, sparkConf: { 'spark.dynamicAllocation.maxExecutors': '9' } }), [
      "warning SPARK_CONF_OVERRIDDEN spec.sparkConf['spark.dynamicAllocation.maxExecutors']: got '9'; remove it, or dynamicAllocation.maxExecutors, which holds: it is 5",
    ]],
    ['the name of the pod in sparkConf', driver({ podName: 'a' }, { sparkConf: { 'spark.kubernetes.driver.pod.name': 'b' } }), [
      'warning SPARK_CONF_OVERRIDDEN spec.sparkConf[\'spark.kubernetes.driver.pod.name\']: got \'b\'; remove it, or driver.podName, which holds: it is "a"',
    ]],
    ['a variable in three places', driver({ env: [{ name: 'A', value: '1' }], envVars: { A: '2' }, envSecretKeyRefs: { A: { name: 's', key: 'k' } } }), [
      'warning SPARK_ENV spec.driver.envVars.A: remove it: env has this variable as well, and holds',
      'warning SPARK_ENV spec.driver.envSecretKeyRefs.A: remove it: env has this variable as well, and holds',
    ]],
    ['two schedulers', executor({ schedulerName: 'mine' }, { batchScheduler: 'volcano' }), [
      "warning SPARK_FIELD_IGNORED spec.executor.schedulerName: got 'mine'; remove it, or batchScheduler, which holds",
    ]],
    ['an image and resources in a template', driver({ template: template({ name: 'proxy', image: 'envoy' }, { name: 'spark-kubernetes-driver', image: 'spark', resources: { requests: { cpu: 1, memory: '1Gi' }, limits: { memory: '2Gi' } } }) }), [
      "warning SPARK_FIELD_IGNORED spec.driver.template.spec.containers[1].image: got 'spark'; name it in spec.image or driver.image: Spark writes its own over this",
      'warning SPARK_FIELD_IGNORED spec.driver.template.spec.containers[1].resources.requests.cpu: got 1; write it as driver.cores or coreRequest: Spark writes its own over this',
      "warning SPARK_FIELD_IGNORED spec.driver.template.spec.containers[1].resources.requests.memory: got '1Gi'; write it as driver.memory: Spark writes its own over this",
      "warning SPARK_FIELD_IGNORED spec.driver.template.spec.containers[1].resources.limits.memory: got '2Gi'; write it as driver.memory or memoryLimit: Spark writes its own over this",
    ]],
  ])('%s', (_, manifest, lines) => {
    expect(found(manifest)).toEqual(lines);
  });
});

describe('what cannot be known from here', () => {
  test.each<Row>([
    ['the rights of the driver', app({ driver: {} }), [
      'info SPARK_SERVICE_ACCOUNT spec.driver.serviceAccount: name one that may make pods, Services and ConfigMaps: the default one rarely may',
    ]],
    ['a jar of a store without a class', app({ type: 'Java', mainApplicationFile: 's3a://lake/a.jar' }), [
      'info SPARK_PROGRAM spec.mainClass: name the class: without it the operator has to fetch the jar, and the jar has to name one',
    ]],
    ['an ingress of the UI', app({ sparkUIOptions: { ingressAnnotations: { a: 'b' }, ingressTLS: [{ hosts: ['a'] }] } }), [
      'info SPARK_INGRESS_OFF spec.sparkUIOptions.ingressAnnotations: start the operator with --ingress-url-format: without it there is no Ingress for the UI',
      'info SPARK_INGRESS_OFF spec.sparkUIOptions.ingressTLS: start the operator with --ingress-url-format: without it there is no Ingress for the UI',
    ]],
    ['a batch scheduler', app({ batchScheduler: 'yunikorn' }), [
      "info SPARK_SCHEDULER spec.batchScheduler: got 'yunikorn'; start the operator with --enable-batch-scheduler: it is off by default",
    ]],
    ['options of a default scheduler', app({ batchSchedulerOptions: { queue: 'a' } }), [
      'info SPARK_SCHEDULER spec.batchScheduler: name it, such as volcano: the options count only where the operator has a default one',
    ]],
  ])('%s', (_, manifest, lines) => {
    expect(found(manifest, true).filter(line => line.startsWith('info '))).toEqual(lines);
  });
});
