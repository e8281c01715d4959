import { list, record, text } from '../../../manifest';

export type HomeKind = 'Workflow' | 'WorkflowTemplate' | 'ClusterWorkflowTemplate';

/** A template and where it stands. */
export interface Located {
  readonly template: Record<string, any>;
  /** JSON path in the object that holds it. */
  readonly path: string;
  readonly home: Home;
  /** Written into a step or task: no schema looks at it. */
  readonly inline: boolean;
}

/** The places of templates by name: many references share one object. */
const INDEXES = new WeakMap<object, Map<string, number>>();

/** An object that holds templates: the one that is judged, or one it refers to. */
export class Home {
  private readonly index: Map<string, number>;

  constructor(
    public readonly kind: HomeKind,
    public readonly name: string,
    public readonly spec: Record<string, any>,
    /** JSON path of the spec. */
    public readonly path: string,
    /** The field of the judged object that leads here; undefined for the judged object itself. */
    public readonly via?: string,
  ) {
    const known = INDEXES.get(spec);
    this.index = known ?? new Map();
    if (known) return;
    list(spec.templates).forEach((template, i) => {
      const own = text(record(template).name);
      if (!this.index.has(own)) this.index.set(own, i);
    });
    INDEXES.set(spec, this.index);
  }

  /** What Argo's memory of judged templates is keyed by. */
  public get key(): string {
    const scope = { Workflow: 'local', WorkflowTemplate: 'namespaced', ClusterWorkflowTemplate: 'cluster' }[this.kind];
    return `${scope}/${this.name}`;
  }

  public find(name: string): Located | undefined {
    const i = this.index.get(name);
    return i === undefined ? undefined : this.at(i);
  }

  public at(i: number): Located {
    return { template: this.withPodMetadata(record(list(this.spec.templates)[i])), path: `${this.path}.templates[${i}]`, home: this, inline: false };
  }

  public get names(): string[] {
    return [...this.index.keys()];
  }

  /** Argo adds the pod metadata of the spec to every template before it reads it. */
  private withPodMetadata(template: Record<string, any>): Record<string, any> {
    const { labels, annotations } = record(this.spec.podMetadata);
    if (labels === undefined && annotations === undefined) return template;
    const own = record(template.metadata);
    return {
      ...template,
      metadata: { labels: { ...record(own.labels), ...record(labels) }, annotations: { ...record(own.annotations), ...record(annotations) } },
    };
  }
}
