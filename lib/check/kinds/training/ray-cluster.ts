import { nameOf } from './job-name';
import { judgeAuth } from './ray-auth';
import { judgeAutoscaler } from './ray-autoscaler';
import { judgeFaultTolerance } from './ray-fault-tolerance';
import type { RayClusterPart } from './ray-groups';
import { judgeGroups, partOf } from './ray-groups';
import type { Manifest } from '../../manifest';
import { isMap, record } from '../../manifest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';
import { isServiceName } from '../kubernetes/forms';

const OWNERS = new Map([['RayJob', 'RayJob'], ['RayService', 'RayService']]);

/** What the controller of KubeRay 1.6 wants before it makes any pod. */
export const rayCluster: KindRule = {
  kinds: ['ray.io/RayCluster'],
  judge(manifest, report) {
    const { spec, metadata } = manifest;
    judgeRayName(manifest, 53, report);
    // The schema wants the field inside a spec, but no spec.
    if (Object.keys(spec).length === 0) report.refuse('RAY_CONTAINERS', 'spec.headGroupSpec', undefined, 'describe the head group, with a container: it runs Ray');
    judgeClusterSpec(spec, 'spec', record(metadata.annotations), report);
    const owner = OWNERS.get(record(metadata.labels)['ray.io/originated-from-crd']);
    if (owner && typeof record(spec.upgradeStrategy).type === 'string') {
      report.refuse('RAY_UPGRADE_STRATEGY', 'spec.upgradeStrategy.type', spec.upgradeStrategy.type, `remove it: the label ray.io/originated-from-crd says that a ${owner} made the cluster`);
    }
  },
};

/** A name that leaves room for what the controller appends. */
export function judgeRayName(manifest: Manifest, most: number, report: Report): void {
  const seen = nameOf(manifest);
  if (!seen) return;
  const given = seen.generated ? seen.name.slice(0, -5) : seen.name;
  if (!/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(seen.name)) {
    report.refuse('RAY_NAME', seen.field, given, 'Services are named after it: use lower-case letters, digits and -, starting with a letter');
  } else if (seen.name.length > most || !isServiceName(seen.name)) {
    const room = seen.generated ? most - 5 : most;
    report.refuse('RAY_NAME', seen.field, given, `use at most ${room} characters: the names of pods and Services are made of it`);
  }
}

/** The spec of a cluster, wherever it stands. */
export function judgeClusterSpec(spec: unknown, path: string, annotations: Record<string, any>, report: Report): void {
  if (!isMap(spec)) return;
  const cluster: RayClusterPart = partOf(spec, path, annotations);
  judgeGroups(cluster, report);
  judgeFaultTolerance(cluster, report);
  judgeAutoscaler(cluster, report);
  judgeAuth(cluster, report);
}
