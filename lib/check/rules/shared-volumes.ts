import { podSetsOf } from '../demand/pod-sets';
import type { EmbeddedPod, Manifest } from '../manifest';
import { record, records, strings } from '../manifest';
import { allPodsOf } from '../pods';
import type { Problem } from '../problem';
import type { AppRule } from '../rule';

interface Use {
  readonly where: string;
  readonly manifest: Manifest;
  readonly pod: EmbeddedPod;
  readonly readOnly: boolean;
}

/** Claims that one node, or one pod, at a time can attach, used by more than that. */
export const sharedVolumes: AppRule = subjects => {
  const claims = new Map<string, Manifest>();
  const scaled = new Map<string, number>();
  for (const { manifest: m } of subjects) {
    if (m.kind === 'PersistentVolumeClaim') claims.set(`${m.metadata.namespace ?? ''}/${m.metadata.name}`, m);
    if (m.kind === 'HorizontalPodAutoscaler') {
      const target = record(m.spec.scaleTargetRef);
      scaled.set(`${m.metadata.namespace ?? ''}/${target.kind}/${target.name}`, Number(m.spec.maxReplicas));
    }
  }
  if (claims.size === 0) return [];

  const uses = new Map<string, Use[]>();
  for (const { where, manifest } of subjects) {
    for (const pod of allPodsOf(manifest)) {
      for (const volume of pod.spec.volumes ?? []) {
        const claim = `${manifest.metadata.namespace ?? ''}/${volume.persistentVolumeClaim?.claimName}`;
        if (!volume.persistentVolumeClaim || !claims.has(claim)) continue;
        uses.set(claim, [...uses.get(claim) ?? [], { where, manifest, pod, readOnly: !!volume.persistentVolumeClaim.readOnly }]);
      }
    }
  }

  const problems: Problem[] = [];
  for (const [claim, users] of uses) {
    const modes = strings(claims.get(claim)!.spec.accessModes);
    const name = claim.slice(claim.indexOf('/') + 1);
    if (modes.includes('ReadWriteMany') || (modes.includes('ReadOnlyMany') && users.every(u => u.readOnly))) continue;
    const report = (use: Use, field: string, got: unknown, fix: string) =>
      problems.push({ where: use.where, level: 'warning', code: 'VOLUME_NOT_SHARED', field, got, fix: `PersistentVolumeClaim '${name}' is ${modes.join(', ')}: ${fix}` });

    for (const use of users) {
      const pods = use.pod.custom ? podsTogether(use, users) : podCount(use.manifest, scaled);
      if (pods > 1) {
        if (sameNode(use, use) && !modes.includes('ReadWriteOncePod')) continue;
        report(use, use.manifest.kind === 'Experiment' ? 'spec.parallelTrialCount' : 'replicas', pods === Infinity ? 'one on each node' : pods, `pods on different nodes cannot share it; use one ${use.manifest.kind === 'Experiment' ? 'at once' : 'replica'}, or access mode ReadWriteMany`);
      } else if (use.manifest.kind === 'Deployment' && strategyOf(use.manifest).type !== 'Recreate' && !noSurge(use.manifest)) {
        report(use, 'strategy', strategyOf(use.manifest).type ?? 'RollingUpdate', 'the new pod may wait forever for the old one to let go of it; use Recreate');
      }
    }
    const [first, ...others] = users;
    // A pod may mount its claim twice.
    for (const other of others.filter(use => use.manifest !== first.manifest)) {
      if (modes.includes('ReadWriteOncePod') || !(sameNode(other, first) || sameNode(first, other))) {
        report(other, 'volumes', name, `${first.manifest.kind} '${first.manifest.metadata.name}' mounts it too, maybe on another node; use ReadWriteMany, or run both on one node by pod affinity`);
      }
    }
  }
  return problems;
};

/** Pods of a custom kind that use the claim, told at the first of its templates that does. */
function podsTogether({ manifest, pod }: Use, users: readonly Use[]): number {
  const paths = users.filter(use => use.manifest === manifest).map(use => use.pod.path);
  if (paths[0] !== pod.path) return 1;
  return (podSetsOf(manifest, '') ?? []).filter(({ path }) => paths.includes(path.replace(/\.metadata$/, ''))).reduce((sum, set) => sum + set.count, 0);
}

function podCount(manifest: Manifest, scaled: Map<string, number>): number {
  const { spec, metadata, kind } = manifest;
  const max = scaled.get(`${metadata.namespace ?? ''}/${kind}/${metadata.name}`) ?? 1;
  if (kind === 'Job') return count(spec.parallelism);
  if (kind === 'CronJob') return count(record(record(spec.jobTemplate).spec).parallelism);
  if (kind === 'DaemonSet') return Infinity;
  return Math.max(count(spec.replicas), max);
}

const count = (value: unknown) => (typeof value === 'number' ? value : 1);

const strategyOf = (manifest: Manifest) => record(manifest.spec.strategy);
const noSurge = (manifest: Manifest) => [0, '0', '0%'].includes(record(strategyOf(manifest).rollingUpdate).maxSurge);

/** Whether `a` is required to run on the node of `b`. */
function sameNode(a: Use, b: Use): boolean {
  const terms = records(record(record(a.pod.spec.affinity).podAffinity).requiredDuringSchedulingIgnoredDuringExecution);
  const { labels } = b.pod;
  return terms.some(term =>
    term.topologyKey === 'kubernetes.io/hostname' &&
    Object.entries(record(record(term.labelSelector).matchLabels ?? { '': '-' })).every(([key, value]) => labels[key] === value));
}
