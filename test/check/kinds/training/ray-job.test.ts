import type { Row } from './jobs';
import { found } from './jobs';
import { head, job, pod, rule, rules, selecting, service, worker, workers } from './ray-objects';
import type { Manifest } from '../../../../lib/check';

describe('jobs', () => {
  test.each<Row>([
    ['no cluster', job({ rayClusterSpec: undefined }), [
      "error RAY_JOB_CLUSTER spec.rayClusterSpec: describe a cluster, or name one in clusterSelector['ray.io/cluster']",
    ]],
    ['a selector without the cluster', selecting({}, { cluster: 'research' }), [
      "error RAY_JOB_CLUSTER spec.clusterSelector['ray.io/cluster']: write the name of the RayCluster: no other key is looked at",
    ]],
    ['a selector beside a cluster', job({ clusterSelector: { 'ray.io/cluster': 'research' } }), [
      'warning RAY_JOB_IGNORED spec.rayClusterSpec: remove it, or the clusterSelector: the job runs on the cluster that is selected',
    ]],
    ['an unknown mode', job({ submissionMode: 'K8SJobMode' }), [
      "warning RAY_JOB_MODE spec.submissionMode: got 'K8SJobMode'; did you mean 'K8sJobMode'? The job is never submitted",
    ]],
    ['a mode of its own', job({ submissionMode: 'Batch' }), [
      "warning RAY_JOB_MODE spec.submissionMode: got 'Batch'; write one of K8sJobMode, HTTPMode, InteractiveMode, SidecarMode: the job is never submitted",
    ]],
    ['retries on a selected cluster', selecting({ backoffLimit: 1 }), [
      'error RAY_JOB_MODE spec.backoffLimit: got 1; write 0: a job on a selected cluster is not tried again',
    ]],
    ['retries by hand', job({ submissionMode: 'InteractiveMode', backoffLimit: 1 }), [
      'error RAY_JOB_MODE spec.backoffLimit: got 1; write 0: in InteractiveMode a job is not tried again',
    ]],
    ['a sidecar on a selected cluster', selecting({ submissionMode: 'SidecarMode' }), [
      "error RAY_JOB_MODE spec.submissionMode: got 'SidecarMode'; use another mode: the sidecar runs in the head pod of a cluster of its own",
    ]],
    ['a sidecar and a submitter', job({ submissionMode: 'SidecarMode', submitterPodTemplate: pod({ restartPolicy: 'Never' }), submitterConfig: { backoffLimit: 1 } }), [
      'error RAY_JOB_MODE spec.submitterPodTemplate: remove it: in SidecarMode there is no submitter pod',
      'error RAY_JOB_MODE spec.submitterConfig: remove it: in SidecarMode there is no submitter pod',
    ]],
    ['a sidecar in a head that restarts', job({ submissionMode: 'SidecarMode' }, {}, head({}, { restartPolicy: 'Always' })), [
      "error RAY_JOB_MODE spec.rayClusterSpec.headGroupSpec.template.spec.restartPolicy: got 'Always'; write Never or leave it out: in SidecarMode the head pod ends with the job",
    ]],
    ['a submitter over HTTP', job({ submissionMode: 'HTTPMode', submitterPodTemplate: pod({ restartPolicy: 'Never' }) }), [
      'warning RAY_JOB_IGNORED spec.submitterPodTemplate: remove it: in HTTPMode the operator submits the job itself',
    ]],
    ['nothing to run', job({ entrypoint: '' }), [
      'warning RAY_JOB_ENTRYPOINT spec.entrypoint: write the command that Ray is to run, such as python train.py',
    ]],
    ['an environment that is no YAML', job({ runtimeEnvYAML: 'pip: [torch' }), [
      'error RAY_RUNTIME_ENV spec.runtimeEnvYAML: write it as YAML: unexpected end of the stream within a flow collection (2:1)',
    ]],
    ['an environment that is a list', job({ runtimeEnvYAML: '- torch' }), [
      'error RAY_RUNTIME_ENV spec.runtimeEnvYAML: write a map, with keys such as pip, env_vars and working_dir',
    ]],
    ['an environment of two documents', job({ runtimeEnvYAML: '# env\n---\npip: [torch]\n---\n[' }), []],
    ['an environment with tags and keys twice', job({ runtimeEnvYAML: 'a: !x b\na: c' }), []],
    ['no time', job({ activeDeadlineSeconds: 0 }), [
      'error RAY_JOB_NUMBER spec.activeDeadlineSeconds: got 0; write 1 or more',
    ]],
    ['fewer retries than none', job({ backoffLimit: -1 }), [
      'error RAY_JOB_NUMBER spec.backoffLimit: got -1; write 0 or more',
    ]],
    ['less than no time to live', job({ ttlSecondsAfterFinished: -1 }), [
      'error RAY_JOB_NUMBER spec.ttlSecondsAfterFinished: got -1; write 0 or more',
    ]],
    ['suspended, and its cluster stays', job({ suspend: true }), [
      'error RAY_JOB_SHUTDOWN spec.shutdownAfterJobFinishes: write true: only a job that takes its cluster away can be suspended',
    ]],
    ['suspended on a selected cluster', selecting({ suspend: true, shutdownAfterJobFinishes: true }), [
      'error RAY_JOB_SHUTDOWN spec.suspend: got true; remove it: a job on a selected cluster cannot be suspended',
    ]],
    ['a time to live, and its cluster stays', job({ ttlSecondsAfterFinished: 60, shutdownAfterJobFinishes: false }), [
      'error RAY_JOB_SHUTDOWN spec.shutdownAfterJobFinishes: got false; write true: ttlSecondsAfterFinished says when that happens',
    ]],
    ['a mistake inside the cluster', job({}, {}, workers(worker({ minReplicas: 3, maxReplicas: 2 }))), [
      'error RAY_REPLICAS spec.rayClusterSpec.workerGroupSpecs[0].minReplicas: got 3; write at most 2, as maxReplicas says',
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('deletion', () => {
  const autoscaled = { rayClusterSpec: { ...head(), enableInTreeAutoscaling: true } };
  const legacy = (onSuccess: object, spec: object = {}, onFailure: object = { policy: 'DeleteSelf' }) => ({ deletionStrategy: { onSuccess, onFailure }, ...spec });
  test.each<Row>([
    ['rules beside shutdownAfterJobFinishes', rules([rule('DeleteCluster')], { shutdownAfterJobFinishes: true }), [
      'error RAY_JOB_DELETION spec.deletionStrategy.deletionRules: remove shutdownAfterJobFinishes or write false: the rules say what is deleted',
    ]],
    ['a rule twice', rules([rule('DeleteCluster', 5), rule('DeleteCluster', 9)]), [
      'error RAY_JOB_DELETION spec.deletionStrategy.deletionRules[1]: remove it: another rule says DeleteCluster for this condition',
    ]],
    ['a cluster before its workers', rules([rule('DeleteCluster', 5), rule('DeleteWorkers', 9)]), [
      'error RAY_JOB_DELETION spec.deletionStrategy.deletionRules: raise ttlSeconds of DeleteCluster to 9 or lower that of DeleteWorkers (job FAILED): it comes after',
    ]],
    ['workers that come back', rules([rule('DeleteWorkers')], autoscaled), [
      "error RAY_JOB_DELETION spec.deletionStrategy.deletionRules[0].policy: got 'DeleteWorkers'; write DeleteCluster: the autoscaler would bring the workers back",
    ]],
    ['the selected cluster', selecting({ deletionStrategy: { deletionRules: [rule('DeleteCluster')] } }), [
      "error RAY_JOB_DELETION spec.deletionStrategy.deletionRules[0].policy: got 'DeleteCluster'; write DeleteSelf or DeleteNone: a selected cluster is not the job's to delete",
    ]],
    ['no policy', job(legacy({})), [
      'error RAY_JOB_DELETION spec.deletionStrategy.onSuccess.policy: write DeleteCluster, DeleteWorkers, DeleteSelf or DeleteNone',
    ]],
    ['the selected cluster, the older way', selecting(legacy({ policy: 'DeleteWorkers' })), [
      "error RAY_JOB_DELETION spec.deletionStrategy.onSuccess.policy: got 'DeleteWorkers'; write DeleteSelf or DeleteNone: a selected cluster is not the job's to delete",
    ]],
    ['workers that come back, the older way', job(legacy({ policy: 'DeleteWorkers' }, autoscaled)), [
      "error RAY_JOB_DELETION spec.deletionStrategy.onSuccess.policy: got 'DeleteWorkers'; write DeleteCluster: the autoscaler would bring the workers back",
    ]],
    ['nothing, and everything', job(legacy({ policy: 'DeleteNone' }, { shutdownAfterJobFinishes: true })), [
      "error RAY_JOB_DELETION spec.deletionStrategy.onSuccess.policy: got 'DeleteNone'; write DeleteCluster, or shutdownAfterJobFinishes: false: the two contradict each other",
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

describe('services', () => {
  test.each<Row>([
    ['a mistake inside the cluster', service({ rayClusterConfig: workers(worker({ minReplicas: 3, maxReplicas: 2 })) }), [
      'error RAY_REPLICAS spec.rayClusterConfig.workerGroupSpecs[0].minReplicas: got 3; write at most 2, as maxReplicas says',
    ]],
    ['a Service with a name', service({ rayClusterConfig: head({ headService: { metadata: { name: 'x' } } }) }), [
      "error RAY_SERVICE spec.rayClusterConfig.headGroupSpec.headService.metadata.name: got 'x'; remove it: KubeRay names the Service, as each upgrade makes another",
    ]],
    ['an upgrade that there is not', service({ upgradeStrategy: { type: 'newCluster' } }), [
      "error RAY_UPGRADE_STRATEGY spec.upgradeStrategy.type: got 'newCluster'; did you mean 'NewCluster'?",
    ]],
    ['an upgrade of clusters', service({ upgradeStrategy: { type: 'Recreate' } }), [
      "error RAY_UPGRADE_STRATEGY spec.upgradeStrategy.type: got 'Recreate'; one of NewClusterWithIncrementalUpgrade, NewCluster, None",
    ]],
    ['a negative delay', service({ rayClusterDeletionDelaySeconds: -1 }), [
      'error RAY_SERVICE spec.rayClusterDeletionDelaySeconds: got -1; write 0 or more',
    ]],
    ['no time to start', service({}, { annotations: { 'ray.io/initializing-timeout': '0s' } }), [
      "error RAY_SERVICE metadata.annotations['ray.io/initializing-timeout']: got '0s'; write a duration such as 5m or 1h, or seconds",
    ]],
    ['applications as a map', service({ serveConfigV2: { applications: [] } }), [
      'error RAY_SERVICE spec.serveConfigV2: write it as a text, after serveConfigV2: |',
    ]],
  ])('%s', (_, input, lines) => {
    expect(found(input)).toEqual(lines);
  });
});

test('a RayCronJob is judged like its jobs, and needs a feature gate', () => {
  const cron = (jobTemplate: object): Manifest => ({ apiVersion: 'ray.io/v1', kind: 'RayCronJob', metadata: { name: 'nightly', namespace: 'team' }, spec: { schedule: '0 3 * * *', jobTemplate } });
  expect(found(cron({ entrypoint: 'python a.py', suspend: true, rayClusterSpec: head() }))).toEqual([
    "info RAY_FEATURE_GATE kind: got 'RayCronJob'; switch on the feature gate RayCronJob of the operator: it is off by default",
    'error RAY_JOB_SHUTDOWN spec.jobTemplate.shutdownAfterJobFinishes: write true: only a job that takes its cluster away can be suspended',
  ]);
});
