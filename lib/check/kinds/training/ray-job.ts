import { judgeClusterSpec, judgeRayName } from './ray-cluster';
import { judgeDeletion } from './ray-job-deletion';
import { isAbsent, isMap, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';
import { yamlReader } from '../../yaml';

const MODES = ['K8sJobMode', 'HTTPMode', 'InteractiveMode', 'SidecarMode'];
const CLUSTER = 'ray.io/cluster';

/** What the controller of KubeRay 1.6 wants of a RayJob before it makes a cluster. */
export const rayJob: KindRule = {
  kinds: ['ray.io/RayJob'],
  judge(manifest, report) {
    judgeRayName(manifest, 47, report);
    judgeJobSpec(manifest.spec, { path: 'spec', annotations: record(manifest.metadata.annotations) }, report);
  },
};

/** RayJobs on a schedule, of which the operator knows nothing unless told. */
export const rayCronJob: KindRule = {
  kinds: ['ray.io/RayCronJob'],
  judge(manifest, report) {
    report.note('RAY_FEATURE_GATE', 'kind', manifest.kind, 'switch on the feature gate RayCronJob of the operator: it is off by default');
    const { jobTemplate } = manifest.spec;
    // The operator does not hand annotations on to the RayJobs.
    if (isMap(jobTemplate)) judgeJobSpec(jobTemplate, { path: 'spec.jobTemplate', annotations: {} }, report);
  },
};

/** Where a RayJob's spec stands. */
interface Place {
  readonly path: string;
  readonly annotations: Record<string, any>;
}

function judgeJobSpec(spec: Record<string, any>, place: Place, report: Report): void {
  const { path } = place;
  const cluster = spec.rayClusterSpec;
  const selects = Object.keys(record(spec.clusterSelector)).length > 0;
  judgeCluster(spec, place, selects, report);
  judgeMode(spec, path, selects, report);
  judgeDeletion(spec, path, selects, report);
  judgeRuntimeEnv(spec.runtimeEnvYAML, `${path}.runtimeEnvYAML`, report);
  for (const [key, least] of [['activeDeadlineSeconds', 1], ['ttlSecondsAfterFinished', 0], ['backoffLimit', 0]] as const) {
    if (typeof spec[key] === 'number' && spec[key] < least) report.refuse('RAY_JOB_NUMBER', `${path}.${key}`, spec[key], `write ${least} or more`);
  }
  if (record(record(cluster).authOptions).enableK8sTokenAuth === true) {
    report.refuse('RAY_AUTH', `${path}.rayClusterSpec.authOptions.enableK8sTokenAuth`, true, 'remove it: KubeRay does not know it for clusters of a RayJob yet');
  } else {
    judgeClusterSpec(cluster, `${path}.rayClusterSpec`, place.annotations, report);
  }
}

/** A cluster of its own, or one that exists. */
function judgeCluster(spec: Record<string, any>, { path }: Place, selects: boolean, report: Report): void {
  if (!selects) {
    if (isAbsent(spec.rayClusterSpec)) report.refuse('RAY_JOB_CLUSTER', `${path}.rayClusterSpec`, undefined, `describe a cluster, or name one in clusterSelector['${CLUSTER}']`);
    return;
  }
  const at = `${path}.clusterSelector['${CLUSTER}']`;
  const name = spec.clusterSelector[CLUSTER];
  if (isAbsent(name) || name === '') {
    report.refuse('RAY_JOB_CLUSTER', at, undefined, 'write the name of the RayCluster: no other key is looked at');
  }
  if (isMap(spec.rayClusterSpec)) report.warn('RAY_JOB_IGNORED', `${path}.rayClusterSpec`, undefined, 'remove it, or the clusterSelector: the job runs on the cluster that is selected');
}

/** Who hands the program to Ray, and what that way does not know. */
function judgeMode(spec: Record<string, any>, path: string, selects: boolean, report: Report): void {
  const { submissionMode, entrypoint, backoffLimit } = spec;
  const retries = typeof backoffLimit === 'number' && backoffLimit > 0;
  const tell = (key: string, fix: string, got?: unknown) => report.refuse('RAY_JOB_MODE', `${path}.${key}`, got, fix);
  if (typeof submissionMode === 'string' && !MODES.includes(submissionMode)) {
    const near = nearest(submissionMode, MODES);
    report.warn('RAY_JOB_MODE', `${path}.submissionMode`, submissionMode, near ? `did you mean '${near}'? The job is never submitted` : `write one of ${MODES.join(', ')}: the job is never submitted`);
  }
  if (retries && selects) tell('backoffLimit', 'write 0: a job on a selected cluster is not tried again', backoffLimit);
  if (retries && submissionMode === 'InteractiveMode') tell('backoffLimit', 'write 0: in InteractiveMode a job is not tried again', backoffLimit);
  if (submissionMode === 'SidecarMode') {
    if (selects) tell('submissionMode', 'use another mode: the sidecar runs in the head pod of a cluster of its own', submissionMode);
    for (const key of ['submitterPodTemplate', 'submitterConfig']) {
      if (!isAbsent(spec[key])) tell(key, 'remove it: in SidecarMode there is no submitter pod');
    }
    const { restartPolicy } = record(record(record(record(spec.rayClusterSpec).headGroupSpec).template).spec);
    if (typeof restartPolicy === 'string' && restartPolicy !== '' && restartPolicy !== 'Never') {
      tell('rayClusterSpec.headGroupSpec.template.spec.restartPolicy', 'write Never or leave it out: in SidecarMode the head pod ends with the job', restartPolicy);
    }
  } else if (submissionMode === 'HTTPMode' && !isAbsent(spec.submitterPodTemplate)) {
    report.warn('RAY_JOB_IGNORED', `${path}.submitterPodTemplate`, undefined, 'remove it: in HTTPMode the operator submits the job itself');
  }
  if (submissionMode !== 'InteractiveMode' && (isAbsent(entrypoint) || entrypoint === '') && isAbsent(spec.submitterPodTemplate)) {
    report.warn('RAY_JOB_ENTRYPOINT', `${path}.entrypoint`, undefined, 'write the command that Ray is to run, such as python train.py');
  }
}

/** YAML inside YAML; a map. */
function judgeRuntimeEnv(text: unknown, at: string, report: Report): void {
  if (typeof text !== 'string' || text.length > 100_000) return;
  let env: unknown;
  try {
    // Keys may be there twice: the operator takes the last.
    env = yamlReader().load(firstDocument(text), { json: true });
  } catch (e) {
    const [reason] = String((e as Error).message).split('\n');
    // Nor does it mind tags, or what comes after the first document.
    if (!/^unknown tag|^end of the stream(?!.*\(1:)/.test(reason)) report.refuse('RAY_RUNTIME_ENV', at, undefined, `write it as YAML: ${reason}`);
    return;
  }
  if (!isAbsent(env) && !isMap(env)) report.refuse('RAY_RUNTIME_ENV', at, undefined, 'write a map, with keys such as pip, env_vars and working_dir');
}

/** What is read of a text: its first document. */
function firstDocument(text: string): string {
  const parts = text.split(/^(?:---|\.\.\.)(?=\s|$)/m);
  return parts.find(part => part.split('\n').some(line => /^[^#%\s]|^\s+[^#\s]/.test(line))) ?? '';
}
