import type { ApiObject, JsonPatch } from 'cdk8s';
import { JsonPatch as Patch, Yaml } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkKatibConfig } from './katib-config-checks';
import { addedResources, configurationOf, katibContent } from './katib-config-content';
import { katibField } from './katib-config-fields';
import type { KatibConfigProps } from './katib-config-props';
import type { Right } from './katib-config-rights';
import { LEASES, rightsOf } from './katib-config-rights';
import { CONTROLLER } from './katib-config-shipped';
import type { Problems } from '../core';
import { checkCall, Resource, Synthesis } from '../core';
import type { KatibConfiguration } from '../core/cluster-props';

const KEY = 'katib-config.yaml';
const RBAC = 'rbac.authorization.k8s.io';

/**
 * What Katib runs: its algorithms, metrics collectors, kinds of trials, and how
 * its controller works. For those who run Katib 0.19; everything that is not
 * said is as Katib ships it, but hardened.
 *
 * It makes the ConfigMap `katib-config` in the namespace of its stack, which is
 * that of Katib; apply it after Katib's manifests, whose ConfigMap it replaces.
 * Kinds of trials that Katib does not ship get a ClusterRole and a
 * ClusterRoleBinding for its controller. Experiments see changes of `algorithms`,
 * `earlyStopping` and `metricsCollectors` at once; for others restart the controller.
 *
 * @example
 * const katib = { metricsCollectors: { PrometheusMetric: { image: 'acme/prometheus-collector:1.2' } }, trialResources: [TrialResource.JOB_SET] };
 * Platform.declare(app, { katib: KatibConfig.configurationOf(katib) });
 * const kubeflow = new Stack(app, 'kubeflow', { createNamespace: false });
 * new KatibConfig(kubeflow, 'katib-config', katib);
 * @see https://www.kubeflow.org/docs/components/katib/user-guides/katib-config/
 */
export class KatibConfig extends Resource {
  /** What a Platform says of a Katib with this configuration, so that experiments are judged by it. */
  public static configurationOf(props: KatibConfigProps): KatibConfiguration {
    return configurationOf(props);
  }

  /** What a Platform says of this Katib: `Platform.declare(app, { katib: config.configuration })`. */
  public readonly configuration: KatibConfiguration;
  /** The ClusterRole of Katib's controller on added kinds of trials; undefined where none was added. */
  public readonly trialRole?: ApiObject;
  /** The PersistentVolumeClaim of Katib's database; undefined unless asked for. */
  public readonly databaseClaim?: ApiObject;

  private readonly props: KatibConfigProps;
  private readonly patches: JsonPatch[] = [];

  constructor(scope: Construct, id: string, props: KatibConfigProps = {}) {
    checkCall('new KatibConfig', [scope, id, props]);
    super(scope, id, { name: 'katib-config', labels: props.labels, annotations: props.annotations }, {
      apiVersion: 'v1', kind: 'ConfigMap', app: 'katib', component: 'configuration', fields: ['data'],
    });
    this.props = props;
    this.configuration = configurationOf(props);
    const added = addedResources(props);
    if (added.length > 0) this.trialRole = this.allow('trials', rightsOf(added), true);
    if (props.enableLeaderElection) this.allow('leader-election', [LEASES], false);
    if (props.databaseStorage) this.databaseClaim = this.claim();
  }

  /**
   * Changes the content before it is written as text, in fields that have no
   * prop: `JsonPatch.add('/runtime/suggestions/0/env', [...])`.
   */
  public patchContent(...operations: JsonPatch[]): void {
    this.patches.push(...operations);
  }

  /** @internal */
  public _spec(): any {
    return { data: { [KEY]: Yaml.stringify(this.content()) } };
  }

  /** @internal */
  public _check(problems: Problems): void {
    checkKatibConfig(this.props, problems);
  }

  /** @internal */
  public _fieldOf(path: string): string {
    return katibField(path, this.props, this.content());
  }

  private content(): Record<string, any> {
    const plain = JSON.parse(JSON.stringify(katibContent(this.props)));
    return this.patches.length === 0 ? plain : Patch.apply(plain, ...this.patches);
  }

  /** Gives rights to the ServiceAccount of the controller. */
  private allow(role: string, rules: Right[], everywhere: boolean): ApiObject {
    const kind = everywhere ? 'ClusterRole' : 'Role';
    // A cluster may have several Katibs.
    const name = everywhere && this.namespace !== undefined ? `${this.namespace}-${CONTROLLER}-${role}` : `${CONTROLLER}-${role}`;
    const object = this._child(`${role}-role`, `${RBAC}/v1`, kind, { name, clusterScoped: everywhere, body: { rules } });
    this._child(`${role}-binding`, `${RBAC}/v1`, `${kind}Binding`, {
      name, clusterScoped: everywhere,
      body: {
        roleRef: { apiGroup: RBAC, kind, name },
        subjects: [{ kind: 'ServiceAccount', name: CONTROLLER, ...this.namespace !== undefined && { namespace: this.namespace } }],
      },
    });
    Synthesis.of(this).assume(`serviceaccount/${this.namespace ?? ''}/${CONTROLLER}`);
    return object;
  }

  private claim(): ApiObject {
    const { size, storageClass } = this.props.databaseStorage!;
    return this._child('database', 'v1', 'PersistentVolumeClaim', {
      name: 'katib-mysql',
      body: {
        spec: {
          accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size?.asString() ?? '10Gi' } },
          ...storageClass !== undefined && { storageClassName: storageClass },
        },
      },
    });
  }
}
