import { isAbsent, isMap, list } from '../../../manifest';
import { judgeClaimSpec } from '../claims';
import { isLabel, isSubdomain } from '../forms';
import { judgeAnnotations, judgeLabels } from '../labels';
import type { Teller } from '../values';
import { eachMap } from '../values';
import type { Volumes } from './mounts';
import { judgeDownward, judgeProjected } from './projected';
import type { SourceJudge } from './volume-sources';
import { POD_SOURCES, SHARED_SOURCES } from './volume-sources';

/** What the volumes of a pod depend on. */
export interface VolumeSetting {
  /** Names that claim templates of a StatefulSet provide. */
  readonly claimed?: readonly string[];
  /** The name of the pod, where it is known. */
  readonly podName?: string;
  /** Minor version of Kubernetes. */
  readonly minor: number;
}

const SOURCES: Record<string, SourceJudge> = {
  ...SHARED_SOURCES,
  ...POD_SOURCES,
  downwardAPI: judgeDownward,
  projected: judgeProjected,
  ephemeral: judgeEphemeral,
  image: () => undefined,
};
const KINDS = Object.keys(SOURCES);

/** The volumes of a pod, and what containers may know of them. */
export function judgeVolumes(report: Teller, volumes: readonly any[], setting: VolumeSetting, at: string): Volumes {
  const known = new Map<string, 'device' | 'files' | 'dropped'>();
  for (const name of setting.claimed ?? []) known.set(name, 'device');
  eachMap(volumes, (volume, i) => {
    const { name } = volume;
    const field = `${at}[${i}]`;
    if (typeof name === 'string' && setting.claimed?.includes(name)) {
      report.warn('VOLUME_REPLACED', `${field}.name`, name, 'volumeClaimTemplates has the name too, and its claim takes the place of this volume; rename one of the two');
      return;
    }
    if (!isAbsent(volume.image) && setting.minor < 35) {
      report.warn('FEATURE_OFF', `${field}.image`, undefined, 'image volumes are off before Kubernetes 1.35: the volume and its mounts are dropped; copy the files in an init container');
      if (typeof name === 'string') known.set(name, 'dropped');
      return;
    }
    const kind = judgeVolume(report, volume, field);
    if (typeof name !== 'string' || name === '') return;
    if (!isLabel(name)) report.refuse('NAME_INVALID', `${field}.name`, name, 'a volume is named like a DNS label: use at most 63 lower-case letters, digits and -');
    else if (known.has(name)) report.refuse('NAME_DUPLICATE', `${field}.name`, name, 'another volume of this pod has the name');
    known.set(name, kind === 'persistentVolumeClaim' || kind === 'ephemeral' ? 'device' : 'files');
  });
  if (setting.podName !== undefined) judgeOwnClaims(report, volumes, setting.podName, at);
  return known;
}

function judgeVolume(report: Teller, volume: Record<string, any>, at: string): string | undefined {
  let found: string | undefined;
  for (const kind of KINDS) {
    const source = volume[kind];
    if (isAbsent(source)) continue;
    if (found) {
      report.refuse('NOT_EXACTLY_ONE', `${at}.${kind}`, undefined, `${found} is given too: a volume has one source`);
      continue;
    }
    found = kind;
    if (isMap(source)) SOURCES[kind](report, source, `${at}.${kind}`);
  }
  if (!found) report.warn('NOT_EXACTLY_ONE', at, undefined, 'without a source it is an emptyDir, which is lost with the pod: say so, or name the source');
  return found;
}

function judgeEphemeral(report: Teller, { volumeClaimTemplate: template }: Record<string, any>, at: string): void {
  if (isAbsent(template)) report.refuse('VALUE_MISSING', `${at}.volumeClaimTemplate`, undefined, 'describe the claim to make for each pod');
  if (!isMap(template)) return;
  judgeTemplateMetadata(report, template.metadata, `${at}.volumeClaimTemplate.metadata`);
  judgeClaimSpec(report, template.spec, `${at}.volumeClaimTemplate.spec`);
}

/** Metadata of which only labels and annotations may be given. */
export function judgeTemplateMetadata(report: Teller, metadata: unknown, at: string): void {
  if (!isMap(metadata)) return;
  judgeLabels(report, metadata.labels, `${at}.labels`);
  judgeAnnotations(report, metadata.annotations, `${at}.annotations`);
  for (const [key, value] of Object.entries(metadata)) {
    const isNothing = isAbsent(value) || value === '' || key === 'generation' && value === 0;
    if (key !== 'labels' && key !== 'annotations' && !isNothing) report.refuse('FIELD_NOT_ALLOWED', `${at}.${key}`, undefined, 'only labels and annotations: the rest is made for each pod');
  }
}

/** Claims that are made for the ephemeral volumes of a pod with a name. */
function judgeOwnClaims(report: Teller, volumes: readonly any[], podName: string, at: string): void {
  const made = new Set<string>();
  volumes.forEach((volume, i) => {
    if (!isMap(volume) || isAbsent(volume.ephemeral) || typeof volume.name !== 'string') return;
    const claim = `${podName}-${volume.name}`;
    made.add(claim);
    if (!isSubdomain(claim)) report.refuse('NAME_TOO_LONG', `${at}[${i}].name`, volume.name, `the claim would be '${claim}', which is too long: shorten one of the names`);
  });
  if (made.size === 0) return;
  volumes.forEach((volume, i) => {
    const claim = list(isMap(volume) && [volume.persistentVolumeClaim?.claimName])[0];
    if (typeof claim === 'string' && made.has(claim)) report.refuse('NAME_DUPLICATE', `${at}[${i}].persistentVolumeClaim.claimName`, claim, 'the claim of an ephemeral volume of this pod has the name');
  });
}

