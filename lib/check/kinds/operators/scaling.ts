import type { Manifest } from '../../manifest';
import { list, record, records } from '../../manifest';
import type { Objects } from '../../objects';
import type { KindRule } from '../../rule';

const RESOURCES = new Set(['cpu', 'memory']);

/** What the webhook of KEDA 2 refuses of a ScaledObject. */
export const scaledObject: KindRule = {
  kinds: ['keda.sh/ScaledObject'],
  judge(manifest, report, { objects }) {
    const { spec, metadata } = manifest;
    const triggers = list(spec.triggers).map(trigger => record(trigger));
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
function otherScaler(manifest: Manifest, objects: Objects): Manifest | undefined {
  const same = (other: Manifest) => other === manifest || (other.kind === manifest.kind && other.metadata.name === manifest.metadata.name);
  return scalersOf(objects).get(targetOf(manifest))?.find(other => !same(other));
}

const SCALERS = new WeakMap<Objects, Map<string, Manifest[]>>();

/** The autoscalers of an input by what they scale. */
function scalersOf(objects: Objects): ReadonlyMap<string, readonly Manifest[]> {
  let scalers = SCALERS.get(objects);
  if (!scalers) {
    SCALERS.set(objects, scalers = new Map());
    for (const scaler of [...objects.all('autoscaling/HorizontalPodAutoscaler'), ...objects.all('keda.sh/ScaledObject')]) {
      const target = targetOf(scaler);
      const known = scalers.get(target);
      if (known) known.push(scaler);
      else scalers.set(target, [scaler]);
    }
  }
  return scalers;
}

function targetOf({ metadata, spec }: Manifest): string {
  const { kind = 'Deployment', name } = record(spec.scaleTargetRef);
  return `${metadata.namespace ?? ''}/${String(kind)}/${String(name)}`;
}

/** Two HorizontalPodAutoscalers on one target undo each other's work. */
export const autoscalerTargets: KindRule = {
  kinds: ['autoscaling/HorizontalPodAutoscaler'],
  judge(manifest, report, { objects }) {
    const { name } = record(manifest.spec.scaleTargetRef);
    const first = (scalersOf(objects).get(targetOf(manifest)) ?? []).find(other => other.kind === manifest.kind);
    if (first && first !== manifest && name !== undefined && first.metadata.name !== manifest.metadata.name) {
      report.warn('HPA_TARGET_TWICE', 'spec.scaleTargetRef.name', name, `HorizontalPodAutoscaler '${first.metadata.name}' scales it as well: they undo each other's work`);
    }
  },
};
