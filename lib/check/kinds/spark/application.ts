import { judgeAllocation } from './allocation';
import { judgeConf, judgeOverridden } from './conf';
import { judgeImages } from './image';
import { judgeIngress } from './ingress';
import { judgeMonitoring } from './monitoring';
import { judgeSparkName } from './name';
import { judgePart } from './part';
import { PARTS } from './parts';
import type { Application } from './parts';
import { judgeProgram } from './program';
import { judgeRestarts } from './restarts';
import { judgeScheduler } from './scheduler';
import { judgeTemplates } from './template';
import { judgeVolumes } from './volumes';
import { isMap, record } from '../../manifest';
import type { KindRule } from '../../rule';

/** What the webhook and the controller of the Spark operator 2.5 make of a SparkApplication. */
export const sparkApplication: KindRule = {
  kinds: ['sparkoperator.k8s.io/SparkApplication'],
  judge(manifest, report) {
    judgeSparkName(manifest, 63, report);
    judgeConf(manifest.spec.sparkConf, 'spec.sparkConf', manifest.metadata.namespace, report);
    judgeApplication({ spec: manifest.spec, path: 'spec', namespace: manifest.metadata.namespace, report, told: report });
  },
};

/** The spec of an application, wherever it stands. */
export function judgeApplication(app: Application): void {
  const { spec, path, report, told } = app;
  if (isMap(spec.nodeSelector)) {
    const part = PARTS.find(one => isMap(record(spec[one]).nodeSelector));
    if (part) told.refuse('SPARK_NODE_SELECTOR', `${path}.nodeSelector`, undefined, `move it to the driver and the executor: ${part}.nodeSelector is given as well`);
  }
  judgeProgram(app);
  judgeImages(app);
  judgeOverridden(app);
  judgeTemplates(spec, PARTS, path, told);
  judgeIngress(app);
  judgeRestarts(app);
  judgeVolumes(app);
  judgeMonitoring(app);
  judgeScheduler(app);
  judgeAllocation(spec.dynamicAllocation, `${path}.dynamicAllocation`, report);
  for (const part of PARTS) judgePart(app, part);
}
