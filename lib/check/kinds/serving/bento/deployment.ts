import { judgeResources } from './resources';
import type { Manifest } from '../../../manifest';
import { record } from '../../../manifest';
import { nearest } from '../../../nearest';
import type { Report } from '../../../report';
import type { KindRule, Scene } from '../../../rule';
import { isServiceName } from '../../kubernetes/forms';

/** A BentoDeployment: a Deployment for the API and one for each runner. */
export const deployment: KindRule = {
  kinds: ['serving.yatai.ai/BentoDeployment'],
  judge(manifest, report, scene) {
    const { spec, metadata } = manifest;
    if (metadata.name !== undefined && metadata.name.length <= 253 && !isServiceName(metadata.name)) {
      report.warn('BENTO_NAME', 'metadata.name', metadata.name, 'at most 63 lower-case letters, digits and -, starting with a letter: Yatai names a Service so');
    }
    if (spec.bento === '') report.warn('BENTO_VALUE', 'spec.bento', '', 'name a Bento of this namespace');
    judgePart(spec, 'spec', report);
    const runners: unknown[] = Array.isArray(spec.runners) ? spec.runners : [];
    runners.forEach((runner, i) => judgePart(record(runner), `spec.runners[${i}]`, report));
    judgeRunners(manifest, runners, scene, report);
    const { enabled, tls } = record(spec.ingress);
    if (enabled !== true && tls && typeof tls === 'object') report.warn('BENTO_VALUE', 'spec.ingress.enabled', enabled ?? undefined, 'write true: there is no Ingress for tls without');
  },
};

function judgePart(part: Record<string, any>, path: string, report: Report): void {
  judgeResources(part.resources, `${path}.resources`, report);
  const { minReplicas, maxReplicas, behavior } = record(part.autoscaling);
  const at = `${path}.autoscaling`;
  if (typeof minReplicas === 'number' && minReplicas < 1) report.warn('BENTO_SCALING', `${at}.minReplicas`, minReplicas, 'at least 1: no autoscaler can be made of it');
  if (typeof maxReplicas === 'number' && maxReplicas < 1) report.warn('BENTO_SCALING', `${at}.maxReplicas`, maxReplicas, 'at least 1: no autoscaler can be made of it');
  else if (typeof minReplicas === 'number' && minReplicas > maxReplicas) {
    report.warn('BENTO_SCALING', `${at}.maxReplicas`, maxReplicas, `at least minReplicas, which is ${minReplicas}: no autoscaler can be made of it`);
  }
  if (behavior !== undefined && behavior !== null) report.warn('BENTO_SCALING', `${at}.behavior`, undefined, 'remove it: Yatai does not hand it to the autoscaler');
}

/** Runners are those of the Bento; what is said of others changes nothing. */
function judgeRunners({ spec, metadata }: Manifest, runners: readonly unknown[], { objects }: Scene, report: Report): void {
  const built = typeof spec.bento === 'string' ? objects.find('resources.yatai.ai/Bento', metadata.namespace, spec.bento) : undefined;
  const list = record(built?.spec).runners;
  const known = built && (Array.isArray(list) ? list : []).map(runner => record(runner).name).filter(name => typeof name === 'string');
  const names = new Set<string>();
  runners.forEach((runner, i) => {
    const { name } = record(runner);
    const field = `spec.runners[${i}].name`;
    if (typeof name !== 'string' || name === '') report.warn('BENTO_RUNNER', field, name ?? undefined, 'name a runner of the Bento: Yatai ignores it otherwise');
    else if (names.has(name)) report.warn('BENTO_RUNNER', field, name, 'this runner is there already; put all into one');
    else if (known && !known.includes(name)) {
      const near = nearest(name, known.slice(0, 200));
      report.warn('BENTO_RUNNER', field, name, `no runner of the Bento ${spec.bento}${near ? `; did you mean '${near}'?` : known.length > 0 ? `; it has ${known.slice(0, 12).join(', ')}` : ', which has none'}`);
    }
    names.add(name);
  });
}
