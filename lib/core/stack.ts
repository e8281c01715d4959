import { ApiObject, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { ClusterObject } from './manifest-object';
import { kebab } from './naming';
import { inReadingOrder } from './order';
import { Platform } from './platform';
import { SecretInventory } from './secret-inventory';
import { checkCall } from './shape/call';
import { Synthesis } from './synthesis';

const STACK = Symbol.for('cdk8s-mlops.stack');

/** The Pod Security Standard that a namespace enforces. */
export enum PodSecurity {
  /** Anything goes: for device plugins and node agents. */
  PRIVILEGED = 'privileged',
  /** No known privilege escalation. */
  BASELINE = 'baseline',
  /** Hardened pods only. */
  RESTRICTED = 'restricted',
}

const LEVELS = [PodSecurity.PRIVILEGED, PodSecurity.BASELINE, PodSecurity.RESTRICTED];

/** Props of a `Stack`. */
export interface StackProps {
  /**
   * The namespace of every object in the stack.
   * @default - the id of the stack in kebab-case
   */
  readonly namespace?: string;

  /**
   * Whether the stack holds the Namespace object too. Switch it off where
   * someone else owns the namespace; its labels are then theirs as well.
   * @default true
   */
  readonly createNamespace?: boolean;

  /**
   * The Pod Security Standard that the namespace enforces, audits and warns of.
   * @default PodSecurity.RESTRICTED
   */
  readonly podSecurity?: PodSecurity;

  /**
   * Labels of every object in the stack, the Namespace among them.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
}

/**
 * A chart with a Namespace of its own: one file of YAML for one namespace.
 *
 * Use it wherever a cdk8s `Chart` fits. Objects are written in a fixed order,
 * by kind and then by name, so that moving code moves nothing in the output.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export class Stack extends Chart {
  /**
   * The stack around a construct; undefined in a chart of another class. Not
   * `instanceof`: cdk8s makes that true for every chart.
   * @internal
   */
  public static _of(scope: IConstruct): Stack | undefined {
    const chart: any = Chart.of(scope);
    return chart[STACK] ? chart : undefined;
  }

  /** The namespace of the objects in this stack. */
  public readonly namespaceName: string;

  private level: PodSecurity;
  private readonly levelGiven: boolean;

  /** The Namespace object, for patches; undefined if the stack does not create it. */
  public readonly namespaceObject?: ApiObject;

  constructor(scope: Construct, id: string, props: StackProps = {}) {
    checkCall('new Stack', [scope, id, props]);
    const namespace = props.namespace ?? kebab(id);
    super(scope, id, { namespace, labels: props.labels, disableResourceNameHashes: true });
    Object.defineProperty(this, STACK, { value: true });
    this.namespaceName = namespace;
    this.level = props.podSecurity ?? PodSecurity.RESTRICTED;
    this.levelGiven = props.podSecurity !== undefined;
    SecretInventory.of(this);
    if (props.createNamespace ?? true) this.namespaceObject = this.createNamespace();
  }

  /** The Pod Security Standard of the namespace. */
  public get podSecurity(): PodSecurity {
    return this.level;
  }

  /**
   * Lowers the level for what needs it, and says so on the Namespace. A level
   * that was given stays.
   * @internal
   */
  public _relax(reason: string, level = PodSecurity.PRIVILEGED): void {
    if (this.levelGiven || LEVELS.indexOf(level) >= LEVELS.indexOf(this.level)) return;
    this.level = level;
    this.namespaceObject?.metadata.addAnnotation('cdk8s-mlops/pod-security', `${level}${level === PodSecurity.PRIVILEGED ? ', for development only' : ''}: ${reason}`);
    if (this.namespaceObject) this.labelNamespace(this.namespaceObject);
  }

  /**
   * Renders the objects of the stack, by kind and then by name.
   * @returns plain Kubernetes objects
   */
  public toJson(): any[] {
    const synthesis = Synthesis.of(this);
    if (!synthesis.passed) super.toJson(); // judges, and resolves dependencies between objects
    const own = this.node.findAll().filter(c => ApiObject.isApiObject(c)) as ApiObject[];
    return inReadingOrder(own.filter(object => object.chart === this)).map(object => synthesis.manifest(object));
  }

  private createNamespace(): ApiObject {
    const namespace = new ClusterObject(this, 'Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: this.namespaceName } });
    this.labelNamespace(namespace);
    return namespace;
  }

  private labelNamespace(namespace: ApiObject): void {
    const version = `v${Platform.of(this).kubernetes}`;
    for (const mode of ['enforce', 'audit', 'warn']) {
      // What a controller adds to pods is let through; what else falls short is still told.
      const level = mode !== 'enforce' && this.level === PodSecurity.BASELINE && !this.levelGiven ? PodSecurity.RESTRICTED : this.level;
      namespace.metadata.addLabel(`pod-security.kubernetes.io/${mode}`, level);
      namespace.metadata.addLabel(`pod-security.kubernetes.io/${mode}-version`, version);
    }
  }
}
