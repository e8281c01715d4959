import { judgeClusterSpec, judgeRayName } from './ray-cluster';
import { goDuration } from '../../go-values';
import { isMap, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';

const TIMEOUT = 'ray.io/initializing-timeout';
const UPGRADES = ['NewClusterWithIncrementalUpgrade', 'NewCluster', 'None'];

/** What the controller of KubeRay 1.6 wants of a RayService. */
export const rayService: KindRule = {
  kinds: ['ray.io/RayService'],
  judge(manifest, report) {
    const { spec, metadata } = manifest;
    const annotations = record(metadata.annotations);
    judgeRayName(manifest, 47, report);
    judgeTimeout(annotations[TIMEOUT], report);
    const cluster = record(spec.rayClusterConfig);
    const at = 'spec.rayClusterConfig';
    if (record(cluster.authOptions).enableK8sTokenAuth === true) {
      report.refuse('RAY_AUTH', `${at}.authOptions.enableK8sTokenAuth`, true, 'remove it: KubeRay does not know it for a RayService yet');
    } else {
      judgeClusterSpec(spec.rayClusterConfig, at, annotations, report);
    }
    const { name } = record(record(record(cluster.headGroupSpec).headService).metadata);
    if (typeof name === 'string' && name !== '') {
      report.refuse('RAY_SERVICE', `${at}.headGroupSpec.headService.metadata.name`, name, 'remove it: KubeRay names the Service, as each upgrade makes another');
    }
    const type = record(spec.upgradeStrategy).type;
    if (typeof type === 'string' && !UPGRADES.includes(type)) {
      const near = nearest(type, UPGRADES);
      report.refuse('RAY_UPGRADE_STRATEGY', 'spec.upgradeStrategy.type', type, near ? `did you mean '${near}'?` : `one of ${UPGRADES.join(', ')}`);
    }
    const delay = spec.rayClusterDeletionDelaySeconds;
    if (typeof delay === 'number' && delay < 0) report.refuse('RAY_SERVICE', 'spec.rayClusterDeletionDelaySeconds', delay, 'write 0 or more');
    if (isMap(spec.serveConfigV2)) report.refuse('RAY_SERVICE', 'spec.serveConfigV2', undefined, 'write it as a text, after serveConfigV2: |');
  },
};

/** A duration, or whole seconds; more than none. */
function judgeTimeout(given: unknown, report: Report): void {
  if (typeof given !== 'string' || given === '') return;
  const time = goDuration(given) ?? (given.length < 18 && /^[+-]?\d+$/.test(given) ? Number(given) : 0);
  if (time <= 0) report.refuse('RAY_SERVICE', `metadata.annotations['${TIMEOUT}']`, given, 'write a duration such as 5m or 1h, or seconds');
}
