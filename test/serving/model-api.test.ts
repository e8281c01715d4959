import { Duration, JsonPatch, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { ModelApiProps, PlatformProps, StackProps } from '../../lib';
import { Accelerator, Autoscaler, CloudIdentity, IrisApi, MlflowServer, ModelApi, Peer, Platform, PodSecurity, Storage, Tracking } from '../../lib';
import { find, kindsAndNames, problems, synth, testStack } from '../support/synth';

const api = (props: Partial<ModelApiProps> = {}, platform: PlatformProps = {}, stackProps: StackProps = {}) => {
  const stack = testStack(platform, stackProps);
  const construct = new ModelApi(stack, 'churn', { image: 'acme/churn:2.1', ...props });
  return { stack, api: construct };
};
const render = (props: Partial<ModelApiProps> = {}, platform: PlatformProps = {}) => synth(api(props, platform).stack);
const container = (props: Partial<ModelApiProps> = {}) => find(render(props), 'Deployment').spec.template.spec.containers[0];

test('with an image alone it makes what a production API needs, and nothing it was not asked for', () => {
  expect(kindsAndNames(render())).toEqual([
    'Namespace/mlops', 'ServiceAccount/churn', 'Deployment/churn', 'Service/churn-service',
    'HorizontalPodAutoscaler/churn-hpa', 'PodDisruptionBudget/churn-pdb', 'NetworkPolicy/churn-network',
  ]);
});

test('a rolling update loses no request: no pod leaves before another is ready, and it drains first', () => {
  const { spec } = find(render(), 'Deployment');
  expect(spec.strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
  expect(spec.template.spec.containers[0].lifecycle).toEqual({ preStop: { sleep: { seconds: 10 } } });
  expect(spec.template.spec.terminationGracePeriodSeconds).toBe(40);
});

test('before Kubernetes 1.30 the drain is a command', () => {
  const { spec } = find(render({ drain: Duration.seconds(5) }, { kubernetes: '1.29' }), 'Deployment');
  expect(spec.template.spec.containers[0].lifecycle).toEqual({ preStop: { exec: { command: ['sleep', '5'] } } });
});

test('startup and liveness ask the liveness path, readiness the health path', () => {
  const { startupProbe, readinessProbe, livenessProbe } = container({ healthPath: '/ready', livenessPath: '/live', startup: Duration.minutes(2) });
  expect([startupProbe, livenessProbe, readinessProbe].map(p => p.httpGet.path)).toEqual(['/live', '/live', '/ready']);
  expect(startupProbe.periodSeconds * startupProbe.failureThreshold).toBe(120);
});

test('the autoscaler has the number of pods to itself: spec.replicas is absent', () => {
  const manifests = render({ minReplicas: 3, maxReplicas: 6, targetCpuPercent: 50, targetMemoryPercent: 0 });
  expect(find(manifests, 'Deployment').spec).not.toHaveProperty('replicas');
  const { minReplicas, maxReplicas, metrics, scaleTargetRef } = find(manifests, 'HorizontalPodAutoscaler').spec;
  expect({ minReplicas, maxReplicas, scaleTargetRef }).toEqual({ minReplicas: 3, maxReplicas: 6, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'churn' } });
  expect(metrics).toEqual([{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } }]);
});

test('a fixed number of pods switches the autoscaler off', () => {
  const manifests = render({ replicas: 3 });
  expect(find(manifests, 'Deployment').spec.replicas).toBe(3);
  expect(kindsAndNames(manifests)).not.toContain('HorizontalPodAutoscaler/churn-hpa');
});

test('a second autoscaler is a problem', () => {
  const { stack, api: churn } = api();
  new kplus.HorizontalPodAutoscaler(stack, 'scaler', { target: churn, maxReplicas: 5, metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(60))] });
  expect(problems(stack)).toEqual([
    "[mlops/churn] ALTERNATIVES_CONFLICT autoscaler: got 'horizontal'; another autoscaler targets it too, and they would fight; set autoscaler: Autoscaler.EXTERNAL",
    "[mlops/scaler/Resource] HPA_TARGET_TWICE spec.scaleTargetRef.name: got 'churn'; HorizontalPodAutoscaler 'churn-hpa' scales it as well: they undo each other's work",
  ]);
});

test('one pod on a volume of one node is replaced, not rolled', () => {
  expect(find(render({ replicas: 1, volumes: [Storage.claim(Size.gibibytes(1)).at('/data')] }), 'Deployment').spec.strategy).toEqual({ type: 'Recreate' });
});

test('others than its namespace and the ingress are let in by name', () => {
  expect(find(render({ allowFrom: [Peer.namespace('research')] }), 'NetworkPolicy').spec.ingress[1].from).toEqual([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'research' } } }]);
});

test.each([
  ['http://mlflow-service.mlflow-team.svc', { to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'mlflow-team' } } }] }],
  ['http://mlflow-service:5000', { to: [{ podSelector: {} }] }],
  ['https://mlflow.example.com', { ports: [{ port: 443, protocol: 'TCP' }] }],
])('the way to %s is open: policies judge ports of pods, which a Service hides', (uri, rule) => {
  expect(find(render({ tracking: Tracking.server(uri) }), 'NetworkPolicy').spec.egress.slice(1)).toEqual([rule]);
});

test('an autoscaler of cdk8s-plus scales it', () => {
  const { stack, api: churn } = api({ autoscaler: Autoscaler.EXTERNAL });
  new kplus.HorizontalPodAutoscaler(stack, 'scaler', { target: churn, maxReplicas: 5, metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(60))] });
  const manifests = synth(stack);
  expect(find(manifests, 'HorizontalPodAutoscaler').spec.scaleTargetRef.name).toBe('churn');
  expect(find(manifests, 'Deployment').spec).not.toHaveProperty('replicas');
});

test('settings are a ConfigMap, and a change of them restarts the pods', () => {
  const annotations = (value: string) => find(render({ config: { LOG_LEVEL: value } }), 'Deployment').spec.template.metadata.annotations;
  expect(find(render({ config: { LOG_LEVEL: 'DEBUG' } }), 'ConfigMap').data).toEqual({ LOG_LEVEL: 'DEBUG' });
  expect(annotations('DEBUG')['checksum/config']).not.toBe(annotations('INFO')['checksum/config']);
  expect(annotations('INFO')).toEqual(annotations('INFO'));
});

test('secret keys are read from a Secret that the YAML does not hold', () => {
  const manifests = render({ secretKeys: { API_KEY: 'any' } });
  expect(find(manifests, 'Deployment').spec.template.spec.containers[0].env).toEqual([
    { name: 'HOME', value: '/tmp' },
    { name: 'API_KEY', valueFrom: { secretKeyRef: { name: 'churn-secrets', key: 'API_KEY' } } },
  ]);
  expect(kindsAndNames(manifests).filter(name => name.startsWith('Secret/'))).toEqual([]);
});

test('a secret that exists is read instead of the template', () => {
  const { stack, api: churn } = api();
  const existing = kplus.Secret.fromSecretName(stack, 'existing', 'shared');
  const other = new ModelApi(stack, 'other', { image: 'acme/other:1', secretKeys: { TOKEN: 'any' }, secret: existing });
  expect(find(synth(stack), 'Deployment', 'other').spec.template.spec.containers[0].env[1].valueFrom.secretKeyRef.name).toBe('shared');
  expect([other.secret, churn.secret]).toEqual([existing, undefined]);
});

test('a host gives an Ingress with TLS from the platform', () => {
  const ingress = find(render({ host: 'churn.example.com' }, { ingressClass: 'traefik', certificateIssuer: 'letsencrypt' }), 'Ingress');
  expect(ingress.metadata.annotations).toEqual({ 'cert-manager.io/cluster-issuer': 'letsencrypt' });
  expect(ingress.spec).toEqual({
    ingressClassName: 'traefik',
    tls: [{ hosts: ['churn.example.com'], secretName: 'churn-tls' }],
    rules: [{ host: 'churn.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name: 'churn-service', port: { name: 'http' } } } }] } }],
  });
});

test('a host on a platform with a gateway gives an HTTPRoute', () => {
  const manifests = render({ host: 'churn.example.com', path: '/v1' }, { gateway: { name: 'public', namespace: 'gateways', sectionName: 'https' } });
  expect(find(manifests, 'HTTPRoute').spec).toEqual({
    parentRefs: [{ name: 'public', namespace: 'gateways', sectionName: 'https' }],
    hostnames: ['churn.example.com'],
    rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/v1' } }], backendRefs: [{ name: 'churn-service', port: 8000 }] }],
  });
  expect(manifests.map(m => m.kind)).not.toContain('Ingress');
  expect(find(manifests, 'NetworkPolicy').spec.ingress[1].from).toEqual([{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateways' } } }]);
});

test('the Service takes the type and ports asked for', () => {
  const { spec } = find(render({ serviceType: kplus.ServiceType.NODE_PORT, nodePort: 30080, servicePort: 80, port: 9000 }), 'Service');
  expect(spec).toMatchObject({ type: 'NodePort', ports: [{ name: 'http', port: 80, targetPort: 'http', nodePort: 30080 }] });
});

test('everything optional can be switched off', () => {
  expect(kindsAndNames(render({ replicas: 1, networkPolicy: false, disruptionBudget: false }))).toEqual([
    'Namespace/mlops', 'ServiceAccount/churn', 'Deployment/churn', 'Service/churn-service',
  ]);
});

test('image, command, port, probes, environment, resources, placement and users are what was given', () => {
  const { spec } = find(render({
    command: ['serve'], args: ['--fast'], port: 9000, user: 20000, group: 20001, readOnlyRootFilesystem: false,
    env: { MODE: kplus.EnvValue.fromValue('fast') },
    resources: { cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.units(2) }, memory: { limit: Size.gibibytes(4) } },
    imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT, priorityClass: 'high', nodeSelector: { disk: 'ssd' },
    tolerations: [{ key: 'team', value: 'ml' }], accelerator: Accelerator.nvidia('L4'),
    volumes: [Storage.existingClaim('models').at('/models', { readOnly: true })],
    podLabels: { team: 'ml' }, podAnnotations: { note: 'x' },
  }), 'Deployment');
  const pod = spec.template.spec;
  expect(pod.containers[0]).toMatchObject({
    image: 'acme/churn:2.1', command: ['serve'], args: ['--fast'], imagePullPolicy: 'IfNotPresent',
    ports: [{ name: 'http', containerPort: 9000 }], env: [{ name: 'HOME', value: '/tmp' }, { name: 'MODE', value: 'fast' }],
    resources: {
      requests: { 'cpu': '100m', 'memory': '512Mi', 'nvidia.com/gpu': '1' },
      limits: { 'cpu': '2', 'memory': '4Gi', 'nvidia.com/gpu': '1' },
    },
    securityContext: { readOnlyRootFilesystem: false, allowPrivilegeEscalation: false },
  });
  expect(pod.containers[0].volumeMounts).toContainEqual({ name: 'models', mountPath: '/models', readOnly: true });
  expect(pod).toMatchObject({
    priorityClassName: 'high', nodeSelector: { 'disk': 'ssd', 'nvidia.com/gpu.product': 'NVIDIA-L4' },
    securityContext: { runAsUser: 20000, runAsGroup: 20001, fsGroup: 20001 },
  });
  expect(pod.tolerations).toEqual([
    { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }, { key: 'team', operator: 'Equal', value: 'ml' },
  ]);
  expect(spec.template.metadata).toMatchObject({ labels: { team: 'ml' }, annotations: { note: 'x' } });
});

test('a cloud identity goes on the ServiceAccount and, on Azure, on the pods', () => {
  const manifests = render({ identity: CloudIdentity.azureClientId('11111111-2222-3333-4444-555555555555') });
  expect(find(manifests, 'ServiceAccount').metadata.annotations).toEqual({ 'azure.workload.identity/client-id': '11111111-2222-3333-4444-555555555555' });
  expect(find(manifests, 'Deployment').spec.template.metadata.labels['azure.workload.identity/use']).toBe('true');
});

test('the NetworkPolicy lets in its namespace, the ingress and Prometheus, and out what was named', () => {
  const { ingress, egress } = find(render(
    { host: 'x.example.com', tls: false, egress: [{ to: Peer.cidr('10.0.0.0/8'), ports: [5432] }] },
    { ingressNamespace: 'traefik', monitoringNamespace: 'monitoring' },
  ), 'NetworkPolicy').spec;
  const namespace = (name: string) => [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } }];
  expect(ingress.map((rule: any) => rule.from)).toEqual([[{ podSelector: {} }], namespace('traefik'), namespace('monitoring')]);
  expect(egress.slice(1)).toEqual([{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 5432, protocol: 'TCP' }] }]);
});

test('metrics are scraped where a Prometheus operator runs', () => {
  const monitor = find(render({ metricsPath: '/metrics' }, { serviceMonitorLabels: { release: 'prometheus' } }), 'ServiceMonitor');
  expect(monitor.metadata.labels.release).toBe('prometheus');
  expect(monitor.spec.endpoints).toEqual([{ port: 'http', path: '/metrics', interval: '30s' }]);
});

test('a patch of a field that no schema knows is in the YAML', () => {
  const { stack, api: churn } = api();
  churn.apiObject.addJsonPatch(JsonPatch.add('/spec/template/spec/fieldOfTomorrow', { any: 1 }));
  churn.serviceObject.addJsonPatch(JsonPatch.add('/spec/trafficDistribution', 'PreferClose'));
  const manifests = stack.toJson();
  expect(find(manifests, 'Deployment').spec.template.spec.fieldOfTomorrow).toEqual({ any: 1 });
  expect(find(manifests, 'Service').spec.trafficDistribution).toBe('PreferClose');
});

describe('the three ways to a model', () => {
  test('an MlflowServer by reference gives the address and the way; IrisApi reads the address from its Secret', () => {
    const { stack } = api();
    const tracking = new MlflowServer(stack, 'mlflow-server');
    new ModelApi(stack, 'iris', { image: 'acme/iris:1', tracking });
    new IrisApi(stack, 'iris-api', { image: 'acme/iris:1', tracking });
    const manifests = synth(stack);
    expect(find(manifests, 'ConfigMap', 'iris-config').data).toEqual({ MLFLOW_TRACKING_URI: 'http://mlflow-server-service:5000' });
    expect(find(manifests, 'Deployment', 'iris-api').spec.template.spec.containers[0].env.slice(1).map((e: any) => [e.name, e.valueFrom.secretKeyRef.name])).toEqual([
      ['API_KEY', 'iris-api-secrets'], ['MLFLOW_TRACKING_URI', 'iris-api-secrets'],
    ]);
    expect(find(manifests, 'NetworkPolicy', 'iris-network').spec.egress[1]).toEqual({
      to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/instance': 'mlflow-server' } } }], ports: [{ port: 5000, protocol: 'TCP' }],
    });
  });

  test('files of the node: an empty URI, a hostPath, and a namespace that says why it is privileged', () => {
    const manifests = render({ tracking: Tracking.local() });
    expect(find(manifests, 'ConfigMap').data).toEqual({ MLFLOW_TRACKING_URI: '' });
    expect(find(manifests, 'Deployment').spec.template.spec.volumes[0]).toEqual({ name: 'mlruns-volume', hostPath: { path: '/tmp/mlruns', type: 'DirectoryOrCreate' } });
    expect(find(manifests, 'Namespace').metadata).toMatchObject({
      labels: { 'pod-security.kubernetes.io/enforce': 'privileged' },
      annotations: { 'cdk8s-mlops/pod-security': 'privileged, for development only: churn mounts /tmp/mlruns of its node' },
    });
  });

  test('files of the node are refused in a namespace whose level was given', () => {
    const { stack } = api({ tracking: Tracking.local() }, {}, { podSecurity: PodSecurity.BASELINE });
    expect(problems(stack)[0]).toMatch(/^\[mlops\/churn\] HOST_PATH_REFUSED volumes '\/tmp\/mlruns': got '\/tmp\/mlruns'; the namespace enforces Pod Security 'baseline'/);
  });

  test('a bucket: the URI of the model, the identity to read it, HTTPS out', () => {
    const manifests = render({ tracking: Tracking.bucket('gs://acme/iris', { identity: CloudIdentity.googleServiceAccount('iris@acme.iam.gserviceaccount.com') }) });
    expect(find(manifests, 'ConfigMap').data).toEqual({ MLFLOW_TRACKING_URI: '', MODEL_URI: 'gs://acme/iris' });
    expect(find(manifests, 'ServiceAccount').metadata.annotations).toEqual({ 'iam.gke.io/gcp-service-account': 'iris@acme.iam.gserviceaccount.com' });
    expect(find(manifests, 'NetworkPolicy').spec.egress).toContainEqual({ ports: [{ port: 443, protocol: 'TCP' }] });
  });
});

test('it asks the platform declared above it, whichever is nearest', () => {
  const stack = testStack({ ingressClass: 'traefik' });
  expect(Platform.of(new ModelApi(stack, 'a', { image: 'a:1' })).ingressClass).toBe('traefik');
});
