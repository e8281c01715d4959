import { isIdle } from './idle';
import { KueueQueues } from './kueue-queues';
import { judgeLimits } from './limit-fit';
import { Namespaces } from './namespaces';
import { podSet } from './pod-set';
import { isIncomplete, podSetsOf } from './pod-sets';
import { ObjectCounts } from './quota-counts';
import { judgeQuotas } from './quota-fit';
import { judgeSaid } from './quota-said';
import { trialOf } from './trial';
import { judgeVolcanoQueue } from './volcano-queues';
import type { ClusterFacts } from '../cluster';
import { DEFAULT_CLUSTER } from '../cluster';
import type { Manifest } from '../manifest';
import { kindOf, podsOf } from '../manifest';
import { Objects } from '../objects';
import type { Problem } from '../problem';
import { Report } from '../report';
import type { AppRule } from '../rule';

/** Jobs that wait for ever, or are refused later, as queues, quotas and limits of the same input are smaller. */
export const demandRules: AppRule = (subjects, around) => {
  const kinds = new Set(subjects.map(({ manifest }) => kindOf(manifest)));
  const [kueue, volcano] = [kinds.has('kueue.x-k8s.io/LocalQueue'), kinds.has('scheduling.volcano.sh/Queue')];
  const namespaced = kinds.has('/ResourceQuota') || kinds.has('/LimitRange');
  if (!kueue && !volcano && !namespaced) return [];
  const namespaces = new Namespaces(new Objects(subjects));
  const queues = kueue ? new KueueQueues(namespaces, around.partial !== true) : undefined;
  const counts = kinds.has('/ResourceQuota') ? new ObjectCounts(subjects) : undefined;
  const problems: Problem[] = [];
  for (const { where, manifest, cluster = around.cluster ?? DEFAULT_CLUSTER } of subjects) {
    const report = new Report(where, problems);
    queues?.judge(manifest, report, cluster);
    if (volcano) judgeVolcanoQueue(trialOf(manifest, namespaces.objects)?.manifest ?? manifest, report, namespaces);
    if (kindOf(manifest) === '/ResourceQuota') counts?.judge(manifest, report);
    if (namespaced) judgeNamespaced(manifest, report, namespaces, cluster);
  }
  return problems;
};

function judgeNamespaced(manifest: Manifest, report: Report, namespaces: Namespaces, cluster: ClusterFacts): void {
  if (namespaces.quotasOf(manifest).length === 0 && namespaces.rangesOf(manifest).length === 0 || isIdle(manifest, cluster)) return;
  judgeQuotas(manifest, report, namespaces);
  const sets = podSetsOf(manifest, '', namespaces.objects) ?? podsOf(manifest).map(({ path, spec }) => podSet({ spec }, path, 1));
  if (isIncomplete(manifest, namespaces.objects)) return;
  // A TrainJob says the resources of its nodes alone.
  const own = kindOf(manifest) === 'trainer.kubeflow.org/TrainJob' ? sets.filter(({ name }) => !sets.some(({ after }) => after?.has(name))) : sets;
  judgeSaid(manifest, own, report, namespaces);
  judgeLimits(manifest, own, report, namespaces);
}
