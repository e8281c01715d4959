import { notebook } from './notebook';
import { podDefault } from './pod-default';
import { profile } from './profile';
import { pvcViewer } from './pvc-viewer';
import { tensorboard } from './tensorboard';
import { workspace } from './workspace';
import { workspaceKind } from './workspace-kind';
import type { KindRule } from '../../rule';

/** What the webhooks and controllers of the parts of a Kubeflow platform want of their kinds. */
export const PLATFORM_RULES: readonly KindRule[] = [notebook, podDefault, profile, pvcViewer, tensorboard, workspace, workspaceKind];
