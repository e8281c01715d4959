import type { FindPodSets, PodSet } from './pod-set';
import { podSet, whole } from './pod-set';
import { isMap, list, record } from '../manifest';

/** What KubeRay 1.7 gives the containers that it adds. */
const AUTOSCALER = { requests: { cpu: '500m', memory: '512Mi' }, limits: { cpu: '500m', memory: '512Mi' } };
const SUBMITTER = { requests: { cpu: '500m', memory: '200Mi' }, limits: { cpu: '1', memory: '1Gi' } };

/** The head and the worker groups of a cluster. */
export const rayCluster: FindPodSets = (spec, at) => {
  const autoscaling = spec.enableInTreeAutoscaling === true;
  const groups = list(spec.workerGroupSpecs).map((group, i) => workers(record(group), `${at}.workerGroupSpecs[${i}].template`, autoscaling));
  if (!isMap(spec.headGroupSpec)) return groups;
  const { template } = spec.headGroupSpec;
  const added = autoscaling ? [{ name: 'autoscaler', resources: record(spec.autoscalerOptions).resources ?? AUTOSCALER }] : [];
  return [podSet(withContainers(template, added), `${at}.headGroupSpec.template`, 1), ...groups];
};

function workers(group: Record<string, any>, path: string, autoscaling: boolean): PodSet {
  const hosts = Math.max(whole(group.numOfHosts, 1), 1);
  const min = whole(group.minReplicas, 0);
  const written = whole(group.replicas, 0);
  const replicas = group.suspend === true ? 0 : Math.max(Math.min(written, whole(group.maxReplicas, written)), min);
  return podSet(group.template, path, replicas * hosts, { least: (autoscaling ? Math.min(min, replicas) : replicas) * hosts, queued: written * hosts });
}

/** A cluster, and who submits the job to it. */
export const rayJob: FindPodSets = (spec, at) => {
  const cluster = isMap(spec.rayClusterSpec) ? rayCluster(spec.rayClusterSpec, `${at}.rayClusterSpec`) : [];
  const mode = spec.submissionMode ?? 'K8sJobMode';
  if (mode === 'SidecarMode') {
    return cluster.map(set => (set.path.endsWith('.headGroupSpec.template') ? { ...set, template: withContainers(set.template, [{ name: 'ray-job-submitter', resources: SUBMITTER }]) } : set));
  }
  if (mode !== 'K8sJobMode') return cluster;
  const submitter = isMap(spec.submitterPodTemplate) ? spec.submitterPodTemplate : { spec: { containers: [{ name: 'ray-job-submitter', resources: SUBMITTER }] } };
  return [...cluster, podSet(submitter, `${at}.submitterPodTemplate`, 1)];
};

export const rayService: FindPodSets = (spec, at) => rayCluster(record(spec.rayClusterConfig), `${at}.rayClusterConfig`);

function withContainers(template: unknown, added: readonly object[]): Record<string, any> {
  const given = record(template);
  if (added.length === 0) return given;
  const spec = record(given.spec);
  return { ...given, spec: { ...spec, containers: [...list(spec.containers), ...added] } };
}
