import type { Mount } from '../../core';
import { Storage } from '../../core';
import { Framework } from '../framework';
import type { RoleProps } from '../role-props';
import type { TrainingJobProps } from '../training-job-props';

const PLACEHOLDER = '${trialParameters.';
const KEY = 'file.cdk8s-mlops.dev';
/** What the part of an annotation's key behind the / has at most. */
const MAX_NAME = 63;

/**
 * Files of the app that say `${trialParameters.x}`. A ConfigMap would hold them
 * as they are, for Katib fills in the trial alone: they become annotations of
 * its pods, which the pods read as files.
 */
export class TunedFiles {
  /** The props, with what is mounted in other ways. */
  public readonly props: TrainingJobProps;
  private readonly annotations: Record<string, string> = {};
  /** The prop that a file is of, by the key of its annotation. */
  private readonly fields = new Map<string, string>();
  private readonly made = new Map<Storage, Storage>();

  constructor(props: TrainingJobProps) {
    const { code, data, volumes, framework = Framework.script() } = props;
    const all = (field: string, mounts?: readonly Mount[]) => mounts?.map(mount => this.mount(mount, `${field} '${mount.path}'`));
    const mounts = { code: code && this.mount(code, 'code'), data: all('data', data), volumes: all('volumes', volumes) };
    const tuned = framework._withRoles((role: RoleProps): RoleProps => ({ ...role, volumes: all('framework volumes', role.volumes) }));
    this.props = this.fields.size === 0 ? props : { ...props, ...mounts, framework: tuned, podAnnotations: { ...this.annotations, ...props.podAnnotations } };
  }

  /** The prop behind a path of a pod's annotations, where it is a file's. */
  public fieldOf(prop: string): string | undefined {
    const [, key] = /^podAnnotations\['(.+)'\]$/.exec(prop) ?? [];
    return key === undefined ? undefined : this.fields.get(key);
  }

  private mount(mount: Mount, field: string): Mount {
    const { files = {}, name } = mount.storage._source;
    const [tuned, others] = [true, false].map(isTuned => Object.entries(files).filter(([, content]) => content.includes(PLACEHOLDER) === isTuned));
    if (tuned.length === 0) return mount;
    let storage = this.made.get(mount.storage);
    if (!storage) {
      const fields = tuned.map(([file, content]) => [file, `metadata.annotations['${this.annotate(file, content, field)}']`]);
      storage = Storage._files(Object.fromEntries(others), name, Object.fromEntries(fields));
      this.made.set(mount.storage, storage);
    }
    return mount._of(storage);
  }

  /** Adds an annotation with a key that is like the file's name, and no other's. */
  private annotate(file: string, content: string, field: string): string {
    const name = file.replace(/[^A-Za-z0-9._-]/g, '-').replace(/^[^A-Za-z0-9]+/, '').slice(0, MAX_NAME - 4).replace(/[^A-Za-z0-9]+$/, '') || 'file';
    let key = `${KEY}/${name}`;
    for (let i = 2; key in this.annotations; i++) key = `${KEY}/${name}-${i}`;
    this.annotations[key] = content;
    this.fields.set(key, field);
    return key;
  }
}

/** The text of files of the app, where the code of a trial is there. */
export function codeTexts({ code }: TrainingJobProps): string[] {
  return Object.values(code?.storage._source.files ?? {});
}
