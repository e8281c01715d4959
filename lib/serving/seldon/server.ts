import type { Construct } from 'constructs';
import type { Container } from 'kubernetes-types/core/v1';
import { filled, propOf, SELDON_API } from './api';
import type { ISeldonServer } from './references';
import type { SeldonServerContainer, SeldonServerProps } from './server-props';
import type { ServerPodSpec, ServerSpec } from '../../../imports/mlops.seldon.io';
import type { Problems } from '../../core';
import { checkCall, Existing, PodSecurity, Stack, Workload } from '../../core';

/** What pods can say that a Server has no place for. */
const NO_PLACE = ['podLabels', 'podAnnotations'] as const;

/**
 * Pods that load models, as many as fit.
 *
 * It makes a Server, and claims for its volumes; Seldon makes a StatefulSet of
 * it, whose pods are what the ServerConfig says, and over it what is said here.
 * Containers that Seldon adds are not hardened, so the namespace is enforced at
 * Pod Security `baseline`.
 *
 * @example
 * new SeldonServer(stack, 'triton-gpu', { serverConfig: SeldonServerConfig.TRITON, accelerator: Accelerator.nvidia(), extraCapabilities: ['gpu'] });
 * @see https://docs.seldon.ai/seldon-core-2
 */
export class SeldonServer extends Workload implements ISeldonServer {
  /** A Server that exists in the namespace of `scope`. */
  public static fromServerName(scope: Construct, id: string, serverName: string): ISeldonServer {
    return new ExistingServer(scope, id, 'server', serverName, true);
  }

  private readonly props: SeldonServerProps;

  constructor(scope: Construct, id: string, props: SeldonServerProps) {
    checkCall('new SeldonServer', [scope, id, props]);
    super(scope, id, props, {
      apiVersion: SELDON_API, kind: 'Server', app: 'seldon-server', component: 'serving', safe: false, compute: { cpu: ['0', '0'], memory: ['0', '0'] },
    });
    this.props = props;
    for (const { volumes = [] } of [props.rclone ?? {}, props.agent ?? {}]) volumes.forEach(mount => this._claim(mount));
    Stack._of(this)?._relax('pods of Seldon servers', PodSecurity.BASELINE);
  }

  /** Name of the Server. */
  public get serverName(): string {
    return this.name;
  }

  /** @internal */
  public _spec(): any {
    const { serverConfig, replicas, minReplicas, maxReplicas, capabilities, extraCapabilities, disableAutoUpdate } = this.props;
    const spec: ServerSpec = {
      serverConfig: serverConfig.configName,
      replicas,
      minReplicas,
      maxReplicas,
      capabilities: filled(capabilities),
      extraCapabilities: filled(extraCapabilities),
      disableAutoUpdate,
      podSpec: filled(this.podSpec()),
    };
    return spec;
  }

  private podSpec(): ServerPodSpec {
    const { serverConfig, image, rclone, agent } = this.props;
    const beside = Object.entries({ rclone, agent }).map(([name, container]) => this.beside(name, container));
    const { spec } = this._pod({ containers: [this._container({ name: serverConfig.containerName, image: image as string }), ...beside] });
    const { containers, ...pod } = spec as ServerPodSpec;
    // What only has a name changes nothing.
    const changed = (containers ?? []).filter(container => Object.entries(container).some(([field, value]) => field !== 'name' && value !== undefined));
    return { ...pod, ...changed.length > 0 && { containers: changed } };
  }

  private beside(name: string, { image, env, resources, volumes = [] }: SeldonServerContainer = {}) {
    return this._builder({ env, resources }, volumes).container({ name, image: image as string });
  }

  /** @internal */
  public _check(problems: Problems): void {
    super._check(problems);
    for (const field of NO_PLACE) {
      const value = this.props[field];
      if (filled(value)) problems.add('FIELD_IGNORED', field, Object.keys(value!)[0], 'a Server has no place for it; say it in its ServerConfig');
    }
    for (const [part, container] of Object.entries({ rclone: this.props.rclone, agent: this.props.agent })) {
      if (container?.image !== undefined) problems.image(`${part} image`, container.image);
    }
    if (this.props.image !== undefined) problems.image('image', this.props.image);
  }

  /** @internal */
  public _fieldOf(path: string): string {
    const [, index, rest] = /^spec\.podSpec\.containers\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
    if (index !== undefined) {
      const { name } = this.podSpec().containers![Number(index)] as Container;
      const field = super._fieldOf(rest);
      return name === this.props.serverConfig.containerName ? field : `${name} ${field}`.trim();
    }
    return super._fieldOf(propOf(path).replace(/^podSpec\./, ''));
  }
}

class ExistingServer extends Existing implements ISeldonServer {
  public get serverName(): string {
    return this.existingName;
  }
}
