import { CAPABILITIES } from './capabilities';
import { judgeScaling } from './scaling';
import { isText, items, nearOf } from './words';
import type { Manifest } from '../../../manifest';
import { record } from '../../../manifest';
import { parseQuantity } from '../../../quantity';
import type { Report } from '../../../report';
import type { KindRule, Scene } from '../../../rule';

/** What Seldon Core 2 wants of a Model; it says so in the status. */
export const model: KindRule = {
  kinds: ['mlops.seldon.io/Model'],
  judge(manifest, report, scene) {
    const { spec } = manifest;
    judgeScaling(spec, report);
    const memory = parseQuantity(spec.memory);
    if (memory !== undefined && !Number.isInteger(memory)) report.refuse('SELDON_MODEL', 'spec.memory', spec.memory, 'a whole number of bytes, such as 512Mi');
    else if (memory !== undefined && memory < 0) report.warn('SELDON_MODEL', 'spec.memory', spec.memory, 'at least 0: no server has so much memory');
    if (spec.storageUri === '') report.warn('SELDON_MODEL_URI', 'spec.storageUri', '', 'say where the model is stored');
    judgeNumbers(spec, report);
    judgeExplainer(spec, report);
    judgeRequirements(manifest, scene, report);
  },
};

/** Numbers that Go reads without a sign. */
function judgeNumbers(spec: Record<string, any>, report: Report): void {
  const { percent } = record(spec.logger);
  if (typeof percent === 'number' && (percent < 0 || percent > 100)) report.warn('SELDON_MODEL', 'spec.logger.percent', percent, 'from 0 to 100');
  const { artifactVersion } = spec;
  if (typeof artifactVersion === 'number' && artifactVersion < 0) report.warn('SELDON_MODEL', 'spec.artifactVersion', artifactVersion, 'at least 0: the operator cannot read it');
}

function judgeExplainer(spec: Record<string, any>, report: Report): void {
  for (const part of ['explainer', 'llm']) {
    const { modelRef, pipelineRef } = record(spec[part]);
    if (isText(modelRef) && isText(pipelineRef)) report.warn('SELDON_MODEL', `spec.${part}.pipelineRef`, pipelineRef, 'modelRef is there too; keep one');
  }
  if (spec.explainer && spec.llm) report.refuse('SELDON_MODEL', 'spec.llm', undefined, 'explainer is there too; keep one');
}

/** A Model goes to a server that can do all it requires. */
function judgeRequirements({ spec, metadata }: Manifest, { objects }: Scene, report: Report): void {
  const servers = objects.all('mlops.seldon.io/Server').filter(server => server.metadata.namespace === metadata.namespace);
  const offered = servers.flatMap(server => [...items(server.spec.capabilities), ...items(server.spec.extraCapabilities)]);
  const known = new Set([...Object.values(CAPABILITIES).flat(), ...offered]);
  const wanted: Array<[string, unknown]> = items(spec.requirements).map((requirement, i) => [`spec.requirements[${i}]`, requirement]);
  for (const [field, requirement] of [...wanted, ['spec.modelType', spec.modelType] as const]) {
    if (!isText(requirement) || known.has(requirement)) continue;
    const near = nearOf(requirement, [...known].filter(isText));
    report.note('SELDON_REQUIREMENT', field, requirement, `${near ? `did you mean '${near}'? ` : ''}a Server has to list it in its capabilities`);
  }
}
