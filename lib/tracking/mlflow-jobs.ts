import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { ContainerModel, EgressRule } from '../core';
import { fromSecret, literal, networkPolicy, Peer, seconds, selectorOf } from '../core';
import type { ArtifactStore } from './artifact-store';
import { COLLECT_GARBAGE } from './mlflow-scripts';
import type { MlflowServerProps } from './mlflow-server-props';

/** Migrations of large databases take hours; a broken one is for a person to look at. */
export function migrationJob(template: PodTemplateSpec, gitOps: boolean): JobSpec {
  // A GitOps tool would start a deleted Job anew, again and again.
  return { backoffLimit: 3, activeDeadlineSeconds: 14400, ...!gitOps && { ttlSecondsAfterFinished: 86400 }, template };
}

/** The collector talks to the database and the artifact store, and asks the server where artifacts are. */
export function garbageCollector(helper: ContainerModel, props: MlflowServerProps, url: string, artifacts: ArtifactStore): ContainerModel {
  const { olderThan } = props.garbageCollection ?? {};
  // An ordinary user may not delete what others made.
  const login = props.auth?._options.admin;
  return {
    ...helper,
    args: [COLLECT_GARBAGE],
    mounts: [...helper.mounts, ...artifacts._store.mounts],
    env: [
      ...helper.env ?? [],
      literal('GC_OLDER_THAN', age(olderThan ? seconds(olderThan) : 30 * DAY)),
      literal('MLFLOW_TRACKING_URI', url),
      literal('MLFLOW_ARTIFACTS_DESTINATION', artifacts._store.uri),
      ...login ? [fromSecret('MLFLOW_TRACKING_USERNAME', login.name, 'username'), fromSecret('MLFLOW_TRACKING_PASSWORD', login.name, 'password')] : [],
    ],
  };
}

const DAY = 86400;
const age = (s: number) => (s % DAY === 0 ? `${s / DAY}d` : `${s}s`);

/** Nobody talks to these pods: only each other, for a policy without rules reads as an oversight. */
export function jobNetwork(instance: string, egress: EgressRule[]) {
  return networkPolicy(selectorOf(instance), [{ from: Peer.pods(selectorOf(instance)), ports: [] }], egress);
}
