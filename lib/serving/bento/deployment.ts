import type { Construct } from 'constructs';
import { filled } from './contents';
import type { BentoDeploymentProps, BentoPods } from './deployment-props';
import type { BentoDeploymentLimits, BentoDeploymentMonitorExporter, BentoDeploymentRunner, BentoDeploymentSpec } from '../../../imports/serving.yatai.ai';
import type { JobPodProps, PodBuilder, Problems, WorkloadProps } from '../../core';
import { checkCall, envVar, PodSecurity, Stack, Workload } from '../../core';

/** The device that Yatai has a field for. */
const GPU = 'nvidia.com/gpu';

/**
 * A Bento that answers requests: pods of its API, and of each runner.
 *
 * It makes a BentoDeployment; Yatai makes Deployments, Services, autoscalers and
 * maybe an Ingress of it. It has no place for the security of pods, so the
 * namespace is enforced at Pod Security `baseline`.
 *
 * @example
 * const bento = Bento.fromBentoName(stack, 'bento', 'iris');
 * new BentoDeployment(stack, 'iris-api', {
 *   bento, ingress: {}, autoscaling: { minReplicas: 2, maxReplicas: 10, metrics: [BentoMetric.cpu(80)] },
 *   resources: { cpu: { request: kplus.Cpu.millis(250), limit: kplus.Cpu.millis(500) } },
 * });
 * @see https://docs.yatai.io
 */
export class BentoDeployment extends Workload {
  private readonly props: BentoDeploymentProps;

  constructor(scope: Construct, id: string, props: BentoDeploymentProps) {
    checkCall('new BentoDeployment', [scope, id, props]);
    const { name, labels, annotations, serviceAccount, identity } = props;
    super(scope, id, { name, labels, annotations, serviceAccount, identity } as WorkloadProps, {
      apiVersion: 'serving.yatai.ai/v2alpha1', kind: 'BentoDeployment', app: 'bento-deployment', component: 'serving',
      safe: false, pods: podsOf(props), compute: { cpu: ['0', '0'], memory: ['0', '0'] },
    });
    this.props = props;
    for (const mount of props.monitorExporter?.mounts ?? []) this._claim(mount);
    Stack._of(this)?._relax('pods of Yatai', PodSecurity.BASELINE);
  }

  /** @internal */
  public _spec(): any {
    const { bento, runners = [], ingress } = this.props;
    const spec: BentoDeploymentSpec = {
      bento: bento.bentoName,
      ...this.part(this.props),
      runners: filled(runners.map(runner => ({ name: runner.name, ...this.part(runner) }))),
      ...ingress && {
        ingress: {
          enabled: ingress.enabled ?? true, annotations: filled(ingress.annotations), labels: filled(ingress.labels),
          ...ingress.tlsSecret && { tls: { secretName: ingress.tlsSecret.name } },
        },
      },
      monitorExporter: this.exporter(),
    };
    return spec;
  }

  private part(part: BentoPods): BentoDeploymentRunner {
    const { autoscaling, env = {}, resourceLabels, resourceAnnotations } = part;
    const builder = this.builderOf(part);
    const { metadata, spec } = builder.template({ containers: [] });
    const { containers, nodeSelector, tolerations, affinity, topologySpreadConstraints, schedulerName, serviceAccountName } = spec!;
    const { requests, limits } = builder.resources();
    const extraPodSpec = { nodeSelector, tolerations, affinity, topologySpreadConstraints, schedulerName, serviceAccountName, containers: filled(containers) };
    return {
      resources: filled({ ...requests && { requests: amounts(requests) }, ...limits && { limits: amounts(limits) } }),
      autoscaling: autoscaling && { ...autoscaling, metrics: filled(autoscaling.metrics?.map(({ _manifest }) => _manifest) ?? []) },
      envs: filled(Object.entries(env).map(([name, value]) => envVar(name, value))),
      labels: filled(resourceLabels),
      annotations: filled(resourceAnnotations),
      extraPodMetadata: { labels: metadata!.labels, annotations: filled(metadata!.annotations) },
      extraPodSpec: filled(Object.fromEntries(Object.entries(extraPodSpec).filter(([, value]) => value !== undefined))),
    };
  }

  private builderOf(part: BentoPods): PodBuilder {
    return this._builder(podsOf(part), []);
  }

  private exporter(): BentoDeploymentMonitorExporter | undefined {
    const { monitorExporter } = this.props;
    if (!monitorExporter) return undefined;
    const { output, enabled, options, structureOptions = {}, mounts = [] } = monitorExporter;
    return {
      enabled: enabled ?? true,
      output,
      options: filled(options),
      structureOptions: filled(Object.entries(structureOptions).map(([name, value]) => envVar(name, value))),
      mounts: filled(mounts.map(mount => {
        const { name: _name, ...source } = mount._volume('', this._claimName(mount.storage));
        return { path: mount.path, ...mount.readOnly && { readOnly: true }, ...source };
      })),
    };
  }

  /** @internal */
  public _check(problems: Problems): void {
    super._check(problems);
    const { runners = [], monitorExporter } = this.props;
    const parts: Array<[Problems, BentoPods]> = [[problems, this.props], ...runners.map((one): [Problems, BentoPods] => [problems._under(`runners '${one.name}'`), one])];
    for (const [own, part] of parts) {
      if (part !== this.props) this.builderOf(part).check(own);
      if (part.accelerator?._claims('')) own.add('PLATFORM_UNSUPPORTED', 'accelerator', 'claimed devices', 'Yatai has no place for claims; take devices of a device plugin');
      const { minReplicas, maxReplicas } = part.autoscaling ?? {};
      for (const [field, value] of Object.entries({ minReplicas, maxReplicas })) {
        if (value !== undefined && !Number.isInteger(value)) own.add('COUNT_RANGE', `autoscaling.${field}`, value, 'a whole number from 1');
      }
      for (const { name, volumes = [] } of part.sidecars ?? []) {
        if (volumes.length > 0) own.add('FIELD_IGNORED', `sidecars '${name}' volumes`, volumes[0].path, 'pods of Yatai have no volumes of yours; leave it out');
      }
    }
    for (const mount of monitorExporter?.mounts ?? []) {
      mount._check(problems, `monitorExporter mounts '${mount.path}'`);
      if (mount._mount('').subPath !== undefined) problems.add('FIELD_IGNORED', `monitorExporter mounts '${mount.path}' subPath`, mount._mount('').subPath, 'a mount of the exporter is a whole volume; leave it out');
    }
  }

  /** @internal */
  public _fieldOf(path: string): string {
    const [, index, rest] = /^spec\.runners\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
    if (index !== undefined && rest !== 'name') return `runners '${this.props.runners?.[Number(index)]?.name}' ${this.fieldOf(rest)}`;
    return this.fieldOf(path.replace(/^spec\./, ''));
  }

  private fieldOf(path: string): string {
    const field = path.replace(/^extraPodSpec\.containers\[(\d+)\]/, 'sidecars[$1]').replace(/^extraPodSpec\./, '').replace(/^envs\b/, 'env')
      .replace(/^labels/, 'resourceLabels').replace(/^annotations/, 'resourceAnnotations').replace(/^ingress\.tls\.secretName$/, 'ingress.tlsSecret')
      .replace(/^extraPodMetadata\.labels/, 'podLabels').replace(/^extraPodMetadata\.annotations/, 'podAnnotations')
      .replace(/^resources\.(?:requests|limits)\.(?:gpu|custom.*)$/, 'accelerator');
    return super._fieldOf(field);
  }
}

function podsOf(part: BentoPods): JobPodProps {
  const { resources, accelerator, env, podLabels, podAnnotations, nodeSelector, tolerations, placement, schedulerName, sidecars } = part;
  return { resources, accelerator, env, podLabels, podAnnotations, nodeSelector, tolerations, placement, schedulerName, sidecars };
}

/** Requests or limits, as Yatai writes them: what it has no field for is `custom`. */
function amounts(amount: { [name: string]: unknown }): BentoDeploymentLimits {
  const { cpu, memory, [GPU]: gpu, ...custom } = amount as Record<string, string | undefined>;
  return Object.fromEntries(Object.entries({ cpu, memory, gpu, custom: filled(custom) }).filter(([, value]) => value !== undefined));
}
