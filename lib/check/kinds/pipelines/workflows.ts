import { keysOf } from './argo/tree';
import { judgeWorkflow } from './argo/workflow';
import { record } from '../../manifest';
import type { Manifest } from '../../manifest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';

/** Names become labels of pods. */
const MAX_NAME = 63;

/** What Argo Workflows 3.7 wants of a Workflow, a WorkflowTemplate and a ClusterWorkflowTemplate. */
export const workflow: KindRule = {
  kinds: ['argoproj.io/Workflow', 'argoproj.io/WorkflowTemplate', 'argoproj.io/ClusterWorkflowTemplate'],
  judge(manifest, report, scene) {
    const { metadata, kind, spec } = manifest;
    judgeNameLength(manifest, report, MAX_NAME, 'the name becomes a label of the pods');
    judgeWorkflow({
      kind: 'Workflow',
      name: metadata.name ?? '',
      namespace: kind === 'ClusterWorkflowTemplate' ? undefined : metadata.namespace,
      labels: keysOf(metadata.labels),
      annotations: keysOf(metadata.annotations),
      spec: record(spec),
      path: 'spec',
      isTemplate: kind !== 'Workflow',
    }, report, scene);
  },
};

export function judgeNameLength({ metadata: { name }, kind }: Manifest, report: Report, max: number, why: string): void {
  if (name !== undefined && name.length > max && name.length <= 253) {
    report.refuse('ARGO_NAME_TOO_LONG', 'metadata.name', name, `${name.length} characters, at most ${max} for a ${kind}: ${why}`);
  }
}
