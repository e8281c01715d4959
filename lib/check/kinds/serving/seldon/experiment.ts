import { isText, items, oneOf } from './words';
import type { Manifest } from '../../../manifest';
import { record } from '../../../manifest';
import type { Report } from '../../../report';
import type { KindRule, Scene } from '../../../rule';

const RESOURCES = ['model', 'pipeline'];

/** What Seldon Core 2 wants of an Experiment; it says so in the status. */
export const experiment: KindRule = {
  kinds: ['mlops.seldon.io/Experiment'],
  judge(manifest, report, scene) {
    const { spec } = manifest;
    const candidates = items(spec.candidates);
    if (Array.isArray(spec.candidates) && candidates.length === 0 && !spec.mirror) {
      report.refuse('SELDON_EXPERIMENT', 'spec.candidates', [], 'there is at least one candidate, or a mirror');
    }
    judgeNames(spec, candidates, report);
    judgeWeights(spec, candidates, report);
    if (isText(spec.default)) judgeDefault(manifest, scene, report);
    if (isText(spec.resourceType) && !RESOURCES.includes(spec.resourceType)) {
      report.warn('SELDON_VALUE', 'spec.resourceType', spec.resourceType, `${oneOf(RESOURCES, spec.resourceType)}; Seldon takes it for model`);
    }
  },
};

function judgeNames(spec: Record<string, any>, candidates: readonly unknown[], report: Report): void {
  const names = new Set<unknown>();
  candidates.forEach((candidate, i) => {
    const { name } = record(candidate);
    if (typeof name === 'string' && names.has(name)) report.refuse('SELDON_EXPERIMENT', `spec.candidates[${i}].name`, name, 'it is a candidate already; remove one of the two');
    names.add(name);
  });
  const mirror = record(spec.mirror).name;
  if (typeof mirror === 'string' && names.has(mirror)) report.refuse('SELDON_EXPERIMENT', 'spec.mirror.name', mirror, 'it is a candidate already; mirror another one');
  if (isText(spec.default) && Array.isArray(spec.candidates) && !names.has(spec.default)) {
    report.refuse('SELDON_EXPERIMENT', 'spec.default', spec.default, oneOf([...names].filter(isText), spec.default, 'one of the candidates:'));
  }
}

function judgeWeights(spec: Record<string, any>, candidates: readonly unknown[], report: Report): void {
  const weights = candidates.map(candidate => record(candidate).weight);
  weights.forEach((weight, i) => {
    if (typeof weight === 'number' && weight < 0) report.warn('SELDON_EXPERIMENT', `spec.candidates[${i}].weight`, weight, 'at least 0: Seldon reads a huge number from it');
  });
  if (weights.length > 0 && weights.every(weight => weight === 0)) report.warn('SELDON_EXPERIMENT', 'spec.candidates', undefined, 'all weights are 0, so none gets requests; give one a weight');
  const { percent } = record(spec.mirror);
  if (typeof percent === 'number' && (percent < 0 || percent > 100)) report.warn('SELDON_EXPERIMENT', 'spec.mirror.percent', percent, 'from 0 to 100');
}

/** Requests to the default go through the experiment: it can be the default of one alone. */
function judgeDefault(own: Manifest, { objects }: Scene, report: Report): void {
  const other = objects.all('mlops.seldon.io/Experiment').find(({ metadata, spec }) =>
    metadata.namespace === own.metadata.namespace && record(spec).default === own.spec.default && typeOf(record(spec)) === typeOf(own.spec));
  if (other && other !== own && other.metadata.name !== own.metadata.name) {
    report.refuse('SELDON_EXPERIMENT', 'spec.default', own.spec.default, `it is the default of the Experiment ${other.metadata.name} already; a ${typeOf(own.spec)} is the default of one`);
  }
}

const typeOf = ({ resourceType }: Record<string, any>) => (resourceType === 'pipeline' ? 'pipeline' : 'model');
