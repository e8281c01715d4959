import { isAbsent, isMap, list, record } from '../../manifest';
import type { Report } from '../../report';

/** From what goes first to what goes last. */
const ORDER = ['DeleteWorkers', 'DeleteCluster', 'DeleteSelf'];

/** What is taken away when the job is over, and when. */
export function judgeDeletion(spec: Record<string, any>, path: string, selects: boolean, report: Report): void {
  const { suspend, ttlSecondsAfterFinished, deletionStrategy: strategy } = spec;
  const shuts = spec.shutdownAfterJobFinishes === true;
  const at = `${path}.shutdownAfterJobFinishes`;
  if (suspend === true && !shuts) report.refuse('RAY_JOB_SHUTDOWN', at, spec.shutdownAfterJobFinishes ?? undefined, 'write true: only a job that takes its cluster away can be suspended');
  if (suspend === true && selects) report.refuse('RAY_JOB_SHUTDOWN', `${path}.suspend`, true, 'remove it: a job on a selected cluster cannot be suspended');
  if (typeof ttlSecondsAfterFinished === 'number' && ttlSecondsAfterFinished > 0 && !shuts) {
    report.refuse('RAY_JOB_SHUTDOWN', at, spec.shutdownAfterJobFinishes ?? undefined, 'write true: ttlSecondsAfterFinished says when that happens');
  }
  if (!isMap(strategy)) return;
  const rules = list(strategy.deletionRules);
  const autoscaling = record(spec.rayClusterSpec).enableInTreeAutoscaling === true;
  const context = { selects, autoscaling, shuts, at: `${path}.deletionStrategy`, report };
  if (rules.length > 0) judgeRules(rules, context);
  for (const key of ['onSuccess', 'onFailure']) judgeLegacy(strategy[key], key, context);
}

interface Context {
  readonly selects: boolean;
  readonly autoscaling: boolean;
  readonly shuts: boolean;
  readonly at: string;
  readonly report: Report;
}

/** What a policy cannot take away. */
function unfit(policy: unknown, { selects, autoscaling }: Context): string | undefined {
  if (selects && (policy === 'DeleteCluster' || policy === 'DeleteWorkers')) return 'write DeleteSelf or DeleteNone: a selected cluster is not the job\'s to delete';
  if (autoscaling && policy === 'DeleteWorkers') return 'write DeleteCluster: the autoscaler would bring the workers back';
  return undefined;
}

function judgeLegacy(given: unknown, key: string, context: Context): void {
  if (!isMap(given)) return;
  const at = `${context.at}.${key}.policy`;
  const why = unfit(given.policy, context);
  if (isAbsent(given.policy)) {
    context.report.refuse('RAY_JOB_DELETION', at, undefined, 'write DeleteCluster, DeleteWorkers, DeleteSelf or DeleteNone');
  } else if (why) {
    context.report.refuse('RAY_JOB_DELETION', at, given.policy, why);
  } else if (given.policy === 'DeleteNone' && context.shuts) {
    context.report.refuse('RAY_JOB_DELETION', at, given.policy, 'write DeleteCluster, or shutdownAfterJobFinishes: false: the two contradict each other');
  }
}

function judgeRules(rules: readonly unknown[], context: Context): void {
  const { report, shuts } = context;
  if (shuts) report.refuse('RAY_JOB_DELETION', `${context.at}.deletionRules`, undefined, 'remove shutdownAfterJobFinishes or write false: the rules say what is deleted');
  // The delay of each policy, by what brings it about.
  const delays = new Map<string, Map<string, number>>();
  for (const [i, rule] of rules.entries()) {
    if (!isMap(rule) || typeof rule.policy !== 'string') continue;
    const at = `${context.at}.deletionRules[${i}]`;
    const { jobStatus, jobDeploymentStatus, ttlSeconds } = record(rule.condition);
    const why = unfit(rule.policy, context);
    if (why) {
      report.refuse('RAY_JOB_DELETION', `${at}.policy`, rule.policy, why);
      continue;
    }
    const cause = isAbsent(jobStatus) ? `deployment ${jobDeploymentStatus}` : `job ${jobStatus}`;
    const known = delays.get(cause) ?? new Map<string, number>();
    delays.set(cause, known);
    if (known.has(rule.policy)) report.refuse('RAY_JOB_DELETION', at, undefined, `remove it: another rule says ${rule.policy} for this condition`);
    else known.set(rule.policy, typeof ttlSeconds === 'number' ? ttlSeconds : 0);
  }
  for (const [cause, known] of delays) judgeOrder(cause, known, context);
}

/** Workers go before their cluster, and that before the job. */
function judgeOrder(cause: string, delays: ReadonlyMap<string, number>, { at, report }: Context): void {
  let before: string | undefined;
  for (const policy of ORDER) {
    const delay = delays.get(policy);
    if (delay === undefined) continue;
    if (before !== undefined && delay < delays.get(before)!) {
      report.refuse('RAY_JOB_DELETION', `${at}.deletionRules`, undefined, `raise ttlSeconds of ${policy} to ${delays.get(before)} or lower that of ${before} (${cause}): it comes after`);
    }
    before = policy;
  }
}
