import { clusterTemplate, template, workflow } from './workflows';
import type { Surroundings } from '../../../../lib/check';
import { foundIn } from '../../manifests';

const runs = workflow({ workflowTemplateRef: { name: 'bse' } });
const told = (around: Partial<Surroundings>, ...more: Parameters<typeof foundIn>[0]) => foundIn([runs, ...more], { outside: [], ...around }).filter(line => line.includes('ARGO_REFERENCE_UNSEEN'));
const FIELD = "ARGO_REFERENCE_UNSEEN spec.workflowTemplateRef.name: got 'bse'; no WorkflowTemplate of this namespace in this input has that name";

test('a template that is said to be in the cluster is not missed', () => {
  expect(told({ external: ['WorkflowTemplate/bse'] })).toEqual([]);
  expect(told({ external: ['workflowtemplate/team/bse'] })).toEqual([]);
  expect(told({ external: ['workflowtemplate/other/bse'] })).toHaveLength(1);
});

test('a part of a whole may leave a template to the other parts', () => {
  expect(told({ partial: true })).toEqual([`info ${FIELD}; if it exists in the cluster, say so with --external workflowtemplate/bse, or Platform external`]);
});

test('a name near one that is there is a slip, in a part too', () => {
  expect(told({ partial: true }, template({ entrypoint: 'a' }))).toEqual([`warning ${FIELD}; did you mean 'base'?`]);
});

test('a template of another namespace or of the cluster is another one', () => {
  expect(told({}, template({ entrypoint: 'a' }, { name: 'bse', namespace: 'other' }))).toEqual([`warning ${FIELD}; another namespace has one`]);
  expect(told({}, clusterTemplate({ entrypoint: 'a' }))).toHaveLength(1);
});
