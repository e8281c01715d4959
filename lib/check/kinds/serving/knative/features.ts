import type { Report } from '../../../report';
import type { Scene } from '../../../rule';

/** Flags of Knative's `config-features` that are on. */
export class Features {
  private readonly on: ReadonlySet<string>;

  constructor({ cluster }: Scene) {
    this.on = new Set(cluster.knative.features.map(feature => feature.replace(/^kubernetes\./, '')));
  }

  public has(flag: string): boolean {
    return this.on.has(flag);
  }
}

/** Refuses a field that a flag would allow. */
export function refuseOff(report: Report, flag: string, field: string, got: unknown): void {
  const key = flag.startsWith('multi-container') ? flag : `kubernetes.${flag}`;
  report.refuse('KNATIVE_FEATURE_OFF', field, scalar(got), `Knative refuses it until ${key} is enabled in the ConfigMap config-features`);
}

/** Refuses fields that Kubernetes knows, and Knative never takes. */
export function refuseNever(map: Record<string, any>, never: readonly string[], path: string, what: string, report: Report): void {
  for (const name of never) {
    const value = map[name];
    if (isSet(value)) report.refuse('KNATIVE_FIELD_FORBIDDEN', `${path}.${name}`, scalar(value), `remove it: Knative takes no such field of ${what}`);
  }
}

/** Whether a field is there for Go: empty lists and maps are, false, zero and empty texts are not. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false && value !== 0;
}

export const scalar = (value: unknown) => (typeof value === 'object' ? undefined : value);

/** The words of a text. */
export const words = (text: string): readonly string[] => text.split(' ');
