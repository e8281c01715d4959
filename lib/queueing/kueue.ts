import type { Problems, Resource } from '../core';
import { Platform } from '../core';

export const KUEUE_API = 'kueue.x-k8s.io/v1beta2';

/** Objects of Kueue need its CRDs, and a weight that is a number. */
export function checkKueue(problems: Problems, construct: Resource, fairSharingWeight?: number): void {
  if (fairSharingWeight !== undefined && !Number.isFinite(fairSharingWeight)) problems.add('KUEUE_FAIR_SHARING', 'fairSharingWeight', fairSharingWeight, 'write 0 or more');
  if (Platform.of(construct).kueue) return;
  problems.add('PLATFORM_UNSUPPORTED', 'kind', construct.apiObject.kind, 'without Kueue the cluster does not know this kind; declare Platform kueue: true');
}

/** A share against others; a quantity, so that 0.5 is one too. */
export const fairSharing = (weight: number | undefined) => (weight === undefined ? {} : { fairSharing: { weight: String(weight) } });

/** Fields of a manifest that are named as props are, or nearly. */
export function propOf(path: string): string {
  return path.replace(/^spec\.fairSharing(\.weight)?$/, 'fairSharingWeight').replace(/^(spec|metadata)\./, '');
}
