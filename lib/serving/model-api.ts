import { createHash } from 'crypto';
import type { ApiObject } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { EgressRule, Problems, TrackingBinding } from '../core';
import { autoscalerSpec, checkCall, fromSecret, identityConflict, imageByTag, Linter, literal, loadKplus, probes, seconds, SecretTemplate, serviceMonitorSpec, Tracking, trackingCredentials, WebDeployment, withoutPriority } from '../core';
import type { ModelApiProps } from './model-api-props';
import { Autoscaler } from './model-api-props';

const COMPUTE = { cpu: ['250m', '1'], memory: ['512Mi', '1Gi'], ephemeralStorage: ['256Mi', '2Gi'] };

/**
 * A model behind an HTTP API of your own: any image, any framework.
 *
 * It makes a Deployment that rolls without losing a request, a Service, an
 * autoscaler, a disruption budget, a NetworkPolicy and a ServiceAccount; with a
 * `host` an Ingress or HTTPRoute, with `config` a ConfigMap. Settings restart
 * the pods when they change, secrets are references.
 *
 * @example
 * new ModelApi(stack, 'churn', { image: 'acme/churn:2.1', tracking });
 */
export class ModelApi extends WebDeployment implements kplus.IScalable {
  /** The ConfigMap; undefined without settings. */
  public readonly configObject?: ApiObject;
  /** The Secret that the pods read; undefined without secret keys. */
  public readonly secret?: kplus.ISecret;
  /** The HorizontalPodAutoscaler; undefined if something else scales. */
  public readonly autoscalerObject?: ApiObject;
  /** The ServiceMonitor; undefined without metrics or a Prometheus operator. */
  public readonly serviceMonitorObject?: ApiObject;
  /** Whether something scales the pods; `spec.replicas` is then left out. */
  public hasAutoscaler: boolean;

  private scaledByOther = false;
  private readonly model: ModelApiProps;
  private readonly config: Record<string, string>;
  private readonly secretKeys: Record<string, string>;

  constructor(scope: Construct, id: string, props: ModelApiProps) {
    checkCall('new ModelApi', [scope, id, props]);
    const binding = props.tracking?.bindTracking(scope);
    super(scope, id, {
      ...props,
      identity: props.identity ?? (props.serviceAccount ? undefined : binding?.identity),
      volumes: [...binding?.volumes ?? [], ...props.volumes ?? []],
      env: { ...binding?.env, ...props.env },
    }, props.port ?? 8000, { app: 'model-api', component: 'serving', compute: COMPUTE });
    this.model = props;

    this.config = { ...props.config, ...trackingConfig(props, binding) };
    if (Object.keys(this.config).length > 0) {
      this.configObject = this._child('config', 'v1', 'ConfigMap', { body: { data: this.config } });
    }
    this.secretKeys = { ...props.secretKeys };
    if (Object.keys(this.secretKeys).length > 0) {
      this.secret = props.secret ?? new SecretTemplate(this, 'secrets', { name: `${this.name}-secrets`, keys: this.secretKeys });
    }
    if (props.metricsPath !== undefined && this._platform.serviceMonitorLabels) {
      this.serviceMonitorObject = this._child('metrics', 'monitoring.coreos.com/v1', 'ServiceMonitor', {
        labels: this._platform.serviceMonitorLabels,
        body: { spec: serviceMonitorSpec(this.selectorLabels, props.metricsPath) },
      });
    }
    this.hasAutoscaler = props.replicas === undefined;
    if (this.hasAutoscaler && (props.autoscaler ?? Autoscaler.HORIZONTAL) === Autoscaler.HORIZONTAL) {
      this.autoscalerObject = this._child('hpa', 'autoscaling/v2', 'HorizontalPodAutoscaler', { body: { spec: autoscalerSpec(this.name, this.scaling) } });
    }
    this.exempt();
  }

  /** Leaves the number of pods to an autoscaler; called by `kplus.HorizontalPodAutoscaler`. */
  public markHasAutoscaler(): void {
    this.scaledByOther = true;
    this.hasAutoscaler = true;
  }

  /** What a `kplus.HorizontalPodAutoscaler` scales. */
  public toScalingTarget(): kplus.ScalingTarget {
    const container = new (loadKplus().Container)({ name: this.name, image: this.model.image, resources: this.model.resources });
    return { apiVersion: 'apps/v1', kind: 'Deployment', name: this.name, containers: [container], replicas: this.model.replicas };
  }

  private get scaling() {
    const { minReplicas = 2, maxReplicas = 10, targetCpuPercent = 70, targetMemoryPercent = 80 } = this.model;
    return { min: minReplicas, max: maxReplicas, cpuPercent: targetCpuPercent || undefined, memoryPercent: targetMemoryPercent || undefined };
  }

  private get startupSeconds(): number {
    return this.model.startup ? seconds(this.model.startup) : 300;
  }

  /** @internal */
  public _spec(): any {
    const { image, command, args, healthPath = '/health', livenessPath = healthPath } = this.model;
    return this._deployment({
      replicas: this.hasAutoscaler ? undefined : this.model.replicas,
      // The new pod would wait for a volume that the old one holds.
      recreate: this.model.replicas === 1 && this._mounts.some(mount => mount._oneNode),
      startupSeconds: this.startupSeconds,
      annotations: this.configObject && { 'checksum/config': fingerprint(this.config) },
      container: this._container({
        name: 'api',
        defaultEnv: [literal('HOME', '/tmp')],
        image,
        command,
        args,
        ports: [{ name: 'http', containerPort: this.port, protocol: 'TCP' }],
        ...this.configObject && { envFrom: [{ configMapRef: { name: this.configObject.name } }] },
        env: [
          ...Object.keys(this.secretKeys).map(key => fromSecret(key, this.secret!.name)),
          ...trackingCredentials(this.model.tracking?.bindTracking(this)),
        ],
        probes: probes({ readiness: healthPath, liveness: livenessPath, startupSeconds: this.startupSeconds }),
        lifecycle: this._lifecycle(),
      }),
    });
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return super._fieldOf(path).replace(/^data\['(.*)'\]$/, 'config.$1');
  }

  /** @internal */
  protected _egressRules(): EgressRule[] {
    return [...this.model.tracking?.bindTracking(this).egress ?? [], ...super._egressRules()];
  }

  /** @internal */
  public _check(problems: Problems): void {
    super._check(problems);
    const { model } = this;
    problems.image('image', model.image);
    problems.port('port', model.port);
    problems.wholeNumber('REPLICAS_RANGE', 'replicas', model.replicas, 1, 10000, 'at least 1; to stop it, remove the construct or scale it by kubectl');
    for (const field of ['minReplicas', 'maxReplicas', 'targetCpuPercent', 'targetMemoryPercent', 'autoscaler'] as const) {
      if (model.replicas !== undefined && model[field] !== undefined) {
        problems.add('ALTERNATIVES_CONFLICT', field, model[field], `\`replicas: ${model.replicas}\` switches the autoscaler off; remove one of the two`);
      } else if (model.autoscaler === Autoscaler.EXTERNAL && field !== 'autoscaler' && model[field] !== undefined) {
        problems.add('ALTERNATIVES_CONFLICT', field, model[field], 'an external autoscaler has its own settings; remove it, or `autoscaler`');
      }
    }
    if (this.scaledByOther && this.autoscalerObject) {
      problems.add('ALTERNATIVES_CONFLICT', 'autoscaler', model.autoscaler ?? Autoscaler.HORIZONTAL, 'another autoscaler targets it too, and they would fight; set autoscaler: Autoscaler.EXTERNAL');
    }
    const { min, max, cpuPercent, memoryPercent } = this.scaling;
    problems.wholeNumber('AUTOSCALING_RANGE', 'minReplicas', min, 1, 10000, 'at least 1');
    if (max <= min || max > 10000 || !Number.isInteger(max)) problems.add('AUTOSCALING_RANGE', 'maxReplicas', max, `has to be above minReplicas (${min}) and at most 10000; for a fixed number of pods set \`replicas\``);
    for (const [field, percent] of [['targetCpuPercent', model.targetCpuPercent], ['targetMemoryPercent', model.targetMemoryPercent]] as const) {
      problems.wholeNumber('AUTOSCALING_RANGE', field, percent, 0, 1000, 'a whole percentage of the request; 0 switches it off');
    }
    if (cpuPercent === undefined && memoryPercent === undefined && this.autoscalerObject) {
      problems.add('AUTOSCALING_RANGE', 'targetCpuPercent', 0, 'the autoscaler has nothing to look at; give a percentage of CPU or memory, or `replicas`');
    }
    for (const field of ['healthPath', 'livenessPath', 'metricsPath'] as const) problems.urlPath(field, model[field]);
    problems.duration('startup', model.startup, 1, 86400, 'from one second to one day');
    identityConflict(problems, 'tracking', model.tracking?.bindTracking(this).identity, model);
    this.checkSettings(problems);
  }

  private checkSettings(problems: Problems): void {
    const { model } = this;
    if (model.tracking instanceof Tracking && model.tracking._problem) {
      problems.add('URI_INVALID', 'tracking', ...model.tracking._problem);
    }
    for (const key of Object.keys(this.config)) {
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) problems.add('ENV_NAME_INVALID', `config['${key}']`, undefined, 'settings become environment variables: letters, digits and _');
      if (Object.hasOwn(model.config ?? {}, key) && Object.hasOwn(trackingConfig(model, model.tracking?.bindTracking(this)), key)) {
        problems.add('ENV_DUPLICATE', `config['${key}']`, undefined, '`tracking` sets it; remove one of the two');
      }
      if (Object.hasOwn(model.env ?? {}, key)) problems.add('ENV_DUPLICATE', `env.${key}`, undefined, '`config` sets it too; remove one of the two');
      if (Object.hasOwn(this.secretKeys, key)) problems.add('ENV_DUPLICATE', `config['${key}']`, undefined, 'it comes from the Secret; remove one of the two');
    }
    if (model.secret && Object.keys(this.secretKeys).length === 0) {
      problems.add('FIELD_IGNORED', 'secret', model.secret.name, 'no key of it is read; name them in `secretKeys`');
    }
  }

  /** Where a default of ours goes against a linter's check on purpose. */
  private exempt(): void {
    const { healthPath = '/health', livenessPath = healthPath, image, imagePullPolicy, replicas, priorityClass } = this.model;
    this._exempt(this.apiObject, [
      ...this.secret ? [{ linter: Linter.CHECKOV, check: 'CKV_K8S_35', reason: 'the API reads its secrets from the environment' }] : [],
      ...imageByTag(image),
      ...imagePullPolicy && imagePullPolicy !== 'Always' ? [
        { linter: Linter.KUBE_SCORE, check: 'container-image-pull-policy', reason: 'the pull policy was chosen' },
        { linter: Linter.CHECKOV, check: 'CKV_K8S_15', reason: 'the pull policy was chosen' },
        { linter: Linter.POLARIS, check: 'pullPolicyNotAlways', reason: 'the pull policy was chosen' },
      ] : [],
      ...livenessPath === healthPath ? [{ linter: Linter.KUBE_SCORE, check: 'pod-probes-identical', reason: 'one path; liveness is the more patient' }] : [],
      ...replicas === undefined ? [{ linter: Linter.POLARIS, check: 'deploymentMissingReplicas', reason: 'an autoscaler sets the replicas' }] : [],
      ...replicas === undefined && !this.autoscalerObject ? [{ linter: Linter.KUBE_SCORE, check: 'deployment-replicas', reason: 'an autoscaler outside of this YAML sets the replicas' }] : [],
      ...replicas === 1 ? [
        { linter: Linter.KUBE_SCORE, check: 'deployment-replicas', reason: 'one replica was chosen' },
        { linter: Linter.POLARIS, check: 'deploymentMissingReplicas', reason: 'one replica was chosen' },
      ] : [],
      ...withoutPriority(priorityClass),
    ]);
  }
}

/** The address of the tracker is a setting like any other, unless the author keeps it in the Secret. */
function trackingConfig({ secretKeys = {} }: ModelApiProps, binding?: TrackingBinding): Record<string, string> {
  if (!binding) return {};
  return { ...binding.config, ...!Object.hasOwn(secretKeys, 'MLFLOW_TRACKING_URI') && { MLFLOW_TRACKING_URI: binding.uri } };
}

function fingerprint(data: Record<string, string>): string {
  return createHash('sha256').update(JSON.stringify(Object.entries(data).sort())).digest('hex').slice(0, 32);
}
