import type { Framework } from './frameworks';
import { judgeDerivedNames, judgeJobName } from './job-name';
import { judgeReplicaPods } from './replica-pods';
import { judgeNoReplicas, judgeReplicaSpecs } from './replica-specs';
import type { Replica } from './replicas';
import { replicasOf } from './replicas';
import { judgeRunPolicy } from './run-policy';
import { judgeSidecars } from './sidecar';
import { record } from '../../manifest';
import type { Manifest } from '../../manifest';
import type { Report } from '../../report';
import type { Scene } from '../../rule';

/** What all kinds of training-operator with a Service for each replica share; gives the replicas. */
export function judgeTrainingJob(framework: Framework, manifest: Manifest, report: Report, scene: Scene, { managerChecked = true } = {}): Replica[] {
  const replicas = replicasOf(manifest, framework.replicas);
  judgeJobName(manifest, report);
  judgeDerivedNames(manifest, replicas, report);
  judgeRunPolicy(manifest, replicas, report, { checked: managerChecked });
  judgeReplicaSpecs(framework, replicas, report);
  judgeNoReplicas(framework, replicas, record(manifest.spec), report);
  judgeReplicaPods(framework, replicas, report);
  judgeSidecars(manifest.metadata.namespace, replicas, scene.objects, report);
  return replicas;
}
