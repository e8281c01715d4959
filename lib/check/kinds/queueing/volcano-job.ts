import { judgeNetworkTopology, judgeQueueName } from './volcano-parts';
import { judgePolicies, judgeTime } from './volcano-policies';
import type { Task } from './volcano-tasks';
import { judgeOrder, tasksOf } from './volcano-tasks';
import { judgeVolumes } from './volcano-volumes';
import type { Manifest } from '../../manifest';
import { isAbsent, isMap, list, record, strings } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';
import { isKey } from '../kubernetes/forms';
import { isWhole, quantityOf } from '../kubernetes/quantities';
import { child } from '../kubernetes/values';
import { nameOf } from '../training/job-name';

const PLUGINS = ['env', 'hcclrank', 'mpi', 'pytorch', 'ray', 'ssh', 'svc', 'tensorflow'];

/** What the webhook of Volcano 1.15 wants of a Job. */
export const volcanoJob: KindRule = {
  kinds: ['batch.volcano.sh/Job'],
  judge(manifest, report, { objects }) {
    const { spec } = manifest;
    const tasks = tasksOf(spec);
    // An empty list is the schema's to tell.
    if (isAbsent(spec.tasks)) report.refuse('VOLCANO_NO_TASK', 'spec.tasks', undefined, 'add a task: name, replicas and template');
    judgeNames(manifest, tasks, report);
    for (const task of tasks) judgeTask(task, report);
    const total = tasks.reduce((sum, task) => sum + task.replicas, 0);
    if (typeof spec.minAvailable === 'number' && spec.minAvailable > total && tasks.length > 0) {
      report.refuse('VOLCANO_MIN_AVAILABLE', 'spec.minAvailable', spec.minAvailable, `write at most ${total}: that is how many pods all tasks have`);
    }
    judgePolicies(spec.policies, 'spec.policies', report);
    judgeTime(spec.runningEstimate, 'spec.runningEstimate', report);
    judgePlugins(spec.plugins, tasks, report);
    judgeVolumes(spec.volumes, report);
    judgeNetworkTopology(spec.networkTopology, 'spec.networkTopology', report);
    judgeOrder(tasks, report);
    judgeQueueName(spec.queue, 'spec.queue', objects, report);
  },
};

/** Pods are called after the job and the task. */
function judgeNames(manifest: Manifest, tasks: readonly Task[], report: Report): void {
  const seen = new Set<string>();
  for (const { path, name, given } of tasks) {
    if (seen.has(name)) report.refuse('VOLCANO_TASK_TWICE', `${path}.name`, given.name ?? undefined, 'choose another: a task has this name');
    seen.add(name);
  }
  const own = nameOf(manifest);
  if (!own) return;
  const longest = tasks.reduce((most, { name }, i) => (`-${name}-${i}`.length > most.length ? `-${name}-${i}` : most), '');
  const length = own.name.length + longest.length;
  if (length > 63 || !isKey(own.name)) {
    report.refuse('VOLCANO_NAME', own.field, own.generated ? own.name.slice(0, -5) : own.name, `use at most ${63 - longest.length - (own.generated ? 5 : 0)} characters: pods are called <job>${longest} and the like`);
  }
}

function judgeTask({ path, replicas, given }: Task, report: Report): void {
  const { minAvailable, partitionPolicy, policies } = given;
  if (isAbsent(given.replicas)) report.warn('VOLCANO_NO_REPLICAS', `${path}.replicas`, undefined, 'write how many pods the task has: there is no default, and none come');
  if (typeof minAvailable === 'number' && minAvailable > replicas) {
    report.refuse('VOLCANO_MIN_AVAILABLE', `${path}.minAvailable`, minAvailable, `write at most ${replicas}, as replicas says`);
  }
  judgePolicies(policies, `${path}.policies`, report);
  judgePartitions(partitionPolicy, path, replicas, minAvailable, report);
  judgeProcessors(given, path, report);
}

/** Equal parts of a task. */
function judgePartitions(policy: unknown, path: string, replicas: number, minAvailable: unknown, report: Report): void {
  if (!isMap(policy)) return;
  const { totalPartitions, partitionSize, minPartitions, networkTopology } = policy;
  const at = `${path}.partitionPolicy`;
  judgeNetworkTopology(networkTopology, `${at}.networkTopology`, report);
  if (!(totalPartitions > 0) || !(partitionSize > 0)) return;
  if (totalPartitions * partitionSize !== replicas) {
    report.refuse('VOLCANO_PARTITION', `${path}.replicas`, replicas, `write ${totalPartitions * partitionSize}: ${totalPartitions} partitions of ${partitionSize}`);
  } else if (minPartitions > totalPartitions) {
    report.refuse('VOLCANO_PARTITION', `${at}.minPartitions`, minPartitions, `write at most ${totalPartitions}, as totalPartitions says`);
  } else if (minPartitions > 0 && typeof minAvailable === 'number' && minPartitions * partitionSize !== minAvailable) {
    report.refuse('VOLCANO_PARTITION', `${path}.minAvailable`, minAvailable, `write ${minPartitions * partitionSize}, for ${minPartitions} partitions of ${partitionSize}, or leave it out`);
  }
}

/** Processors of one NUMA node are given whole. */
function judgeProcessors({ topologyPolicy, template }: Record<string, any>, path: string, report: Report): void {
  if (typeof topologyPolicy !== 'string' || topologyPolicy === '' || topologyPolicy === 'none') return;
  const pod = record(record(template).spec);
  for (const kind of ['containers', 'initContainers']) {
    for (const [i, container] of list(pod[kind]).entries()) {
      if (!isMap(container)) continue;
      const { requests, limits } = record(container.resources);
      const [from, where] = Object.keys(record(requests)).length > 0 ? [record(requests), 'requests'] : [record(limits), 'limits'];
      const cpu = quantityOf(from.cpu);
      if (isAbsent(from.cpu) || cpu !== undefined && (cpu < 1 || !isWhole(cpu))) {
        report.refuse('VOLCANO_TOPOLOGY', `${path}.template.spec.${kind}[${i}].resources.${where}.cpu`, from.cpu ?? undefined, `write whole processors: topologyPolicy ${topologyPolicy} wants them`);
      }
    }
  }
}

function judgePlugins(plugins: unknown, tasks: readonly Task[], report: Report): void {
  for (const [name, args] of Object.entries(record(plugins))) {
    if (!PLUGINS.includes(name)) {
      const near = nearest(name, PLUGINS);
      report.refuse('VOLCANO_PLUGIN', child('spec.plugins', name), name, near ? `did you mean '${near}'?` : `one of ${PLUGINS.join(', ')}`);
    } else if (name === 'mpi' && tasks.length > 0) {
      const master = masterOf(strings(args));
      if (!tasks.some(task => task.name === master)) {
        const named = tasks.slice(0, 5).map(task => task.name).join(', ');
        report.refuse('VOLCANO_PLUGIN', 'spec.plugins.mpi', args, `name the task of the master with --master=...: one of ${named}; there is no task ${master}`);
      }
    }
  }
}

/** The flag as Go reads it: up to the first argument that is none. */
function masterOf(args: readonly string[]): string {
  let master = 'master';
  for (let i = 0; i < args.length; i++) {
    const flag = /^--?(master|worker|port)(?:=(.*))?$/s.exec(args[i]);
    if (!flag) return master;
    const value = flag[2] ?? args[++i];
    if (value === undefined || flag[1] === 'port' && !/^[+-]?\d+$/.test(value)) return master;
    if (flag[1] === 'master') master = value;
  }
  return master;
}
