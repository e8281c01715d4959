import type { Amounts } from './amount';
import { counted, larger, numberOf, plus, times, within, written } from './amount';
import { atOnce } from './at-once';
import { claimStorage, podClaims, podRequests, podStorage } from './pod';
import type { Lookup, PodSet } from './pod-set';
import { podOf } from './pod-set';
import { isIncomplete, podSetsOf } from './pod-sets';
import { runtimeSpecOf } from './train-job';
import type { Manifest } from '../manifest';
import { kindOf, list, readable, record } from '../manifest';

/** What a number of pods ask of the cluster together. */
export interface Sum {
  readonly pods: number;
  /** What the scheduler counts, by resource: cores, bytes, pieces. */
  readonly resources: Record<string, number>;
  /** The same as quantities: `1500m`, `1536Gi`, `16`. */
  readonly quantities: Record<string, string>;
  /** Bytes of the volumes that are made for the pods. */
  readonly storage: number;
  /** Device claims that are made for the pods, by template. */
  readonly claims: Record<string, number>;
}

/** What an object asks of the cluster: of all its pods that run at once. */
export interface Demand extends Sum {
  /** What the fewest pods ask with which it runs. */
  readonly least: Sum;
  /** Whether part of its pods cannot be told from here: those of a runtime that is not in the input. */
  readonly incomplete: boolean;
}

/** What an object asks of the cluster; undefined for kinds that run no pods, or whose pods cannot be counted. */
export function demandOf(manifest: Manifest, lookup?: Lookup): Demand | undefined {
  const seen = readable(manifest);
  const sets = podSetsOf(seen, '', lookup);
  if (!sets) return undefined;
  const claimed = claimsOf(seen, lookup);
  return {
    ...sumOf(sets, claimed, ({ count }) => count),
    least: sumOf(sets, claimed, ({ count, least }) => Math.min(least ?? count, count)),
    incomplete: isIncomplete(seen, lookup),
  };
}

/** What one pod of a set asks, as finely as the scheduler counts. */
export function perPod(set: PodSet): Amounts {
  return new Map([...podRequests(podOf(set))].map(([resource, amount]) => [resource, counted(resource, amount)]));
}

/** What pods ask that run at once: the most of each resource, where some are gone before others start. */
export function totalOf(sets: readonly PodSet[], of: (set: PodSet) => Amounts, count: (set: PodSet) => number): Amounts {
  const sum = (some: readonly PodSet[]) => some.reduce<Amounts>((total, set) => (count(set) > 0 ? plus(total, times(of(set), count(set))) : total), new Map());
  return atOnce(sets).map(sum).reduce(larger, new Map());
}

function sumOf(sets: readonly PodSet[], claimed: Claimed, count: (set: PodSet) => number): Sum {
  const pods = (some: readonly PodSet[]) => some.reduce((total, set) => total + within(count(set)), 0);
  const resources = [...totalOf(sets, perPod, count)];
  const claims = new Map<string, number>();
  for (const some of atOnce(sets)) {
    const these = new Map<string, number>();
    for (const set of some) for (const [name, number] of podClaims(podOf(set))) these.set(name, (these.get(name) ?? 0) + number * within(count(set)));
    // The devices of a claim are free again when its pod has ended.
    for (const [name, number] of these) claims.set(name, Math.max(claims.get(name) ?? 0, number));
  }
  return {
    pods: atOnce(sets).reduce((most, some) => Math.max(most, pods(some)), 0),
    resources: Object.fromEntries(resources.map(([resource, amount]) => [resource, numberOf(amount)])),
    quantities: Object.fromEntries(resources.map(([resource, amount]) => [resource, written(resource, amount)])),
    storage: numberOf(storageOf(sets, claimed, count)),
    claims: Object.fromEntries(claims),
  };
}

/** Bytes of the claims that an object makes. */
export interface Claimed {
  readonly perPod: bigint;
  readonly once: bigint;
}

export function storageOf(sets: readonly PodSet[], claimed: Claimed, count: (set: PodSet) => number): bigint {
  return sets.reduce((sum, set) => sum + (podStorage(podOf(set)) + claimed.perPod) * BigInt(within(count(set))), claimed.once);
}

/** Templates of claims that stand beside the pods. */
export function claimsOf(manifest: Manifest, lookup?: Lookup): Claimed {
  const { spec } = manifest;
  const sum = (claims: readonly unknown[]) => claims.reduce<bigint>((total, claim) => total + claimStorage(claim), 0n);
  const policies = (policy: unknown) => list(policy).flatMap(one => list(record(one).templates));
  switch (kindOf(manifest)) {
    case 'apps/StatefulSet': return { perPod: sum(list(spec.volumeClaimTemplates)), once: 0n };
    case 'leaderworkerset.x-k8s.io/LeaderWorkerSet': return { perPod: sum(list(record(spec.leaderWorkerTemplate).volumeClaimTemplates)), once: 0n };
    case 'batch.volcano.sh/Job': return { perPod: 0n, once: sum(list(spec.volumes).map(volume => ({ spec: record(volume).volumeClaim }))) };
    case 'jobset.x-k8s.io/JobSet': return { perPod: 0n, once: sum(policies(spec.volumeClaimPolicies)) };
    case 'trainer.kubeflow.org/TrainJob': return { perPod: 0n, once: sum(policies(record(record(runtimeSpecOf(manifest, lookup)?.template).spec).volumeClaimPolicies)) };
    default: return { perPod: 0n, once: 0n };
  }
}
