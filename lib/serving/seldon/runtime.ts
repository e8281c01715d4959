import type * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { filled, propOf, SELDON_API } from './api';
import type { SeldonRuntimeSpec, SpecConfig } from '../../../imports/mlops.seldon.io';
import type { Problems, ResourceProps } from '../../core';
import { checkCall, PodSecurity, Resource, Stack } from '../../core';

/** What is other about a component of Seldon in a namespace. */
export interface SeldonComponentOverride {
  /**
   * Its pods.
   * @default - as the SeldonConfig says
   */
  readonly replicas?: number;
  /**
   * Leaves it out.
   * @default false
   */
  readonly disable?: boolean;
  /**
   * Type of its Service.
   * @default - as the SeldonConfig says
   */
  readonly serviceType?: kplus.ServiceType;
}

/** The Kafka over which pipelines run. Settings are librdkafka's. */
export interface SeldonKafka {
  /**
   * Addresses of the brokers: `host:port`, separated by commas.
   * @default - as the SeldonConfig says
   */
  readonly bootstrapServers?: string;
  /**
   * Begins the names of topics.
   * @default - as the SeldonConfig says
   */
  readonly topicPrefix?: string;
  /**
   * What the client logs.
   * @default - nothing
   */
  readonly debug?: string;
  /**
   * Settings of consumers.
   * @default - as the SeldonConfig says
   */
  readonly consumer?: { [setting: string]: string };
  /**
   * Settings of producers.
   * @default - as the SeldonConfig says
   */
  readonly producer?: { [setting: string]: string };
  /**
   * Settings of Kafka Streams.
   * @default - as the SeldonConfig says
   */
  readonly streams?: { [setting: string]: string };
}

/** Traces of requests. */
export interface SeldonTracing {
  /**
   * Switches them off.
   * @default false
   */
  readonly disable?: boolean;
  /**
   * Where they go: `host:port` of an OpenTelemetry collector.
   * @default - as the SeldonConfig says
   */
  readonly otelExporterEndpoint?: string;
  /**
   * Share of the requests, from 0 to 1.
   * @default - as the SeldonConfig says
   */
  readonly ratio?: number;
}

/** Props of a `SeldonRuntime`. */
export interface SeldonRuntimeProps extends ResourceProps {
  /**
   * Name of the SeldonConfig that says what runs.
   * @default 'default'
   */
  readonly seldonConfig?: string;
  /**
   * What is other about components, by their names: `seldon-envoy`, `seldon-scheduler`, ...
   * @default - all are as the SeldonConfig says
   */
  readonly overrides?: { [component: string]: SeldonComponentOverride };
  /**
   * The Kafka of this namespace.
   * @default - as the SeldonConfig says
   */
  readonly kafka?: SeldonKafka;
  /**
   * The traces of this namespace.
   * @default - as the SeldonConfig says
   */
  readonly tracing?: SeldonTracing;
  /**
   * Type of the Services of the namespace.
   * @default - as the SeldonConfig says
   */
  readonly serviceType?: kplus.ServiceType;
  /**
   * Begins the names of ports that speak gRPC.
   * @default - as the SeldonConfig says
   */
  readonly grpcServicePrefix?: string;
  /**
   * Secrets with configurations of stores for rclone.
   * @default - those of the models
   */
  readonly rcloneSecrets?: kplus.ISecret[];
  /**
   * Whether it stays as it is when its SeldonConfig changes.
   * @default false
   */
  readonly disableAutoUpdate?: boolean;
}

/**
 * Seldon Core 2 in a namespace: its scheduler, gateways and proxy. One for each
 * namespace that has models.
 *
 * It makes a SeldonRuntime. Pods that Seldon makes of it are not hardened, so
 * the namespace is enforced at Pod Security `baseline`.
 *
 * @example
 * new SeldonRuntime(stack, 'seldon', { overrides: { 'seldon-envoy': { serviceType: kplus.ServiceType.CLUSTER_IP } } });
 * @see https://docs.seldon.ai/seldon-core-2
 */
export class SeldonRuntime extends Resource {
  private readonly props: SeldonRuntimeProps;

  constructor(scope: Construct, id: string, props: SeldonRuntimeProps = {}) {
    checkCall('new SeldonRuntime', [scope, id, props]);
    super(scope, id, props, { apiVersion: SELDON_API, kind: 'SeldonRuntime', app: 'seldon-runtime', component: 'serving' });
    this.props = props;
    Stack._of(this)?._relax('pods of Seldon', PodSecurity.BASELINE);
  }

  /** @internal */
  public _spec(): any {
    const { seldonConfig, overrides = {}, disableAutoUpdate } = this.props;
    const spec: SeldonRuntimeSpec = {
      seldonConfig: seldonConfig ?? 'default',
      ...filled(overrides) && { overrides: Object.entries(overrides).map(([name, override]) => ({ name, ...override })) },
      config: filled(this.config()),
      disableAutoUpdate,
    };
    return spec;
  }

  private config(): SpecConfig {
    const { kafka, tracing, serviceType, grpcServicePrefix, rcloneSecrets = [] } = this.props;
    const { bootstrapServers, topicPrefix, debug, consumer, producer, streams } = kafka ?? {};
    return {
      ...kafka && { kafkaConfig: { 'bootstrap.servers': bootstrapServers, topicPrefix, debug, consumer, producer, streams } },
      ...tracing && { tracingConfig: { ...tracing, ratio: tracing.ratio === undefined ? undefined : String(tracing.ratio) } },
      ...(serviceType ?? grpcServicePrefix) !== undefined && { serviceConfig: { serviceType, grpcServicePrefix } },
      ...rcloneSecrets.length > 0 && { agentConfig: { rclone: { config_secrets: rcloneSecrets.map(({ name }) => name) } } },
    };
  }

  /** @internal */
  public _check(problems: Problems): void {
    const { tracing, overrides = {} } = this.props;
    const { ratio } = tracing ?? {};
    if (ratio !== undefined && !(ratio >= 0 && ratio <= 1)) problems.add('COUNT_RANGE', 'tracing.ratio', ratio, 'a share from 0 to 1');
    for (const [name, { disable, replicas, serviceType }] of Object.entries(overrides)) {
      if (disable && (replicas ?? serviceType) !== undefined) problems.add('FIELD_IGNORED', `overrides.${name}`, replicas ?? serviceType, 'the component is left out; remove what is said of it, or `disable`');
    }
  }

  /** @internal */
  public _fieldOf(path: string): string {
    const names = Object.keys(this.props.overrides ?? {});
    return propOf(path)
      .replace(/^overrides\[(\d+)\]/, (_, i) => `overrides.${names[Number(i)]}`)
      .replace(/^(overrides\.[^.]+)\.name$/, '$1')
      .replace(/^config\.kafkaConfig/, 'kafka').replace(/^config\.tracingConfig/, 'tracing').replace(/^config\.serviceConfig\./, '')
      .replace(/^config\.agentConfig\.rclone\.config_secrets/, 'rcloneSecrets');
  }
}
