import { Yaml } from 'cdk8s';
import { checkRayCluster, checkVolcanoQueue } from './cluster-checks';
import type { RayView } from './cluster-spec';
import { groupRoles, HEAD_PORTS, headRole, rayClusterField, rayClusterSpec, rayPod } from './cluster-spec';
import { checkRayJob } from './ray-job-checks';
import { entrypointOf, submitScript } from './submit';
import type { RayJobSpec } from '../../../../imports/ray.io';
import { Peer, seconds } from '../../../core';
import { jobVolumes } from '../../job-pods';
import type { RayDeletionRule, RayOptions } from '../../ray-options';
import { RayOutcome, RaySubmissionMode } from '../../ray-options';
import { runtimeEnvOf } from '../../ray-runtime-env';
import type { JobRole, JobView, TrainingKind } from '../kind';
import { managerOf } from '../multi-kueue';

const options = (job: JobView): RayOptions => job.framework._options;
const view = (job: JobView): RayView =>
  ({
    options: options(job), workers: job.props.workers, safe: job.safe, user: job.props.user, restartPolicy: job.props.restartPolicy,
    accelerator: job.props.accelerator, pod: job.pod,
  });
const submitter = (job: JobView): JobRole => ({ type: 'submitter', field: 'submitter', replicas: 1, props: options(job).submitter, trains: false });

/** KubeRay makes the pod that submits too, but not so that Pod Security `restricted` takes it. */
const submits = (job: JobView) => {
  const { submissionMode = RaySubmissionMode.K8S_JOB, submitter: given } = options(job);
  return given !== undefined || (job.safe && submissionMode === RaySubmissionMode.K8S_JOB);
};

/** A program on a Ray cluster that is made for it, or exists. */
export const RAY_JOB: TrainingKind = {
  apiVersion: 'ray.io/v1',
  kind: 'RayJob',
  container: 'ray-worker',
  stays: true,
  ignores: {
    cleanPodPolicy: 'a RayJob takes its cluster away; see shutdownAfterJobFinishes and deletionRules of Framework.ray',
    completions: 'a RayJob runs one program, which hands out its work itself; leave it out',
    fatalExitCodes: 'Ray does not tell exit codes; use backoffLimit: 0 to fail at once',
    gang: 'KubeRay starts pods one by one; use a queue of Kueue or Volcano, which starts all or none',
    runtime: 'runtimes are of Trainer 2; leave it out',
  },
  roles: job => [
    ...options(job).cluster ? [] : [...groupRoles(options(job), job.props.workers), headRole(options(job))],
    ...submits(job) ? [submitter(job)] : [],
  ],
  spec: job => {
    const {
      cluster, runtimeEnv, submitterBackoffLimit, entrypointResources, deletionRules, shutdownAfterJobFinishes, preRunningDeadline,
      ...rest
    } = options(job);
    const { ttlAfterFinished, suspend } = job.props;
    const retries = cluster || rest.submissionMode === RaySubmissionMode.INTERACTIVE ? job.props.backoffLimit : job.backoffLimit;
    const spec: RayJobSpec = {
      entrypoint: entrypointOf(job),
      entrypointNumCpus: rest.entrypointNumCpus,
      entrypointNumGpus: rest.entrypointNumGpus,
      ...entrypointResources && { entrypointResources: JSON.stringify(entrypointResources) },
      ...runtimeEnv && { runtimeEnvYAML: Yaml.stringify(runtimeEnvOf(runtimeEnv)) },
      submissionMode: rest.submissionMode,
      ...submitterBackoffLimit !== undefined && { submitterConfig: { backoffLimit: submitterBackoffLimit } },
      jobId: rest.jobId,
      metadata: rest.metadata,
      shutdownAfterJobFinishes: shutdownAfterJobFinishes ?? (job.safe && !deletionRules && !cluster ? true : undefined),
      ...deletionRules && { deletionStrategy: { deletionRules: deletionRules.map(deletion) } },
      ttlSecondsAfterFinished: ttlAfterFinished && seconds(ttlAfterFinished),
      activeDeadlineSeconds: job.deadlineSeconds,
      preRunningDeadlineSeconds: preRunningDeadline && seconds(preRunningDeadline),
      backoffLimit: retries,
      suspend,
      managedBy: managerOf(job),
      ...cluster ? { clusterSelector: { 'ray.io/cluster': cluster.rayClusterName } } : { rayClusterSpec: rayClusterSpec(view(job)) },
      ...submits(job) && { submitterPodTemplate: submitterPod(job) },
    };
    return spec;
  },
  injects: job => (options(job).submissionMode === RaySubmissionMode.SIDECAR ? 'KubeRay adds a container that submits to the head of a RayJob in SidecarMode' : undefined),
  labels: (job): Record<string, string> => {
    const { queue } = job.props;
    return queue?.queueSystem === 'volcano' ? { 'ray.io/scheduler-name': 'volcano', 'volcano.sh/queue-name': queue.queueName } : {};
  },
  // The operator asks the head how the program does.
  ingress: () => [{ from: Peer.cluster(), ports: [HEAD_PORTS.dashboard] }],
  check: (job, problems) => {
    checkRayJob(job, options(job), problems);
    checkVolcanoQueue(job.props.queue, job.platform, problems);
    if (!options(job).cluster) checkRayCluster(view(job), [...jobVolumes(job.props), ...options(job).head?.volumes ?? []].map(({ path }) => path), 'framework ', problems);
  },
  // KubeRay takes 47 characters: it adds to the name for the cluster, and to that for pods and Services.
  longestSuffix: () => ['-xxxxx-worker-xx', 'its cluster and Services'],
  fieldOf: (path, job) => FIELDS[path] ?? (/^spec\.rayClusterSpec\./.test(path) ? rayClusterField(path.slice(20), options(job), job.props.workers, 'framework ') : undefined),
};

const FIELDS: Readonly<Record<string, string>> = {
  'spec.entrypoint': 'command',
  'spec.runtimeEnvYAML': 'framework runtimeEnv',
  'spec.submissionMode': 'framework submissionMode',
  'spec.submitterPodTemplate': 'framework submitter',
  'spec.submitterConfig': 'framework submitterBackoffLimit',
  'spec.shutdownAfterJobFinishes': 'framework shutdownAfterJobFinishes',
  'spec.deletionStrategy.deletionRules': 'framework deletionRules',
  'spec.ttlSecondsAfterFinished': 'ttlAfterFinished',
  'spec.activeDeadlineSeconds': 'deadline',
  'spec.backoffLimit': 'backoffLimit',
  'spec.suspend': 'suspend',
  'spec.clusterSelector': 'framework cluster',
  "spec.clusterSelector['ray.io/cluster']": 'framework cluster',
};

function deletion({ policy, on, after }: RayDeletionRule) {
  const condition = on === RayOutcome.JOB_FAILED ? { jobDeploymentStatus: on } : { jobStatus: on };
  return { policy, condition: { ...condition, ...after && { ttlSeconds: seconds(after) } } };
}

/** Without a command of its own KubeRay fills in how to submit, in words that stand no shell around them. */
function submitterPod(job: JobView): any {
  const role = submitter(job);
  const own = role.props?.command ?? role.props?.args;
  return job.pod({
    role, container: role.props?.containerName ?? 'ray-job-submitter', args: role.props?.args ?? [],
    command: role.props?.command ?? (job.inShell && !own ? ['sh', '-c', submitScript(job)] : []),
    pod: { ...rayPod(view(job), role.props), restartPolicy: role.props?.restartPolicy ?? 'Never' },
  });
}
