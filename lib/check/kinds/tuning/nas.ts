import { pythonFloat } from './numbers';
import { parametersOf } from './parameters';
import { ALGORITHMS } from './settings';
import { record, text } from '../../manifest';
import type { Report } from '../../report';

const PATH = 'spec.nasConfig';

/** `spec.nasConfig`: what an algorithm that searches architectures wants of it. */
export function judgeArchitecture(spec: Record<string, any>, name: string, report: Report): void {
  if (!Object.hasOwn(ALGORITHMS, name)) return;
  const { architecture } = ALGORITHMS[name];
  const written = spec.nasConfig !== undefined && spec.nasConfig !== null;
  if (!architecture) {
    if (written) report.warn('TUNING_TRIAL_STALLS', PATH, undefined, `${name} searches parameters, so no trial starts; enas and darts search architectures`);
    return;
  }
  if (!written) {
    const fix = `${name} searches architectures: it needs nasConfig, and no parameters`;
    if (name === 'enas') report.refuse('TUNING_REQUIRED', PATH, undefined, fix);
    else report.warn('TUNING_TRIAL_STALLS', PATH, undefined, fix);
    return;
  }
  if (name === 'enas') judgeGraph(record(record(spec.nasConfig).graphConfig), report);
  judgeOperations(record(spec.nasConfig).operations, report);
  judgeReferences(spec, architecture, name, report);
}

function judgeGraph(graph: Record<string, any>, report: Report): void {
  for (const field of ['inputSizes', 'outputSizes', 'numLayers']) {
    const value = graph[field];
    if (!value || (Array.isArray(value) && value.length === 0)) {
      report.refuse('TUNING_REQUIRED', `${PATH}.graphConfig.${field}`, value ?? undefined, 'enas needs inputSizes, outputSizes and numLayers');
    }
  }
}

function judgeOperations(operations: unknown, report: Report): void {
  if (!Array.isArray(operations)) return;
  operations.forEach((item, i) => {
    const operation = record(item);
    const path = `${PATH}.operations[${i}]`;
    if (text(operation.operationType) === '') report.refuse('TUNING_REQUIRED', `${path}.operationType`, operation.operationType ?? undefined, 'an operation has a type');
    const parameters = parametersOf(operation.parameters, `${path}.parameters`);
    if (parameters.length === 0) report.refuse('TUNING_REQUIRED', `${path}.parameters`, undefined, 'an operation has at least one parameter');
    for (const { path: at, name, type, space } of parameters) {
      if (name === '') report.refuse('TUNING_REQUIRED', `${at}.name`, undefined, 'a parameter has a name');
      if (type === 'categorical' || type === 'discrete') {
        if (!Array.isArray(space.list) || space.list.length === 0) {
          report.refuse('TUNING_SEARCH_SPACE', `${at}.feasibleSpace.list`, space.list ?? undefined, `a parameter of type ${type} needs a list`);
        }
      } else if (type === 'int' || type === 'double') {
        if (text(space.min) === '' && text(space.max) === '') report.refuse('TUNING_SEARCH_SPACE', `${at}.feasibleSpace`, undefined, `a parameter of type ${type} needs min and max`);
        const step = pythonFloat(space.step);
        if (type === 'double' && (step === undefined || step <= 0)) {
          report.refuse('TUNING_SEARCH_SPACE', `${at}.feasibleSpace.step`, space.step ?? undefined, 'a parameter of type double needs a step above zero here');
        }
      } else if (typeof type === 'string') {
        report.refuse('TUNING_VALUE_UNKNOWN', `${at}.parameterType`, type || undefined, 'one of int, double, discrete, categorical');
      }
    }
  });
}

/** The trial takes what the algorithm suggests, and exactly that. */
function judgeReferences(spec: Record<string, any>, architecture: readonly string[], name: string, report: Report): void {
  const { trialParameters } = record(spec.trialTemplate);
  if (!Array.isArray(trialParameters)) return;
  const references = trialParameters.map(item => text(record(item).reference));
  references.forEach((reference, i) => {
    if (reference !== '' && !architecture.includes(reference) && !reference.includes('${trialSpec.')) {
      report.warn('TUNING_TRIAL_STALLS', `spec.trialTemplate.trialParameters[${i}].reference`, reference, `no trial starts: ${name} suggests ${architecture.join(', ')}`);
    }
  });
  for (const needed of architecture) {
    if (!references.includes(needed)) report.warn('TUNING_TRIAL_STALLS', 'spec.trialTemplate.trialParameters', undefined, `no trial starts: none refers to ${needed}, which ${name} suggests`);
  }
}
