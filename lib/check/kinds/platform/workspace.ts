import { judgeMadeName } from './made';
import { optionsOf } from './workspace-options';
import type { Manifest } from '../../manifest';
import { isMap, record } from '../../manifest';
import { nearest } from '../../nearest';
import type { Report } from '../../report';
import type { KindRule } from '../../rule';
import { judgeAnnotations, judgeLabels } from '../kubernetes/labels';
import { child, eachMap } from '../kubernetes/values';

const POD = 'spec.podTemplate';

/** Labels by which the controller knows the pod. */
const OWN = ['notebooks.kubeflow.org/workspace-name', 'statefulset'];

/** What the webhook and the controller of Kubeflow Workspaces 2.0 want of a Workspace. */
export const workspace: KindRule = {
  kinds: ['kubeflow.org/Workspace'],
  judge(manifest, report, { objects }) {
    const { spec, metadata } = manifest;
    judgeMadeName(manifest, 'WORKSPACE_NAME', { most: 63, why: 'everything that the controller makes is labelled with the name', digitFirst: true }, report);
    const pod = record(spec.podTemplate);
    judgeMetadata(pod.podMetadata, report);
    const kind = typeof spec.kind === 'string' ? objects.find('kubeflow.org/WorkspaceKind', undefined, spec.kind) : undefined;
    if (kind) for (const key of ['imageConfig', 'podConfig']) judgeOption(pod, kind, key, report);
    judgeMounts(record(pod.volumes), kind, report);
    const account = metadata.name === undefined ? undefined : objects.find('/ServiceAccount', metadata.namespace, `ws-${metadata.name}`);
    if (account) report.warn('PLATFORM_NAME_TAKEN', 'metadata.name', metadata.name, `ServiceAccount '${account.metadata.name}' of this input is in the way: the controller makes one of that name, and takes no other; remove it`);
  },
};

function judgeMetadata(metadata: unknown, report: Report): void {
  const { labels, annotations } = record(metadata);
  judgeLabels(report, labels, `${POD}.podMetadata.labels`);
  judgeAnnotations(report, annotations, `${POD}.podMetadata.annotations`);
  for (const key of OWN) {
    const value = record(labels)[key];
    if (value !== undefined) report.warn('WORKSPACE_LABEL', child(`${POD}.podMetadata.labels`, key), value, 'remove it: the controller overwrites it with the name of the workspace');
  }
}

/** A workspace takes one of the images and one of the sizes of its kind. */
function judgeOption(pod: Record<string, any>, kind: Manifest, key: string, report: Report): void {
  const id = record(pod.options)[key];
  if (typeof id !== 'string') return;
  const values = optionsOf(record(record(kind.spec.podTemplate).options)[key]);
  const chosen = values.find(value => value.id === id);
  if (!chosen) {
    const ids = values.map(value => value.id).filter(one => typeof one === 'string');
    const near = nearest(id, ids);
    report.refuse('WORKSPACE_OPTION', `${POD}.options.${key}`, id, near ? `did you mean '${near}'?` : `WorkspaceKind '${kind.metadata.name}' has ${ids.slice(0, 5).join(', ') || 'none'}`);
  } else if (isMap(chosen.redirect)) {
    report.note('WORKSPACE_OPTION', `${POD}.options.${key}`, id, `WorkspaceKind '${kind.metadata.name}' leads on to '${String(chosen.redirect.to)}': choose that one`);
  }
}

/** What is mounted where something is already is left out. */
function judgeMounts({ home, data, secrets }: Record<string, any>, kind: Manifest | undefined, report: Report): void {
  const taken = new Map<unknown, string>();
  const { home: path } = record(record(kind?.spec.podTemplate).volumeMounts);
  if (typeof home === 'string' && typeof path === 'string') taken.set(path, 'the home volume');
  for (const [key, volumes] of [['data', data], ['secrets', secrets]] as const) {
    const own = new Set<unknown>();
    eachMap(volumes, ({ mountPath }, i) => {
      const field = `${POD}.volumes.${key}[${i}].mountPath`;
      if (typeof mountPath !== 'string') return;
      // The same path twice in one list is the schema's to tell.
      if (taken.has(mountPath) && !own.has(mountPath)) report.warn('WORKSPACE_MOUNT', field, mountPath, `${taken.get(mountPath)} is mounted there, and this one is left out: take another path`);
      own.add(mountPath);
      if (!taken.has(mountPath)) taken.set(mountPath, key === 'data' ? 'a data volume' : 'a secret');
    });
  }
}
