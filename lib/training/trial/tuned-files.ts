import type { Mount } from '../../core';
import { Storage } from '../../core';
import type { TrainingJobProps } from '../training-job-props';

const PLACEHOLDER = '${trialParameters.';
const KEY = 'file.cdk8s-mlops.dev';

/**
 * Files of the app that say `${trialParameters.x}`. A ConfigMap would hold them
 * as they are, for Katib fills in the trial alone: they become annotations of
 * its pods, which the pods read as files.
 */
export function withTunedFiles(props: TrainingJobProps): TrainingJobProps {
  const annotations: Record<string, string> = {};
  const tuned = (mount: Mount): Mount => {
    const { files } = mount.storage._source;
    if (!files || !Object.values(files).some(content => content.includes(PLACEHOLDER))) return mount;
    const items = Object.entries(files).map(([file, content]) => {
      const key = `${KEY}/${file.replace(/[^A-Za-z0-9._-]/g, '-')}`;
      annotations[key] = content;
      return [file, `metadata.annotations['${key}']`];
    });
    return Storage.downward(Object.fromEntries(items)).at(mount.path);
  };
  const mounts = { code: props.code && tuned(props.code), data: props.data?.map(tuned), volumes: props.volumes?.map(tuned) };
  return Object.keys(annotations).length === 0 ? props : { ...props, ...mounts, podAnnotations: { ...annotations, ...props.podAnnotations } };
}

/** The text of files of the app, where the code of a trial is there. */
export function codeTexts({ code }: TrainingJobProps): string[] {
  return Object.values(code?.storage._source.files ?? {});
}
