import type { Manifest } from '../manifest';
import { kindOf, record } from '../manifest';

/** An object that a controller makes of another, and where it stands there, with a dot at the end. */
export interface Made {
  readonly manifest: Manifest;
  readonly path: string;
}

/** The Job that a CronJob makes, as a manifest; undefined of other kinds. */
export function madeBy(manifest: Manifest): Made | undefined {
  if (kindOf(manifest) !== 'batch/CronJob') return undefined;
  const { metadata, spec } = record(manifest.spec.jobTemplate);
  const { labels, annotations } = record(metadata);
  const { namespace } = manifest.metadata;
  return {
    manifest: { apiVersion: 'batch/v1', kind: 'Job', metadata: { namespace, labels: record(labels), annotations: record(annotations) }, spec: record(spec) },
    path: 'spec.jobTemplate.',
  };
}
