/** How a label is compared. */
export enum LabelOperator {
  /** It has one of the values. */
  IN = 'In',
  /** It has none of the values, or is not there. */
  NOT_IN = 'NotIn',
  /** It is there. */
  EXISTS = 'Exists',
  /** It is not there. */
  DOES_NOT_EXIST = 'DoesNotExist',
}

/** What a label of a namespace has to be like. */
export interface LabelRequirement {
  /** The label. */
  readonly key: string;
  /** How it is compared. */
  readonly operator: LabelOperator;
  /**
   * Values, for IN and NOT_IN.
   * @default - none
   */
  readonly values?: string[];
}

/**
 * Namespaces whose jobs a queue takes.
 *
 * @example
 * NamespaceSelector.labeled({ team: 'research' }, [{ key: 'stage', operator: LabelOperator.NOT_IN, values: ['dev'] }]);
 */
export class NamespaceSelector {
  /** Every namespace. */
  public static all(): NamespaceSelector {
    return new NamespaceSelector({});
  }

  /** Namespaces by name. */
  public static named(...names: string[]): NamespaceSelector {
    return new NamespaceSelector({ matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: LabelOperator.IN, values: [...new Set(names)].sort() }] });
  }

  /** Namespaces that have all these labels, and meet all the requirements. */
  public static labeled(labels: { [label: string]: string }, requirements: LabelRequirement[] = []): NamespaceSelector {
    return new NamespaceSelector({
      ...Object.keys(labels).length > 0 && { matchLabels: labels },
      ...requirements.length > 0 && { matchExpressions: requirements.map(({ key, operator, values }) => ({ key, operator, ...values && { values } })) },
    });
  }

  private constructor(private readonly selector: any) {}

  /** @internal */
  public get _selector(): any {
    return this.selector;
  }
}
