import { items } from './words';
import { record } from '../../../manifest';
import type { Report } from '../../../report';

/** The pods of a predictor, and what scales them. */
export function judgeComponentSpecs(predictor: Record<string, any>, served: ReadonlySet<unknown>, path: string, report: Report): void {
  judgeReplicas(predictor.replicas, `${path}.replicas`, report);
  judgeReplicas(record(predictor.svcOrchSpec).replicas, `${path}.svcOrchSpec.replicas`, report);
  judgeReplicas(record(predictor.explainer).replicas, `${path}.explainer.replicas`, report);
  items(predictor.componentSpecs).forEach((item, i) => {
    const component = record(item);
    const at = `${path}.componentSpecs[${i}]`;
    judgeReplicas(component.replicas, `${at}.replicas`, report);
    const { hpaSpec, kedaSpec, pdbSpec } = component;
    if (isGiven(hpaSpec) && isGiven(kedaSpec)) report.warn('SELDON_SCALING', `${at}.kedaSpec`, undefined, 'hpaSpec is there too, and the two scale against each other; keep one');
    judgeBounds(record(hpaSpec), 'minReplicas', 'maxReplicas', 1, `${at}.hpaSpec`, report);
    judgeBounds(record(kedaSpec), 'minReplicaCount', 'maxReplicaCount', 0, `${at}.kedaSpec`, report);
    const { minAvailable, maxUnavailable } = record(pdbSpec);
    if (isGiven(minAvailable) && isGiven(maxUnavailable)) {
      report.warn('SELDON_SCALING', `${at}.pdbSpec.maxUnavailable`, maxUnavailable, 'minAvailable is there too, and a PodDisruptionBudget takes one of them; keep one');
    }
    judgeImages(component, served, at, report);
  });
}

const isGiven = (value: unknown) => value !== undefined && value !== null;

/** A number of pods; Seldon writes it into a Deployment, which refuses less than none. */
function judgeReplicas(replicas: unknown, field: string, report: Report): void {
  if (typeof replicas === 'number' && replicas < 0) report.warn('SELDON_SCALING', field, replicas, 'at least 0: no Deployment can be made of it');
}

function judgeBounds(spec: Record<string, any>, min: string, max: string, least: number, path: string, report: Report): void {
  const lower = spec[min];
  const upper = spec[max];
  if (typeof lower === 'number' && lower < least) report.warn('SELDON_SCALING', `${path}.${min}`, lower, `at least ${least}: no autoscaler can be made of it`);
  if (typeof upper !== 'number') return;
  if (upper < 1) report.warn('SELDON_SCALING', `${path}.${max}`, upper, 'at least 1: no autoscaler can be made of it');
  else if (typeof lower === 'number' && lower > upper) report.warn('SELDON_SCALING', `${path}.${max}`, upper, `at least ${min}, which is ${lower}: no autoscaler can be made of it`);
}

/** Only containers of Seldon's own servers get an image of themselves. */
function judgeImages(component: Record<string, any>, served: ReadonlySet<unknown>, path: string, report: Report): void {
  items(record(component.spec).containers).forEach((item, i) => {
    const { name, image } = record(item);
    if (image !== undefined && image !== null && image !== '') return;
    if (!served.has(name)) report.warn('SELDON_IMAGE', `${path}.spec.containers[${i}].image`, image ?? undefined, 'name an image: no Deployment can be made without');
  });
}
