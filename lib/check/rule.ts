import type { Subject } from './manifest';
import type { Problem } from './problem';

/** A Secret or ConfigMap that exists in the cluster but not in the YAML. */
export interface Outside {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly namespace?: string;
  readonly name: string;
  readonly keys: readonly string[];
  /** Where it was said. */
  readonly where: string;
}

/** What surrounds the manifests that are judged. */
export interface Surroundings {
  readonly outside: readonly Outside[];
}

/** A rule about one object, or about all objects of an app together. */
export type ObjectRule = (subject: Subject) => Problem[];
export type AppRule = (subjects: readonly Subject[], around: Surroundings) => Problem[];
