import type { BentoContents, BentoManifest } from './bento';
import type { BentoManifest as Manifest, BentoSpec } from '../../../imports/resources.yatai.ai';

/** Group and version of Bentos. */
export const YATAI_RESOURCES = 'resources.yatai.ai/v1alpha1';

/** A map or list, if anything is in it. */
export const filled = <T extends object>(map: T | undefined): T | undefined => (map && Object.keys(map).length > 0 ? map : undefined);

/** What a Bento and a BentoRequest say alike. */
export function contents({ bentomlVersion, serviceName, manifest, models = [], runners = [] }: BentoContents): Partial<BentoSpec> {
  return {
    ...bentomlVersion !== undefined && { context: { bentomlVersion } },
    serviceName,
    manifest: manifestOf(manifest),
    models: filled(models.map(({ size, ...model }) => ({ ...model, size: size?.asString() }))),
    runners: filled(runners.map(({ manifest: own, modelTags, ...runner }) => ({ ...runner, modelTags: filled(modelTags), manifest: manifestOf(own) }))),
  };
}

function manifestOf(manifest: BentoManifest | undefined): Manifest | undefined {
  if (!manifest) return undefined;
  const { extraPorts = {}, ...paths } = manifest;
  return { ...paths, extraPorts: filled(Object.entries(extraPorts).map(([name, containerPort]) => ({ name, containerPort }))) };
}

/** The prop behind a path of a Bento or BentoRequest. */
export const propOf = (path: string, { runners = [], models = [] }: BentoContents): string => path
  .replace(/^spec\./, '').replace(/^metadata\.name$/, 'name').replace(/^context\./, '')
  .replace(/^runners\[(\d+)\]\.(.*)/, (_, i, field) => (field === 'name' ? `runners[${i}].name` : `runners '${runners[Number(i)]?.name}' ${field}`))
  .replace(/^models\[(\d+)\]\.(?!tag)/, (_, i) => `models '${models[Number(i)]?.tag}' `);
