import type { ClusterFacts } from './cluster';
import type { External } from './external';
import type { Manifest, Subject } from './manifest';
import type { Objects } from './objects';
import type { Problem } from './problem';
import type { Report } from './report';

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
  /** What the cluster runs. */
  readonly cluster?: ClusterFacts;
  /** Objects that exist in the cluster already: `kind/name`, the kind in lower case. */
  readonly external?: readonly string[];
  /** Whether the input is part of a larger whole, so that what it refers to may well be elsewhere. */
  readonly partial?: boolean;
}

/** Everything that is judged together, and the cluster it is meant for. */
export interface Scene {
  readonly cluster: ClusterFacts;
  readonly objects: Objects;
  /** What exists in the cluster besides. */
  readonly external: External;
  /** Whether the input is part of a larger whole. */
  readonly partial: boolean;
  /** Judges an object that another one holds, as if it were the only one. */
  readonly alone: (manifest: Manifest) => Problem[];
}

/** A rule about every object, or about all objects of an input together. */
export type ObjectRule = (subject: Subject) => Problem[];
export type AppRule = (subjects: readonly Subject[], around: Surroundings) => Problem[];

/** What the webhooks and controllers of some kinds do that no schema says. */
export interface KindRule {
  /** `group/Kind`, every version: `batch/Job`; the core group is empty: `/Pod`. */
  readonly kinds: readonly string[];
  readonly judge: (manifest: Manifest, report: Report, scene: Scene) => void;
}
