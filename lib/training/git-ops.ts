import { GitOpsTool } from '../core';
import type { JobView } from './kinds/kind';

/**
 * A job cannot change: the tool makes a changed one anew. One with a hash in its
 * name is a new object anyway.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources
 */
export function gitOpsAnnotations({ platform: { gitOpsTool }, props: { rerunOnChange } }: JobView): Record<string, string> {
  if (rerunOnChange) return {};
  switch (gitOpsTool) {
    case GitOpsTool.ARGO_CD: return { 'argocd.argoproj.io/sync-options': 'Force=true,Replace=true' };
    case GitOpsTool.FLUX: return { 'kustomize.toolkit.fluxcd.io/force': 'enabled' };
    default: return {};
  }
}
