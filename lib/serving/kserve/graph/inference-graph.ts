import type { Construct } from 'constructs';
import type { InferenceGraphSpec } from '../../../../imports/serving.kserve.io';
import type { Problems } from '../../../core';
import { checkCall, givenResources, INSTANCE_LABEL, nonEmpty, Platform, PodSecurity, Resource, seconds, Stack } from '../../../core';
import { toleration } from '../../../core/container-parts';
import { propOfPod } from '../../../core/pod-fields';
import { InferenceServiceRef } from '../inference-service-reference';
import { GraphNodes } from './graph-nodes';
import { checkPlacement, placed } from './graph-placement';
import type { InferenceGraphProps } from './inference-graph-props';

const MODE = 'serving.kserve.io/deploymentMode';
const STOP = 'serving.kserve.io/stop';
const AUTOSCALER = 'serving.kserve.io/autoscalerClass';
/** With it Knative gives pods what `restricted` asks and KServe leaves out. */
const SECURE_PODS = 'secure-pod-defaults';

/**
 * Services that work together: one after the other, all at once, one of them by
 * chance or by what a request says. A router asks them; clients ask the router.
 *
 * It makes an InferenceGraph of KServe. The router lacks a seccomp profile, so
 * the namespace is enforced at `baseline` unless its Stack says otherwise.
 *
 * @example
 * const animals = GraphTarget.service(InferenceServiceRef.fromName('animals'));
 * const breeds = GraphTarget.service(InferenceServiceRef.fromName('breeds'));
 * new InferenceGraph(mlops, 'pets', {
 *   root: GraphNode.sequence([
 *     { to: animals, dependency: StepDependency.HARD },
 *     { to: breeds, condition: '[@this].#(predictions.0=="dog")' },
 *   ]),
 * });
 * @see https://kserve.github.io/website/docs/model-serving/inferencegraph/overview
 */
export class InferenceGraph extends Resource {
  private readonly props: InferenceGraphProps;
  private readonly nodes: GraphNodes;
  private readonly mode: string;

  constructor(scope: Construct, id: string, props: InferenceGraphProps) {
    checkCall('new InferenceGraph', [scope, id, props]);
    const mode = props.mode ?? Platform.of(scope)._facts.kserve.defaultMode;
    const { stop, autoscaler } = props;
    super(scope, id, {
      ...props,
      annotations: { [MODE]: mode, ...stop !== undefined && { [STOP]: String(stop) }, ...autoscaler && { [AUTOSCALER]: autoscaler }, ...props.annotations },
    }, { apiVersion: 'serving.kserve.io/v1alpha1', kind: 'InferenceGraph', app: 'inference-graph', component: 'serving' });
    this.props = props;
    this.mode = props.annotations?.[MODE] ?? mode;
    this.nodes = new GraphNodes(props.root);
    for (const service of this.nodes.services) InferenceServiceRef._assume(this, service);
    const lacking = this.lacking();
    if (lacking !== undefined) Stack._of(this)?._relax(lacking, PodSecurity.BASELINE);
  }

  /** @internal */
  public _spec(): any {
    const { minReplicas, maxReplicas, scaleMetric, scaleTarget, timeout, routerTimeouts = {}, nodeName, serviceAccount, tolerations = [] } = this.props;
    const { serverRead, serverWrite, serverIdle, serviceClient } = routerTimeouts;
    const spec: InferenceGraphSpec = {
      nodes: this.nodes.render(),
      minReplicas,
      maxReplicas,
      scaleMetric,
      scaleTarget,
      timeout: timeout && seconds(timeout),
      nodeName,
      serviceAccountName: serviceAccount?.name,
      ...nonEmpty({
        routerTimeouts: nonEmptySeconds({ serverRead, serverWrite, serverIdle, serviceClient }),
        resources: givenResources(this.props.resources) as object,
        affinity: placed(this.props.placement, { [INSTANCE_LABEL]: this.name }),
        nodeSelector: this.props.nodeSelector,
        tolerations: tolerations.map(toleration),
      }),
    };
    return spec;
  }

  /** @internal */
  public _check(problems: Problems): void {
    const { mode, stop, autoscaler, annotations = {}, placement, timeout, routerTimeouts = {} } = this.props;
    this.nodes.check(problems);
    checkPlacement(problems, placement);
    for (const [key, prop, said] of [[MODE, 'mode', mode], [STOP, 'stop', stop], [AUTOSCALER, 'autoscaler', autoscaler]] as const) {
      if (said !== undefined && Object.hasOwn(annotations, key) && annotations[key] !== String(said)) {
        problems.add('ALTERNATIVES_CONFLICT', `annotations['${key}']`, annotations[key], `\`${prop}\` says ${said}; remove one of the two`);
      }
    }
    if (autoscaler !== undefined && this.mode === 'Knative') problems.add('FIELD_IGNORED', 'autoscaler', autoscaler, 'Knative scales the router; leave it out, or use KServeMode.STANDARD');
    problems.duration('timeout', timeout, 0, 2 ** 31 - 1, 'at most 10 minutes');
    for (const [field, time] of Object.entries(routerTimeouts)) {
      problems.duration(`routerTimeouts.${field}`, time, 0, 2 ** 31 - 1, 'at most 68 years; 0 is for good');
    }
    const lacking = this.lacking();
    if (lacking !== undefined && Stack._of(this)?.podSecurity === PodSecurity.RESTRICTED) {
      problems.add('POD_SECURITY_INJECTED', 'mode', this.mode, `${lacking}, which Pod Security 'restricted' refuses; use PodSecurity.BASELINE for the Stack`);
    }
  }

  /** @internal */
  public _fieldOf(path: string): string {
    const own = this.nodes.fieldOf(path);
    if (own !== undefined) return own;
    if (path === `metadata.annotations['${MODE}']` && !Object.hasOwn(this.props.annotations ?? {}, MODE)) return 'mode';
    return propOfPod(path.replace(/^spec\./, '')).replace(/^affinity\b.*$/, 'placement');
  }

  /** @internal */
  public _fixOf(fix: string): string {
    return fix.replace(`or annotate ${MODE}: Standard`, 'or use KServeMode.STANDARD');
  }

  /** What the pods of the router lack; nothing in the object shows it. */
  private lacking(): string | undefined {
    const secured = this.mode === 'Knative' && Platform.of(this)._facts.knative.features.includes(SECURE_PODS);
    return secured ? undefined : 'KServe gives the router of an InferenceGraph no seccomp profile';
  }
}

function nonEmptySeconds(times: Record<string, any>): Record<string, number> {
  return Object.fromEntries(Object.entries(times).filter(([, time]) => time !== undefined).map(([name, time]) => [name, seconds(time)]));
}
