import type { Manifest } from '../../manifest';
import { groupOf, record, records } from '../../manifest';
import type { Objects } from '../../objects';
import type { KindRule } from '../../rule';

const raw = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const RESOURCES = new Set(['cpu', 'memory']);

/** What the webhook of KEDA 2 refuses of a ScaledObject. */
export const scaledObject: KindRule = {
  kinds: ['keda.sh/ScaledObject'],
  judge(manifest, report, { objects }) {
    const { spec, metadata } = manifest;
    const triggers = raw(spec.triggers).map(trigger => record(trigger));
    const { minReplicaCount, idleReplicaCount, scaleTargetRef } = spec;
    if (spec.triggers !== undefined && triggers.length === 0) report.refuse('KEDA_TRIGGERS', 'spec.triggers', spec.triggers, 'at least one trigger');
    if (triggers.length > 0 && (minReplicaCount ?? 0) === 0 && triggers.every(({ type }) => RESOURCES.has(type))) {
      report.refuse('KEDA_ZERO', 'spec.minReplicaCount', minReplicaCount, '0 unless said otherwise, and cpu and memory cannot wake what has no pods: use 1, or add another trigger');
    }
    if (typeof idleReplicaCount === 'number' && typeof minReplicaCount === 'number' && idleReplicaCount >= minReplicaCount) {
      report.refuse('KEDA_ZERO', 'spec.idleReplicaCount', idleReplicaCount, `below minReplicaCount, which is ${minReplicaCount}`);
    }
    const seen = new Set<unknown>();
    triggers.forEach(({ name }, i) => {
      if (name !== undefined && seen.has(name)) report.refuse('KEDA_TRIGGERS', `spec.triggers[${i}].name`, name, 'names of triggers are unique');
      seen.add(name);
    });
    const rival = otherScaler(manifest, objects);
    if (rival) report.refuse('KEDA_TARGET', 'spec.scaleTargetRef.name', record(scaleTargetRef).name, `${rival.kind} '${rival.metadata.name}' scales it already: keep one of the two`);
    const target = objects.find(`apps/${record(scaleTargetRef).kind ?? 'Deployment'}`, metadata.namespace, String(record(scaleTargetRef).name));
    if (!target) return;
    triggers.forEach(({ type, metadata: settings }, i) => {
      if (!RESOURCES.has(type)) return;
      const only = record(settings).containerName;
      const containers = records(record(record(target.spec.template).spec).containers).filter(({ name }) => only === undefined || name === only);
      const has = (side: unknown) => record(side)[type] !== undefined;
      const without = containers.find(({ resources }) => !has(record(resources).requests) && !has(record(resources).limits));
      if (without) report.refuse('KEDA_REQUESTS', `spec.triggers[${i}].type`, type, `container '${without.name}' of '${target.metadata.name}' requests no ${type}: there is nothing to take a share of`);
    });
  },
};

/** What an HPA or another ScaledObject of the input scales as well. */
function otherScaler({ metadata, spec }: Manifest, objects: Objects): Manifest | undefined {
  const id = (ref: unknown) => `${record(ref).kind ?? 'Deployment'}/${record(ref).name}`;
  const own = id(spec.scaleTargetRef);
  return [...objects.all('autoscaling/HorizontalPodAutoscaler'), ...objects.all('keda.sh/ScaledObject')].find(other =>
    other.metadata.namespace === metadata.namespace && !(other.kind === 'ScaledObject' && other.metadata.name === metadata.name) && id(other.spec.scaleTargetRef) === own);
}

/** Two HorizontalPodAutoscalers on one target undo each other's work. */
export const autoscalerTargets: KindRule = {
  kinds: ['autoscaling/HorizontalPodAutoscaler'],
  judge(manifest, report, { objects }) {
    const { spec, metadata } = manifest;
    const { kind, name } = record(spec.scaleTargetRef);
    const first = objects.all('autoscaling/HorizontalPodAutoscaler').find(other => other.metadata.namespace === metadata.namespace &&
      groupOf(other) === 'autoscaling' && record(other.spec.scaleTargetRef).kind === kind && record(other.spec.scaleTargetRef).name === name);
    if (first && first !== manifest && name !== undefined && first.metadata.name !== metadata.name) {
      report.warn('HPA_TARGET_TWICE', 'spec.scaleTargetRef.name', name, `HorizontalPodAutoscaler '${first.metadata.name}' scales it as well: they undo each other's work`);
    }
  },
};
