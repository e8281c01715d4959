import { app, driver, executor, found, template } from './spark-objects';
import type { Manifest } from '../../../../lib/check';

type Row = [what: string, manifest: Manifest, lines: string[]];

describe('what the webhook refuses', () => {
  test.each<Row>([
    ['a name that starts with a digit', app({}, { name: '2features' }), [
      "error SPARK_NAME metadata.name: got '2features'; Services are named after it: use lower-case letters, digits and -, starting with a letter",
    ]],
    ['a name with a dot', app({}, { name: 'churn.features' }), [
      "error SPARK_NAME metadata.name: got 'churn.features'; Services are named after it: use lower-case letters, digits and -, starting with a letter",
    ]],
    ['a name of 64 characters', app({}, { name: 'f'.repeat(64) }), [
      "error SPARK_NAME metadata.name: got 'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff'; use at most 63 characters: Services are named after it",
    ]],
    ['the front of a name with a capital', app({}, { name: undefined, generateName: 'Features-' }), [
      "error NAME_INVALID metadata.generateName: got 'Features-'; a name is a DNS subdomain: use lower-case letters, digits, - and .",
      "error SPARK_NAME metadata.generateName: got 'Features-'; Services are named after it: use lower-case letters, digits and -, starting with a letter",
    ]],
    ['two node selectors', executor({ nodeSelector: { pool: 'large' } }, { nodeSelector: { pool: 'batch' } }), [
      'error SPARK_NODE_SELECTOR spec.nodeSelector: move it to the driver and the executor: executor.nodeSelector is given as well',
    ]],
    ['two node selectors, one of them empty', driver({ nodeSelector: { pool: 'small' } }, { nodeSelector: {} }), [
      'error SPARK_NODE_SELECTOR spec.nodeSelector: move it to the driver and the executor: driver.nodeSelector is given as well',
    ]],
    ['a template for an old Spark', driver({ template: {} }, { sparkVersion: '2.4.8' }), [
      "error SPARK_VERSION spec.sparkVersion: got '2.4.8'; write a version such as 3.5.1: driver.template goes with Spark 3.0.0 or later, and with versions of this form",
    ]],
    ['a template for a preview of Spark 3', executor({ template: {} }, { sparkVersion: '3.0.0-preview2' }), [
      "error SPARK_VERSION spec.sparkVersion: got '3.0.0-preview2'; write a version such as 3.5.1: executor.template goes with Spark 3.0.0 or later, and with versions of this form",
    ]],
    ['a template for a version that is none', driver({ template: {} }, { sparkVersion: 'latest' }), [
      "error SPARK_VERSION spec.sparkVersion: got 'latest'; write a version such as 3.5.1: driver.template goes with Spark 3.0.0 or later, and with versions of this form",
    ]],
    ['a template for a preview that is none', driver({ template: {} }, { sparkVersion: '4.0.0-rc..1' }), [
      "error SPARK_VERSION spec.sparkVersion: got '4.0.0-rc..1'; write a version such as 3.5.1: driver.template goes with Spark 3.0.0 or later, and with versions of this form",
    ]],
    ['a template for a build that is none', driver({ template: {} }, { sparkVersion: '4.0.0+.' }), [
      "error SPARK_VERSION spec.sparkVersion: got '4.0.0+.'; write a version such as 3.5.1: driver.template goes with Spark 3.0.0 or later, and with versions of this form",
    ]],
    ['a service account in sparkConf', app({ sparkConf: { 'spark.kubernetes.authenticate.driver.serviceAccountName': 'spark' } }), [
      "error SPARK_CONF spec.sparkConf['spark.kubernetes.authenticate.driver.serviceAccountName']: got 'spark'; name it in the serviceAccount of the driver",
    ]],
    ['a token in sparkConf, which is not shown', app({ sparkConf: { 'spark.kubernetes.authenticate.oauthToken': 'secret' } }), [
      "error SPARK_CONF spec.sparkConf['spark.kubernetes.authenticate.oauthToken']: remove it: the operator sees to the credentials",
    ]],
    ['an image in sparkConf', app({ sparkConf: { 'spark.kubernetes.executor.container.image': 'spark' } }), [
      "error SPARK_CONF spec.sparkConf['spark.kubernetes.executor.container.image']: got 'spark'; name it in the image of the executor",
    ]],
    ['a master in sparkConf', app({ sparkConf: { 'spark.master': 'local[*]' } }), [
      "error SPARK_CONF spec.sparkConf['spark.master']: got 'local[*]'; remove it: the operator knows the API server",
    ]],
    ['another namespace in sparkConf', app({ sparkConf: { 'spark.kubernetes.namespace': 'default' } }), [
      "error SPARK_CONF spec.sparkConf['spark.kubernetes.namespace']: got 'default'; remove it: applications run in their object's namespace",
    ]],
    ['no namespace in sparkConf', app({ sparkConf: { 'spark.kubernetes.namespace': '' } }, { namespace: undefined }), [
      "error SPARK_CONF spec.sparkConf['spark.kubernetes.namespace']: got ''; remove it: applications run in their object's namespace",
    ]],
    ['an ingress without a URL', app({ driverIngressOptions: [{ servicePort: 80, servicePortName: 'a' }] }), [
      'error SPARK_INGRESS spec.driverIngressOptions[0].ingressURLFormat: write the URL, such as {{$appName}}.example.com',
    ]],
    ['an ingress twice', app({ driverIngressOptions: [{ servicePort: 80, servicePortName: 'a', ingressURLFormat: 'a.b' }, { servicePort: 80, servicePortName: 'b', ingressURLFormat: 'a.b' }] }), [
      'error SPARK_INGRESS spec.driverIngressOptions[1].servicePort: got 80; take another port: each stands once',
      "error SPARK_INGRESS spec.driverIngressOptions[1].ingressURLFormat: got 'a.b'; take another URL: each stands once",
    ]],
    ['scratch space without its volume', executor({ volumeMounts: [{ name: 'spark-local-dir-1', mountPath: '/scratch' }] }), [
      "error SPARK_VOLUME spec.executor.volumeMounts[0].name: got 'spark-local-dir-1'; add it to spec.volumes: the submission fails",
    ]],
    ['scratch space with a slip', driver({ volumeMounts: [{ name: 'spark-local-dir-2', mountPath: '/scratch' }] }, { volumes: [{ name: 'spark-local-dir-1', emptyDir: {} }] }), [
      "error SPARK_VOLUME spec.driver.volumeMounts[0].name: got 'spark-local-dir-2'; did you mean 'spark-local-dir-1'? The submission fails",
    ]],
    ['scratch space of a Secret', driver({ volumeMounts: [{ name: 'spark-local-dir-1', mountPath: '/scratch' }] }, { volumes: [{ name: 'spark-local-dir-1', secret: { secretName: 'a' } }] }), [
      'error SPARK_VOLUME spec.volumes[0]: use one of emptyDir, hostPath, nfs, persistentVolumeClaim: with any other type of scratch space the submission fails',
    ]],
  ])('%s', (_, manifest, lines) => {
    expect(found(manifest)).toEqual(lines);
  });
});

describe('what does not run', () => {
  test.each<Row>([
    ['client mode', app({ mode: 'client' }), [
      "warning SPARK_MODE spec.mode: got 'client'; write cluster or leave it out: in client mode the program runs inside the operator, which then misses the driver pod and counts it as failed",
    ]],
    ['Python 2', app({ pythonVersion: '2' }), [
      "warning SPARK_PROGRAM spec.pythonVersion: got '2'; remove it: Spark since 3.1 has no Python 2 and refuses the submission",
    ]],
    ['a jar for Python', app({ mainApplicationFile: 'local:///opt/app/features.jar' }), [
      "warning SPARK_PROGRAM spec.mainApplicationFile: got 'local:///opt/app/features.jar'; name a .py file, or mend the type: this is no Python file by its name, and Spark runs it as a jar",
    ]],
    ['a Python program for Scala', app({ type: 'Scala', mainClass: 'a.B' }), [
      "warning SPARK_PROGRAM spec.mainApplicationFile: got 'local:///opt/app/features.py'; name a jar, or mend the type: this is a Python file by its name, and Spark runs it as such",
    ]],
    ['a Python program for R', app({ type: 'R' }), [
      "warning SPARK_PROGRAM spec.mainApplicationFile: got 'local:///opt/app/features.py'; name a .R file, or mend the type: this is a Python file by its name, and Spark runs it as such",
    ]],
    ['a jar of the image without a class', app({ type: 'Java', mainApplicationFile: 'local:///opt/app/features.jar' }), [
      'warning SPARK_PROGRAM spec.mainClass: name the class: the operator cannot look into a jar of the image',
    ]],
    ['a class of a Python program', app({ mainClass: 'a.B' }), [
      "warning SPARK_FIELD_IGNORED spec.mainClass: got 'a.B'; remove it: Python programs have none",
    ]],
    ['a file of the operator', app({ mainApplicationFile: '/opt/app/features.py' }), [
      "warning SPARK_FILE spec.mainApplicationFile: got '/opt/app/features.py'; write local:///opt/app/features.py for a file of the image: this is looked for in the operator",
    ]],
    ['a file of the operator, with its scheme', app({ mainApplicationFile: 'file:///opt/app/features.py' }), [
      "warning SPARK_FILE spec.mainApplicationFile: got 'file:///opt/app/features.py'; write local:///opt/app/features.py for a file of the image: this is looked for in the operator",
    ]],
    ['a file without its folder', app({ mainApplicationFile: 'features.py' }), [
      "warning SPARK_FILE spec.mainApplicationFile: got 'features.py'; write local:///path for a file of the image: this is looked for in the operator",
    ]],
    ['two slashes', app({ mainApplicationFile: 'local://opt/app/features.py' }), [
      "warning SPARK_FILE spec.mainApplicationFile: got 'local://opt/app/features.py'; write local:///opt/app/features.py, with three slashes: after two comes a host, and the first folder is lost",
    ]],
    ['S3 without the a', app({ deps: { jars: ['s3://lake/a.jar'] } }), [
      "warning SPARK_FILE spec.deps.jars[0]: got 's3://lake/a.jar'; write s3a://lake/a.jar: Hadoop has no file system for s3",
    ]],
    ['a package without its version', app({ deps: { packages: ['io.delta:delta-spark_2.13'] } }), [
      "warning SPARK_PACKAGE spec.deps.packages[0]: got 'io.delta:delta-spark_2.13'; write it as group:artifact:version: Spark refuses any other form",
    ]],
    ['a package left out with its version', app({ deps: { excludePackages: ['a:b:1'] } }), [
      "warning SPARK_PACKAGE spec.deps.excludePackages[0]: got 'a:b:1'; write it as group:artifact: Spark refuses any other form",
    ]],
    ['no image', app({ image: undefined }), [
      'warning SPARK_IMAGE spec.image: name the image of Spark and the program: without it the submission fails, and an image in a pod template does not count',
    ]],
    ['an image in a template alone', driver({ template: template({ name: 'spark-kubernetes-driver' }) }, { image: '' }), [
      'warning SPARK_IMAGE spec.image: name the image of Spark and the program: without it the submission fails, and an image in a pod template does not count',
    ]],
    ['an image of the driver alone', driver({ image: 'spark' }, { image: undefined }), [
      'warning SPARK_IMAGE spec.executor.image: name an image here or in spec.image: the driver has one, and cannot make executors',
    ]],
    ['memory as Kubernetes writes it', driver({ memory: '1Gi' }), [
      "warning SPARK_MEMORY spec.driver.memory: got '1Gi'; write 1g: Spark knows no Ki, Mi and Gi, its units are such already",
    ]],
    ['a fraction of memory', executor({ memory: '1.5g' }), [
      "warning SPARK_MEMORY spec.executor.memory: got '1.5g'; write a whole number in a smaller unit, such as 1536m: Spark reads no fractions",
    ]],
    ['overhead in words', executor({ memoryOverhead: 'much' }), [
      "warning SPARK_MEMORY spec.executor.memoryOverhead: got 'much'; write a whole number and a unit, such as 512m or 4g",
    ]],
    ['a share of memory in percent', app({ memoryOverheadFactor: '10%' }), [
      "warning SPARK_MEMORY spec.memoryOverheadFactor: got '10%'; write a share such as 0.1: Spark reads it as a number, 0 or more",
    ]],
    ['a limit in capitals', executor({ memoryLimit: '2G' }), [
      "warning SPARK_MEMORY spec.executor.memoryLimit: got '2G'; write 2g or 2Gi: in capitals the unit is written twice, and the pod is refused",
    ]],
    ['a fraction of a limit in capitals', driver({ memoryLimit: '1.5GB' }), [
      "warning SPARK_MEMORY spec.driver.memoryLimit: got '1.5GB'; write 1.5gb or 1.5Gi: in capitals the unit is written twice, and the pod is refused",
    ]],
    ['a limit of memory in words', executor({ memoryLimit: 'much' }), [
      "warning SPARK_MEMORY spec.executor.memoryLimit: got 'much'; write a size such as 4g or 4Gi: the pod is refused",
    ]],
    ['a limit below the one core that is asked for', driver({ coreLimit: '500m' }), [
      "warning SPARK_CORES spec.driver.coreLimit: got '500m'; write at least 1, or a smaller coreRequest: the pod asks for 1 and is refused",
    ]],
    ['a limit below the request', executor({ coreRequest: '2', coreLimit: '1500m' }), [
      "warning SPARK_CORES spec.executor.coreLimit: got '1500m'; write at least 2, or a smaller coreRequest: the pod asks for 2 and is refused",
    ]],
    ['a limit below the request of sparkConf', executor({ coreLimit: '1' }, { sparkConf: { 'spark.executor.cores': '4' } }), [
      "warning SPARK_CORES spec.executor.coreLimit: got '1'; write at least 4, or a smaller coreRequest: the pod asks for 4 and is refused",
    ]],
    ['a request above the limit of sparkConf', executor({ coreRequest: '2' }, { sparkConf: { 'spark.kubernetes.executor.limit.cores': '1' } }), [
      "warning SPARK_CORES spec.executor.coreRequest: got '2'; write at least 2, or a smaller coreRequest: the pod asks for 2 and is refused",
    ]],
    ['a limit in words', driver({ coreLimit: 'one' }), [
      "warning SPARK_CORES spec.driver.coreLimit: got 'one'; write a quantity such as 500m or 2: the pod is refused",
    ]],
    ['no GPUs', executor({ gpu: { name: '', quantity: 0 } }), [
      "warning SPARK_GPU spec.executor.gpu.name: got ''; write the resource, such as nvidia.com/gpu: without it the pod gets none",
      'warning SPARK_GPU spec.executor.gpu.quantity: got 0; write 1 or more, or remove gpu: the pod gets none',
    ]],
    ['a ConfigMap whose name is none for a volume', driver({ configMaps: [{ name: 'spark.conf', path: '/conf' }] }), [
      "warning SPARK_MOUNT spec.driver.configMaps[0].name: got 'spark.conf'; use volumes and volumeMounts: a volume is named after it, and the pod is refused for such a name",
    ]],
    ['a ConfigMap twice', driver({ configMaps: [{ name: 'conf', path: '/a' }, { name: 'conf', path: '/b' }] }), [
      "warning SPARK_MOUNT spec.driver.configMaps[1].name: got 'conf'; mount it once: its volume would stand twice, and the pod is refused",
    ]],
    ['a Secret whose name is none for a volume', executor({ secrets: [{ name: 'a.b', path: '/a', secretType: 'Generic' }] }), [
      "warning SPARK_MOUNT spec.executor.secrets[0].name: got 'a.b'; use volumes and volumeMounts: a volume is named after it, and the pod is refused for such a name",
    ]],
    ['a type of Secret with a slip', executor({ secrets: [{ name: 'gcp', path: '/a', secretType: 'GCPServiceAcount' }] }), [
      "warning SPARK_MOUNT spec.executor.secrets[0].secretType: got 'GCPServiceAcount'; did you mean 'GCPServiceAccount'? The variable that goes with it is not set",
    ]],
    ['a type of Secret as Kubernetes has it', executor({ secrets: [{ name: 'gcp', path: '/a', secretType: 'Opaque' }] }), [
      "warning SPARK_MOUNT spec.executor.secrets[0].secretType: got 'Opaque'; one of Generic, GCPServiceAccount, HadoopDelegationToken: any other counts as Generic",
    ]],
    ['a mount without its volume', driver({ volumeMounts: [{ name: 'models', mountPath: '/models' }] }), [
      "warning SPARK_VOLUME spec.driver.volumeMounts[0].name: got 'models'; add it to spec.volumes: the mount is left out",
    ]],
    ['a mount with a slip', driver({ volumeMounts: [{ name: 'model', mountPath: '/models' }] }, { volumes: [{ name: 'models', emptyDir: {} }] }), [
      "warning SPARK_VOLUME spec.driver.volumeMounts[0].name: got 'model'; did you mean 'models'? The mount is left out",
    ]],
    ['a mount of a volume in the template', driver({ volumeMounts: [{ name: 'models', mountPath: '/models' }], template: { spec: { volumes: [{ name: 'models', emptyDir: {} }] } } }), [
      "warning SPARK_VOLUME spec.driver.volumeMounts[0].name: got 'models'; mount it in the template's container: what is mounted here has to be in spec.volumes",
    ]],
    ['a volume of a sidecar alone', driver({ sidecars: [{ name: 'ship', image: 'a', volumeMounts: [{ name: 'logs', mountPath: '/logs' }] }] }, { volumes: [{ name: 'logs', emptyDir: {} }] }), [
      "warning SPARK_VOLUME spec.driver.sidecars[0].volumeMounts[0].name: got 'logs'; mount it in driver.volumeMounts as well: a pod only gets the volumes that stand there, and is refused",
    ]],
    ['a volume of an init container alone', executor({ initContainers: [{ name: 'get', image: 'a', volumeMounts: [{ name: 'data', mountPath: '/data' }] }] }, { volumes: [{ name: 'data', emptyDir: {} }] }), [
      "warning SPARK_VOLUME spec.executor.initContainers[0].volumeMounts[0].name: got 'data'; mount it in executor.volumeMounts as well: a pod only gets the volumes that stand there, and is refused",
    ]],
    ["containers of which none is Spark's", driver({ template: template({ name: 'main' }, { name: 'proxy' }) }), [
      "warning SPARK_TEMPLATE spec.driver.template.spec.containers[0].name: got 'main'; name Spark's own container spark-kubernetes-driver: none is called so, and the first one is taken for it",
    ]],
    ['ports that no pod takes', driver({ ports: [{ name: 'spark-driver-metrics', containerPort: 0, protocol: 'tcp' }] }), [
      'warning SPARK_PORT spec.driver.ports[0].containerPort: got 0; write 1 to 65535: the pod is refused',
      "warning SPARK_PORT spec.driver.ports[0].name: got 'spark-driver-metrics'; use at most 15 lower-case letters, digits and single -: the pod is refused",
      "warning SPARK_PORT spec.driver.ports[0].protocol: got 'tcp'; write TCP, UDP or SCTP: the pod is refused",
    ]],
    ['a port that no Service takes', app({ sparkUIOptions: { servicePort: 70000, servicePortName: 'spark_ui' } }), [
      'warning SPARK_PORT spec.sparkUIOptions.servicePort: got 70000; write 1 to 65535: the Service is refused',
      "warning SPARK_PORT spec.sparkUIOptions.servicePortName: got 'spark_ui'; use at most 63 lower-case letters, digits and -: the Service is refused",
    ]],
    ['bounds that contradict each other', app({ dynamicAllocation: { enabled: true, minExecutors: 5, maxExecutors: 2 } }), [
      'warning SPARK_ALLOCATION spec.dynamicAllocation.minExecutors: got 5; write at most 2, which is maxExecutors: the driver stops',
    ]],
    ['a most of none', app({ dynamicAllocation: { enabled: true, maxExecutors: 0 } }), [
      'warning SPARK_ALLOCATION spec.dynamicAllocation.maxExecutors: got 0; write 1 or more: the driver stops',
    ]],
    ['a least below zero', app({ dynamicAllocation: { enabled: true, minExecutors: -1 } }), [
      'warning SPARK_ALLOCATION spec.dynamicAllocation.minExecutors: got -1; write 0 or more: the driver stops',
    ]],
    ['a misspelt scheduler', app({ batchScheduler: 'vulcano' }), [
      "warning SPARK_SCHEDULER spec.batchScheduler: got 'vulcano'; did you mean 'volcano'? No scheduler of this name takes the pods",
    ]],
  ])('%s', (_, manifest, lines) => {
    expect(found(manifest)).toEqual(lines);
  });
});

test.each<[string, Manifest]>([
  ['a program in Python', app()],
  ['a name that is made', app({}, { name: undefined, generateName: 'features-' })],
  ['a namespace that is said again, and one that nobody knows', app({ sparkConf: { 'spark.kubernetes.namespace': 'team' } })],
  ['node selectors of both pods', app({ driver: { nodeSelector: { a: 'b' } }, executor: { nodeSelector: { a: 'c' } } })],
  ['templates', app({ sparkVersion: 'v3.5.1', driver: { template: template({ name: 'main' }) }, executor: { template: template({ name: 'proxy', image: 'envoy' }, { name: 'spark-kubernetes-executor' }) } })],
  ['an old Spark without templates', app({ sparkVersion: '2.4.8' })],
  ['a release candidate with templates', driver({ template: {} }, { sparkVersion: '4.0.1-rc.1+7' })],
  ['a jar with its class', app({ type: 'Scala', mainClass: 'a.B', mainApplicationFile: 'https://example.com/a.jar', deps: { packages: ['a:b:1,c:d:2', 'e/f/3'], archives: ['local:///opt/env.tar.gz#env'] } })],
  ['an R program', app({ type: 'R', mainApplicationFile: 'local:///opt/app/model.R' })],
  ['a file that is uploaded', app({ mainApplicationFile: '/home/features.py', sparkConf: { 'spark.kubernetes.file.upload.path': 's3a://lake/upload' } })],
  ['S3 with a file system of its own', app({ mainApplicationFile: 's3://lake/features.py', hadoopConf: { 'fs.s3.impl': 'a.B' } })],
  ['images of both pods', app({ image: undefined, driver: { image: 'a' }, executor: { image: 'b' } })],
  ['cores and memory', app({ driver: { cores: 1, coreLimit: '1200m', memory: '512M', memoryOverhead: '384', memoryLimit: '1Gi' }, executor: { cores: 4, coreRequest: '500m', coreLimit: '1', memory: '8gb', memoryLimit: '10g' } })],
  ['a fraction of a limit', driver({ memoryLimit: '1.5g' })],
  ['a request in sparkConf below the limit', driver({ coreLimit: '500m' }, { sparkConf: { 'spark.kubernetes.driver.request.cores': '250m' } })],
  ['volumes, also of sidecars', driver({ volumeMounts: [{ name: 'a', mountPath: '/a' }, { name: 'spark-local-dir-1', mountPath: '/s' }], sidecars: [{ name: 's', image: 'i', volumeMounts: [{ name: 'a', mountPath: '/a' }, { name: 'conf-vol', mountPath: '/c' }] }] },
    { volumes: [{ name: 'a', emptyDir: {} }, { name: 'spark-local-dir-1', persistentVolumeClaim: { claimName: 'OnDemand' } }] })],
  ['Secrets, ConfigMaps, variables and ports', driver({ secrets: [{ name: 'gcp', path: '/s', secretType: 'GCPServiceAccount' }], configMaps: [{ name: 'conf', path: '/c' }], env: [{ name: 'A', value: 'b' }], envVars: { B: 'c' }, ports: [{ name: 'jmx', containerPort: 8090, protocol: 'TCP' }] })],
  ['retries', app({ restartPolicy: { type: 'OnFailure', onFailureRetries: 3, onFailureRetryInterval: 10, onSubmissionFailureRetries: 0 } })],
  ['always again', app({ restartPolicy: { type: 'Always', onFailureRetryInterval: 10 } })],
  ['dynamic allocation', app({ dynamicAllocation: { enabled: true, initialExecutors: 2, minExecutors: 0, maxExecutors: 20, shuffleTrackingTimeout: 1000 } })],
  ['dynamic allocation that is off', app({ dynamicAllocation: { enabled: false, minExecutors: 5, maxExecutors: 2 } })],
  ['metrics', app({ monitoring: { exposeDriverMetrics: true, exposeExecutorMetrics: false, prometheus: { jmxExporterJar: '/a.jar', portName: 'jmx' } } })],
  ['monitoring that is off', app({ monitoring: { exposeDriverMetrics: false, exposeExecutorMetrics: false } })],
  ['ingresses', app({ driverIngressOptions: [{ servicePort: 80, servicePortName: 'a', ingressURLFormat: '{{$appName}}.a' }, { servicePort: 81, servicePortName: 'b', ingressURLFormat: 'b' }], sparkUIOptions: { servicePort: 4040 } })],
  ['a batch scheduler of its own', app({ batchScheduler: 'my-own-scheduler', driver: { schedulerName: 'my-own-scheduler' } })],
])('%s is fine', (_, manifest) => {
  expect(found(manifest)).toEqual([]);
});

test('whatever stands where something else belongs, nothing is thrown', () => {
  for (const value of [null, 1, 'a', [], [null, 1, 'a', []], {}, { a: null }]) {
    for (const key of ['driver', 'executor', 'volumes', 'deps', 'sparkConf', 'restartPolicy', 'monitoring', 'dynamicAllocation', 'driverIngressOptions', 'sparkUIOptions', 'batchScheduler', 'batchSchedulerOptions', 'mainApplicationFile', 'nodeSelector']) {
      expect(() => found(app({ [key]: value }))).not.toThrow();
    }
    for (const key of ['template', 'volumeMounts', 'sidecars', 'env', 'envVars', 'ports', 'secrets', 'configMaps', 'gpu', 'coreLimit', 'memory']) expect(() => found(driver({ [key]: value }))).not.toThrow();
  }
});
