import { experiment, katibSays } from './experiments';
import type { Manifest } from '../../../../lib/check';
import { foundIn } from '../../manifests';

const CONDITIONS = { successCondition: 'status.[@this].#(phase=="Succeeded")#', failureCondition: 'status.[@this].#(phase=="Failed")#' };
const train = (more: object = {}, command = ['python', 'train.py', '--lr=${trialParameters.lr}']) => ({ name: 'train', container: { image: 'a:1', command }, ...more });
const prepare = { name: 'prepare', container: { image: 'a:1', command: ['python', 'prepare.py'] } };
const both = { name: 'both', steps: [[{ name: 'a', template: 'prepare' }], [{ name: 'b', template: 'train' }]] };

function workflow(templates: object[], template: object = {}): Manifest {
  const spec = { entrypoint: (templates[0] as any).name, templates };
  return experiment({}, {
    ...CONDITIONS, primaryContainerName: 'main', trialSpec: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', spec }, ...template,
  });
}
/** What is said of the trial, beside that Katib does not watch it. */
const says = (manifest: Manifest) => katibSays(manifest).filter(line => /TUNING_(PRIMARY|METRICS|COMMAND)/.test(line));
const LABELS = { primaryPodLabels: { part: 'train' } };

test('a Workflow of one step needs no label', () => {
  expect(says(workflow([train()]))).toEqual([]);
});

test('a Workflow whose training has a label is read there', () => {
  expect(says(workflow([both, prepare, train({ metadata: { labels: { part: 'train' } } })], LABELS))).toEqual([]);
});

test.each<[string, Manifest, string]>([
  ['no label for one of several steps', workflow([both, prepare, train()]), 'warning TUNING_METRICS_LOST spec.trialTemplate.primaryPodLabels: Katib would read metrics in the pod of every step'],
  ['a label that no step has', workflow([both, prepare, train()], LABELS), 'warning TUNING_METRICS_LOST spec.trialTemplate.primaryPodLabels: got \'{"part":"train"}\'; no template of the Workflow has this label'],
  ['another container', workflow([train()], { primaryContainerName: 'train' }), "warning TUNING_PRIMARY_CONTAINER spec.trialTemplate.primaryContainerName: got 'train'; Argo names the container of a step 'main'"],
  ['a word that a shell reads', workflow([train({}, ['python', 'a b', '${trialParameters.lr}'])]), "warning TUNING_COMMAND spec.trialTemplate.trialSpec.spec.templates[0].container.command[1]: got 'a b'"],
])('%s is told', (_, manifest, line) => {
  expect(says(manifest)).toEqual([expect.stringContaining(line)]);
});

test('an Experiment whose Namespace is elsewhere is told what label it needs', () => {
  expect(foundIn([experiment()])).toContainEqual(expect.stringContaining('info TUNING_NAMESPACE_LABEL metadata.namespace'));
});
