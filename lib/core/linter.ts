/** A linter that an exemption speaks to. */
export enum Linter {
  /** @see https://github.com/zegl/kube-score */
  KUBE_SCORE = 'kube-score',
  /** @see https://github.com/stackrox/kube-linter */
  KUBE_LINTER = 'kube-linter',
  /** @see https://github.com/FairwindsOps/polaris */
  POLARIS = 'polaris',
  /** @see https://github.com/bridgecrewio/checkov */
  CHECKOV = 'checkov',
}

/** One check that an object goes against on purpose. */
export interface Exemption {
  readonly linter: Linter;
  readonly check: string;
  readonly reason: string;
}

/** Writes exemptions as the annotations that each linter reads. */
export function exemptionAnnotations(exemptions: readonly Exemption[], linters: readonly Linter[]): Record<string, string> {
  const annotations: Record<string, string> = {};
  const asked = exemptions.filter(e => linters.includes(e.linter));
  const of = (linter: Linter) => asked.filter(e => e.linter === linter);

  for (const e of of(Linter.KUBE_LINTER)) annotations[`ignore-check.kube-linter.io/${e.check}`] = e.reason;
  for (const e of of(Linter.POLARIS)) annotations[`polaris.fairwinds.com/${e.check}-exempt`] = 'true';
  of(Linter.CHECKOV).forEach((e, i) => (annotations[`checkov.io/skip${i + 1}`] = `${e.check}=${e.reason}`));
  const scores = of(Linter.KUBE_SCORE);
  if (scores.length > 0) annotations['kube-score/ignore'] = scores.map(e => e.check).join(',');
  return annotations;
}

/**
 * An image by tag: a digest is the author's to give.
 * @internal
 */
export const imageByTag = (image: string): Exemption[] =>
  (String(image).includes('@') ? [] : [{ linter: Linter.CHECKOV, check: 'CKV_K8S_43', reason: 'the image is given by tag' }]);

/**
 * Pods without a PriorityClass: the library cannot know of one.
 * @internal
 */
export const withoutPriority = (priorityClass: string | undefined): Exemption[] =>
  (priorityClass === undefined ? [{ linter: Linter.POLARIS, check: 'priorityClassNotSet', reason: 'the cluster has no class of ours' }] : []);
