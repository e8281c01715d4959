/**
 * One program of the comparison: `node variants.mjs <variant> <apis> <outdir> [<literals>]`.
 * Writes N model APIs of eight objects, then says on stdout what it used.
 */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const require = createRequire(import.meta.url);
const PLATFORM = { ingressClass: 'traefik', certificateIssuer: 'letsencrypt', ingressNamespace: 'traefik' };
const NAMESPACE = 'bench';
const IMAGE = 'ghcr.io/acme/churn:1.4.2';
const CONFIG = { MODEL_NAME: 'churn', MODEL_STAGE: 'production', BATCH_SIZE: '64' };

/** @typedef {(app: import('cdk8s').App, names: string[], literals?: string) => void} Variant */

/** The library, as its users write it. @type {Variant} */
function ours(app, names) {
  const { ModelApi, Platform, Stack } = require('cdk8s-mlops');
  Platform.declare(app, PLATFORM);
  const stack = new Stack(app, NAMESPACE);
  for (const name of names) new ModelApi(stack, name, { image: IMAGE, host: `${name}.example.com`, config: CONFIG });
}

/** The same objects, written out by hand: plain cdk8s with literal props. @type {Variant} */
function plain(app, names, literals) {
  const { ApiObject, Chart } = require('cdk8s');
  const { once, each } = require(resolve(literals));
  const chart = new Chart(app, NAMESPACE);
  for (const object of once()) new ApiObject(chart, object.kind, object);
  for (const name of names) {
    for (const object of each(name)) new ApiObject(chart, `${name}-${object.kind}`, object);
  }
}

/** As near to it as the classes of cdk8s-plus come. @type {Variant} */
function kplus(app, names) {
  const { ApiObject, Chart, Duration, Size } = require('cdk8s');
  const k = require('cdk8s-plus-28');
  const chart = new Chart(app, NAMESPACE, { disableResourceNameHashes: true });
  new k.Namespace(chart, 'Namespace', { metadata: { name: NAMESPACE } });
  for (const name of names) {
    const labels = {
      'app.kubernetes.io/name': 'model-api', 'app.kubernetes.io/instance': name,
      'app.kubernetes.io/component': 'serving', 'app.kubernetes.io/managed-by': 'cdk8s',
    };
    const meta = (/** @type {string} */ suffix = '') => ({ metadata: { name: `${name}${suffix}`, namespace: NAMESPACE, labels } });
    const config = new k.ConfigMap(chart, `${name}-config`, { ...meta('-config'), data: CONFIG });
    const serviceAccount = new k.ServiceAccount(chart, `${name}-account`, meta());
    const probe = (/** @type {number} */ seconds, /** @type {number} */ failureThreshold) =>
      k.Probe.fromHttpGet('/health', { port: 8000, periodSeconds: Duration.seconds(seconds), timeoutSeconds: Duration.seconds(3), failureThreshold });
    const tmp = k.Volume.fromEmptyDir(chart, `${name}-tmp`, 'tmp', { sizeLimit: Size.gibibytes(1) });
    const deployment = new k.Deployment(chart, name, {
      ...meta(),
      serviceAccount,
      podMetadata: { labels },
      strategy: k.DeploymentStrategy.rollingUpdate({ maxSurge: k.PercentOrAbsolute.absolute(1), maxUnavailable: k.PercentOrAbsolute.absolute(0) }),
      securityContext: { user: 10001, group: 10001, ensureNonRoot: true },
      terminationGracePeriod: Duration.seconds(40),
      containers: [{
        name: 'api',
        image: IMAGE,
        imagePullPolicy: k.ImagePullPolicy.ALWAYS,
        ports: [{ name: 'http', number: 8000 }],
        envFrom: [k.Env.fromConfigMap(config)],
        resources: {
          cpu: { request: k.Cpu.millis(250), limit: k.Cpu.units(1) },
          memory: { request: Size.mebibytes(512), limit: Size.gibibytes(1) },
          ephemeralStorage: { request: Size.gibibytes(1), limit: Size.gibibytes(2) },
        },
        startup: probe(5, 60),
        readiness: probe(10, 3),
        liveness: probe(20, 6),
        securityContext: { user: 10001, group: 10001, readOnlyRootFilesystem: true },
        volumeMounts: [{ path: '/tmp', volume: tmp }],
      }],
    });
    const service = new k.Service(chart, `${name}-service`, { ...meta('-service'), selector: deployment, ports: [{ name: 'http', port: 8000, targetPort: 8000 }] });
    const ingress = new k.Ingress(chart, `${name}-ingress`, {
      metadata: { ...meta('-ingress').metadata, annotations: { 'cert-manager.io/cluster-issuer': PLATFORM.certificateIssuer } },
      className: PLATFORM.ingressClass,
      tls: [{ hosts: [`${name}.example.com`], secret: k.Secret.fromSecretName(chart, `${name}-tls`, `${name}-tls`) }],
    });
    ingress.addHostRule(`${name}.example.com`, '/', k.IngressBackend.fromService(service), k.HttpIngressPathType.PREFIX);
    new k.HorizontalPodAutoscaler(chart, `${name}-hpa`, {
      ...meta('-hpa'),
      target: deployment,
      minReplicas: 2,
      maxReplicas: 10,
      metrics: [
        k.Metric.resourceCpu(k.MetricTarget.averageUtilization(70)),
        k.Metric.resourceMemory(k.MetricTarget.averageUtilization(80)),
      ],
    });
    new k.NetworkPolicy(chart, `${name}-network`, {
      ...meta('-network'),
      selector: deployment,
      ingress: {
        default: k.NetworkPolicyTrafficDefault.DENY,
        rules: [{ peer: k.Namespaces.select(chart, `${name}-from`, { names: [PLATFORM.ingressNamespace] }), ports: [k.NetworkPolicyPort.tcp(8000)] }],
      },
      egress: {
        default: k.NetworkPolicyTrafficDefault.DENY,
        rules: [{ peer: k.Namespaces.all(chart, `${name}-dns`), ports: [k.NetworkPolicyPort.of({ port: 53, protocol: k.NetworkProtocol.UDP }), k.NetworkPolicyPort.tcp(53)] }],
      },
    });
    new ApiObject(chart, `${name}-pdb`, {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      ...meta('-pdb'),
      spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector: { matchLabels: deployment.matchLabels } },
    });
  }
}

const [variant, apis, outdir, literals] = process.argv.slice(2);
const names = Array.from({ length: Number(apis) }, (_, i) => `model-${i}`);
const { App } = require('cdk8s');
const app = new App({ outdir });
({ ours, plain, kplus })[variant](app, names, literals);
app.synth();

const { user, system } = process.cpuUsage();
process.stdout.write(JSON.stringify({ cpu: (user + system) / 1e6, rss: process.resourceUsage().maxRSS / 1024 }));
